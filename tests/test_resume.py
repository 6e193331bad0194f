"""Whoever loses the connection in the middle of a reply comes back and misses no word and no fact."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from lifeos.contracts import ReplyDelta
from lifeos.contracts.api import TURN_EVENT, Replied, ReplyGrew, ReplyVoid, TurnEvent, TurnStarted
from lifeos.runtime.testing.openai_behaviours import says
from tests.scripted_models import Scene, scene_with
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

REPLY = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
Had = tuple[str, TurnEvent]
"""The id of an event and the event."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene() -> AsyncIterator[Scene]:
    async with scene_with("openai") as running:
        running.script.play(mini_talk=says(REPLY, pause_s=0.15))
        yield running


async def hear(
    client: httpx.AsyncClient, session: str, enough: Callable[[list[Had]], bool], last: str = ""
) -> list[Had]:
    """The events of a conversation until there are enough, then the connection is cut."""
    had: list[Had] = []
    mark = ""
    headers = {"Last-Event-ID": last} if last else {}
    async with client.stream("GET", f"/v1/sessions/{session}/events", headers=headers) as stream:
        async for line in stream.aiter_lines():
            mark = line.removeprefix("id: ") if line.startswith("id: ") else mark
            if line.startswith("data: "):
                had.append((mark, TURN_EVENT.validate_json(line.removeprefix("data: "))))
                if enough(had):
                    break
    return had


def some_words(had: list[Had]) -> bool:
    return sum(isinstance(event, ReplyGrew) for _, event in had) == 3


def answered(had: list[Had]) -> bool:
    return isinstance(had[-1][1], Replied)


@contextlib.asynccontextmanager
async def talking(client: httpx.AsyncClient) -> AsyncGenerator[tuple[str, "asyncio.Task[list[Had]]"]]:
    """A conversation in which a reply is being spoken, and a listener that is cut off after some words."""
    session = (await client.post("/v1/sessions", json={})).json()["id"]
    first = asyncio.create_task(hear(client, session, some_words))
    await asyncio.sleep(0.3)
    body: dict[str, Any] = {"message": "Hello, how are you?", "session_id": session}
    turn = asyncio.create_task(
        client.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": str(uuid4())})
    )
    yield session, first
    assert (await turn).json()["reply"]["text"] == REPLY


async def test_after_a_cut_in_the_middle_of_a_reply_the_words_go_on(scene: Scene) -> None:
    async with (
        scene.spine.client(await scene.spine.new_key("cut")) as client,
        talking(client) as (session, first),
    ):
        before = await first
        await asyncio.sleep(0.5)
        after = await hear(client, session, answered, last=before[-1][0])

    events = [event for _, event in before + after]
    words = [event for event in events if isinstance(event, ReplyGrew)]
    assert not any(isinstance(event, ReplyVoid) for event in events)
    assert len(words) > 3
    for place, event in enumerate(words):
        assert event.offset == sum(len(earlier.text) for earlier in words[:place]), (
            "a word is missing or came twice"
        )
    assert "".join(event.text for event in words) == REPLY
    assert [event.type for event in events].count("turn.started") == 1


async def test_words_that_are_lost_are_voided_and_the_answer_brings_them(scene: Scene) -> None:
    async with (
        scene.spine.client(await scene.spine.new_key("lost")) as client,
        talking(client) as (session, first),
    ):
        life = (await first)[-1][0].split("-")[0]
        after = await hear(client, session, answered, last=f"{life}-anotherepoch-3")

    kinds = [event.type for _, event in after if event.type.startswith(("reply", "turn.answered"))]
    assert kinds == ["reply.reset", "turn.answered"]


async def test_facts_that_came_while_away_come_once_and_in_order(scene: Scene) -> None:
    scene.script.play(mini_talk=says("Good."))
    async with scene.spine.client(await scene.spine.new_key("away")) as client:
        session = (await client.post("/v1/sessions", json={})).json()["id"]
        turns = [
            (
                await client.post(
                    "/v1/chat/turn", json={"message": f"I live in Vigo {n}.", "session_id": session}
                )
            ).json()
            for n in range(3)
        ]
        everything = await hear(
            client, session, lambda had: sum(e.type == "turn.answered" for _, e in had) == 3, last="1"
        )
        mark = next(mark for mark, event in everything if event.type == "turn.answered")
        rest = await hear(
            client, session, lambda had: sum(e.type == "turn.answered" for _, e in had) == 2, last=mark
        )

    started = [str(event.turn_id) for _, event in everything if event.type == "turn.started"]
    assert started == [turn["id"] for turn in turns]
    marks = [int(mark.split("-")[0]) for mark, event in everything if event.type.startswith("turn")]
    assert marks == sorted(marks)
    assert [str(event.turn_id) for _, event in rest if event.type == "turn.started"] == started[1:]


@pytest.mark.parametrize("last", ["abc", "1-2", "9" * 40])
async def test_an_id_that_is_not_ours_is_refused_with_a_sentence(scene: Scene, last: str) -> None:
    async with scene.spine.client(await scene.spine.new_key("foreign")) as client:
        session = (await client.post("/v1/sessions", json={})).json()["id"]
        answer = await client.get(f"/v1/sessions/{session}/events", headers={"Last-Event-ID": last})

    assert answer.status_code == 422
    assert "Last-Event-ID" in answer.json()["detail"]


async def test_words_that_come_after_the_answer_are_not_read_twice() -> None:
    late: list[str] = []
    answered: Replied | None = None
    session_id = uuid4()
    async with Spine() as spine, spine.client() as client, spine.operator() as bus:
        spine.freeze("cv")
        body = {"message": "I was a cook at Acme from 2010 to 2012. Make my CV."}
        async with client.stream("POST", "/v1/chat/stream", json=body) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data: "):
                    continue
                event = TURN_EVENT.validate_json(line.removeprefix("data: "))
                if answered is not None:
                    late.append(event.type)
                if isinstance(event, TurnStarted):
                    session_id = event.session_id
                if isinstance(event, Replied):
                    answered = event
                    again = ReplyDelta(
                        session_id=session_id,
                        turn_id=event.turn_id,
                        offset=0,
                        speaker="antonio",
                        text="Late words",
                    )
                    longer = again.model_copy(update={"offset": len(event.reply.text)})
                    for delta in (again, longer):
                        await bus.client.publish(delta.subject, delta.model_dump_json().encode())
                    await bus.client.flush()
                    await asyncio.sleep(0.3)
                    spine.thaw("cv")

    assert answered is not None
    assert "reply.delta" not in late
    assert late[-1] == "turn.completed"
