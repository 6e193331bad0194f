"""Four people call at once: each is answered, and each finds their own words and nobody else's."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.calls.caller import Caller, Events
from tests.spine import Spine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(240),
]

TOLD = {
    "Blue Hotel": "I worked as a cook at the Blue Hotel from March 2015 to June 2020.",
    "Central Hospital": "I worked as a nurse at the Central Hospital from March 2011 to June 2018.",
    "Royal Hotel": "I worked as a manager at the Royal Hotel from March 2009 to June 2016.",
    "Grand Hotel": "I worked as a waiter at the Grand Hotel from March 2011 to June 2018.",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def roomy() -> AsyncIterator[Spine]:
    async with Spine({"LIFEOS_VOICE_CALLS": "4"}, calls=True) as running:
        yield running


def own_words(place: str) -> set[str]:
    """What nobody else says."""
    others = " ".join(words for other, words in TOLD.items() if other != place)
    return words_of(TOLD[place]) - words_of(others)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


async def ordered(caller: Caller, events: Events) -> dict[str, Any]:
    """The document; who is not understood asks once more in other words."""
    for order in ("Please make my CV.", "Please write my resume.", "I need my curriculum now, please."):
        await caller.say(order)
        with contextlib.suppress(TimeoutError):
            return await events.until("deliverable.updated", seconds=25)
        await caller.silence()
    raise TimeoutError("no CV was made")


async def one_call(spine: Spine, place: str, words: str, all_here: asyncio.Barrier) -> tuple[str, str]:
    """Talk about one job, order the CV, and hang up; what was heard, and what the CV says."""
    async with spine.client(await spine.new_key(place)) as web:
        token = (await web.post("/v1/voice/token", json={})).json()
        async with Events.of(web, token["session_id"]) as events:
            async with Caller.calling(token) as caller:
                assert await caller.hears_after(0, seconds=90), f"nobody answered {place}"
                await caller.silence()
                await all_here.wait()
                await caller.say(words)
                await events.until("reply.heard", seconds=60)
                await caller.silence()
                made = await ordered(caller, events)
            await events.until("call.ended", seconds=60)
        cv = await web.get(f"/v1/deliverables/{made['deliverable']['id']}/content?format=txt")
        messages = (await web.get(f"/v1/sessions/{token['session_id']}/messages")).json()["items"]
        return " ".join(it["text"] for it in messages if it["role"] == "person"), cv.text


async def test_four_calls_at_once_stay_apart(roomy: Spine) -> None:
    all_here = asyncio.Barrier(len(TOLD))
    found = await asyncio.gather(*(one_call(roomy, *told, all_here) for told in TOLD.items()))
    for place, (heard, cv) in zip(TOLD, found, strict=True):
        # Ears that share two cores with three others mishear a word now and then, never all of them.
        assert words_of(heard) & own_words(place), f"{place}: {heard}"
        for text in (heard, cv):
            assert not [it for it in TOLD if it != place and words_of(text) & own_words(it)], text
        assert [it for it in TOLD if it in cv] == [it for it in TOLD if it in heard], "heard and not written"
    assert sum(place in heard for place, (heard, _) in zip(TOLD, found, strict=True)) >= len(TOLD) - 1
