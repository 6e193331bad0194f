"""Is a port free, and if not, who holds it?"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from lifeos.stack.refused import Refused

_LISTENING = "0A"


def check_ports(ports: Mapping[str, int]) -> None:
    """Raise Refused with one sentence about the first port that another program listens on."""
    for what, port in ports.items():
        if not is_free(port):
            holder = holder_of(port)
            by = f" by {holder}" if holder else ""
            raise Refused(
                f"Port {port} (needed for {what}) is taken{by}; stop that program, "
                "or set LIFEOS_PORT to another base port."
            )


def is_free(port: int) -> bool:
    """True when a server could listen on this loopback port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError:
            return False
    return True


def holder_of(port: int) -> str | None:
    """Name and process id of the listener, or None when the system does not tell (another user's, say)."""
    inodes = _listening_inodes(port)
    for folder in Path("/proc").glob("[0-9]*"):
        if inodes & _open_files(folder):
            with suppress(OSError):
                return f"{(folder / 'comm').read_text().strip()} (process {folder.name})"
    return None


def _open_files(process: Path) -> set[str]:
    """What a process has open, as far as we may see it; it may close files, or end, while we look."""
    found: set[str] = set()
    with suppress(OSError):
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(descriptor))
    return found


def _listening_inodes(port: int) -> set[str]:
    found: set[str] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, rows):
            if fields[3] == _LISTENING and int(fields[1].rsplit(":", 1)[1], 16) == port:
                found.add(f"socket:[{fields[9]}]")
    return found
