"""What cannot be a name is put in no field; the words stay and are asked about."""

from datetime import date
from uuid import uuid4

import pytest

from lifeos.contracts.memory import Memory
from lifeos.cv.learning import learn


def told(text: str) -> list[Memory]:
    return learn(
        text, turn_id=uuid4(), session_id=uuid4(), known=[], pending=None, today=date(2026, 11, 22)
    ).facts


def employers(text: str) -> list[str]:
    return [fact.claims["name"].value for fact in told(text) if fact.kind == "job" and "name" in fact.claims]


@pytest.mark.parametrize(
    "text",
    [
        "I was a nurse at Hospital La Paz from March 2015 to June 2020, where I cut waiting times.",
        "Fui enfermera en el Hospital La Paz de marzo de 2015 a junio de 2020, donde reduje las esperas.",
        "Fui enfermeira no Hospital La Paz de março de 2015 a junho de 2020, onde reduzi as esperas.",
    ],
)
def test_the_date_before_where_is_no_employer(text: str) -> None:
    assert employers(text) == ["Hospital La Paz"]


@pytest.mark.parametrize(
    "text",
    [
        "Experience\n\nCareer break\n2019 - 2020\n\nAcme Ltd\nCook\n2015 - 2018\n",
        "Experiencia\n\nAño sabático\n2019 - 2020\n\nAcme Ltd\nCocinera\n2015 - 2018\n",
        "Experiência\n\nPausa na carreira\n2019 - 2020\n\nAcme Ltd\nCozinheira\n2015 - 2018\n",
    ],
)
def test_a_break_is_no_employer(text: str) -> None:
    assert not [name for name in employers(text) if name != "Acme Ltd"]


@pytest.mark.parametrize(
    "line",
    [
        "Implementé el costeo por órdenes; el cierre pasó de 12 días a 6",
        "Implementei o custeio por ordens; o fechamento passou de 12 dias para 6",
        "Shipped the search rewrite; results came in half the time",
    ],
)
def test_a_sentence_about_what_was_done_is_no_employer_and_is_not_lost(line: str) -> None:
    text = f"Experience\n\nAcme Ltd\nAnalyst\n2015 - 2018\n{line}\n"

    assert employers(text) == ["Acme Ltd"]
    assert any(line[:20] in fact.quote for fact in told(text))
