"""A standing pull: one request outstanding, up to the free slots.

The client library's `fetch(n)` waits for its batch to fill and has a tail of 0.5 to 1 s; this takes what is there.
"""

import asyncio
import json
import time

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
        self._arrived: asyncio.Queue[Msg] = asyncio.Queue()
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
        return [self._arrived.get_nowait() for _ in range(self._arrived.qsize())]

    def forget_request(self) -> None:
        """The broker went away: whatever was asked of it is lost."""
        self._outstanding = 0

    async def _on_message(self, message: Msg) -> None:
        self.last_contact = time.monotonic()
        status = (message.headers or {}).get("Status")
        if status is None:
            self._outstanding = max(0, self._outstanding - 1)
            self._arrived.put_nowait(message)
        elif status != "100":
            self._outstanding = 0
            description = (message.headers or {}).get("Description", "")
            # 404 and 408 mean that nothing was there in time; the rest that there is nothing to ask.
            self._gone = status == "503" or "Deleted" in description or "Shutdown" in description

    async def next(self, wanted: int, wait_s: float = 0.5) -> Msg | None:
        """The next message, or None after `wait_s`. Raises ConsumerGone."""
        if not self._arrived.empty():
            return self._arrived.get_nowait()
        if self._gone:
            self._gone = False
            raise ConsumerGone
        if self._outstanding <= 0 or time.monotonic() > self._expires:
            await self._ask(wanted)
        try:
            return await asyncio.wait_for(self._arrived.get(), wait_s)
        except TimeoutError:
            return None

    async def _ask(self, wanted: int) -> None:
        self._outstanding = wanted
        self._expires = time.monotonic() + EXPIRES_S + 0.3
        request = {"batch": wanted, "expires": int(EXPIRES_S * 1e9)}
        await self._client.publish(self._request_subject, json.dumps(request).encode(), reply=self._inbox)
