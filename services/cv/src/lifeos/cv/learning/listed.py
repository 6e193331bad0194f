"""Reads the answer to "please list your jobs" (or schools): a line each, completing what is known."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.bare import is_bare
from lifeos.cv.learning.dates import Period
from lifeos.cv.learning.history import period_claims
from lifeos.cv.learning.names import capitalised
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, trim
from lifeos.cv.learning.rows import RANK, Row, is_place, is_role, rows_of
from lifeos.cv.learning.sentences import lines
from lifeos.cv.learning.subjects import first_person_at
from lifeos.cv.learning.vocabulary import DEGREE, ROLE, SCHOOL

LISTED: dict[str, MemoryKind] = {"jobs": "job", "schools": "education"}
"""The questions that ask for a list, and what each line of it is."""
AREA = re.compile(r"\s+(?:(?:in|of|en|em|de)\s+)?(?=\w)")
"""What may stand between a degree and what it is in."""
SEPARATOR = re.compile(r"[\n;]+")
LONGEST_LINE = 24
"""Words of a line; a longer one is a story and is read like one."""
ADDS = re.compile(
    r"\W*(?:(?:yes|yeah|si|sim|ok|right|correct|certo)\W+)?(?:(?:but|pero|mas|and|y|e)\W+)?(?:also|too|plus|add|another|one more|before(?: that)?|earlier|previously|"
    r"tambien|ademas|falta|otro|otra|antes(?: de eso)?|anteriormente|tambem|alem disso|outro|outra|mais um|antes(?: disso)?)\W+(?=\w)"
)
"""How an answer begins that adds to what was understood and leaves the rest as it is."""
TAKEN_BACK = re.compile(
    r"(?<!\w)(?:sorry|corrij\w+|corrig\w+|correct (?:it|that)|fix (?:it|that)|it was|was wrong|perdon\w*|disculp\w+|desculp\w+|lo de|la de|fue de|foi de|errei|me equivoque|me enganei)(?!\w)"
)
"""A line that corrects is no line of a list."""
SELF_EMPLOYED = re.compile(
    r"(?:self[- ]employed|freelanc\w+|autonom[oa]|independiente|por cuenta propia|conta propria|por conta propria|own business)"
)
AT = re.compile(r"(?:at|en|na|no|em|in|nos|nas)\s+(?=\w)", re.IGNORECASE)
CONNECTED = re.compile(
    r"(?:then|first|later|before|after|and|but|not|uh|um|well|so|luego|despues|antes|primero|y|pero|depois|antes|primeiro|e|mas)(?!\w)(?! \w+$)"
)
"""How a part of a sentence begins, or goes on."""
ALIKE = 85
"""Similarity (0 to 100) from which two ways to write a name or title are one."""


def note_list(note: Notebook, kind: MemoryKind, *, checked: bool = False) -> bool:
    """Note each line as a job or a school; False when the answer is no list.

    `checked`: what was understood had been shown, so only a list that names some of it again takes the rest out.
    """
    adds = ADDS.match(note.here.plain)
    rows = rows_of(note, list(_lines(note, adds.end() if adds else 0)), bullets=False)
    entries = [(row, claims) for row in rows if (claims := _claims(note.here, row, kind))]
    if not entries or 2 * len(entries) < len(rows) or (len(rows) == 1 and TAKEN_BACK.search(note.here.plain)):
        return False
    left = [draft for draft in note.standing if draft.kind == kind]
    before = len(left)
    for row, claims in entries:
        known = _known(claims, left, kind)
        if known:
            left.remove(known)
        span = trim(note.here.text, row.span.start, row.span.end)
        draft = Draft(kind, claims, span.start, span.end, known=known.known if known else None, asked=True)
        draft.listed = True
        note.drafts.append(draft)
        note.take(claims.values())
    met = before - len(left)
    whole = not adds and 2 * len(entries) >= before and (met > 0 if checked else True)
    # Asked for all of them, the person named others: what stands besides was understood wrongly.
    note.withdrawn.extend(left if whole and (len(entries) > 1 or met or before <= 1) else [])
    note.withdrawn.extend(_employers_among_schools(note) if kind == "job" else [])
    return True


def note_job_list(note: Notebook) -> bool:
    """Note a list of jobs that nobody asked for: lines of an employer or title with dates, and nothing else."""
    found = list(_lines(note))
    rows = rows_of(note, found, bullets=False)
    if not found or len(rows) != len(found) or len(found) != len(lines(note.here.text)):
        return False
    told = [_claims(note.here, row, "job") for row in rows]
    if not all(told) or not all(row.period for row in rows) or _tells_of_studies(rows):
        return False
    whole = sum("name" in claims and "position" in claims for claims in told)
    # One line alone must be as plain as can be: who, as what, from when to when.
    alone = len(rows) == 1 and not (
        rows[0].period and rows[0].period.ranged and is_role(told[0].get("position"))
    )
    if alone or 2 * whole < len(told):
        return False
    for row, claims in zip(rows, told, strict=True):
        span = trim(note.here.text, row.span.start, row.span.end)
        note.drafts.append(Draft("job", claims, span.start, span.end))
        note.take(claims.values())
    return True


def _tells_of_studies(rows: Sequence[Row]) -> bool:
    said = [fold(part.value) for row in rows for part in row.parts]
    return any(DEGREE.search(plain) or SCHOOL.search(plain) for plain in said)


def _employers_among_schools(note: Notebook) -> list[Draft]:
    """A teacher works at a school: one of which nothing but the name is known, and that is on the list of jobs."""
    employers = {fold(draft.value("name")) for draft in note.of_kind("job")}
    schools = [draft for draft in note.standing if draft.kind == "education"]
    return [
        one
        for one in schools
        if set(one.claims) == {"institution"} and fold(one.value("institution")) in employers
    ]


def _lines(note: Notebook, begin: int = 0) -> Iterator[Span]:
    """The lines that can be entries: short, and not told in the first person."""
    here, start = note.here, begin
    for cut in [*SEPARATOR.finditer(here.text, begin), None]:
        end = cut.start() if cut else len(here.text)
        span = trim(here.text, start, end)
        short = len(here.plain[span.start : span.end].split()) <= LONGEST_LINE
        if span.end > span.start and short and first_person_at(here, span.start, span.end) < 0:
            yield Span(start, end)
        start = cut.end() if cut else end


def _claims(here: Passage, row: Row, kind: MemoryKind) -> dict[str, Said]:
    """What a line says: the name first, then title or degree, unless the words themselves tell otherwise."""
    parts = [said for said in row.parts if not is_place(said)] or row.parts
    if not parts or not (row.period or _tells_what(parts, kind)) or _is_talk(here, parts):
        return {}
    claims = _job(parts) if kind == "job" else _school(here, parts)
    return {**claims, **_dates(row.period, kind)}


def _is_talk(here: Passage, parts: Sequence[Said]) -> bool:
    """Words of a sentence and not of a list: "no not mike he aint in it", "graduate first, then project engineer"."""
    connected = any(
        here.text[said.start].islower() and CONNECTED.match(here.plain, said.start) for said in parts
    )
    return connected or not is_bare(here, Span(parts[0].start, parts[0].end))


def _tells_what(parts: Sequence[Said], kind: MemoryKind) -> bool:
    """Without dates, a line is an entry when a title or a degree is among its parts: "later, please" is none."""
    if kind == "job":
        return len(parts) > 1 and any(map(is_role, parts))
    return any(DEGREE.search(fold(said.value)) or SCHOOL.search(fold(said.value)) for said in parts)


def _dates(period: Period | None, kind: MemoryKind) -> dict[str, Said]:
    """A lone year is the whole time of a job; a lone month its beginning. A school was finished then."""
    claims = period_claims(period)
    if period and period.point and kind == "education":
        del claims["startDate"]
    elif period and period.point and len(period.point.value) > len("2017"):
        del claims["endDate"]
    return claims


def _job(parts: Sequence[Said]) -> dict[str, Said]:
    name, *rest = parts
    if not rest and (is_role(name) or SELF_EMPLOYED.fullmatch(fold(name.value))):
        return {"position": name}
    if rest and _is_title_first(name, rest[0]):
        return {"name": _named(rest[0]), "position": name}
    return {"name": _named(name), "position": rest[0]} if rest else {"name": _named(name)}


def _is_title_first(first: Said, second: Said) -> bool:
    """The company was asked for first, so only a title that no company could be called stands before it."""
    plain = fold(first.value)
    edge = any(role.start() == 0 or role.end() == len(plain) for role in ROLE.finditer(plain))
    return bool(edge or RANK.match(plain)) and not is_role(second)


def _school(here: Passage, parts: Sequence[Said]) -> dict[str, Said]:
    behind = [said for said in parts[1:] if SCHOOL.search(fold(said.value))]
    name = behind[0] if behind and DEGREE.match(fold(parts[0].value)) else parts[0]
    rest = [said for said in parts if said is not name]
    claims = {"institution": _named(name)}
    if rest and (degree := DEGREE.match(fold(rest[0].value))):
        claims |= _degree_and_area(here, rest[0], degree.end())
    elif rest:
        claims["area"] = rest[0]
    for said in rest[1:]:
        claims.setdefault("studyType" if DEGREE.search(fold(said.value)) else "area", said)
    return claims


def _degree_and_area(here: Passage, said: Said, cut: int) -> dict[str, Said]:
    """ "BSc Chemistry", "Licenciatura en Química": the degree and what it was in."""
    degree, area = said, None
    if here.text[said.start : said.end] == said.value and (
        behind := AREA.match(here.plain, said.start + cut)
    ):
        degree, area = say(here, said.start, said.start + cut) or said, say(here, behind.end(), said.end)
    return {"studyType": degree, "area": area} if area else {"studyType": said}


def _named(said: Said) -> Said:
    lead = AT.match(said.value)
    if lead and said.status == "verbatim":
        said = Said(said.value[lead.end() :], said.start + lead.end(), said.end)
    return reword(said, capitalised(said.value)) if said.value.islower() else said


def _known(claims: dict[str, Said], standing: Sequence[Draft], kind: MemoryKind) -> Draft | None:
    """The thing that stands and is meant by this line: the one that agrees in most, and at least in its name,
    or has no name yet and agrees in title or beginning."""
    best = max(standing, key=lambda draft: _agreement(claims, draft, kind), default=None)
    return best if best and _agreement(claims, best, kind) >= 2 else None


def _agreement(claims: dict[str, Said], draft: Draft, kind: MemoryKind) -> int:
    key, title = ("name", "position") if kind == "job" else ("institution", "studyType")
    points = 0
    for field, worth in ((key, 4), (title, 2), ("startDate", 2), ("endDate", 1)):
        ours, theirs = fold(claims[field].value) if field in claims else "", fold(draft.value(field))
        if not ours or not theirs:
            continue
        if "Date" in field:
            same = ours.startswith(theirs) or theirs.startswith(ours)
        else:
            same = fuzz.token_set_ratio(ours, theirs) >= ALIKE
        points += worth if same else -worth
    return points
