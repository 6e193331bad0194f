"""A CV told in one language and written in another: each line holds, or stays in the person's own words and is asked about."""

import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest

from lifeos.contracts.memory import Memory
from lifeos.cv.composing import compose
from lifeos.cv.learning import learn
from lifeos.cv.translating import Translated, told_language, translate
from lifeos.runtime.testing.openai_behaviours import Asked, Behaviour, fails, says_what
from services.cv.tests.scripted import scripted, translates

STORY = (
    "Me llamo Ana Pérez. Trabajo como analista de datos en Acme Retail desde marzo de 2021. En Acme reduje la pérdida de clientes un 12%. "
    "En Acme construí el tablero semanal de ventas en SQL. Hablo inglés C1."
)
FORWARD = {
    "analista de datos": "Data analyst",
    "reduje la pérdida de clientes un 12%": "Reduced customer churn by 12%",
    "construí el tablero semanal de ventas en SQL": "Built the weekly sales dashboard in SQL",
    "inglés": "English",
    "C1": "C1",
}
BACK = {
    "Data analyst": "analista de datos",
    "Head of data": "jefa de datos",
    "Reduced customer churn by 12%": "Reduje la pérdida de clientes en un 12%",
    "Built the weekly sales dashboard in SQL": "Construí el tablero semanal de ventas en SQL",
    "Cleaned the weekly sales floor with SQL": "Limpié el suelo de ventas cada semana con SQL",
    "English": "inglés",
}


def memories() -> list[Memory]:
    ids = {"turn_id": UUID(int=1), "session_id": UUID(int=2)}
    return learn(STORY, **ids, known=[], pending=None, today=date(2026, 11, 22)).facts


def translator(changed: Mapping[str, str] | None = None) -> Behaviour:
    """A model that knows these lines, except where `changed` makes it say something else."""
    return translates(FORWARD | dict(changed or {}), BACK)


async def in_english(*acts: Behaviour) -> Translated:
    ledger = memories()
    async with scripted(*acts) as (ladder, _):
        return await translate(ladder, compose(ledger, "en"), told_language(ledger, "en"), "en", UUID(int=3))


def lines_of(made: Translated) -> list[str]:
    return made.composed.document["work"][0]["highlights"]


async def test_what_was_told_in_spanish_stands_in_english_with_the_spanish_words_behind_it() -> None:
    made = await in_english(translator())
    [work] = made.composed.document["work"]
    leaf = next(leaf for leaf in made.composed.leaves if leaf.pointer == "/work/0/highlights/0")

    assert (work["name"], work["position"], work["startDate"]) == ("Acme Retail", "Data analyst", "2021-03")
    assert lines_of(made) == ["Reduced customer churn by 12%", "Built the weekly sales dashboard in SQL"]
    assert made.composed.document["languages"] == [{"language": "English", "fluency": "C1"}]
    assert leaf.status == "reworded"
    assert STORY[leaf.evidence[0].start : leaf.evidence[0].end].startswith("reduje la pérdida")
    assert made.questions == []
    assert made.usage.rung == "heavy"


@pytest.mark.parametrize(
    ("own", "lie"),
    [
        ("reduje la pérdida de clientes un 12%", "Reduced customer churn by 21%"),
        ("reduje la pérdida de clientes un 12%", "Reduced customer churn by 12% at Globex"),
        ("construí el tablero semanal de ventas en SQL", "Cleaned the weekly sales floor with SQL"),
        ("analista de datos", "Head of data"),
        ("analista de datos", ""),
    ],
)
async def test_a_line_that_does_not_hold_stays_in_their_own_words_and_is_asked_about(
    own: str, lie: str
) -> None:
    made = await in_english(translator({own: lie}))
    text = json.dumps(made.composed.document, ensure_ascii=False).casefold()

    assert not lie or lie.casefold() not in text
    assert own.casefold() in text
    assert [question.slot for question in made.questions] == ["translation"]
    assert own.casefold() in made.questions[0].text.casefold()
    assert "inglés" in made.questions[0].text


async def test_a_line_that_was_wrong_may_be_mended_once() -> None:
    wrong = translator({"reduje la pérdida de clientes un 12%": "Reduced customer churn by 21%"})
    made = await in_english(wrong, translator(), translator())

    assert "Reduced customer churn by 12%" in lines_of(made)
    assert made.questions == []


async def test_without_a_model_the_words_stay_and_nothing_is_asked() -> None:
    made = await in_english(fails(500))

    assert made.composed == compose(memories(), "en")
    assert (made.usage.rung, made.questions) == ("offline", [])


async def test_a_model_that_invents_lines_of_its_own_adds_none() -> None:
    def more(asked: Asked) -> str:
        return json.dumps(
            {
                "lines": [
                    {"id": "/work/0/highlights/9", "text": "Won a prize"},
                    {"id": "/basics/name", "text": "Eve"},
                ]
            }
        )

    made = await in_english(says_what(more))

    assert made.composed.document == compose(memories(), "en").document
