"""Reads the sections of a pasted CV that hold one thing a line: skills, languages, certificates and the like."""

import itertools
import re

from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.abilities import note_languages, note_skill_list
from lifeos.cv.learning.dates import periods
from lifeos.cv.learning.history import read_entries
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say, trim
from lifeos.cv.learning.sentences import BULLET
from lifeos.cv.learning.talk import read_talk
from lifeos.cv.learning.vocabulary import LANGUAGES, LEVEL, ORGANISATION, ROLE

PIECES = re.compile(r"\s*(?:[|·•]|(?<=\w\w\w)\.\s+(?=[A-ZÀ-Þ]|\S+@)|\s[–—-]\s|,\s|;\s)\s*")


def pieces_of(here: Passage, line: Span) -> list[Span]:
    """The parts of a line between bars, commas and dashes."""
    edges = [line.start]
    for found in PIECES.finditer(here.text, line.start, line.end):
        edges.extend((found.start(), found.end()))
    edges.append(line.end)
    parts = [trim(here.text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return [p for p in parts if p.end > p.start]


def read_as_talk(note: Notebook, found: list[Span]) -> None:
    """Read lines that belong to no section as what a person says."""
    job, note.job = note.job, None
    for line in found:
        read_talk(note, line)
    note.job = job


ENDORSED = re.compile(
    r"(?:validad[ao]s?|avalad[ao]s?|recomendad[ao]s?|endossad[ao]s?|endorsed|recommended) (?:por|by) |.{0,60}?\d{1,4} (?:endorsements?|validaciones|aptitudes validadas|recomendacoes)"
)
""" "Endorsed by Samir and 14 others" is what a network says of a skill, and none itself."""


BOX = re.compile(
    r"(?P<item>[^\s()\[\]:,;|](?:[^()\[\]:,;|\n]*[^\s()\[\]:,;|])?)[ \t]*[(\[][ \t]*(?P<tick>[xX✓✔✗]?)[ \t]*[)\]]"
)
YES_OR_NO = re.compile(r"(?:yes|no|si|sim|nao)")


def _note_ticked(note: Notebook, line: Span) -> bool:
    """ "Excel (X)  SAP ( )": what is ticked is a skill, what is not ticked is none. False without boxes."""
    boxes = list(BOX.finditer(note.here.text, line.start, line.end))
    if len(boxes) < 2:
        return False
    if any(YES_OR_NO.fullmatch(note.here.plain[box.start("item") : box.end("item")]) for box in boxes):
        note.keep(line)
        return True
    for box in boxes:
        item = Span(*box.span("item"))
        if box["tick"]:
            note_skill_list(note, item, line)
        note.mark(box.start(), box.end())
    return True


def read_skills(note: Notebook, found: list[Span]) -> None:
    """Each skill, without the label of its group."""
    for line in found:
        if _note_ticked(note, line):
            continue
        if ENDORSED.match(note.here.plain, line.start, line.end):
            note.keep(line)
            continue
        label = re.compile(r"[^\n:,]{2,30}:\s+").match(note.here.text, line.start, line.end)
        note_skill_list(note, Span(label.end() if label else line.start, line.end), line)


def read_languages(note: Notebook, found: list[Span]) -> None:
    """Each language with its level."""
    for line in found:
        if note_languages(note, line) or _note_labelled_language(note, line):
            continue
        for part in pieces_of(note.here, line):
            said = say(note.here, part.start, part.end)
            if said and fold(said.value) in LANGUAGES:
                note.add("language", {"language": said}, line)
            elif said:
                read_talk(note, part)


WITH_LEVEL = re.compile(
    rf"[\s•*-]*(?P<language>[^\W\d_]{{3,20}}(?: [^\W\d_]{{3,20}})?)\s*[:(–-]\s*(?P<level>{LEVEL.pattern})\)?\s*$"
)
""" "Aimara : básico" in a list of languages is one, whether or not it is known by name."""


def _note_labelled_language(note: Notebook, line: Span) -> bool:
    found = WITH_LEVEL.match(note.here.plain, line.start, line.end)
    language, level = (
        (say(note.here, *found.span(part)) for part in ("language", "level")) if found else (None, None)
    )
    if not (language and level):
        return False
    note.add("language", {"language": language, "fluency": level}, line)
    return True


def read_certificates(note: Notebook, found: list[Span]) -> None:
    """A certificate a line, or between semicolons."""
    here = note.here
    for line in found:
        for part in _semicolons(here, line):
            _note_certificate(note, part)


def _semicolons(here: Passage, line: Span) -> list[Span]:
    cuts = [m.end() for m in re.finditer(r";\s+", here.text[: line.end]) if m.start() >= line.start]
    edges = [line.start, *cuts, line.end]
    return [trim(here.text, a, b) for a, b in itertools.pairwise(edges) if b > a]


def _note_certificate(note: Notebook, part: Span) -> None:
    """ "Lean Six Sigma Green Belt (ASQ, 2021)": name, then issuer, then date."""
    here = note.here
    when = periods(here, note.today, part.start, part.end)
    date = next((p.point or p.start for p in when if p.point or p.start), None)
    names = re.split(r"(\s*[(,|]\s*|\s+-\s+)", here.text[part.start : part.end])
    pieces: list[Said] = []
    place = part.start
    for number, piece in enumerate(names):
        said = say(here, place, place + len(piece)) if number % 2 == 0 else None
        place += len(piece)
        if said and not (date and said.start <= date.start < said.end):
            pieces.append(said)
    if not pieces:
        return
    claims = {"name": pieces[0]}
    if len(pieces) > 1:
        claims["issuer"] = pieces[1]
    if date:
        claims["date"] = date
    note.add("certificate", claims, part)


def read_volunteering(note: Notebook, found: list[Span]) -> None:
    """A role and an organisation a line; or, as jobs are told, on lines around one that holds the dates."""
    if not any(_is_only_dates(note, line) for line in found):
        return _read_named(note, found, "volunteer")
    told = Notebook(note.here, note.today)
    read_entries(told, found)
    for draft in told.drafts:
        if draft.kind == "job":
            note.add("volunteer", draft.claims, draft.span)
        else:
            note.keep(draft.span)
    return None


def _is_only_dates(note: Notebook, line: Span) -> bool:
    when = periods(note.here, note.today, line.start, line.end)
    rest = (
        f"{note.here.text[line.start : when[0].first]}{note.here.text[when[0].last : line.end]}"
        if when
        else "?"
    )
    return not rest.strip(" \t\r.()·–—-")


def _read_named(note: Notebook, found: list[Span], kind: MemoryKind) -> None:
    """A line of a short section: role and organisation, with dates where they stand."""
    here = note.here
    for line in found:
        when = periods(here, note.today, line.start, line.end)
        parts = [
            p for p in pieces_of(here, line) if not any(w.first < p.end and p.start < w.last for w in when)
        ]
        said = [s for s in (say(here, p.start, p.end) for p in parts) if s]
        if not said or (
            BULLET.match(here.text, line.start) is not None and len(here.text[line.start : line.end]) > 120
        ):
            read_as_talk(note, [line])
            continue
        roles = [s for s in said if ROLE.search(fold(s.value))]
        others = [s for s in said if s not in roles]
        claims: dict[str, Said] = {"name": (others or roles)[0]}
        if kind == "volunteer" and roles and others:
            claims["position"] = roles[0]
        for period in when[:1]:
            claims.update(
                {
                    k: v
                    for k, v in (("startDate", period.start), ("endDate", period.end), ("date", period.point))
                    if v
                }
            )
        note.add(kind, claims, line)


def read_projects(note: Notebook, found: list[Span]) -> None:
    """A project a line."""
    for line in found:
        said = say(note.here, line.start, line.end)
        if said:
            note.add("project", {"name": said}, line)


def read_awards(note: Notebook, found: list[Span]) -> None:
    """An award a line."""
    _read_named(note, found, "award")


FOLLOWS = re.compile(
    r"\s*(?:empresas|companies|escuelas|escolas|schools|universidades|grupos|groups|newsletters|boletines|top voices|influencers)\s*:"
)
""" "Empresas: Merck, Natura": how a network lists whom somebody follows."""
INITIALS = re.compile(r"[A-ZÀ-Þ]{3,8}")
CAPITALISED = re.compile(r"\b[A-ZÀ-Þ]\w")


def _is_organisation(value: str) -> bool:
    """ "CEAR", "Consejo General del Poder Judicial": by its initials, by three words with capitals, or by a word of its own."""
    return (
        bool(INITIALS.fullmatch(value))
        or len(CAPITALISED.findall(value)) >= 3
        or bool(ORGANISATION.search(fold(value)))
    )


def read_interests(note: Notebook, found: list[Span]) -> None:
    """Interests between commas. Whom somebody follows on a network is kept as it stands: it says nothing of what they like to do."""
    for line in found:
        if FOLLOWS.match(note.here.plain, line.start, line.end):
            note.keep(line)
            continue
        for part in pieces_of(note.here, line):
            said = say(note.here, part.start, part.end)
            if said and _is_organisation(said.value):
                note.keep(part)
            elif said:
                note.add("interest", {"name": said}, line)
