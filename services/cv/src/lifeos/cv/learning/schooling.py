"""Reads the education section of a pasted profile: schools, degrees and their dates, one entry of lines each."""

import re

from lifeos.cv.learning.education import study_dates
from lifeos.cv.learning.grids import UNFINISHED, read_grid
from lifeos.cv.learning.history import note_loose
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, trim
from lifeos.cv.learning.rows import Row, is_place, rows_of
from lifeos.cv.learning.vocabulary import DEGREE, SCHOOL


def read_studies(note: Notebook, found: list[Span]) -> None:
    """Note each course of study of an education section."""
    group: list[Row] = []
    for row in rows_of(note, read_grid(note, found)):
        if group and (_opens_study(group, row) or row.after_blank):
            _note_study(note, group)
            group = []
        group.append(row)
    if group:
        _note_study(note, group)


def _opens_study(group: list[Row], row: Row) -> bool:
    """A line opens another entry when it has what the entry before it already has."""
    words = [fold(said.value) for r in group for said in r.parts]
    new = [fold(said.value) for said in row.parts]
    has_school = any(SCHOOL.search(w) for w in words)
    has_degree = any(DEGREE.search(w) for w in words)
    dated = any(r.period for r in group)
    if dated and row.period:
        return True
    repeated = has_school and any(SCHOOL.search(w) for w in new)
    return (repeated and has_degree) or (has_degree and dated and any(DEGREE.search(w) for w in new))


def _note_study(note: Notebook, group: list[Row]) -> Draft | None:
    here = note.here
    parts = [said for row in group for said in row.parts]
    school = next(
        (p for p in parts if SCHOOL.search(fold(p.value)) and not DEGREE.match(fold(p.value))), None
    )
    degree = next((p for p in parts if p is not school and DEGREE.search(fold(p.value))), None)
    unfinished = next((p for p in parts if UNFINISHED.match(fold(p.value))), None)
    parts = [p for p in parts if p is not unfinished]
    rest = [p for p in parts if p is not school and p is not degree and not is_place(p)]
    if not school and degree and rest:
        school = rest.pop(0)
    if not school and not degree:
        note_loose(note, group)
        return None
    claims: dict[str, Said] = {"institution": school} if school else {}
    claims.update(_degree_claims(here, degree) if degree else {})
    if unfinished and degree:
        kind = claims["studyType"]
        claims["studyType"] = reword(kind, f"{kind.value} ({unfinished.value})")
    if rest and "area" not in claims and (not degree or len(fold(degree.value).split()) == 1):
        claims["area"] = rest[0]
    whole = Span(group[0].span.start, group[-1].span.end)
    claims.update(study_dates(here, [row.period for row in group if row.period], whole))
    span = trim(here.text, group[0].span.start, group[-1].span.end)
    return note.add("education", claims, span)


def _degree_claims(here: Passage, degree: Said) -> dict[str, Said]:
    found = DEGREE.search(here.plain, degree.start, degree.end)
    joined = (
        re.compile(r"\s+(?:in|en|em|of|de)\s+").match(here.plain, found.end(), degree.end) if found else None
    )
    area = say(here, joined.end(), degree.end) if joined else None
    kind = say(here, degree.start, joined.start()) if joined else degree
    claims = {"studyType": kind or degree}
    if area:
        claims["area"] = area
    return claims
