"""How a rung rests after failures, and is tried again. Over real HTTP to a scripted model."""

import asyncio

import pytest

from libs.runtime.tests.ladders import (
    Clock,
    ask_times,
    both,
)
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.testing.openai_behaviours import (
    REPLY,
    Behaviour,
    after,
    fails,
    rate_limited,
    says,
)
from lifeos.runtime.testing.openai_stub import OpenAIStub


async def test_five_failures_rest_a_rung_and_one_good_call_brings_it_back(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", *[fails(500)] * 6)
    async with Ladder(both(stub), clock=clock) as ladder:
        await ask_times(ladder, 5)
        assert stub.hits["ok:heavy"] == 5
        assert "tried again in 60 s" in ladder.health()["heavy"]
        await ask_times(ladder, 3)
        assert stub.hits["ok:heavy"] == 5, "it rests"
        clock.now += 61
        assert await ask_times(ladder, 2) == ["mini", "mini"]
        assert stub.hits["ok:heavy"] == 6, "one try failed, so it rests again"
        clock.now += 61
        assert await ask_times(ladder, 2) == ["heavy", "heavy"]
        assert ladder.health()["heavy"] == "ok"


async def test_while_one_call_tries_a_resting_rung_the_others_go_past_it(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", fails(401), after(0.3, says(REPLY)))
    async with Ladder(both(stub), clock=clock) as ladder:
        await ask_times(ladder, 1)
        clock.now += 61
        answered = await asyncio.gather(*[ask_times(ladder, 1) for _ in range(4)])
    assert sorted(rungs[0] for rungs in answered) == ["heavy", "mini", "mini", "mini"]
    assert stub.hits["ok:heavy"] == 2


async def test_failures_spread_over_more_than_a_minute_do_not_rest_a_rung(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", *[fails(500)] * 6)
    async with Ladder(both(stub), clock=clock) as ladder:
        for _ in range(6):
            await ask_times(ladder, 1)
            clock.now += 20
        assert stub.hits["ok:heavy"] == 6


@pytest.mark.parametrize(
    ("behaviour", "rest_s"), [(fails(401), 60), (rate_limited(7), 7), (rate_limited(9000), 60)]
)
async def test_a_refused_key_or_a_named_time_rests_a_rung_at_once(
    stub: OpenAIStub, behaviour: Behaviour, rest_s: int
) -> None:
    clock = Clock()
    stub.queue("ok:heavy", behaviour)
    async with Ladder(both(stub), clock=clock) as ladder:
        assert await ask_times(ladder, 2) == ["mini", "mini"]
        clock.now += rest_s - 1
        assert await ask_times(ladder, 1) == ["mini"]
        clock.now += 2
        assert await ask_times(ladder, 1) == ["heavy"]


async def test_prompts_that_are_too_long_say_nothing_against_the_rung(stub: OpenAIStub) -> None:
    stub.queue("ok:heavy", *[fails(400, "context_length_exceeded")] * 7)
    async with Ladder(both(stub)) as ladder:
        assert await ask_times(ladder, 8) == ["mini"] * 7 + ["heavy"]


async def test_a_cancelled_try_leaves_the_next_call_free_to_try(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", fails(401), after(30, says(REPLY)))
    async with Ladder(both(stub), clock=clock) as ladder:
        await ask_times(ladder, 1)
        clock.now += 61
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ask_times(ladder, 1), 0.2)
        assert await ask_times(ladder, 1) == ["heavy"]
