"""Writes a version of a message from the ledger, the form and the advert."""

from lifeos.contracts import DeliverableRequested, VersionWritten
from lifeos.contracts.asks import DeliverableDetail
from lifeos.contracts.deliverable import version_id
from lifeos.contracts.letter import MESSAGE_KINDS, Brief, Letter, Recipient
from lifeos.contracts.words import Locale
from lifeos.grounding.jobs import find_fit
from lifeos.grounding.ledger import said_once
from lifeos.grounding.letters import findings_of
from lifeos.outreach.keeping import with_edits
from lifeos.outreach.model_writing import write_with_model
from lifeos.outreach.situation import Situation
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.revisions import document_of, edits_of
from lifeos.runtime.writing import WRITTEN_AGAIN, job_of, talk_once_learned

LOST = {
    "en": "your own words were left out, because what they stood for changed: “{words}”",
    "es": "quedaron fuera tus propias palabras, porque cambió aquello que reemplazaban: «{words}»",
    "pt": "ficaram de fora as suas próprias palavras, porque mudou aquilo que elas substituíam: “{words}”",
}


class Writer:
    """Holds no state between versions."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def write(self, request: DeliverableRequested, number: int) -> VersionWritten:
        """The message that the ledger, the form and the advert bear out."""
        talk = await talk_once_learned(self._bus, request)
        job = await job_of(self._bus, request)
        before = DeliverableDetail()
        if number > 1:
            before = await document_of(self._bus, request.person_id, request.deliverable)
        brief = request.brief or _brief_of(before) or Brief()
        followed = DeliverableDetail()
        if brief.follows:
            followed = await document_of(self._bus, request.person_id, brief.follows)
        brief = _addressed(brief, followed)
        sent_at = followed.deliverable.sent_at if followed.deliverable else None
        situation = Situation(
            kind=request.kind,
            brief=brief,
            language=request.language,
            source=request.subject,
            person_id=request.person_id,
            memories=talk.memories,
            job=job,
            fit=find_fit(job.posting, said_once(talk.memories), None) if job else (),
            sent_on=sent_at.date() if sent_at else None,
            sent_subject=_subject_of(followed),
        )
        composed, usage = await write_with_model(self._ladder, situation)
        kept = with_edits(
            composed.letter, composed.leaves, await edits_of(self._bus, request.person_id, before)
        )
        return VersionWritten(
            id=version_id(request.deliverable, number),
            person_id=request.person_id,
            session_id=request.session_id,
            cause=request.subject,
            deliverable=request.deliverable,
            version=number,
            kind=request.kind,
            turn_id=request.turn_id,
            author="writer",
            title=composed.title,
            language=request.language,
            document=kept.letter.model_dump(mode="json"),
            leaves=kept.leaves,
            missing=composed.missing,
            questions=composed.questions,
            findings=findings_of(request.kind, kept.letter, request.language),
            changes=_changes(request.language, kept.lost) if number > 1 else [],
            memories=composed.memories,
            unheard_turns=talk.unlearned,
            job_id=request.job_id,
            rung=usage.rung,
            model=usage.model,
            cost_usd=usage.cost_usd,
        )


def _brief_of(found: DeliverableDetail) -> Brief | None:
    """For whom and why the newest version is, a person's edit of the recipient included."""
    if found.written is None or found.written.kind not in MESSAGE_KINDS:
        return None
    return Brief.model_validate(found.written.document)


def _changes(language: Locale, lost: list[str]) -> list[str]:
    """What is told of the new version; words of the person's own that found no place are named, never dropped silently."""
    return [WRITTEN_AGAIN[language], *(LOST[language].format(words=words) for words in lost)]


def _addressed(brief: Brief, followed: DeliverableDetail) -> Brief:
    """A follow-up goes to whom the first message went, unless the person said otherwise."""
    first = _brief_of(followed)
    if first is None:
        return brief
    said = {name: value for name, value in brief.recipient.model_dump().items() if value}
    recipient = Recipient.model_validate(first.recipient.model_dump() | said)
    return brief.model_copy(update={"recipient": recipient})


def _subject_of(found: DeliverableDetail) -> str:
    if found.written is None or found.written.kind not in MESSAGE_KINDS:
        return ""
    return Letter.model_validate(found.written.document).subject
