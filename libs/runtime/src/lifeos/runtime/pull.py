"""A standing pull: one request outstanding, up to the free slots.

The client library's `fetch(n)` waits for its batch to fill and has a tail of 0.5 to 1 s; this takes what is there.
"""

import asyncio
import contextlib
import json
import time
from collections import deque

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from lifeos.contracts import names

EXPIRES_S = 2.0


class ConsumerGone(Exception):
    """The durable consumer does not exist any more, or its stream is away."""


class StandingPull:
    """Pulls messages of one durable consumer of `LIFE`."""

    def __init__(self, client: Client, durable: str) -> None:
        self._client = client
        self._request_subject = f"$JS.API.CONSUMER.MSG.NEXT.{names.LIFE}.{durable}"
        self._inbox = client.new_inbox()
        self._arrived: deque[Msg] = deque()
        self._news = asyncio.Event()
        self._outstanding = 0
        self._expires = 0.0
        self._gone = False
        self._subscription: Subscription | None = None
        self.last_contact = time.monotonic()

    async def start(self) -> None:
        self._subscription = await self._client.subscribe(self._inbox, cb=self._on_message)

    async def stop(self) -> list[Msg]:
        """Ends the subscription. Returns messages that arrived and were not begun."""
        if self._subscription:
            await self._subscription.unsubscribe()
        unbegun = list(self._arrived)
        self._arrived.clear()
        return unbegun

    async def beat(self) -> None:
        """Tell the bus that what arrived and was not begun is still wanted: no slot may be free for a long time."""
        for message in list(self._arrived):
            await message.in_progress()

    def forget_request(self) -> None:
        """The broker went away: whatever was asked of it is lost."""
        self._outstanding = 0
        self._news.set()

    async def _on_message(self, message: Msg) -> None:
        self.last_contact = time.monotonic()
        status = (message.headers or {}).get("Status")
        if status is None:
            self._outstanding = max(0, self._outstanding - 1)
            self._arrived.append(message)
            self._news.set()
        elif status != "100":
            self._outstanding = 0
            description = (message.headers or {}).get("Description", "")
            # 404 and 408 mean that nothing was there in time; the rest that there is nothing to ask.
            self._gone = status == "503" or "Deleted" in description or "Shutdown" in description
            self._news.set()

    async def next(self, wanted: int, wait_s: float = 0.5) -> Msg | None:
        """The next message, or None when nothing came within `wait_s`. Raises ConsumerGone."""
        if self._arrived:
            return self._arrived.popleft()
        if self._gone:
            self._gone = False
            raise ConsumerGone
        self._news.clear()
        if self._outstanding <= 0 or time.monotonic() > self._expires:
            await self._ask(wanted)
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._news.wait(), wait_s)
        return self._arrived.popleft() if self._arrived else None

    async def _ask(self, wanted: int) -> None:
        self._outstanding = wanted
        self._expires = time.monotonic() + EXPIRES_S + 0.3
        request = {"batch": wanted, "expires": int(EXPIRES_S * 1e9)}
        await self._client.publish(self._request_subject, json.dumps(request).encode(), reply=self._inbox)
