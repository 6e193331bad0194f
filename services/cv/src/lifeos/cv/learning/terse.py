"""Reads terse notes: one thing a line, few verbs, "now: Eurofins, since 2/2020"."""

import re

from lifeos.cv.learning.abilities import (
    note_certificates,
    note_languages,
    note_skill_list,
    note_skills,
)
from lifeos.cv.learning.contacts import note_target
from lifeos.cv.learning.dates import Period, periods
from lifeos.cv.learning.history import period_claims, read_entries
from lifeos.cv.learning.names import called, capitalised, name_at
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, trim, words
from lifeos.cv.learning.rows import rows_of
from lifeos.cv.learning.sentences import BULLET, lines
from lifeos.cv.learning.studies import note_terse_study
from lifeos.cv.learning.subjects import is_about_somebody_else, is_denied
from lifeos.cv.learning.talk import is_highlight, is_small_talk, read_talk
from lifeos.cv.learning.vocabulary import PLACES, ROLE

PARTS = re.compile(r"\s*[,;|·]\s+|\s+/\s+|\s*\.\s+|\s+[–—-]\s+|\s*[()]\s*|:\s+")
TOOLS = re.compile(
    r"(?<!\w)(?:excel|word|powerpoint|autocad|revit|python|sql|java|javascript|sap|salesforce|photoshop|figma|moodle|classroom|geogebra|power bi|tableau|jira|git|docker|linux|hplc|lims|canva|wordpress|quickbooks|netsuite|hubspot|solidworks|matlab|react|node|aws|google ads|office|zendesk|trello|notion|html|css|php|teams|slack|illustrator|indesign|crm|erp|stata|spss|r)(?!\w)"
)
MORE_DETAIL = re.compile(r"(?<!\w)(?:media|meio periodo|part[- ]time|full[- ]time|jornada|turno|shift)(?!\w)")


def is_terse(here: Passage) -> bool:
    """True when the text is a few short lines; two lines are when neither is a sentence about oneself."""
    found = lines(here.text)
    longest = max((line.end - line.start for line in found), default=0)
    if len(found) == 2:
        return longest <= 120 and not words(*here.cues.me).search(here.plain)
    return len(found) >= 3 and longest <= 200


def read_terse(note: Notebook) -> None:
    """Note every line, a bullet or not; lines around a line of dates alone are one entry of a list of jobs."""
    found = lines(note.here.text)
    entries = _dated_blocks(note, found)
    for block in entries:
        read_entries(note, block)
    inside = {line.start for block in entries for line in block}
    for line in found:
        if line.start in inside:
            continue
        bullet = BULLET.match(note.here.text, line.start, line.end)
        span = trim(note.here.text, bullet.end() if bullet else line.start, line.end)
        if span.end > span.start:
            _read_line(note, span)


def _dated_blocks(note: Notebook, found: list[Span]) -> list[list[Span]]:
    """Runs of lines that hold a line of dates alone: title, employer, dates, what was done."""
    here = note.here
    runs: list[list[Span]] = []
    for number, line in enumerate(found):
        gap = here.text[found[number - 1].end : line.start] if number else "\n\n"
        if gap.count("\n") > 1:
            runs.append([])
        runs[-1].append(line)
    return [run for run in runs if len(run) > 1 and any(_is_dates_alone(note, line) for line in run[:3])]


def _is_dates_alone(note: Notebook, line: Span) -> bool:
    row = rows_of(note, [line])
    return bool(row and row[0].period and row[0].period.ranged and not row[0].parts)


def _read_line(note: Notebook, line: Span) -> None:
    here = note.here
    if is_small_talk(here, line):
        return
    _note_town(note, line)
    if _reads_as_sentence(here, line) or is_about_somebody_else(here, line.start, line.end):
        read_talk(note, line)
    elif not (_note_line_of_one_kind(note, line) or _note_terse_job(note, line)):
        note.job = None if periods_cue(here, line) else note.job
        read_talk(note, line)


