"""Each service on a real broker is refused what it must not do, and what cannot be refused is known."""

import asyncio
import json
from pathlib import Path

import nats
import nats.errors
import pytest
from nats.js.api import AckPolicy, ConsumerConfig
from nats.js.errors import BadRequestError

from lifeos.stack.layout import Layout
from lifeos.stack.nats import nats_config, nats_users, places_of
from lifeos.stack.nats_rights import OPERATOR, TABLE, inbox, permissions

from .bus import Bus

pytestmark = pytest.mark.slow

WORKERS = [rights for rights in TABLE if rights.durables]


@pytest.mark.parametrize(
    ("service", "subject"),
    [
        ("cv", "life.turn.received.v1.s.t"),
        ("cv", "life.turn.answered.v1.s.t"),
        ("cv", "life.deliverable.requested.v1.s.d"),
        ("router", "life.memory.learned.v1.s.t"),
        ("router", "life.version.printed.v1.s.d-1"),
        ("router", "life.turn.received.v1.s.t"),
        ("gateway", "life.memory.learned.v1.s.t"),
        ("gateway", "life.turn.routed.v1.s.t"),
        ("cv", "life.key.issued.v1.p.k"),
        ("router", "life.key.issued.v1.p.k"),
        ("store", "life.key.issued.v1.p.k"),
        ("store", "life.turn.answered.v1.s.t"),
        ("store", "life.person.registered.v1.p.p"),
        ("gateway", "$KV.access.gone.p"),
        ("router", "$KV.access.key.abc"),
        ("cv", "$KV.access.key.abc"),
        ("cv", "$KV.access.session.s"),
        ("router", "$KV.access.pin.abc"),
        ("voice", "$KV.access.key.abc"),
        ("voice", "$KV.access.session.s"),
        ("voice", "$KV.access.gone.p"),
        ("voice", "$JS.API.CONSUMER.CREATE.KV_access.x.$KV.access.>"),
        ("router", "$JS.API.STREAM.MSG.GET.KV_access"),
        ("gateway", "live.reply.delta.v1.s"),
        ("router", "parked.cv-learn.s.t"),
        ("store", "ask.talk.v1"),
    ],
)
async def test_nobody_speaks_for_another(bus: Bus, service: str, subject: str) -> None:
    assert await (await bus.as_user(service)).is_refused(subject)


@pytest.mark.parametrize("service", [rights.service for rights in TABLE])
async def test_nobody_listens_in_or_administers(bus: Bus, service: str) -> None:
    caller = await bus.as_user(service)
    others = [inbox(rights.service) for rights in TABLE if rights.service != service]
    for subject in (
        "life.>",
        "live.>",
        ">",
        "$JS.>",
        "$SYS.>",
        "$KV.access.>",
        *(f"{one}.>" for one in others),
    ):
        assert await caller.may_not_hear(subject), subject
    for stream in ("LIFE", "LIVE", "PARKED", "KV_access"):
        for verb in ("DELETE", "PURGE", "SNAPSHOT", "RESTORE"):
            assert await caller.is_refused(f"$JS.API.STREAM.{verb}.{stream}"), (verb, stream)
    assert await caller.is_refused("$JS.API.STREAM.CREATE.EVIL")


@pytest.mark.parametrize("service", [rights.service for rights in TABLE])
async def test_nobody_touches_the_durable_of_another(bus: Bus, service: str) -> None:
    caller = await bus.as_user(service)
    for durable in (name for rights in WORKERS if rights.service != service for name in rights.durables):
        for subject in (
            f"$JS.API.CONSUMER.CREATE.LIFE.{durable}",
            f"$JS.API.CONSUMER.CREATE.LIFE.{durable}.life.turn.received.v1.>",
            f"$JS.API.CONSUMER.DURABLE.CREATE.LIFE.{durable}",
            f"$JS.API.CONSUMER.MSG.NEXT.LIFE.{durable}",
            f"$JS.API.CONSUMER.DELETE.LIFE.{durable}",
            f"$JS.ACK.LIFE.{durable}.1.1.1.1.0",
            f"$JS.ACK.domain.hash.LIFE.{durable}.1.1.1.1.0",
        ):
            assert await caller.is_refused(subject), subject
    assert await caller.is_refused("$JS.API.CONSUMER.CREATE.LIFE")  # its body could name any durable


