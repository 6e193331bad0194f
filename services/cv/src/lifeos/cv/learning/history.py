"""Reads the work and education sections of a pasted profile: entries with dates, lines around them, bullets below."""

import re
from dataclasses import dataclass

from lifeos.cv.learning.dates import Period, periods
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say, trim
from lifeos.cv.learning.sentences import BULLET
from lifeos.cv.learning.vocabulary import DEGREE, ORGANISATION, PLACES, ROLE, SCHOOL

PIECES = re.compile(
    r"\s*[|·•\t]\s*|\s+[–—-]\s+|,\s+|:\s+|\s*[()]\s*|\s+(?:at|@|en el|en la|en|na|no)\s+(?=[A-ZÀ-Þ])"
)
EMPLOYMENT = re.compile(
    r"(?:full[- ]time|part[- ]time|self-employed|contract|internship|jornada (?:completa|parcial)|tempo integral|meio periodo|remote|remoto|hybrid|hibrido|on-site|presencial|\d+ (?:yrs?|mos?|anos?|meses|mes|years?|months?).*)$"
)


@dataclass(frozen=True)
class Row:
    """One line: its parts without the dates, its period, and whether it is a bullet or follows a blank line."""

    span: Span
    parts: list[Said]
    period: Period | None
    bullet: bool
    after_blank: bool


def read_entries(note: Notebook, found: list[Span]) -> None:
    """Note each job of a work section, with its bullets as highlights."""
    rows = _rows(note, found)
    place = 0
    while place < len(rows):
        place += _read_entry(note, rows, place)
    note.job = None


def _rows(note: Notebook, found: list[Span]) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(found):
        bullet = bool(BULLET.match(note.here.text, line.start, line.end))
        when = periods(note.here, note.today, line.start, line.end)
        kept = [p for p in when if p.ranged or _is_alone(note.here, p, line)] if not bullet else []
        before = note.here.text[found[number - 1].end : line.start] if number else ""
        rows.append(
            Row(
                line,
                _parts(note.here, line, kept[:1]),
                kept[0] if kept else None,
                bullet,
                before.count("\n") > 1,
            )
        )
    return rows


def _is_alone(here: Passage, period: Period, line: Span) -> bool:
    """A single year counts as the date of an entry when it closes or opens the line."""
    before = here.text[line.start : period.first].strip(" -•*(")
    after = here.text[period.last : line.end].strip(" .)")
    return not before or not after


def _parts(here: Passage, line: Span, when: list[Period]) -> list[Said]:
    pieces: list[Said] = []
    edges = [line.start]
    for found in PIECES.finditer(here.text, line.start, line.end):
        if _is_inside_name(here, line, found):
            continue
        edges.extend((found.start(), found.end()))
    edges.append(line.end)
    cuts = [(p.first, p.last) for p in when]
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        for a, b in _without(start, end, cuts):
            said = say(here, a, b)
            if (
                said
                and any(c.isalpha() for c in said.value)
                and not EMPLOYMENT.match(fold(said.value))
                and not _is_date_word(said)
            ):
                pieces.append(said)
    return pieces


def _is_inside_name(here: Passage, line: Span, cut: re.Match[str]) -> bool:
    """ "University of Texas at Austin" and "Licenciatura en Ciencias" are not cut at their preposition."""
    if not cut.group().strip().isalpha() and cut.group().strip() not in {"en el", "en la"}:
        return False
    studied = DEGREE.search(here.plain, line.start, cut.start()) or SCHOOL.search(
        here.plain, line.start, cut.start()
    )
    return bool(studied) and not SCHOOL.search(here.plain, cut.end(), min(line.end, cut.end() + 40))


def _is_date_word(said: Said) -> bool:
    return bool(
        re.fullmatch(
            r"(?:desde|since|from|de|a|to|until|hasta|ate|a data|ate a data|present|actualidad|atual|presente)",
            fold(said.value),
        )
    )


