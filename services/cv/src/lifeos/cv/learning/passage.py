"""A text and its twin for matching: same length, no accents, no capitals, fillers blanked out."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from re import Pattern

from lifeos.contracts.memory import Claim, Evidence
from lifeos.contracts.words import ClaimStatus, Locale
from lifeos.cv.learning.cues import CUES, Cues

EDGES = " \t\r\n.,;:·•|*–—―-\"'“”‘’«»()[]<>"


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` (code points, end exclusive) of the text."""

    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """One value and the characters it was read from."""

    value: str
    start: int
    end: int
    status: ClaimStatus = "verbatim"

    def claim(self, turn_id: str) -> Claim:
        """The same as a claim whose evidence is the turn."""
        words = Evidence(source="message", id=turn_id, start=self.start, end=self.end)
        return Claim(value=self.value, status=self.status, evidence=[words])


@dataclass(frozen=True)
class Passage:
    """What was said. `plain` has the same length as `text`, so that a place in one is a place in the other."""

    text: str
    plain: str
    language: Locale
    lower_case: bool

    @property
    def cues(self) -> Cues:
        """The cue words of the language that is spoken here."""
        return CUES[self.language]


def fold(text: str) -> str:
    """The text without accents and capitals, character for character."""
    return _fold_short(text) if len(text) < 200 else "".join(map(_fold_character, text))


@lru_cache(maxsize=8192)
def _fold_short(text: str) -> str:
    return "".join(map(_fold_character, text))


@cache
def _fold_character(character: str) -> str:
    if character in "\u2019\u2018\u00b4":
        return "'"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


@cache
def words(*phrases: str) -> Pattern[str]:
    """A pattern that finds any of the phrases as whole words in a folded text."""
    inside = "|".join(sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<![\w'])(?:{inside})(?![\w])")


def passage(text: str, language: Locale) -> Passage:
    """The text made ready for matching."""
    plain = fold(text)
    lower_case = _is_lower_case(text)
    fillers = [*CUES[language].fillers, *(CUES[language].spoken_fillers if lower_case else ())]
    plain = words(*fillers).sub(lambda found: " " * len(found.group()), plain)
    return Passage(text, plain, language, lower_case)


def _is_lower_case(text: str) -> bool:
    """True when capitals say nothing here: few sentences and lines begin with one."""
    openings = re.findall(r"(?:^|[\n.!?][ \t]*[-*•–]?[ \t]*)([^\W\d_])", text)
    capitals = sum(1 for letter in openings if letter.isupper())
    return bool(openings) and capitals * 2 < len(openings)


def trim(text: str, start: int, end: int) -> Span:
    """The span without blanks and punctuation at its edges, and with the brackets it opened."""
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    inside = text[start:end]
    if inside.count("(") == inside.count(")") + 1 and text[end : end + 1] == ")":
        end += 1
    return Span(start, end)


def say(here: Passage, start: int, end: int) -> Said | None:
    """The words of a span as a value, without the fillers in it; None when nothing is left."""
    span = trim(here.text, start, end)
    raw = here.text[span.start : span.end]
    kept = [c for c, p in zip(raw, here.plain[span.start : span.end], strict=True) if c.isspace() or p != " "]
    value = " ".join("".join(kept).split()).strip(EDGES.replace("(", "").replace(")", ""))
    if not value:
        return None
    return Said(value, span.start, span.end, "verbatim" if value == raw else "reworded")


def reword(said: Said, value: str) -> Said:
    """The same words with a normalised value."""
    status = said.status if value == said.value else "reworded"
    return Said(value, said.start, said.end, status)
