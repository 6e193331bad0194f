"""A follower hears every message once and in order, whatever the broker and the connection do."""

import asyncio
import time

import pytest
from nats.aio.msg import Msg

from lifeos.contracts import names
from lifeos.contracts.live import ReplyDelta
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.follow import Follower
from lifeos.runtime.streams import declare_live
from lifeos.runtime.testing.loops import a_turn, publish_surely, stored
from lifeos.runtime.testing.servers import NatsServer, until

pytestmark = pytest.mark.slow


async def test_a_follower_hears_all_once_across_a_broker_crash_and_soon(bus: Bus, nats: NatsServer) -> None:
    heard: list[str] = []

    async def hear(message: Msg, _sequence: int) -> None:
        heard.append(message.subject)

    follower = Follower(bus, names.LIFE, "life.>", hear)
    await follower.start()
    turns = [a_turn() for _ in range(60)]

    async def talk() -> None:
        for turn in turns:
            await publish_surely(bus, turn)

    talking = asyncio.create_task(talk())
    await until(lambda: len(heard) > 10, every=0.001)
    nats.kill()
    nats.start()
    start, before = time.monotonic(), len(heard)
    await until(lambda: len(heard) > before)
    assert time.monotonic() - start < 8  # an ordered consumer of the library needs some 20 s
    await talking
    await until(lambda: len(heard) >= 60)
    await follower.stop()
    assert heard == [turn.subject for turn in turns]


async def test_a_lost_connection_leaves_no_gap_and_no_repeat(bus: Bus, nats: NatsServer) -> None:
    """The consumer outlives the connection and goes on sending, while the follower takes its time."""
    heard: list[str] = []

    async def hear(message: Msg, _sequence: int) -> None:
        await asyncio.sleep(0.02)
        heard.append(message.subject)

    turns = [a_turn() for _ in range(40)]
    for turn in turns:
        await bus.publish(turn)
    follower = Follower(bus, names.LIFE, "life.>", hear)
    await follower.start(from_sequence=1)
    for _ in range(3):
        await asyncio.sleep(0.15)
        await bus.client.force_reconnect()
    await until(lambda: len(heard) >= 40)
    await asyncio.sleep(0.2)
    await follower.stop()
    assert heard == [turn.subject for turn in turns]


async def test_passing_signs_begin_anew_with_the_new_epoch(bus: Bus, nats: NatsServer) -> None:
    heard: list[tuple[int, str]] = []
    epochs: list[str] = []
    session, turn = a_turn().session_id, a_turn().turn_id

    async def hear(message: Msg, sequence: int) -> None:
        heard.append((sequence, ReplyDelta.model_validate_json(message.data).text))

    async def renew(epoch: str) -> None:
        epochs.append(epoch)

    async def show(text: str) -> None:
        await bus.show(ReplyDelta(session_id=session, turn_id=turn, offset=0, speaker="antonio", text=text))

    follower = Follower(
        bus, names.LIVE, "live.>", hear, on_epoch=renew, before_bind=lambda: declare_live(bus.js)
    )
    await follower.start()
    for text in "abcde":
        await show(text)
    await until(lambda: len(heard) == 5)
    nats.kill()
    nats.start()
    start = time.monotonic()
    await until(lambda: len(epochs) == 2)
    await show("f")
    await show("g")
    await until(lambda: len(heard) >= 7)
    assert time.monotonic() - start < 8  # an ordered consumer of the library needs some 20 s
    await follower.stop()
    assert heard == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e"), (1, "f"), (2, "g")]
    assert len(epochs) == 2
    assert epochs[0] != epochs[1]


async def test_a_follower_survives_a_preparation_that_fails(bus: Bus) -> None:
    heard: list[int] = []
    failures = 3

    async def hear(_message: Msg, sequence: int) -> None:
        heard.append(sequence)

    async def prepare() -> None:
        nonlocal failures
        if follower.last and failures:
            failures -= 1
            raise Unavailable("not yet")

    follower = Follower(bus, names.LIFE, "life.>", hear, before_bind=prepare)
    await follower.start()
    await bus.publish(a_turn())
    await until(lambda: heard == [1])
    await bus.client.force_reconnect()
    await until(lambda: failures == 0)
    await publish_surely(bus, a_turn())
    await until(lambda: heard == [1, 2])
    await follower.stop()
    assert len(await stored(bus, names.LIFE, "life.")) == 2
