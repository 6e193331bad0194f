"""Years of experience: never taken from a claim, only computed from job dates that the words bear out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lifeos.contracts.resume import PRESENT
from lifeos.grounding.dates import parse_date
from lifeos.grounding.fold import fold
from lifeos.grounding.index import MAX_EVIDENCE, WordIndex
from lifeos.grounding.text import check_text
from lifeos.grounding.verdict import Verdict

_CLAIM = re.compile(r"(?:(?:with|con|com)\s+)?(?<![\d.,])(\d{1,2}) (?:years|anos)(?:'s?| of| de)?\b")


@dataclass(frozen=True)
class Checked:
    """A leaf with the words it was checked against."""

    pointer: str
    value: str
    words: WordIndex
    verdict: Verdict


def years_between(start: str, end: str, today: date | None = None) -> int | None:
    """Full years from one ISO date to another; `present` needs `today`. None when that cannot be told."""
    first, last = _months(start, today), _months(end, today)
    return None if first is None or last is None else max((last - first) // 12, 0)


def years_worked(periods: Iterable[tuple[str, str]], today: date | None = None) -> int:
    """Full years covered by periods of ISO dates, time that overlaps counted once, gaps not counted."""
    months: set[int] = set()
    for start, end in periods:
        first, last = _months(start, today), _months(end, today)
        if first is not None and last is not None and last - first < 12 * 80:
            months.update(range(first, last))
    return len(months) // 12


def _months(value: str, today: date | None) -> int | None:
    if value == PRESENT:
        return today.year * 12 + today.month - 1 if today else None
    parsed = parse_date(value)
    return parsed[0] * 12 + (parsed[1] or 1) - 1 if parsed else None


def calculated(leaf: Checked, checked: Sequence[Checked], today: date | None) -> Verdict:
    """The leaf's verdict, or `calculated` when all it lacked is a count of years that the job dates give."""
    reason = leaf.verdict.reason or ""
    if not reason.startswith(("number_not_said", "unit_not_said")):
        return leaf.verdict
    plain = fold(leaf.value)
    claim = _CLAIM.search(plain.text)
    if claim is None:
        return leaf.verdict
    first, last = plain.span(claim.start(), claim.end())
    rest = check_text(leaf.value[:first] + leaf.value[last:], leaf.words, whole=True)
    if rest.status == "unsupported":
        return rest
    dates = {one.pointer: one for one in checked if re.fullmatch(r"/work/\d+/(start|end)Date", one.pointer)}
    borne_out = {pointer: one for pointer, one in dates.items() if one.verdict.status != "unsupported"}
    if years_worked(_periods(borne_out, dates), today) != int(claim.group(1)):
        return leaf.verdict
    evidence = [one.verdict.evidence[0] for one in borne_out.values() if one.verdict.evidence]
    return replace(rest, status="calculated", evidence=evidence[:MAX_EVIDENCE])


def _periods(borne_out: dict[str, Checked], dates: dict[str, Checked]) -> Iterable[tuple[str, str]]:
    """Start and end of each job whose dates are all borne out; a job without an end goes on."""
    for pointer, start in borne_out.items():
        if pointer.endswith("/startDate"):
            end_pointer = pointer.replace("/startDate", "/endDate")
            if end_pointer in borne_out:
                yield start.value, borne_out[end_pointer].value
            elif end_pointer not in dates:
                yield start.value, PRESENT
