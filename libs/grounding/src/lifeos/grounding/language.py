"""Which of the three languages a text is in, by the words that no other of the three has."""

import re
from collections.abc import Mapping

from lifeos.contracts.words import Locale
from lifeos.grounding.fold import folded
from lifeos.grounding.tables import TABLES
from lifeos.grounding.tables.table import Table

LOOKED_AT = 20_000
"""Characters; the opening of a long text tells as much as all of it."""
SURE = 2
"""Telling words from which a text changes the language of a talk. A name of another country has one at times."""
SPOKEN: Mapping[Locale, str] = {
    "en": "hi hello hey please thanks thank yes sorry what why how else can't don't i'm i've it's that's cv's make resume",
    "es": "hola gracias hazme hazlo puedes prefiero necesito necesitas quieres haz dime cuantos porque nada bien vale buenas buenos dias tardes",
    "pt": "oi ola bom boa dia noite obrigado obrigada faz faca fazer pode voce precisa preciso curriculo nada bem tudo boa prefiro desculpe quais",
}
"""What people say to each other, besides the words of work in the tables."""
# No sign begins with an unbounded run: sixteen thousand digits in a row would take seconds.
SIGNS: Mapping[Locale, re.Pattern[str]] = {
    "en": re.compile(r"\w'(?:m|ve|ll|re|d|t)\b"),
    "es": re.compile(r"[ñ¿¡]|(?<=\w\w)ción\b"),
    "pt": re.compile(
        r"[ãõ]|(?<=\w\w)ção\b|\bç|\bcolégios?\b|(?:profess|assist|passe|posso|nosso|isso)(?:or|ora|ente|i|u|ou)?\b(?!')"
    ),
}


def language_of(text: str, fallback: Locale | None = None) -> Locale:
    """The language with most telling words and signs. In a talk that has a language, `fallback`, few do not change it;
    without one, English is assumed when nothing tells."""
    looked = text[:LOOKED_AT]
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", folded(looked))
    scores: dict[Locale, int] = {
        language: sum(word in own for word in words) + len(SIGNS[language].findall(looked.lower()))
        for language, own in _TELLING.items()
    }
    best = max(scores, key=lambda language: (scores[language], language == fallback))
    rest = max(score for language, score in scores.items() if language != best)
    if fallback is None:
        return best
    return best if scores[best] >= SURE and scores[best] > rest else fallback


def _vocabulary(table: Table) -> frozenset[str]:
    cues = f"{table.ability_cues} {table.negator_cues} {table.wish_cues} {table.present_cues}"
    lists = (table.stopwords, table.fillers, table.leading, table.helping, table.months, table.small_numbers)
    return frozenset(word for words in lists for word in words) | frozenset(re.findall(r"[a-z]{2,}", cues))


def _telling() -> Mapping[Locale, frozenset[str]]:
    """The words of each language that no other of the three has."""
    known: dict[Locale, frozenset[str]] = {
        language: _vocabulary(table) | set(SPOKEN[language].split()) for language, table in TABLES.items()
    }
    found: dict[Locale, frozenset[str]] = {
        language: own.difference(*(other for name, other in known.items() if name != language))
        for language, own in known.items()
    }
    return found


_TELLING = _telling()
