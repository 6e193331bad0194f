"""Follows a stream from a sequence on, without gaps, also across a broker crash.

The client library's ordered consumer stays deaf for about 20 s after a crash; this one asks for a heartbeat each
half second, and begins again from the last sequence + 1 whenever it misses one or the connection came back.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from uuid import uuid4

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from lifeos.runtime import telemetry
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import LifeError

HEARTBEAT_S = 0.5
DEAF_AFTER_S = 1.7

OnMessage = Callable[[Msg, int], Awaitable[None]]


class Follower:
    """Calls `on_message(message, sequence)` for every message after `start`, in order, exactly once."""

    def __init__(
        self,
        bus: Bus,
        stream: str,
        subjects: str,
        on_message: OnMessage,
        *,
        on_epoch: Callable[[str], Awaitable[None]] | None = None,
        before_bind: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._bus, self._stream, self._subjects, self._on_message = bus, stream, subjects, on_message
        self._on_epoch, self._before_bind = on_epoch, before_bind
        self.last = 0
        self.epoch = ""
        self.current = False
        self._expected = 1
        self._heard = 0.0
        self._subscription: Subscription | None = None
        self._inbox = ""
        self._passing_on = asyncio.Lock()
        self._again = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self, from_sequence: int | None = None) -> None:
        """Begin at a sequence, or with what comes from now on. Returns when it is following."""
        self._bus.on_reconnect(self._rebuild)
        while not await self._bind(from_sequence):
            await asyncio.sleep(0.25)
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        self._bus.not_on_reconnect(self._rebuild)
        if self._task:
            self._task.cancel()
        await self._let_go()

    async def _rebuild(self) -> None:
        self.current = False
        self._again.set()

    async def _watch(self) -> None:
        while True:
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._again.wait(), HEARTBEAT_S)
            deaf = time.monotonic() - self._heard > DEAF_AFTER_S
            if not self._bus.connected or not (deaf or self._again.is_set()):
                continue
            self._again.clear()
            self.current = False
            # First let go: what still arrives meanwhile would be passed on twice.
            async with self._passing_on:
                await self._let_go()
            if not await self._bind(self.last + 1):
                self._again.set()
                await asyncio.sleep(0.1)

    async def _let_go(self) -> None:
        """End the subscription. Under the lock, because the client cancels a callback that is under way."""
        old, self._subscription = self._subscription, None
        if old:
            with contextlib.suppress(*BUS_ERRORS):
                await old.unsubscribe()

    async def _bind(self, from_sequence: int | None) -> bool:
        try:
            if self._before_bind:
                await self._before_bind()
            info = await self._bus.js.stream_info(self._stream)
            epoch = str(info.created or "")
            if self.epoch and epoch != self.epoch:
                from_sequence, self.last = 1, 0
            if epoch != self.epoch:
                self.epoch = epoch
                if self._on_epoch:
                    await self._on_epoch(epoch)
            start = from_sequence if from_sequence is not None else info.state.last_seq + 1
            self.last = start - 1
            await self._consume_from(start)
        except (*BUS_ERRORS, LifeError) as error:
            telemetry.logger().warning("cannot follow yet", stream=self._stream, error=type(error).__name__)
            return False
        self.current = True
        return True

    async def _consume_from(self, start: int) -> None:
        await self._let_go()
        self._inbox = inbox = self._bus.client.new_inbox()
        self._expected = 1
        self._heard = time.monotonic()
        self._subscription = await self._bus.client.subscribe(inbox, cb=self._receiver(inbox))
        config = ConsumerConfig(
            name=f"{self._bus.service}-{uuid4().hex}",
            deliver_subject=inbox,
            deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
            opt_start_seq=max(1, start),
            ack_policy=AckPolicy.NONE,
            filter_subject=self._subjects,
            idle_heartbeat=HEARTBEAT_S,
            inactive_threshold=10,
            mem_storage=True,
            max_deliver=1,
        )
        await self._bus.js.add_consumer(self._stream, config)

    def _receiver(self, inbox: str) -> Callable[[Msg], Awaitable[None]]:
        async def receive(message: Msg) -> None:
            async with self._passing_on:
                if self._subscription is None or self._inbox != inbox:
                    return
                self._heard = time.monotonic()
                if (message.headers or {}).get("Status"):
                    return
                position = message.metadata.sequence
                if position.consumer != self._expected:
                    self._again.set()
                    return
                self._expected += 1
                if position.stream > self.last:
                    self.last = position.stream
                    await self._on_message(message, position.stream)

        return receive
