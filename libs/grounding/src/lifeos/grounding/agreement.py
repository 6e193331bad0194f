"""Whether somebody tells the same thing with another figure, or in another year, than they told it before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lifeos.contracts.words import Locale
from lifeos.grounding.index import Passage, Words, index
from lifeos.grounding.numbers import Number
from lifeos.grounding.quantities import things_counted
from lifeos.grounding.stems import key_of
from lifeos.grounding.tables import every

ALIKE = 0.5
"""Share of the content words of the shorter sentence that both must say to tell the same thing. Our reading."""
FEWEST = 2
"""Content words that both must say at least."""
ROUNDED = 0.05
"""Relative difference up to which two figures are one: "about 40" and 41."""
_LIGHT = every("stopwords") | every("fillers")
_YEAR = "year:"


@dataclass(frozen=True)
class Disagreement:
    """Two sentences of one person that tell the same thing and cannot both be right."""

    now: str
    before: str


@dataclass(frozen=True)
class _Sentence:
    passage: Passage

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(
            key_of(token.text, self.passage.language)
            for token in self.passage.tokens
            if token.text not in _LIGHT and not token.text[0].isdigit() and len(token.text) > 1
        )

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(
            token.text
            for token in self.passage.tokens
            if token.acronym or (token.capital and not token.opens and token.text not in _LIGHT)
        )

    @cached_property
    def figures(self) -> dict[str, list[float]]:
        """Every figure by what it measures: the year of a beginning or an end, a share, money, or a number of things."""
        found: dict[str, list[float]] = {}
        dated = [(date.start, date.end) for date in self.passage.dates]
        for date in self.passage.dates:
            found.setdefault(f"{_YEAR} {date.role}", []).append(date.year)
        for number in self.passage.numbers:
            if number.doubtful or any(start <= number.start < end for start, end in dated):
                continue
            for kind in self._measures(number):
                found.setdefault(kind, []).append(number.value)
        return found

    def _measures(self, number: Number) -> list[str]:
        """ "Twelve new waiters" are twelve of what is new, and twelve waiters."""
        if number.percent or number.currency:
            return ["%" if number.percent else "money"]
        return [key_of(thing.text, self.passage.language) for thing in things_counted(self.passage, number)]

    def tells_the_same(self, other: "_Sentence") -> bool:
        shared = len(self.keys & other.keys)
        if not shared or (self.names and other.names and not self.names & other.names):
            return False
        return (shared >= FEWEST or self.keys == other.keys) and shared >= ALIKE * min(
            len(self.keys), len(other.keys)
        )


def disagreements(now: Sequence[str], before: Sequence[str], language: Locale) -> list[Disagreement]:
    """Each sentence of `now` that tells what a sentence of `before` tells with another figure, each once.

    A figure that was ever said for what it measures agrees with something, and so does one that is only rounded.
    """
    told = [_Sentence(_read(sentence, language)) for sentence in before]
    found: list[Disagreement] = []
    for sentence in now:
        said = _Sentence(_read(sentence, language))
        other = next((each for each in told if _differs(said, each, told)), None)
        if other:
            found.append(Disagreement(sentence, other.passage.words.text))
    return found


def _read(sentence: str, language: Locale) -> Passage:
    return index([Words("message", "", sentence)], language).passages[0]


def _differs(said: _Sentence, earlier: _Sentence, told: Sequence[_Sentence]) -> bool:
    kinds = [kind for kind in said.figures if len(said.figures[kind]) == len(earlier.figures.get(kind, []))]
    if not kinds or not said.tells_the_same(earlier):
        return False
    for kind in kinds:
        # Two jobs of one trade have two periods: only the same name makes them one.
        if kind.startswith(_YEAR) and not said.names & earlier.names:
            continue
        known = [value for each in told for value in each.figures.get(kind, [])]
        own = said.figures[kind]
        if _any_missing(own, known, kind) and _any_missing(earlier.figures[kind], own, kind):
            return True
    return False


def _any_missing(values: Sequence[float], among: Sequence[float], kind: str) -> bool:
    slack = 0.0 if kind.startswith(_YEAR) else ROUNDED
    return any(not any(abs(one - two) <= slack * max(abs(one), abs(two)) for two in among) for one in values)
