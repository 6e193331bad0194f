"""What the supervisor knows about one part of the stack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from signal import SIGTERM, Signals

from lifeos.stack.probes import Probe


@dataclass(frozen=True)
class Part:
    """A child process: how to start it, how to know that it serves, how to stop it."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(repr=False)
    probe: Probe | None = None
    after: tuple[str, ...] = ()
    stop_signal: Signals = SIGTERM
    grace_s: float = 10.0
    user: str | None = None
    folder: str = "/"
    quiet: bool = False
    """Its words go to its log file only: a server's banner would bury the one line that a person looks for."""


@dataclass(frozen=True)
class Patience:
    """When and how often a part that ended is started again."""

    pauses_s: tuple[float, ...] = (0.2, 0.5, 1.0, 2.0, 5.0)
    fast_s: float = 30.0
    restarts: int = 20
    slow_start_s: float = 30.0

    def pause(self, restarts: int) -> float:
        return self.pauses_s[min(restarts, len(self.pauses_s) - 1)]


def stop_order(parts: tuple[Part, ...]) -> list[list[Part]]:
    """Layers to stop one after the other: a part goes only when all that need it are gone.

    Raises ValueError for a dependency that does not exist or for a circle.
    """
    names = {part.name for part in parts}
    for part in parts:
        if unknown := set(part.after) - names:
            raise ValueError(f"{part.name} waits for {', '.join(sorted(unknown))}, which does not exist")
    left = list(parts)
    layers: list[list[Part]] = []
    while left:
        layer = [part for part in left if not any(part.name in other.after for other in left)]
        if not layer:
            raise ValueError(f"{', '.join(part.name for part in left)} wait for each other")
        layers.append(layer)
        left = [part for part in left if part not in layer]
    return layers
