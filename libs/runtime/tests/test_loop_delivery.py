"""Every message is handled to exactly one end, whatever dies in between."""

import asyncio
import time
from dataclasses import dataclass, field
from uuid import NAMESPACE_OID, uuid4, uuid5

import pytest

from lifeos.contracts import TurnAnswered, TurnReceived, names
from lifeos.runtime.bus import Bus
from lifeos.runtime.testing.loops import (
    a_turn,
    answer_to,
    deliveries,
    end_of,
    is_done,
    publish_surely,
    running,
    stored,
)
from lifeos.runtime.testing.servers import until
from lifeos.runtime.testing.workers import CRASH_POINTS, DURABLE, SampleWorker
from lifeos.runtime.worker import Worker

pytestmark = pytest.mark.slow


@dataclass
class Notes:
    """What a handler did: the turns it began, and the answers that stand in its order."""

    began: list[str] = field(default_factory=list[str])
    ended: list[str] = field(default_factory=list[str])


def answering(takes_s: float = 0, slots: int = 8) -> Worker[Notes]:
    worker: Worker[Notes] = Worker()

    @worker.handles("answer", ends_at=end_of, slots=slots)
    async def answer(turn: TurnReceived, notes: Notes) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        notes.began.append(turn.id)
        await asyncio.sleep(takes_s)
        notes.ended.append(turn.id)
        return answer_to(turn)

    return worker


async def test_a_message_whose_worker_was_killed_is_done_by_the_next(bus: Bus, worker: SampleWorker) -> None:
    turn = a_turn("linger")
    await bus.publish(turn)
    worker.start()
    await until(lambda: worker.runs == [turn.id])
    worker.kill()
    assert await bus.standing(end_of(turn)) is None
    worker.start()
    await until(lambda: bus.standing(end_of(turn)))
    await until(lambda: is_done(bus, DURABLE))
    assert worker.runs == [turn.id, turn.id]
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == 1


@pytest.mark.parametrize("point", CRASH_POINTS)
async def test_a_crash_at_any_point_of_the_loop_leaves_exactly_one_end(
    point: str, bus: Bus, worker: SampleWorker
) -> None:
    parking = point == "before-parking"
    turn = a_turn("refuse" if parking else "Hello")
    await bus.publish(turn)
    worker.start(crash_at=point)
    await until(lambda: worker.ended)
    assert worker.process.exitcode == 137
    worker.start()
    await until(lambda: is_done(bus, DURABLE))
    ends = await stored(bus, names.LIFE, "life.turn.answered.")
    assert [end.subject for end in ends] == [end_of(turn)]
    assert len(await stored(bus, names.PARKED, "parked.")) == (1 if parking else 0)
    if point in ("after-puback", "before-ack"):
        assert worker.runs == [turn.id]


async def test_a_handler_that_takes_longer_than_the_ack_wait_is_not_run_twice(bus: Bus) -> None:
    turn, notes = a_turn(), Notes()
    await bus.publish(turn)
    async with running(bus, answering(takes_s=1.5), notes, ack_wait_s=0.5):
        await until(lambda: is_done(bus, "answer"))
    assert notes.began == [turn.id]
    assert await deliveries(bus, "answer") == 1


async def test_a_message_that_waits_for_a_slot_is_not_delivered_again(bus: Bus) -> None:
    """Two slots and three messages: the first is held long enough that a second one arrives and must wait."""
    notes, worker = Notes(), Worker[Notes]()
    gate = asyncio.Event()

    async def may_go(turn: TurnReceived, _notes: Notes) -> bool:
        return turn.request.message != "waits" or gate.is_set()

    @worker.handles("answer", ends_at=end_of, in_order=may_go, slots=1)
    async def answer(turn: TurnReceived, notes: Notes) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        notes.began.append(turn.id)
        gate.set()
        await asyncio.sleep(1.5)
        return answer_to(turn)

    turns = [a_turn("waits"), a_turn(), a_turn()]
    async with running(bus, worker, notes, ack_wait_s=0.5):
        for turn in turns:
            await bus.publish(turn)
        await until(lambda: is_done(bus, "answer"))
    assert sorted(notes.began) == sorted(turn.id for turn in turns)
    assert await deliveries(bus, "answer") == 3


