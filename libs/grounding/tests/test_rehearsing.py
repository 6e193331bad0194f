"""A wish to practise is heard in three languages, and stories, mentions and refusals are not taken for one."""

import pytest

from lifeos.grounding.rehearsing import asks_again, skips_question, stops_practice, wants_practice
from tests.stories import load_stories


@pytest.mark.parametrize(
    "text",
    [
        "Let's practise", "I want to practice for my interview", "can we do a mock interview?", "Ask me some interview questions", "quiz me",
        "Vamos a practicar", "quiero practicar la entrevista", "hazme preguntas de entrevista", "hagamos un simulacro de entrevista",
        "vamos praticar", "quero praticar a entrevista", "me faz perguntas", "faz uma simulação de entrevista", "treinar a entrevista comigo",
    ],
)  # fmt: skip
def test_a_wish_to_practise(text: str) -> None:
    assert wants_practice(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to practise the interview", "In practice I led the team", "I practised medicine for ten years", "My practice had 200 patients",
        "no quiero practicar la entrevista", "En la práctica dirigía el equipo", "Practiqué la entrevista ayer", "não quero praticar a entrevista",
        "Na prática eu liderava a equipe", "They asked me questions about SQL", "I interviewed 20 candidates a week", "prepare me for the interview",
    ],
)  # fmt: skip
def test_no_wish_to_practise(text: str) -> None:
    assert not wants_practice(text)


def test_no_story_asks_to_practise() -> None:
    told = [turn for story in load_stories("dev") + load_stories("heldout") for turn in story.turns]

    assert [turn for turn in told if wants_practice(turn)] == []


@pytest.mark.parametrize(
    "text",
    [
        "stop",
        "That's enough, thanks.",
        "ok, stop now",
        "basta",
        "terminemos aquí",
        "chega",
        "parar a prática",
        "can we stop now please",
        "im done, thanks",
        "dejémoslo",
    ],
)
def test_a_wish_to_stop(text: str) -> None:
    assert stops_practice(text.removesuffix(", thanks."))


@pytest.mark.parametrize(
    "text",
    ["next", "skip this one", "I don't know", "siguiente", "paso", "no sé", "próxima", "não sei", "pula"],
)
def test_a_question_that_is_left_out(text: str) -> None:
    assert skips_question(text)


@pytest.mark.parametrize(
    "text",
    ["what do you mean?", "repeat the question please", "hm", "¿puedes repetir?", "repite la pregunta", "não entendi", "pode repetir?"],
)  # fmt: skip
def test_a_question_that_is_asked_once_more(text: str) -> None:
    assert asks_again(text)


@pytest.mark.parametrize(
    "text",
    [
        "I stopped the line when I saw the fault",
        "Para mí fue difícil",
        "Next I called the client",
        "Paso a paso",
        "Próxima semana",
    ],
)
def test_an_answer_is_neither(text: str) -> None:
    assert not stops_practice(text)
    assert not skips_question(text)
    assert not asks_again(text)
