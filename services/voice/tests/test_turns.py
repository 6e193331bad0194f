"""What is said in a call becomes a turn once, in order; its words come back; who goes on speaking pays for nothing more."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio

from lifeos.contracts import (
    CallEnded,
    ReplyDelta,
    ReplyReset,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
    names,
)
from lifeos.contracts.call import CallOrder, Speech
from lifeos.contracts.turn import Reply, Segment
from lifeos.runtime.bus import Bus
from lifeos.runtime.testing.loops import running, stored
from lifeos.runtime.testing.servers import NatsServer, until
from lifeos.voice.handlers import Tools, worker
from lifeos.voice.line import Line
from lifeos.voice.outbox import Outbox
from lifeos.voice.turns import NotAccepted, Turns, Words

CALL = uuid4()
TEXT = "Good, I have Acme. When did it begin?"


class Desk:
    """One call's end of the bus."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.order = CallOrder(person_id=uuid4(), session_id=uuid4(), persona="antonio", language="en")
        self.outbox = Outbox(bus)
        self.line = Line(bus, self.order.session_id, lambda _: None)
        self.turns = Turns(self.order, CALL, self.line, self.outbox)

    async def reply_to(self, item: str, text: str) -> tuple[str, bool]:
        """Everything that is said to a turn, and whether its end came."""
        said, ended = "", False
        async for piece in self.turns.reply_to(item, text, Speech(seconds=1.5)):
            if isinstance(piece, Words):
                said += piece.text
            else:
                ended = True
        return said, ended

    async def answer(self, item: str, *pieces: str, whole: str = TEXT, reset_after: int = -1) -> None:
        """As the router does: words as they are written, then the end."""
        turn_id = self.turns.id_of(item)
        offset = 0
        for number, piece in enumerate(pieces):
            await self.bus.show(
                ReplyDelta(
                    session_id=self.order.session_id,
                    turn_id=turn_id,
                    offset=offset,
                    speaker="antonio",
                    text=piece,
                )
            )
            offset += len(piece)
            if number == reset_after:
                await self.bus.show(ReplyReset(session_id=self.order.session_id, turn_id=turn_id))
                offset = 0
        await self.bus.publish(
            TurnAnswered(
                id=str(turn_id),
                person_id=self.order.person_id,
                session_id=self.order.session_id,
                outcome="replied",
                reply=Reply(text=whole, segments=[Segment(speaker="antonio", text=whole)]),
            )
        )

    async def received(self, item: str) -> TurnReceived | None:
        found = await self.bus.standing(TurnReceived.address(self.order.session_id, self.turns.id_of(item)))
        return found.message if found and isinstance(found.message, TurnReceived) else None

    async def outcome(self, item: str) -> str | None:
        found = await self.bus.standing(TurnAnswered.address(self.order.session_id, self.turns.id_of(item)))
        return found.message.outcome if found and isinstance(found.message, TurnAnswered) else None


@pytest_asyncio.fixture
async def desk(bus: Bus) -> AsyncIterator[Desk]:
    made = Desk(bus)
    await made.line.open(1)
    yield made
    await made.line.close()
    await made.outbox.close(1)


async def test_a_turn_is_received_with_how_it_was_said_and_its_words_come_back(desk: Desk) -> None:
    replying = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 1)
    await desk.answer("item_1", "Good, I have", " Acme.")
    assert await replying == (TEXT, True)
    received = await desk.received("item_1")
    assert received
    assert (received.channel, received.call) == ("voice", CALL)
    assert received.speech == Speech(seconds=1.5)
    assert received.request.message == "I worked at Acme."


async def test_the_same_thing_said_again_to_the_brain_is_the_same_turn(desk: Desk) -> None:
    first = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 1)
    await desk.answer("item_1", "Good,")
    await first
    turns = await stored(desk.bus, names.LIFE, "life.turn.received.v1")
    again = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 2)
    again.cancel()
    assert len(await stored(desk.bus, names.LIFE, "life.turn.received.v1")) == len(turns) == 1


async def test_lost_signs_are_made_up_for_by_the_end(desk: Desk) -> None:
    replying = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 1)
    await desk.answer("item_1")
    assert await replying == (TEXT, True)


async def test_what_a_new_beginning_voids_is_followed_by_it_and_nothing_comes_twice(desk: Desk) -> None:
    replying = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 1)
    await desk.answer("item_1", "Well, ", "Good, I have Acme.", reset_after=0)
    assert await replying == (f"Well, {TEXT}", True)


async def test_speaking_into_an_unfinished_reply_cancels_its_turn(desk: Desk) -> None:
    replying = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 1)
    await asyncio.sleep(0.1)
    replying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await replying
    for _ in range(50):
        if await desk.outcome("item_1"):
            break
        await asyncio.sleep(0.02)
    assert await desk.outcome("item_1") == "cancelled"


async def test_a_finished_reply_is_not_cancelled(desk: Desk) -> None:
    replying = asyncio.create_task(desk.reply_to("item_1", "I worked at Acme."))
    await until(lambda: desk.turns.count == 1)
    await desk.answer("item_1", "Good, I have")
    await replying
    await asyncio.sleep(0.1)
    assert await desk.outcome("item_1") == "replied"


async def test_while_the_bus_is_away_the_turn_waits_and_goes_out_in_order(
    desk: Desk, nats: NatsServer
) -> None:
    nats.kill()
    with pytest.raises(NotAccepted):
        await desk.reply_to("item_1", "I worked at Acme.")
    desk.turns.commit("item_1")
    assert desk.turns.late == {desk.turns.id_of("item_1")}
    nats.start()
    messages: list[str] = []
    for _ in range(200):
        messages = await _types(desk)
        if len(messages) == 2:
            break
        await asyncio.sleep(0.05)
    assert messages == ["turn.received.v1", "turn.committed.v1"]


async def _types(desk: Desk) -> list[str]:
    try:
        return [
            ".".join((raw.subject or "").split(".")[1:4])
            for raw in await stored(desk.bus, names.LIFE, "life.")
        ]
    except Exception:  # noqa: BLE001 the broker is just coming back; asked again
        return []


async def test_what_was_said_last_stands_although_nobody_could_say_so(desk: Desk) -> None:
    """The process that heard it died: the end of the call commits it, unless it was superseded."""
    for item in ("heard", "superseded"):
        task = asyncio.create_task(desk.reply_to(item, "I worked at Acme."))
        await asyncio.sleep(0.1)
        if item == "superseded":
            task.cancel()
        else:
            await desk.answer("heard", "Good,")
            await task
    await asyncio.sleep(0.1)
    async with running(desk.bus, worker, Tools(desk.bus, lambda: "")):
        await desk.bus.publish(
            CallEnded(
                id=str(CALL),
                person_id=desk.order.person_id,
                session_id=desk.order.session_id,
                reason="failed",
            )
        )
        subject = TurnCommitted.address(desk.order.session_id, desk.turns.id_of("heard"))
        for _ in range(100):
            if await desk.bus.standing(subject):
                break
            await asyncio.sleep(0.05)
        assert await desk.bus.standing(subject)
    gone = TurnCommitted.address(desk.order.session_id, desk.turns.id_of("superseded"))
    assert await desk.bus.standing(gone) is None
