"""Reads the work section of a pasted profile: entries with dates, lines around them, bullets below."""

import re

from lifeos.cv.learning.dates import Period
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say, trim
from lifeos.cv.learning.rows import Row, is_place, is_role, rows_of
from lifeos.cv.learning.vocabulary import ORGANISATION, ROLE

FIRM = re.compile(
    r" & |(?<!\w)(?:abogados|advogados|asociados|associados|consultores|arquitectos|arquitetos|solicitors|partners|associates)$"
)
"""What only a firm is called, though a word of it can be a title: "Mabunda & Tivane Advogados"."""

GAP = re.compile(
    r"(?:sin (?:labores|trabajo|empleo)|desemple\w+|en paro|en el paro|pausa (?:en la carrera|laboral|na carreira|profissional)|career (?:break|gap|pause)|unemployed|"
    r"(?:maternity|paternity|parental|sick) leave|(?:licencia|baja) (?:por|de) \w+|baja (?:maternal|medica|laboral)|desempreg\w+|licenca[- ](?:maternidade|medica)|"
    r"sabbatical|gap year|ano sabatico)(?!\w)"
)
""" "03/2020 - 02/2021 ---- sin labores, pandemia ----": a time without work names no employer."""


def read_entries(note: Notebook, found: list[Span]) -> None:
    """Note each job of a work section, with its bullets as highlights."""
    rows = rows_of(note, found)
    if not any(row.period for row in rows):
        unbulleted = rows_of(note, found, bullets=False)
        rows = (
            unbulleted if any(row.period and row.period.ranged and row.parts for row in unbulleted) else rows
        )
    draft = Notebook(note.here, note.today)
    _read_rows(draft, rows, None)
    _read_rows(note, rows, _title_first(draft))
    note.job = None


def _read_rows(note: Notebook, rows: list[Row], title_first: bool | None) -> None:
    place = 0
    while place < len(rows):
        place += _read_entry(note, rows, place, title_first)


def _title_first(read: Notebook) -> bool | None:
    """Whether the entries of this person name the title before the employer, by those whose title is a known one."""
    sure = [
        job.claims["position"].start < job.claims["name"].start
        for job in read.of_kind("job")
        if "name" in job.claims and "position" in job.claims and is_role(job.claims["position"])
    ]
    return sum(sure) * 2 > len(sure) if sure else None


def _read_entry(note: Notebook, rows: list[Row], place: int, title_first: bool | None) -> int:
    """Read one entry that begins at `place`; returns how many rows it took."""
    if rows[place].bullet:
        _note_bullet(note, rows[place])
        return 1
    if _is_aside(note.here, rows[place]):
        note.keep(rows[place].span)
        return 1
    if note.job and _is_description(rows, place):
        note_loose(note, [rows[place]])
        return 1
    head = [rows[place]]
    used = 1
    while place + used < len(rows) and (
        _goes_on(note.here, head, rows[place + used]) or _belongs_to_head(head, rows[place + used])
    ):
        head.append(rows[place + used])
        used += 1
    dated = next((row for row in head if row.period), None)
    if dated:
        _note_entry(note, head, dated, title_first)
    elif _is_title_of_next(rows, place + used):
        _note_entry(note, head, head[0], title_first)
    else:
        note_loose(note, head)
    return used


def _is_aside(here: Passage, row: Row) -> bool:
    """What happened between two jobs; or a whole line in brackets that says more than dates, such as who the client was."""
    text = here.text[row.span.start : row.span.end].strip()
    if row.period and any(GAP.match(fold(part.value).strip(" -–—_")) for part in row.parts):
        return True
    said = sum(len(part.value.split()) for part in row.parts)
    return text.startswith("(") and text.rstrip(".").endswith(")") and said > 3


def _is_description(rows: list[Row], place: int) -> bool:
    """Whether an undated line without a bullet tells of the job above it, not the next one.

    It does when entries open with their dates, when the next dates are more than two lines away, or when a blank line
    parts it from them.
    """
    row = rows[place]
    if row.period or row.label in ("name", "position") or _is_title_of_next(rows, place + 1):
        return False
    following = next((n for n in range(place + 1, len(rows)) if rows[n].period), None)
    if following is None:
        return not row.after_blank
    if rows[0].period and not rows[0].label and not any(is_role(said) for said in row.parts):
        return True
    if row.after_blank:
        return False
    parted = any(each.after_blank for each in rows[place + 1 : following + 1])
    return following - place > 2 or parted


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
    roles = [said for said in known if is_role(said)]
    names = [said for said in known if not is_role(said) and not is_place(said)]
    if row.label in ("name", "position"):
        return all(r.label != row.label for r in head)
    return (not roles or not names) and _is_short(row)


