"""In a call whose model replies by itself each thing said is one turn with one end, in whatever order its parts become known."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from livekit.agents.metrics.usage import AgentSessionUsage, LLMModelUsage

from lifeos.contracts import CallEnded, Message, TurnAnswered, TurnReceived, names
from lifeos.contracts.call import CallOrder
from lifeos.contracts.turn import Usage
from lifeos.runtime.bus import Bus, decode
from lifeos.runtime.testing.loops import running, stored
from lifeos.runtime.testing.servers import until
from lifeos.voice.exchanges import DECIDED_S, Exchange, Exchanges
from lifeos.voice.handlers import Tools, worker
from lifeos.voice.line import Line
from lifeos.voice.outbox import Outbox
from lifeos.voice.realtime import NOT_HEARD, STARTED, TOO_LATE, add_intent, instructions, realtime_model
from lifeos.voice.settings import VoiceSettings
from lifeos.voice.speaking import SpeechClock
from lifeos.voice.spending import Prices, Spending
from lifeos.voice.turns import Turns

CALL = uuid4()
JOB, WISH = "I was a cook.", "Put that on paper, please."


class Desk:
    """One call's end of the bus."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.order = CallOrder(person_id=uuid4(), session_id=uuid4(), persona="antonio", language="en")
        self.outbox = Outbox(bus)
        line = Line(bus, self.order.session_id, lambda _: None)
        self.turns = Turns(self.order, CALL, line, self.outbox)
        self.answered: list[Exchange] = []
        self.rehearsed: list[Exchange] = []
        self.exchanges = Exchanges(
            self.turns,
            SpeechClock(),
            "antonio",
            lambda taken, given: Usage(rung="mini", input_tokens=taken, output_tokens=given),
            self.answered.append,
            self.rehearse,
        )

    async def rehearse(self, exchange: Exchange) -> None:
        """The conversation is asked for the reply."""
        self.rehearsed.append(exchange)
        async for _ in self.turns.reply_to(exchange.item_id, exchange.text, exchange.speech, stands=True):
            pass

    async def facts(self, *types: str) -> list[Any]:
        """What stands on the bus by now, of some types or of all."""
        assert await self.outbox.close(5)
        found: list[Message] = [
            decode(it.subject or "", it.data or b"") for it in await stored(self.bus, names.LIFE, "life.")
        ]
        return [fact for fact in found if not types or fact.type in types]


@pytest_asyncio.fixture
async def desk(bus: Bus) -> AsyncIterator[Desk]:
    desk = Desk(bus)
    yield desk
    desk.exchanges.finish()
    await desk.outbox.close(5)


async def test_a_turn_waits_for_what_the_model_makes_of_it_and_carries_it(desk: Desk) -> None:
    exchange = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", WISH)
    await asyncio.sleep(0.2)
    assert not exchange.published.is_set()
    assert await add_intent(exchange, "cv") == STARTED
    exchange.end("It is being made.", interrupted=False)
    await until(lambda: desk.answered)
    received, committed, answered = await desk.facts()
    assert (received.request.message, received.request.intent) == (WISH, "cv")
    assert received.answered_in_call
    assert committed.type == "turn.committed.v1"
    assert (answered.id, answered.outcome, answered.reply.text) == (
        received.id,
        "replied",
        "It is being made.",
    )


async def test_a_tool_that_comes_too_late_changes_nothing_and_is_told(desk: Desk) -> None:
    exchange = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", WISH)
    await asyncio.wait_for(exchange.published.wait(), DECIDED_S + 1)
    assert await add_intent(exchange, "cv") == TOO_LATE
    exchange.end("It is being made.")
    await until(lambda: desk.answered)
    (received,) = await desk.facts("turn.received.v1")
    assert received.request.intent is None


async def test_a_second_wish_in_one_turn_does_not_replace_the_first(desk: Desk) -> None:
    exchange = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", WISH)
    assert await add_intent(exchange, "cv") == STARTED
    assert await add_intent(exchange, "cv") == STARTED
    assert await add_intent(exchange, "outreach") == TOO_LATE
    (received,) = await desk.facts("turn.received.v1")
    assert received.request.intent == "cv"


async def test_words_that_are_written_down_after_the_reply_are_still_one_whole_turn(desk: Desk) -> None:
    exchange = desk.exchanges.of("item-1")
    exchange.responds("response-1")
    exchange.end("A cook, good.", interrupted=True)
    exchange.bill("response-1", 20, 10)
    desk.exchanges.said("item-1", JOB)
    await until(lambda: desk.answered)
    received, _, answered = await desk.facts()
    assert (received.request.message, answered.reply.text) == (JOB, "A cook, good.")
    assert (answered.usage.input_tokens, answered.usage.output_tokens) == (20, 10)


async def test_an_end_does_not_wait_for_ever_for_its_bill(desk: Desk) -> None:
    exchange = desk.exchanges.of("item-1")
    exchange.responds("response-1")
    desk.exchanges.said("item-1", JOB)
    exchange.end("Good.")
    await until(lambda: desk.answered, seconds=3)


async def test_what_the_person_spoke_over_gets_its_end_at_once(desk: Desk) -> None:
    """Otherwise the next turn would wait for it in the router."""
    first, second, third = (desk.exchanges.of(f"item-{number}") for number in (1, 2, 3))
    for number, text in enumerate((JOB, "At the Blue Hotel.", WISH), 1):
        desk.exchanges.said(f"item-{number}", text)
    desk.exchanges.end_before(third, {second, third})
    await until(lambda: desk.answered)
    assert desk.answered == [first]
    (answered,) = await desk.facts("turn.answered.v1")
    assert (answered.id, answered.outcome) == (str(desk.turns.id_of("item-1")), "cancelled")


