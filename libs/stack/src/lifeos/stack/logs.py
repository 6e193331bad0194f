"""What the parts say: prefixed and coloured on the terminal, and kept in one small file a part."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TextIO

ROTATE_BYTES = 5_000_000
_COLOURS = (36, 33, 35, 32, 34, 96, 93, 95, 92, 94)


@dataclass
class LogFile:
    """`<name>.log`; when it is full it becomes `<name>.log.1`, and the one before that is dropped."""

    path: Path
    limit: int = ROTATE_BYTES
    _file: BinaryIO | None = field(default=None, repr=False)

    def write(self, line: str) -> None:
        """Append one line; a full disk loses lines, never the part that wrote them."""
        with suppress(OSError):
            file = self._file or self.path.open("ab")
            self._file = file
            file.write(f"{line}\n".encode())
            file.flush()
            if file.tell() >= self.limit:
                self.close()
                self.path.replace(self.path.with_name(f"{self.path.name}.1"))

    def close(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None


@dataclass(frozen=True)
class Console:
    """The terminal. A closed one (a pipe that ended) is ignored: the stack goes on."""

    out: TextIO = sys.stdout
    colour: bool = False
    clock: Callable[[], str] = lambda: time.strftime("%H:%M:%S")

    def write(self, name: str, line: str, place: int = 0, width: int = 8) -> None:
        """One prefixed line; `place` picks the colour."""
        prefix = f"{self.clock()} {name:<{width}} |"
        if self.colour:
            prefix = f"\x1b[{_COLOURS[place % len(_COLOURS)]}m{prefix}\x1b[0m"
        with suppress(OSError, ValueError):
            self.out.write(f"{prefix} {line}\n")
            self.out.flush()