async def test_a_consumer_cannot_hide_the_name_of_anothers_durable_in_its_body(bus: Bus) -> None:
    cv, gateway = await bus.as_user("cv"), await bus.as_user("gateway")
    await cv.js.add_consumer(
        "LIFE",
        ConsumerConfig(durable_name="cv-learn", filter_subject="life.turn.>", ack_policy=AckPolicy.EXPLICIT),
    )
    made = await cv.js.consumer_info("LIFE", "cv-learn")
    settings = {"ack_policy": "none", "deliver_policy": "all", "replay_policy": "instant"}
    for subject, names in (
        ("LIFE.gw-x", {"name": "cv-learn"}),
        ("LIFE.gw-x", {"durable_name": "cv-learn"}),
        ("LIFE.gw-x", {"name": "gw-x", "durable_name": "cv-learn"}),
        ("LIVE", {"name": "cv-learn"}),
        ("KV_access.cv-learn", {"name": "cv-learn"}),
    ):
        body = json.dumps({"stream_name": "LIFE", "config": {**settings, **names}}).encode()
        said = await gateway.client.request(f"$JS.API.CONSUMER.CREATE.{subject}", body, timeout=2)
        # The server either refuses, or takes the name of the subject and ignores the one in the body.
        assert json.loads(said.data).get("name") in (None, "gw-x"), subject
    assert (await cv.js.consumer_info("LIFE", "cv-learn")).config == made.config


async def test_a_wrong_password_is_refused(bus: Bus) -> None:
    with pytest.raises(nats.errors.Error, match="Authorization"):
        await nats.connect(
            bus.url, user="cv", password="guess", allow_reconnect=False, max_reconnect_attempts=2
        )


async def test_a_copy_that_the_server_repeats_for_a_service_can_be_told_apart(bus: Bus) -> None:
    """What rights cannot refuse: the reply subject of a request. Readers must know the mark of such a copy."""
    cv, operator = await bus.as_user("cv"), await bus.as_user(OPERATOR)
    own, forged = "life.memory.learned.v1.s.t", "life.turn.received.v1.s.forged"
    await cv.js.publish(own, b"words", headers={"Nats-Subject": forged})
    await cv.js.add_consumer(
        "LIFE", ConsumerConfig(durable_name="cv-learn", filter_subject=own, ack_policy=AckPolicy.EXPLICIT)
    )
    for request in ("$JS.API.CONSUMER.MSG.NEXT.LIFE.cv-learn", f"$JS.API.DIRECT.GET.LIFE.{own}"):
        await cv.client.publish(request, reply=forged)
        await cv.client.flush()
        await asyncio.sleep(0.3)
    kept = [await operator.js.get_msg("LIFE", sequence) for sequence in (1, 2, 3)]
    # A pulled message keeps its own subject; only a direct get lands on the foreign one, and says where it is from.
    assert [message.subject for message in kept] == [own, own, forged]
    assert kept[2].headers is not None
    assert "Nats-Subject" in kept[2].headers
    assert "Nats-Stream" in kept[2].headers


async def test_a_consumer_cannot_be_made_to_deliver_into_the_stream(bus: Bus) -> None:
    cv = await bus.as_user("cv")
    with pytest.raises(BadRequestError, match="forms a cycle"):
        await cv.js.add_consumer(
            "LIFE",
            ConsumerConfig(
                durable_name="cv-learn",
                deliver_subject="life.turn.received.v1.s.forged",
                ack_policy=AckPolicy.EXPLICIT,
            ),
        )


def test_every_user_names_its_permissions_and_no_default_exists(tmp_path: Path) -> None:
    layout = Layout(tmp_path, 9000)
    config = nats_config(places_of(layout), dict.fromkeys(nats_users(), "secret"))
    assert "default_permissions" not in config
    assert config.count("{ user: ") == config.count("permissions: {") == len(TABLE) + 1


def test_no_service_may_publish_everything() -> None:
    allowed = [subject for rights in TABLE for subject in permissions(rights).publish]
    assert not {">", "life.>", "$JS.>", "$JS.API.>", "parked.>", "*.>"} & set(allowed)
