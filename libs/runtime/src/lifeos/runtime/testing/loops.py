"""Worker loops in the test's own process, messages to feed them, and what they leave on the bus."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID, uuid4

import nats.js.errors
from nats.js.api import ConsumerInfo, RawStreamMsg

from lifeos.contracts import Message, TurnAnswered, TurnReceived, names
from lifeos.contracts.turn import Reply, TurnRequest
from lifeos.runtime.bus import Bus, Published
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.durable import DurableLoop
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.testing.servers import until
from lifeos.runtime.worker import Worker

T = TypeVar("T")


def a_turn(text: str = "Hello", session_id: UUID | None = None, turn_id: UUID | None = None) -> TurnReceived:
    """Something that somebody said, in a session of its own unless one is given."""
    return TurnReceived(
        id=str(turn_id or uuid4()),
        person_id=uuid4(),
        session_id=session_id or uuid4(),
        request=TurnRequest(message=text),
        request_hash="0" * 64,
    )


def answer_to(turn: TurnReceived, text: str = "Yes.") -> TurnAnswered:
    """The end of a turn."""
    return TurnAnswered(
        id=turn.id,
        person_id=turn.person_id,
        session_id=turn.session_id,
        outcome="replied",
        reply=Reply(text=text),
    )


def end_of(turn: TurnReceived) -> str:
    """The subject at which the answer to a turn stands."""
    return TurnAnswered.address(turn.session_id, turn.id)


@asynccontextmanager
async def running(
    bus: Bus, worker: Worker[T], tools: T, *, ack_wait_s: float = 1.0
) -> AsyncGenerator[list[DurableLoop[T]]]:
    """The loops of a worker, bound to their consumers; at the end they are stopped and drained."""
    loops = [DurableLoop(bus, handler, tools, CrashPoints(), ack_wait_s) for handler in worker.handlers]
    tasks = [asyncio.create_task(loop.run()) for loop in loops]
    try:
        await until(lambda: all(loop.ready for loop in loops))
        yield loops
    finally:
        for loop in loops:
            loop.stopping.set()
        await asyncio.gather(*tasks)


async def publish_surely(bus: Bus, message: Message, seconds: float = 20) -> Published:
    """Publish as a client does that tries the same key again. Raises Unavailable when the time is over."""
    end = asyncio.get_running_loop().time() + seconds
    while True:
        try:
            return await bus.publish(message)
        except Unavailable:
            if asyncio.get_running_loop().time() > end:
                raise
            await asyncio.sleep(0.05)


async def stored(bus: Bus, stream: str, beginning: str) -> list[RawStreamMsg]:
    """Every message of a stream whose subject begins so, oldest first."""
    info = await bus.js.stream_info(stream)
    found: list[RawStreamMsg] = []
    for sequence in range(max(1, info.state.first_seq), info.state.last_seq + 1):
        try:
            message = await bus.js.get_msg(stream, sequence, direct=True)
        except nats.js.errors.NotFoundError:
            continue
        if (message.subject or "").startswith(beginning):
            found.append(message)
    return found


async def is_done(bus: Bus, durable: str) -> bool:
    """Whether a durable consumer has nothing left to deliver and nothing that is unacknowledged."""
    info = await consumer(bus, durable)
    return info.num_pending == 0 and info.num_ack_pending == 0


async def deliveries(bus: Bus, durable: str) -> int:
    """How often anything was delivered to a durable consumer, redeliveries included."""
    info = await consumer(bus, durable)
    return info.delivered.consumer_seq if info.delivered else 0


async def consumer(bus: Bus, durable: str) -> ConsumerInfo:
    return await bus.js.consumer_info(names.LIFE, durable)
