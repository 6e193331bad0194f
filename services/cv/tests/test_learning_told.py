"""The same job told in many ways is one job with its title, employer and dates."""

from datetime import date
from uuid import UUID

import pytest

from lifeos.cv.learning import learn

ENGLISH = [
    "I worked as a {title} at {name} from 2016 to 2019.",
    "From 2016 to 2019 I was a {title} at {name}.",
    "Between 2016 and 2019 I was with {name} as a {title}.",
    "I was employed by {name} as a {title} (2016-2019).",
    "My last job was at {name}, where I was a {title} from 2016 until 2019.",
    "In 2016 I started at {name} as a {title} and left in 2019.",
    "I joined {name} in 2016 as a {title}, leaving in 2019.",
    "At {name} (2016-2019) I worked as a {title}.",
    "I did three years as a {title} for {name} between 2016 and 2019.",
    "Then came {name}, 2016 to 2019, as a {title}.",
    "After university I got a job as a {title} with {name}, which lasted from 2016 to 2019.",
]
SPANISH = [
    "Trabajé como {title} en {name} de 2016 a 2019.",
    "De 2016 a 2019 fui {title} en {name}.",
    "Entre 2016 y 2019 estuve en {name} como {title}.",
    "Mi último trabajo fue en {name}, donde fui {title} desde 2016 hasta 2019.",
    "En 2016 empecé en {name} como {title} y me fui en 2019.",
    "En {name} (2016-2019) trabajé de {title}.",
    "Pasé tres años en {name} de {title}, de 2016 a 2019.",
    "Ejercí de {title} en {name} entre 2016 y 2019.",
    "Luego entré a trabajar a {name} de {title}, del 2016 al 2019.",
]
PORTUGUESE = [
    "Trabalhei como {title} na {name} de 2016 a 2019.",
    "De 2016 a 2019 fui {title} na {name}.",
    "Entre 2016 e 2019 estive na {name} como {title}.",
    "Meu último emprego foi na {name}, onde fui {title} de 2016 até 2019.",
    "Em 2016 comecei na {name} como {title} e saí em 2019.",
    "Na {name} (2016-2019) trabalhei de {title}.",
    "Passei três anos na {name} como {title}, de 2016 a 2019.",
    "Atuei como {title} na {name} entre 2016 e 2019.",
    "Depois entrei na {name} de {title}, de 2016 a 2019.",
]
TELLINGS = [
    *((f"I live in Bristol. {text}", "data analyst", "Tesco") for text in ENGLISH),
    *((f"I live in Bristol. {text}", "sommelier", "Maison Bleue") for text in ENGLISH),
    *((f"Vivo en Murcia. {text}", "analista de datos", "Endesa") for text in SPANISH),
    *((f"Vivo en Murcia. {text}", "fisioterapeuta", "Clínica Norte") for text in SPANISH),
    *((f"Moro em Aveiro. {text}", "analista de dados", "Petrobras") for text in PORTUGUESE),
    *((f"Moro em Aveiro. {text}", "fisioterapeuta", "Clínica Norte") for text in PORTUGUESE),
]


def jobs(text: str) -> list[dict[str, str]]:
    """The jobs that a text tells of."""
    ids = {"turn_id": UUID(int=1), "session_id": UUID(int=2)}
    facts = learn(text, **ids, known=[], pending=None, today=date(2026, 11, 22)).facts
    return [
        {name: claim.value for name, claim in fact.claims.items()} for fact in facts if fact.kind == "job"
    ]


@pytest.mark.parametrize(("text", "title", "name"), TELLINGS)
def test_a_job_is_one_job_however_it_is_told(text: str, title: str, name: str) -> None:
    expected = {"name": name, "position": title, "startDate": "2016", "endDate": "2019"}
    assert jobs(text.format(title=title, name=name)) == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("I worked at The Star Inn from 2016 to 2019.", "The Star Inn"),
        ("Trabajé en El Corte Inglés de 2016 a 2019.", "El Corte Inglés"),
        ("Trabalhei em O Boticário de 2016 a 2019.", "O Boticário"),
    ],
)
def test_an_article_with_a_capital_belongs_to_the_name(text: str, name: str) -> None:
    assert [job["name"] for job in jobs(text)] == [name]


def test_a_word_that_ends_like_a_cue_is_no_cue() -> None:
    (job,) = jobs("I worked at Acme from 2014 to 2018 and won a medal in 2016.")
    assert (job["startDate"], job["endDate"]) == ("2014", "2018")


def test_a_year_is_no_employer() -> None:
    (job,) = jobs("I worked at the Hilton in Leeds from 2015 to 2019, where I cut waiting by half.")
    assert job["name"] == "Hilton"
