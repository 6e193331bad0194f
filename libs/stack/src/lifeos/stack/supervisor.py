"""Keeps the parts of a stack running: order, readiness, restarts, logs, and an end that leaves nothing behind."""

import asyncio
import json
import os
import random
import secrets
import signal
import time
from asyncio.subprocess import Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from lifeos.stack.children import Guardian, lines_of, signal_group, start_child, start_guardian
from lifeos.stack.layout import write_private
from lifeos.stack.logs import Console, LogFile
from lifeos.stack.part import Part, Patience, stop_order
from lifeos.stack.probes import NotReady, ask

State = Literal["waiting", "starting", "ready", "restarting", "stopped", "gave up"]
_OURSELVES = "stack"
_PROBE_PAUSE_S = 0.05
_SETTLE_S = 1.0


@dataclass
class Child:
    """One part as it runs now."""

    part: Part
    place: int
    log: LogFile
    state: State = "waiting"
    restarts: int = 0
    process: Process | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process and self.process.returncode is None else None


@dataclass(frozen=True)
class Files:
    """Where the supervisor writes: logs by part, and the state that `lifeos status` reads."""

    logs: Path
    state: Path
    lock: int | None = None


class Supervisor:
    """Runs the parts until it is told to stop or one of them cannot be kept alive."""

    def __init__(
        self, parts: tuple[Part, ...], files: Files, console: Console, patience: Patience | None = None
    ) -> None:
        self._layers = stop_order(parts)
        self._files = files
        self._console = console
        self._patience = patience or Patience()
        self._width = max(len(name) for name in (_OURSELVES, *(part.name for part in parts)))
        self._mark = secrets.token_hex(16)
        self._stopping = asyncio.Event()
        self._wishes = 0
        self._failed = False
        self._children = {
            part.name: Child(part, place, LogFile(files.logs / f"{part.name}.log"))
            for place, part in enumerate(parts)
        }

    async def run(self, when_ready: Callable[[], Awaitable[None]]) -> int:
        """Start everything, call `when_ready` once all serve, and return 0 after a wished stop, else 1.

        Must run in the main thread: the death signal of a child follows the thread that started it.
        """
        loop = asyncio.get_running_loop()
        for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(wish, self._wished)
        guardian = await start_guardian(self._mark, self._files.lock)
        runs = {
            name: asyncio.create_task(self._keep(child, guardian)) for name, child in self._children.items()
        }
        hello = asyncio.create_task(self._greet(when_ready))
        stop = asyncio.create_task(self._stopping.wait())
        try:
            # A task that ends although nobody wished to stop has a bug: stop, and show it.
            done, _ = await asyncio.wait({stop, *runs.values()}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stopping.set()
            hello.cancel()
            await self._stop_all(runs)
            await guardian.dismiss()
            self._write_state()
            for child in self._children.values():
                child.log.close()
        for task in done:
            task.result()
        return 1 if self._failed else 0

    def _wished(self) -> None:
        """The first signal asks politely, the second one ends everything now."""
        self._wishes += 1
        self._stopping.set()
        if self._wishes > 1:
            for child in self._children.values():
                if child.pid is not None:
                    signal_group(child.pid, signal.SIGKILL)

    async def _greet(self, when_ready: Callable[[], Awaitable[None]]) -> None:
        for child in self._children.values():
            await child.ready.wait()
        try:
            await when_ready()
        except Exception as problem:  # noqa: BLE001 whatever fails here, the person sees a sentence and the stack stops
            self._failed = True
            self._say(f"the stack runs, but nobody can be logged in: {problem}")
            self._stopping.set()

    async def _keep(self, child: Child, guardian: Guardian) -> None:
        """Start one part again and again, until we stop or it has ended too often in a short time."""
        for name in child.part.after:
            await self._children[name].ready.wait()
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._run_once(child, guardian)
            if self._stopping.is_set():
                return
            if time.monotonic() - began > self._patience.fast_s:
                child.restarts = 0
            if child.restarts >= self._patience.restarts:
                self._give_up(child)
                return
            pause = self._patience.pause(child.restarts) * random.uniform(1.0, 1.2)
            child.restarts += 1
            self._say(f"{child.part.name} ended ({_ending(code)}); restart {child.restarts} in {pause:.1f} s")
            self._move(child, "restarting")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)

    async def _run_once(self, child: Child, guardian: Guardian) -> int:
        self._move(child, "starting")
        try:
            process, reader, transport = await start_child(child.part, self._mark)
        except OSError as problem:
            self._say(f"{child.part.name} cannot be started: {problem.strerror}: {child.part.argv[0]}")
            return 127
        child.process = process
        guardian.told(child.part, process.pid, runs=True)
        self._write_state()
        talk = asyncio.create_task(lines_of(reader, lambda line: self._heard(child, line)))
        probing = asyncio.create_task(self._probe(child))
        try:
            return await process.wait()
        finally:
            probing.cancel()
            child.ready.clear()
            signal_group(process.pid, signal.SIGKILL)  # grandchildren that stayed in its session
            guardian.told(child.part, process.pid, runs=False)
            await asyncio.wait({talk}, timeout=_SETTLE_S)
            talk.cancel()
            transport.close()

    async def _probe(self, child: Child) -> None:
        began = time.monotonic()
        warned = False
        while child.part.probe is not None:
            try:
                await ask(child.part.probe)
                break
            except NotReady as why:
                if not warned and time.monotonic() - began > self._patience.slow_start_s:
                    warned = True
                    self._say(f"{child.part.name} takes long to start: {why}")
            await asyncio.sleep(_PROBE_PAUSE_S)
        child.ready.set()
        self._move(child, "ready")
        self._say(f"{child.part.name} is ready after {time.monotonic() - began:.2f} s")

    async def _stop_all(self, runs: dict[str, asyncio.Task[None]]) -> None:
        for layer in self._layers:
            await asyncio.gather(*(self._stop(self._children[part.name], runs[part.name]) for part in layer))

    async def _stop(self, child: Child, run: asyncio.Task[None]) -> None:
        if child.process is None:
            run.cancel()  # it still waits for what it needs
        elif child.pid is not None:
            signal_group(child.pid, child.part.stop_signal)
        await asyncio.wait({run}, timeout=child.part.grace_s)
        if not run.done() and child.pid is not None:
            self._say(f"{child.part.name} did not stop within {child.part.grace_s:g} s and is killed")
            signal_group(child.pid, signal.SIGKILL)
            await asyncio.wait({run}, timeout=_SETTLE_S + 1)
        run.cancel()
        if child.state != "gave up":
            self._move(child, "stopped")

    def _give_up(self, child: Child) -> None:
        self._failed = True
        self._move(child, "gave up")
        self._say(
            f"{child.part.name} ended {child.restarts + 1} times in a row and is given up; "
            f"its last words are in {child.log.path}. Everything stops."
        )
        self._stopping.set()

    def _heard(self, child: Child, line: str) -> None:
        child.log.write(line)
        if not child.part.quiet:
            self._console.write(child.part.name, line, child.place, self._width)

    def _say(self, line: str) -> None:
        self._console.write(_OURSELVES, line, len(self._children), self._width)

    def _move(self, child: Child, state: State) -> None:
        child.state = state
        self._write_state()

    def _write_state(self) -> None:
        rows = [
            {
                "name": child.part.name,
                "state": child.state,
                "pid": child.pid,
                "restarts": child.restarts,
                "probe": asdict(child.part.probe) if child.part.probe else None,
            }
            for child in self._children.values()
        ]
        with suppress(OSError):  # a full disk must not stop what still runs
            write_private(self._files.state, json.dumps({"pid": os.getpid(), "parts": rows}) + "\n")


def _ending(code: int) -> str:
    return f"signal {-code}, {signal.strsignal(-code)}" if code < 0 else f"exit code {code}"
