"""Starting one child so that it cannot outlive us, and reading what it says."""

import asyncio
import ctypes
import os
import pwd
import signal
import sys
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lifeos.stack import guardian
from lifeos.stack.part import Part

_PR_SET_PDEATHSIG = 1
_LINE_BYTES = 1 << 20
_GUARDIAN_GRACE_S = 8.0


@dataclass(frozen=True)
class Guardian:
    """The small process that ends everything when we die; `pipe` is our end of its standard input."""

    process: Process
    pipe: int

    def told(self, part: Part, group: int, runs: bool) -> None:
        """Tell it that a process group began or ended."""
        grace = _GUARDIAN_GRACE_S if part.stop_signal == signal.SIGINT else 0.0
        line = f"+{group} {grace}\n" if runs else f"-{group}\n"
        try:
            os.write(self.pipe, line.encode())
        except OSError:
            return  # killed by somebody: the death signal of each child still holds

    async def dismiss(self, wait_s: float = 20.0) -> None:
        """Close the pipe: it ends what is left and goes, and with it the folder's lock."""
        os.close(self.pipe)
        try:
            await asyncio.wait_for(self.process.wait(), wait_s)
        except TimeoutError:
            self.process.kill()


async def start_guardian(mark: str, lock: int | None) -> Guardian:
    """Start the guardian; it inherits the folder's lock."""
    read, write = os.pipe()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", str(Path(guardian.__file__)), mark),
        stdin=read,
        stdout=DEVNULL,
        stderr=DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
        pass_fds=() if lock is None else (lock,),
    )
    os.close(read)
    return Guardian(process, write)


async def start_child(part: Part, mark: str) -> tuple[Process, asyncio.StreamReader, asyncio.ReadTransport]:
    """Start a part in a session of its own, tied to our life, and connect to its output.

    The pipe is our own: with asyncio's, waiting for a process also waits for every grandchild that holds its output.
    """
    read, write = os.pipe()
    # Popen's `user` alone keeps root's groups, so a dropped user loses them explicitly.
    identity: dict[str, Any] = {}
    if part.user:
        identity = {"user": part.user, "group": pwd.getpwnam(part.user).pw_gid, "extra_groups": []}
    try:
        process = await asyncio.create_subprocess_exec(
            *part.argv,
            env={**part.env, "LIFEOS_STACK": mark},
            cwd=part.folder,
            stdin=DEVNULL,
            stdout=write,
            stderr=STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent(part.stop_signal),
            **identity,
        )
    except BaseException:
        os.close(read)
        raise
    finally:
        os.close(write)
    reader = asyncio.StreamReader(limit=_LINE_BYTES)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb", 0)
    )
    return process, reader, transport


def _die_with_parent(stop: signal.Signals) -> Callable[[], None]:
    """Run in the child before exec: the kernel signals it when our (main) thread ends.

    Postgres gets SIGINT, so that it closes its files in order; everything else is killed.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    wish = signal.SIGKILL if stop == signal.SIGTERM else stop
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(wish))
        if os.getppid() != parent:
            os._exit(1)

    return prepare


async def lines_of(reader: asyncio.StreamReader, take: Callable[[str], None]) -> None:
    """Hand over each line of a child; one without end is cut at 1 MiB."""
    while True:
        try:
            line = await reader.readline()
        except ValueError:
            take("(a line longer than 1 MiB was left out)")
            continue
        if not line:
            return
        take(line.decode("utf-8", "replace").rstrip())


def signal_group(group: int, wish: signal.Signals) -> bool:
    """Signal a whole process group; False when it is gone."""
    try:
        os.killpg(group, wish)
    except ProcessLookupError:
        return False
    return True
