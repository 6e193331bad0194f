"""What happens in one conversation on the bus, for the call that is held in it."""

import asyncio
import contextlib
from collections.abc import Callable
from uuid import UUID

from nats.aio.msg import Msg

from lifeos.contracts import LIVE_BY_TYPE, Message, ReplyDelta, ReplyReset, TurnAnswered, names
from lifeos.runtime.bus import Bus, decode
from lifeos.runtime.errors import Rejected
from lifeos.runtime.follow import Follower
from lifeos.runtime.streams import declare_live

Word = ReplyDelta | ReplyReset | TurnAnswered
OnFact = Callable[[Message], None]


class Line:
    """Follows the facts and signs of one conversation, across a broker's crash too."""

    def __init__(self, bus: Bus, session_id: UUID, on_fact: OnFact) -> None:
        self._on_fact = on_fact
        self._waiting: dict[UUID, asyncio.Queue[Word]] = {}
        self._facts = Follower(bus, names.LIFE, f"life.*.*.*.{session_id}.*", self._fact)
        self._signs = Follower(
            bus,
            names.LIVE,
            f"live.*.*.*.{session_id}",
            self._sign,
            before_bind=lambda: declare_live(bus.js),
        )

    async def open(self, from_sequence: int) -> None:
        """Facts from this sequence on, signs from now on."""
        await self._facts.start(from_sequence)
        await self._signs.start()

    async def close(self) -> None:
        await self._facts.stop()
        await self._signs.stop()

    def words_of(self, turn_id: UUID) -> asyncio.Queue[Word]:
        """What is said to a turn, from now on; asked for before the turn is put on the bus, nothing of it is missed."""
        return self._waiting.setdefault(turn_id, asyncio.Queue())

    def forget(self, turn_id: UUID) -> None:
        self._waiting.pop(turn_id, None)

    async def _fact(self, message: Msg, _sequence: int) -> None:
        with contextlib.suppress(Rejected):
            fact = decode(message.subject, message.data)
            if isinstance(fact, TurnAnswered) and fact.turn_id in self._waiting:
                self._waiting[fact.turn_id].put_nowait(fact)
            self._on_fact(fact)

    async def _sign(self, message: Msg, _sequence: int) -> None:
        kind = LIVE_BY_TYPE.get(".".join(message.subject.split(".")[1:4]))
        sign = kind.model_validate_json(message.data) if kind else None
        if isinstance(sign, (ReplyDelta, ReplyReset)) and sign.turn_id in self._waiting:
            self._waiting[sign.turn_id].put_nowait(sign)
