"""How a message fails: parked, held, tried again, or dropped; and the innocent beside it are done."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from lifeos.contracts import TurnAnswered, TurnReceived, TurnRouted, names
from lifeos.runtime.bus import Bus, Stored
from lifeos.runtime.errors import Rejected, Unavailable
from lifeos.runtime.testing.loops import a_turn, answer_to, deliveries, end_of, is_done, running, stored
from lifeos.runtime.testing.servers import until
from lifeos.runtime.testing.workers import DURABLE, SampleWorker
from lifeos.runtime.worker import Worker

pytestmark = pytest.mark.slow


@dataclass
class Trouble:
    """What goes wrong now. `tries` are the runs of the handler."""

    now: Callable[[], Exception] | None = None
    tries: list[str] = field(default_factory=list[str])


def failed(turn: TurnReceived, _reason: str) -> list[TurnAnswered]:
    return [answer_to(turn).model_copy(update={"outcome": "failed"})]


def troubled(slots: int = 8) -> Worker[Trouble]:
    worker: Worker[Trouble] = Worker()

    @worker.handles("answer", ends_at=end_of, when_parked=failed, slots=slots)
    async def answer(turn: TurnReceived, trouble: Trouble) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        trouble.tries.append(turn.id)
        if trouble.now:
            raise trouble.now()
        return answer_to(turn)

    return worker


def archiving() -> Worker[Trouble]:
    worker: Worker[Trouble] = Worker()

    @worker.handles("archive")
    async def archive(stored: Stored, trouble: Trouble) -> None:  # pyright: ignore[reportUnusedFunction]
        trouble.tries.append(stored.message.id)
        if trouble.now:
            raise trouble.now()

    return worker


async def test_what_can_never_succeed_is_ended_visibly_and_then_parked_as_it_was(bus: Bus) -> None:
    turn = a_turn()
    await bus.publish(turn)
    original = (await stored(bus, names.LIFE, turn.subject))[0].data
    trouble = Trouble(lambda: Rejected("no such job"))
    ends_when_parked: list[bool] = []

    async def note(_message: object) -> None:
        ends_when_parked.append(await bus.standing(end_of(turn)) is not None)

    await bus.client.subscribe("parked.>", cb=note)
    async with running(bus, troubled(), trouble):
        await until(lambda: is_done(bus, "answer"))
    (parked,) = await stored(bus, names.PARKED, f"parked.answer.{turn.session_id}.")
    assert parked.data == original
    assert (parked.headers or {})["Lifeos-Reason"] == "no such job"
    assert (parked.headers or {})["Lifeos-Subject"] == turn.subject
    assert ends_when_parked == [True]
    end = await bus.standing(end_of(turn))
    assert end is not None
    assert end.message.cause == turn.subject
    assert trouble.tries == [turn.id]


async def test_while_a_dependency_is_away_messages_are_held_and_nothing_else_is_pulled(bus: Bus) -> None:
    trouble = Trouble(lambda: Unavailable("the model is away", retry_after=0.1))
    early, late = [a_turn() for _ in range(5)], [a_turn() for _ in range(5)]
    for turn in early:
        await bus.publish(turn)
    async with running(bus, troubled(), trouble, ack_wait_s=0.5):
        # The last request of the pull runs out after 2 s; what it brought is held too.
        await asyncio.sleep(2.5)
        held = await deliveries(bus, "answer")
        for turn in late:
            await bus.publish(turn)
        await asyncio.sleep(1)
        assert await deliveries(bus, "answer") == held
        trouble.now = None
        await until(lambda: is_done(bus, "answer"))
    assert await deliveries(bus, "answer") == 10
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == 10


async def test_a_dependency_that_is_away_while_waiting_in_order_burns_no_delivery(bus: Bus) -> None:
    worker: Worker[Trouble] = Worker()

    async def asks_store(turn: TurnReceived, trouble: Trouble) -> bool:
        trouble.tries.append(turn.id)
        if len(trouble.tries) < 4:
            raise Unavailable("store does not answer", retry_after=0.1)
        return True

    @worker.handles("answer", ends_at=end_of, in_order=asks_store)
    async def answer(turn: TurnReceived, _trouble: Trouble) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        return answer_to(turn)

    turn = a_turn()
    await bus.publish(turn)
    async with running(bus, worker, Trouble()):
        await until(lambda: is_done(bus, "answer"))
    assert await deliveries(bus, "answer") == 1
    assert await bus.standing(end_of(turn)) is not None


@pytest.mark.parametrize("bug", [KeyError, FileNotFoundError, TimeoutError])
async def test_a_bug_is_tried_again_soon(bug: type[Exception], bus: Bus) -> None:
    trouble, turn = Trouble(bug), a_turn()
    await bus.publish(turn)
    start = time.monotonic()
    async with running(bus, troubled(), trouble, ack_wait_s=30):
        await until(lambda: trouble.tries)
        trouble.now = None
        await until(lambda: bus.standing(end_of(turn)))
    assert len(trouble.tries) == 2
    assert 0.3 < time.monotonic() - start < 20  # its `ack_wait` is 30 s


async def test_a_message_that_kills_its_worker_is_parked_and_the_innocent_are_done(
    bus: Bus, worker: SampleWorker
) -> None:
    turns = [a_turn("take 0.3") for _ in range(8)]
    poison = a_turn("die")
    for turn in [*turns[:3], poison, *turns[3:]]:
        await bus.publish(turn)
    starts = 0
    worker.start()

    async def all_done() -> bool:
        nonlocal starts
        if worker.ended:
            starts += 1
            assert starts < 20
            worker.start()
        return starts > 0 and bool(await stored(bus, names.PARKED, "parked.")) and await is_done(bus, DURABLE)

    await until(all_done, seconds=40, every=0.1)
    (parked,) = await stored(bus, names.PARKED, "parked.")
    assert (parked.headers or {})["Lifeos-Subject"] == poison.subject
    ends = await stored(bus, names.LIFE, "life.turn.answered.")
    outcomes = {
        end.id: end.outcome for end in (TurnAnswered.model_validate_json(e.data or b"") for e in ends)
    }
    assert outcomes == {turn.id: "replied" for turn in turns} | {poison.id: "failed"}
    assert worker.runs.count(poison.id) == 9


BAD = [
    (f"life.turn.received.v1.{uuid4()}.{uuid4()}", b"\xff\x00 not JSON"),
    (f"life.turn.received.v1.{uuid4()}.{uuid4()}", b'{"person_id": "nobody"}'),
    (f"life.turn.unheard.v9.{uuid4()}.{uuid4()}", b"{}"),
    ("life.odd", b""),
]


async def test_what_nobody_can_read_is_parked_and_does_not_stop_the_rest(bus: Bus) -> None:
    turn, trouble = a_turn(), Trouble()
    for subject, body in BAD:
        await bus.js.publish(subject, body)
    await bus.publish(turn)
    async with running(bus, archiving(), trouble):
        await until(lambda: is_done(bus, "archive"))
    parked = await stored(bus, names.PARKED, "parked.archive.")
    assert sorted(((p.headers or {})["Lifeos-Subject"], p.data or b"") for p in parked) == sorted(BAD)
    assert trouble.tries == [turn.id]


async def test_two_messages_of_one_turn_are_both_set_aside(bus: Bus) -> None:
    turn = a_turn()
    routed = TurnRouted(id=turn.id, person_id=turn.person_id, session_id=turn.session_id)
    await bus.publish(turn)
    await bus.publish(routed)
    async with running(bus, archiving(), Trouble(lambda: Rejected("never"))):
        await until(lambda: is_done(bus, "archive"))
    parked = await stored(bus, names.PARKED, "parked.")
    assert {(p.headers or {})["Lifeos-Subject"] for p in parked} == {turn.subject, routed.subject}


async def test_an_end_that_was_erased_is_neither_stored_again_nor_parked(bus: Bus) -> None:
    turn = a_turn()
    worker: Worker[Trouble] = Worker()

    @worker.handles("answer", ends_at=end_of, when_parked=failed)
    async def answer(turn: TurnReceived, trouble: Trouble) -> TurnAnswered:  # pyright: ignore[reportUnusedFunction]
        trouble.tries.append(turn.id)
        cancelled = await bus.publish(answer_to(turn))
        await bus.js.delete_msg(names.LIFE, cancelled.sequence)
        return answer_to(turn)

    await bus.publish(turn)
    trouble = Trouble()
    async with running(bus, worker, trouble, ack_wait_s=0.5):
        await until(lambda: trouble.tries)
        await until(lambda: is_done(bus, "answer"))
    assert await stored(bus, names.LIFE, "life.turn.answered.") == []
    assert await stored(bus, names.PARKED, "parked.") == []
    assert trouble.tries == [turn.id]
