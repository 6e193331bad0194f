"""What a call may cost, and which rung talks and which one writes in it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from lifeos.runtime.testing.openai_behaviours import says
from lifeos.runtime.testing.openai_stub import OpenAIStub
from tests.calls.agent import silent_call, voice_bus
from tests.calls.caller import Caller, Events
from tests.calls.test_calling import token_of
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

DEAR = {"LIFEOS_VOICE_TTS_COST": "20000"}
"""USD per million characters: a greeting costs more than one dollar, a reply takes it over the limit of two."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dear() -> AsyncIterator[Spine]:
    async with Spine(DEAR, calls=True) as running:
        yield running


@pytest.mark.needs_livekit
async def test_a_call_that_costs_too_much_ends_politely_and_says_its_cost(dear: Spine) -> None:
    async with dear.client(await dear.new_key("dear")) as web:
        token = await token_of(web)
        async with Events.of(web, token["session_id"]) as events, Caller.calling(token) as caller:
            assert await caller.hears_after(0, seconds=40)
            await caller.silence()
            assert any(state["cost_usd"] > 1 for state in events.all("call.state"))
            await caller.say("I worked as a cook at the Blue Hotel from March 2015 to June 2020.")
            bye = await events.until(
                "call.caption", lambda it: it["final"] and "may cost" in it["text"], seconds=60
            )
            assert "kept" in bye["text"]
            over = await events.until("call.ended", seconds=60)
        assert over["reason"] == "budget"
        assert over["cost_usd"] >= 2
        calls = (await web.get(f"/v1/sessions/{token['session_id']}/calls")).json()["items"]
        assert calls[0]["cost_usd"] == over["cost_usd"]


async def test_the_small_rung_talks_and_openclaw_writes_each_document_once() -> None:
    async with OpenAIStub({"mini": says("Good. What did you do last?")}) as stub:
        settings = {
            "LIFEOS_LADDER_TALK": "mini,offline",
            "LIFEOS_LADDER_ROUTE": "offline",
            "LIFEOS_LADDER_LEARN": "offline",
            "LIFEOS_LADDER_WRITE_CV": "openclaw,heavy,offline",
            "LIFEOS_LLM_MINI_MODEL": "mini",
            "LIFEOS_LLM_MINI_API_BASE": stub.base,
            "LIFEOS_LLM_MINI_LANE": "openai",
            "LIFEOS_LLM_MINI_INPUT_COST": "1",
            "LIFEOS_LLM_MINI_OUTPUT_COST": "1",
            "LIFEOS_LLM_OPENCLAW_MODEL": "openclaw/lifeos",
            "LIFEOS_LLM_OPENCLAW_API_BASE": stub.base,
            "LIFEOS_LLM_OPENCLAW_API_KEY": "token",
        }
        async with (
            Spine(settings) as spine,
            voice_bus(spine) as bus,
            silent_call(spine, bus, "ladder") as silent,
        ):
            said = (
                "I worked as a cook at the Blue Hotel from 2015 to 2020.",
                "Please make my CV.",
                "Thank you.",
            )
            answers = [await silent.say(text) for text in said]
            made: list[dict[str, Any]] = []
            for _ in range(100):
                made = (await silent.web.get("/v1/deliverables")).json()["items"]
                if made and made[0]["version"]:
                    break
                await asyncio.sleep(0.1)
        assert [answer.usage.rung for answer in answers] == ["mini"] * 3
        # What a yes would confirm stands there word for word, whatever the model says.
        ordered = answers[1].reply
        assert ordered
        assert ordered.text == (
            "Good. What did you do last?\n\n"
            "Let me read back what I heard: cook at Blue Hotel, from 2015 to 2020. Is that right?"
        )
        assert len(made) == 1
        assert stub.hits["openclaw/lifeos"] in (1, 2), "one call, and at most one repair"
        written = [str(asked.messages) for asked in stub.requests if asked.model == "openclaw/lifeos"]
        assert all("You write a CV" in messages and "live call" not in messages for messages in written)
        assert [asked for asked in stub.requests if "live call" in asked.messages[0]["content"]]
