"""Reads the jobs in what people say: which employer, as what, from when until when."""

import re

from lifeos.cv.learning.dates import REFUSED, Period, periods
from lifeos.cv.learning.employers import find_employer, works
from lifeos.cv.learning.names import called
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, words
from lifeos.cv.learning.returning import is_done_there, known_job_named
from lifeos.cv.learning.roles import bare_role, find_role, role_at
from lifeos.cv.learning.subjects import REGRET, is_about_somebody_else, is_denied, was_refused
from lifeos.cv.learning.vocabulary import MONTHS

SHORT = 16
"""Words of a message that only corrects."""
TELLING = 6
"""Letters from which the first word of a name stands for the whole."""
TAKEN_BACK = re.compile(
    r"(?<!\w)(?:sorry|corrij\w+|corrig\w+|perdon\w*|disculp\w+|desculp\w+|my mistake|errei)(?!\w)"
)
OF_DATES = re.compile(
    r"actually|sorry|wait|correction|correct|wrong|mistake|made|meant|mean|start\w*|began|begin\w*|join\w*|left|leav\w*|end\w*|finish\w*|quit|stay\w*|work\w*|there|from|until|till|since|between|dates?|years?|"
    r"months?|really|rather|instead|please|fix|change\w*|should|just|only|it's|was|were|not|and|the|first|then|job|"
    r"realidad|verdad|perdon\w*|disculp\w*|equivoque|corrij\w*|corrig\w*|correg\w*|empe\w+|comen\w+|entr\w+|sali\w*|deje|termin\w+|acab\w+|trabaj\w+|estuve|estaba|ahi|alli|desde|hasta|entre|fechas?|anos?|mes\w*|"
    r"fue|fui|era|sino|mejor|dicho|digo|quise|decir|cambi\w+|favor|pero|trabajo|puesto|"
    r"verdade|desculp\w*|enganei|errei|comec\w+|sai|saiu|fiquei|trabalh\w+|ate|foi|nao|alias|quis|dizer|datas?|muda\w*|emprego"
)
"""Words of a sentence that tells nothing but when."""
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
NOT_THIS_MONTH = re.compile(
    rf",? (?:no|nao|not) (?:(?:en|em|in) )?(?P<month>{_MONTH})(?!\w)(?! (?:de |del |of )?\d)"
)
NOT_THIS_YEAR = re.compile(r",? (?:(?:y|e|and) )?(?:no|nao|not) (?:(?:en|em|in) )?(?:(?:el|o) )?")
STARTED = re.compile(
    rf"(?<!\w)(?:entre|empece|entrei|comecei|i (?:started|joined)) (?:en|em|in) (?:{_MONTH}|\d{{4}})(?!\w)|"
    r"(?<!\w)(?:(?:job|role|post|position) (?:that |which )?i (?:started|began|took)|i started (?:there )?in|starting (?:there )?in)(?!\w)"
)


