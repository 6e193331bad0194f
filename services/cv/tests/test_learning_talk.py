"""What is learned from talk, in three languages."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest

from lifeos.contracts.memory import Memory, Question
from lifeos.cv.learning import Learned, learn

TODAY = date(2026, 11, 22)
SESSION = UUID(int=7)


def hear(text: str, known: Sequence[Memory] = (), pending: Question | None = None, turn: int = 1) -> Learned:
    """What is learned from one turn."""
    return learn(text, turn_id=UUID(int=turn), session_id=SESSION, known=known, pending=pending, today=TODAY)


def values(learned: Learned, kind: str, field: str) -> list[str]:
    """Every value of one field of one kind of fact."""
    return [m.claims[field].value for m in learned.facts if m.kind == kind and field in m.claims]


def job(learned: Learned) -> dict[str, str]:
    """The claims of the only job."""
    (found,) = [m for m in learned.facts if m.kind == "job"]
    return {field: claim.value for field, claim in found.claims.items()}


JOBS = [
    (
        "I worked at Acme as a nurse from March 2016 to May 2019.",
        {"name": "Acme", "position": "nurse", "startDate": "2016-03", "endDate": "2019-05"},
    ),
    (
        "I've been a data analyst at Northwind since June 2020.",
        {"name": "Northwind", "position": "data analyst", "startDate": "2020-06", "endDate": "present"},
    ),
    (
        "In 2015 I joined Contoso as an accountant.",
        {"name": "Contoso", "position": "accountant", "startDate": "2015"},
    ),
    (
        "Trabajé en Mercadona como cajera desde marzo de 2016 hasta mayo de 2019.",
        {"name": "Mercadona", "position": "cajera", "startDate": "2016-03", "endDate": "2019-05"},
    ),
    (
        "Desde junio de 2020 soy analista de datos en Telefónica.",
        {"name": "Telefónica", "position": "analista de datos", "startDate": "2020-06", "endDate": "present"},
    ),
    ("En 2015 entré en Seat como contable.", {"name": "Seat", "position": "contable", "startDate": "2015"}),
    (
        "Trabalhei no Itaú como caixa de março de 2016 até maio de 2019.",
        {"name": "Itaú", "position": "caixa", "startDate": "2016-03", "endDate": "2019-05"},
    ),
    (
        "Desde junho de 2020 sou analista de dados na Vivo.",
        {"name": "Vivo", "position": "analista de dados", "startDate": "2020-06", "endDate": "present"},
    ),
    (
        "Em 2015 entrei na Embraer como contadora.",
        {"name": "Embraer", "position": "contadora", "startDate": "2015"},
    ),
]


@pytest.mark.parametrize(("text", "claims"), JOBS)
def test_a_job_is_learned_with_its_employer_title_and_dates(text: str, claims: dict[str, str]) -> None:
    assert job(hear(text)) == claims


@pytest.mark.parametrize(
    "text",
    [
        "My sister works at Google as an engineer.",
        "I never worked at Google.",
        "I applied to Google in 2019 but they rejected me.",
        "I had an interview at Google last month.",
        "Our clients were Google and Nike.",
        "Mi hermana trabaja en Google como ingeniera.",
        "Nunca trabajé en Google.",
        "Apliqué a Google en 2019 y no me contrataron.",
        "Mi padre trabajó en Google toda la vida.",
        "Minha irmã trabalha na Google como engenheira.",
        "Nunca trabalhei na Google.",
        "Me candidatei a uma vaga na Google em 2019.",
        "O meu marido, que é designer na Google, me ajudou.",
    ],
)
def test_nobody_elses_employer_and_no_wish_becomes_a_job_and_the_words_are_kept(text: str) -> None:
    learned = hear(text)
    assert values(learned, "job", "name") == []
    assert "Google" in " ".join(values(learned, "other", "text"))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "i was at acme as a cook from twenty thirteen until twenty sixteen no wait twenty seventeen",
            "2013",
            "2017",
        ),
        (
            "trabajé en bimbo como chofer desde dos mil nueve perdón dos mil diez hasta dos mil quince",
            "2010",
            "2015",
        ),
        (
            "trabalhei na natura como vendedora de dois mil e doze quer dizer dois mil e treze até dois mil e quinze",
            "2013",
            "2015",
        ),
    ],
)
def test_of_a_corrected_year_the_last_one_counts(text: str, start: str, end: str) -> None:
    learned = hear(text)
    assert (job(learned)["startDate"], job(learned)["endDate"]) == (start, end)


def test_a_start_computed_from_a_duration_is_marked_as_calculated() -> None:
    learned = hear("I worked at Acme as a driver for three years until 2019.")
    (found,) = [m for m in learned.facts if m.kind == "job"]
    assert (found.claims["startDate"].value, found.claims["startDate"].status) == ("2016", "calculated")
    assert found.claims["endDate"].value == "2019"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Ana López García and I live in Leeds.", "Ana López García"),
        ("Me llamo Nuria de la Torre y vivo en Vigo.", "Nuria de la Torre"),
        ("Meu nome é João dos Santos e moro em Recife.", "João dos Santos"),
        ("hi my name is ana lopez and i want to talk", "Ana Lopez"),
    ],
)
def test_a_name_is_learned(text: str, name: str) -> None:
    assert values(hear(text), "name", "value") == [name]


@pytest.mark.parametrize(
    "text", ["I'm a nurse.", "Soy enfermera.", "Sou enfermeira.", "I'm looking for work.", "Soy de Vigo."]
)
def test_being_something_is_not_a_name(text: str) -> None:
    assert values(hear(text), "name", "value") == []


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("My email is ana.lopez@gmail.com.", "ana.lopez@gmail.com"),
        ("my email is ana dot lopez at gmail dot com", "ana.lopez@gmail.com"),
        ("mi correo es ana punto lopez arroba gmail punto com", "ana.lopez@gmail.com"),
        ("meu e-mail é ana ponto lopez arroba gmail ponto com", "ana.lopez@gmail.com"),
    ],
)
def test_an_address_is_learned_written_or_spoken(text: str, email: str) -> None:
    assert values(hear(text), "email", "value") == [email]


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("I speak Spanish fluently.", "Spanish", "fluently"),
        ("Tengo un C1 de inglés.", "Inglés", "C1"),
        ("Falo francês intermediário.", "Francês", "intermediário"),
    ],
)
def test_a_language_is_learned_with_its_level(text: str, language: str, level: str) -> None:
    learned = hear(text)
    assert [v.lower() for v in values(learned, "language", "language")] == [language.lower()]
    assert values(learned, "language", "fluency") == [level]


ASIDES = [
    (
        "I am a shift lead at Tesco since 2019. Before that I worked at Lidl as a cashier from 2015 to 2019. "
        "I cut waste by 20%. I also manage a team of 12. In my current job I opened two stores.",
        ["Lidl", "Tesco", "Tesco"],
    ),
    (
        "Soy jefa de turno en Mercadona desde 2019. Antes trabajé en Lidl como cajera de 2015 a 2019. "
        "Reduje las mermas un 20%. Dirijo un equipo de 12 personas. En mi trabajo actual abrí dos tiendas.",
        ["Lidl", "Mercadona", "Mercadona"],
    ),
    (
        "Sou chefe de turno no Continente desde 2019. Antes disso trabalhei no Lidl como caixa de 2015 a 2019. "
        "Reduzi o desperdício em 20%. Coordeno uma equipa de 12 pessoas. No emprego atual abri duas lojas.",
        ["Lidl", "Continente", "Continente"],
    ),
]


@pytest.mark.parametrize(("text", "employers"), ASIDES)
def test_what_is_done_today_is_not_told_of_a_job_that_was_left(text: str, employers: list[str]) -> None:
    learned = hear(text)
    jobs = {m.id: m.claims["name"].value for m in learned.facts if m.kind == "job"}
    assert [jobs[m.about] for m in learned.facts if m.kind == "highlight" and m.about] == employers


JOBS_TOLD = {
    "en": "I work as a data analyst at Acme Retail since March 2021. Before that I was a barista at Costa from 2018 to 2020.",
    "es": "Trabajo como analista de datos en Acme Retail desde marzo de 2021. Antes fui camarera en Costa de 2018 a 2020.",
    "pt": "Trabalho como analista de dados na Acme Varejo desde março de 2021. Antes fui barista na Costa de 2018 a 2020.",
}
COMING_BACK = [
    ("en", "At Acme I led a team of 4.", "Acme Retail", ["I led a team of 4"]),
    ("en", "I cut waste by 20% at Costa.", "Costa", ["I cut waste by 20%"]),
    (
        "en",
        "At Acme, I cut churn by 12% and trained 3 people.",
        "Acme Retail",
        ["I cut churn by 12%", "trained 3 people"],
    ),
    ("en", "I worked on the Acme Foods account.", "", []),
    ("en", "My boss at Acme is Tom.", "", []),
    ("es", "En Acme reduje las bajas un 12%.", "Acme Retail", ["reduje las bajas un 12%"]),
    (
        "es",
        "Lideré un equipo de 4 personas en Acme Retail.",
        "Acme Retail",
        ["Lideré un equipo de 4 personas"],
    ),
    (
        "pt",
        "Na Acme reduzi a perda de clientes em 12%.",
        "Acme Varejo",
        ["reduzi a perda de clientes em 12%"],
    ),
    ("pt", "Na Costa eu atendia 200 clientes por dia.", "Costa", ["eu atendia 200 clientes por dia"]),
]


@pytest.mark.parametrize(("language", "later", "employer", "results"), COMING_BACK)
def test_what_is_told_later_goes_to_the_job_that_it_names(
    language: str, later: str, employer: str, results: list[str]
) -> None:
    known = hear(JOBS_TOLD[language]).facts
    learned = hear(later, known=known)

    told = [m for m in learned.facts if m.kind == "highlight"]
    names = {m.id: m.claims["name"].value for m in known if m.kind == "job"}
    assert [m.claims["text"].value for m in told] == results
    assert {names[m.about] for m in told if m.about} == ({employer} if employer else set())
    assert [m for m in learned.facts if m.kind == "job"] == []


BY_ANY_WORD = [
    ("en", "I am a nurse at Leeds General Infirmary since 2015. I was a packer at DHL Supply Chain from 2010 to 2015.",
     "At the Infirmary I cut errors by 30%. At DHL I moved 300 pallets a shift.", ["Leeds General Infirmary", "DHL Supply Chain"]),
    ("en", "I have been a security guard at Manchester Arndale since 2017.", "at the arndale i stopped 40 thefts", ["Manchester Arndale"]),
    ("es", "Soy cocinera en el Hospital La Paz desde 2015. Fui camarera en Robles de 2010 a 2015.", "En el hospital bajé las mermas un 20%.", ["Hospital La Paz"]),
    ("es", "Fui electricista en CFE del 2008 al 2015.", "En Bimbo reduje los paros un 20%. Gané un premio en 2019 en Bimbo Norte.", []),
    ("pt", "Sou motorista de app na Uber desde 2022.", "Também aumentei as vendas em 25% nas Casas Bahia.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "told", "later", "employers"), BY_ANY_WORD)
def test_a_job_is_named_by_any_word_of_its_own_and_another_place_is_none_of_it(
    language: str, told: str, later: str, employers: list[str]
) -> None:
    known = hear(told).facts
    names = {m.id: m.claims["name"].value for m in known if m.kind == "job"}

    assert [
        names[m.about] for m in hear(later, known=known).facts if m.kind == "highlight" and m.about
    ] == employers


MOODS = [
    "I worked at Lidl as a cashier from 2015 to 2019. I am tired of night shifts. I hope you can help me. "
    "I don't have much time. I need a job by March. I want to earn more.",
    "Trabajé en Lidl como cajera de 2015 a 2019. Estoy cansada de las noches. Necesito un trabajo antes de marzo. "
    "Espero que puedas ayudarme. Quiero ganar más.",
    "Trabalhei no Lidl como caixa de 2015 a 2019. Estou cansada das noites. Preciso de um emprego até março. "
    "Fui despedida no ano passado. Quero ganhar mais.",
]


@pytest.mark.parametrize("text", MOODS)
def test_wishes_needs_and_moods_are_kept_and_no_line_of_a_cv(text: str) -> None:
    learned = hear(text)
    assert [m.kind for m in learned.facts if m.kind in ("job", "highlight")] == ["job"]
    assert len(values(learned, "other", "text")) == text.count(".") - 1


@pytest.mark.parametrize(
    "text",
    [
        "I worked at Lidl as a cashier from 2015 to 2019. I was in charge of 12 people.",
        "Trabajé en Lidl como cajera de 2015 a 2019. Estuve a cargo de 12 personas.",
        "Trabalhei no Lidl como caixa de 2015 a 2019. Estive à frente de 12 pessoas.",
    ],
)
def test_what_was_done_is_no_mood(text: str) -> None:
    assert len(values(hear(text), "highlight", "text")) == 1


@pytest.mark.parametrize(
    "deed",
    ["Construí o painel semanal de vendas em SQL", "Desenvolvi o aplicativo de vendas", "Dirigi a cozinha", "distribuí os pedidos", "Introduzi um novo processo", "Criei o painel"],
)  # fmt: skip
def test_what_was_done_in_portuguese_stands_under_its_job_whatever_the_verb_ends_in(deed: str) -> None:
    facts = hear(f"Trabalho como analista de dados na Acme Varejo desde março de 2021. {deed}.").facts
    (job,) = [fact for fact in facts if fact.kind == "job"]
    (highlight,) = [fact for fact in facts if fact.kind == "highlight"]
    assert (highlight.about, highlight.claims["text"].value) == (job.id, deed)
