"""Reads a course of study from a terse line: "MSc food technology, Uniwersytet Rolniczy Krakow, 2013"."""

import re

from lifeos.cv.learning.dates import periods
from lifeos.cv.learning.education import study_dates
from lifeos.cv.learning.names import called, name_at
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, say, words
from lifeos.cv.learning.subjects import correction_at
from lifeos.cv.learning.vocabulary import DEGREE, ROLE, SCHOOL

STEP = re.compile(r"\s*[,;:|·()–—]\s*|\s+-\s+")


def note_terse_study(note: Notebook, line: Span) -> bool:
    """Note a line that names a degree or a school, and no title of a job."""
    here = note.here
    degree = DEGREE.search(here.plain, line.start, line.end)
    studied = words(*here.cues.study).search(here.plain, line.start, line.end)
    school = _school(here, line) or (_name_after_course(note, line, degree) if degree else None)
    if not school or not (degree or studied) or _is_job(here, line, degree):
        return False
    claims: dict[str, Said] = {}
    name = called(here, school)
    if name:
        claims["institution"] = name
    claims.update(_course(here, line, degree, school))
    claims.update(study_dates(note.here, periods(note.here, note.today, line.start, line.end), line))
    note.school = note.add("education", claims, line)
    return True


def _is_job(here: Passage, line: Span, degree: re.Match[str] | None) -> bool:
    role = ROLE.search(here.plain, line.start, line.end)
    return bool(role) and not (degree and degree.start() <= role.start() < degree.end()) and not degree


def _school(here: Passage, line: Span) -> Span | None:
    for found in SCHOOL.finditer(here.plain, line.start, line.end):
        begins = [line.start, *(m.end() for m in STEP.finditer(here.text, line.start, found.start()))]
        place = begins[-1]
        span = name_at(here, place, line.end)
        if not (span and span.end > found.start() and not DEGREE.match(here.plain, span.start)):
            span = name_at(here, found.start(), line.end)
        if not (span and _is_replaced(here, span, line)):
            return span
    return None


def _is_replaced(here: Passage, name: Span, line: Span) -> bool:
    """ "IES Virgen de Gracia nope, IES Gregorio Prieto": the first name is not meant, where another school follows."""
    taken_back = correction_at(here, name.end, line.end)
    return bool(taken_back) and bool(SCHOOL.search(here.plain, taken_back.end(), line.end))


def _name_after_course(note: Notebook, line: Span, degree: re.Match[str]) -> Span | None:
    """ "diplomado en NIIF, ITESO 2018": the name after the course, when no word of it says that it is a school."""
    here = note.here
    for step in STEP.finditer(here.text, degree.end(), line.end):
        name = name_at(here, step.end(), line.end)
        if name and name.start == step.end() and here.text[name.start].isupper():
            return name
    return None


def _course(here: Passage, line: Span, degree: re.Match[str] | None, school: Span) -> dict[str, Said]:
    claims: dict[str, Said] = {}
    kind = (
        say(here, *degree.span())
        if degree and not (school.start < degree.end() and degree.start() < school.end)
        else None
    )
    if kind:
        claims["studyType"] = kind
    start = _after_degree(here, degree, line) if degree and kind else school.end
    if start < school.start or start >= school.end:
        edge = STEP.search(here.text, start + 1, line.end)
        number = re.compile(r"\s+\d").search(here.plain, start, line.end)
        stops = [edge.start() if edge else line.end, number.start() if number else line.end, school.start]
        stop = min([p for p in stops if p > start], default=line.end)
        area = say(here, start, stop)
        if area and _is_subject(area):
            claims["area"] = area
    return claims


def _after_degree(here: Passage, degree: re.Match[str], line: Span) -> int:
    joined = re.compile(r"\s*(?:in|en|em|of|de)\s+").match(here.plain, degree.end(), line.end)
    return joined.end() if joined else degree.end()


def _is_subject(area: Said) -> bool:
    return not any(c.isdigit() for c in area.value) and len(area.value.split()) <= 5 and len(area.value) > 2
