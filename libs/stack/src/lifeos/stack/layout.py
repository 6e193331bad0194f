"""Where a stack keeps its files and which ports it uses, all derived from one folder and one number."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from lifeos.stack.refused import Refused

DEFAULT_PORT = 8080
HIGHEST_OFFSET = 20
INTERNAL_OFFSETS = {
    "store": 10,
    "router": 11,
    "cv": 12,
    "gateway": 13,
    "interview": 14,
    "outreach": 15,
    "voice": 16,
}


@dataclass(frozen=True)
class Layout:
    """One data folder and one base port; every other place and port follows from them."""

    data: Path
    port: int

    @property
    def nats_port(self) -> int:
        return self.port + 1

    @property
    def nats_monitor_port(self) -> int:
        return self.port + 2

    @property
    def postgres_port(self) -> int:
        return self.port + 3

    @property
    def livekit_port(self) -> int:
        """Where calls are set up; the port after it carries what is said, over UDP."""
        return self.port + 4

    def internal_port(self, service: str) -> int:
        """The port where a service shows its health and metrics, on loopback only."""
        return self.port + INTERNAL_OFFSETS[service]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def livekit_url(self) -> str:
        return f"ws://127.0.0.1:{self.livekit_port}"

    @property
    def nats_url(self) -> str:
        return f"nats://127.0.0.1:{self.nats_port}"

    @property
    def files_url(self) -> str:
        return (self.data / "files").as_uri()

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def secrets(self) -> Path:
        return self.data / "secrets"

    @property
    def lock(self) -> Path:
        return self.data / "stack.lock"

    @property
    def state(self) -> Path:
        return self.data / "state.json"

    @property
    def stack_json(self) -> Path:
        """What scripts read: the address and a key of the local person."""
        return self.data / "stack.json"


def as_running(layout: Layout) -> Layout:
    """The layout with the port that the running stack wrote down: it may have been started with another setting."""
    try:
        port = urlsplit(json.loads(layout.stack_json.read_text("utf-8"))["url"]).port
    except (OSError, ValueError, KeyError):
        return layout
    return replace(layout, port=port) if port else layout


def find_layout(settings: Mapping[str, str], working: Path, root: bool) -> Layout:
    """Choose folder and ports from LIFEOS_DATA and LIFEOS_PORT, or their defaults.

    Under root the default is outside the checkout, because Postgres then runs as `nobody` and must reach it.
    """
    named = settings.get("LIFEOS_DATA", "").strip()
    if named:
        data = (working / Path(named).expanduser()).absolute()
    elif root:
        mark = hashlib.sha256(str(working).encode()).hexdigest()[:8]
        data = Path("/var/lib/lifeos") / f"{working.name or 'checkout'}-{mark}"
    else:
        data = working / ".data"
    return Layout(data=data, port=_base_port(settings.get("LIFEOS_PORT", "").strip()))


def _base_port(text: str) -> int:
    if not text:
        return DEFAULT_PORT
    highest = 65_535 - HIGHEST_OFFSET
    if not text.isdecimal() or not 1024 <= int(text) <= highest:
        raise Refused(f"LIFEOS_PORT must be a number from 1024 to {highest}, not {text!r}.")
    return int(text)


def make_folders(layout: Layout) -> None:
    """Create the data folder and its parts; only the path to Postgres stays open to another user.

    A folder that was there before keeps its mode. Raises Refused when the folder cannot be written.
    """
    try:
        made = [folder for folder in (layout.data, *layout.data.parents) if not folder.exists()]
        layout.data.mkdir(parents=True, exist_ok=True)
        for folder in made:
            os.chmod(folder, 0o711)  # whatever the umask: a dropped `nobody` may pass through, never list
        for folder in (layout.logs, layout.secrets, layout.data / "nats", layout.data / "files"):
            folder.mkdir(mode=0o700, exist_ok=True)
            os.chmod(folder, 0o700)
    except OSError as problem:
        raise Refused(
            f"The data folder {layout.data} cannot be used ({problem.strerror}); LIFEOS_DATA names another one."
        ) from problem


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; nobody but its owner can read it at any moment."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
