"""Dates in running text: any notation of year, month and day in three languages, and which end they mark."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from lifeos.grounding.numbers import Number, corrected_between
from lifeos.grounding.tables import any_cue, months_in_words

_MONTHS = months_in_words()
_MONTH_WORD = re.compile(r"(?<![^\W_])(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b")
_YEAR = re.compile(
    r"(?<![\d.,/$€£-])(?:19[5-9]\d|20\d\d)(?![\d%€]|[.,]\d{3})|(?<=\d{4}[/-])(?:19[5-9]\d|20\d\d)(?!\d)|(?<=[^\d][/-])(?:19[5-9]\d|20\d\d)(?!\d)"
)
_NUMERIC = (
    (re.compile(r"\b(19[5-9]\d|20\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])\b"), "ymd"),
    (re.compile(r"\b(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.](19[5-9]\d|20\d\d)\b"), "dmy"),
    (re.compile(r"\b(0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])[-/.](19[5-9]\d|20\d\d)\b"), "mdy"),
    (re.compile(r"(?<![\d/.-])(0?[1-9]|1[0-2])\s?[-/.]\s?(19[5-9]\d|20\d\d)\b"), "my"),
    (re.compile(r"\b(19[5-9]\d|20\d\d)[-/](0[1-9]|1[0-2])(?![\d/])"), "ym"),
    (re.compile(r"(?<![\d/.,-])(0?[1-9]|1[0-2])/(\d\d)(?![\d/])"), "ms"),
    (re.compile(r"\b(19[5-9]\d|20\d\d)\.[12]\b"), "y"),
    (re.compile(r"\b(?:19[5-9]\d|20\d\d)\s?[-/]\s?(\d\d)(?![\d/-])"), "s"),
    (re.compile(r"'(\d\d)\b"), "s"),
)  # fmt: skip
_SHORT_YEAR = re.compile(r"\.?\s?[/'-]\s?'?(\d\d)(?![\d/])")
_BEFORE_YEAR = re.compile(
    r"[\s,./'-]*(?:(?:of|de|del|do|da|in|en|em|the|year|ano|el|early|late|um|uh|\d{1,2}(?:st|nd|rd|th|o)?)[\s,./]+){0,3}'?"
)
_AFTER_YEAR = re.compile(r",?\s*(?:in|en|em|\()?\s*")
_SHARED_YEAR = re.compile(r"\s*(?:-|to|a|y|e|and|hasta|ate|until|through)\s*(?:de\s+)?")
_DAY_BEFORE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|o)?\s+(?:de\s+|of\s+)?$")
_DAY_AFTER = re.compile(r"\s*(\d{1,2})(?:st|nd|rd|th)?\b")
_FILL = r"(?:\s+(?:about|around|roughly|early|late|mid|the|spring|summer|autumn|fall|winter|el|o|de|del|do|uh|um|este|principios|finales|of|year|end))*[\s-]*$"
_UNTIL = re.compile(rf"\b(?:{any_cue('until_cues')}){_FILL}")
_SINCE = re.compile(rf"\b(?:{any_cue('since_cues')}){_FILL}")
_BETWEEN = re.compile(rf"[\s,.)]*(?:-|→|/|\b{any_cue('range_cues')}\b){_FILL}")
_OPEN = re.compile(any_cue("open_start_cues"))
_CLOSURE = re.compile(rf"\b(?:{any_cue('until_cues')}|to|a|al|ao)\b|-")
_PRESENT = re.compile(any_cue("present_cues"))
_SHORT_SPOKEN = re.compile(r"\b(?:el|del|al)\s+$")
_SAME_TIME = re.compile(
    r"\b(?:(?:that|the) same (?:year|month|summer|week)|(?:ese|el) mismo (?:ano|mes|verano|dia)"
    r"|(?:n?esse|n?aquele|no) mesmo (?:ano|mes|verao|dia))\b"
)
_THAT_YEAR = re.compile(
    r"\s+(?:of )?(?:(?:that|the same) year|(?:de )?(?:ese|aquel|del|el) (?:mismo )?ano|d(?:aquele|esse|o mesmo) ano)\b"
)
_DAY_OF_MONTH = re.compile(r"\s+de\s+(?:" + "|".join(_MONTHS) + r")\b")

Role = Literal["start", "end"]


@dataclass(frozen=True)
class DateSaid:
    """A date as it was said. `role` tells which end of a period it marks when the words say so."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int
    role: Role | None = None


