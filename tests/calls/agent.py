"""The agent's end of a call without any sound: what is said is put on the bus as the voice service does it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from uuid import UUID, uuid4

import httpx
import psutil
from pydantic import SecretStr

from lifeos.contracts import CallEnded, TurnAnswered
from lifeos.contracts.call import CallOrder, EndReason, Speech
from lifeos.runtime.bus import Bus
from lifeos.runtime.settings import Settings
from lifeos.voice.line import Line
from lifeos.voice.outbox import Outbox
from lifeos.voice.turns import Turns
from tests.spine import Spine

AGENT_BYTES = 150 * 1024 * 1024
"""Less than any agent holds, more than what watches them."""


@contextlib.asynccontextmanager
async def voice_bus(spine: Spine) -> AsyncGenerator[Bus]:
    """The bus as the voice service sees it, with its rights."""
    assert spine.secrets
    settings = Settings(
        nats_url=spine.layout.nats_url,
        nats_user="voice",
        nats_password=SecretStr(spine.secrets.nats["voice"]),
    )
    bus = await Bus.connect(settings, "voice")
    try:
        yield bus
    finally:
        await bus.close()


def kill_agents(spine: Spine) -> None:
    """The processes that hold calls, or wait for one, die; not those that start and count processes."""
    voice = psutil.Process(spine.processes["voice"].pid)
    agents = [it for it in voice.children(recursive=True) if it.memory_info().rss > AGENT_BYTES]
    assert agents
    for process in agents:
        process.kill()


@dataclass(frozen=True)
class Silent:
    """A call of somebody new that nobody hears."""

    web: httpx.AsyncClient
    order: CallOrder
    call: UUID
    outbox: Outbox
    turns: Turns

    async def say(self, text: str) -> TurnAnswered:
        """Say it, and hear the reply to its end."""
        item = f"item_{uuid4()}"
        replying = aiter(self.turns.reply_to(item, text, Speech(seconds=1.0)))
        first = asyncio.ensure_future(anext(replying))
        await asyncio.sleep(0)
        # What was said stands at once, as in a call with sound.
        self.turns.commit(item)
        pieces = [await first, *[piece async for piece in replying]]
        assert isinstance(pieces[-1], TurnAnswered), f"no answer to {text!r}"
        return pieces[-1]

    async def end(self, reason: EndReason = "left") -> None:
        """Put its end on record."""
        order = self.order
        await self.outbox.put(
            CallEnded(
                id=str(self.call), person_id=order.person_id, session_id=order.session_id, reason=reason
            )
        )


@contextlib.asynccontextmanager
async def silent_call(spine: Spine, bus: Bus, label: str) -> AsyncGenerator[Silent]:
    """Begin one. When it is let go, what was put on the bus is there."""
    async with spine.client(await spine.new_key(label)) as web:
        order = CallOrder(
            person_id=(await web.get("/v1/me")).json()["id"],
            session_id=(await web.post("/v1/sessions", json={})).json()["id"],
            persona="antonio",
            language="en",
        )
        call, outbox = uuid4(), Outbox(bus)
        line = Line(bus, order.session_id, lambda _: None)
        await line.open(1)
        try:
            yield Silent(web, order, call, outbox, Turns(order, call, line, outbox))
        finally:
            await line.close()
            await outbox.close(10)