def note_job(note: Notebook, clause: Span) -> bool:
    """Note a job when the clause tells of one; the clause may also tell of a promotion."""
    here = note.here
    when = periods(here, note.today, clause.start, clause.end)
    if _note_promotion(note, clause, when) or _note_correction(note, clause, when):
        return True
    named = known_job_named(note, clause)
    if named and not any(p.ranged for p in when) and is_done_there(here, clause, named[1]):
        note.job = named[0]
        return False
    employer = find_employer(note, clause, when)
    before = employer.start if employer else clause.end
    if is_about_somebody_else(here, clause.start, before):
        return False
    role = find_role(here, clause, employer)
    ranged = [p for p in when if p.ranged]
    if not employer and not (
        role and ranged and works(here, clause) and not is_denied(here, clause.start, role.start)
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
    cue = words(*here.cues.corrected).search(here.plain, clause.start, clause.end)
    regrets = REGRET.match(here.plain) or (len(here.plain.split()) <= SHORT and TAKEN_BACK.search(here.plain))
    refuses = re.match(r"\W*(?:no|nao|not)\W", here.plain) and len(here.plain.split()) <= SHORT
    if not when:
        return False
    jobs = [job for job in note.standing if job.kind == "job"]
    if not (cue or regrets or refuses):
        return _note_instead(note, clause, when, jobs)
    plain = here.plain[clause.start : clause.end]
    named = [job for job in jobs if job.value("name") and _is_named(job.value("name"), plain)]
    # "Actually I was at Acme from 2010 to 2012" tells of another job and corrects none.
    elsewhere = find_employer(note, clause, when) is not None or not _is_of_dates_alone(here, clause, when)
    told = named or (
        (jobs if regrets and len(jobs) == 1 and not elsewhere else [])
        if not cue
        else [note.job]
        if note.job and note.job.known and not elsewhere
        else jobs[-1:]
        if not elsewhere
        else []
    )
    if not told or is_about_somebody_else(here, clause.start, clause.end):
        return False
    job = told[-1]
    claims = (
        job_dates(here, clause, when, None) or _instead_of(here, clause, when, job) or _same_year(when, job)
    )
    if claims:
        note.job = note.add_to(job, claims, clause)
        note.corrects = True
        note.mark(clause.start, clause.end)
    return bool(claims)


def _note_instead(note: Notebook, clause: Span, when: list[Period], jobs: list[Draft]) -> bool:
    """ "En Maderas Arapey salí en 2016, no en 2015": no word of regret is needed where the old date is named."""
    here, plain = note.here, note.here.plain[clause.start : clause.end]
    points = [period.point for period in when if period.point]
    refused = len(points) == 2 and NOT_THIS_YEAR.fullmatch(here.plain, points[0].end, points[1].start)
    if not refused and not (len(points) == 1 and NOT_THIS_MONTH.match(here.plain, points[0].end)):
        return False
    named = [job for job in jobs if job.value("name") and _is_named(job.value("name"), plain)]
    for job in named or ([note.job] if note.job and note.job.known else []):
        claims = _instead_of(here, clause, when, job)
        if claims and not is_about_somebody_else(here, clause.start, clause.end):
            note.job = note.add_to(job, claims, clause)
            note.corrects = True
            note.mark(clause.start, clause.end)
            return True
    return False


def _is_of_dates_alone(here: Passage, clause: Span, when: list[Period]) -> bool:
    """ "Actually I started in 2014": nothing but when; "actually I lived in Lisbon from 2010 to 2012" is about something else."""
    plain = here.plain[clause.start : clause.end]
    for period in when:
        first, last = period.first - clause.start, period.last - clause.start
        plain = plain[:first] + " " * (last - first) + plain[last:]
    spoken = words(*here.cues.stop, *here.cues.chatter, *here.cues.corrected)
    rest = [word for word in re.findall(r"[a-z']{3,}", plain) if not spoken.fullmatch(word)]
    return not [word for word in rest if not OF_DATES.fullmatch(word)]


def _is_named(name: str, plain: str) -> bool:
    """The whole name, or the word that it begins with when that is telling: "Hargreaves" for "Hargreaves & Stone LLP"."""
    whole = fold(name)
    first = whole.split()[0] if whole else ""
    names = [whole, *([first] if len(first) >= TELLING else [])]
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", plain) for each in names)


def _instead_of(here: Passage, clause: Span, when: list[Period], job: Draft) -> dict[str, Said]:
    """ "2018, not 2017": the date that had the refused value gets the other one."""
    points = [p.point for p in when if p.point]
    if len(points) == 1:
        return _instead_of_a_month(here, points[0], job)
    if len(points) != 2:
        return {}
    instead = words(*here.cues.instead_of).search(here.plain, points[0].end, points[1].start)
    if not instead and not REFUSED.fullmatch(here.plain, points[0].end, points[1].start):
        return {}
    fields = [f for f in ("startDate", "endDate") if job.value(f)[:4] == points[1].value[:4]]
    return {fields[0]: points[0]} if len(fields) == 1 else {}


def _instead_of_a_month(here: Passage, point: Said, job: Draft) -> dict[str, Said]:
    """ "Entrei em agosto de 2017, não julho"."""
    found = NOT_THIS_MONTH.match(here.plain, point.end)
    month = MONTHS.get(found["month"]) if found else None
    fields = [
        f for f in ("startDate", "endDate") if month and job.value(f) == f"{point.value[:4]}-{month:02d}"
    ]
    return {fields[0]: point} if len(fields) == 1 else {}


def _same_year(when: list[Period], job: Draft) -> dict[str, Said]:
    """ "It was April 2019": another month for the one date of that year."""
    points = [p.point for p in when if p.point]
    if len(points) != 1:
        return {}
    fields = [f for f in ("startDate", "endDate") if job.value(f)[:4] == points[0].value[:4]]
    return {fields[0]: points[0]} if len(fields) == 1 else {}


def _leaving_date(here: Passage, clause: Span, when: list[Period], job: Draft) -> dict[str, Said]:
    """ "Me fui en 2019" of a job whose beginning is known can only be its end."""
    left = words(*here.cues.leaving).search(here.plain, clause.start, clause.end)
    point = next((p.point for p in when if p.point), None)
    return {"endDate": point} if left and point and "startDate" in job.claims else {}


def _is_sharper(said: Said, known: str) -> bool:
    """ "I started in May 2008" of a job that began in 2008."""
    return said.value != known and said.value.startswith(f"{known}-")


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
    added = {
        name: said
        for name, said in claims.items()
        if name not in job.claims or _is_sharper(said, job.value(name))
    }
    if not added:
        return False
    if job.known and job not in note.drafts:
        note.job = note.add_to(job, added, clause)
        return True
    job.claims.update(added)
    job.widen(clause)
    note.take(added.values())
    return True
