"""Ends what a killed supervisor leaves behind. Started as a plain file with the standard library only.

Its standard input is a pipe that only the supervisor holds open, so the end of that pipe is the end of the supervisor,
however it died. Each line names a process group: `+<id> <seconds it may take to stop>` or `-<id>` when it is gone.
The descriptor of the folder's lock is inherited, so that no second stack starts before the first is gone altogether.
"""

import contextlib
import os
import signal
import sys
import time

_ROUNDS = 20


def main() -> None:
    """Wait for the end of the supervisor, then end every group it named and every process that bears its mark."""
    mark = f"LIFEOS_STACK={sys.argv[1]}".encode()
    for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wish, signal.SIG_IGN)
    groups: dict[int, float] = {}
    for line in sys.stdin:
        words = line[1:].split()
        if line.startswith("+"):
            groups[int(words[0])] = float(words[1])
        else:
            groups.pop(int(words[0]), None)
    end_groups(groups)
    end_marked(mark)


def end_groups(groups: dict[int, float]) -> None:
    """Kill each group; one that may take some seconds (a database) is first asked to stop with SIGINT."""
    for group, grace in groups.items():
        send(group, signal.SIGINT if grace else signal.SIGKILL)
    asked = time.monotonic()
    for group, grace in groups.items():
        while grace and runs(group) and time.monotonic() < asked + grace:
            time.sleep(0.02)
        send(group, signal.SIGKILL)


def end_marked(mark: bytes) -> None:
    """Kill what left its group (a browser does), known by the mark in its environment, until none is found."""
    for _ in range(_ROUNDS):
        found = [pid for pid in marked(mark) if runs(pid)]
        if not found:
            return
        for pid in found:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)


def marked(mark: bytes) -> list[int]:
    """Process ids whose environment holds the mark."""
    found: list[int] = []
    for name in os.listdir("/proc"):
        if name.isdecimal() and int(name) != os.getpid():
            with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb") as file:
                if mark in file.read().split(b"\0"):
                    found.append(int(name))
    return found


def runs(pid: int) -> bool:
    """True while a process runs; an ended one that nobody collected does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def send(group: int, wish: signal.Signals) -> None:
    """Signal a whole group that may already be gone."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, wish)


if __name__ == "__main__":
    main()
