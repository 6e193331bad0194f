"""One follower of `LIFE` and one of `LIVE` per process, fanned out in memory to whoever waits for a session."""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from nats.aio.msg import Msg

from lifeos.contracts import LIVE_BY_TYPE, LiveMessage, Message, names
from lifeos.runtime.bus import Bus, decode
from lifeos.runtime.errors import Rejected
from lifeos.runtime.follow import Follower
from lifeos.runtime.streams import declare_live

QUEUE_LIMIT = 2_000


@dataclass(frozen=True)
class Heard:
    """A message and where the process stood in both streams when it came."""

    message: Message | LiveMessage
    position: str


class Listener:
    """Messages for one waiting request. A reader that is too slow is cut off and must come back."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[Heard] = asyncio.Queue(QUEUE_LIMIT)
        self.overrun = False

    def give(self, heard: Heard) -> None:
        try:
            self.queue.put_nowait(heard)
        except asyncio.QueueFull:
            self.overrun = True

    async def next(self, seconds: float) -> Heard | None:
        """The next message, or None after `seconds`."""
        with contextlib.suppress(asyncio.TimeoutError):
            return await asyncio.wait_for(self.queue.get(), max(0.0, seconds))
        return None


class Recent:
    """What this process has shown each person lately, so that their next read reflects at least that."""

    KEPT = 12
    PEOPLE = 5_000

    def __init__(self) -> None:
        self._subjects: dict[UUID, deque[str]] = {}

    def remember(self, fact: Message) -> None:
        subjects = self._subjects.pop(fact.person_id, None) or deque(maxlen=self.KEPT)
        subjects.append(fact.subject)
        self._subjects[fact.person_id] = subjects
        while len(self._subjects) > self.PEOPLE:
            self._subjects.pop(next(iter(self._subjects)))

    def of(self, person_id: UUID) -> list[str]:
        return list(self._subjects.get(person_id, ()))


class Lanes:
    """Listeners are kept by key: a session id, the id of a document that is being made, or of a command."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self.recent = Recent()
        self.life = Follower(bus, names.LIFE, "life.>", self._fact)
        self.live = Follower(bus, names.LIVE, "live.>", self._sign, before_bind=lambda: declare_live(bus.js))

    async def open(self) -> None:
        await self.life.start()
        await self.live.start()

    async def close(self) -> None:
        await self.life.stop()
        await self.live.stop()

    @property
    def current(self) -> bool:
        return self.life.current

    @property
    def position(self) -> str:
        """`<LIFE sequence>-<LIVE epoch>-<LIVE sequence>`: what an event's id says."""
        return f"{self.life.last}-{epoch_token(self.live.epoch)}-{self.live.last}"

    @asynccontextmanager
    async def listening(self, *keys: str) -> AsyncGenerator[Listener]:
        listener = Listener()
        self.also(listener, keys)
        try:
            yield listener
        finally:
            self._forget(listener)

    def also(self, listener: Listener, keys: Iterable[str]) -> None:
        for key in keys:
            self._listeners[key].add(listener)

    def _forget(self, listener: Listener) -> None:
        for key in [key for key, listeners in self._listeners.items() if listener in listeners]:
            self._listeners[key].discard(listener)
            if not self._listeners[key]:
                del self._listeners[key]

    async def _fact(self, message: Msg, _sequence: int) -> None:
        parts = message.subject.split(".")
        # Who waits outside a conversation listens to a thing: the id of a version begins with its document's,
        # that of an answer with its round's; the others are the command's or the file's own.
        thing = parts[5][:36] if len(parts) > 5 else ""
        interested = self._listeners.get(parts[4], set()) | self._listeners.get(thing, set())
        if not interested:
            return
        with contextlib.suppress(Rejected):
            fact = decode(message.subject, message.data)
            self.recent.remember(fact)
            heard = Heard(fact, self.position)
            for listener in interested:
                listener.give(heard)

    async def _sign(self, message: Msg, _sequence: int) -> None:
        parts = message.subject.split(".")
        interested = self._listeners.get(parts[4]) if len(parts) > 4 else None
        kind = LIVE_BY_TYPE.get(".".join(parts[1:4]))
        if not interested or kind is None:
            return
        heard = Heard(kind.model_validate_json(message.data), self.position)
        for listener in list(interested):
            listener.give(heard)


def epoch_token(epoch: str) -> str:
    """The time LIVE was created, as one token without dashes."""
    return "".join(character for character in epoch if character.isalnum()) or "0"
