"""Publishing is storing once; reading and asking say quickly when nobody is there."""

import asyncio
import time
from uuid import uuid4

import pytest
from nats.aio.msg import Msg

from lifeos.contracts import TurnReceived, names
from lifeos.contracts.asks import AskTalk
from lifeos.contracts.turn import Reply
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Erased, Rejected, Unavailable
from lifeos.runtime.settings import Settings
from lifeos.runtime.testing.loops import a_turn, answer_to, publish_surely, stored
from lifeos.runtime.testing.servers import NatsServer, until

pytestmark = pytest.mark.slow


async def test_the_same_subject_twice_is_one_message(bus: Bus) -> None:
    turn = a_turn()
    first = await bus.publish(answer_to(turn, "Yes."))
    second = await bus.publish(answer_to(turn, "No."))
    assert (first.already, second.already, second.sequence) == (False, True, first.sequence)
    assert len(await stored(bus, names.LIFE, "life.turn.answered.")) == 1


async def test_of_twenty_racers_one_wins(bus: Bus, nats: NatsServer) -> None:
    turn = a_turn()
    others = [await Bus.connect(Settings(nats_url=nats.url), f"racer-{n}") for n in range(4)]
    racers = [others[n % 4].publish(answer_to(turn, f"Racer {n}")) for n in range(20)]
    results = await asyncio.gather(*racers)
    assert sum(not result.already for result in results) == 1
    assert len({result.sequence for result in results}) == 1
    for other in others:
        await other.close()


async def test_one_key_is_one_turn_in_whatever_session(bus: Bus) -> None:
    turn_id = uuid4()
    turns = [a_turn(turn_id=turn_id) for _ in range(20)]
    anywhere = TurnReceived.address("*", turn_id)
    results = await asyncio.gather(*[bus.publish(turn, alone_on=anywhere) for turn in turns])
    assert sum(not result.already for result in results) == 1
    standing = await bus.standing(anywhere)
    assert standing is not None
    assert {result.sequence for result in results} == {standing.sequence}
    assert len(await stored(bus, names.LIFE, "life.")) == 1


async def test_what_stands_is_known_after_the_broker_was_killed(bus: Bus, nats: NatsServer) -> None:
    turn = a_turn()
    first = await bus.publish(turn)
    nats.kill()
    nats.start()
    again = await publish_surely(bus, turn)
    assert again.already
    assert again.sequence == first.sequence


async def test_a_late_duplicate_of_an_erased_message_is_not_stored(bus: Bus) -> None:
    turn = a_turn()
    published = await bus.publish(turn)
    await bus.js.delete_msg(names.LIFE, published.sequence)
    with pytest.raises(Erased):
        await bus.publish(turn)
    assert await bus.standing(turn.subject) is None
    assert await stored(bus, names.LIFE, "life.") == []


@pytest.mark.parametrize("spare", [-1, 0, 300, 600])
async def test_a_message_larger_than_the_bus_carries_is_refused_and_the_connection_lives(
    spare: int, bus: Bus
) -> None:
    """The server counts the headers too, and hangs up on whoever sends more: sizes around the limit."""
    end = answer_to(a_turn()).from_source("test")
    room = bus.client.max_payload - len(end.model_dump_json()) - spare
    with pytest.raises(Rejected):
        await bus.publish(end.model_copy(update={"reply": Reply(text="Yes." + "x" * room)}))
    await bus.publish(a_turn())
    assert not bus.closed.is_set()


async def test_without_a_broker_a_publish_says_that_its_outcome_is_unknown(
    bus: Bus, nats: NatsServer
) -> None:
    nats.kill()
    problems = await asyncio.gather(
        bus.publish(a_turn()), bus.standing(a_turn().subject), return_exceptions=True
    )
    assert [type(problem) for problem in problems] == [Unavailable, Unavailable]
    assert "outcome unknown" in str(problems[0])


async def test_asking_when_nobody_answers_fails_fast(bus: Bus) -> None:
    ask = AskTalk(person_id=uuid4(), session_id=uuid4())
    start = time.monotonic()
    with pytest.raises(Unavailable):
        await bus.ask(ask)
    assert time.monotonic() - start < 5  # far below the 60 s that a person would wait


async def test_a_problem_that_store_reports_is_raised_with_its_words(bus: Bus) -> None:
    async def refuse(message: Msg) -> None:
        await bus.client.publish(message.reply, b"", headers={names.HEADER_ERROR: "not seen yet"})

    await bus.client.subscribe(AskTalk.subject(), cb=refuse)
    with pytest.raises(Unavailable, match="not seen yet"):
        await bus.ask(AskTalk(person_id=uuid4(), session_id=uuid4()))


async def test_one_failing_part_does_not_keep_the_others_deaf_after_a_reconnect(bus: Bus) -> None:
    told: list[str] = []

    async def fails() -> None:
        told.append("fails")
        raise Unavailable("not now")

    async def works() -> None:
        told.append("works")

    bus.on_reconnect(fails)
    bus.on_reconnect(works)
    await bus.client.force_reconnect()
    await until(lambda: len(told) >= 2)
    bus.not_on_reconnect(fails)
    await bus.client.force_reconnect()
    await until(lambda: len(told) >= 3)
    assert told == ["fails", "works", "works"]
    assert (await bus.publish(a_turn())).sequence == 1
