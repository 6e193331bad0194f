"""Words made ready for checking once, so that many claims can be checked against them quickly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from lifeos.contracts.memory import Evidence
from lifeos.contracts.words import Locale
from lifeos.grounding.dates import DateSaid, find_dates
from lifeos.grounding.fold import Folded, Token, find_words, fold, tokens
from lifeos.grounding.language import language_of
from lifeos.grounding.numbers import Number, find_numbers
from lifeos.grounding.stems import key_of

MAX_EVIDENCE = 5


@dataclass(frozen=True)
class Words:
    """Words of a person or a file. `text` may be a slice that starts at character `offset` of the source."""

    source: Literal["message", "file", "edit", "confirmation"]
    id: str
    text: str
    offset: int = 0
    page: int | None = None


@dataclass(frozen=True)
class Passage:
    """One source of words with everything that was found in it."""

    words: Words
    folded: Folded
    language: Locale

    @property
    def text(self) -> str:
        return self.folded.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.folded)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        return find_numbers(self.text, self.language)

    @cached_property
    def dates(self) -> tuple[DateSaid, ...]:
        return find_dates(self.text, self.numbers)

    @cached_property
    def places(self) -> Mapping[str, tuple[int, ...]]:
        """Token positions by exact word."""
        return _positions((token.text, place) for place, token in enumerate(self.tokens))

    @cached_property
    def keys(self) -> Mapping[str, tuple[int, ...]]:
        """Token positions by stem, where synonyms share one stem."""
        return _positions((key_of(t.text, self.language), place) for place, t in enumerate(self.tokens))

    @cached_property
    def prefixes(self) -> Mapping[str, tuple[str, ...]]:
        """The different words by their first five letters."""
        found: dict[str, list[str]] = {}
        for word in self.places:
            if len(word) >= 5:
                found.setdefault(word[:5], []).append(word)
        return {prefix: tuple(words) for prefix, words in found.items()}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    def evidence(self, start: int, end: int) -> Evidence:
        """Folded characters as a span of the source."""
        first, last = self.folded.span(start, end)
        offset = self.words.offset
        return Evidence(
            source=self.words.source,
            id=self.words.id,
            start=first + offset,
            end=last + offset,
            page=self.words.page,
        )

    def occurrences(self, wanted: str) -> Iterable[tuple[int, int]]:
        """Every place where folded words stand whole, at most 200."""
        position = find_words(self.text, wanted) if wanted else -1
        for _ in range(200):
            if position < 0:
                return
            yield position, position + len(wanted)
            position = find_words(self.text, wanted, position + 1)

    def cue(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a cue stands between two folded characters."""
        return pattern.search(self.text, max(start, 0), max(end, 0)) is not None


@dataclass(frozen=True)
class WordIndex:
    """All passages that may bear a claim out."""

    passages: tuple[Passage, ...]

    @property
    def language(self) -> Locale:
        return self.passages[0].language if self.passages else "en"

    def says(self, words: Iterable[str]) -> bool:
        """Whether any of the folded words stands in any passage."""
        return any(word in passage.places for word in words for passage in self.passages)


def index(words: Sequence[Words], language: Locale | None = None) -> WordIndex:
    """Make words ready, read in one language: the given one, else the one that most of the words are in."""
    folded = [(word, fold(word.text)) for word in words]
    language = language or language_of(" ".join(word.text for word in words))
    return WordIndex(tuple(Passage(word, text, language) for word, text in folded))


def _positions(pairs: Iterable[tuple[str, int]]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for key, place in pairs:
        found.setdefault(key, []).append(place)
    return {key: tuple(places) for key, places in found.items()}
