"""The control lane: everything of one conversation as it happens, continued after a break without a gap."""

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from uuid import UUID

import nats.js.errors
from nats.aio.msg import Msg

from lifeos.contracts import LIVE_BY_TYPE, LiveMessage, Message, names
from lifeos.contracts.api import ReplyGrew, ReplyVoid, TurnEvent, TurnStarted
from lifeos.gateway.events import event_of
from lifeos.gateway.lanes import Heard, Lanes, epoch_token
from lifeos.gateway.problems import Refused
from lifeos.gateway.words import Words
from lifeos.runtime.bus import BUS_ERRORS, Bus, decode
from lifeos.runtime.errors import Rejected, Unavailable
from lifeos.runtime.follow import Follower

SUBJECTS = {names.LIFE: "life.*.*.*.{}.*", names.LIVE: "live.*.*.*.{}"}
PATIENCE_S = 5.0
"""How long a replay waits for the next message before it gives up; the reader then comes back with the same id."""


@dataclass(frozen=True)
class Position:
    """Where a reader stands: `<LIFE sequence>-<LIVE epoch>-<LIVE sequence>`, the id of the last event it had."""

    life: int
    epoch: str
    live: int

    @classmethod
    def parse(cls, last_event_id: str) -> "Position":
        """Raises Refused (422)."""
        found = re.fullmatch(r"(\d{1,19})(?:-([0-9A-Za-z]{1,40})-(\d{1,19}))?", last_event_id.strip())
        if not found:
            raise Refused(422, "Last-Event-ID is not one of ours. Leave it out to begin with what comes now.")
        return cls(int(found[1]), found[2] or "", int(found[3] or 0))


class ControlLane:
    """One reader of one conversation."""

    def __init__(self, bus: Bus, lanes: Lanes, session_id: UUID) -> None:
        self._bus, self._lanes, self._session = bus, lanes, session_id
        self._turn_of: dict[UUID, UUID] = {}
        self._words: dict[UUID, Words] = {}
        self._doubtful = False
        self._resumed = False

    async def events(self, after: Position | None) -> AsyncGenerator[tuple[TurnEvent, str] | None]:
        """What came after a position, if one is given, then what comes. Ends when the reader is too slow."""
        async with self._lanes.listening(str(self._session)) as listener:
            done = Position(0, "", 0)
            if after is not None:
                done = Position(
                    self._lanes.life.last, epoch_token(self._lanes.live.epoch), self._lanes.live.last
                )
                async for shown in self._missed(after, done):
                    yield shown
            while not listener.overrun:
                heard = await listener.next(30)
                if heard is None or _before(heard, done):
                    continue
                for event in self._shown(heard.message):
                    yield event, heard.position

    async def _missed(self, after: Position, upto: Position) -> AsyncGenerator[tuple[TurnEvent, str]]:
        """Facts first, then words, unless some are lost: they are then voided when the next ones come."""
        self._resumed = True
        self._doubtful = after.epoch != upto.epoch or await self._forgotten(after.live)
        where = f"{after.epoch or '0'}-{after.live}"
        async for fact, sequence in self._replay(names.LIFE, after.life + 1, upto.life):
            for event in self._shown(fact):
                yield event, f"{sequence}-{where}"
        if self._doubtful:
            return
        async for sign, sequence in self._replay(names.LIVE, after.live + 1, upto.live):
            for event in self._shown(sign):
                yield event, f"{upto.life}-{upto.epoch}-{sequence}"

    async def _forgotten(self, sequence: int) -> bool:
        """True when LIVE no longer has everything after a sequence."""
        try:
            state = (await self._bus.js.stream_info(names.LIVE)).state
        except BUS_ERRORS:
            return True
        return state.first_seq > sequence + 1

    async def _replay(
        self, stream: str, start: int, upto: int
    ) -> AsyncGenerator[tuple[Message | LiveMessage, int]]:
        """Messages of this conversation from the stream, by a consumer of its own that ends with it."""
        subjects = SUBJECTS[stream].format(self._session)
        end = min(await self._last(stream, subjects), upto)
        if start > end:
            return
        caught: asyncio.Queue[tuple[Msg, int]] = asyncio.Queue()

        async def take(message: Msg, sequence: int) -> None:
            caught.put_nowait((message, sequence))

        follower = Follower(self._bus, stream, subjects, take)
        await follower.start(from_sequence=start)
        try:
            sequence = start - 1
            while sequence < end:
                message, sequence = await asyncio.wait_for(caught.get(), PATIENCE_S)
                decoded = _decoded(message)
                if decoded and sequence <= upto:
                    yield decoded, sequence
        finally:
            await follower.stop()

    async def _last(self, stream: str, subjects: str) -> int:
        """The sequence of this conversation's newest message, 0 when there is none."""
        try:
            return (await self._bus.js.get_last_msg(stream, subjects, direct=True)).seq or 0
        except nats.js.errors.NotFoundError:
            return 0
        except BUS_ERRORS as error:
            raise Unavailable(f"the stream {stream} does not answer") from error

    def _shown(self, message: Message | LiveMessage) -> Sequence[TurnEvent]:
        event = event_of(message, self._turn_of)
        if isinstance(event, TurnStarted):
            self._words[event.turn_id] = Words(doubtful=self._doubtful)
        if not isinstance(event, ReplyGrew | ReplyVoid):
            return [event] if event else []
        words = self._words.get(event.turn_id)
        if words is None:
            words = self._words[event.turn_id] = Words(known=not self._resumed, doubtful=self._doubtful)
        return words.pass_on(event)


def _decoded(message: Msg) -> Message | LiveMessage | None:
    """A fact or a sign; None for what no contract knows."""
    if message.subject.startswith("live."):
        kind = LIVE_BY_TYPE.get(".".join(message.subject.split(".")[1:4]))
        return kind.model_validate_json(message.data) if kind else None
    try:
        return decode(message.subject, message.data)
    except Rejected:
        return None


def _before(heard: Heard, done: Position) -> bool:
    """True for what the replay has shown already."""
    position = Position.parse(heard.position)
    if isinstance(heard.message, Message):
        return position.life <= done.life
    return position.epoch == done.epoch and position.live <= done.live
