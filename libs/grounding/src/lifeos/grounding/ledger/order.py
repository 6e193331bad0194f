"""The order of entries in a CV: what goes on first, then the latest, then what has no date as it was told."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from lifeos.contracts.resume import PRESENT


class Dated(Protocol):
    """Anything with fields that may hold dates."""

    def value(self, field: str) -> str:
        """The value of a field, or nothing."""
        ...


AnyDated = TypeVar("AnyDated", bound=Dated)


def latest_first(entries: Sequence[AnyDated]) -> list[AnyDated]:
    """Reverse chronological; entries without a date keep their order, at the end."""
    return sorted(entries, key=_rank)


def starts_after(start: str, end: str) -> bool:
    """Whether a beginning lies after an end, as far as both are precise. Words that are no dates never do."""
    if not (is_date(start) and is_date(end)):
        return False
    return end[: len(start)] < start[: len(end)]


def is_date(value: str) -> bool:
    """Whether a value has the shape of a date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    return re.fullmatch(r"\d{4}(-\d{2}){0,2}", value) is not None


def _rank(entry: Dated) -> tuple[int, int, int]:
    start, end = entry.value("startDate"), entry.value("endDate") or entry.value("date")
    if end == PRESENT:
        return 0, -_day(start, missing=0), 0
    if is_date(start) or is_date(end):
        last = end if is_date(end) else start
        return 1, -_day(last, missing=99), -_day(start, missing=0)
    return 2, 0, 0


def _day(date: str, missing: int) -> int:
    """A date as a number; `missing` stands for the month or day that was not said."""
    if not is_date(date):
        return 0
    year, month, day = ([int(part) for part in date.split("-")] + [missing, missing])[:3]
    return year * 10_000 + month * 100 + day
