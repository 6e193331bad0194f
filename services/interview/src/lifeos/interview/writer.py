"""Writes a version of a pack from the ledger and the advert."""

from typing import Any

from lifeos.contracts import DeliverableRequested, VersionWritten
from lifeos.contracts.deliverable import Leaf, version_id
from lifeos.contracts.pack import Pack
from lifeos.grounding.jobs import find_fit
from lifeos.grounding.ledger import said_once
from lifeos.grounding.revisions import with_edits
from lifeos.interview.composing import Situation
from lifeos.interview.model_writing import write_with_model
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.revisions import document_of, edits_of
from lifeos.runtime.writing import WRITTEN_AGAIN, job_of, talk_once_learned


class Writer:
    """Holds no state between versions."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def write(self, request: DeliverableRequested, number: int) -> VersionWritten:
        """The pack that the ledger and the advert bear out."""
        talk = await talk_once_learned(self._bus, request)
        job = await job_of(self._bus, request)
        fit = find_fit(job.posting, said_once(talk.memories), None) if job else []
        situation = Situation(request.language, talk.memories, job, fit)
        composed, usage = await write_with_model(self._ladder, situation, request.person_id)
        document, leaves = await self._kept(request, number, composed.pack, composed.leaves)
        return VersionWritten(
            id=version_id(request.deliverable, number),
            person_id=request.person_id,
            session_id=request.session_id,
            cause=request.subject,
            deliverable=request.deliverable,
            version=number,
            kind="interview_pack",
            turn_id=request.turn_id,
            author="writer",
            title=composed.title,
            language=request.language,
            document=document,
            leaves=leaves,
            missing=composed.missing,
            questions=composed.questions,
            changes=[WRITTEN_AGAIN[request.language]] if number > 1 else [],
            memories=composed.memories,
            unheard_turns=talk.unlearned,
            job_id=request.job_id,
            rung=usage.rung,
            model=usage.model,
            cost_usd=usage.cost_usd,
        )

    async def _kept(
        self, request: DeliverableRequested, number: int, pack: Pack, leaves: list[Leaf]
    ) -> tuple[dict[str, Any], list[Leaf]]:
        """The new pack with every edit that the person ever made to it."""
        document: dict[str, Any] = pack.model_dump(mode="json")
        if number == 1:
            return document, leaves
        before = await document_of(self._bus, request.person_id, request.deliverable)
        for edit in await edits_of(self._bus, request.person_id, before):
            document, leaves = with_edits(edit.base.document, edit.hand, document, leaves)
        return Pack.model_validate(document).model_dump(mode="json"), leaves
