"""What a CV still lacks, and the one concrete question that would get it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.resume import PRESENT, Period
from lifeos.contracts.words import Locale
from lifeos.cv.composing.part import accepted
from lifeos.cv.composing.texts import as_text, at_text, choices, question_text, there_text
from lifeos.cv.composing.unclear import jobs_are_unclear, studies_are_unclear
from lifeos.cv.words import period_text
from lifeos.grounding.ledger.facts import Entry, Profile
from lifeos.grounding.ledger.order import starts_after
from lifeos.grounding.ledger.profile import profile
from lifeos.grounding.revisions.folding import same_name

MOST_QUESTIONS = 12
_RESULTS_WANTED = 2
_JOBS_WITH_MONTHS = 3
_LABEL_LENGTH = 80
CHECKS = frozenset({"jobs.check", "schools.check"})
"""Whether what was understood is right and complete: a wrong employer in a CV is worse than a question."""
_COVERED_BY = {"job.startDate": "job.dates", "job.endDate": "job.dates"}
Declined = frozenset[tuple[str, UUID | None]]


@dataclass(frozen=True)
class _Gap:
    slot: str
    entry: Entry | None = None
    wording: str = ""


def questions(
    memories: Sequence[Memory], language: Locale, declined: Declined = frozenset()
) -> list[Question]:
    """At most twelve questions, the most useful first. `declined` holds (slot, about) of those answered "I don't know"."""
    known = profile(memories)
    wanted = [*_gaps(known, bool(memories)), *_refinements(known)]
    asked = [gap for gap in wanted if not _is_declined(gap, declined)]
    return [_question(gap, known, language) for gap in asked[:MOST_QUESTIONS]]


def missing(memories: Sequence[Memory]) -> list[str]:
    """The slots that nothing was said about, each once, the most useful first."""
    gaps = _gaps(profile(memories), bool(memories))
    return list(dict.fromkeys(gap.slot for gap in gaps if gap.wording not in CHECKS))


def entry_label(entry: Entry) -> str:
    """An entry in the person's own words: employer, school, title, or else what they said of it."""
    fields = ("name", "institution", "language", "position", "area", "studyType")
    return next((entry.value(name) for name in fields if entry.value(name)), f"“{_shortened(entry.quote)}”")


def where(entry: Entry, known: Profile, language: Locale) -> str:
    """Where an entry took place, as a question says it: `at Acme`, `at Acme as welder`, `as welder`."""
    name, position = entry.value("name") or entry.value("institution"), entry.value("position")
    if not name:
        if entry.kind == "education" and (entry.value("area") or entry.value("studyType")):
            return entry_label(entry)
        return as_text(position, language) if position else there_text(_shortened(entry.quote), language)
    if position and entry.kind == "job":
        several = [job for job in known.jobs if same_name(job.value("name"), name)]
        return (
            f"{at_text(name, language)} {as_text(position, language)}"
            if several[1:]
            else at_text(name, language)
        )
    return at_text(name, language)


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LABEL_LENGTH else words[:_LABEL_LENGTH].rsplit(" ", 1)[0] + "…"


def _gaps(known: Profile, anything: bool) -> Iterator[_Gap]:
    """Every missing fact in the order of its worth for a CV."""
    if not anything:
        yield _Gap("story")
    if known.jobs or jobs_are_unclear(known):
        yield _Gap("jobs", wording="" if jobs_are_unclear(known) else "jobs.check")
    yield from _absent({"name": known.name, "email": known.email})
    if anything and not known.jobs and not known.education:
        yield _Gap("story")
    for job in known.jobs:
        yield from _job_essentials(job)
    if studies_are_unclear(known):
        yield _Gap("schools")
    yield from _absent({"phone": known.phone, "location": known.location})
    if known.education and not studies_are_unclear(known):
        yield _Gap("schools", wording="schools.check")
    for job in known.jobs[:1]:
        yield from _results(job)
    yield from _studies(known)
    yield from _absent({"target": known.target, "languages": known.languages, "skills": known.skills})
    for job in known.jobs[1:]:
        yield from _results(job)


