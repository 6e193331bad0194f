"""Keys over HTTP, and tokens for another front end's people: nobody gets more than they were given."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from lifeos.runtime.keys import hash_key
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


@pytest_asyncio.fixture(loop_scope="session")
async def app(spine: Spine) -> AsyncIterator[httpx.AsyncClient]:
    """Another front end's server."""
    async with spine.client(await spine.new_key("another front end", "app")) as client:
        yield client


async def token_of(app: httpx.AsyncClient, external_id: str) -> dict[str, str]:
    answer = await app.post("/v1/tokens", json={"external_id": external_id})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_key_is_changed_without_a_moment_in_which_none_works(spine: Spine) -> None:
    old = await spine.new_key("rotation")
    async with spine.client(old) as before:
        made = (await before.post("/v1/keys", json={"scopes": ["user"], "days": 30})).json()
        async with spine.client(made["key"]) as after:
            listed = (await after.get("/v1/keys")).json()["items"]
            revoked = await after.delete(f"/v1/keys/{old[:11]}")
            gone = await before.get("/v1/me")
            still = await after.get("/v1/me")
            later = (await after.get("/v1/keys")).json()["items"]

    ends = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=29) < ends < timedelta(days=31)
    assert {key["prefix"] for key in listed} == {old[:11], made["prefix"]}
    assert made["key"] not in str(listed)
    assert revoked.status_code == 204
    assert gone.status_code == 401
    assert still.status_code == 200
    assert {key["prefix"]: key["revoked"] for key in later} == {old[:11]: True, made["prefix"]: False}


async def test_a_login_ends_with_its_key(spine: Spine) -> None:
    async with spine.client(await spine.new_key("login ends")) as owner:
        made = (await owner.post("/v1/keys", json={})).json()
        async with httpx.AsyncClient(base_url=spine.url) as browser:
            await browser.post("/v1/login", json={"key": made["key"]})
            inside = await browser.get("/v1/me")
            await owner.delete(f"/v1/keys/{made['prefix']}")
            outside = await browser.get("/v1/me")

    assert (inside.status_code, outside.status_code) == (200, 401)


