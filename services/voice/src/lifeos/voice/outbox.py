"""Puts what happens in a call on the bus, in the order in which it happened, and waits while the bus is away."""

import asyncio
import contextlib

from lifeos.contracts import LiveMessage, Message, TurnReceived
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import LifeError, Unavailable

AGAIN_S, AGAIN_AT_MOST_S = 0.2, 2.0


class Outbox:
    """One queue and one task: a fact that was put first is stored first. Signs are dropped while the bus is away."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._queue: asyncio.Queue[tuple[Message | LiveMessage, asyncio.Future[bool]]] = asyncio.Queue()
        self._task = asyncio.create_task(self._run())

    def put(self, message: Message | LiveMessage) -> asyncio.Future[bool]:
        """Done once the bus has it: True when this was the first of its identity, False when it stood already or is refused."""
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((message, done))
        return done

    async def close(self, seconds: float) -> bool:
        """Wait until everything is out, at most `seconds`. True when it is."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), seconds)
        self._task.cancel()
        return self._queue.empty()

    async def _run(self) -> None:
        while True:
            message, done = await self._queue.get()
            try:
                stored = await self._send(message)
            finally:
                self._queue.task_done()
            if not done.done():
                done.set_result(stored)

    async def _send(self, message: Message | LiveMessage) -> bool:
        if isinstance(message, LiveMessage):
            with contextlib.suppress(
                *BUS_ERRORS
            ):  # nothing durable hangs on it, and the facts behind it must go out
                await self._bus.show(message)
            return True
        # One turn has one identity in whatever conversation, as at the door.
        alone_on = TurnReceived.address("*", message.id) if isinstance(message, TurnReceived) else None
        wait = AGAIN_S
        while True:
            try:
                return not (await self._bus.publish(message, alone_on=alone_on)).already
            except Unavailable:
                await asyncio.sleep(wait)
                wait = min(wait * 2, AGAIN_AT_MOST_S)
            except LifeError:
                return False
