"""Says what became ready while somebody talks: once, in a pause, and never after the call."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from livekit.agents import AgentSession

from lifeos.contracts import (
    DeliverableRequested,
    Message,
    TurnAnswered,
    VersionAnnounced,
    VersionPrinted,
    VersionWritten,
)
from lifeos.contracts.call import CallOrder
from lifeos.contracts.deliverable import version_id
from lifeos.voice.interlocutor import Asides
from lifeos.voice.outbox import Outbox
from lifeos.voice.phrases import phrase

SILENT_S = 1.0
"""How long the person must have been silent."""
LOOK_S = 0.1
TRIES = 2
"""What was cut off is said once more; after that the panel says it."""


@dataclass(frozen=True)
class Notice:
    """Something to say. `claim` is put on the bus first: whoever comes second says nothing."""

    text: str
    claim: VersionAnnounced | None = None


class Announcer:
    """One queue and one task for a call."""

    def __init__(
        self,
        order: CallOrder,
        call: UUID,
        session: AgentSession[None],
        asides: Asides,
        outbox: Outbox,
        late: set[UUID],
        quiet_since: Callable[[], float | None],
    ) -> None:
        self._order, self._call, self._session, self._outbox = order, call, session, outbox
        self._asides = asides
        self._late, self._quiet_since = late, quiet_since
        self._asked: set[UUID] = set()
        self._by_person: set[tuple[UUID, int]] = set()
        self._notices: asyncio.Queue[Notice] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Nothing is said from here on."""
        if self._task:
            self._task.cancel()

    def tell(self, text: str) -> None:
        """Say this in the next pause."""
        self._notices.put_nowait(Notice(text))

    def noticed(self, fact: Message) -> None:
        """A fact of the conversation."""
        match fact:
            case DeliverableRequested():
                self._asked.add(fact.deliverable)
            case VersionWritten(author="person"):
                self._by_person.add((fact.deliverable, fact.version))
            case VersionPrinted() if self._is_ours(fact):
                self._notices.put_nowait(self._about(fact))
            case TurnAnswered(outcome="replied") if fact.turn_id in self._late:
                self._late.discard(fact.turn_id)
                self.tell(phrase(self._order.language, "late", text=fact.reply.text))
            case _:
                pass

    def _is_ours(self, fact: VersionPrinted) -> bool:
        """Whether it was asked for during this call; what the person edits they see themselves."""
        by_person = (fact.deliverable, fact.version) in self._by_person
        return fact.deliverable in self._asked and not by_person

    def _about(self, fact: VersionPrinted) -> Notice:
        language = self._order.language
        kind = phrase(language, fact.state.kind)
        claim = VersionAnnounced(
            id=version_id(fact.deliverable, fact.version),
            person_id=fact.person_id,
            session_id=fact.session_id,
            call=self._call,
            cause=fact.subject,
        )
        return Notice(
            phrase(language, "ready" if fact.outcome == "printed" else "not_made", kind=kind), claim
        )

    async def _run(self) -> None:
        while True:
            notice = await self._notices.get()
            await self._in_a_pause()
            if notice.claim is None or await self._outbox.put(notice.claim):
                await self._say(notice.text)

    async def _say(self, text: str) -> None:
        for _ in range(TRIES):
            handle = self._asides.say(text)
            await handle.wait_for_playout()
            if not handle.interrupted:
                return
            await self._in_a_pause()

    async def _in_a_pause(self) -> None:
        """Until nobody has spoken for a second. The session may look idle in the gap between two sentences of the person."""
        while True:
            await self._session.wait_for_idle()
            since = self._quiet_since()
            if since is not None and time.time() - since >= SILENT_S:
                return
            await asyncio.sleep(LOOK_S)