def _absent(facts: Mapping[str, object]) -> Iterator[_Gap]:
    return (_Gap(slot) for slot, known in facts.items() if not known)


def _job_essentials(job: Entry) -> Iterator[_Gap]:
    if not job.value("name"):
        yield _Gap("job.name", job)
    if not job.value("position"):
        yield _Gap("job.position", job, "job.position.now" if job.value("endDate") == PRESENT else "")
    start, end = _date(job, "startDate"), _date(job, "endDate")
    if (not start and not end) or starts_after(start, end):
        yield _Gap("job.dates", job)
    elif not start:
        yield _Gap("job.startDate", job)
    elif not end:
        yield _Gap("job.endDate", job)


def _results(job: Entry) -> Iterator[_Gap]:
    if len(job.highlights) < _RESULTS_WANTED:
        yield _Gap("job.highlights", job, "job.highlights.more" if job.highlights else "")


def _studies(known: Profile) -> Iterator[_Gap]:
    if not known.education:
        yield _Gap("education.institution")
    for school in known.education:
        if not school.value("institution"):
            yield _Gap("education.institution", school, "education.institution.of")
        if not school.value("studyType"):
            yield _Gap("education.studyType", school)
        if not _date(school, "endDate") or starts_after(school.value("startDate"), school.value("endDate")):
            yield _Gap("education.dates", school)


def _date(entry: Entry, field: str) -> str:
    """A date that a CV can hold, or `present`; nothing when none was said or the words are no date."""
    value = entry.value(field)
    return value if value == PRESENT or accepted(Period, field, value) else ""


def _refinements(known: Profile) -> Iterator[_Gap]:
    """What a CV can do without, but is better with: the months of the latest jobs, the beginning of studies."""
    for job in known.jobs[:_JOBS_WITH_MONTHS]:
        start, end = _date(job, "startDate"), _date(job, "endDate")
        vague = [date for date in (start, end) if len(date) == len("2017")]
        if start and end and vague and not starts_after(start, end):
            slot = "job.dates" if len(vague) > 1 else "job.startDate" if start in vague else "job.endDate"
            yield _Gap(slot, job, f"{slot}.months")
    for school in known.education:
        if _date(school, "endDate") and not _date(school, "startDate"):
            yield _Gap("education.dates", school, "education.dates.start")


def _is_declined(gap: _Gap, declined: Declined) -> bool:
    names = [gap.slot, *([_COVERED_BY[gap.slot]] if gap.slot in _COVERED_BY else [])]
    abouts = gap.entry.ids if gap.entry else [None]
    return any((name, about) in declined for name in names for about in abouts)


def _question(gap: _Gap, known: Profile, language: Locale) -> Question:
    words = {
        "jobs": "; ".join(_told(job, language) for job in known.jobs),
        "schools": "; ".join(_told(school, language) for school in known.education),
    }
    if gap.entry:
        dates = {"start": gap.entry.value("startDate"), "end": gap.entry.value("endDate")}
        words |= {"label": entry_label(gap.entry), "at": where(gap.entry, known, language), **dates}
    return Question(
        slot=gap.slot,
        about=gap.entry.id if gap.entry else None,
        text=question_text(gap.wording or gap.slot, language, **words),
        choices=choices(gap.wording or gap.slot, language),
    )


def _told(entry: Entry, language: Locale) -> str:
    """A job or school as it was understood: `Acme (cook, Mar 2015 - Jun 2018)`."""
    start, end = entry.value("startDate"), entry.value("endDate")
    period = period_text(start, "" if end == PRESENT else end, language) if start or end != PRESENT else ""
    values = [entry.value(field) for field in ("name", "institution", "position", "studyType", "area")]
    known = [text for text in (*values, period) if text]
    return f"{known[0]} ({', '.join(known[1:])})" if known[1:] else entry_label(entry)
