"""A call beside everything else: the trace goes on through it, nobody's words leak, an interview is rehearsed in it."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio

from lifeos.runtime.testing.servers import free_port
from tests.calls.caller import Caller, Events
from tests.calls.test_calling import token_of
from tests.calls.test_four_rooms import words_of
from tests.spine import Spine
from tests.test_trace import Sink, listening

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(150),
]

RARE = ("elephant", "crocodile", "kangaroo")
"""Words that an English ear knows and nothing of ours says."""
BEFORE_THE_PAUSE = "In the Blue Hotel we were short of people, so I trained two new cooks."
AFTER_IT = "In the end we cut the waiting time by twenty percent."
ADVERT = (
    "Job description: Kitchen manager at the Green Hotel. Requirements: five years of experience as a cook, "
    "leading a team, food safety. Responsibilities: plan menus, train staff, control costs."
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sink() -> AsyncIterator[tuple[Sink, int]]:
    sink, port = Sink(), free_port()
    async with listening(sink, port):
        yield sink, port


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def traced(sink: tuple[Sink, int]) -> AsyncIterator[Spine]:
    settings = {"LIFEOS_OTLP_ENDPOINT": f"http://127.0.0.1:{sink[1]}/v1/traces"}
    async with Spine(settings, calls=True) as running:
        yield running


async def test_one_trace_follows_a_call_and_nobodys_words_are_in_it(
    traced: Spine, sink: tuple[Sink, int]
) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"
    async with traced.client(await traced.new_key("traced")) as web:
        answer = await web.post(
            "/v1/voice/token", json={}, headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
        )
        token = answer.json()
        async with Events.of(web, token["session_id"]) as events:
            async with Caller.calling(token) as caller:
                assert await caller.hears_after(0, seconds=40)
                await caller.silence()
                await caller.say(
                    f"I worked as a cook and I looked after an {RARE[0]}, a {RARE[1]} and a {RARE[2]}."
                )
                said = await events.until(
                    "call.caption", lambda it: it["speaker"] == "person" and it["final"]
                )
                await events.until("reply.heard", seconds=40)
            await events.until("call.ended")
        for _ in range(100):
            if {"gateway", "voice", "router", "cv", "store"} <= sink[0].services.get(trace, set()):
                break
            await asyncio.sleep(0.1)
    assert any(word in said["text"].lower() for word in RARE), said["text"]
    assert {"gateway", "voice", "router", "cv", "store"} <= sink[0].services[trace]
    logs = {path.name: path.read_text("utf-8", "replace") for path in traced.data.rglob("*.log")}
    assert {"voice.log", "livekit.log"} <= logs.keys()
    for word in RARE:
        assert [name for name, text in logs.items() if word in text.lower()] == []
        assert word not in sink[0].text.lower()


async def test_an_interview_is_rehearsed_one_question_at_a_time_and_timed(traced: Spine) -> None:
    async with traced.client(await traced.new_key("rehearsing")) as web:
        story = "I worked as a cook at the Blue Hotel from March 2015 to June 2020. I led a team of six. "
        told = await web.post(
            "/v1/chat/turn",
            json={"message": f"{story}Please make an interview pack.", "job_description": ADVERT},
            headers={"Idempotency-Key": str(uuid4())},
        )
        session = told.json()["session_id"]
        token = await token_of(web, session_id=session)
        async with Events.of(web, session) as events, Caller.calling(token) as caller:
            assert await caller.hears_after(0, seconds=40)
            await caller.silence()
            await caller.say("Let us practise the interview.")
            first = await events.until("reply.heard", seconds=60)
            question = first["segments"][-1]["text"]
            rounds = (await web.get("/v1/practice")).json()["items"]
            asked = (await web.get(f"/v1/practice/{rounds[0]['id']}")).json()["question"]
            assert question.endswith(asked["text"])
            assert asked["why"] not in question
            await caller.silence()
            await caller.say(BEFORE_THE_PAUSE)
            await asyncio.sleep(1.0)  # a thinker's pause: whoever talks freely would be answered by now
            await caller.say(AFTER_IT)
            answered = await events.until(
                "turn.started", lambda it: it["turn_id"] != first["turn_id"], seconds=30
            )
            second = await events.until(
                "reply.heard", lambda it: it["turn_id"] == answered["turn_id"], seconds=60
            )
        said = " ".join(segment["text"] for segment in second["segments"])
        practice = (await web.get(f"/v1/practice/{rounds[0]['id']}")).json()
        answer = practice["answers"][0]
    for sentence in (BEFORE_THE_PAUSE, AFTER_IT):
        # The ears may take "so I trained" for something else, but most of each half is there.
        said_words, heard_words = words_of(sentence), words_of(answer["text"])
        share = len(said_words & heard_words) / len(said_words)
        assert share >= 0.6, f"the pause cut the answer in two: {answer['text']}"
    assert "cook" in answer["text"]
    assert "waiting" in answer["text"]
    assert answer["review"]["speech"]["seconds"] > 5
    assert answer["review"]["speech"]["pauses"] >= 1
    assert answer["review"]["words_per_minute"] > 40
    for finding in answer["review"]["findings"]:
        assert finding["text"] not in said