def _without(start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for first, last in cuts:
        if first < end and start < last:
            return [pair for pair in ((start, max(start, first)), (min(end, last), end)) if pair[0] < pair[1]]
    return [(start, end)]


def _read_entry(note: Notebook, rows: list[Row], place: int) -> int:
    """Read one entry that begins at `place`; returns how many rows it took."""
    head = [rows[place]] if not rows[place].bullet else []
    if not head:
        _note_bullet(note, rows[place])
        return 1
    used = 1
    while place + used < len(rows) and _belongs_to_head(head, rows[place + used]):
        head.append(rows[place + used])
        used += 1
    dated = next((row for row in head if row.period), None)
    if dated:
        _note_entry(note, head, dated)
    elif _is_title_of_next(rows, place + used):
        _note_entry(note, head, head[0])
    else:
        _note_loose(note, head)
    return used


def _belongs_to_head(head: list[Row], row: Row) -> bool:
    """Undated lines around one dated line make the head of an entry."""
    if row.bullet or (row.after_blank and any(r.period for r in head)):
        return False
    dated = [r for r in head if r.period]
    if not dated:
        return len(head) < 3
    if row.period or len(head) > 3:
        return False
    known = [said for r in head for said in r.parts]
    roles = [said for said in known if _is_role(said)]
    names = [said for said in known if not _is_role(said) and not _is_place(said)]
    return (not roles or not names) and _is_short(row)


def _is_short(row: Row) -> bool:
    return sum(len(said.value.split()) for said in row.parts) <= 9


def _is_title_of_next(rows: list[Row], place: int) -> bool:
    return place < len(rows) and rows[place].bullet


def _is_role(said: Said) -> bool:
    return bool(ROLE.search(fold(said.value)))


def _is_place(said: Said) -> bool:
    return fold(said.value) in PLACES


def _note_entry(note: Notebook, head: list[Row], dated: Row) -> None:
    before = [said for row in head if row.span.start < dated.span.start for said in row.parts[:3]]
    after = [said for row in head if row.span.start > dated.span.start for said in row.parts[:3]]
    name, position, place = _sort(before, dated.parts, after)
    inherits = not name and note.job is not None and not head[0].after_blank
    claims: dict[str, Said] = {}
    if inherits and note.job and "name" in note.job.claims:
        claims["name"] = note.job.claims["name"]
    elif name:
        claims["name"] = name
    if position:
        claims["position"] = position
    if place and name:
        claims["location"] = place
    claims.update(period_claims(dated.period))
    if not claims:
        _note_loose(note, head)
        return
    span = Span(head[0].span.start, head[-1].span.end)
    note.job = note.add("job", claims, trim(note.here.text, span.start, span.end))
    known = {said.start for said in claims.values()}
    for said in (*before, *dated.parts, *after):
        if said.start not in known and not _is_place(said) and len(said.value.split()) > 2:
            note.add("highlight", {"text": said}, Span(said.start, said.end), about=note.job)


def _sort(
    before: list[Said], beside: list[Said], after: list[Said]
) -> tuple[Said | None, Said | None, Said | None]:
    """Which of the parts of an entry's head is the employer, the title and the place."""
    parts = [*before, *beside, *after]
    places = [said for said in parts if _is_place(said)]
    roles = [said for said in parts if said not in places and _is_role(said) and not _is_employer_word(said)]
    names = [said for said in parts if said not in places and said not in roles]
    if len(roles) > 1 and not names:
        names, roles = (roles[:1], roles[1:]) if roles[0] in before and beside else (roles[1:], roles[:1])
    if not roles and len(names) > 1:
        titled = [said for said in beside if said in names]
        roles = titled[:1] if before and titled else []
        names = [said for said in names if said not in roles]
    place = places[0] if places else None
    return (names[0] if names else None), (roles[0] if roles else None), place


def _is_employer_word(said: Said) -> bool:
    """ "Hospital Clínico" and "Banco X S.A." are employers even when a word of theirs can be a title."""
    plain = fold(said.value)
    organisation = ORGANISATION.search(plain)
    return bool(organisation) and not re.match(rf"(?:{ROLE.pattern})", plain)


def period_claims(period: Period | None) -> dict[str, Said]:
    """Start and end of a period; a single year is both."""
    if not period:
        return {}
    if period.point:
        return {"startDate": period.point, "endDate": period.point}
    return {k: v for k, v in (("startDate", period.start), ("endDate", period.end)) if v}


def _note_bullet(note: Notebook, row: Row) -> None:
    said = say(note.here, row.span.start, row.span.end)
    if not said:
        return
    if note.job:
        note.add("highlight", {"text": said}, row.span, about=note.job)
    else:
        note.add("other", {"text": said}, row.span)


def _note_loose(note: Notebook, head: list[Row]) -> None:
    for row in head:
        said = say(note.here, row.span.start, row.span.end)
        if said and note.job and len(said.value.split()) > 3:
            note.add("highlight", {"text": said}, row.span, about=note.job)
        elif said:
            note.add("other", {"text": said}, row.span)


def read_studies(note: Notebook, found: list[Span]) -> None:
    """Note each course of study of an education section."""
    group: list[Row] = []
    for row in _rows(note, found):
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
    rest = [p for p in parts if p is not school and p is not degree and not _is_place(p)]
    if not school and degree and rest:
        school = rest.pop(0)
    if not school and not degree:
        _note_loose(note, group)
        return None
    claims: dict[str, Said] = {"institution": school} if school else {}
    claims.update(_degree_claims(here, degree) if degree else {})
    period = next((row.period for row in group if row.period), None)
    if period and period.point:
        claims["endDate"] = period.point
    elif period:
        claims.update(period_claims(period))
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