async def test_work_that_stands_is_not_paid_for_again(bus: Bus) -> None:
    turn, notes = a_turn(), Notes()
    await bus.publish(turn)
    await bus.publish(answer_to(turn, "No."))
    async with running(bus, answering(), notes):
        await until(lambda: is_done(bus, "answer"))
    assert notes.began == []
    ends = await stored(bus, names.LIFE, "life.turn.answered.")
    assert [TurnAnswered.model_validate_json(end.data or b"").reply.text for end in ends] == ["No."]


async def test_waiting_in_order_gives_the_slot_to_others(bus: Bus) -> None:
    first, second, notes = a_turn("first"), a_turn("second"), Notes()
    worker: Worker[Notes] = Worker()

    async def after_the_other(turn: TurnReceived, notes: Notes) -> bool:
        return turn.id == second.id or second.id in notes.ended

    @worker.handles("answer", ends_at=end_of, in_order=after_the_other, slots=1)
    async def answer(turn: TurnReceived, notes: Notes) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        notes.ended.append(turn.id)
        return answer_to(turn)

    await bus.publish(first)
    await bus.publish(second)
    async with running(bus, worker, notes, ack_wait_s=0.5):
        await until(lambda: is_done(bus, "answer"))
    assert notes.ended == [second.id, first.id]
    assert await deliveries(bus, "answer") == 2


async def test_two_replicas_share_the_work_without_doing_any_twice(bus: Bus) -> None:
    turns, notes = [a_turn() for _ in range(60)], Notes()
    async with running(bus, answering(0.02), notes), running(bus, answering(0.02), notes):
        await asyncio.gather(*[publish_surely(bus, turn) for turn in turns])
        await until(lambda: is_done(bus, "answer"))
    assert sorted(notes.began) == sorted(turn.id for turn in turns)
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == 60


async def test_what_was_begun_is_finished_after_sigterm(bus: Bus, worker: SampleWorker) -> None:
    turn = a_turn("take 1")
    await bus.publish(turn)
    worker.start()
    await until(lambda: worker.runs == [turn.id])
    worker.ask_to_stop()
    await until(lambda: worker.ended)
    assert worker.process.exitcode == 0
    assert await bus.standing(end_of(turn)) is not None
    assert await is_done(bus, DURABLE)


async def test_what_waits_in_order_is_given_back_at_once_when_the_process_stops(bus: Bus) -> None:
    worker: Worker[Notes] = Worker()
    turn, notes = a_turn(), Notes()

    async def never(_turn: TurnReceived, notes: Notes) -> bool:
        notes.began.append("asked")
        return False

    @worker.handles("answer", in_order=never)
    async def answer(turn: TurnReceived, _notes: Notes) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        return answer_to(turn)

    await bus.publish(turn)
    start = time.monotonic()
    async with running(bus, worker, notes, ack_wait_s=30):
        await until(lambda: notes.began)
    async with running(bus, answering(), notes, ack_wait_s=30):
        await until(lambda: bus.standing(end_of(turn)))
    assert time.monotonic() - start < 20  # its `ack_wait` is 30 s


@pytest.mark.parametrize(("again", "left"), [(True, 3), (False, 1)])
async def test_who_finds_their_place_taken_meanwhile_takes_the_next_one(
    bus: Bus, again: bool, left: int
) -> None:
    """Three messages want the next free place at the same moment, as versions of one document do."""
    worker: Worker[Notes] = Worker()
    session, places = uuid4(), [uuid5(NAMESPACE_OID, str(number)) for number in range(9)]

    @worker.handles("place", again_when_taken=again)
    async def place(turn: TurnReceived, notes: Notes) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        notes.began.append(turn.id)
        free = [each for each in places if not await bus.standing(TurnAnswered.address(session, each))]
        await asyncio.sleep(0.2)
        return answer_to(turn).model_copy(update={"id": str(free[0])})

    first = a_turn(session_id=session)
    for turn in (first, *(a_turn(session_id=session) for _ in range(2))):
        await bus.publish(turn)
    async with running(bus, worker, Notes()):
        await until(lambda: is_done(bus, "place"), seconds=20)
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == left
