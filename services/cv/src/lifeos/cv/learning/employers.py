"""Finds the name of an employer in what people say: after which verb and preposition, and when it is none."""

import re
from itertools import islice

from lifeos.cv.learning.dates import Period
from lifeos.cv.learning.names import name_at
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Span, words
from lifeos.cv.learning.roles import was_there
from lifeos.cv.learning.subjects import correction_at, is_about_somebody_else, is_denied
from lifeos.cv.learning.vocabulary import ORGANISATION, PLACES, ROLE, SCHOOL

DEPARTMENT = re.compile(
    r"(?:juridico|departamento|area|setor|time|equipe|loja|fabrica|filial|escritorio|unidade|central|sede|department|planta|sucursal)\s+$"
)
TRIED = 24
"""Prepositions of one clause that are followed up."""
AM_WITH = re.compile(
    r"(?<!\w)(?:i'm|i am|i was|i've been|estoy|estuve|estaba|sigo|estou|estive|to|tava|estava|job|position|role|trabajo|emprego|years?|anos?)"
    r"\s+(?:now |still |currently |ahora |agora |hoje |hoy )?$"
)
BARE_OR_WITH = {"with", "con", "com"}
BEEN = re.compile(r"(?<!\w)(?:fui|era|soy|sou)(?!\w)")
"""Spanish and Portuguese say that somebody was a teacher with these, whatever stands in front."""
LEADING = re.compile(
    r"(?<!\w)(?:dirijo|dirigi|dirigia|gestiono|gestione|regento|llevo|lleve|run|ran|manage|managed|gerencio|gerenciei|administro|coordeno)\s+"
    r"(?=(?:el|la|the|o|a)\s)"
)
HIRED = re.compile(
    r"\s+(?:then |later )?(?:hired|recruited|employed|headhunted|took) me(?!\w)|\s+me (?:contrato|ficho|contrataron|llamo|tomo|contratou|chamou|contrataram)(?!\w)"
)
CAME = re.compile(
    r"(?:and )?(?:then|next|after that|luego|despues|depois)(?: came| was| it was| vino| fue| veio| foi)\s+(?:(?:a|o|la|el|the)\s+)?"
)
THEN = re.compile(
    r"(?:(?:and|y|e|but|pero|mas)\s+)?(?:then|later|later on|after that|afterwards|next|before|before that|prior to that|previously|"
    r"luego|despues|mas tarde|posteriormente|antes|antes de eso|depois|depois disso|mais tarde|em seguida|antes disso),?\s+"
)
"""What alone before "at Acme until 2018" makes it a further job."""
TITLE_CASE = re.compile(
    r"((?:(?:[A-ZÀ-Þ]|\d+[A-Z])[\w&'’.+-]*)(?:\s+(?:(?:of|de|del|da|do|the|&)\s+){0,2}[A-ZÀ-Þ0-9][\w&'’.+-]*){0,5}),?\s*$"
)


def find_employer(note: Notebook, clause: Span, when: list[Period]) -> Span | None:
    """Where the clause names an employer of the person."""
    here = note.here
    where = _before_where(here, clause, when)
    if where:
        return where
    worked = _evidence(here, clause)
    leads = words(*here.cues.at, *here.cues.towards).finditer(here.plain, clause.start, clause.end)
    for lead in islice(leads, TRIED):
        name = name_at(here, lead.end(), clause.end)
        if not name or not _leads_to_employer(here, clause, lead, name, when, worked):
            continue
        if (
            note.is_taken(name.start, name.end)
            or is_denied(here, clause.start, lead.start())
            or _is_taken_back(here, name, clause)
        ):
            continue
        return name
    return _place_they_run(note, clause) or _who_hired(note, clause) or _opening(note, clause, when)


def _who_hired(note: Notebook, clause: Span) -> Span | None:
    """ "Acme hired me in 2016", "Acme me contrató", "then came Acme"."""
    here = note.here
    hired = HIRED.search(here.plain, clause.start, clause.end)
    named = TITLE_CASE.search(here.text[clause.start : hired.start()]) if hired else None
    if named:
        begins = clause.start + named.start(1)
        lead = re.match(
            r"(?:El|La|A|O|The|Then|Luego|Depois)\s+(?=\S)", here.text[begins : clause.start + named.end(1)]
        )
        begins += lead.end() if lead and lead.group().strip() in {"A", "O", "Then", "Luego", "Depois"} else 0
        span = Span(begins, clause.start + named.end(1))
        return None if here.plain[span.start : span.end] in PLACES else span
    came = CAME.match(here.plain, clause.start, clause.end)
    name = name_at(here, came.end(), clause.end) if came else None
    return name if name and here.text[name.start].isupper() else None


def _opening(note: Notebook, clause: Span, when: list[Period]) -> Span | None:
    """ "At Acme (2016-2019) I worked as a cook": the name that opens a clause of work with a period."""
    here = note.here
    lead = words(*here.cues.at).match(here.plain, clause.start, clause.end)
    name = name_at(here, lead.end(), clause.end) if lead and any(p.ranged for p in when) else None
    if not name or here.text[name.start].islower() or SCHOOL.search(here.plain, name.start, name.end):
        return None
    return name if works(here, Span(name.end, clause.end)) else None


