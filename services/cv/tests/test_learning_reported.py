"""After an interview: what people said of themselves counts, what others said, asked or offered does not."""

from datetime import date
from uuid import UUID

import pytest

from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.words import Locale
from lifeos.cv.learning import learn
from lifeos.cv.learning.reported import own_words

JOBS: dict[Locale, str] = {
    "en": "I work as a data analyst at Acme Retail since March 2021. Before that I was a barista at Costa from 2018 to 2020.",
    "es": "Trabajo como analista de datos en Acme Retail desde marzo de 2021. Antes fui camarera en Costa de 2018 a 2020.",
    "pt": "Trabalho como analista de dados na Acme Varejo desde março de 2021. Antes fui barista na Costa de 2018 a 2020.",
}
TOLD: list[tuple[Locale, str, list[str]]] = [
    (
        "en",
        "They asked me about dashboards and I told them that at Acme I rebuilt the sales dashboard and cut reporting time by 40%. "
        "The salary is 45k and the interviewer, Tom, was friendly. I forgot to say that I trained 3 new analysts.",
        ["I rebuilt the sales dashboard", "cut reporting time by 40%", "I trained 3 new analysts"],
    ),
    (
        "en",
        "It went well. They want someone with Kafka. They asked why I left Costa. I led a team of 4 at Acme last year.",
        ["I led a team of 4 at Acme last year"],
    ),
    ("en", "She said that they have 12 analysts and 3 offices. I was asked about my 5 weaknesses.", []),
    (
        "es",
        "Me preguntaron por los tableros y les conté que en Acme rehíce el tablero de ventas y reduje un 40% el tiempo de los informes. "
        "Se me olvidó decir que formé a 3 analistas nuevos. El sueldo es de 30.000 euros. Quieren a alguien con Kafka.",
        [
            "rehíce el tablero de ventas",
            "reduje un 40% el tiempo de los informes",
            "formé a 3 analistas nuevos",
        ],
    ),
    (
        "pt",
        "Me perguntaram sobre painéis e contei que na Acme refiz o painel de vendas e reduzi em 40% o tempo dos relatórios. "
        "Esqueci de dizer que treinei 3 analistas novos. O salário é de 6 mil reais. Eles têm 12 analistas.",
        ["refiz o painel de vendas", "reduzi em 40% o tempo dos relatórios", "treinei 3 analistas novos"],
    ),
]


def hear(text: str, known: list[Memory], turn: int, pending: Question | None = None) -> list[Memory]:
    ids = {"turn_id": UUID(int=turn), "session_id": UUID(int=9)}
    return learn(text, **ids, known=known, pending=pending, today=date(2026, 11, 22)).facts


OF_OTHERS: list[tuple[Locale, str]] = [
    ("pt", "o gestor, Pedro, falou que eles cresceram 300% e que usam Salesforce. Minha colega Júlia que fez o rebranding."),
    ("pt", "A gestora disse que a equipe dela tem 30 pessoas. Ofereceram 5 mil reais. Fiquei nervosa e gaguejei. Gaguejei."),
    ("es", "ofrecen 4 millones, yo pedí 5. la chica de rrhh, Lorena, me preguntó por qué me fui de Consum y le dije q cerraron el turno."),
    ("es", "Me puse nerviosa. Mi compañera Luz hizo el informe de 2020. El sueldo es de 30.000 euros."),
    ("en", "went in at 10. panel of three. one of them, Linda, said her depot has 80 buses and cut accidents by half."),
    ("en", "I was nervous and I froze. The manager said they grew by 300%. They offered 45k and I asked for 50k."),
]  # fmt: skip
OF_ONESELF: list[tuple[Locale, str]] = [
    ("en", "My team and I cut waste by 20%."),
    ("es", "Mi equipo y yo bajamos las mermas un 20%."),
    ("pt", "Minha equipe e eu reduzimos as perdas em 20%."),
]


@pytest.mark.parametrize(("language", "told"), OF_OTHERS)
def test_nothing_of_others_of_money_and_of_nerves_is_left(language: Locale, told: str) -> None:
    assert own_words(told, language).strip() == ""


@pytest.mark.parametrize(("language", "told"), OF_ONESELF)
def test_what_was_done_together_is_left(language: Locale, told: str) -> None:
    assert own_words(told, language) == told


@pytest.mark.parametrize(("language", "told", "results"), TOLD)
def test_only_what_they_said_of_themselves_is_left(language: Locale, told: str, results: list[str]) -> None:
    known = hear(JOBS[language], [], 1)
    acme = next(m for m in known if m.kind == "job" and m.claims["name"].value.startswith("Acme"))
    pending = Question(slot="job.highlights", about=acme.id, text="?")
    words = own_words(told, language)
    learned = [fact for fact in hear(words, known, 2, pending) if fact.kind != "other"]

    assert len(words) == len(told), "places in it stay places in what was told"
    assert [fact.claims["text"].value for fact in learned] == results
    assert {fact.about for fact in learned} <= {acme.id}


@pytest.mark.parametrize("language", list(JOBS))
def test_a_plain_story_is_told_about_oneself(language: Locale) -> None:
    assert own_words(JOBS[language], language) == JOBS[language]
