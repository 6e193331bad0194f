"""Each service on a real broker can do exactly what it must."""

import pytest
from nats.aio.msg import Msg
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, StorageType, StreamConfig
from nats.js.errors import BadRequestError, KeyNotFoundError

from lifeos.stack.nats_rights import OPERATOR, TABLE, inbox

from .bus import FIRST, Bus

pytestmark = pytest.mark.slow

WORKERS = [rights for rights in TABLE if rights.durables]


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


async def test_the_gateway_makes_a_pin_and_voice_strikes_it_out(bus: Bus) -> None:
    gateway, voice = await bus.as_user("gateway"), await bus.as_user("voice")
    made = await (await gateway.js.key_value("access")).create("pin.abc", b"a call")
    seen = await voice.js.key_value("access")
    assert (await seen.get("pin.abc")).value == b"a call"
    assert await seen.delete("pin.abc", last=made)
    with pytest.raises(KeyNotFoundError):
        await seen.get("pin.abc")
    assert gateway.refused == voice.refused == []


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


async def test_the_operator_may_do_everything(bus: Bus) -> None:
    operator = await bus.as_user(OPERATOR)
    await operator.js.publish("life.person.registered.v1.p.p", b"{}", headers=FIRST)
    assert await operator.js.delete_stream("LIVE")
    assert operator.refused == []
