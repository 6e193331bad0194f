"""A small service in a process of its own, that a test may kill at any instant.

What it does with a turn is what the turn says: `die` kills the process, `linger` takes very long the first time,
`take 1.5` takes so many seconds, `refuse` can never succeed; everything else is answered at once.
"""

import asyncio
import os
import signal
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from multiprocessing import get_context
from pathlib import Path

from lifeos.contracts import TurnAnswered, TurnReceived
from lifeos.contracts.turn import Reply
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Rejected
from lifeos.runtime.service import serve
from lifeos.runtime.settings import Settings
from lifeos.runtime.worker import Worker

DURABLE = "sample-answer"
CRASH_POINTS = (
    "received",
    "before-publish",
    "before-puback",
    "after-puback",
    "before-ack",
    "before-parking",
)

# Forked from a server that has imported everything: a child starts in milliseconds instead of seconds.
_forking = get_context("forkserver")
_forking.set_forkserver_preload([__name__])


class SampleWorker:
    """The process. It may be started again after its end; `runs` is one line for every run of its handler."""

    def __init__(self, folder: Path, nats_url: str, ack_wait_s: float = 1.0) -> None:
        self.runs_file = folder / "runs"
        self._settings = {"LIFEOS_NATS_URL": nats_url, "LIFEOS_ACK_WAIT_S": str(ack_wait_s)}
        self._log = folder / "worker.log"
        self.process = _forking.Process(target=_run)

    def start(self, crash_at: str | None = None) -> None:
        settings = self._settings | ({"LIFEOS_CRASH_AT": f"{DURABLE}:{crash_at}"} if crash_at else {})
        self.process = _forking.Process(target=_run, args=(settings, self.runs_file, self._log), daemon=True)
        self.process.start()

    @property
    def runs(self) -> list[str]:
        return self.runs_file.read_text().split() if self.runs_file.exists() else []

    @property
    def ended(self) -> bool:
        return self.process.exitcode is not None

    def kill(self) -> None:
        """kill -9, and wait for the end."""
        if self.process.pid is not None:
            self.process.kill()
            self.process.join()

    def ask_to_stop(self) -> None:
        self.process.terminate()


def _run(settings: Mapping[str, str], runs: Path, log: Path) -> None:
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(settings)  # noqa: TID251 (a child is configured as in production)

    @asynccontextmanager
    async def build(_bus: Bus) -> AsyncGenerator[Path]:
        yield runs

    serve("sample", Settings(), _worker(), build)


def _worker() -> Worker[Path]:
    worker: Worker[Path] = Worker()

    @worker.handles(
        DURABLE,
        ends_at=lambda turn: TurnAnswered.address(turn.session_id, turn.id),
        when_parked=lambda turn, reason: [_answered(turn, "failed", reason)],
        slots=8,
    )
    async def answer(turn: TurnReceived, runs: Path) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        text = turn.request.message
        earlier = _note(runs, turn.id)
        if text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if text == "refuse":
            raise Rejected("told to refuse")
        if text.startswith("take "):
            await asyncio.sleep(float(text.removeprefix("take ")))
        if text == "linger" and not earlier:
            await asyncio.sleep(60)
        return _answered(turn, "replied", None)

    return worker


def _note(runs: Path, turn_id: str) -> int:
    """Write down one run. Returns how many there were of it before."""
    earlier = runs.read_text().split().count(turn_id) if runs.exists() else 0
    with runs.open("a") as file:
        file.write(f"{turn_id}\n")
    return earlier


def _answered(turn: TurnReceived, outcome: str, problem: str | None) -> TurnAnswered:
    fields = turn.model_dump(include={"id", "person_id", "session_id"})
    return TurnAnswered.model_validate(
        fields | {"outcome": outcome, "problem": problem, "reply": Reply(text="Yes.")}
    )
