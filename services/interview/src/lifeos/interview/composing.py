"""Writes a pack without a model: what is likely to be asked and why, what to tell, what to prepare, what to ask back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.job import FitItem, JobView
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.pack import Pack, PackGap, PackQuestion, Round, Story
from lifeos.contracts.words import Locale
from lifeos.grounding.ledger import Entry, profile
from lifeos.interview.bank import bank
from lifeos.interview.stories import Told, stories

FROM_REQUIREMENTS = 6
FROM_JOBS = 3
FROM_RESULTS = 3
GAPS = 8
SHORT_MONTHS = 9
"""A job shorter than this is asked about."""
BETWEEN_MONTHS = 6
"""A stretch without a job that is longer than this is asked about."""


@dataclass(frozen=True)
class Situation:
    """All that a pack is made from."""

    language: Locale
    memories: Sequence[Memory]
    job: JobView | None = None
    fit: Sequence[FitItem] = ()

    @property
    def role(self) -> str:
        return self.job.title if self.job else ""

    @property
    def company(self) -> str:
        return self.job.company if self.job else ""

    @property
    def bank(self) -> dict[str, Any]:
        return bank(self.language)


@dataclass(frozen=True)
class Composed:
    """A pack with what bears out each of its quotes."""

    pack: Pack
    leaves: list[Leaf]
    memories: list[UUID]
    questions: list[Question]
    missing: list[str]
    title: str


def compose(situation: Situation) -> Composed:
    """The pack in the person's own words."""
    told = stories(situation.memories, situation.language)
    titles = situation.bank["titles"]
    pack = Pack(
        heading=titles["pack"],
        role=situation.role,
        company=situation.company,
        questions=[
            *_usual(situation, "screening"),
            *_from_requirements(situation, told),
            *_from_jobs(situation, told),
            *_from_results(situation, told),
            *_usual(situation, "closing"),
        ],
        stories=[each.story for each in told],
        gaps=_gaps(situation),
        ask_them=[_worded(situation, item) for item in situation.bank["ask_them"]],
        checklist=[item["text"] for item in situation.bank["checklist"]],
    )
    return Composed(
        pack=pack,
        leaves=[
            leaf.model_copy(update={"pointer": f"/stories/{number}{leaf.pointer}"})
            for number, each in enumerate(told)
            for leaf in each.leaves
        ],
        memories=list(dict.fromkeys(id for each in told for id in each.story.memories)),
        questions=_missing_parts(situation, told),
        missing=[] if told else ["stories"],
        title=_title(situation),
    )


def _worded(situation: Situation, item: dict[str, str]) -> str:
    """A sentence with role and company filled in, or the one without them when they are not known."""
    known = {"role": situation.role, "company": situation.company}
    needed = [name for name in known if "{" + name + "}" in item["text"]]
    if all(known[name] for name in needed):
        return item["text"].format(**known)
    return item.get("text_plain", "") or item["text"].format(**known)


def _usual(situation: Situation, round: Round) -> list[PackQuestion]:
    return [
        PackQuestion(round=round, text=_worded(situation, item), why=item["why"], source="usual")
        for item in situation.bank["usual"][round]
    ]


def _from_requirements(situation: Situation, told: Sequence[Told]) -> list[PackQuestion]:
    """What the advert asks for, musts first. A requirement that no words bear out is marked as a gap."""
    templates = situation.bank["from_requirement"]
    items = sorted(situation.fit, key=lambda item: not item.requirement.must)[:FROM_REQUIREMENTS]
    found: list[PackQuestion] = []
    for number, item in enumerate(items):
        template = templates[number % len(templates)]
        words = {"requirement": _quoted(item.requirement.text)}
        story = _story_for(item, told)
        found.append(
            PackQuestion(
                round="behaviour" if template["kind"] == "behaviour" else "skills",
                text=template["text"].format(**words),
                why=template["why"].format(**words),
                source="advert",
                about=item.requirement.text,
                story=story.id if story else None,
                status=_strength(story) if story else "gap" if item.status == "missing" else "solid",
            )
        )
    return found


def _story_for(item: FitItem, told: Sequence[Told]) -> Story | None:
    """The story whose words bear a requirement out."""
    for each in told:
        for leaf in each.leaves:
            for mine in leaf.evidence:
                if any(mine.id == e.id and mine.start < e.end and e.start < mine.end for e in item.evidence):
                    return each.story
    return None


def _strength(story: Story) -> Any:
    return "strong" if story.result else "solid"


