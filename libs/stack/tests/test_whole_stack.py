"""From `up` to `down` with the real broker and database, as a person at a terminal sees it."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lifeos.stack.cli import app
from lifeos.stack.lock import holder, is_alive

from .conftest import SOURCE, wait_until

pytestmark = pytest.mark.slow

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def settings(open_folder: Path, base_port: int) -> dict[str, str]:
    return {"LIFEOS_DATA": str(open_folder), "LIFEOS_PORT": str(base_port)}


@pytest.fixture
def start(open_folder: Path, base_port: int) -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []

    def run() -> subprocess.Popen[bytes]:
        with (open_folder / "output").open("ab") as output:
            script = str(Path(__file__).with_name("whole.py"))
            started.append(
                subprocess.Popen(
                    [sys.executable, script, str(open_folder), str(base_port)],
                    stdout=output,
                    stderr=output,
                    env={**os.environ, "PYTHONPATH": str(SOURCE)},
                )
            )
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def test_a_stack_comes_up_is_looked_at_and_goes_down(
    start: Start, open_folder: Path, base_port: int, settings: dict[str, str]
) -> None:
    process = start()
    output = open_folder / "output"
    wait_until(lambda: "Life-OS is ready." in output.read_text(), "ready", 40)
    assert f"Open   http://127.0.0.1:{base_port}/#login=once" in output.read_text()

    assert "Starting nats-server" not in output.read_text()
    assert "Starting nats-server" in (open_folder / "logs" / "nats.log").read_text()

    secret = open_folder / "stack.json"
    assert json.loads(secret.read_text()) == {"url": f"http://127.0.0.1:{base_port}", "api_key": "lo_test"}
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600

    shown = CliRunner().invoke(app, ["status"], env=settings)
    assert shown.exit_code == 0, shown.output
    rows = {line.split()[0]: line.split() for line in shown.output.splitlines()}
    assert rows["nats"][1:] == ["ready", rows["nats"][2], str(base_port + 2), "ready"]
    assert rows["postgres"][1:] == ["ready", rows["postgres"][2], str(base_port + 3), "ready"]

    said = CliRunner().invoke(app, ["logs", "postgres"], env=settings)
    assert "database system is ready to accept connections" in said.output
    nobody = CliRunner().invoke(app, ["logs", "ghost"], env=settings)
    assert nobody.exit_code == 1
    assert "there are: nats, postgres." in nobody.output

    # A stopped process still exists but answers nothing: the table says so and the exit code too.
    os.kill(int(rows["nats"][2]), signal.SIGSTOP)
    stuck = CliRunner().invoke(app, ["status"], env=settings)
    os.kill(int(rows["nats"][2]), signal.SIGCONT)
    assert stuck.exit_code == 1
    assert f"no answer on port {base_port + 2} within 2 s" in stuck.output

    stopped = CliRunner().invoke(app, ["down"], env=settings)
    assert (stopped.exit_code, stopped.output) == (0, "Stopped.\n")
    assert process.wait(10) == 0
    assert not any(is_alive(int(rows[name][2])) for name in ("nats", "postgres"))
    assert CliRunner().invoke(app, ["status"], env=settings).exit_code == 1
    again = CliRunner().invoke(app, ["down"], env=settings)
    assert (again.exit_code, again.output) == (1, f"No stack runs on {open_folder}.\n")


def test_a_killed_stack_leaves_no_server_and_starts_again_on_its_data(
    start: Start, open_folder: Path
) -> None:
    first = start()
    output = open_folder / "output"
    wait_until(lambda: "Life-OS is ready." in output.read_text(), "ready", 40)
    pids = [part["pid"] for part in json.loads((open_folder / "state.json").read_text())["parts"]]
    first.kill()
    first.wait(5)
    second = start()
    wait_until(lambda: output.read_text().count("Life-OS is ready.") == 2, "ready again", 40)
    assert not any(is_alive(pid) for pid in pids)
    assert holder(open_folder / "stack.lock") == second.pid


def test_a_taken_port_is_told_before_anything_is_made(
    start: Start, open_folder: Path, base_port: int
) -> None:
    with socket.create_server(("127.0.0.1", base_port + 1)):
        assert start().wait(15) == 1
    assert (open_folder / "output").read_text() == (
        f"Port {base_port + 1} (needed for NATS) is taken by {_our_name()} (process {os.getpid()}); "
        "stop that program, or set LIFEOS_PORT to another base port.\n"
    )
    assert not list((open_folder / "secrets").iterdir())
    assert not list(open_folder.glob("postgres*"))


def test_wrong_settings_and_missing_parts_are_one_sentence(settings: dict[str, str]) -> None:
    wrong = CliRunner().invoke(app, ["up"], env={**settings, "LIFEOS_PORT": "web"})
    assert (wrong.exit_code, wrong.output) == (
        1,
        "LIFEOS_PORT must be a number from 1024 to 65515, not 'web'.\n",
    )
    keys = CliRunner().invoke(app, ["keys", "list"], env=settings)
    assert keys.exit_code == 1
    assert keys.output.startswith("No stack runs on ")
    assert keys.output.endswith("`lifeos up` starts it, or LIFEOS_NATS_URL names another one.\n")


def _our_name() -> str:
    return Path("/proc/self/comm").read_text().strip()
