"""The page of a person on a network, copied whole: jobs, titles under one employer, skills with their votes, and nobody else's words."""

import pytest

from services.cv.tests.test_learning_talk import hear, values

PAGES = {
    "en": """Ada Okoro-Hill
She/Her
Freight Operations Manager | Customs | Rail
Apapa, Lagos State, Nigeria · Contact info
500+ connections
Tunde Cole and 14 other mutual connections

Experience
Harbour Logistics Ltd logo
Harbour Logistics Ltd
Full-time · 4 yrs 2 mos
Lagos, Nigeria · On-site
Operations Manager
Jan 2022 - Present · 3 yrs
• Lead a team of 14 officers
…see more
Senior Clearing Officer
Sep 2018 - Dec 2021
• Cleared 900 containers for Dangrove Foods
Skills: HS classification · Form M

Documentation Officer
Portlane Freight · Full-time
Mar 2014 - Aug 2018
Ondo State, Nigeria

Career break
Caregiving
Jan 2013 - Feb 2014
Twins

Licenses & certifications
Licensed Customs Agent
National Board of Agents
Issued May 2017 · Expired May 2020
Show credential

Skills
HS classification
22 endorsements
Demurrage · 9 endorsements
Show all 4 skills →

Volunteering
Treasurer
Surulere Reading Club
Feb 2019 - Present

Recommendations
Chidi Reed
Head of Supply Chain, Dangrove Foods
"Ada saved us millions."

Languages
English
Full professional proficiency
Yoruba - Native or bilingual proficiency

Interests
Oceanbridge Terminals
84,201 followers""",
    "es": """Ana Goyeneche
Restauradora | Lienzo | Retablos
Pamplona, Navarra, España · Información de contacto
Iñaki Zubeldia y 43 contactos en común

Experiencia

Talleres Artesa, S.L.
7 años y 3 meses
    Jefa de taller
    ene. 2012 - actualidad · 4 años
    Pamplona y alrededores
    · Organicé el traslado de 210 obras
    …ver más
    Restauradora
    feb. 2009 - dic. 2011

Becaria
Museo de Irati · Prácticas
sept. 2007 - jun. 2008

Licencias y certificaciones
Trabajos en altura
Fundación Ega
Expedición: oct. 2021 · Vencimiento: oct. 2024

Aptitudes
Entelado · 12 validaciones
Mostrar las 17 aptitudes

Idiomas
Euskera - Competencia bilingüe o nativa

Intereses
Patrimonio Nacional · 88.412 seguidores""",
    "pt": """Thaís Pinheiro
Biomédica | Hematologia | CRBM
Manaus, Amazonas, Brasil · Informações de contato
Mais de 500 conexões

Experiência

Laboratório Igarapé
Tempo integral · 5 anos 2 meses
  Coordenadora de Hematologia
  mar de 2023 - o momento · 2 a 5 m
  Manaus, Amazonas · Presencial
  ▪ Coordeno 9 analistas
  Competências: Gestão de equipes
  Biomédica Analista
  jan de 2020 - fev de 2023
  …ver mais

Licenças e certificados
Auditor Interno
Sociedade Norte
Emitido em nov de 2021 · Expirou em nov de 2024

Competências
Hematologia
12 recomendações

Idiomas
Ticuna
Nível básico

Pessoas que talvez você conheça
Klinger Batalha — Analista no Grupo Fleury""",
}
JOBS = {
    "en": [
        ("Harbour Logistics Ltd", "Operations Manager", "2022-01", "present"),
        ("Harbour Logistics Ltd", "Senior Clearing Officer", "2018-09", "2021-12"),
        ("Portlane Freight", "Documentation Officer", "2014-03", "2018-08"),
    ],
    "es": [
        ("Talleres Artesa, S.L", "Jefa de taller", "2012-01", "present"),
        ("Talleres Artesa, S.L", "Restauradora", "2009-02", "2011-12"),
        ("Museo de Irati", "Becaria", "2007-09", "2008-06"),
    ],
    "pt": [
        ("Laboratório Igarapé", "Coordenadora de Hematologia", "2023-03", "present"),
        ("Laboratório Igarapé", "Biomédica Analista", "2020-01", "2023-02"),
    ],
}
REST = {
    "en": {
        ("location", "value"): ["Apapa, Lagos State, Nigeria"],
        ("skill", "name"): ["HS classification", "Form M", "Demurrage"],
        ("certificate", "name"): ["Licensed Customs Agent"],
        ("certificate", "issuer"): ["National Board of Agents"],
        ("certificate", "date"): ["2017-05"],
        ("language", "fluency"): ["Full professional proficiency", "Native or bilingual proficiency"],
        ("volunteer", "position"): ["Treasurer"],
        ("interest", "name"): [],
    },
    "es": {
        ("location", "value"): ["Pamplona, Navarra, España"],
        ("skill", "name"): ["Entelado"],
        ("certificate", "name"): ["Trabajos en altura"],
        ("certificate", "date"): ["2021-10"],
        ("language", "fluency"): ["Competencia bilingüe o nativa"],
        ("interest", "name"): [],
    },
    "pt": {
        ("location", "value"): ["Manaus, Amazonas, Brasil"],
        ("skill", "name"): ["Gestão de equipes", "Hematologia"],
        ("certificate", "date"): ["2021-11"],
        ("language", "language"): ["Ticuna"],
        ("language", "fluency"): ["Nível básico"],
    },
}
OTHERS = (
    "Tunde",
    "Dangrove Foods",
    "Oceanbridge",
    "Zubeldia",
    "Patrimonio",
    "Klinger",
    "Fleury",
    "Twins",
    "Caregiving",
)


@pytest.mark.parametrize("language", list(PAGES))
def test_each_title_is_a_job_with_its_employer_and_dates(language: str) -> None:
    heard = hear(PAGES[language])
    fields = ("name", "position", "startDate", "endDate")

    assert list(zip(*(values(heard, "job", field) for field in fields), strict=True)) == JOBS[language]


@pytest.mark.parametrize("language", list(PAGES))
def test_the_rest_of_the_page_is_read_too(language: str) -> None:
    heard = hear(PAGES[language])

    for (kind, field), expected in REST[language].items():
        assert values(heard, kind, field) == expected, (kind, field)


@pytest.mark.parametrize("language", list(PAGES))
def test_other_people_and_whom_somebody_follows_are_nothing_of_theirs(language: str) -> None:
    heard = hear(PAGES[language])
    own = [fact for fact in heard.facts if fact.kind not in ("other", "highlight")]

    assert not [name for name in OTHERS if name in str(own)]


def test_an_entry_of_its_own_takes_no_employer_from_the_one_above() -> None:
    told = (
        "Ana Lima\nContact info\n500+ connections\n\nExperience\n\nCook\nAcme · Full-time\n2015 - 2018\n• Cooked for 90\n\n"
        "Gardener\n2010 - 2012\n\nSkills\nbaking"
    )
    heard = hear(told)

    assert values(heard, "job", "position") == ["Cook", "Gardener"]
    assert values(heard, "job", "name") == ["Acme"]


def test_a_cv_with_one_such_word_is_no_page() -> None:
    told = "Ana Lima\nContact info\n\nExperience\nCook at Acme, 2015 - 2018\n\nInterests\nchess, hiking\n\nSkills\nbaking"

    assert values(hear(told), "interest", "name") == ["chess", "hiking"]
