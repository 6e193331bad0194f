"""Writes a version: composed from the person's words, or by a model whose every value is checked against them."""

from typing import Any
from uuid import UUID

from lifeos.contracts import DeliverableRequested, VersionWritten
from lifeos.contracts.asks import AskDeliverables, DeliverableDetail
from lifeos.contracts.deliverable import Leaf, Proposal, version_id
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.turn import Usage
from lifeos.cv.composing import Composed, compose, describe_changes, questions
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import declined
from lifeos.cv.model_writing import write_with_model
from lifeos.cv.translating import told_language, translate
from lifeos.grounding.foreign import foreign_findings
from lifeos.grounding.jobs import find_fit
from lifeos.grounding.jobs.tailoring import propose
from lifeos.grounding.ledger import said_once
from lifeos.grounding.revisions import with_edits
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.revisions import document_of, edits_of
from lifeos.runtime.writing import job_of, talk_once_learned

Document = dict[str, Any]


class Writer:
    """Holds no state between versions."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def write(self, request: DeliverableRequested, number: int) -> VersionWritten:
        """The version that everything learned so far bears out. A person's edits of earlier versions are kept."""
        talk = await talk_once_learned(self._bus, request)
        composed = borne_out(compose(talk.memories, request.language), talk.memories, request.language)
        draft, usage, untranslated = await self._worded(request, talk.memories, composed)
        before = DeliverableDetail()
        if number > 1:
            before = await document_of(self._bus, request.person_id, request.deliverable)
        document, leaves = await self._kept(request, before, draft.document, draft.leaves)
        refused = before.written.refused if before.written else []
        proposals = await self._proposals(request, document, leaves, talk.memories, refused)
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
            title=await self._title(request, composed.title),
            language=request.language,
            document=document,
            leaves=leaves,
            left_out=draft.left_out,
            unplaced=draft.unplaced,
            missing=draft.missing,
            findings=foreign_findings(document, request.language),
            questions=[
                *untranslated,
                *questions(talk.memories, request.language, declined(talk.turns)),
            ],
            changes=describe_changes(old, document, request.language) if old else [],
            proposals=proposals,
            refused=refused,
            memories=draft.memories,
            unheard_turns=talk.unlearned,
            job_id=request.job_id,
            rung=usage.rung,
            model=usage.model,
            cost_usd=usage.cost_usd,
        )

    async def _worded(
        self, request: DeliverableRequested, memories: list[Memory], composed: Composed
    ) -> tuple[Composed, Usage, list[Question]]:
        """By a model where there is one: written anew in the language it was told in, or translated line by line."""
        told = told_language(memories, request.language)
        if told != request.language:
            made = await translate(self._ladder, composed, told, request.language, request.person_id)
            return made.composed, made.usage, made.questions
        return *await write_with_model(self._ladder, request, memories, composed), []

    async def _proposals(
        self,
        request: DeliverableRequested,
        document: Document,
        leaves: list[Leaf],
        memories: list[Memory],
        refused: list[UUID],
    ) -> list[Proposal]:
        """What the job of a tailored CV suggests; none for a CV of its own."""
        job = await job_of(self._bus, request)
        if job is None:
            return []
        fit = find_fit(job.posting, said_once(memories), document)
        found = propose(request.deliverable, document, leaves, memories, fit, request.language)
        return [proposal for proposal in found if proposal.id not in refused]

    async def _title(self, request: DeliverableRequested, title: str) -> str:
        """A tailored CV names its job, so that it is not taken for the other."""
        job = await job_of(self._bus, request)
        return f"{title} · {job.title or job.company}" if job and (job.title or job.company) else title

    async def _kept(
        self, request: DeliverableRequested, before: DeliverableDetail, document: Document, leaves: list[Leaf]
    ) -> tuple[Document, list[Leaf]]:
        """The new document with every edit that the person ever made to it, and to the CV that it began with."""
        for found in (await self._base(request), before):
            for edit in await edits_of(self._bus, request.person_id, found):
                document, leaves = with_edits(edit.base.document, edit.hand, document, leaves)
        return document, leaves

    async def _base(self, request: DeliverableRequested) -> DeliverableDetail:
        """The CV that a tailored one begins with; nothing for the base CV itself."""
        if request.job_id is None:
            return DeliverableDetail()
        listed = await self._bus.ask(AskDeliverables(person_id=request.person_id, kind="cv"))
        base = next((each for each in listed.items if each.job_id is None), None)
        if base is None:
            return DeliverableDetail()
        return await document_of(self._bus, request.person_id, base.id)
