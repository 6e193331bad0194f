"""Breaks in the line to LiveKit itself, which the agent outlives and the person does notice."""

import asyncio
import time
from collections.abc import Callable

from livekit import rtc

LONG_S = 1.5
"""A shorter break, in seconds, is heard as a stutter: nothing is said about it."""
COMES_BACK_S = 30.0
LOOK_S = 0.2


class Gaps:
    """Calls `healed` once both sides are back in the room after a break that was long enough to be noticed."""

    def __init__(self, room: rtc.Room, caller: str, healed: Callable[[], None]) -> None:
        self._room, self._caller, self._healed = room, caller, healed
        self._since: float | None = None
        self._task: asyncio.Task[None] | None = None
        room.on("reconnecting", self._broke)
        room.on("reconnected", self._mended)

    def close(self) -> None:
        self._room.off("reconnecting", self._broke)
        self._room.off("reconnected", self._mended)
        if self._task:
            self._task.cancel()

    def _broke(self) -> None:
        self._since = self._since or time.monotonic()

    def _mended(self) -> None:
        since, self._since = self._since, None
        if since is not None and time.monotonic() - since >= LONG_S:
            self._task = asyncio.create_task(self._when_both_are_back())

    async def _when_both_are_back(self) -> None:
        """Each side tries again at its own pace: what is said before the other one listens is lost."""
        for _ in range(int(COMES_BACK_S / LOOK_S)):
            if self._caller in self._room.remote_participants:
                self._healed()
                return
            await asyncio.sleep(LOOK_S)
