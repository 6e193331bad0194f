"""Whether the quantities of a claim were said: the number, what it counts, its money, its period."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from lifeos.grounding.fold import Token
from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.match import places_of
from lifeos.grounding.numbers import Number, same_money
from lifeos.grounding.stems import alike, key_of
from lifeos.grounding.tables import TABLES, every

Problem = tuple[str, str]

_STOPWORDS = every("stopwords") - frozenset(("year", "years", "month", "months"))
_LIGHT = every("stopwords") | every("fillers") | every("leading")
SENTENCE = 25
"""Tokens on either side of a number that count as its sentence when no mark ends it earlier."""

_RATES: Mapping[str, re.Pattern[str]] = {
    period: re.compile(
        "|".join(
            rf"(?:(?<![^\W_])|(?=/))(?:{pattern})(?![^\W_])"
            for table in TABLES.values()
            for pattern, name in table.rates.items()
            if name == period
        )
    )
    for period in ("hour", "day", "week", "month", "quarter", "year")
}
_LAST_YEAR = re.compile(r"\b(?:last year|el ano pasado|ano pasado)\b")
_YEAR_NAMED = re.compile(r"\b(?:last year|this year|ano pasado|este ano|19[5-9]\d|20\d\d)\b")


def wrong_quantity(claim: Passage, words: WordIndex, *, nearby: bool = True) -> Problem | None:
    """The first number, date or period that the words do not bear out. `nearby` ties numbers to their sentence."""
    return _wrong_date(claim, words) or _wrong_number(claim, words, nearby) or _wrong_period(claim, words)


def _wrong_date(claim: Passage, words: WordIndex) -> Problem | None:
    said = {(date.year, date.month) for passage in words.passages for date in passage.dates}
    years = {year for year, _ in said}
    for date in claim.dates:
        if (date.year, date.month) not in said and (date.month is not None or date.year not in years):
            return "date_not_said", claim.folded.said(date.start, date.end)
    return None


def _wrong_number(claim: Passage, words: WordIndex, nearby: bool) -> Problem | None:
    dated = [(date.start, date.end) for date in claim.dates]
    for number in claim.numbers:
        if number.doubtful or any(start <= number.start < end for start, end in dated):
            continue
        detail = claim.folded.said(number.start, number.end)
        same = [
            (passage, said)
            for passage in words.passages
            for said in passage.numbers
            if said.equals(number.value)
        ]
        if number.other is not None:
            other = number.other
            same += [(p, said) for p in words.passages for said in p.numbers if said.equals(other)]
        if not same:
            return "number_not_said", detail
        fitting = [
            (p, said) for p, said in same if _same_kind(number, said) and _counts_same(claim, number, p, said)
        ]
        if not fitting:
            return "unit_not_said", detail
        if nearby and not any(_in_its_sentence(claim, number, p, said) for p, said in fitting):
            return "unit_not_said", detail
    return None


def _same_kind(claimed: Number, said: Number) -> bool:
    return claimed.percent == said.percent and same_money(claimed.currency, said.currency)


def _counts_same(claim: Passage, number: Number, passage: Passage, said: Number) -> bool:
    """Whether what follows a number in the claim also stands near that number in the words."""
    if number.percent or number.currency:
        return True
    counted = things_counted(claim, number)
    if not counted:
        return True
    place = _place(passage, said.start)
    nearby = passage.tokens[max(place - 7, 0) : place + 10]
    if said.currency and not said.percent:
        nearby = passage.tokens[place : place + 1]
    return any(_same_thing(one.text, other.text, passage) for one in counted for other in nearby)


def _in_its_sentence(claim: Passage, number: Number, passage: Passage, said: Number) -> bool:
    """Whether another word of the claim stands in the sentence in which the number was said."""
    counted = {token.start for token in things_counted(claim, number)}
    others = [
        token
        for token in _sentence(claim, _place(claim, number.start))
        if token.start not in counted and token.text not in _LIGHT and not token.text[0].isdigit()
    ]
    if len(others) < 2:
        return True
    around = {token.start for token in _sentence(passage, _place(passage, said.start))}
    return any(
        passage.tokens[place].start in around for token in others for place in places_of(token.text, passage)
    )


def _sentence(passage: Passage, place: int) -> Sequence[Token]:
    """The tokens of the sentence around a token, at most `SENTENCE` on either side."""
    found = passage.tokens
    first, last = place, place + 1
    while first > 0 and place - first < SENTENCE and not (first < len(found) and found[first].opens):
        first -= 1
    while last < len(found) and last - place < SENTENCE and not found[last].opens:
        last += 1
    return found[first:last]


def things_counted(claim: Passage, number: Number) -> list[Token]:
    """The thing a number counts: up to three words after it, none when it stands alone."""
    found: list[Token] = []
    end = number.end
    for token in claim.tokens[_place(claim, number.end) :]:
        gap = claim.text[end : token.start]
        if (
            re.search(r"[.,;:()/+]", gap)
            or token.text in _STOPWORDS
            or token.text[0].isdigit()
            or len(found) == 3
        ):
            break
        found.append(token)
        end = token.end
    return found


def _place(passage: Passage, position: int) -> int:
    """The number of the first token that starts at or after a folded position."""
    return bisect_left(passage.starts, position)


def _same_thing(one: str, other: str, passage: Passage) -> bool:
    if one == other or key_of(one, passage.language) == key_of(other, passage.language):
        return True
    return len(one) >= 5 and len(other) >= 5 and alike(one, other)


def _wrong_period(claim: Passage, words: WordIndex) -> Problem | None:
    for pattern in _RATES.values():
        claimed = pattern.search(claim.text)
        if claimed and not any(pattern.search(passage.text) for passage in words.passages):
            return "period_not_said", claimed.group()
    claimed = _LAST_YEAR.search(claim.text)
    if claimed and not any(_YEAR_NAMED.search(passage.text) for passage in words.passages):
        return "period_not_said", claimed.group()
    return None
