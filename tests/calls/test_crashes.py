"""Wherever the voice service dies at the end of a call: what was said last stands once, and is learned once."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from lifeos.contracts import CallEnded, MemoryLearned, TurnCommitted
from lifeos.contracts.call import CallOrder, Speech
from lifeos.voice.line import Line
from lifeos.voice.outbox import Outbox
from lifeos.voice.turns import Turns
from tests.calls.scripts import voice_bus
from tests.chaos.history import read_all
from tests.crash_points import points_of_handler, ready_to_die
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def fragile() -> AsyncIterator[Spine]:
    """Without calls, since only the facts around them matter here."""
    async with Spine() as running:
        yield running


@pytest.mark.parametrize("point", points_of_handler("voice-close"))
async def test_a_crash_here_leaves_nothing_behind_and_doubles_nothing(fragile: Spine, point: str) -> None:
    async with fragile.client(await fragile.new_key("crash")) as web, voice_bus(fragile) as bus:
        person = UUID((await web.get("/v1/me")).json()["id"])
        session = UUID((await web.post("/v1/sessions", json={})).json()["id"])
        order = CallOrder(person_id=person, session_id=session, persona="antonio", language="en")
        call, outbox, line = uuid4(), Outbox(bus), Line(bus, session, lambda _: None)
        await line.open(1)
        turns = Turns(order, call, line, outbox)
        said = "I worked as a cook at the Blue Hotel from March 2015 to June 2020."
        async for _ in turns.reply_to("item_1", said, Speech(seconds=2)):
            pass  # and then the process that heard it died
        await line.close()
        fragile.kill("voice")
        fragile.start("voice", LIFEOS_CRASH_AT=point)
        await ready_to_die(fragile, "voice", point)
        await outbox.put(CallEnded(id=str(call), person_id=person, session_id=session, reason="failed"))
        died = await fragile.died("voice")
        fragile.kill("voice")
        fragile.start("voice")
        await fragile.ready("voice")
        jobs: list[object] = []
        for _ in range(150):
            jobs = (await web.get("/v1/memories")).json()["items"]
            if jobs:
                break
            await asyncio.sleep(0.1)
        await outbox.close(5)
        facts = [fact for fact in await read_all(bus) if fact.session_id == session]
    assert died
    assert jobs
    assert [type(fact) for fact in facts].count(TurnCommitted) == 1
    assert [type(fact) for fact in facts].count(MemoryLearned) == 1
