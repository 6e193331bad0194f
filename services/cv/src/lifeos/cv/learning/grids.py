"""Reads the table of studies of a form: a head that names its columns, and a row of cells between bars for each course."""

import itertools
import re
from collections.abc import Mapping, Sequence

from lifeos.cv.learning.dates import periods
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, trim
from lifeos.cv.learning.vocabulary import DEGREE

COLUMNS = {
    kind: re.compile(said)
    for kind, said in {
        "institution": r"(?:name of )?(?:school|college|university|institution|centro|institucion|establecimiento|colegio|universidad|escuela|estabelecimento|instituicao|escola|universidade)s?(?:\s?/\s?\w+)?(?: (?:de ensino|educativ[oa]))?",
        "course": r"course|degree|qualification|subject|result|award|curso|titulo|carrera|grado|especialidad|formacao|habilitacao|diploma|resultado",
        "level": r"level|nivel|grau",
        "begin": r"from|start(?:ed)?|desde|de|inicio|ano (?:de )?inicio|inicio ano",
        "end": r"to|end(?:ed)?|until|hasta|ate|a|fim|ano (?:de )?(?:fim|conclusao|termino|egreso)|termino|year|ano|date|fecha|data",
    }.items()
}
UNFINISHED = re.compile(
    r"(?:incomplet[oa]|incomplete|unfinished|(?:did )?not (?:finish|complete)\w*|inconclus[oa]|sin terminar|no (?:termin|conclu)\w+|trancad[oa]|interrompid[oa]|abandonad[oa]|dropped out|trunc[oa]|nao (?:termin|conclu)\w+)(?!\w)"
)

""" A course that was not finished must not read as a degree."""


def read_grid(note: Notebook, found: Sequence[Span]) -> list[Span]:
    """Note a course for each row below a head; returns the lines that are no part of such a table."""
    rest: list[Span] = []
    columns: list[str] = []
    for line in found:
        cells = _cells(note.here, line)
        named = [_kind_of(note.here, cell) for cell in cells]
        if len(cells) > 2 and "institution" in named and sum(map(bool, named)) * 3 >= len(cells) * 2:
            columns = named
            note.mark(line.start, line.end)
        elif columns and len(cells) == len(columns):
            _note_row(note, dict(zip(columns, cells, strict=True)), line)
        else:
            columns = []
            rest.append(line)
    return rest


def _cells(here: Passage, line: Span) -> list[Span]:
    bars = [bar.start() for bar in re.finditer(r"\|", here.text[line.start : line.end])]
    if not bars:
        return []
    edges = [line.start - 1, *(line.start + bar for bar in bars), line.end]
    return [trim(here.text, one + 1, other) for one, other in itertools.pairwise(edges)]


def _kind_of(here: Passage, cell: Span) -> str:
    plain = here.plain[cell.start : cell.end].strip(" .:*")
    return next((kind for kind, said in COLUMNS.items() if said.fullmatch(plain)), "")


def _note_row(note: Notebook, row: Mapping[str, Span], line: Span) -> None:
    here = note.here
    said = {kind: value for kind, cell in row.items() if kind and (value := say(here, cell.start, cell.end))}
    claims: dict[str, Said] = {"institution": said["institution"]} if "institution" in said else {}
    if "course" in said:
        claims |= _course(here, said["course"], said.get("level"))
    for kind, name in (("begin", "startDate"), ("end", "endDate")):
        when = (
            next(iter(periods(here, note.today, row[kind].start, row[kind].end)), None)
            if kind in row
            else None
        )
        date = (when.point or when.start or when.end) if when else None
        if date:
            claims[name] = date
    undone = UNFINISHED.search(here.plain, line.start, line.end)
    if undone and "studyType" in claims:
        kind = claims["studyType"]
        claims["studyType"] = reword(kind, f"{kind.value} ({here.text[undone.start() : undone.end()]})")
    if claims:
        note.add("education", claims, trim(here.text, line.start, line.end))
        note.mark(line.start, line.end)


def _course(here: Passage, course: Said, level: Said | None) -> dict[str, Said]:
    """ "BSc Marine Biology", "National Certificate in Aquaculture"; without a degree of its own the level is one."""
    undone = UNFINISHED.search(here.plain, course.start, course.end)
    end = undone.start() if undone else course.end
    degree = DEGREE.search(here.plain, course.start, end)
    if degree is None and level:
        return {"studyType": level, "area": course}
    if degree is None:
        return {"studyType": course}
    joined = re.compile(r"\s+(?:(?:in|en|em|of|de)\s+)?").match(here.plain, degree.end(), end)
    kind = say(here, course.start, degree.end())
    area = say(here, joined.end(), end) if joined else None
    if kind is None or (area and len(fold(area.value)) < 3):
        return {"studyType": course}
    return {"studyType": kind} | ({"area": area} if area else {})
