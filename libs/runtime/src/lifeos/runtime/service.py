"""Runs a service: bus, health port, handlers, and an orderly end on SIGTERM."""

import asyncio
import contextlib
import gc
import json
import signal
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypeVar

import uvloop
from aiohttp import web
from nats.aio.msg import Msg
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.durable import DurableLoop
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.gauges import keep_gauges
from lifeos.runtime.settings import Settings
from lifeos.runtime.worker import Worker

HEALTH_SUBJECT = "ask.health.v1"
"""Every service answers it for itself: `{"service": ..., "parts": {part: "ok" or one plain sentence}}`."""

T = TypeVar("T")
Build = Callable[[Bus], AbstractAsyncContextManager[T]]


class InternalPort:
    """`/livez`, `/readyz` and `/metrics` of one process."""

    def __init__(self, host: str, port: int, ready: Callable[[], str]) -> None:
        self._host, self._port, self._ready = host, port, ready
        self._beat = time.monotonic()
        self.port = port

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        app = web.Application()
        app.add_routes(
            [
                web.get("/livez", self._livez),
                web.get("/readyz", self._readyz),
                web.get("/metrics", self._metrics),
            ]
        )
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, self._host, self._port)
        await site.start()
        self.port = runner.addresses[0][1]
        beat = asyncio.create_task(self._keep_beating())
        try:
            yield
        finally:
            beat.cancel()
            await runner.cleanup()

    async def _keep_beating(self) -> None:
        while True:
            self._beat = time.monotonic()
            await asyncio.sleep(0.5)

    async def _livez(self, _request: web.Request) -> web.Response:
        late = time.monotonic() - self._beat
        return web.Response(status=200 if late < 10 else 503, text=f"loop beat {late:.1f} s ago\n")

    async def _readyz(self, _request: web.Request) -> web.Response:
        problem = self._ready()
        return web.Response(status=503 if problem else 200, text=(problem or "ok") + "\n")

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def run_process(main: Coroutine[Any, Any, T]) -> T:
    """Run the whole of a process. Every process of ours waits in the same event loop, the faster one."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


def serve(
    service: str, settings: Settings, worker: Worker[T], build: Build[T], *, streams: Sequence[str] = ()
) -> None:
    """Run the handlers of a service until SIGTERM. `build` makes its tools, with the bus given.

    `streams` are those whose size it shows to operators.
    """
    telemetry.set_up(service, log_level=settings.log_level, otlp_endpoint=settings.otlp_endpoint)
    try:
        run_process(_serve(service, settings, worker, build, streams))
    except Unavailable as error:
        sys.exit(f"{service}: {error}")


async def _serve(
    service: str, settings: Settings, worker: Worker[T], build: Build[T], streams: Sequence[str]
) -> None:
    crash = CrashPoints.of(settings.crash_at)
    loops: list[DurableLoop[T]] = []
    stopping = asyncio.Event()
    bus = await Bus.connect(settings, service)

    def not_ready() -> str:
        if stopping.is_set():
            return "stopping"
        if not bus.connected:
            return "the bus is away"
        return "" if loops and all(loop.ready for loop in loops) else "starting"

    internal = InternalPort(settings.internal_host, settings.internal_port, not_ready)
    async with internal.open(), build(bus) as tools:
        await answer_health(bus, service, lambda: parts_of(tools))
        keep_what_is_loaded()
        loops += [DurableLoop(bus, handler, tools, crash, settings.ack_wait_s) for handler in worker.handlers]
        durables = [handler.durable for handler in worker.handlers]
        gauges = asyncio.create_task(keep_gauges(bus, durables, streams))
        await run_until_stopped(loops, bus, stopping)
        gauges.cancel()
    await bus.close()


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what a process holds for good: going through it takes 70 ms, in the middle of a turn."""
    gc.collect()
    gc.freeze()


def parts_of(tools: object) -> dict[str, str]:
    """What the tools of a service say about themselves, when they have something to say."""
    report: Callable[[], dict[str, str]] | None = getattr(tools, "health", None)
    return report() if report else {}


async def answer_health(bus: Bus, service: str, parts: Callable[[], dict[str, str]]) -> None:
    """Answer the door's question how this service is, for as long as the bus is open."""

    async def answer(message: Msg) -> None:
        if message.reply:
            await bus.client.publish(
                message.reply, json.dumps({"service": service, "parts": parts()}).encode()
            )

    await bus.client.subscribe(HEALTH_SUBJECT, cb=answer)


async def run_until_stopped(loops: Sequence[DurableLoop[T]], bus: Bus, stopping: asyncio.Event) -> None:
    """Run the loops until a signal, or until the bus is closed for good (the supervisor then starts us anew)."""
    event_loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError):
            event_loop.add_signal_handler(number, stopping.set)
    tasks = [asyncio.create_task(loop.run()) for loop in loops]
    waiters: list[asyncio.Task[object]] = [
        asyncio.create_task(_wait(stopping.wait)), asyncio.create_task(_wait(bus.closed.wait))
    ]  # fmt: skip
    done, _ = await asyncio.wait([*tasks, *waiters], return_when=asyncio.FIRST_COMPLETED)
    stopping.set()
    for loop in loops:
        loop.stopping.set()
    for waiter in waiters:
        waiter.cancel()
    await asyncio.gather(*tasks)
    if bus.closed.is_set():
        raise Unavailable("the bus connection was closed for good")
    for task in done:
        if task in tasks:
            task.result()


async def _wait(wait: Callable[[], Awaitable[object]]) -> object:
    return await wait()
