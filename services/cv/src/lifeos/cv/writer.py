"""Writes a version: composed from the person's words, or by a model whose every value is checked against them."""

import asyncio
from typing import Any
from uuid import UUID

from lifeos.contracts import DeliverableRequested, MemoryLearned, TurnReceived, VersionWritten
from lifeos.contracts.asks import AskDeliverable, AskTalk, DeliverableDetail, Talk
from lifeos.contracts.deliverable import Leaf, version_id
from lifeos.cv.composing import compose, describe_changes, questions
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import declined
from lifeos.cv.merging import with_edits
from lifeos.cv.model_writing import write_with_model
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder

LEARN_WAIT_S = 60.0
LEARN_POLL_S = 0.05
HIGHEST_VERSION = 10_000
EDITS_AT_MOST = 100
Document = dict[str, Any]


class Writer:
    """Holds no state between versions."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def next_version(self, request: DeliverableRequested) -> int | None:
        """The number to write under, or None when this request has its version already.

        A foreign version may stand at the wanted number (a person's edit): then the next free one is taken.
        """
        for number in range(request.version, HIGHEST_VERSION):
            subject = VersionWritten.address(request.session_id, version_id(request.deliverable, number))
            standing = await self._bus.standing(subject)
            if standing is None:
                return number
            if standing.message.cause == request.subject:
                return None
        return None

    async def write(self, request: DeliverableRequested, number: int) -> VersionWritten:
        """The version that everything learned so far bears out. A person's edits of earlier versions are kept."""
        talk = await self._talk(request)
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

    async def _talk(self, request: DeliverableRequested) -> Talk:
        """The ledger once every turn up to this one was learned from; after 60 s without the missing ones."""
        ask = AskTalk(
            person_id=request.person_id,
            session_id=request.session_id,
            turn_id=request.turn_id,
            # Rows arrive out of order: a turn that store has not seen yet would not count as unlearned.
            after=[request.subject, TurnReceived.address(request.session_id, request.turn_id)],
            latest=200,
        )
        end = asyncio.get_running_loop().time() + LEARN_WAIT_S
        while True:
            talk = await self._bus.ask(ask)
            if not talk.unlearned or asyncio.get_running_loop().time() > end:
                return talk
            await self._until_learned(request.session_id, talk.unlearned, end)

    async def _until_learned(self, session_id: UUID, turns: list[UUID], end: float) -> None:
        for turn_id in turns:
            while asyncio.get_running_loop().time() < end:
                if await self._bus.standing(MemoryLearned.address(session_id, turn_id)):
                    break
                await asyncio.sleep(LEARN_POLL_S)

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
