"""A real broker with the streams of the product, and each service as it stands on it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import nats
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import KeyValueConfig, StorageType, StreamConfig

from lifeos.stack.layout import Layout
from lifeos.stack.nats import nats_part, nats_users
from lifeos.stack.nats_rights import inbox
from lifeos.stack.probes import NotReady, Probe, ask
from lifeos.stack.secrets import load_secrets

FIRST = {"Nats-Expected-Last-Subject-Sequence": "0"}
REFUSED_S = 0.4


@dataclass
class Caller:
    """One service on the bus, and what the broker refused it."""

    client: Client
    js: JetStreamContext
    refused: list[str] = field(default_factory=list)

    async def is_refused(self, subject: str, body: bytes = b"{}", reply: str = "") -> bool:
        """Publish and tell whether the broker answered with a violation."""
        before = len(self.refused)
        await self.client.publish(subject, body, reply=reply)
        return await self._a_violation_more(before)

    async def may_not_hear(self, subject: str) -> bool:
        before = len(self.refused)
        await self.client.subscribe(subject)
        return await self._a_violation_more(before)

    async def _a_violation_more(self, before: int) -> bool:
        await self.client.flush()
        for _ in range(20):
            if len(self.refused) > before:
                return True
            await asyncio.sleep(REFUSED_S / 20)
        return False


@dataclass
class Bus:
    """A running broker with the streams of the product."""

    url: str
    passwords: dict[str, str]
    callers: list[Caller] = field(default_factory=list)

    async def as_user(self, user: str) -> Caller:
        refused: list[str] = []

        async def note(problem: Exception) -> None:
            refused.append(str(problem).lower())

        client = await nats.connect(
            self.url,
            user=user,
            password=self.passwords[user],
            inbox_prefix=inbox(user),
            error_cb=note,
            allow_reconnect=False,
            max_reconnect_attempts=2,
        )
        self.callers.append(Caller(client, client.jetstream(timeout=2), refused))
        return self.callers[-1]


@asynccontextmanager
async def real_bus(layout: Layout) -> AsyncGenerator[Bus]:
    """Start the broker as the stack does, let store declare the streams, and end it again."""
    secrets = load_secrets(layout.secrets, nats_users())
    part = nats_part(layout, secrets.nats)
    assert part.probe is not None
    with (layout.logs / "nats.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*part.argv, env=dict(part.env), stdout=log, stderr=log)
    bus = Bus(layout.nats_url, secrets.nats)
    try:
        assert await served(part.probe), (layout.logs / "nats.log").read_text()
        await declare(await bus.as_user("store"))
        yield bus
    finally:
        for caller in bus.callers:
            await caller.client.close()
        process.terminate()
        await asyncio.wait_for(process.wait(), 10)


async def served(probe: Probe) -> bool:
    """Wait at most ten seconds for a server."""
    for _ in range(200):
        try:
            await ask(probe)
        except NotReady:
            await asyncio.sleep(0.05)
        else:
            return True
    return False


async def declare(store: Caller) -> None:
    """What store does first: this already proves that it may."""
    for name in ("LIFE", "PARKED"):
        await store.js.add_stream(
            StreamConfig(name=name, subjects=[f"{name.lower()}.>"], allow_direct=True, max_bytes=10_000_000)
        )
    await store.js.add_stream(StreamConfig(name="LIVE", subjects=["live.>"], storage=StorageType.MEMORY))
    await store.js.create_key_value(KeyValueConfig(bucket="access"))
    assert store.refused == []