def _goes_on(here: Passage, head: list[Row], row: Row) -> bool:
    """Whether the line is the next one of a column that a bar opens beside the dates: "03/2016 - 11/2019 | Nurse", "| Hospital"."""
    return (
        not row.period
        and not row.after_blank
        and any(one.period and "|" in here.text[one.span.start : one.span.end] for one in head)
        and here.text[row.span.start : row.span.end].lstrip().startswith("|")
    )


def _is_short(row: Row) -> bool:
    return sum(len(said.value.split()) for said in row.parts) <= 9


def _is_title_of_next(rows: list[Row], place: int) -> bool:
    return place < len(rows) and rows[place].bullet


def _note_entry(note: Notebook, head: list[Row], dated: Row, title_first: bool | None) -> None:
    name, position, place = _sort(*_around(note.here, head, dated), title_first)
    labelled = {row.label: row.parts[0] for row in head if row.label and row.parts}
    name, position = labelled.get("name", name), labelled.get("position", position)
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
        note_loose(note, head)
        return
    span = Span(head[0].span.start, head[-1].span.end)
    note.job = note.add("job", claims, trim(note.here.text, span.start, span.end))
    known = {said.start for said in claims.values()}
    for said in (said for row in head for said in (row.parts if row is dated else row.parts[:3])):
        if said.start not in known and not is_place(said) and len(said.value.split()) > 2:
            note.add("highlight", {"text": said}, Span(said.start, said.end), about=note.job)


def _around(here: Passage, head: list[Row], dated: Row) -> tuple[list[Said], list[Said], list[Said]]:
    """What may name the employer and the title: above the line of the dates, on it, and below it."""
    before = [said for row in head if row.span.start < dated.span.start for said in row.parts[:3]]
    after = [said for row in head if row.span.start > dated.span.start for said in row.parts[:3]]
    beside = dated.parts
    if any(_goes_on(here, [dated], row) for row in head):
        # What stands on a line of its own below the title is the employer, not what follows the title's comma.
        beside = [said for said in beside if is_role(said)] or beside
    return _but_asides(here, before), _but_asides(here, beside), _but_asides(here, after)


def _but_asides(here: Passage, parts: list[Said]) -> list[Said]:
    """Without what stands in brackets and is no title: "Ward Nurse (Medical)", "National Institute (INPA)"."""
    return [said for said in parts if is_role(said) or not _in_brackets(here, said)] or parts


def _in_brackets(here: Passage, said: Said) -> bool:
    return here.text[max(0, said.start - 3) : said.start].rstrip(" ").endswith("(")


def _sort(
    before: list[Said], beside: list[Said], after: list[Said], title_first: bool | None
) -> tuple[Said | None, Said | None, Said | None]:
    """Which of the parts of an entry's head is the employer, the title and the place."""
    parts = [*before, *beside, *after]
    places = [said for said in parts if is_place(said)]
    roles = [said for said in parts if said not in places and is_role(said) and not _is_employer_word(said)]
    names = [said for said in parts if said not in places and said not in roles]
    if len(roles) > 1 and not names:
        name_first = title_first is False or (roles[0] in before and beside)
        names, roles = (roles[:1], roles[1:]) if name_first else (roles[1:], roles[:1])
    if not roles and len(names) > 1 and title_first is not None:
        roles, names = (names[:1], names[1:]) if title_first else (names[1:2], [names[0], *names[2:]])
    elif not roles and len(names) > 1:
        titled = [said for said in beside if said in names]
        roles = titled[:1] if before and titled else []
        names = [said for said in names if said not in roles]
    place = places[0] if places else None
    return (names[0] if names else None), (roles[0] if roles else None), place


def _is_employer_word(said: Said) -> bool:
    """ "Hospital Clínico" and "Banco X S.A." are employers even when a word of theirs can be a title."""
    plain = fold(said.value)
    organisation = ORGANISATION.search(plain) or FIRM.search(plain)
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


def note_loose(note: Notebook, head: list[Row]) -> None:
    """Lines that are no entry: results of the job above them when they are long enough, else kept as they are."""
    for row in head:
        said = say(note.here, row.span.start, row.span.end)
        if said and note.job and len(said.value.split()) > 2 and not is_place(said):
            note.add("highlight", {"text": said}, row.span, about=note.job)
        elif said:
            note.add("other", {"text": said}, row.span)
