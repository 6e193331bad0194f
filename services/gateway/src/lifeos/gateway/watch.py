"""Watches one turn until it is complete: what already stands first, then what comes."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from lifeos.contracts import LiveMessage, Message, TurnAnswered, TurnReceived, TurnRouted, VersionPrinted
from lifeos.contracts.api import ReplyGrew, ReplyVoid, Turn, TurnEvent, TurnStarted
from lifeos.contracts.asks import AskTurn
from lifeos.contracts.deliverable import version_id
from lifeos.contracts.fold import TurnFold
from lifeos.gateway.accept import Accepted
from lifeos.gateway.events import event_of, started
from lifeos.gateway.lanes import Lanes, Listener
from lifeos.gateway.words import Words
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable

LOOK_AGAIN_S = 5.0
ASK_STORE_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Shown:
    """An event and the id it is sent under; an empty id is not sent."""

    event: TurnEvent
    position: str = ""


class Watcher:
    """Follows turns for requests that wait, and reads finished ones."""

    def __init__(self, bus: Bus, lanes: Lanes) -> None:
        self._bus, self._lanes = bus, lanes

    async def read(self, received: TurnReceived) -> Turn:
        """The turn as it stands now."""
        fold = TurnFold(started(received))
        turn_of: dict[UUID, UUID] = {}
        for message in await self._standing(received):
            _take(fold, message, turn_of)
        return fold.turn

    async def wait(self, accepted: Accepted, wait_s: float) -> Turn:
        """The turn when it is complete or the wait is over."""
        turns = [turn async for shown, turn in self.watch(accepted, wait_s) if shown is None]
        return turns[-1]

    async def watch(
        self, accepted: Accepted, wait_s: float, request_id: str = ""
    ) -> AsyncGenerator[tuple[Shown | None, Turn]]:
        """Every event of the turn with the turn after it, until it is complete or the wait is over.

        The listener is open before the stream is read, so that nothing falls between; what comes twice is folded once.
        """
        received = accepted.received
        first: TurnStarted = started(received, request_id)
        fold, turn_of, words = TurnFold(first), dict[UUID, UUID](), Words()
        end = asyncio.get_running_loop().time() + wait_s
        async with self._lanes.listening(str(received.session_id)) as listener:
            yield Shown(first, self._lanes.position), fold.turn
            for message in await self._standing(received) if accepted.replayed else []:
                async for shown in self._show(message, self._lanes.position, fold, turn_of, listener, words):
                    yield shown, fold.turn
            while not fold.complete and not listener.overrun:
                left = end - asyncio.get_running_loop().time()
                if left <= 0:
                    break
                heard = await listener.next(min(left, LOOK_AGAIN_S))
                # A crash of the bus may have swallowed a notice: what stands is asked again from time to time.
                messages = [heard.message] if heard else await self._standing(received)
                for message in messages:
                    position = heard.position if heard else self._lanes.position
                    async for shown in self._show(message, position, fold, turn_of, listener, words):
                        yield shown, fold.turn
            yield None, fold.turn

    async def _show(
        self,
        message: Message | LiveMessage,
        position: str,
        fold: TurnFold,
        turn_of: dict[UUID, UUID],
        listener: Listener,
        words: Words,
    ) -> AsyncGenerator[Shown]:
        event = event_of(message, turn_of)
        if event is None or getattr(event, "turn_id", None) != fold.turn.id or isinstance(event, TurnStarted):
            return
        if isinstance(message, TurnRouted):
            self._lanes.also(listener, [str(request.deliverable) for request in message.requests])
        news = fold.apply(event)
        if isinstance(event, ReplyGrew | ReplyVoid):
            # Words travel on another lane than the answer; once it stands, late ones would be read twice.
            if fold.answered:
                return
            for allowed in words.pass_on(event):
                yield Shown(allowed, position)
        elif news or event.type == "document.progress":
            yield Shown(event, position)

    async def _standing(self, received: TurnReceived) -> list[Message]:
        """What the stream has of a turn; what it no longer has, store has."""
        turn_id = received.turn_id
        try:
            routed = await self._get(TurnRouted.address(received.session_id, turn_id))
            answered = await self._get(TurnAnswered.address(received.session_id, turn_id))
        except Unavailable:
            return []
        found = [message for message in (routed, answered) if message]
        if isinstance(routed, TurnRouted):
            for request in routed.requests:
                end = await self._get(
                    VersionPrinted.address("*", version_id(request.deliverable, request.version))
                )
                found += [end] if end else []
            return found
        return found or await self._from_store(received)

    async def _from_store(self, received: TurnReceived) -> list[Message]:
        age = datetime.now(UTC) - received.time
        if age < ASK_STORE_AFTER:
            return []
        try:
            stored = await self._bus.ask(AskTurn(person_id=received.person_id, turn_id=received.turn_id))
        except Unavailable:
            return []
        return [message for message in (stored.routed, stored.answered, *stored.printed) if message]

    async def _get(self, subject: str) -> Message | None:
        stored = await self._bus.standing(subject)
        return stored.message if stored else None


def _take(fold: TurnFold, message: Message, turn_of: dict[UUID, UUID]) -> None:
    event = event_of(message, turn_of)
    if event is not None:
        fold.apply(event)
