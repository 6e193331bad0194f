"""Somebody calls by telephone: a PIN lets them into their own conversation, and nothing else does.

The caller is a WebRTC participant of the kind that LiveKit's SIP server makes for a telephone, in such a room.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from livekit import api

from lifeos.contracts.call import AGENT, PHONE_DISPATCH
from lifeos.stack.refused import Refused
from lifeos.stack.sip import CallServer, PhoneLine, ensure
from lifeos.stack.sip_livekit import GONE_S
from tests.calls.agent import kill_agents
from tests.calls.caller import Caller, Events
from tests.calls.test_calling import room_is_empty, words_heard
from tests.spine import Spine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(120),
]


async def pin_of(web: httpx.AsyncClient, **wishes: object) -> dict[str, Any]:
    answer = await web.post("/v1/voice/pin", json=wishes)
    assert answer.status_code == 201, answer.text
    return answer.json()


@contextlib.asynccontextmanager
async def telephone(line: Spine) -> AsyncGenerator[Caller]:
    """A caller in a room of their own, as the dispatch rule makes it."""
    assert line.secrets
    room = f"phone_{uuid4().hex[:12]}"
    agents = [api.RoomAgentDispatch(agent_name=AGENT, metadata=PHONE_DISPATCH)]
    token = (
        api.AccessToken("lifeos", line.secrets.livekit)
        .with_identity(f"sip_{uuid4().hex[:12]}")
        .with_kind("sip")
        .with_grants(api.VideoGrants(room_join=True, room=room))
        .with_room_config(api.RoomConfiguration(agents=agents, departure_timeout=GONE_S))
    )
    async with Caller.calling(
        {"server_url": line.layout.livekit_url, "participant_token": token.to_jwt()}
    ) as caller:
        yield caller


async def types(caller: Caller, keys: str) -> None:
    for key in keys:
        code = "0123456789*#".index(key)
        await caller.room.local_participant.publish_dtmf(code=code, digit=key)
        await asyncio.sleep(0.05)


async def hears(caller: Caller, word: str, since: float = 0, seconds: float = 30) -> float:
    """Until the agent has said a word since a moment; when that was noticed. Raises TimeoutError, naming what it said instead."""
    end = time.time() + seconds
    while word not in (said := words_heard(caller, since)):
        if time.time() > end:
            raise TimeoutError(f"no {word!r} in {said!r}")
        await asyncio.sleep(0.3)
    return time.time()


async def test_the_right_pin_leads_into_the_conversation_and_works_once(
    line: Spine, web: httpx.AsyncClient
) -> None:
    pin = await pin_of(web, persona="mariana")
    assert pin["number"] == "+15550100"
    assert (await web.get("/health")).json()["parts"]["phone"] == "ok"
    session = pin["session_id"]
    async with Events.of(web, session) as events:
        async with telephone(line) as caller:
            await hears(caller, "digits")
            await types(caller, "99*" + pin["pin"])
            started = await events.until("call.started")
            assert started["line"] == "phone"
            greeting = await events.until("call.caption", lambda it: it["final"])
            assert greeting["speaker"] == "mariana"
            await caller.silence()
            await caller.say("I worked as a cook at the Blue Hotel from March 2015 to June 2020.")
            await events.until("turn.started")
            assert await caller.hears_after(caller.ended_at)
        over = await events.until("call.ended")
    assert over["reason"] == "left"
    assert over["turns"] == 1
    messages = (await web.get(f"/v1/sessions/{session}/messages")).json()["items"]
    assert "2015" in messages[0]["text"]
    calls = (await web.get(f"/v1/sessions/{session}/calls")).json()["items"]
    assert [(call["line"], call["reason"]) for call in calls] == [("phone", "left")]
    assert pin["pin"] not in line.log("voice") + line.log("gateway")


async def test_wrong_digits_three_times_end_the_call_and_let_nobody_in(
    line: Spine, web: httpx.AsyncClient
) -> None:
    pin = await pin_of(web)
    wrong = f"{(int(pin['pin']) + 1) % 10**6:06}"
    hung_up = asyncio.Event()
    async with Events.of(web, pin["session_id"]) as events, telephone(line) as caller:
        caller.room.on("disconnected", lambda reason: hung_up.set())  # type: ignore[misc]
        asked = began = await hears(caller, "digits")
        for typed, answer in ((wrong, "again"), ("#", "again"), (wrong, "new number")):
            await types(caller, typed)
            asked = await hears(caller, answer, asked)
        room = caller.room.name
        await asyncio.wait_for(hung_up.wait(), 30)
        assert time.time() - began > 3
        assert events.all("call.started") == []
    assert await room_is_empty(line, room)
    async with Events.of(web, pin["session_id"]) as events, telephone(line) as caller:
        await caller.hears_after(0, seconds=30)
        await types(caller, pin["pin"])
        assert (await events.until("call.started"))["line"] == "phone"
        # Hung up before the conversation listens: it must not wait for somebody who is gone.
        await caller.hang_up()
        assert (await events.until("call.ended"))["reason"] == "left"


async def test_a_call_outlives_its_agent_and_gets_its_end_when_all_are_gone(
    line: Spine, web: httpx.AsyncClient
) -> None:
    pin = await pin_of(web)
    async with Events.of(web, pin["session_id"]) as events, telephone(line) as caller:
        await caller.hears_after(0, seconds=30)
        await types(caller, pin["pin"])
        await events.until("call.started")
        await events.until("call.caption", lambda it: it["final"])
        kill_agents(line)
        await events.until(
            "call.caption", lambda it: "Nothing that you said is lost" in it["text"], seconds=60
        )
        await caller.silence()
        await caller.say("I worked as a cook at the Blue Hotel from March 2015 to June 2020.")
        await events.until("turn.started")
        try:
            line.kill("voice")
            await caller.hang_up()
            over = await events.until("call.ended", seconds=40)
        finally:
            line.start("voice")
            await line.ready("voice")
    assert over["reason"] == "failed"
    assert len(events.all("call.started")) == 1
    calls = (await web.get(f"/v1/sessions/{pin['session_id']}/calls")).json()["items"]
    assert [(call["line"], call["reason"]) for call in calls] == [("phone", "failed")]


async def test_hanging_up_before_the_pin_leaves_no_call_and_a_free_agent(
    line: Spine, web: httpx.AsyncClient
) -> None:
    for _ in range(2):
        async with telephone(line) as caller:
            assert await caller.hears_after(0, seconds=30)
            room = caller.room.name
        assert await room_is_empty(line, room)


async def test_a_pin_is_made_for_ones_own_conversation_in_a_language_that_is_heard(
    line: Spine, web: httpx.AsyncClient
) -> None:
    session = (await web.post("/v1/sessions", json={})).json()["id"]
    assert (await pin_of(web, session_id=session))["session_id"] == session
    async with line.client(await line.new_key("stranger")) as stranger:
        assert (await stranger.post("/v1/voice/pin", json={"session_id": session})).status_code == 404
        refused = await stranger.post("/v1/voice/pin", json={"language": "es"})
        assert refused.status_code == 409
        assert "solo entienden inglés" in refused.json()["detail"]
    async with httpx.AsyncClient(base_url=line.url) as nobody:
        assert (await nobody.post("/v1/voice/pin", json={})).status_code == 401


async def test_a_sixth_pin_within_ten_minutes_is_one_too_many(web: httpx.AsyncClient) -> None:
    session = (await pin_of(web))["session_id"]
    for _ in range(4):
        await pin_of(web, session_id=session)
    answer = await web.post("/v1/voice/pin", json={"session_id": session})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 60


async def test_a_server_without_redis_says_that_it_takes_no_telephone_calls(line: Spine) -> None:
    assert line.secrets
    number = PhoneLine(numbers=("+15550100",), addresses=("203.0.113.0/24",))
    with pytest.raises(Refused, match="it has no Redis"):
        await ensure(CallServer(line.layout.livekit_url, "lifeos", line.secrets.livekit), number)
    with pytest.raises(Refused, match="refuses LIFEOS_LIVEKIT_API_KEY"):
        await ensure(CallServer(line.layout.livekit_url, "lifeos", "0" * 64), number)
