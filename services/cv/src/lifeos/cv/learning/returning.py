"""Tells which known job people come back to when they name it again, in full or by its first words: "At Acme I ..."."""

import re
from collections.abc import Iterator, Sequence

from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Span, fold, trim
from lifeos.cv.learning.tense import is_of_today
from lifeos.cv.learning.vocabulary import ORGANISATION, PLACES

LEAD = re.compile(r"(?<![\w'])(?:at|in|for|en|na|no|em)\s+(?:(?:the|la|el|o|a)\s+)?")
JUST_THERE = re.compile(
    r"(?:(?:and|then|also|so|y|e|luego|despues|tambien|tambem|depois|i|we|yo|eu|i've|i'm|we've|have|had|already|still|ya|ja)\s+)*"
    r"(?:work\w*|was|am|were|been|stay\w*|spent|start\w*|began|begin\w*|join\w*|left|leave|quit|applied|interview\w*|"
    r"trabaj\w+|estuve|estaba|empece|entre|sali|deje|fui|era|soy|estoy|pase|postule|"
    r"trabalh\w+|estive|estava|comecei|entrei|sai|deixei|sou|estou|passei|fiquei)(?!\w)"
)
"""A clause that only says that somebody was there, came or went."""
SHORTEST = 4
"""Letters from which the first words of a name may stand for the whole."""
DEED = 2
"""Words beside the name of the job that a deed needs at least."""


def turn_to_named_job(note: Notebook, clause: Span) -> Span:
    """ "At Claro I ...": from here on the talk is about that job again. Returns what else the clause says; it may be nothing."""
    named = known_job_named(note, clause)
    if not named:
        return clause
    note.job, where = named
    before = trim(note.here.text, clause.start, where.start)
    after = trim(note.here.text, where.end, clause.end)
    if before.end <= before.start or after.end <= after.start:
        note.mark(where.start, where.end)
        return after if before.end <= before.start else before
    return clause


def turn_to_present_job(note: Notebook, clause: Span) -> None:
    """ "Before that I was at Lidl. I manage a team of 12": what is done today is not done in a job that was left."""
    if not note.job or note.job.value("endDate") == "present" or not is_of_today(note.here, clause):
        return
    jobs = [job for job in [*note.standing, *note.of_kind("job")] if job.kind == "job"]
    present = {fold(job.value("name")): job for job in jobs if job.value("endDate") == "present"}
    if len(present) == 1:
        note.job = next(iter(present.values()))


def known_job_named(note: Notebook, clause: Span) -> tuple[Draft, Span] | None:
    """The job that a clause names after "at", and where; None when none is named, or more than one could be meant."""
    here = note.here
    jobs = {
        fold(job.value("name")): job for job in [*note.standing, *note.of_kind("job")] if job.kind == "job"
    }
    jobs.pop("", None)
    for lead in LEAD.finditer(here.plain, clause.start, clause.end):
        for called, name in _callings(list(jobs)):
            end = lead.end() + len(called)
            if not here.plain.startswith(called, lead.end()) or end > clause.end:
                continue
            if re.match(r"\w", here.plain[end : end + 1]) or (called != name and _goes_on(here, end)):
                continue
            return jobs[name], Span(lead.start(), end)
    return None


def _callings(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What each job may be called, the longest first: its name, and its first words where no other job begins so."""
    found = [(name, name) for name in names]
    for name in names:
        parts = name.split()
        for count in range(len(parts) - 1, 0, -1):
            short = " ".join(parts[:count])
            alone = sum(other.startswith(short) for other in names) == 1
            if alone and len(short) >= SHORTEST and not ORGANISATION.fullmatch(short) and short not in PLACES:
                found.append((short, name))
    return iter(sorted(found, key=lambda pair: -len(pair[0])))


def _goes_on(here: Passage, end: int) -> bool:
    """ "At Acme Foods" is not "Acme Retail": another name follows."""
    return bool(re.match(r"(?:\s+(?:de|del|da|do|of|&|and|y|e))?\s+(?!I\b)[A-ZÀ-Þ]", here.text[end:]))


def is_done_there(here: Passage, clause: Span, named: Span) -> bool:
    """Whether a clause tells of something done in the job that it names, not only of having been there."""
    before, after = Span(clause.start, named.start), Span(named.end, clause.end)
    told = before if here.plain[before.start : before.end].strip(" ,") else after
    return says_more_than_being_there(here, told) or (
        told is before
        and len(here.plain[after.start : after.end].split()) > DEED
        and not _is_being(here, told)
    )


def says_more_than_being_there(here: Passage, told: Span) -> bool:
    """ "I led a team", not "I worked" or "I was there"."""
    return not _is_being(here, told) and len(here.plain[told.start : told.end].split()) > DEED


def _is_being(here: Passage, told: Span) -> bool:
    return bool(JUST_THERE.match(here.plain[told.start : told.end].lstrip(" ,")))
