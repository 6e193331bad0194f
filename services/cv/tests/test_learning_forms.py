"""Forms that somebody filled in are read by their labels, and nobody else's number or employer becomes theirs."""

import pytest

from lifeos.cv.composing import compose
from lifeos.cv.drafts import borne_out
from services.cv.tests.test_learning_talk import hear, values

FORMS = {
    "en": """APPLICATION FOR EMPLOYMENT (please use BLOCK CAPITALS)
1. PERSONAL DETAILS
Surname: O'SHEA          Forename(s): NORA
Address: Dingle, Co. Kerry
Tel (mobile): 085 555 0101    Tel (work): n/a
Position applied for: KITCHEN MANAGER
Next of kin: Tom O'Shea (husband), 086 555 0102
2. EMPLOYMENT (most recent first)
Name of employer: Blasket Foods Ltd
Job title: Line Cook
From: 03/2018     To: still here
Main duties: Cook for 90 guests. Order the fish.
Reason for leaving: want to lead
----
Name of employer: NONE
From: 01/2016     To: 02/2018
Main duties: At home with my children
----
Name of employer: Self employed (Nora's Pies)
Job title: Baker
From: 05/2012     To: 12/2015
3. LANGUAGES   Irish - native   English - fluent
4. REFEREES
Pat Daly, Blasket Foods Ltd, 091 555 0103
Have you ever worked for Ventry Hotels?   YES [ ]  NO [X]""",
    "es": """FORMULARIO DE INSCRIPCIÓN
1. Apellidos: ROJAS PAZ
2. Nombres: Elena
3. Domicilio: Salto
4. Teléfono: 099 555 101      Otro: (de mi hermana) 098 555 102
5. Puesto que solicita: COCINERA
6. ANTECEDENTES LABORALES (empiece por el último)
Empresa: Cocina Blasco
Cargo: cocinera
Desde: 03/2018     Hasta: la fecha
Tareas: Cocino para 90 personas. Compro el pescado
Motivo de egreso: quiero crecer

Empresa: --
Cargo: --

Empresa: Panadería Nora
Cargo: panadera
Desde: 05/2012     Hasta: 12/2015
7. Referencias: Ana Daly (Hotel Ventry), 091 555 103
Firma: E. Rojas""",
    "pt": """CENTRO DE EMPREGO - FICHA
1. IDENTIFICAÇÃO
Nome completo: Elena Rojas Paz
Residência: Lubango
Telefone 1: +244 931 555 101     Telefone 2: ---------
2. PROFISSÃO PRETENDIDA: Cozinheira
3. EXPERIÊNCIA PROFISSIONAL (da mais recente para a mais antiga)
3.1 Entidade: Cozinha Blasco     Função: Cozinheira       De: 03/2018  A: até à data
    Tarefas: cozinho para 90 pessoas; compro o peixe
3.2 Entidade: Padaria Nora     Função: Padeira       De: 05/2012  A: 12/2015
4. INFORMÁTICA   Excel (X)  SAP ( )
5. CARTA DE CONDUÇÃO: Sim ( )  Não (X)
6. PESSOA A CONTACTAR EM CASO DE URGÊNCIA: Ivone Paz (irmã), 924 555 102, Hotel Ventry""",
}
WHO = {
    "en": ("Nora O'Shea", "085 555 0101", "Dingle, Co. Kerry", "KITCHEN MANAGER"),
    "es": ("Elena Rojas Paz", "099 555 101", "Salto", "COCINERA"),
    "pt": ("Elena Rojas Paz", "+244 931 555 101", "Lubango", "Cozinheira"),
}
JOBS = {
    "en": [
        ("Blasket Foods Ltd", "Line Cook", "2018-03", "present"),
        ("Nora's Pies", "Baker", "2012-05", "2015-12"),
    ],
    "es": [
        ("Cocina Blasco", "cocinera", "2018-03", "present"),
        ("Panadería Nora", "panadera", "2012-05", "2015-12"),
    ],
    "pt": [
        ("Cozinha Blasco", "Cozinheira", "2018-03", "present"),
        ("Padaria Nora", "Padeira", "2012-05", "2015-12"),
    ],
}

