"""No one in: another person's things are as if they were not there, and every wrong key looks the same."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from lifeos.stack.people import BusKeys
from tests.spine import Spine
from tests.test_journey import STORIES, say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]


OWN_THINGS = (
    "turn_id",
    "session_id",
    "deliverable_id",
    "memory_id",
    "job_id",
    "practice_id",
    "file_id",
    "debrief_id",
)
OWN_PEOPLE = ("/v1/people/{external_id}",)
"""Ids of another front end, which mean something else to each caller."""


async def practice_of(client: httpx.AsyncClient) -> str:
    """A round of practice, for which a pack is needed first."""
    await client.post("/v1/deliverables", json={"kind": "interview_pack"})
    return (await client.post("/v1/practice", json={})).json()["id"]


async def things_of(client: httpx.AsyncClient) -> dict[str, str]:
    """One of everything that has an id."""
    turn = await say(client, STORIES["en"])
    memories = (await client.get("/v1/memories")).json()["items"]
    return {
        "turn_id": turn["id"],
        "session_id": turn["session_id"],
        "deliverable_id": turn["deliverables"][0]["id"],
        "memory_id": memories[0]["memory"]["id"],
        "version": "1",
        "prefix": (await client.get("/v1/keys")).json()["items"][0]["prefix"],
        "practice_id": await practice_of(client),
        "file_id": (
            await client.post("/v1/files", content=b"I worked as a cook at Acme from 2015 to 2020.")
        ).json()["id"],
        "number": "1",
        "debrief_id": (
            await client.post("/v1/debriefs", json={"text": "I forgot to say that I trained 3 nurses."})
        ).json()["id"],
        # Of a job that is somebody else's no change is there, whatever its id.
        "change_id": str(uuid4()),
        "job_id": (await client.post("/v1/jobs", json={"text": "Cook wanted in Leeds"})).json()["id"],
    }


def calls_with_ids(openapi: dict[str, Any], things: dict[str, str]) -> list[tuple[str, str]]:
    """Every operation whose path takes an id, filled with somebody's things."""
    found: list[tuple[str, str]] = []
    for path, operations in openapi["paths"].items():
        if "{" in path and path not in OWN_PEOPLE:
            found += [(method.upper(), path.format(**things)) for method in operations]
    return found


async def test_ids_that_nobody_has_are_not_found(spine: Spine) -> None:
    nobody = {name: str(uuid4()) for name in (*OWN_THINGS, "change_id")}
    async with spine.client(await spine.new_key("nobody")) as client:
        openapi = (await client.get("/openapi.json")).json()
        calls = [
            path
            for method, path in calls_with_ids(
                openapi, {**nobody, "version": "1", "number": "1", "prefix": "lo_nothing"}
            )
            if method == "GET"
        ]
        answers = [(path, await client.get(path)) for path in calls]
        turn = await client.post("/v1/chat/turn", json={"message": "Hello", "session_id": str(uuid4())})
        told = await say(client, STORIES["en"])
        content = f"/v1/deliverables/{told['deliverables'][0]['id']}/content"
        version = await client.get(content, params={"format": "pdf", "version": 99})

    assert len(calls) >= 6
    assert [(path, answer.status_code) for path, answer in answers if answer.status_code != 404] == []
    assert (turn.status_code, version.status_code) == (404, 404)


async def test_another_persons_ids_are_not_found_anywhere(spine: Spine) -> None:
    bodies: dict[str, Any] = {
        "document": {"basics": {"name": "Eve"}},
        "claims": {"value": "x"},
        "version": 1,
        "title": "x",
        "number": 1,
        "text": "x",
    }
    async with (
        spine.client(await spine.new_key("owner")) as owner,
        spine.client(await spine.new_key("eve")) as eve,
    ):
        things = await things_of(owner)
        openapi = (await eve.get("/openapi.json")).json()
        calls = calls_with_ids(openapi, things)
        answers = [
            (
                method,
                path,
                await eve.request(
                    method, path, json=bodies if method != "GET" else None, headers={"If-Match": "1"}
                ),
            )
            for method, path in calls
        ]
        session = await eve.post(
            "/v1/chat/turn", json={"message": "Hello", "session_id": things["session_id"]}
        )
        still = await owner.get(f"/v1/deliverables/{things['deliverable_id']}")

    assert len(calls) >= 14
    assert [
        (method, path, answer.status_code) for method, path, answer in answers if answer.status_code != 404
    ] == []
    assert session.status_code == 404
    assert still.json()["version"] == 1
    assert not still.json()["stale"]


async def test_every_wrong_key_gets_the_same_answer(spine: Spine) -> None:
    revoked = await spine.new_key("revoked")
    await BusKeys().revoke(spine.urls, revoked[:11])
    wrong: list[dict[str, str]] = [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer lo_AAAAAAAA_" + "A" * 43},
        {"X-API-Key": "nonsense"},
        {"X-API-Key": "lo_" + "x" * 5_000},
        {"Authorization": f"Bearer {revoked}"},
        {"Cookie": "lifeos=forged.signature"},
        {"Cookie": "lifeos="},
    ]
    async with httpx.AsyncClient(base_url=spine.url) as stranger:
        answers = [await stranger.get("/v1/me", headers=headers) for headers in wrong]

        answers.append(await stranger.get("/v1/me", headers=[(b"Cookie", b"lifeos=forged.\xf1")]))
        answers.append(await stranger.get("/v1/me", headers=[(b"Authorization", b"Bearer lt_\xf1.\xf1")]))

    bodies = [{k: v for k, v in answer.json().items() if k != "request_id"} for answer in answers]
    assert [answer.status_code for answer in answers] == [401] * (len(wrong) + 2)
    assert all(body == bodies[0] for body in bodies)
    assert all(answer.headers["content-type"] == "application/problem+json" for answer in answers)


async def test_a_cookie_works_on_our_own_page_alone(spine: Spine) -> None:
    async with httpx.AsyncClient(base_url=spine.url) as browser:
        await browser.post("/v1/login", json={"key": spine.api_key})
        own = await browser.post("/v1/sessions", json={}, headers={"Sec-Fetch-Site": "same-origin"})
        foreign = await browser.post("/v1/sessions", json={}, headers={"Sec-Fetch-Site": "cross-site"})

    assert own.status_code == 201
    assert foreign.status_code == 403


async def test_limits_say_what_to_do_and_a_known_key_is_still_answered() -> None:
    settings = {"LIFEOS_RATE_TURNS": "3/minute", "LIFEOS_CORS_ORIGINS": "https://app.example.com"}
    async with Spine(settings) as spine, spine.client() as client:
        keys = [str(uuid4()) for _ in range(4)]
        answers = [
            await client.post("/v1/chat/turn", json={"message": "Hello"}, headers={"Idempotency-Key": key})
            for key in keys
        ]
        again = await client.post(
            "/v1/chat/turn", json={"message": "Hello"}, headers={"Idempotency-Key": keys[0]}
        )
        large = await client.post("/v1/chat/turn", json={"message": "x" * 1_000_000})
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "Idempotency-Key"}
        friend = await client.options("/v1/chat/turn", headers={"Origin": "https://app.example.com", **asked})
        stranger = await client.options(
            "/v1/chat/turn", headers={"Origin": "https://evil.example.com", **asked}
        )

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[3].headers["retry-after"]) >= 1
    assert again.status_code == 200
    assert large.status_code == 413
    assert large.json()["detail"]
    assert friend.headers["access-control-allow-origin"] == "https://app.example.com"
    assert "access-control-allow-origin" not in stranger.headers
