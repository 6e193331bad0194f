"""A small child process whose life the tests watch: `child.py '{"name": .., "events": ..}'`."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

LONGEST_S = 60.0


def main(wish: dict[str, Any]) -> None:
    """Write down what happens to us; listen, leave grandchildren, or end, as wished."""
    name = wish["name"]

    def note(what: str) -> None:
        with Path(wish["events"]).open("a", encoding="utf-8") as events:
            events.write(f"{name} {what}\n")

    def stop(number: int, frame: FrameType | None) -> None:
        note(f"got {signal.Signals(number).name}")
        if not wish.get("stubborn"):
            note("stopped")
            os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    note("started")
    if wish.get("grandchildren"):
        for own_session in (False, True):
            sleeper = subprocess.Popen(["sleep", str(LONGEST_S)], start_new_session=own_session)
            note(f"grandchild {sleeper.pid}")
    print(f"hello from {name}", flush=True)
    if "exits" in wish:
        sys.exit(wish["exits"])
    if "port" in wish:
        time.sleep(wish.get("delay", 0))
        listener = socket.create_server(("127.0.0.1", wish["port"]))
        note("listening")
        listener.settimeout(LONGEST_S)
    deadline = time.monotonic() + LONGEST_S
    while time.monotonic() < deadline:
        time.sleep(0.05)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
