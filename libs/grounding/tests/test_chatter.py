"""Orders and talk are told from answers, in three languages: nobody is called "Hiya", and nobody lives in "Parar"."""

import pytest

from lifeos.grounding.chatter import is_chatter, is_order
from tests.stories import load_stories

TALK = [
    "make the email to her shorter", "and one to her as well", "stop", "ok", "chega, parar", "parar", "dejémoslo", "hiya", "hmm", "no",
    "same for Claire Dunn at Radisson", "now the same email but to his boss, Emma Stone", "quero em inglês", "can we continue practising?",
    "y ahora el correo en inglés para John Smith de Primark", "thanks, looks good", "basta", "kkk beleza", "Make my CV", "e outra pra ele",
]  # fmt: skip
ANSWERS = [
    "Nurse", "Nice", "Leeds", "Ana López", "make-up artist", "Quiero ser enfermera", "I want to work as a nurse", "Universidad de Chile",
    "Para Todos SA", "One Stop Shop", "Uno Bank", "El Corte Inglés", "Excel, SQL and Python", "Spanish native, English C1", "2019",
    "from 2015 to 2019", "La Caixa", "A Casa do Pão", "Outro Lado Bar", "Como Agua", "The Same Deli", "Make It Happen Ltd",
]  # fmt: skip


@pytest.mark.parametrize("text", TALK)
def test_talk_and_orders_answer_nothing(text: str) -> None:
    assert is_order(text) or is_chatter(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_are_no_orders(text: str) -> None:
    assert not is_order(text, wish_answers=True)
    assert not is_chatter(text)


def test_no_story_is_taken_for_talk() -> None:
    told = [
        turn
        for part in ("dev", "practice", "heldout")
        for story in load_stories(part)
        for turn in story.turns
    ]

    assert [turn for turn in told if is_order(turn, wish_answers=True) or is_chatter(turn)] == []
