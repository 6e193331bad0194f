"""Reads the jobs in what people say: which employer, as what, from when until when."""

import re
from itertools import islice

from lifeos.cv.learning.dates import Period, periods
from lifeos.cv.learning.names import called, name_at
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, words
from lifeos.cv.learning.roles import bare_role, find_role, role_at
from lifeos.cv.learning.subjects import is_about_somebody_else, is_denied, was_refused
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
LEADING = re.compile(
    r"(?<!\w)(?:dirijo|dirigi|dirigia|gestiono|gestione|regento|llevo|lleve|run|ran|manage|managed|gerencio|gerenciei|administro|coordeno)\s+"
    r"(?=(?:el|la|the|o|a)\s)"
)
STARTED = re.compile(
    r"(?<!\w)(?:(?:job|role|post|position) (?:that |which )?i (?:started|began|took)|i started (?:there )?in|starting (?:there )?in)(?!\w)"
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


def note_job(note: Notebook, clause: Span) -> bool:
    """Note a job when the clause tells of one; the clause may also tell of a promotion."""
    here = note.here
    when = periods(here, note.today, clause.start, clause.end)
    if _note_promotion(note, clause, when) or _note_correction(note, clause, when):
        return True
    employer = find_employer(note, clause, when)
    before = employer.start if employer else clause.end
    if is_about_somebody_else(here, clause.start, before):
        return False
    role = find_role(here, clause, employer)
    ranged = [p for p in when if p.ranged]
    if not employer and not (
        role and ranged and _works(here, clause) and not is_denied(here, clause.start, role.start)
    ):
        return False
    if was_refused(here, before, min(len(here.plain), clause.end + 60)) and not ranged:
        return False
    return _begin_job(note, clause, employer, role, when)


def _begin_job(
    note: Notebook, clause: Span, employer: Span | None, role: Said | None, when: list[Period]
) -> bool:
    here = note.here
    claims: dict[str, Said] = {}
    name = called(here, employer) if employer else None
    if name:
        claims["name"] = name
    if role:
        claims["position"] = role
    same = _same_job(note, name, role, bool([p for p in when if p.ranged]))
    dates = job_dates(here, clause, when, ongoing=is_still(here, clause))
    if same and same.known:
        note.job = note.add_to(same, {**claims, **dates}, clause)
    elif same:
        same.widen(clause)
        for field, said in {**claims, **dates}.items():
            same.claims.setdefault(field, said)
        note.job = same
    else:
        note.job = note.add("job", {**claims, **dates}, clause)
    note.take([*claims.values(), *dates.values()])
    return True


def _same_job(note: Notebook, name: Said | None, role: Said | None, dated: bool) -> Draft | None:
    """The job that was already told of with the same employer, unless another role there is meant."""
    if not name:
        job = note.job
        return job if job and role and not dated and "position" not in job.claims else None
    for job in reversed([*note.standing, *note.of_kind("job")]):
        if job.kind != "job" or fold(job.value("name")) != fold(name.value):
            continue
        known_role = fold(job.value("position"))
        if role and known_role and fold(role.value) != known_role and dated:
            continue
        return job
    return None


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
    return name if _works(here, Span(name.end, clause.end)) else None


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
        if is_name and not is_date and not is_denied(here, clause.start, span.start) and _works(here, clause):
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
    if direct:
        return True
    if cue in here.cues.towards and cue not in here.cues.at:
        near = bool(evidence) and len(before[evidence[-1] :].split()) <= 3
        return near and words(*here.cues.beginning).search(here.plain, clause.start, lead.end()) is not None
    if re.search(r"'s\b", here.plain[name.end : name.end + 2]) and cue == "for":
        return False
    being = words(*here.cues.being).search(before)
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
    correction = re.compile(rf"[\s,.]*(?:{'|'.join(here.cues.corrections)})[\s,]").match(
        here.plain, name.end, min(len(here.plain), name.end + 30)
    )
    if not correction:
        return False
    follows = here.plain[correction.end() : correction.end() + 60]
    return not re.match(
        r"\s*(?:until|till|in|en|em|from|since|desde|hasta|ate)?\s*(?:\d|dos mil|dois mil|twenty)", follows
    )


def _works(here: Passage, clause: Span) -> bool:
    return bool(
        words(*here.cues.work, *here.cues.being, *here.cues.role).search(here.plain, clause.start, clause.end)
    )


def job_dates(here: Passage, clause: Span, when: list[Period], ongoing: Said | None) -> dict[str, Said]:
    """The dates that a clause gives to the job that it tells of."""
    claims: dict[str, Said] = {}
    for period in when:
        if period.start:
            claims.setdefault("startDate", period.start)
        if period.end:
            claims.setdefault("endDate", period.end)
    point = next((p.point for p in when if p.point), None)
    began = words(*here.cues.beginning).search(here.plain, clause.start, clause.end)
    left = words(*here.cues.leaving).search(here.plain, clause.start, clause.end)
    if point and began and "startDate" not in claims:
        claims["startDate"] = point
    elif point and left and "endDate" not in claims:
        claims["endDate"] = point
    if ongoing and claims.get("endDate", ongoing).value == "present":
        claims.setdefault("endDate", ongoing)
    return claims


def is_still(here: Passage, clause: Span) -> Said | None:
    """The words that say that a job goes on, as the end date `present`."""
    found = words(*here.cues.still).search(here.plain, clause.start, clause.end)
    if not found:
        now = re.compile(rf"(?:{'|'.join(here.cues.now)})(?!\w)").match(here.plain, clause.start, clause.end)
        opens = re.compile(
            r"i currently|i'm currently|currently|actualmente|atualmente|ahora mismo|hoy trabajo|hoje trabalho|trabajo (?:en|como|de)|trabalho (?:na|no|em|como|de)|i work (?:at|for|as)|i'm now|i now"
        )
        found = now or opens.search(here.plain, clause.start, clause.end)
    return Said("present", found.start(), found.end(), "reworded") if found else None


def _note_promotion(note: Notebook, clause: Span, when: list[Period]) -> bool:
    """ "they made me yard manager in 2021": another job with the same employer; the one before ends then."""
    here = note.here
    cue = words(*here.cues.promoted).search(here.plain, clause.start, clause.end)
    job = note.job
    if (
        not cue
        or not job
        or "name" not in job.claims
        or is_about_somebody_else(here, clause.start, cue.start())
    ):
        return False
    if is_denied(here, clause.start, cue.start()) or find_employer(note, clause, when):
        return False
    role = role_at(here, cue.end(), clause.end, None)
    if not role:
        return False
    date = next((p.start or p.point for p in when if p.start or p.point), None)
    claims = {"name": job.claims["name"], "position": role}
    ongoing = is_still(here, clause) or next((p.end for p in when if p.end), None)
    if date:
        claims["startDate"] = date
        job.claims.setdefault("endDate", Said(date.value, date.start, date.end, "calculated"))
    if ongoing:
        claims["endDate"] = ongoing
    note.job = note.add("job", claims, clause)
    return True


def _note_correction(note: Notebook, clause: Span, when: list[Period]) -> bool:
    """ "No, it was 2018 to 2019 at Acme": other dates for a job that stands."""
    here = note.here
    if not when or not words(*here.cues.corrected).search(here.plain, clause.start, clause.end):
        return False
    jobs = [job for job in note.standing if job.kind == "job"]
    plain = here.plain[clause.start : clause.end]
    named = [
        job
        for job in jobs
        if job.value("name") and re.search(rf"(?<!\w){re.escape(fold(job.value('name')))}(?!\w)", plain)
    ]
    told = named or (
        [note.job]
        if note.job and note.job.known
        else jobs[-1:]
        if find_employer(note, clause, when) is None
        else []
    )
    if not told or is_about_somebody_else(here, clause.start, clause.end):
        return False
    job = told[-1]
    claims = job_dates(here, clause, when, None) or _instead_of(here, clause, when, job)
    if claims:
        note.job = note.add_to(job, claims, clause)
    return bool(claims)


def _instead_of(here: Passage, clause: Span, when: list[Period], job: Draft) -> dict[str, Said]:
    """ "2018, not 2017": the date that had the refused value gets the other one."""
    points = [p.point for p in when if p.point]
    if len(points) != 2 or not words(*here.cues.instead_of).search(
        here.plain, points[0].end, points[1].start
    ):
        return {}
    fields = [f for f in ("startDate", "endDate") if job.value(f)[:4] == points[1].value[:4]]
    return {fields[0]: points[0]} if len(fields) == 1 else {}


def _leaving_date(here: Passage, clause: Span, when: list[Period], job: Draft) -> dict[str, Said]:
    """ "Me fui en 2019" of a job whose beginning is known can only be its end."""
    left = words(*here.cues.leaving).search(here.plain, clause.start, clause.end)
    point = next((p.point for p in when if p.point), None)
    return {"endDate": point} if left and point and "startDate" in job.claims else {}


def note_more_of_job(note: Notebook, clause: Span) -> bool:
    """Add what a clause without an employer says about the job being told: "I stayed until 2016", "still there"."""
    here, job = note.here, note.job
    if not job or is_about_somebody_else(here, clause.start, clause.end):
        return False
    when = periods(here, note.today, clause.start, clause.end)
    there = words(*here.cues.staying, *here.cues.leaving).search(here.plain, clause.start, clause.end)
    there = there or STARTED.search(here.plain, clause.start, clause.end)
    still = (
        is_still(here, clause)
        if words(*here.cues.still).search(here.plain, clause.start, clause.end)
        else None
    )
    claims: dict[str, Said] = {}
    if there or still:
        claims = _leaving_date(here, clause, when, job) or job_dates(here, clause, when, still)
    role = find_role(here, clause, None) or bare_role(here, clause)
    if role and "position" not in job.claims and (there or still or not when):
        claims["position"] = role
    added = {name: said for name, said in claims.items() if name not in job.claims}
    if not added:
        return False
    if job.known:
        note.job = note.add_to(job, added, clause)
        return True
    job.claims.update(added)
    job.widen(clause)
    note.take(added.values())
    return True
