"""A small realtime model talks, and the bus keeps what was said: one turn for each thing, one reply, one document."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio

from lifeos.contracts import Message, names
from lifeos.runtime.bus import Bus, decode
from tests.calls.caller import Caller, Events
from tests.calls.realtime_server import MODEL, TOKENS_IN, TOKENS_OUT, Line, RealtimeServer
from tests.spine import Spine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(120),
]

JOB = "I worked as a cook at the Blue Hotel from March 2015 to June 2020."
ANSWER = "We were short of people, so I trained two new cooks and cut the waiting time."
WISH = "Could you put all of that on paper for me, please?"
"""Nothing in it names a document: only the model understands it."""
USD_IN, USD_OUT = 10.0, 20.0
"""Per million tokens."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def model() -> AsyncIterator[RealtimeServer]:
    async with RealtimeServer.open() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def spine(model: RealtimeServer) -> AsyncIterator[Spine]:
    settings = {
        "LIFEOS_VOICE_PROFILE": "realtime",
        "LIFEOS_VOICE_REALTIME_BASE_URL": model.base_url,
        "LIFEOS_VOICE_REALTIME_API_KEY": "a key",
        "LIFEOS_VOICE_REALTIME_MODEL": MODEL,
        "LIFEOS_VOICE_REALTIME_INPUT_COST": str(USD_IN),
        "LIFEOS_VOICE_REALTIME_OUTPUT_COST": str(USD_OUT),
    }
    async with Spine(settings, calls=True) as running:
        yield running


@dataclass
class Talking:
    """A call that is under way, greeted."""

    spine: Spine
    web: httpx.AsyncClient
    session: str
    caller: Caller
    events: Events

    async def hang_up(self, reason: str) -> None:
        """End the call; it is on record, with its reason, when this returns."""
        await self.caller.hang_up()
        assert (await self.events.until("call.ended"))["reason"] == reason

    async def hears(self, words: str) -> dict[str, Any]:
        """The agent's caption in which these words were."""
        return await self.events.until(
            "call.caption",
            lambda it: it["final"] and it["speaker"] != "person" and words in it["text"],
            seconds=40,
        )

    async def facts(self, type: str) -> list[Any]:
        """The facts of one type that stand in this conversation, in their order."""
        async with self.spine.operator() as bus:
            return [fact for fact in await _facts(bus, self.session) if fact.type == type]


async def _facts(bus: Bus, session: str) -> list[Message]:
    subscription = await bus.js.subscribe(f"life.*.*.*.{session}.*", stream=names.LIFE, ordered_consumer=True)
    found: list[Message] = []
    with contextlib.suppress(TimeoutError):
        while True:
            message = await subscription.next_msg(timeout=0.7)
            found.append(decode(message.subject, message.data))
    await subscription.unsubscribe()
    return found


async def _written(web: httpx.AsyncClient, told: str) -> str:
    """The conversation in which this was said, and learned from."""
    answer = await web.post("/v1/chat/turn", json={"message": told}, headers={"Prefer": "wait=20"})
    assert answer.status_code == 200, answer.text
    for _ in range(100):
        if (await web.get("/v1/memories")).json()["items"]:
            break
        await asyncio.sleep(0.1)
    return answer.json()["session_id"]


@contextlib.asynccontextmanager
async def talking(spine: Spine, told: str = "") -> AsyncGenerator[Talking]:
    """A call of somebody who wrote this in the chat before."""
    async with spine.client(await spine.new_key("talker")) as web:
        wish = {"session_id": await _written(web, told)} if told else {}
        token = (await web.post("/v1/voice/token", json=wish)).json()
        session = token["session_id"]
        async with Events.of(web, session) as events, Caller.calling(token) as caller:
            assert await caller.hears_after(0, seconds=40), spine.log("voice")[-1500:]
            await caller.silence()
            yield Talking(spine, web, session, caller, events)


async def _round(call: Talking) -> str:
    return (await call.web.get("/v1/practice")).json()["items"][0]["id"]


async def _asked(call: Talking, number: int) -> str:
    """The question that stands, once so many were asked."""
    for _ in range(300):
        rounds = (await call.web.get("/v1/practice")).json()["items"]
        if rounds:
            practice = (await call.web.get(f"/v1/practice/{rounds[0]['id']}")).json()
            if practice["question"] and len(practice["answers"]) == number - 1:
                return practice["question"]["text"]
        await asyncio.sleep(0.1)
    raise AssertionError(f"question {number} was not asked")