def find_dates(text: str, numbers: tuple[Number, ...]) -> tuple[DateSaid, ...]:
    """Every date of a folded text, in order; dates that the speaker took back are left out."""
    numeric = _numeric_dates(text)
    years = _years(text, numbers, numeric)
    found = sorted([*numeric, *_with_months(text, years)], key=lambda said: (said.start, -said.end))
    starts = [said.start for said in found]
    kept: list[DateSaid] = []
    for said in found:
        following = _first_from(found, starts, said.end)
        if following is None or not corrected_between(text, said.end, following.start):
            kept.append(said)
    return tuple(_with_roles(text, kept))


def _first_from(found: list[DateSaid], starts: list[int], position: int) -> DateSaid | None:
    """The first date that starts at or after a position. `found` is sorted by start."""
    place = bisect_left(starts, position)
    return found[place] if place < len(found) else None


def _numeric_dates(text: str) -> list[DateSaid]:
    found: list[DateSaid] = []
    for pattern, form in _NUMERIC:
        for match in pattern.finditer(text):
            parts = dict(zip(form, match.groups(), strict=False)) if form not in {"y", "s"} else {}
            short = parts.get("s") or (match.group(1) if form == "s" else None)
            year = _full_year(int(short)) if short else int(parts.get("y") or match.group(1))
            month, day = parts.get("m"), parts.get("d")
            start = match.start(1) if form == "s" else match.start()
            found.append(
                DateSaid(year, int(month) if month else None, int(day) if day else None, start, match.end())
            )
    return found


def _full_year(short: int) -> int:
    return 2000 + short if short < 50 else 1900 + short


def _years(text: str, numbers: tuple[Number, ...], taken: list[DateSaid]) -> list[DateSaid]:
    spans = [(match.start(), match.end(), int(match.group())) for match in _YEAR.finditer(text)]
    spoken = [number for number in numbers if text[number.start : number.start + 1].isalpha()]
    spans += [(n.start, n.end, int(n.value)) for n in spoken if 1950 <= n.value < 2100]
    for left, right in pairwise(spoken):
        if left.value in (19, 20) and 10 <= right.value < 100 and text[left.end : right.start] in (" ", "-"):
            spans.append((left.start, right.end, int(left.value * 100 + right.value)))
    spans += [
        (n.start, n.end, _full_year(int(n.value)))
        for n in spoken
        if 1 <= n.value < 60
        and not n.percent
        and not _DAY_OF_MONTH.match(text, n.end)
        and _SHORT_SPOKEN.search(text, max(n.start - 5, 0), n.start)
    ]
    spans += _oh_years(text)
    covered = {position for said in taken if said.month for position in range(said.start, said.end)}
    return [DateSaid(y, None, None, s, e) for s, e, y in sorted(set(spans)) if s not in covered]


def _oh_years(text: str) -> list[tuple[int, int, int]]:
    digit = {
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
    }
    pattern = re.compile(r"\btwenty (?:oh|o) (" + "|".join(digit) + r")\b")
    return [(m.start(), m.end(), 2000 + digit[m.group(1)]) for m in pattern.finditer(text)]


def _with_months(text: str, years: list[DateSaid]) -> list[DateSaid]:
    months = list(_MONTH_WORD.finditer(text))
    paired: dict[int, DateSaid] = {}
    for position, month in enumerate(months):
        short = _SHORT_YEAR.match(text, month.end())
        full = (
            DateSaid(_full_year(int(short.group(1))), None, None, short.start(1), short.end(1))
            if short
            else None
        )
        year = full or _year_after(text, month, years) or _year_meant(text, month, years)
        if year is None and position + 1 < len(months) and _shares_year(text, month, months[position + 1]):
            year = _year_after(text, months[position + 1], years)
        if year is not None:
            paired[month.start()] = _joined(text, month, year)
    for month in months:
        if month.start() not in paired:
            year = _year_before(text, month, years)
            if year is not None:
                paired[month.start()] = _joined(text, month, year)
    joined = list(paired.values())
    inside = {position for said in joined for position in range(said.start, said.end)}
    return [*(year for year in years if year.start not in inside), *joined]