def _note_town(note: Notebook, line: Span) -> None:
    """A known place that opens a short line, with no job beside it."""
    here = note.here
    parts = _parts(here, line)
    town = here.plain[parts[0].start : parts[0].end] if parts else ""
    if (
        town not in PLACES
        or len(parts) > 4
        or note.of_kind("location")
        or ROLE.search(here.plain, line.start, line.end)
    ):
        return
    said = say(here, parts[0].start, parts[0].end)
    if said and not periods(here, note.today, line.start, line.end):
        note.add(
            "location",
            {"value": reword(said, capitalised(said.value)) if said.value.islower() else said},
            line,
        )


def _reads_as_sentence(here: Passage, line: Span) -> bool:
    plain = here.plain[line.start : line.end]
    return len(plain.split()) > 6 and bool(words(*here.cues.me).search(plain)) and not periods_cue(here, line)


def periods_cue(here: Passage, line: Span) -> bool:
    """True when the line opens with "now", "hoy", "antes"."""
    opens = re.compile(rf"(?:{'|'.join([*here.cues.now, *here.cues.before])})(?!\w)")
    return bool(opens.match(here.plain, line.start, line.end))


def _note_line_of_one_kind(note: Notebook, line: Span) -> bool:
    if periods_cue(note.here, line) and not note_target(note, line):
        return False
    if note_target(note, line):
        return True
    if note_terse_study(note, line):
        _keep_others(note, line, None)
        return True
    done = note_certificates(note, line)
    done = _note_each_language(note, line) or done
    done = note_skills(note, line) or _note_tools(note, line) or done
    if done:
        _keep_others(note, line, None)
    return done


def _note_each_language(note: Notebook, line: Span) -> bool:
    found = [note_languages(note, part) for part in _parts(note.here, line)]
    return True in found


def _note_tools(note: Notebook, line: Span) -> bool:
    """A line of tools, one of them well known: "GeoGebra, classroom, moodle"."""
    loose = [p for p in _parts(note.here, line) if note.here.text[max(0, p.start - 1)] != "("]
    parts = [p for p in loose if not note.is_taken(p.start, p.end)]
    known = [p for p in parts if TOOLS.search(note.here.plain, p.start, p.end)]
    if len(known) * 2 < len(parts) or not known or periods(note.here, note.today, line.start, line.end):
        return False
    found = [note_skill_list(note, part, line, strict=True) for part in parts]
    return True in found