async def until_one_key(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    """The keys once store has the first: the door knows a new key before the tables do."""
    for _ in range(100):
        if keys := (await client.get("/v1/keys")).json()["items"]:
            return keys
        await asyncio.sleep(0.05)
    return []


@pytest.mark.parametrize("scopes", [["operator"], ["app"], ["user", "operator"]])
async def test_a_key_makes_none_that_may_do_more(spine: Spine, scopes: list[str]) -> None:
    async with spine.client(await spine.new_key("climber")) as client:
        answer = await client.post("/v1/keys", json={"scopes": scopes})
        keys = await until_one_key(client)

    assert answer.status_code == 403
    assert "operator" in answer.json()["detail"]
    assert len(keys) == 1


@pytest.mark.parametrize(
    "body", [{"scopes": []}, {"scopes": ["king"]}, {"days": 0}, {"days": 1e9}, {"days": "x"}, []]
)
async def test_a_wish_for_a_key_that_makes_no_sense_is_refused(spine: Spine, body: object) -> None:
    async with spine.client() as client:
        answer = await client.post("/v1/keys", json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"]


async def test_nobody_revokes_the_key_in_their_hand_or_another_persons(spine: Spine) -> None:
    key, others = await spine.new_key("own"), await spine.new_key("other")
    async with spine.client(key) as client, spine.client(others) as other:
        own = await client.delete(f"/v1/keys/{key[:11]}")
        foreign = await client.delete(f"/v1/keys/{others[:11]}")
        never = await client.delete("/v1/keys/lo_nothing")
        works = await other.get("/v1/me")

    assert own.status_code == 409
    assert "Make another one" in own.json()["detail"]
    assert (foreign.status_code, never.status_code) == (404, 404)
    assert works.status_code == 200


async def test_a_person_of_another_front_end_talks_with_a_token(spine: Spine, app: httpx.AsyncClient) -> None:
    named = (await app.put("/v1/people/anna%2F7", json={"label": "Anna", "locale": "pt"})).json()
    granted = await token_of(app, "anna/7")
    async with spine.client(granted["token"]) as anna:
        me = (await anna.get("/v1/me")).json()
        turn = await anna.post("/v1/chat/turn", json={"message": "Moro em Lisboa."})

    assert named["id"] == granted["person_id"] == me["id"]
    assert me["locale"] == "pt"
    assert turn.json()["status"] == "completed"
    lives = datetime.fromisoformat(granted["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=14) < lives <= timedelta(minutes=15)


async def test_two_front_ends_with_the_same_external_id_have_two_people(
    spine: Spine, app: httpx.AsyncClient
) -> None:
    mine = await token_of(app, "same")
    async with spine.client(await spine.new_key("a third front end", "app")) as third:
        theirs = await token_of(third, "same")
    async with spine.client(mine["token"]) as one, spine.client(theirs["token"]) as two:
        await one.post("/v1/chat/turn", json={"message": "I live in Vigo."})
        seen = (await two.get("/v1/memories")).json()["items"]

    assert mine["person_id"] != theirs["person_id"]
    assert seen == []


async def test_a_token_opens_a_persons_things_and_nothing_else(spine: Spine, app: httpx.AsyncClient) -> None:
    token = (await token_of(app, "modest"))["token"]
    async with spine.client(token) as person:
        refused = [
            await person.get("/v1/keys"),
            await person.post("/v1/keys", json={}),
            await person.post("/v1/tokens", json={"external_id": "other"}),
            await person.put("/v1/people/other", json={}),
        ]
        login = await person.post("/v1/login", json={"key": token})

    assert [answer.status_code for answer in refused] == [403] * 4
    assert all(answer.json()["detail"] for answer in refused)
    assert login.status_code == 401


async def test_each_key_is_good_for_its_scope_only(spine: Spine, app: httpx.AsyncClient) -> None:
    async with spine.client(await spine.new_key("plain")) as person:
        as_app = await person.post("/v1/tokens", json={"external_id": "x"})
        as_person = await app.get("/v1/memories")
        turn = await app.post("/v1/chat/turn", json={"message": "Hello"})

    assert [each.status_code for each in (as_app, as_person, turn)] == [403, 403, 403]
    assert "scope app" in as_app.json()["detail"]
    assert "POST /v1/tokens" in as_person.json()["detail"]


async def test_tokens_end_with_the_key_they_were_traded_for(spine: Spine) -> None:
    async with spine.client(await spine.new_key("ending", "app", "user")) as owner:
        made = (await owner.post("/v1/keys", json={"scopes": ["app"]})).json()
        async with spine.client(made["key"]) as app:
            token = (await token_of(app, "someone"))["token"]
        async with spine.client(token) as person:
            before = await person.get("/v1/me")
            await owner.delete(f"/v1/keys/{made['prefix']}")
            after = await person.get("/v1/me")

    assert (before.status_code, after.status_code) == (200, 401)


def signed(secret: str, app_hash: str, until: float, mark: str = "lt_") -> str:
    """A token as the door writes it."""
    fields = {"person": str(UUID(int=7)), "app": app_hash, "until": until}
    body = mark + base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()
    return f"lt_{body.removeprefix('lt_')}.{hmac.new(secret.encode(), body.encode(), hashlib.sha256).hexdigest()}"


async def test_forged_cut_and_old_tokens_are_like_no_key(spine: Spine) -> None:
    key, plain = await spine.new_key("tokens", "app"), await spine.new_key("no front end")
    assert spine.secrets
    secret, (app, person) = (
        spine.secrets.cookie_secret,
        (hash_key(k, spine.secrets.key_pepper) for k in (key, plain)),
    )
    soon = time.time() + 60
    good = signed(secret, app, soon)
    wrong = {
        "too old": signed(secret, app, time.time() - 1),
        "of a key that is no front end's": signed(secret, person, soon),
        "of no key": signed(secret, "0" * 64, soon),
        "with another secret": signed("guessed", app, soon),
        "signed for another use": signed(secret, app, soon, mark=""),
        "cut": good[:-1],
        "longer": good + "0",
        "without a signature": good.partition(".")[0] + ".",
        "empty": "lt_",
        "a dot": "lt_.",
        "not base64": "lt_%.%",
    }
    async with httpx.AsyncClient(base_url=spine.url) as stranger:
        answers = {
            how: (await stranger.get("/v1/me", headers={"Authorization": f"Bearer {token}"})).status_code
            for how, token in wrong.items()
        }
        works = await stranger.get("/v1/sessions", headers={"Authorization": f"Bearer {good}"})

    assert answers == dict.fromkeys(wrong, 401)
    assert works.status_code == 200


async def test_an_erased_person_of_another_front_end_stays_erased(
    spine: Spine, app: httpx.AsyncClient
) -> None:
    token = (await token_of(app, "leaver"))["token"]
    async with spine.client(token) as leaver:
        await leaver.post("/v1/chat/turn", json={"message": "I live in Vigo."})
        receipt = await leaver.delete("/v1/me")
        after = await leaver.get("/v1/me")
    again = await app.post("/v1/tokens", json={"external_id": "leaver"})

    assert receipt.json()["done"], receipt.text
    assert after.status_code == 401
    assert again.status_code == 410
    assert "erased" in again.json()["detail"]
