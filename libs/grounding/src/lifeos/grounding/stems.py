"""Light stemming and synonyms: whether two words of one language mean nearly the same."""

from collections.abc import Mapping

from lifeos.contracts.words import Locale
from lifeos.grounding.tables import TABLES
from lifeos.grounding.tables.table import Table


def stem(word: str, language: Locale) -> str:
    """The word without its ending; at least three letters stay."""
    table = TABLES[language]
    word = word.removesuffix("'s")
    word = table.irregular.get(word, word)
    for suffix in table.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return _undoubled(word[: -len(suffix)]) if language == "en" else word[: -len(suffix)]
    return word


def _undoubled(word: str) -> str:
    """`shipp` as in shipped becomes `ship`."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        return word[:-1]
    return word


def _synonym_keys(table: Table, language: Locale) -> Mapping[str, str]:
    keys: dict[str, str] = {}
    for group in (*table.synonyms, table.up, table.down):
        name = "=" + min(group)
        for word in sorted(group):
            keys.setdefault(stem(word, language), name)
    return keys


_KEYS: dict[Locale, Mapping[str, str]] = {
    language: _synonym_keys(table, language) for language, table in TABLES.items()
}


def key_of(word: str, language: Locale) -> str:
    """What a word is compared by: its stem, or the name of its group of synonyms."""
    found = stem(word, language)
    return _KEYS[language].get(found, found)


def alike(left: str, right: str) -> bool:
    """Whether two words share so long a beginning that they are forms of one word."""
    shared = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= max(5, max(len(left), len(right)) / 2)