async def _is_over(call: Talking) -> None:
    """Until the conversation knows that the rehearsal was ended."""
    for _ in range(30):
        steps = [routed.practice for routed in await call.facts("turn.routed.v1") if routed.practice]
        if steps and steps[-1].next is None:
            return
    raise AssertionError("the practice goes on")


def told_to(model: RealtimeServer) -> str:
    """The instructions of the last call."""
    return " ".join(it["session"].get("instructions", "") for it in model.all("session.update"))


async def test_each_thing_said_is_one_turn_and_the_models_words_are_its_reply(
    spine: Spine, model: RealtimeServer
) -> None:
    first = Line(JOB, "A cook at the Blue Hotel. How many people did you lead?")
    wish = Line(WISH, "It is being made. What do you want to do next?", starts="cv", written_after_s=0.6)
    model.will(first, wish)
    async with talking(spine) as call:
        await call.caller.say(JOB)
        answered = await call.events.until("turn.answered")
        assert answered["reply"]["text"] == first.says
        await call.caller.silence()
        await call.caller.say(WISH)
        await call.events.until("turn.answered", lambda it: it["reply"]["text"] == wish.says)
        await call.events.until("deliverable.updated")
        ready = await call.hears("ready")
        assert ready["speaker"] == "antonio"
        await call.hang_up("left")
        turns = await call.facts("turn.received.v1")
        answers = await call.facts("turn.answered.v1")
        assert [(turn.request.message, turn.request.intent) for turn in turns] == [(JOB, None), (WISH, "cv")]
        assert all(turn.answered_in_call and turn.speech.seconds > 1 for turn in turns)
        assert [it.id for it in await call.facts("turn.committed.v1")] == [turn.id for turn in turns]
        assert [it.answered_in_call for it in await call.facts("turn.routed.v1")] == [True, True]
        assert [(it.id, it.reply.text, it.source) for it in answers] == [
            (turns[0].id, first.says, "voice"),
            (turns[1].id, wish.says, "voice"),
        ]
        assert [(it.usage.rung, it.usage.model) for it in answers] == [("mini", MODEL)] * 2
        # The wish took two responses: the tool's call, and the words after it.
        assert [it.usage.input_tokens for it in answers] == [TOKENS_IN, 2 * TOKENS_IN]
        assert answers[0].usage.cost_usd == pytest.approx((TOKENS_IN * USD_IN + TOKENS_OUT * USD_OUT) / 1e6)
        assert [heard.text for heard in await call.facts("reply.heard.v1")] == [first.says, wish.says]
        assert [(it.kind, it.version) for it in await call.facts("deliverable.requested.v1")] == [("cv", 1)]
        (ended,) = await call.facts("call.ended.v1")
        assert (ended.turns, ended.troubles) == (2, [])
        assert ended.cost_usd == pytest.approx(sum(it.usage.cost_usd for it in answers))
        messages = (await call.web.get(f"/v1/sessions/{call.session}/messages")).json()["items"]
        assert [message["role"] for message in messages] == ["person", "assistant"] * 2
    told = told_to(model)
    assert "You are Antonio" in told
    assert "English" in told


async def test_the_model_is_told_what_was_said_and_learned_before_the_call(
    spine: Spine, model: RealtimeServer
) -> None:
    model.will(Line("Yes, go on.", "How many people did you lead there?"))
    async with talking(spine, JOB) as call:
        await call.caller.say("Yes, go on.")
        await call.events.until("turn.answered", lambda it: "How many" in it["reply"]["text"])
        await call.hang_up("left")
        chat = (await call.web.get(f"/v1/sessions/{call.session}/messages")).json()["items"]
    told = told_to(model)
    assert '"name": "Blue Hotel"' in told
    assert f"- person: {JOB}\n- you: {' '.join(chat[1]['text'].split())}" in told
    assert "- none yet" not in told


