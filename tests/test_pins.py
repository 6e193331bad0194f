"""A PIN lets one caller in, once and soon, on a real bus."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from lifeos.contracts import names
from lifeos.contracts.call import CallOrder
from lifeos.gateway.__main__ import open_door
from lifeos.gateway.app import create_app
from lifeos.gateway.doorkeeper import AccessMirror
from lifeos.gateway.pins import PinDesk
from lifeos.gateway.settings import GatewaySettings
from lifeos.runtime.bus import Bus
from lifeos.runtime.keys import hash_key, make_key
from lifeos.runtime.pins import PINS, Ticket, pin_key
from lifeos.runtime.settings import Settings
from lifeos.runtime.testing.servers import NatsServer
from lifeos.voice.pins import claim

pytestmark = pytest.mark.slow
SECRET = "the secret of LiveKit's key"


def an_order() -> CallOrder:
    return CallOrder(person_id=uuid4(), session_id=uuid4(), persona="antonio", language="en", line="phone")


@pytest_asyncio.fixture
async def mirror(bus: Bus) -> AsyncIterator[AccessMirror]:
    mirror = AccessMirror(bus)
    await mirror.open()
    yield mirror
    await mirror.close()


@pytest_asyncio.fixture
async def desk(mirror: AccessMirror) -> PinDesk:
    return PinDesk(mirror, SECRET)


async def test_the_digits_lead_to_the_call_they_were_made_for_and_only_once(bus: Bus, desk: PinDesk) -> None:
    order = an_order()
    digits, until = await desk.make(order)
    assert len(digits) == 6
    assert digits.isdecimal()
    assert timedelta(minutes=9) < until - datetime.now(UTC) <= timedelta(minutes=10)
    assert await claim(bus, digits, SECRET) == order
    assert await claim(bus, digits, SECRET) is None


async def test_of_many_callers_with_the_same_digits_one_gets_in(
    bus: Bus, desk: PinDesk, nats: NatsServer
) -> None:
    others = [await Bus.connect(Settings(nats_url=nats.url), f"voice-{n}") for n in range(2)]
    for _ in range(5):
        order = an_order()
        digits, _until = await desk.make(order)
        found = await asyncio.gather(*(claim(each, digits, SECRET) for each in (bus, *others) * 2))
        assert [each for each in found if each] == [order]
    for other in others:
        await other.close()


async def test_late_wrong_and_foreign_digits_let_nobody_in(
    bus: Bus, desk: PinDesk, mirror: AccessMirror
) -> None:
    late = Ticket(order=an_order(), expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert await mirror.create(pin_key("000000", SECRET), late.model_dump(mode="json"))
    assert await mirror.create(pin_key("000001", SECRET), {"order": "unreadable"})
    digits, _ = await desk.make(an_order())
    wrong = f"{(int(digits) + 1) % 10**6:06}"
    for typed, secret in (("000000", SECRET), ("000001", SECRET), (wrong, SECRET), (digits, "another")):
        assert await claim(bus, typed, secret) is None
    assert await claim(bus, digits, SECRET)


async def test_a_new_pin_replaces_the_persons_old_one_and_nobody_elses(bus: Bus, desk: PinDesk) -> None:
    order, other = an_order(), an_order()
    first, _ = await desk.make(order)
    others, _ = await desk.make(other)
    second, _ = await desk.make(order)
    assert await claim(bus, first, SECRET) is None
    assert await claim(bus, second, SECRET) == order
    assert await claim(bus, others, SECRET) == other


async def test_what_nobody_used_in_time_is_swept_away_by_the_next(
    desk: PinDesk, mirror: AccessMirror
) -> None:
    late = Ticket(order=an_order(), expires_at=datetime.now(UTC) - timedelta(seconds=1))
    await mirror.create(pin_key("000000", SECRET), late.model_dump(mode="json"))
    await desk.make(an_order())
    assert len(mirror.beginning_with(PINS)) == 1


async def test_digits_that_stand_are_not_given_to_a_second_person_and_can_be_given_again_once_used(
    bus: Bus, mirror: AccessMirror
) -> None:
    ticket, other = [
        Ticket(order=an_order(), expires_at=datetime.now(UTC) + timedelta(minutes=1)) for _ in range(2)
    ]
    key = pin_key("123456", SECRET)
    assert await mirror.create(key, ticket.model_dump(mode="json"))
    assert not await mirror.create(key, other.model_dump(mode="json"))
    assert await claim(bus, "123456", SECRET) == ticket.order
    assert await mirror.create(key, other.model_dump(mode="json"))
    assert await claim(bus, "123456", SECRET) == other.order


async def test_a_pin_of_an_erased_person_lets_nobody_in(bus: Bus, desk: PinDesk) -> None:
    order = an_order()
    digits, _ = await desk.make(order)
    await (await bus.js.key_value(names.ACCESS)).put(f"gone.{order.person_id}", b"{}")
    assert await claim(bus, digits, SECRET) is None


async def test_neither_digits_nor_their_plain_hash_stand_in_the_bucket(
    desk: PinDesk, mirror: AccessMirror
) -> None:
    digits, _ = await desk.make(an_order())
    ((key, entry),) = mirror.beginning_with(PINS).items()
    assert digits not in json.dumps(entry)
    assert key == pin_key(digits, SECRET) != pin_key(digits, "another")


@pytest.mark.parametrize(("url", "said"), [("", "no calls here"), ("ws://127.0.0.1:1", "by telephone")])
async def test_where_there_is_no_number_that_is_said(bus: Bus, url: str, said: str) -> None:
    settings = GatewaySettings(
        key_pepper=SecretStr("pepper"),
        livekit_url=url,
        livekit_api_key="lifeos",
        livekit_api_secret=SecretStr("f" * 32),
    )
    key = make_key().text
    entry = {"person_id": str(uuid4()), "prefix": "lo_", "scopes": ["user"], "expires_at": None}
    bucket = await bus.js.key_value(names.ACCESS)
    await bucket.put(f"key.{hash_key(key, 'pepper')}", json.dumps(entry).encode())
    async with open_door(settings, bus) as door:
        app = create_app(settings)
        app.state.door = door
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://door", headers={"X-API-Key": key}
        ) as web:
            answer = await web.post("/v1/voice/pin", json={})
    assert answer.status_code == 503
    assert said in answer.json()["detail"]


def test_people_are_shown_the_first_number() -> None:
    assert GatewaySettings(sip_numbers=" , +15550100, +15550101").phone_number == "+15550100"
    assert GatewaySettings().phone_number == ""
