"""Whatever dies in the middle of a call: the person hears one honest sentence, and nothing they said is lost."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from livekit import api, rtc

from tests.calls.agent import kill_agents
from tests.calls.caller import Caller, Events
from tests.spine import Spine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(150),
]

JOB = "I worked as a cook at the Blue Hotel from March 2015 to June 2020."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def broken() -> AsyncIterator[Spine]:
    """An installation that these tests break, and mend."""
    async with Spine(calls=True) as running:
        yield running


@dataclass
class Talking:
    """A call that is under way, greeted."""

    web: httpx.AsyncClient
    session: str
    caller: Caller
    events: Events

    async def facts(self, kind: str, seconds: float = 30) -> list[dict[str, Any]]:
        """What was learned of a kind, once it is there."""
        for _ in range(int(seconds * 5)):
            with contextlib.suppress(httpx.HTTPError):
                answer = await self.web.get("/v1/memories")
                if answer.status_code == 200:
                    found = [it["memory"] for it in answer.json()["items"] if it["memory"]["kind"] == kind]
                    if found:
                        return found
            await asyncio.sleep(0.2)
        return []

    async def said(self, words: str, seconds: float = 30) -> dict[str, Any]:
        """The agent's caption with these words."""
        return await self.events.until(
            "call.caption",
            lambda it: it["speaker"] != "person" and words in it["text"],
            seconds,
        )


@contextlib.asynccontextmanager
async def talking(spine: Spine) -> AsyncGenerator[Talking]:
    async with spine.client(await spine.new_key("fault")) as web:
        token = (await web.post("/v1/voice/token", json={})).json()
        async with Events.of(web, token["session_id"]) as events, Caller.calling(token) as caller:
            assert await caller.hears_after(0, seconds=40)
            await caller.silence()
            yield Talking(web, token["session_id"], caller, events)


async def voice_health(web: httpx.AsyncClient, *, ok: bool) -> str:
    """What `/health` says of calls, once it has noticed."""
    said = ""
    for _ in range(100):
        said = (await web.get("/health")).json()["parts"]["voice"]
        if (said == "ok") == ok:
            break
        await asyncio.sleep(0.1)
    return said


async def test_an_agent_that_dies_comes_back_into_the_same_call(broken: Spine) -> None:
    async with talking(broken) as call:
        await call.caller.say(JOB)
        assert await call.facts("job")
        await call.caller.silence()
        kill_agents(broken)
        # Left to itself LiveKit misses the dead one only after a quarter of a minute.
        await call.said("Nothing that you said is lost", seconds=25)
        await call.caller.silence()
        await call.caller.say("Please make my CV.")
        made = await call.events.until("deliverable.updated", seconds=40)
        cv = await call.web.get(f"/v1/deliverables/{made['deliverable']['id']}/content?format=txt")
        assert "Blue Hotel" in cv.text, "what was said before the crash is lost"
        assert len(call.events.all("call.started")) == 1


async def replaced(env: Mapping[str, str], room: str) -> None:
    """Another agent comes in this one's place, and goes in its turn."""
    token = (
        api.AccessToken(env["LIFEOS_LIVEKIT_API_KEY"], env["LIFEOS_LIVEKIT_API_SECRET"])
        .with_identity("agent-antonio")
        .with_kind("agent")
        .with_grants(api.VideoGrants(room_join=True, room=room, agent=True))
    )
    other = rtc.Room()
    await other.connect(env["LIFEOS_LIVEKIT_URL"], token.to_jwt())
    await asyncio.sleep(2)
    await other.disconnect()


async def sent_away(env: Mapping[str, str], room: str) -> None:
    """LiveKit takes the job back."""
    async with api.LiveKitAPI(
        env["LIFEOS_LIVEKIT_URL"], env["LIFEOS_LIVEKIT_API_KEY"], env["LIFEOS_LIVEKIT_API_SECRET"]
    ) as livekit:
        for dispatch in await livekit.agent_dispatch.list_dispatch(room):
            await livekit.agent_dispatch.delete_dispatch(dispatch.id, room)


@pytest.mark.parametrize("lost", [replaced, sent_away], ids=lambda how: how.__name__)
async def test_an_agent_that_has_to_go_does_not_end_the_call(
    broken: Spine, lost: Callable[[Mapping[str, str], str], Awaitable[None]]
) -> None:
    """The door sees to it that somebody answers, and the call is the same."""
    async with talking(broken) as call:
        await call.caller.say(JOB)
        assert await call.facts("job")
        await call.caller.silence()
        await lost(broken.env("gateway"), f"lifeos-{call.session}")
        await call.said("Nothing that you said is lost", seconds=60)
        await asyncio.sleep(15)  # so long a process that has to go may take
        assert not call.events.all("call.ended")
        assert len(call.events.all("call.started")) == 1


async def test_the_whole_service_dies_and_the_call_goes_on(broken: Spine) -> None:
    async with talking(broken) as call:
        broken.kill("voice")
        broken.start("voice")
        # LiveKit alone would miss the agent after half a minute.
        await call.said("Nothing that you said is lost", seconds=30)
        await call.caller.silence()
        await call.caller.say(JOB)
        assert await call.facts("job")


async def test_without_a_router_the_person_is_told_and_the_answer_comes_late(broken: Spine) -> None:
    async with talking(broken) as call:
        broken.kill("router")
        await call.caller.say(JOB)
        await call.said("One moment")
        await call.said("It is kept")
        await call.caller.silence()
        broken.start("router")
        await broken.ready("router")
        late = await call.said("About what you said before", seconds=40)
        await call.caller.silence()
        assert await call.facts("job")
        told = [
            it for it in call.events.all("call.caption") if it["final"] and late["text"][:26] in it["text"]
        ]
        assert len(told) == 1


async def test_without_the_bus_the_person_is_told_and_nothing_is_lost(broken: Spine) -> None:
    async with talking(broken) as call:
        broken.crash("nats")
        await call.caller.say(JOB)
        ended = call.caller.ended_at
        # Captions are away too: what is spoken is all there is.
        assert await call.caller.hears_after(ended, seconds=15)
        await call.caller.silence()
        broken.start("nats")
        await broken.ready("store", "router", "gateway", "cv")
        assert await call.facts("job", seconds=60)


async def test_when_the_server_of_the_calls_restarts_the_call_goes_on(broken: Spine) -> None:
    async with talking(broken) as call:
        await call.caller.say(JOB)
        assert await call.facts("job")
        await call.caller.silence()
        broken.kill("livekit")
        assert "does not answer" in await voice_health(call.web, ok=False)
        restarted = time.time()
        broken.start("livekit")
        assert await voice_health(call.web, ok=True) == "ok"
        # Both ends try again by themselves, each at its own pace.
        await call.said("Nothing that you said is lost", seconds=60)
        assert await call.caller.hears_after(restarted)
        await call.caller.silence()
        await call.caller.say("Please make my CV.")
        made = await call.events.until("deliverable.updated", seconds=40)
        cv = await call.web.get(f"/v1/deliverables/{made['deliverable']['id']}/content?format=txt")
        assert "Blue Hotel" in cv.text, "what was said before the restart is lost"