async def test_an_item_that_comes_again_after_a_lost_connection_is_no_second_turn(desk: Desk) -> None:
    first = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", JOB)
    first.end("Good.")
    await until(lambda: desk.answered)
    assert desk.exchanges.of("item-1") is first
    desk.exchanges.said("item-1", JOB)
    desk.exchanges.finish()
    assert [fact.type for fact in await desk.facts()] == [
        "turn.received.v1", "turn.committed.v1", "turn.answered.v1",
    ]  # fmt: skip
    assert desk.turns.count == 1


async def test_a_rehearsed_turn_is_put_and_committed_and_its_reply_is_left_to_the_conversation(
    desk: Desk,
) -> None:
    exchange = desk.exchanges.of("item-1")
    assert exchange.rehearse()
    desk.exchanges.said("item-1", JOB)
    await until(lambda: desk.rehearsed)
    desk.exchanges.end_before(desk.exchanges.of("item-2"), set())
    received, committed = await desk.facts()
    assert (received.request.message, received.answered_in_call) == (JOB, False)
    assert (committed.id, committed.type) == (received.id, "turn.committed.v1")
    assert desk.answered == []


async def test_a_turn_that_went_out_for_the_model_to_answer_is_not_rehearsed_any_more(desk: Desk) -> None:
    """After a lost connection the model's memory comes again, item by item, also in the middle of a rehearsal."""
    exchange = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", JOB)
    await asyncio.wait_for(exchange.published.wait(), DECIDED_S + 1)
    assert not exchange.rehearse()
    exchange.end("Good.")
    await until(lambda: desk.answered)
    assert [it.outcome for it in await desk.facts("turn.answered.v1")] == ["replied"]


async def test_what_was_not_understood_is_no_turn_and_the_model_is_told(desk: Desk) -> None:
    exchange = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", "  ")
    assert await add_intent(exchange, "cv") == NOT_HEARD
    desk.exchanges.finish()
    assert await desk.facts() == []


async def test_a_call_that_ends_loses_nothing_and_leaves_no_turn_open(desk: Desk, bus: Bus) -> None:
    replied = desk.exchanges.of("item-1")
    desk.exchanges.said("item-1", JOB)
    replied.end("Good.")
    desk.exchanges.of("item-2")
    desk.exchanges.said("item-2", WISH)
    desk.exchanges.finish()
    desk.outbox.put(
        CallEnded(
            id=str(CALL), person_id=desk.order.person_id, session_id=desk.order.session_id, reason="failed"
        )
    )
    assert await desk.outbox.close(5)
    async with running(bus, worker, Tools(bus, lambda: "")):
        await until(lambda: _answers(bus, 2))
    one, two = desk.turns.id_of("item-1"), desk.turns.id_of("item-2")
    assert {it.turn_id: it.outcome for it in await desk.facts("turn.answered.v1")} == {
        one: "replied", two: "cancelled",
    }  # fmt: skip
    assert [it.turn_id for it in await desk.facts("turn.committed.v1")] == [one, two]


async def _answers(bus: Bus, count: int) -> bool:
    return len(await stored(bus, names.LIFE, "life.turn.answered.")) == count


async def test_a_turn_that_the_router_answers_is_left_to_it(bus: Bus) -> None:
    desk = Desk(bus)
    desk.turns.put("item-1", JOB, None)
    desk.outbox.put(
        CallEnded(
            id=str(CALL), person_id=desk.order.person_id, session_id=desk.order.session_id, reason="left"
        )
    )
    assert await desk.outbox.close(5)
    async with running(bus, worker, Tools(bus, lambda: "")):
        await until(lambda: stored(bus, names.LIFE, "life.turn.committed."))
    turn_id = desk.turns.id_of("item-1")
    assert await bus.standing(TurnReceived.address(desk.order.session_id, turn_id))
    assert await bus.standing(TurnAnswered.address(desk.order.session_id, turn_id)) is None


@pytest.mark.parametrize(("language", "word"), [("en", "English"), ("es", "Spanish"), ("pt", "Portuguese")])
async def test_the_model_knows_who_it_is_and_without_store_it_meets_a_stranger(
    bus: Bus, language: str, word: str
) -> None:
    order = CallOrder.model_validate(
        {"person_id": uuid4(), "session_id": uuid4(), "persona": "both", "language": language}
    )
    told = await instructions(bus, order)
    assert "Antonio" in told
    assert word in told
    assert "{" not in told
    assert "- none yet" in told
    assert "- nothing" in told


async def test_no_key_of_the_machine_reaches_a_server_that_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the machine's own")
    order = CallOrder(person_id=uuid4(), session_id=uuid4(), persona="mariana", language="es")
    settings = VoiceSettings(voice_realtime_model="small", voice_realtime_base_url="http://127.0.0.1:9/v1")
    model: Any = realtime_model(settings, order)
    assert (model._opts.api_key, model._opts.voice, model.model) == ("none", "shimmer", "small")
    assert model._opts.input_audio_transcription.language == "es"


def test_the_models_tokens_count_towards_what_a_call_may_cost() -> None:
    spending = Spending(Prices(realtime_input_million=10, realtime_output_million=20))
    used = LLMModelUsage(provider="a server", model="small", input_tokens=50_000, output_tokens=10_000)
    for _ in range(2):  # the library reports sums
        spending.took(AgentSessionUsage(model_usage=[used]))
    assert spending.usd == pytest.approx(0.7)
