"""What came before a turn is known from the stream, before store has kept it."""

from uuid import uuid4

import pytest
from nats.aio.msg import Msg

from lifeos.contracts import (
    DeliverableRequested,
    MemoryLearned,
    SessionStarted,
    TurnCommitted,
    TurnReceived,
    TurnRouted,
)
from lifeos.contracts.asks import AskTalk, SpokenTurn, Talk
from lifeos.runtime.bus import Bus
from lifeos.runtime.conversation import earlier_turns_answered, earlier_turns_learned, talk_up_to
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.testing.loops import a_turn, answer_to

pytestmark = pytest.mark.slow


def learned_from(turn: TurnReceived) -> MemoryLearned:
    return MemoryLearned(
        id=turn.id, person_id=turn.person_id, session_id=turn.session_id, turn_id=turn.turn_id
    )


def routed(turn: TurnReceived) -> TurnRouted:
    return TurnRouted(id=turn.id, person_id=turn.person_id, session_id=turn.session_id)


def requested_by(turn: TurnReceived) -> DeliverableRequested:
    deliverable = uuid4()
    return DeliverableRequested(
        id=DeliverableRequested.id_for(turn.turn_id, "cv", deliverable),
        person_id=turn.person_id,
        session_id=turn.session_id,
        turn_id=turn.turn_id,
        deliverable=deliverable,
        kind="cv",
        version=1,
        language="en",
    )


def next_turn(before: TurnReceived, text: str, *, spoken: bool = False) -> TurnReceived:
    """Somebody goes on."""
    turn = a_turn(text, before.session_id).model_copy(update={"person_id": before.person_id})
    return turn.model_copy(update={"channel": "voice", "call": uuid4()}) if spoken else turn


async def store_of(bus: Bus, *turns: SpokenTurn) -> list[AskTalk]:
    """A store that knows these turns; what it was asked."""
    asked: list[AskTalk] = []

    async def answer(message: Msg) -> None:
        asked.append(AskTalk.model_validate_json(message.data))
        await message.respond(Talk(turns=list(turns)).model_dump_json().encode())

    await bus.client.subscribe(AskTalk.subject(), cb=answer)
    return asked


async def test_a_turn_waits_for_those_before_it_and_for_no_later_one(bus: Bus) -> None:
    first = a_turn("One")
    second, third = next_turn(first, "Two"), next_turn(first, "Three")
    for turn in (first, second, third):
        await bus.publish(turn)
    assert await earlier_turns_answered(bus, first)
    assert not await earlier_turns_answered(bus, second)
    assert not await earlier_turns_learned(bus, second)
    await bus.publish(answer_to(first))
    await bus.publish(learned_from(first))
    assert await earlier_turns_answered(bus, second)
    assert not await earlier_turns_learned(bus, second), "nobody knows yet whether it began a practice"
    await bus.publish(routed(first))
    assert await earlier_turns_learned(bus, second)
    assert not await earlier_turns_answered(bus, third)
    assert not await earlier_turns_learned(bus, third)


async def test_what_was_said_in_a_call_and_did_not_come_to_stand_is_not_waited_for(bus: Bus) -> None:
    first = next_turn(a_turn(), "I was a", spoken=True)
    second = next_turn(first, "I was a cook.", spoken=True)
    await bus.publish(first)
    await bus.publish(second)
    assert await earlier_turns_learned(bus, second)
    await bus.publish(
        TurnCommitted(id=first.id, person_id=first.person_id, session_id=first.session_id, call=uuid4())
    )
    assert not await earlier_turns_learned(bus, second)


@pytest.mark.parametrize("own_routed", [False, True])
async def test_the_turn_before_is_waited_for_and_the_turn_itself_is_not(bus: Bus, own_routed: bool) -> None:
    first = a_turn("One")
    started = SessionStarted(id=str(first.session_id), person_id=first.person_id, session_id=first.session_id)
    second = next_turn(first, "Two")
    ends = [routed(first), answer_to(first), learned_from(first), requested_by(first)]
    for fact in (started, first, *ends, second):
        await bus.publish(fact)
    if own_routed:
        await bus.publish(routed(second))
    known = SpokenTurn(turn_id=first.turn_id, sequence=2, person="One", at=first.time)
    asked = await store_of(bus, known)
    talk = await talk_up_to(bus, second, latest=12, wait_ms=500)
    assert [(it.sequence, it.person) for it in talk.turns] == [(2, "One"), (7, "Two")]
    (ask,) = asked
    assert (ask.up_to, ask.wait_ms) == (7, 500)
    # Store keeps facts side by side: a reply in its tables does not mean that the step of practice is there too.
    left = {started.subject, *(end.subject for end in ends)}
    assert set(ask.after) == (left - {ends[0].subject} if own_routed else left)
    assert [it.person for it in (await talk_up_to(bus, second, latest=1, wait_ms=500)).turns] == ["Two"]


async def test_a_turn_that_store_has_already_is_there_once(bus: Bus) -> None:
    turn = a_turn("One")
    await bus.publish(turn)
    asked = await store_of(bus, SpokenTurn(turn_id=turn.turn_id, sequence=1, person="One", at=turn.time))
    assert [it.person for it in (await talk_up_to(bus, turn, latest=12, wait_ms=500)).turns] == ["One"]
    assert asked[0].after == []


async def test_without_store_it_says_so(bus: Bus) -> None:
    with pytest.raises(Unavailable):
        await talk_up_to(bus, a_turn(), latest=12, wait_ms=100)
