"""Does this claim follow from these words? One entry for a value, one for a whole document."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.resume import PRESENT
from lifeos.grounding.contacts import check_email, check_phone, check_url
from lifeos.grounding.dates import find_present, parse_date
from lifeos.grounding.experience import Checked, calculated
from lifeos.grounding.fluency import check_fluency
from lifeos.grounding.fold import folded
from lifeos.grounding.index import WordIndex, Words, index
from lifeos.grounding.levels import check_degree, check_title
from lifeos.grounding.names import (
    check_certificate,
    check_employer,
    check_language,
    check_location,
    check_name,
    check_organisation,
    check_skill,
)
from lifeos.grounding.pointers import FieldKind, kind_of, leaves, sibling
from lifeos.grounding.text import check_text
from lifeos.grounding.verdict import Span, Verdict, supported, unsupported

_PRESENT_WORDS = frozenset(
    (PRESENT, "presente", "actual", "actualidad", "atual", "current", "now", "hoy", "hoje")
)

_CHECKS: Mapping[FieldKind, Callable[[str, WordIndex], Verdict]] = {
    "name": check_name,
    "employer": check_employer,
    "institution": check_organisation,
    "certificate": check_certificate,
    "email": check_email,
    "phone": check_phone,
    "url": check_url,
    "location": check_location,
    "skill": check_skill,
    "language": check_language,
    "degree": check_degree,
    "title": check_title,
}


def check_value(
    kind: FieldKind, value: str, words: Sequence[Words] | WordIndex, *, about: str | None = None
) -> Verdict:
    """Check one value. `about` names the language or skill that a level belongs to. Never raises."""
    ready = words if isinstance(words, WordIndex) else index(words)
    if not folded(value).strip():
        return unsupported("not_said", value)
    if kind in ("date", "end_date"):
        return _check_date(value, ready, ends=kind == "end_date")
    if kind == "fluency":
        return check_fluency(value, ready, about)
    if kind == "summary":
        return check_text(value, ready, whole=True)
    if kind == "label":
        return check_title(value, ready, wished=True)
    return _CHECKS.get(kind, check_text)(value, ready)


def _check_date(value: str, words: WordIndex, *, ends: bool) -> Verdict:
    """Year, month and day as far as given, said together; the other end of a period does not count."""
    if folded(value) in _PRESENT_WORDS:
        return _check_present(value, words) if ends else unsupported("date_not_said", value)
    wanted = parse_date(value)
    if wanted is None:
        return unsupported("date_not_said", value)
    year, month, day = wanted
    swapped = False
    for passage in words.passages:
        for said in passage.dates:
            fits = said.year == year and month in (None, said.month) and day in (None, said.day)
            if fits and said.role == ("start" if ends else "end"):
                swapped = True
            elif fits:
                return supported(value, [Span(passage, said.start, said.end)])
    return unsupported("date_other_end" if swapped else "date_not_said", value)


def _check_present(value: str, words: WordIndex) -> Verdict:
    for passage in words.passages:
        found = find_present(passage.text, passage.dates)
        if found is not None:
            return supported(value, [Span(passage, *found)])
    return unsupported("present_not_said", value)


def check_document(
    document: Mapping[str, Any], scope: Callable[[str], Sequence[Words]], today: date | None = None
) -> list[Leaf]:
    """Check every string of a document. `scope` gives the words that may bear the leaf at a pointer out.

    `today` lets years of experience be computed for a job that goes on.
    """
    ready: dict[tuple[Words, ...], WordIndex] = {}
    checked: list[Checked] = []
    for pointer, value in leaves(document):
        words = tuple(scope(pointer))
        if words not in ready:
            ready[words] = index(words)
        about = sibling(document, pointer, "language") or sibling(document, pointer, "name")
        verdict = check_value(kind_of(pointer), value, ready[words], about=about)
        checked.append(Checked(pointer, value, ready[words], verdict))
    return [_leaf(one.pointer, calculated(one, checked, today)) for one in checked]


def _leaf(pointer: str, verdict: Verdict) -> Leaf:
    return Leaf(pointer=pointer, status=verdict.status, evidence=verdict.evidence, reason=verdict.reason)
