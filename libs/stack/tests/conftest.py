"""Free ports, waiting with an end, and a supervisor that is always ended again."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from lifeos.stack import layout as stack_layout
from lifeos.stack.layout import Layout, make_folders
from lifeos.stack.ports import is_free

from .bus import Bus, real_bus

SOURCE = Path(stack_layout.__file__).parents[2]


def wait_until(true: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    """Fail the test when something does not happen in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {seconds:g} s: {what}"
        time.sleep(0.02)


def read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


@dataclass
class Running:
    """A supervisor process and what it wrote."""

    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def output(self) -> str:
        return read(self.folder / "output")

    @property
    def events(self) -> list[str]:
        return read(self.folder / "events").splitlines()

    def state(self, name: str) -> dict[str, Any]:
        rows = json.loads(read(self.folder / "state.json"))["parts"]
        return next(row for row in rows if row["name"] == name)

    def wait_ready(self) -> None:
        wait_until(lambda: "everything is ready" in self.output, f"ready: {self.output}")


@pytest.fixture
def base_port() -> int:
    """A base port whose whole range is free, below the ports that outgoing connections take."""
    for _ in range(100):
        base = random.randrange(12_000, 32_000, 20)
        if all(is_free(base + offset) for offset in range(20)):
            return base
    raise AssertionError("no free range of ports")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user may pass to, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(dir="/var/tmp", prefix="lifeos-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a supervisor over the wished parts; whatever is left of it is killed at the end."""
    started: list[Running] = []

    def start(*parts: dict[str, Any], restarts: int = 20) -> Running:
        events = str(tmp_path / "events")
        wish = {
            "folder": str(tmp_path),
            "restarts": restarts,
            "parts": [{**part, "events": events} for part in parts],
        }
        output = (tmp_path / ("output" if not started else f"output-{len(started)}")).open("wb")
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("runner.py")), json.dumps(wish)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        output.close()
        started.append(Running(process, tmp_path))
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.process.send_signal(signal.SIGKILL)
        running.process.wait(10)


@pytest_asyncio.fixture
async def bus(tmp_path: Path, base_port: int) -> AsyncIterator[Bus]:
    """A real broker on which store has declared the streams."""
    layout = Layout(tmp_path, base_port)
    make_folders(layout)
    async with real_bus(layout) as running:
        yield running
