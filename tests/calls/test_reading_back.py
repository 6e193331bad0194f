"""What was heard is read back, and a yes confirms exactly that."""

import asyncio
from typing import Any

import pytest

from tests.calls.agent import Silent, silent_call, voice_bus
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

JOB = "I worked as a cook at the Blue Hotel from March 2015 to June 2020."
READ = "cook at Blue Hotel, from March 2015 to June 2020"


async def is_confirmed(silent: Silent, *, soon: bool) -> bool:
    """Whether the page shows the job as confirmed. `soon`: what is learned may be kept a moment after the reply."""
    found: list[dict[str, Any]] = []
    for _ in range(100 if soon else 10):
        found = (await silent.web.get("/v1/memories")).json()["items"]
        if any(it["confirmed"] for it in found):
            return True
        await asyncio.sleep(0.1)
    assert "job" in [it["memory"]["kind"] for it in found]
    return False


async def statuses(silent: Silent, version: int) -> set[str]:
    """How the values of the job in this version of the CV relate to what was said."""
    made: list[dict[str, Any]] = []
    for _ in range(100):
        made = (await silent.web.get("/v1/deliverables?kind=cv")).json()["items"]
        if made and made[0]["version"] >= version:
            break
        await asyncio.sleep(0.1)
    shown = (await silent.web.get(f"/v1/deliverables/{made[0]['id']}/versions/{version}/evidence")).json()
    return {leaf["status"] for leaf in shown["leaves"] if leaf["pointer"].startswith("/work")}


async def test_a_yes_to_what_was_read_back_confirms_it(line: Spine) -> None:
    async with voice_bus(line) as bus, silent_call(line, bus, "read-back") as silent:
        told = await silent.say(JOB)
        assert told.reply
        assert READ not in told.reply.text, "it is asked for when it matters, not after each sentence"
        asked = await silent.say("Please make my CV.")
        assert asked.reply
        assert asked.reply.text.endswith(f"Let me read back what I heard: {READ}. Is that right?")
        assert not await is_confirmed(silent, soon=False)
        assert await statuses(silent, 1) == {"heard"}
        agreed = await silent.say("Yes, that's right.")
        assert agreed.reply
        assert READ not in agreed.reply.text
        assert await is_confirmed(silent, soon=True)
        await silent.say("Please update my CV.")
        assert await statuses(silent, 2) == {"confirmed"}


@pytest.mark.parametrize("answer", ["No.", "Thank you.", "Yes, and I also cleaned."])
async def test_anything_beside_a_yes_confirms_nothing(line: Spine, answer: str) -> None:
    async with voice_bus(line) as bus, silent_call(line, bus, "no-yes") as silent:
        await silent.say(JOB)
        asked = await silent.say("What do you have so far?")
        assert asked.reply
        assert READ in asked.reply.text
        await silent.say(answer)
        assert not await is_confirmed(silent, soon=False)


async def test_a_correction_is_read_back_once_more(line: Spine) -> None:
    async with voice_bus(line) as bus, silent_call(line, bus, "corrected") as silent:
        await silent.say(JOB)
        await silent.say("Read it back to me, please.")
        again = await silent.say("Yes, but until July 2020.")
        assert again.reply
        assert "from March 2015 to July 2020. Is that right?" in again.reply.text
        await silent.say("Yes.")
        assert await is_confirmed(silent, soon=True)
