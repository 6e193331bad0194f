"""Reading log files from their end, and waiting for more."""

import time
from collections.abc import Iterator
from pathlib import Path

_LAST_BYTES = 64_000
_LAST_LINES = 100
_PAUSE_S = 0.2


def last_lines(path: Path, count: int = _LAST_LINES) -> list[str]:
    """The last lines of a file, without reading all of it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _LAST_BYTES))
        return file.read().decode("utf-8", "replace").splitlines()[-count:]


def follow(paths: list[Path], pause_s: float = _PAUSE_S) -> Iterator[tuple[str, str]]:
    """Name and text of each line written from now on, for ever; a file that was rotated is read from its start."""
    places = {path: (path.stat().st_ino, path.stat().st_size) for path in paths}
    while True:
        for path in paths:
            inode, place = places[path]
            if not path.exists():
                continue
            about = path.stat()
            if about.st_ino != inode:
                inode, place = about.st_ino, 0
            with path.open("rb") as file:
                file.seek(place)
                text = file.read()
            whole = text[: text.rfind(b"\n") + 1]
            places[path] = (inode, place + len(whole))
            for line in whole.decode("utf-8", "replace").splitlines():
                yield path.stem, line
        time.sleep(pause_s)
