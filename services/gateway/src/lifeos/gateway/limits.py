"""How much one person may ask for, and when the workers are too far behind to take more."""

import asyncio
import contextlib
import time
from typing import Literal

from limits import RateLimitItem, parse
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from lifeos.contracts import names
from lifeos.gateway.problems import Refused
from lifeos.runtime.bus import BUS_ERRORS, Bus

PINS = "5/10 minutes"
"""As many as a person may need who mistypes; each replaces the one before."""
What = Literal["request", "turn", "pin", "stranger"]
TOO_MANY: dict[What, str] = {
    "request": "You are sending requests too fast. Wait a moment and try again.",
    "turn": "You are sending turns too fast. Wait a moment and try again.",
    "pin": "You asked for too many PINs. Wait a moment and try again.",
    "stranger": "Too many failed logins from this address. Wait a moment and try again.",
}


class Rates:
    """Counts requests per person or address in a moving window."""

    def __init__(self, storage_url: str, turns: str, requests: str, strangers: str) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(storage_url))  # type: ignore[arg-type]
        self._turns, self._requests, self._strangers = parse(turns), parse(requests), parse(strangers)
        self._pins = parse(PINS)

    async def request(self, person: str) -> None:
        await self._take(self._requests, "request", person)

    async def turn(self, person: str) -> None:
        await self._take(self._turns, "turn", person)

    async def pin(self, person: str) -> None:
        await self._take(self._pins, "pin", person)

    async def stranger(self, address: str) -> None:
        await self._take(self._strangers, "stranger", address)

    async def _take(self, rate: RateLimitItem, what: What, who: str) -> None:
        if await self._limiter.hit(rate, what, who):
            return
        reset = (await self._limiter.get_window_stats(rate, what, who)).reset_time
        raise Refused(429, TOO_MANY[what], retry_after=max(1, reset - time.time()))


class DepthGate:
    """Refuses turns while more than `limit` wait for the router: an honest 503 beats an answer in an hour."""

    def __init__(self, bus: Bus, limit: int) -> None:
        self._bus, self._limit = bus, limit
        self._waiting = 0
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        self._task = asyncio.create_task(self._watch())

    async def close(self) -> None:
        if self._task:
            self._task.cancel()

    async def _watch(self) -> None:
        while True:
            with contextlib.suppress(*BUS_ERRORS):
                info = await self._bus.js.consumer_info(names.LIFE, "router-route")
                self._waiting = (info.num_pending or 0) + (info.num_ack_pending or 0)
            await asyncio.sleep(1)

    def check(self) -> None:
        if self._waiting > self._limit:
            raise Refused(
                503, "Too many turns are waiting. Send the same turn again in a moment.", retry_after=5
            )