def _from_jobs(situation: Situation, told: Sequence[Told]) -> list[PackQuestion]:
    """What a manager asks about a CV: the latest jobs, short ones, stretches between them."""
    jobs = profile(situation.memories).jobs
    templates = situation.bank["from_job"]
    found: list[PackQuestion] = []
    for number, job in enumerate(jobs[:FROM_JOBS]):
        company, position = job.value("name"), job.value("position")
        if not company:
            continue
        template = templates[number % len(templates)]
        text = template["text"] if position else template["text_company"]
        story = next((each.story for each in told if job.ids & set(each.story.memories)), None)
        found.append(
            PackQuestion(
                round="manager",
                text=text.format(company=company, position=position),
                why=template["why"].format(company=company, position=position),
                source="cv",
                about=" · ".join(part for part in (position, company) if part),
                story=story.id if story else None,
                status=_strength(story) if story else "open",
            )
        )
    return [*found, *_about_time(situation, jobs)]


def _about_time(situation: Situation, jobs: Sequence[Entry]) -> list[PackQuestion]:
    found: list[PackQuestion] = []
    for later, earlier in pairwise(jobs):
        start, end = _months(later.value("startDate")), _months(earlier.value("endDate"))
        if start is not None and end is not None and start - end > BETWEEN_MONTHS:
            names = {"first": earlier.value("name") or earlier.value("position")}
            names["second"] = later.value("name") or later.value("position")
            found.append(_asked(situation.bank["gap_between"], names))
    for job in jobs:
        start, end = _months(job.value("startDate")), _months(job.value("endDate"))
        if job.value("name") and start is not None and end is not None and 0 <= end - start < SHORT_MONTHS:
            found.append(_asked(situation.bank["short_job"], {"company": job.value("name")}))
    return found[:2]


def _asked(template: dict[str, str], words: dict[str, str]) -> PackQuestion:
    return PackQuestion(
        round="manager",
        text=template["text"].format(**words),
        why=template["why"].format(**words),
        source="cv",
        about=" · ".join(words.values()),
    )


def _months(date: str) -> int | None:
    """A date of which the month is known, in months; else nothing can be said about a stretch of months."""
    parts = date.split("-")
    return int(parts[0]) * 12 + int(parts[1]) if len(parts) >= 2 and all(p.isdigit() for p in parts) else None


def _from_results(situation: Situation, told: Sequence[Told]) -> list[PackQuestion]:
    """What a result in the CV makes people ask."""
    templates = situation.bank["from_result"]
    found: list[PackQuestion] = []
    for number, each in enumerate(told[:FROM_RESULTS]):
        template = templates[number % len(templates)]
        quote = _quoted(each.story.result or each.story.action or each.story.title)
        found.append(
            PackQuestion(
                round="behaviour",
                text=template["text"].format(quote=quote),
                why=template["why"].format(quote=quote),
                source="cv",
                about=quote,
                story=each.story.id,
                status=_strength(each.story),
                follow_ups=[line.format(quote=quote) for line in template["follow_ups"]],
            )
        )
    return found


def _quoted(text: str) -> str:
    """Words as they stand between quotation marks."""
    return " ".join(text.split()).strip(" .;").replace('"', "'")


def _gaps(situation: Situation) -> list[PackGap]:
    """What the advert asks for and nothing the person said bears out, musts first."""
    missing = [item.requirement for item in situation.fit if item.status == "missing"]
    advice = situation.bank["gaps"]
    return [
        PackGap(
            requirement=asked.text,
            must=asked.must,
            advice=advice["advice_must" if asked.must else "advice_nice"].format(
                requirement=_quoted(asked.text)
            ),
        )
        for asked in sorted(missing, key=lambda asked: not asked.must)[:GAPS]
    ]


def _missing_parts(situation: Situation, told: Sequence[Told]) -> list[Question]:
    """What would make a story whole: one question for each of the best three."""
    feedback = situation.bank["feedback"]
    found: list[Question] = []
    for each in told[:3]:
        part = next(
            (p for p in ("situation", "task", "action", "result") if not getattr(each.story, p)), None
        )
        if part:
            found.append(
                Question(
                    slot=f"story.{part}",
                    about=each.story.id,
                    text=f"{each.story.title}: {feedback[f'no_{part}']}",
                )
            )
    return found


def _title(situation: Situation) -> str:
    titles = situation.bank["titles"]
    if situation.role and situation.company:
        return (
            f"{titles['pack']}: {titles['for_role'].format(role=situation.role, company=situation.company)}"
        )
    return (
        f"{titles['pack']}: {situation.role or situation.company}"
        if situation.role or situation.company
        else titles["pack"]
    )
