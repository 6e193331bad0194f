"""Word lists of the three languages, and what they say together."""

from lifeos.contracts.words import Locale
from lifeos.grounding.tables.en import ENGLISH
from lifeos.grounding.tables.es import SPANISH
from lifeos.grounding.tables.pt import PORTUGUESE
from lifeos.grounding.tables.table import Table

TABLES: dict[Locale, Table] = {"en": ENGLISH, "es": SPANISH, "pt": PORTUGUESE}


def every(field: str) -> frozenset[str]:
    """The words of one list in all languages together."""
    return frozenset(word for table in TABLES.values() for word in getattr(table, field))


def any_cue(field: str) -> str:
    """A regular expression that matches one cue in any language."""
    return "(?:" + "|".join(getattr(table, field) for table in TABLES.values()) + ")"


def numbers_in_words() -> dict[str, int]:
    """Every number word below a thousand, in all languages."""
    return {word: value for table in TABLES.values() for word, value in table.small_numbers.items()}


def scales_in_words() -> dict[str, int]:
    """Every word that multiplies what stands before it, in all languages."""
    return {word: value for table in TABLES.values() for word, value in table.scales.items()}


def months_in_words() -> dict[str, int]:
    """Every month name and its usual abbreviations, in all languages."""
    return {word: month for table in TABLES.values() for word, month in table.months.items()}
