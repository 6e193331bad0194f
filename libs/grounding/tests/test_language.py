"""The language of a text, and of a turn in a talk that has one."""

import pytest

from lifeos.contracts.words import Locale
from lifeos.grounding.language import language_of

LANGUAGES: tuple[Locale, ...] = ("en", "es", "pt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hi", "en"),
        ("hola", "es"),
        ("oi", "pt"),
        ("make the cv now please", "en"),
        ("what else do you need?", "en"),
        ("Trabajé en Acme como cocinera", "es"),
        ("trabaje en acme como cocinera", "es"),
        ("que más necesitas", "es"),
        ("hazme el cv", "es"),
        ("pode fazer o currículo", "pt"),
        ("quero mudar de emprego", "pt"),
        ("fui caixa numa loja e depois gerente", "pt"),
        ("I worked at Casa do João as a cook", "en"),
        ("", "en"),
        ("🙂 123", "en"),
    ],
)
def test_a_first_text_tells_its_language(text: str, language: Locale) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "Reading", "ok", "no", "Vigo", "Getafe, Madrid", "2015", "Hospital La Paz", "Universidad de La Laguna", "Malayalam (native)",
        "Construcciones García S.A. de C.V.", "ana@example.com", "+34 600 123 456", "Excel, SAP", "👍", "Mercadona", "",
    ],
)  # fmt: skip
def test_names_and_short_answers_do_not_change_the_language_of_a_talk(text: str, language: Locale) -> None:
    assert language_of(text, language) == language


@pytest.mark.parametrize("before", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sorry, can we speak English please?", "en"),
        ("Perdón, prefiero hablar en español", "es"),
        ("Desculpe, prefiro falar em português", "pt"),
    ],
)
def test_a_person_may_change_the_language(text: str, language: Locale, before: Locale) -> None:
    assert language_of(text, before) == language
