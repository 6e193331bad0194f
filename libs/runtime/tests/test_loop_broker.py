"""The broker dies, comes back, or forgets a consumer: nothing is lost and nothing is doubled."""

import asyncio
import time

import pytest

from lifeos.contracts import TurnAnswered, TurnReceived, names
from lifeos.runtime.bus import Bus
from lifeos.runtime.testing.loops import a_turn, answer_to, end_of, is_done, publish_surely, running, stored
from lifeos.runtime.testing.servers import NatsServer, until
from lifeos.runtime.worker import Worker

pytestmark = pytest.mark.slow


def answering(takes_s: float = 0.01) -> Worker[list[str]]:
    worker: Worker[list[str]] = Worker()

    @worker.handles("answer", ends_at=end_of)
    async def answer(turn: TurnReceived, runs: list[str]) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        runs.append(turn.id)
        await asyncio.sleep(takes_s)
        return answer_to(turn)

    return worker


async def test_an_idle_worker_is_back_within_two_seconds_of_the_broker(bus: Bus, nats: NatsServer) -> None:
    """The quickest of three crashes counts: a busy machine is late at times, a deaf worker always."""
    runs: list[str] = []
    first, late = a_turn(), [a_turn() for _ in range(3)]
    async with running(bus, answering(), runs, ack_wait_s=30):
        await bus.publish(first)
        await until(lambda: is_done(bus, "answer"))
        seconds = [await _seconds_to_answer(bus, nats, turn) for turn in late]
    assert min(seconds) < 2
    assert runs == [first.id, *(turn.id for turn in late)]


async def _seconds_to_answer(bus: Bus, nats: NatsServer, turn: TurnReceived) -> float:
    nats.kill()
    await asyncio.sleep(0.3)
    nats.start()
    start = time.monotonic()
    await publish_surely(bus, turn)
    await until(lambda: bus.standing(end_of(turn)))
    return time.monotonic() - start


async def test_work_that_ends_while_the_broker_is_away_is_published_and_not_repeated(
    bus: Bus, nats: NatsServer
) -> None:
    runs: list[str] = []
    turn = a_turn()
    await bus.publish(turn)
    async with running(bus, answering(0.3), runs, ack_wait_s=30):
        await until(lambda: runs)
        # What is sent to a frozen broker is lost when it dies, instead of waiting in the client for the next one.
        nats.freeze()
        await asyncio.sleep(1)
        nats.kill()
        await until(lambda: not bus.connected)
        nats.start()
        await until(lambda: bus.connected)
        await until(lambda: stored(bus, names.LIFE, "life.turn.answered."))
    assert runs == [turn.id]
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == 1


async def test_a_broker_that_dies_under_publishers_and_workers_loses_and_doubles_nothing(
    bus: Bus, nats: NatsServer
) -> None:
    turns = [a_turn() for _ in range(120)]

    async def talk(some: list[TurnReceived]) -> None:
        for turn in some:
            await publish_surely(bus, turn)
            await asyncio.sleep(0.01)

    async with running(bus, answering(), [], ack_wait_s=1):
        talking = [asyncio.create_task(talk(turns[start::6])) for start in range(6)]
        for _ in range(2):
            await asyncio.sleep(0.1)
            nats.kill()
            await asyncio.sleep(0.1)
            nats.start()
        await asyncio.gather(*talking)
        await until(lambda: bus.standing(end_of(turns[-1])))
        await until(lambda: is_done(bus, "answer"), seconds=15)
    subjects = [message.subject for message in await stored(bus, names.LIFE, "life.")]
    expected = [turn.subject for turn in turns] + [end_of(turn) for turn in turns]
    assert sorted(subject or "" for subject in subjects) == sorted(expected)


async def test_a_deleted_consumer_comes_back_and_nothing_is_done_twice(bus: Bus) -> None:
    runs: list[str] = []
    before, after = [a_turn() for _ in range(5)], [a_turn() for _ in range(5)]
    async with running(bus, answering(), runs):
        for turn in before:
            await bus.publish(turn)
        await until(lambda: is_done(bus, "answer"))
        await bus.js.delete_consumer(names.LIFE, "answer")
        for turn in after:
            await bus.publish(turn)
        await until(lambda: bus.standing(end_of(after[-1])), seconds=5)
        await until(lambda: is_done(bus, "answer"))
    assert sorted(runs) == sorted(turn.id for turn in before + after)
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == 10
