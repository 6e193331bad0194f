"""Tells which known job people come back to when they name it again, in full or by its first words: "At Acme I ..."."""

import re
from collections.abc import Iterator, Mapping

from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Span, fold, trim
from lifeos.cv.learning.tense import is_of_today
from lifeos.cv.learning.vocabulary import LANGUAGES, MONTHS, ORGANISATION, PLACES

LEAD = re.compile(r"(?<![\w'])(?:at|in|for|en|na|no|nas|nos|em)\s+(?:(?:the|la|el|los|las|o|a)\s+)?")
ARTICLE = re.compile(r"(?<!\w)(?:the|la|el|los|las|o|a|na|no|nas|nos)\s")
SMALL = frozenset(
    [
        "the",
        "and",
        "of",
        "de",
        "del",
        "da",
        "do",
        "dos",
        "das",
        "la",
        "las",
        "los",
        "el",
        "para",
        "with",
        "city",
        "north",
        "south",
        "east",
        "west",
        "norte",
        "sul",
        "sur",
        "este",
        "oeste",
        "new",
        "nueva",
        "nova",
        "royal",
        "group",
        "grupo",
        "international",
    ]
)
"""Words of names that name nobody by themselves."""
ELSEWHERE = re.compile(
    r"(?<![\w'])(?:[Aa]t|[Ee]n|[Nn]a|[Nn]o|[Nn]as|[Nn]os)\s+(?:(?:the|la|el|los|las|o|a)\s+)?(?P<name>[A-ZÀ-Þ][\w'’&-]+(?:\s+(?:de |da |do |del )?[A-ZÀ-Þ][\w'’&-]+)*)"
)
TOOLS = frozenset(
    [
        "excel",
        "word",
        "power",
        "powerpoint",
        "sql",
        "python",
        "sap",
        "google",
        "microsoft",
        "adobe",
        "photoshop",
        "illustrator",
        "linkedin",
        "instagram",
        "youtube",
        "whatsapp",
        "tiktok",
        "facebook",
        "figma",
        "salesforce",
        "java",
        "javascript",
        "jira",
        "slack",
        "zendesk",
        "tableau",
        "autocad",
        "office",
        "windows",
        "linux",
        "aws",
        "azure",
        "internet",
        "navidad",
        "natal",
        "christmas",
        "easter",
        "covid",
    ]
)
ACRONYM = re.compile(r"[A-Z]{2,4}")
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
        for called, name in _callings(jobs, with_article=bool(ARTICLE.search(lead.group()))):
            end = lead.end() + len(called)
            if not here.plain.startswith(called, lead.end()) or end > clause.end:
                continue
            if re.match(r"\w", here.plain[end : end + 1]) or (called != name and _goes_on(here, end)):
                continue
            return jobs[name], Span(lead.start(), end)
    return None


def _callings(jobs: Mapping[str, Draft], *, with_article: bool) -> Iterator[tuple[str, str]]:
    """What each job may be called, the longest first: its name, its first words, one word of it that no other job has.

    What kind of place it is ("the hospital", "la bodega") names it too, after an article, when only one job is of that kind.
    """
    found = [(name, name) for name in jobs]
    for name, job in jobs.items():
        parts = name.split()
        shorts = {" ".join(parts[:count]) for count in range(1, len(parts))} | set(parts)
        for short in shorts:
            alone = sum(short in _parts(other) for other in jobs) == 1
            kind = bool(ORGANISATION.fullmatch(short))
            if alone and (with_article if kind else _tells(short, job)) and short not in PLACES:
                found.append((short, name))
    return iter(sorted(set(found), key=lambda pair: -len(pair[0])))


def _parts(name: str) -> set[str]:
    parts = name.split()
    return {" ".join(parts[:count]) for count in range(1, len(parts) + 1)} | set(parts)


def _tells(short: str, job: Draft) -> bool:
    """A word that may stand for a name: long enough, or an acronym such as DHL."""
    written = [word for word in job.value("name").split() if fold(word) == short]
    acronym = bool(written) and written[0].isupper() and len(short) >= 3
    return (len(short) >= SHORTEST or acronym) and short not in SMALL


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


def is_done_elsewhere(note: Notebook, clause: Span) -> bool:
    """ "En Bimbo gané un premio": a name after "at" that is no job that stands. Whose it is, nobody can tell yet."""
    here = note.here
    for lead in ELSEWHERE.finditer(here.text, clause.start, clause.end):
        name = lead["name"]
        first = fold(name.split()[0])
        known = any(
            first in _parts(fold(job.value("name")))
            for job in note.standing + note.drafts
            if job.kind == "job"
        )
        thing = (
            first in TOOLS
            or first in PLACES
            or first in MONTHS
            or first in LANGUAGES
            or ACRONYM.fullmatch(name)
        )
        opens = not here.plain[clause.start : lead.start()].strip(" ,")
        if not known and not thing and (opens or len(name.split()) > 1):
            return True
    return False
