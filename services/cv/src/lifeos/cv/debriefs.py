"""Reads what a person tells after an interview, or keeps of their practice: facts to be looked over, and what they would change."""

from collections.abc import Sequence
from datetime import UTC, datetime

from lifeos.contracts import DebriefRead, DebriefTold
from lifeos.contracts.asks import AskDeliverables, AskTalk
from lifeos.contracts.debrief import CvChange
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.words import Locale
from lifeos.cv.composing import compose, describe_changes
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import standing_after
from lifeos.cv.learning import learn
from lifeos.cv.learning.reported import own_words
from lifeos.grounding.language import language_of
from lifeos.runtime.bus import Bus


class DebriefReader:
    """Holds no state between debriefs."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def read(self, told: DebriefTold) -> DebriefRead:
        """What was understood. Words that find no place in a document wait for no yes; they are kept as they were told."""
        ask = AskTalk(person_id=told.person_id, session_id=told.session_id, after=[told.subject])
        known = (await self._bus.ask(ask)).memories
        language = language_of(told.text, told.language)
        learned = learn(
            own_words(told.text, language),
            turn_id=told.debrief_id,
            session_id=told.session_id,
            known=known,
            pending=_about_today(known),
            today=datetime.now(UTC).date(),
        )
        facts = [_as_told(fact, told) for fact in learned.facts if fact.kind != "other"]
        return DebriefRead(
            id=told.id,
            person_id=told.person_id,
            session_id=told.session_id,
            language=language,
            facts=facts,
            cv=await self._change_of_cv(told, known, facts),
        )

    async def _change_of_cv(
        self, told: DebriefTold, known: Sequence[Memory], facts: Sequence[Memory]
    ) -> CvChange | None:
        """What the facts would change in the newest CV that is for no one job."""
        listed = await self._bus.ask(AskDeliverables(person_id=told.person_id, kind="cv"))
        cv = next((each for each in listed.items if each.job_id is None and each.version), None)
        if cv is None or not facts:
            return None
        before, after = known, standing_after(known, facts)
        changes = describe_changes(_written(before, cv.language), _written(after, cv.language), cv.language)
        return CvChange(deliverable=cv.id, version=cv.version, changes=changes) if changes else None


def _as_told(fact: Memory, told: DebriefTold) -> Memory:
    """With the quote out of the whole telling: what was left out while reading stands between the person's words too."""
    spans = [each for claim in fact.claims.values() for each in claim.evidence if each.id == told.id]
    if not spans:
        return fact
    first, last = min(each.start for each in spans), max(each.end for each in spans)
    return fact.model_copy(update={"quote": told.text[first:last]})


def _about_today(known: Sequence[Memory]) -> Question | None:
    """Results that name no employer are of the one job that goes on, as if it had been asked about. The person looks it over."""
    jobs = [memory for memory in known if memory.kind == "job" and memory.about is None]
    today = [job for job in jobs if "endDate" in job.claims and job.claims["endDate"].value == "present"]
    one = today if len(today) == 1 else jobs if len(jobs) == 1 else []
    return Question(slot="job.highlights", about=one[0].id, text="") if one else None


def _written(memories: Sequence[Memory], language: Locale) -> dict[str, object]:
    return borne_out(compose(memories, language), memories, language).document
