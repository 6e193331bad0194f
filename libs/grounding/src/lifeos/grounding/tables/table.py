"""The shape of one language's word lists. Every entry is folded: lower case, no accents."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """What the checker knows about one language. Fields ending in `_cues` hold regular expressions."""

    stopwords: frozenset[str]
    fillers: frozenset[str]
    suffixes: tuple[str, ...]
    irregular: Mapping[str, str]
    synonyms: tuple[frozenset[str], ...]
    months: Mapping[str, int]
    small_numbers: Mapping[str, int]
    scales: Mapping[str, int]
    doubtful_numbers: frozenset[str]
    leading: frozenset[str]
    helping: frozenset[str]
    praise: frozenset[str]
    multiples: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    seniority: frozenset[str]
    leading_cues: str
    present_cues: str
    open_start_cues: str
    until_cues: str
    since_cues: str
    range_cues: str
    correction_cues: str
    negator_cues: str
    ability_cues: str
    denied_after_cues: str
    wish_cues: str
    others_cues: str
    superior_cues: str
    customer_cues: str
    unfinished_cues: str
    rates: Mapping[str, str]


def words(text: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(text.split())


def groups(text: str) -> tuple[frozenset[str], ...]:
    """One group of words a line."""
    return tuple(words(line) for line in text.splitlines() if line.strip())


def numbered(text: str, start: int = 0) -> dict[str, int]:
    """Words counted up from `start`; spellings of one number are joined by `/`."""
    return {
        spelling: value
        for value, item in enumerate(text.split(), start)
        for spelling in item.split("/")
        if spelling != "_"
    }


def stepped(text: str, step: int) -> dict[str, int]:
    """Words counted up in steps, from one step on; spellings of one number are joined by `/`."""
    return {
        spelling: value * step
        for value, item in enumerate(text.split(), 1)
        for spelling in item.split("/")
        if spelling != "_"
    }
