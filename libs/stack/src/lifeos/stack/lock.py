"""One stack a data folder: two NATS servers on one store would destroy it without an error."""

import fcntl
import os
import time
from pathlib import Path

from lifeos.stack.refused import Refused

CLEANING_S = 12.0


def hold(path: Path, cleaning_s: float = CLEANING_S) -> int:
    """Take the folder's lock and write our process id into it; returns the open descriptor.

    The lock lasts as long as any process holds the descriptor. When the stack that wrote its id was killed, its
    guardian still holds it for a moment, so we wait `cleaning_s` for that; a living stack raises Refused at once.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + cleaning_s
    while not _locked(descriptor, fcntl.LOCK_EX):
        pid = _written_pid(path)
        if (pid is not None and is_alive(pid)) or time.monotonic() > deadline:
            os.close(descriptor)
            by = f" (process {pid})" if pid is not None else ""
            raise Refused(f"A stack already runs on {path.parent}{by}; `lifeos down` stops it.")
        time.sleep(0.05)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def holder(path: Path) -> int | None:
    """The process id of the stack that runs on this folder, or None when none does."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        return None if _locked(descriptor, fcntl.LOCK_SH) else _written_pid(path)
    finally:
        os.close(descriptor)


def is_alive(pid: int) -> bool:
    """True while the process runs; one that ended but was not collected by its parent counts as gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] not in "ZX"


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _written_pid(path: Path) -> int | None:
    text = path.read_text()
    return int(text) if text.isdecimal() else None