DONE = {"en": 2, "es": 2, "pt": 2}


@pytest.mark.parametrize("language", list(FORMS))
def test_a_form_is_read_by_its_labels(language: str) -> None:
    heard = hear(FORMS[language])
    name, phone, place, label = WHO[language]

    assert values(heard, "name", "value") == [name]
    composed = borne_out(compose(heard.facts, heard.language), heard.facts, heard.language)
    assert composed.document["basics"]["name"] == name, "the checker knows the fields of a form too"
    assert values(heard, "phone", "value") == [phone], "those of others are none of theirs"
    assert values(heard, "location", "value") == [place]
    assert values(heard, "summary", "label") == [label]
    fields = ("name", "position", "startDate", "endDate")
    assert list(zip(*(values(heard, "job", field) for field in fields), strict=True)) == JOBS[language]
    assert len(values(heard, "highlight", "text")) == DONE[language], "no reason for leaving is a result"


@pytest.mark.parametrize("language", list(FORMS))
def test_what_a_form_asks_about_others_is_kept_and_is_nobodys_job(language: str) -> None:
    heard = hear(FORMS[language])

    assert "Ventry" in " ".join(values(heard, "other", "text"))
    assert "Ventry" not in str([fact for fact in heard.facts if fact.kind not in ("other", "name")])


STUDIES = """3. EDUCATION
School/College | From | To | Result
Dingle Grammar | 1990 | 1995 | Leaving Certificate
Kerry University | 2014 | | BSc Marine Biology - did not finish

2. EMPLOYMENT
Name of employer: Acme
Job title: Cook
From: 2015     To: 2019"""


def test_the_table_of_studies_is_read_by_its_head_and_what_was_not_finished_says_so() -> None:
    heard = hear(STUDIES)
    assert values(heard, "education", "institution") == ["Dingle Grammar", "Kerry University"]
    assert values(heard, "education", "studyType") == ["Leaving Certificate", "BSc (did not finish)"]
    assert values(heard, "education", "startDate") == ["1990", "2014"]
    assert values(heard, "education", "endDate") == ["1995"]


EMPLOYERS_OWN = {
    "en": "Surname: Shea\nForenames: Nora\nEmployer: Acme Foods\nAddress: Leeds\nTelephone: 0113 555 0101\nContact: Mr Poe\nJob title: Cook\nFrom: 2015  To: 2019",
    "es": "Apellidos: Rojas\nNombres: Elena\nEmpresa: Acme Foods\nDomicilio: Salto\nTeléfono: 099 555 101\nJefe: Sr. Poe\nCargo: cocinera\nDesde: 2015  Hasta: 2019",
    "pt": "Nome completo: Elena Rojas\nEmpresa: Acme Foods\nMorada: Lubango\nTelefone: 924 555 101\nChefe: Sr. Poe\nFunção: cozinheira\nDe: 2015  A: 2019",
}


@pytest.mark.parametrize("language", list(EMPLOYERS_OWN))
def test_the_address_and_number_of_an_employer_are_not_the_persons(language: str) -> None:
    heard = hear(EMPLOYERS_OWN[language])

    assert values(heard, "phone", "value") == values(heard, "location", "value") == []
    assert values(heard, "job", "name") == ["Acme Foods"]
    assert len(values(heard, "job", "position")) == len(values(heard, "job", "endDate")) == 1
    assert "555" in " ".join(values(heard, "other", "text")), "nothing that was written is lost"


def test_what_is_not_ticked_is_no_skill() -> None:
    assert values(hear(FORMS["pt"]), "skill", "name") == ["Excel"]


@pytest.mark.parametrize(
    "text",
    [
        "Company: Acme",
        "Empresa:\nCargo:\nDesde:\n",
        "From: me\nTo: you\nTitle: hello",
        ":::\n::\n: :",
        "De: A: Cargo: Empresa: De:",
    ],
)
def test_what_only_looks_like_a_form_names_no_job(text: str) -> None:
    assert values(hear(text), "job", "position") == []
