"""What a person sees when a part is away: a plain sentence or a wait, never a loss, never twice."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from lifeos.contracts.api import TURN_EVENT, TurnCompleted, TurnEvent
from tests.spine import SERVICE_NAMES, Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]

STORY = (
    "My name is Ana Lopez and my e-mail is ana@example.com. I worked as a nurse at Hospital La Paz from March 2015 "
    "to June 2020. Please make my CV."
)
DEPTH = 3


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def own_spine() -> AsyncIterator[Spine]:
    async with Spine(settings={"LIFEOS_DEPTH_LIMIT": str(DEPTH)}) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def person(own_spine: Spine) -> AsyncIterator[httpx.AsyncClient]:
    """A new person; whatever the test broke runs again afterwards."""
    async with own_spine.client(await own_spine.new_key("fault")) as client:
        yield client
    for name in ("nats", "postgres", *SERVICE_NAMES):
        own_spine.thaw(name)
        if name not in own_spine.processes:
            own_spine.start(name)
    await own_spine.ready(*SERVICE_NAMES)


async def send(client: httpx.AsyncClient, key: str, wait: int, message: str = STORY) -> httpx.Response:
    headers = {"Idempotency-Key": key, "Prefer": f"wait={wait}"}
    return await client.post("/v1/chat/turn", json={"message": message}, headers=headers)


async def parts(client: httpx.AsyncClient) -> tuple[int, dict[str, str]]:
    answer = await client.get("/health")
    return answer.status_code, answer.json()["parts"]


async def reply_to(client: httpx.AsyncClient, turn: str) -> str:
    """What is answered within a while, though the document must wait."""
    for _ in range(100):
        said = (await client.get(f"/v1/turns/{turn}")).json()["reply"]["text"]
        if said:
            return said
        await asyncio.sleep(0.3)
    return ""


async def versions(client: httpx.AsyncClient, turn: dict[str, Any]) -> list[int]:
    """The versions of the document that a turn started."""
    [document] = turn["deliverables"]
    history = (await client.get(f"/v1/deliverables/{document['id']}/versions")).json()
    return [version["version"] for version in history]


async def test_while_store_is_away_a_turn_is_taken_and_ends_when_it_is_back(
    own_spine: Spine, person: httpx.AsyncClient
) -> None:
    key = str(uuid4())
    own_spine.crash("store")

    taken = await send(person, key, wait=2)
    _, said = await parts(person)
    memories = await person.get("/v1/memories")
    reply = await reply_to(person, taken.json()["id"])
    own_spine.start("store")
    ended = await send(person, key, wait=90)

    assert taken.status_code == 202, taken.text
    assert reply
    assert said["store"] != "ok"
    assert memories.status_code == 503
    assert "Nothing is lost" in memories.json()["detail"]
    assert ended.json()["id"] == taken.json()["id"]
    assert ended.json()["status"] == "completed"
    assert await versions(person, ended.json()) == [1]


async def test_while_postgres_is_away_a_turn_is_taken_and_ends_when_it_is_back(
    own_spine: Spine, person: httpx.AsyncClient
) -> None:
    key = str(uuid4())
    own_spine.crash("postgres")

    taken = await send(person, key, wait=2)
    reply = await reply_to(person, taken.json()["id"])
    lists = await person.get("/v1/deliverables")
    own_spine.start("postgres")
    ended = await send(person, key, wait=90)

    assert taken.status_code == 202, taken.text
    assert reply
    assert lists.status_code == 503
    assert ended.json()["id"] == taken.json()["id"]
    assert ended.json()["status"] == "completed"
    assert await versions(person, ended.json()) == [1]


async def test_while_the_bus_is_away_the_door_says_so_and_the_same_key_works_afterwards(
    own_spine: Spine, person: httpx.AsyncClient
) -> None:
    key = str(uuid4())
    own_spine.crash("nats")

    refused = await send(person, key, wait=5)
    status, said = await parts(person)
    own_spine.start("nats")
    await own_spine.ready("gateway")
    ended = await send(person, key, wait=90)
    again = await send(person, key, wait=90)

    assert refused.status_code == 503, refused.text
    assert "same Idempotency-Key" in refused.json()["detail"]
    assert int(refused.headers["retry-after"]) >= 1
    assert status == 503
    assert said["bus"] != "ok"
    assert ended.json()["status"] == "completed"
    assert again.json()["id"] == ended.json()["id"]
    assert again.json()["reply"] == ended.json()["reply"]
    assert await versions(person, ended.json()) == [1]


async def stream(client: httpx.AsyncClient, key: str, cut_at: str = "") -> list[TurnEvent]:
    """The events of a turn, until its end, until the door dies, or until an event of this type."""
    events: list[TurnEvent] = []
    sending = client.stream(
        "POST", "/v1/chat/stream", json={"message": STORY}, headers={"Idempotency-Key": key}
    )
    with contextlib.suppress(httpx.HTTPError):
        async with sending as lines:
            async for line in lines.aiter_lines():
                if line.startswith("data: "):
                    events.append(TURN_EVENT.validate_json(line.removeprefix("data: ")))
                    if events[-1].type == cut_at:
                        break
    return events


@pytest.mark.parametrize("at", ["turn.started", "intents.found", "turn.answered"])
async def test_a_door_that_dies_in_the_middle_of_a_stream_loses_nothing(
    own_spine: Spine, person: httpx.AsyncClient, at: str
) -> None:
    key = str(uuid4())
    seen = await stream(person, key, cut_at=at)
    own_spine.crash("gateway")
    with pytest.raises(httpx.HTTPError):
        await person.get("/health")
    own_spine.start("gateway")
    await own_spine.ready("gateway")

    events = await stream(person, key)

    assert seen[-1].type == at
    last = events[-1]
    assert isinstance(last, TurnCompleted)
    assert last.turn.status == "completed"
    assert getattr(seen[0], "turn_id", None) == last.turn.id
    assert await versions(person, last.turn.model_dump(mode="json")) == [1]


async def test_when_the_workers_are_too_far_behind_the_door_says_when_to_come_back(
    own_spine: Spine, person: httpx.AsyncClient
) -> None:
    own_spine.crash("router")
    keys = [str(uuid4()) for _ in range(DEPTH + 1)]
    for key in keys:
        assert (await send(person, key, wait=0, message="Hello there")).status_code == 202
    late, refused = str(uuid4()), None
    for _ in range(50):
        refused = await send(person, late, wait=0, message="Hello there")
        if refused.status_code == 503:
            break
        late = str(uuid4())
        await asyncio.sleep(0.2)
    own_spine.start("router")
    ended = [(await send(person, key, wait=90, message="Hello there")).json() for key in keys]

    assert refused is not None
    assert refused.status_code == 503, refused.text
    assert "Too many turns are waiting" in refused.json()["detail"]
    assert int(refused.headers["retry-after"]) >= 1
    assert [turn["status"] for turn in ended] == ["completed"] * len(keys)
    await asyncio.sleep(int(refused.headers["retry-after"]))
    accepted = await send(person, late, wait=60, message="Hello there")
    assert accepted.json()["status"] == "completed"
