"""A supervisor in a process of its own: `runner.py '{"folder": .., "parts": [..]}'`, so that tests may kill it."""

import asyncio
import json
import sys
from pathlib import Path
from signal import Signals
from typing import Any

from lifeos.stack.lock import hold
from lifeos.stack.logs import Console
from lifeos.stack.part import Part, Patience
from lifeos.stack.probes import Probe
from lifeos.stack.refused import Refused
from lifeos.stack.supervisor import Files, Supervisor


def part(wish: dict[str, Any]) -> Part:
    probe = Probe("tcp", wish["port"]) if "port" in wish else None
    program = wish.get(
        "program", [sys.executable, str(Path(__file__).with_name("child.py")), json.dumps(wish)]
    )
    return Part(
        name=wish["name"],
        argv=tuple(program),
        env={"PATH": "/usr/bin:/bin"},
        probe=probe,
        after=tuple(wish.get("after", [])),
        stop_signal=Signals[wish.get("stop", "SIGTERM")],
        grace_s=wish.get("grace", 5.0),
    )


async def ready() -> None:
    print("everything is ready", flush=True)


def main(wish: dict[str, Any]) -> int:
    folder = Path(wish["folder"])
    try:
        lock = hold(folder / "stack.lock")
    except Refused as why:
        print(why, flush=True)
        return 1
    files = Files(logs=folder, state=folder / "state.json", lock=lock)
    patience = Patience(pauses_s=(0.01,), restarts=wish.get("restarts", 20))
    parts = tuple(part(one) for one in wish["parts"])
    return asyncio.run(Supervisor(parts, files, Console(sys.stdout), patience).run(ready))


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