def _place_they_run(note: Notebook, clause: Span) -> Span | None:
    """ "I manage the restaurant La Ancha", "dirijo el Hotel Sol": a place of work after a verb of leading it."""
    here = note.here
    for verb in LEADING.finditer(here.plain, clause.start, clause.end):
        name = name_at(here, verb.end(), clause.end)
        if (
            not name
            or note.is_taken(name.start, name.end)
            or is_about_somebody_else(here, clause.start, verb.start())
        ):
            continue
        told = here.plain[verb.end() : name.end]
        if ORGANISATION.search(told) and here.text[name.start].isupper():
            return name
    return None


def _before_where(here: Passage, clause: Span, when: list[Period]) -> Span | None:
    """ "I found Malin Group, where I've been a supervisor": the name before "where"."""
    for found in words(*here.cues.where).finditer(here.plain, clause.start, clause.end):
        name = TITLE_CASE.search(here.text[max(clause.start, found.start() - 60) : found.start()])
        if not name:
            continue
        begins = max(clause.start, found.start() - 60) + name.start(1)
        span = Span(begins, begins + len(name.group(1).rstrip(".,")))
        plain = here.plain[span.start : span.end]
        is_name = plain not in PLACES and not SCHOOL.search(plain) and span.start > clause.start
        # "..., from March 2015 to June 2020, where I ...": what stands before "where" may be the date.
        is_date = any(period.first < span.end and span.start < period.last for period in when)
        if is_name and not is_date and not is_denied(here, clause.start, span.start) and works(here, clause):
            return span
    return None


def _leads_to_employer(
    here: Passage, clause: Span, lead: re.Match[str], name: Span, when: list[Period], worked: list[int]
) -> bool:
    cue = lead.group()
    before = here.plain[clause.start : lead.start()]
    evidence = [place for place in worked if place <= lead.end() - clause.start]
    if cue in {"to", "for", "para", "pra", "a"} and _is_activity(here, name):
        return False
    role_before = ROLE.search(before[-45:])
    direct = cue in {"joined", "joining", "join"}
    if THEN.fullmatch(before) and when:
        return not SCHOOL.search(here.plain, name.start, name.end)
    if cue in {"do", "da"}:
        return bool(DEPARTMENT.search(before)) and bool(evidence or role_before)
    if cue == "by":
        return bool(re.search(r"(?:hired|employed|recruited|taken on|headhunted)\s+$", before))
    if cue in BARE_OR_WITH:
        return bool(role_before or AM_WITH.search(before)) or bool(
            re.search(
                r"(?:started|began|job|position|contract\w*|empece|comecei|contrato)\W*(?:out )?$", before
            )
        )
    if direct or (here.text[name.start].isupper() and _was_something_there(here, clause, name)):
        return True
    if cue in here.cues.towards and cue not in here.cues.at:
        near = bool(evidence) and len(before[evidence[-1] :].split()) <= 3
        return near and words(*here.cues.beginning).search(here.plain, clause.start, lead.end()) is not None
    if re.search(r"'s\b", here.plain[name.end : name.end + 2]) and cue == "for":
        return False
    being = words(*here.cues.being).search(before) or BEEN.search(before)
    plain_being = bool(
        re.search(r"(?<!\w)i(?:'m| am| was|'ve been)\s+(?:now |still |currently |back |over )?$", before)
    ) and cue in {"at", "with"}
    dated = (
        any(p.ranged for p in when)
        and (cue in {"at", "en", "na", "no", "em"} or (cue in {"for", "para"} and bool(role_before)))
        and not SCHOOL.search(here.plain, name.start, name.end)
    )
    fresh = bool(evidence) and _is_near(before, evidence[-1])
    return (
        fresh
        or plain_being
        or bool(role_before and (being or evidence or dated))
        or (dated and bool(evidence))
    )


def _was_something_there(here: Passage, clause: Span, name: Span) -> bool:
    """ "I was a yard hand at Pirie Tyre": no list knows every trade."""
    before = here.plain[clause.start : name.start]
    return (
        bool(was_there(before))
        and not SCHOOL.search(here.plain, name.start, name.end)
        and here.plain[name.start : name.end] not in PLACES
    )


def _evidence(here: Passage, clause: Span) -> list[int]:
    """Where verbs of working end, counted from the clause's start; "trabajó" is somebody else's."""
    found = words(*here.cues.work).finditer(here.plain, clause.start, clause.end)
    return [m.end() - clause.start for m in found if here.text[m.end() - 1] != "ó"]


def _is_near(before: str, place: int) -> bool:
    """A verb of working counts for a name at most some words later."""
    return len(before[place:].split()) <= 14


def _is_activity(here: Passage, name: Span) -> bool:
    """ "went to cook": what follows is a verb, not a name."""
    plain = here.plain[name.start : name.end]
    return (
        here.text[name.start].islower()
        and bool(re.match(r"\w+(?:ar|er|ir|ing)(?!\w)|be|get|work|do|make|see|study", plain))
        and not ORGANISATION.search(plain)
    )


def _is_taken_back(here: Passage, name: Span, clause: Span) -> bool:
    """ "at Avec, no sorry, ..." withdraws the name."""
    correction = correction_at(here, name.end, min(len(here.plain), name.end + 30))
    if not correction:
        return False
    follows = here.plain[correction.end() : correction.end() + 60]
    return not re.match(
        r"\s*(?:until|till|in|en|em|from|since|desde|hasta|ate)?\s*(?:\d|dos mil|dois mil|twenty)", follows
    )


def works(here: Passage, clause: Span) -> bool:
    """Whether a stretch speaks of working or of being something."""
    return bool(
        words(*here.cues.work, *here.cues.being, *here.cues.role).search(here.plain, clause.start, clause.end)
    )
