"""Each service on a real broker: it can do exactly what it must, and is refused the rest."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nats
import nats.errors
import pytest
import pytest_asyncio
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js import JetStreamContext
from nats.js.api import (
    AckPolicy,
    ConsumerConfig,
    DeliverPolicy,
    KeyValueConfig,
    StorageType,
    StreamConfig,
)
from nats.js.errors import BadRequestError

from lifeos.stack.layout import Layout, make_folders
from lifeos.stack.nats import nats_config, nats_part, nats_users
from lifeos.stack.nats_rights import OPERATOR, TABLE, inbox, permissions
from lifeos.stack.probes import NotReady, ask
from lifeos.stack.secrets import load_secrets

pytestmark = pytest.mark.slow

FIRST = {"Nats-Expected-Last-Subject-Sequence": "0"}
WORKERS = [rights for rights in TABLE if rights.durables]
REFUSED_S = 0.4


@dataclass
class Caller:
    """One service on the bus, and what the broker refused it."""

    client: Client
    js: JetStreamContext
    refused: list[str] = field(default_factory=list)

    async def is_refused(self, subject: str, body: bytes = b"{}", reply: str = "") -> bool:
        """Publish and tell whether the broker answered with a violation."""
        before = len(self.refused)
        await self.client.publish(subject, body, reply=reply)
        return await self._a_violation_more(before)

    async def may_not_hear(self, subject: str) -> bool:
        before = len(self.refused)
        await self.client.subscribe(subject)
        return await self._a_violation_more(before)

    async def _a_violation_more(self, before: int) -> bool:
        await self.client.flush()
        for _ in range(20):
            if len(self.refused) > before:
                return True
            await asyncio.sleep(REFUSED_S / 20)
        return False


@dataclass
class Bus:
    """A running broker with the streams of the product."""

    url: str
    passwords: dict[str, str]
    callers: list[Caller] = field(default_factory=list)

    async def as_user(self, user: str) -> Caller:
        refused: list[str] = []

        async def note(problem: Exception) -> None:
            refused.append(str(problem).lower())

        client = await nats.connect(
            self.url,
            user=user,
            password=self.passwords[user],
            inbox_prefix=inbox(user),
            error_cb=note,
            allow_reconnect=False,
            max_reconnect_attempts=2,
        )
        self.callers.append(Caller(client, client.jetstream(timeout=2), refused))
        return self.callers[-1]


@pytest.fixture
def layout(tmp_path: Path, base_port: int) -> Layout:
    made = Layout(tmp_path, base_port)
    make_folders(made)
    return made


@pytest.fixture
def broker(layout: Layout) -> Iterator[Bus]:
    secrets = load_secrets(layout.secrets, nats_users())
    part = nats_part(layout, secrets.nats)
    assert part.probe is not None
    with (layout.logs / "nats.log").open("wb") as log:
        process = subprocess.Popen(part.argv, env=dict(part.env), stdout=log, stderr=log)
    try:
        yield Bus(layout.nats_url, secrets.nats)
    finally:
        process.terminate()
        process.wait(10)


@pytest_asyncio.fixture
async def bus(broker: Bus, layout: Layout) -> AsyncIterator[Bus]:
    part = nats_part(layout, broker.passwords)
    assert part.probe is not None
    for _ in range(100):
        try:
            await ask(part.probe)
            break
        except NotReady:
            await asyncio.sleep(0.05)
    else:
        raise AssertionError((layout.logs / "nats.log").read_text())
    await declare(await broker.as_user("store"))
    yield broker
    for caller in broker.callers:
        await caller.client.close()


async def declare(store: Caller) -> None:
    """What store does first: this already proves that it may."""
    for name in ("LIFE", "PARKED"):
        await store.js.add_stream(
            StreamConfig(name=name, subjects=[f"{name.lower()}.>"], allow_direct=True, max_bytes=10_000_000)
        )
    await store.js.add_stream(StreamConfig(name="LIVE", subjects=["live.>"], storage=StorageType.MEMORY))
    await store.js.create_key_value(KeyValueConfig(bucket="access"))
    assert store.refused == []


async def test_a_worker_takes_its_work_publishes_its_fact_and_parks(bus: Bus) -> None:
    gateway, cv = await bus.as_user("gateway"), await bus.as_user("cv")
    await gateway.js.publish("life.turn.received.v1.s.t", b"words", headers=FIRST)
    await cv.js.add_consumer(
        "LIFE",
        ConsumerConfig(
            name="cv-learn",
            durable_name="cv-learn",
            filter_subject="life.turn.received.v1.>",
            ack_policy=AckPolicy.EXPLICIT,
        ),
    )
    work = await cv.js.pull_subscribe_bind("cv-learn", "LIFE")
    message = (await work.fetch(1, 2))[0]
    await message.in_progress()
    await cv.js.publish("life.memory.learned.v1.s.t", b"facts", headers=FIRST)
    with pytest.raises(BadRequestError) as there:
        await cv.js.publish("life.memory.learned.v1.s.t", b"again", headers=FIRST)
    assert there.value.err_code == 10071
    assert (await cv.js.get_last_msg("LIFE", "life.memory.learned.v1.s.t", direct=True)).data == b"facts"
    assert (await cv.js.get_last_msg("LIFE", "life.memory.learned.v1.s.t")).data == b"facts"
    assert (await cv.js.get_msg("LIFE", 1, direct=True)).data == b"words"
    await cv.js.publish("live.progress.writing.v1.s", b"...")
    await cv.js.publish("parked.cv-learn.s.t", b"cannot")
    await message.ack_sync()
    assert (await cv.js.consumer_info("LIFE", "cv-learn")).num_ack_pending == 0
    assert await cv.js.delete_consumer("LIFE", "cv-learn")
    assert cv.refused == gateway.refused == []


async def test_every_durable_may_be_made_by_its_owner_in_each_of_the_three_ways(bus: Bus) -> None:
    for rights in WORKERS:
        worker = await bus.as_user(rights.service)
        for durable in rights.durables:
            for named, filtered in (("", None), (durable, None), (durable, "life.>")):
                await worker.js.add_consumer(
                    "LIFE",
                    ConsumerConfig(
                        name=named or None,
                        durable_name=durable,
                        filter_subject=filtered,
                        ack_policy=AckPolicy.EXPLICIT,
                    ),
                )
                assert await worker.js.delete_consumer("LIFE", durable)
        assert worker.refused == []


async def test_an_ask_is_answered_by_store_and_by_nobody_else(bus: Bus) -> None:
    store, gateway = await bus.as_user("store"), await bus.as_user("gateway")

    async def answer(message: Msg) -> None:
        await message.respond(b"forty-two")

    await store.client.subscribe("ask.>", queue="store", cb=answer)
    await store.client.flush()
    for service in ("gateway", "router", "cv"):
        caller = await bus.as_user(service)
        assert (await caller.client.request("ask.talk.v1", b"?", timeout=2)).data == b"forty-two"
    assert store.refused == []
    assert await gateway.may_not_hear("ask.>")
    assert await store.is_refused("_INBOX_gateway.made.up", b"an answer that nobody asked for")


async def test_the_gateway_follows_streams_and_declares_live_again(bus: Bus) -> None:
    gateway, router, store = [await bus.as_user(name) for name in ("gateway", "router", "store")]
    await gateway.js.publish("life.turn.received.v1.s.t", b"words", headers=FIRST)
    await router.js.publish("live.reply.delta.v1.s", b"he")
    await store.js.publish("$KV.access.key.abc", b"person")
    await gateway.js.publish("$KV.access.session.s", b"person")
    for stream, subject in (("LIFE", "life.>"), ("LIVE", "live.>"), ("KV_access", "$KV.access.>")):
        arrived = await gateway.client.subscribe(f"{inbox('gateway')}.follow.{stream}")
        await gateway.client.flush()
        made = await gateway.js.add_consumer(
            stream,
            ConsumerConfig(
                name=f"gw-{stream}",
                filter_subject=subject,
                deliver_subject=f"{inbox('gateway')}.follow.{stream}",
                deliver_policy=DeliverPolicy.ALL,
                ack_policy=AckPolicy.NONE,
                flow_control=True,
                idle_heartbeat=0.5,
            ),
        )
        assert (await arrived.next_msg(2)).data
        assert await gateway.js.delete_consumer(stream, made.name)
    await gateway.js.add_stream(StreamConfig(name="LIVE", subjects=["live.>"], storage=StorageType.MEMORY))
    access = await gateway.js.key_value("access")
    assert (await access.get("key.abc")).value == b"person"
    assert gateway.refused == []


async def test_the_gateway_sees_how_far_behind_a_worker_is(bus: Bus) -> None:
    cv, gateway = await bus.as_user("cv"), await bus.as_user("gateway")
    await cv.js.add_consumer("LIFE", ConsumerConfig(durable_name="cv-learn", ack_policy=AckPolicy.EXPLICIT))
    await gateway.js.publish("life.turn.received.v1.s.t", b"words", headers=FIRST)
    assert (await gateway.js.consumer_info("LIFE", "cv-learn")).num_pending == 1


async def test_store_erases_single_messages_but_never_a_stream(bus: Bus) -> None:
    store, gateway = await bus.as_user("store"), await bus.as_user("gateway")
    sent = await gateway.js.publish("life.turn.received.v1.s.t", b"words", headers=FIRST)
    assert await store.js.delete_msg("LIFE", sent.seq)
    assert await store.is_refused("$JS.API.STREAM.DELETE.LIFE")
    assert await store.is_refused("$JS.API.STREAM.PURGE.LIFE")


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
        ("gateway", "life.key.issued.v1.p.k"),
        ("store", "life.turn.answered.v1.s.t"),
        ("store", "life.person.registered.v1.p.p"),
        ("gateway", "$KV.access.key.abc"),
        ("cv", "$KV.access.session.s"),
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


async def test_a_wrong_password_is_refused(broker: Bus, bus: Bus) -> None:
    with pytest.raises(nats.errors.Error, match="Authorization"):
        await nats.connect(
            broker.url, user="cv", password="guess", allow_reconnect=False, max_reconnect_attempts=2
        )


async def test_the_operator_may_do_everything(bus: Bus) -> None:
    operator = await bus.as_user(OPERATOR)
    await operator.js.publish("life.person.registered.v1.p.p", b"{}", headers=FIRST)
    assert await operator.js.delete_stream("LIVE")
    assert operator.refused == []


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


def test_every_user_names_its_permissions_and_no_default_exists(layout: Layout) -> None:
    config = nats_config(layout, dict.fromkeys(nats_users(), "secret"))
    assert "default_permissions" not in config
    assert config.count("{ user: ") == config.count("permissions: {") == len(TABLE) + 1


def test_no_service_may_publish_everything() -> None:
    allowed = [subject for rights in TABLE for subject in permissions(rights).publish]
    assert not {">", "life.>", "$JS.>", "$JS.API.>", "parked.>", "*.>"} & set(allowed)
