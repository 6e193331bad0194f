"""The loop around one handler: pull, look whether it was done, run, publish, acknowledge; retry, hold or park."""

import asyncio
import contextlib
import random
from typing import Any, Generic, TypeVar

from nats.aio.msg import Msg

from lifeos.contracts import Message, names
from lifeos.runtime import telemetry
from lifeos.runtime.bus import BUS_ERRORS, Bus, Stored, decode, refuse_copies
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.errors import Erased, Rejected, Unavailable
from lifeos.runtime.parking import set_aside
from lifeos.runtime.pull import ConsumerGone, StandingPull
from lifeos.runtime.worker import Handler, consumer_of

T = TypeVar("T")

PARKED_AT_DELIVERY = 10
ORDER_WAIT_S = 30.0
ORDER_POLL_S = 0.05
DRAIN_S = 20.0
TAKEN_TRIES = 20


class GaveUp(Rejected):
    """Tried too often."""


class DurableLoop(Generic[T]):
    """Runs one handler until it is stopped."""

    def __init__(
        self, bus: Bus, handler: Handler[T], tools: T, crash: CrashPoints, ack_wait_s: float = 30.0
    ) -> None:
        self._bus, self._handler, self._tools, self._crash = bus, handler, tools, crash
        self._ack_wait_s = ack_wait_s
        self._log = telemetry.logger().bind(durable=handler.durable)
        self._pull = StandingPull(bus.client, handler.durable)
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy = 0
        self._free = asyncio.Event()
        # A process starts carefully: if a message kills it, only that message was on the table.
        self._batch = 1
        self._alone: asyncio.Task[None] | None = None
        self._held = 0
        self.stopping = asyncio.Event()
        self.ready = False

    async def run(self) -> None:
        """Pull and handle until `stopping`, then finish what was begun, at most 20 s."""
        telemetry.HELD.labels(self._handler.durable).set(0)
        await self._pull.start()
        self._bus.on_reconnect(self._after_reconnect)
        await self._bind()
        waiting = asyncio.create_task(self._beat_for_waiting())
        while not self.stopping.is_set():
            await self._step()
        waiting.cancel()
        await self._drain()
        self._bus.not_on_reconnect(self._after_reconnect)

    async def _after_reconnect(self) -> None:
        self._pull.forget_request()

    async def _step(self) -> None:
        free = self._handler.slots - self._busy
        if free <= 0 or self._held or (self._alone and not self._alone.done()):
            self._free.clear()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._free.wait(), 0.25)
            return
        try:
            message = await self._pull.next(min(free, self._batch))
        except ConsumerGone:
            self._log.warning("consumer is gone, declaring it again")
            await self._bind()
            return
        except BUS_ERRORS:
            await asyncio.sleep(0.2)
            return
        if message is not None:
            self._begin(message)

    def _begin(self, message: Msg) -> None:
        first_time = message.metadata.num_delivered == 1
        self._batch = min(self._handler.slots, self._batch * 2) if first_time else 1
        self._busy += 1
        task = asyncio.create_task(self._handle(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if not first_time:
            self._alone = task

    async def _bind(self) -> None:
        """Declare the consumer until it stands. Its stream may not be there yet, or not any more."""
        waited = 0
        while not self.stopping.is_set():
            try:
                await self._bus.js.add_consumer(names.LIFE, consumer_of(self._handler, self._ack_wait_s))
            except BUS_ERRORS as error:
                waited += 1
                if waited % 20 == 1:
                    self._log.warning("waiting for the stream LIFE", error=type(error).__name__)
                await asyncio.sleep(0.25)
            else:
                self.ready = True
                return

    async def _handle(self, message: Msg) -> None:
        beat = asyncio.create_task(self._beat(message))
        try:
            deliveries = message.metadata.num_delivered
            with telemetry.processing(self._handler.durable, message.subject, message.headers, deliveries):
                await self._decide(message, deliveries)
        except Unavailable:
            # Raised this far only when the process stops: the next one shall have it at once.
            await self._give_back(message)
        except Exception as error:  # noqa: BLE001 (the loop must survive any bug of a handler)
            # Not the error's own text: it may quote what the person said.
            name, places = type(error).__name__, telemetry.places(error)
            self._log.error("handler failed", error=name, places=places)
            await self._try_later(message)
        finally:
            beat.cancel()
            self._busy -= 1
            self._free.set()

    async def _decide(self, message: Msg, deliveries: int) -> None:
        self._crash.here(f"{self._handler.durable}:received")
        try:
            await self._work_or_park(message, deliveries)
        except Erased:
            self._log.info("dropped, because it was erased")
        self._crash.here(f"{self._handler.durable}:before-ack")
        await self._ack(message)

    async def _work_or_park(self, message: Msg, deliveries: int) -> None:
        body: Message | None = None
        try:
            refuse_copies(message)
            body = decode(message.subject, message.data)
            if deliveries >= PARKED_AT_DELIVERY:
                raise GaveUp(f"gave up after {deliveries - 1} tries")
            await self._until_available(message, body)
        except Erased:
            raise
        except Rejected as error:
            await self._park(message, body, error)

    async def _until_available(self, message: Msg, body: Message) -> None:
        """Run and publish. While a dependency is away the message is held, and nothing else is pulled."""
        holding, wait = False, 0.25
        try:
            while True:
                try:
                    return await self._run(message, body)
                except Unavailable as error:
                    if self.stopping.is_set():
                        raise
                    if not holding:
                        holding = True
                        self._held += 1
                        telemetry.HELD.labels(self._handler.durable).set(self._held)
                        self._log.warning("holding", why=str(error))
                    await self._pause(max(wait, min(error.retry_after, 5)) * (0.8 + random.random() * 0.4))
                    wait = min(wait * 2, 5)
        finally:
            if holding:
                self._held -= 1
                telemetry.HELD.labels(self._handler.durable).set(self._held)

    async def _run(self, message: Msg, body: Message) -> None:
        if self._handler.in_order:
            await self._wait_for_turn(body, self._handler.in_order)
        ends_at = self._handler.ends_at
        if ends_at and (end := await self._bus.standing(ends_at(body))):
            if end.parked_for and end.message.cause == message.subject:
                # The process died between the visible end and the parking.
                raise Rejected(end.parked_for)
            return
        taken = Stored(body, message.metadata.sequence.stream) if self._handler.wants_all else body
        for _ in range(TAKEN_TRIES):
            outputs = self._handler.outputs(await self._handler.run(taken, self._tools))
            if all([await self._stands(message, output) for output in outputs]):
                return
        raise Unavailable("its place is taken again and again")

    async def _stands(self, message: Msg, output: Message) -> bool:
        """Publish one output. False when somebody else's stands in its place and the handler may look for another one."""
        if not output.cause:
            output = output.model_copy(update={"cause": message.subject})
        already = await self._publish(output)
        if not (already and self._handler.again_when_taken):
            return True
        standing = await self._bus.standing(output.subject)
        return standing is None or standing.message.cause == output.cause

    async def _publish(self, output: Message, parked_for: str | None = None) -> bool:
        """Publish until the PubAck: the work is done, only the bus may be late. True when its subject was taken already."""
        name = self._handler.durable
        self._crash.here(f"{name}:before-publish")
        if self._crash.at == f"{name}:before-puback":
            sending = asyncio.create_task(self._bus.publish(output))
            await asyncio.sleep(0.002)
            self._crash.here(f"{name}:before-puback")
            await sending
        wait = 0.1
        while True:
            try:
                already = (await self._bus.publish(output, parked_for=parked_for)).already
                break
            except Unavailable:
                if self.stopping.is_set():
                    raise
                await self._pause(wait)
                wait = min(wait * 2, 2)
        self._crash.here(f"{name}:after-puback")
        return already

    async def _wait_for_turn(self, body: Message, in_order: Any) -> None:
        """Wait without a slot until earlier messages are through, at most 30 s."""
        if await in_order(body, self._tools):
            return
        self._busy -= 1
        alone = self._alone is asyncio.current_task()
        if alone:
            self._alone = None
        self._free.set()
        end = asyncio.get_running_loop().time() + ORDER_WAIT_S
        try:
            while asyncio.get_running_loop().time() < end and not await in_order(body, self._tools):
                if self.stopping.is_set():
                    raise Unavailable("stopping")
                await asyncio.sleep(ORDER_POLL_S)
        finally:
            self._busy += 1
            if alone and self._alone is None:
                self._alone = asyncio.current_task()

    async def _park(self, message: Msg, body: Message | None, error: Rejected) -> None:
        """Publish the visible end first, then set the message aside."""
        durable, reason = self._handler.durable, str(error)[:400] or "no reason given"
        self._log.error("parked", why=reason, template=telemetry.template(message.subject))
        if body is not None and self._handler.when_parked:
            for end in self._handler.when_parked(body, reason):
                await self._publish(end.model_copy(update={"cause": message.subject}), parked_for=reason)
        self._crash.here(f"{durable}:before-parking")
        await set_aside(self._bus, durable, message, reason)
        kind = "unreadable" if body is None else "gave up" if isinstance(error, GaveUp) else "rejected"
        telemetry.PARKED.labels(durable, kind).inc()

    async def _ack(self, message: Msg) -> None:
        # An acknowledgement that is lost only costs a redelivery, which finds the end standing.
        with contextlib.suppress(*BUS_ERRORS):
            await message.ack_sync(timeout=2)

    async def _try_later(self, message: Msg) -> None:
        with contextlib.suppress(*BUS_ERRORS):
            delay = min(0.5 * 2 ** (message.metadata.num_delivered - 1), 30)
            await message.nak(delay=delay * (0.8 + random.random() * 0.4))

    async def _give_back(self, message: Msg) -> None:
        with contextlib.suppress(*BUS_ERRORS):
            await message.nak(delay=0.05)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), seconds)

    async def _beat_for_waiting(self) -> None:
        while True:
            await asyncio.sleep(self._ack_wait_s / 3)
            with contextlib.suppress(*BUS_ERRORS):
                await self._pull.beat()

    async def _beat(self, message: Msg) -> None:
        while True:
            await asyncio.sleep(self._ack_wait_s / 3)
            with contextlib.suppress(*BUS_ERRORS):
                await message.in_progress()

    async def _drain(self) -> None:
        for message in await self._pull.stop():
            await self._give_back(message)
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=DRAIN_S)
            for task in late:
                task.cancel()