def _year_after(text: str, month: re.Match[str], years: list[DateSaid]) -> DateSaid | None:
    for year in years[bisect_left(years, month.end(), key=_start) :]:
        if year.start - month.end() > 20:
            return None
        if _BEFORE_YEAR.fullmatch(text, month.end(), year.start):
            return year
    return None


def _year_before(text: str, month: re.Match[str], years: list[DateSaid]) -> DateSaid | None:
    place = bisect_left(years, month.start(), key=_start)
    for year in reversed(years[max(place - 2, 0) : place]):
        if 0 < month.start() - year.end <= 6 and _AFTER_YEAR.fullmatch(text, year.end, month.start()):
            return year
    return None


def _year_meant(text: str, month: re.Match[str], years: list[DateSaid]) -> DateSaid | None:
    """The year named last, for "in November of that year"."""
    meant = _THAT_YEAR.match(text, month.end())
    place = bisect_left(years, month.start(), key=_start)
    return replace(years[place - 1], start=month.start(), end=meant.end()) if meant and place else None


def _start(said: DateSaid) -> int:
    return said.start


def _shares_year(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return len(text[left.end() : right.start()]) <= 12 and bool(
        _SHARED_YEAR.fullmatch(text, left.end(), right.start())
    )


def _joined(text: str, month: re.Match[str], year: DateSaid) -> DateSaid:
    before = _DAY_BEFORE.search(text, max(month.start() - 10, 0), month.start())
    after = _DAY_AFTER.match(text, month.end())
    day = (
        int(before.group(1))
        if before
        else int(after.group(1))
        if after and after.end() < year.start
        else None
    )
    start = min(month.start(), year.start)
    number = _MONTHS[month.group(1)]
    end = month.end() if year.start - month.end() > 12 else max(month.end(), year.end)
    return DateSaid(year.year, number, day, start, end)


def _with_roles(text: str, found: list[DateSaid]) -> list[DateSaid]:
    starts = [said.start for said in found]
    by_end = sorted(found, key=lambda said: said.end)
    ends = [said.end for said in by_end]
    roles: list[DateSaid] = []
    for said in found:
        place = bisect_right(ends, said.start)
        before = by_end[place - 1] if place else None
        roles.append(replace(said, role=_role(text, said, before, _first_from(found, starts, said.end))))
    return roles


def _role(text: str, said: DateSaid, before: DateSaid | None, after: DateSaid | None) -> Role | None:
    head = text[max(said.start - 40, 0) : said.start]
    if _SAME_TIME.search(text[said.end : said.end + 40]):
        return None
    if _UNTIL.search(head):
        return "end"
    if (
        before is not None
        and said.start - before.end <= 24
        and _BETWEEN.fullmatch(text, before.end, said.start)
    ):
        return "end"
    if _SINCE.search(head):
        return "start"
    if after is not None and after.start - said.end <= 24 and _BETWEEN.fullmatch(text, said.end, after.start):
        return "start"
    return None


def parse_date(value: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of an ISO date (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`), or None."""
    match = re.fullmatch(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*", value, re.ASCII)
    if match is None:
        return None
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def find_present(text: str, found: tuple[DateSaid, ...]) -> tuple[int, int] | None:
    """Where the words say that something goes on ("since", "now"), unless that span is closed by an end."""
    for match in _PRESENT.finditer(text):
        if not _OPEN.fullmatch(match.group()) or not _closed(text, match.end(), found):
            return match.start(), match.end()
    return None


def _closed(text: str, start: int, found: tuple[DateSaid, ...]) -> bool:
    ordered = list(found)
    starts = [said.start for said in ordered]
    first = _first_from(ordered, starts, start)
    if first is None or first.start - start > 25:
        return False
    last = _first_from(ordered, starts, first.end)
    return (
        last is not None
        and last.start - first.end <= 24
        and bool(_CLOSURE.search(text, first.end, last.start))
    )
