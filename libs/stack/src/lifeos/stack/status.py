"""What a running stack looks like from outside: its state file, its processes and its ports."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lifeos.stack.layout import Layout
from lifeos.stack.lock import holder, is_alive
from lifeos.stack.probes import NotReady, Probe, ask


@dataclass(frozen=True)
class Row:
    """One line of `lifeos status`."""

    part: str
    state: str
    pid: int | None
    port: int | None
    health: str
    up: bool


async def rows(layout: Layout) -> list[Row]:
    """Each part as it answers now; empty when no stack runs on this folder."""
    if holder(layout.lock) is None:
        return []
    return [await _row(part) for part in _parts(layout.state)]


def table(found: list[Row]) -> str:
    """The rows as aligned text."""
    lines = [("part", "state", "pid", "port", "health")]
    lines += [(row.part, row.state, str(row.pid or "-"), str(row.port or "-"), row.health) for row in found]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


async def _row(part: dict[str, Any]) -> Row:
    pid: int | None = part["pid"]
    probe = Probe(**part["probe"]) if part["probe"] else None
    alive = pid is not None and is_alive(pid)
    health, up = "no process", False
    if alive:
        health, up = "runs", True
        if probe is not None:
            try:
                health = await ask(probe)
            except NotReady as why:
                health, up = str(why), False
    return Row(part["name"], part["state"], pid, probe.port if probe else None, health, up)


def _parts(state: Path) -> list[dict[str, Any]]:
    try:
        return json.loads(state.read_text("utf-8"))["parts"]
    except (OSError, ValueError, KeyError):
        return []
