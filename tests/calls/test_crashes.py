"""Wherever the voice service dies at the end of a call: what was said last stands once, and is learned once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from lifeos.contracts import MemoryLearned, TurnCommitted
from lifeos.contracts.call import Speech
from tests.calls.agent import silent_call, voice_bus
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
    async with voice_bus(fragile) as bus, silent_call(fragile, bus, "crash") as silent:
        said = "I worked as a cook at the Blue Hotel from March 2015 to June 2020."
        async for _ in silent.turns.reply_to("item_1", said, Speech(seconds=2)):
            pass  # and then the process that heard it died
        fragile.kill("voice")
        fragile.start("voice", LIFEOS_CRASH_AT=point)
        await ready_to_die(fragile, "voice", point)
        await silent.end("failed")
        died = await fragile.died("voice")
        fragile.kill("voice")
        fragile.start("voice")
        await fragile.ready("voice")
        jobs: list[object] = []
        for _ in range(150):
            jobs = (await silent.web.get("/v1/memories")).json()["items"]
            if jobs:
                break
            await asyncio.sleep(0.1)
        facts = [fact for fact in await read_all(bus) if fact.session_id == silent.order.session_id]
    assert died
    assert jobs
    assert [type(fact) for fact in facts].count(TurnCommitted) == 1
    assert [type(fact) for fact in facts].count(MemoryLearned) == 1
