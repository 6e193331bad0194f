"""What is asked of the product beside documents is heard, in three languages, and stories are not taken for it."""

import pytest

from lifeos.router.asides import (
    asked_language,
    asks_for_a_persona,
    asks_to_be_forgotten,
    is_small_talk,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("make my CV in English please", "en"),
        ("haz mi cv en inglés", "en"),
        ("Haz otro CV para un puesto de controller, en inglés", "en"),
        ("translate my CV to Spanish", "es"),
        ("traduce el currículum al portugués", "pt"),
        ("faz o meu currículo em espanhol", "es"),
        ("I teach English in Spain", None),
        ("hablo inglés y portugués", None),
        ("make my CV", None),
        ("Falo inglês fluente", None),
    ],
)
def test_the_language_that_a_document_is_asked_for_in(text: str, language: str | None) -> None:
    assert asked_language(text) == language


@pytest.mark.parametrize(
    "text", ["delete everything you know about me", "borra todo lo que sabes de mí", "apaga tudo"]
)
def test_a_wish_to_be_forgotten(text: str) -> None:
    assert asks_to_be_forgotten(text)


@pytest.mark.parametrize("text", ["can I talk to Mariana", "ponme con Mariana", "quero falar com os dois"])
def test_a_wish_for_another_persona(text: str) -> None:
    assert asks_for_a_persona(text)


@pytest.mark.parametrize("text", ["thanks, bye", "ok great!", "gracias, hasta luego", "valeu, tchau", "haha"])
def test_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, my e-mail is ana@example.com",
        "I deleted everything that was out of date at Acme",
        "hola, trabajé en Acme",
        "I talked to the director every week",
    ],
)
def test_a_story_is_none_of_these(text: str) -> None:
    assert not any(asks(text) for asks in (is_small_talk, asks_to_be_forgotten, asks_for_a_persona))