def _parts(here: Passage, line: Span) -> list[Span]:
    edges = [line.start]
    for found in PARTS.finditer(here.text, line.start, line.end):
        if (
            found.group().strip() == "."
            and re.search(r"(?:^|\W)\w{1,4}$", here.plain[max(line.start, found.start() - 5) : found.start()])
            and here.text[found.end() : found.end() + 1].islower()
            and found.start() - line.start > 0
            and not re.search(r"\d$", here.plain[: found.start()][-1:])
        ):
            continue
        edges.extend((found.start(), found.end()))
    edges.append(line.end)
    parts = [trim(here.text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return [p for p in parts if p.end > p.start]


def _note_terse_job(note: Notebook, line: Span) -> bool:
    """A line with "now" or "before", or with a period, and an employer or a title."""
    here = note.here
    when = periods(here, note.today, line.start, line.end)
    cue = _time_cue(here, line)
    if (
        not cue
        and not any(p.ranged for p in when)
        and not (when and ROLE.search(here.plain, line.start, line.end))
    ):
        return False
    if (
        words(*here.cues.study).search(here.plain, line.start, line.end)
        and not cue
        and not ROLE.search(here.plain, line.start, line.end)
    ):
        return False
    start = cue.end if cue else line.start
    dated = when[0] if when and not here.plain[start : when[0].first].strip(" -(") else None
    start = dated.last if dated and here.plain[dated.last : line.end].strip(" -:,.)") else start
    parts = _parts(here, Span(start, line.end))
    parts = [p for p in parts if not note.is_taken(p.start, p.end)]
    parts = [piece for part in parts for piece in _around(here, part, when)]
    if not parts or is_denied(here, line.start, min(line.end, parts[0].start + 1)):
        return False
    name, role = _name_and_role(here, note, parts)
    if not name and not (role and when):
        return False
    claims: dict[str, Said] = {k: v for k, v in (("name", name), ("position", role)) if v}
    if when:
        claims.update(period_claims(when[0]))
    if cue and _is_now(here, cue) and "endDate" not in claims:
        claims["endDate"] = Said("present", cue.start, cue.end, "reworded")
    note.job = note.add("job", claims, line)
    for period in when:
        note.mark(period.first, period.last)
    _keep_others(note, Span(start, line.end), note.job)
    return True


def _around(here: Passage, part: Span, when: list[Period]) -> list[Span]:
    """A part without the period inside it: "Tesco 2016-2019 data analyst" names two things."""
    inside = next((p for p in when if p.ranged and part.start < p.first and p.last < part.end), None)
    if inside is None:
        return [part]
    pieces = [trim(here.text, part.start, inside.first), trim(here.text, inside.last, part.end)]
    return [piece for piece in pieces if piece.end > piece.start]


def _time_cue(here: Passage, line: Span) -> Span | None:
    found = re.compile(
        rf"(?:{'|'.join(sorted([*here.cues.now, *here.cues.before], key=len, reverse=True))})(?!\w)\s*[:,-]?\s*"
    ).match(here.plain, line.start, line.end)
    return Span(line.start, found.end()) if found else None


def _is_now(here: Passage, cue: Span) -> bool:
    return bool(words(*here.cues.now).search(here.plain, cue.start, cue.end))


def _name_and_role(here: Passage, note: Notebook, parts: list[Span]) -> tuple[Said | None, Said | None]:
    name: Said | None = None
    role: Said | None = None
    for part in parts[:5]:
        joined = re.compile(r"(?<!\w)(?:at|for|with|@|en|na|no|em|da|do)\s+").search(
            here.plain, part.start, part.end
        )
        if joined and not name:
            span = name_at(here, joined.end(), part.end)
            before = say(here, part.start, joined.start())
            name = called(here, span) if span else None
            role = role or (before if before and name and ROLE.search(fold(before.value)) else None)
            if name:
                continue
        said = _undated(here, note, part)
        if not said or fold(said.value) in PLACES:
            continue
        if ROLE.search(fold(said.value)) and len(said.value.split()) <= 6:
            role = role or said
        elif not name and (part is parts[0] or (role and part is parts[1])):
            span = name_at(here, said.start, said.end)
            name = called(here, span) if span else None
    return name, role


def _undated(here: Passage, note: Notebook, part: Span) -> Said | None:
    """The part up to its date or to "x 4 años"."""
    when = periods(here, note.today, part.start, part.end)
    stop = re.compile(r"\s+(?:x|por|for|desde|since|durante|from)\s").search(here.plain, part.start, part.end)
    ends = [p.first for p in when] + ([stop.start()] if stop else []) + [part.end]
    if min(ends) <= part.start:
        return None
    hanging = re.compile(r"\s+(?:in|en|em|from|since|desde|de|at)\s*$").search(
        here.plain[: min(ends)], part.start
    )
    return say(here, part.start, hanging.start() if hanging else min(ends))


def _grouped(note: Notebook, parts: list[Span]) -> list[Span]:
    """Parts that are left, single words and brackets joined to the part before them."""
    kept: list[Span] = []
    previous: Span | None = None
    for part in parts:
        if note.is_taken(part.start, part.end):
            previous = None
            continue
        small = (
            " " not in note.here.text[part.start : part.end]
            or note.here.text[part.start - 1 : part.start] == "("
        )
        if previous and kept and small and "\n" not in note.here.text[previous.end : part.start]:
            kept[-1] = Span(kept[-1].start, part.end + (note.here.text[part.end : part.end + 1] == ")"))
        else:
            kept.append(part)
        previous = part
    return kept


def _keep_others(note: Notebook, line: Span, job: object) -> None:
    """What is left of a line: a highlight of its job, else kept as it is."""
    here = note.here
    for part in _grouped(note, _parts(here, line)):
        if is_small_talk(here, part) or words(*here.cues.use).fullmatch(here.plain[part.start : part.end]):
            continue
        said = say(here, part.start, part.end)
        if not said or not any(c.isalpha() for c in said.value):
            continue
        if (
            job is not None
            and note.job
            and (
                is_highlight(here, part)
                or (
                    len(said.value.split()) > 1
                    and not words(*here.cues.private, *here.cues.before).search(fold(said.value))
                )
            )
        ):
            note.add("highlight", {"text": reword(said, said.value)}, part, about=note.job)
        else:
            note.add("other", {"text": said}, part)