async def test_a_rehearsal_is_held_by_the_conversation_and_the_model_keeps_silent_until_it_is_over(
    spine: Spine, model: RealtimeServer
) -> None:
    model.will(
        Line("Let us practise the interview.", "No word of this.", starts="rehearsal"),
        Line(ANSWER, "Nor of this."),
        Line("Stop the practice, please.", "Nor of this."),
        Line("I also know Excel.", "Good, Excel too."),
    )
    async with talking(spine, f"{JOB} I led a team of six. Please make an interview pack.") as call:
        await call.caller.say("Let us practise the interview.")
        question = await _asked(call, 1)
        await call.hears(question[-30:])
        await call.caller.silence()
        await call.caller.say(ANSWER)
        assert await _asked(call, 2) != question
        await call.caller.silence(2.0)
        await call.caller.say("Stop the practice, please.")
        await _is_over(call)
        await call.caller.silence(2.0)
        await call.caller.say("I also know Excel.")
        await call.events.until(
            "turn.answered", lambda it: it["reply"]["text"] == "Good, Excel too.", seconds=30
        )
        await call.hang_up("left")
        turns = await call.facts("turn.received.v1")
        answers = {it.id: it for it in await call.facts("turn.answered.v1")}
        practised = (await call.web.get(f"/v1/practice/{await _round(call)}")).json()
    said = [turn for turn in turns if turn.channel == "voice"]
    assert [turn.answered_in_call for turn in said] == [False, False, False, True]
    assert [answers[turn.id].source for turn in said] == ["router", "router", "router", "voice"]
    assert [it["text"] for it in practised["answers"]] == [ANSWER]
    assert practised["answers"][0]["review"]["speech"]["seconds"] > 1
    # One response for the tool, and one when the practice was over.
    assert len(model.all("response.create")) == 2


async def test_a_rehearsal_without_a_router_is_not_silent_and_goes_on_when_it_is_back(
    spine: Spine, model: RealtimeServer
) -> None:
    model.will(
        Line("Let us practise the interview.", "No word of this.", starts="rehearsal"),
        Line(ANSWER, "Nor of this."),
    )
    async with talking(spine, f"{JOB} I led a team of six. Please make an interview pack.") as call:
        await call.caller.say("Let us practise the interview.")
        question = await _asked(call, 1)
        await call.hears(question[-30:])
        await call.caller.silence()
        spine.kill("router")
        await call.caller.say(ANSWER)
        await call.hears("It is kept")
        await call.caller.silence()
        spine.start("router")
        await spine.ready("router")
        next_question = await _asked(call, 2)
        assert next_question[-30:] in (await call.hears("About what you said before"))["text"]
        await call.hang_up("left")


async def test_speaking_into_the_models_words_cuts_them_and_they_stand_as_heard(
    spine: Spine, model: RealtimeServer
) -> None:
    long = Line(
        JOB, "A cook at the Blue Hotel. " + "Tell me how many people you led there, and what changed. " * 3
    )
    model.will(long, Line("Wait, I want to say something else.", "Go on, please."))
    async with talking(spine) as call:
        await call.caller.say(JOB)
        assert await call.caller.hears_after(call.caller.ended_at)
        await asyncio.sleep(2.0)
        await call.caller.say("Wait a moment please, I also want to say something else.")
        cut = await call.events.until("reply.heard", lambda it: it["interrupted"])
        await call.events.until("turn.answered", lambda it: it["reply"]["text"] == "Go on, please.")
        heard = " ".join(segment["text"] for segment in cut["segments"])
        assert long.says.startswith(heard.split(".")[0])
        assert 10 < len(heard) < len(long.says)
        first, _ = await call.facts("turn.answered.v1")
        assert (first.id, first.outcome, first.reply.text) == (cut["turn_id"], "replied", heard)
        (truncated,) = model.all("conversation.item.truncate")
        assert truncated["audio_end_ms"] > 500


async def test_a_server_that_dies_ends_the_call_with_a_sentence_and_no_turn_stays_open(
    spine: Spine, model: RealtimeServer
) -> None:
    model.will(Line(JOB, says=""))
    try:
        async with talking(spine) as call:
            await call.caller.say(JOB)
            await call.events.until("turn.started")
            died_at = asyncio.get_running_loop().time()
            await model.stop()
            amiss = await call.events.until("call.state", lambda it: it["problem"])
            assert "My connection broke" in amiss["problem"]
            await call.events.until("call.caption", lambda it: "connection broke" in it["text"], seconds=10)
            over = await call.events.until("call.ended", seconds=25)
            assert over["reason"] == "failed"
            assert asyncio.get_running_loop().time() - died_at < 20
            answered = await call.events.until("turn.answered")
            assert answered["outcome"] == "cancelled"
            (turn,) = await call.facts("turn.received.v1")
            assert turn.request.message == JOB
            assert [it.id for it in await call.facts("turn.committed.v1")] == [turn.id]
    finally:
        await model.start()
