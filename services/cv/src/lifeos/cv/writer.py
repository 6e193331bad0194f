"""Writes a version: composed from the person's words, or by a model whose every value is checked against them."""

from typing import Any

from lifeos.contracts import DeliverableRequested, VersionWritten
from lifeos.contracts.asks import AskDeliverable, DeliverableDetail
from lifeos.contracts.deliverable import Leaf, version_id
from lifeos.cv.composing import compose, describe_changes, questions
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import declined
from lifeos.cv.merging import with_edits
from lifeos.cv.model_writing import write_with_model
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.writing import talk_once_learned

EDITS_AT_MOST = 100
Document = dict[str, Any]


class Writer:
    """Holds no state between versions."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def write(self, request: DeliverableRequested, number: int) -> VersionWritten:
        """The version that everything learned so far bears out. A person's edits of earlier versions are kept."""
        talk = await talk_once_learned(self._bus, request)
        composed = borne_out(compose(talk.memories, request.language), talk.memories, request.language)
        draft, usage = await write_with_model(self._ladder, request, talk.memories, composed)
        before = await self._before(request) if number > 1 else DeliverableDetail()
        document, leaves = await self._kept(request, before, draft.document, draft.leaves)
        old = before.written.document if before.written else None
        return VersionWritten(
            id=version_id(request.deliverable, number),
            person_id=request.person_id,
            session_id=request.session_id,
            cause=request.subject,
            deliverable=request.deliverable,
            version=number,
            kind="cv",
            turn_id=request.turn_id,
            author="writer",
            title=composed.title,
            language=request.language,
            document=document,
            leaves=leaves,
            left_out=draft.left_out,
            unplaced=draft.unplaced,
            missing=draft.missing,
            questions=questions(talk.memories, request.language, declined(talk.turns)),
            changes=describe_changes(old, document, request.language) if old else [],
            memories=draft.memories,
            unheard_turns=talk.unlearned,
            job_id=request.job_id,
            rung=usage.rung,
            model=usage.model,
            cost_usd=usage.cost_usd,
        )

    async def _before(self, request: DeliverableRequested) -> DeliverableDetail:
        return await self._bus.ask(
            AskDeliverable(person_id=request.person_id, deliverable=request.deliverable)
        )

    async def _kept(
        self, request: DeliverableRequested, before: DeliverableDetail, document: Document, leaves: list[Leaf]
    ) -> tuple[Document, list[Leaf]]:
        """The new document with every edit that the person ever made to it, one after the other.

        The writer starts from the ledger each time, so an edit counts for all later versions, not only the next.
        """
        edits = [version.version for version in before.versions if version.author == "person"]
        for number in edits[-EDITS_AT_MOST:]:
            base = await self._version(request, number - 1)
            edited = await self._version(request, number)
            if base and edited:
                document, leaves = with_edits(base.document, edited, document, leaves)
        return document, leaves

    async def _version(self, request: DeliverableRequested, number: int) -> VersionWritten | None:
        ask = AskDeliverable(person_id=request.person_id, deliverable=request.deliverable, version=number)
        return (await self._bus.ask(ask)).written
