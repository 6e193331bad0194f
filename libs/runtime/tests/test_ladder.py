"""How the ladder falls, repairs, rests and pays. Over real HTTP to a scripted model."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
import pytest_asyncio
from pydantic import BaseModel, ConfigDict

from lifeos.contracts.words import Rung as RungName
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import DonePiece, Fell, Ladder, ResetPiece, TextPiece
from lifeos.runtime.llm.settings import DEFAULT_LADDERS, Budgets, LadderSettings, Prices, RungSettings
from lifeos.runtime.llm.usage import Spent, Usage
from lifeos.runtime.llm.watching import CallRecord
from lifeos.runtime.testing.openai_behaviours import (
    REPLY,
    Asked,
    Behaviour,
    after,
    body,
    breaks_off,
    fails,
    rate_limited,
    says,
    says_what,
    stall,
    trickles,
)
from lifeos.runtime.testing.openai_stub import OpenAIStub

ANA = UUID("6f1b0e3e-0000-4000-8000-00000000000a")
BRUNO = UUID("6f1b0e3e-0000-4000-8000-00000000000b")
PROMPT = (ChatMessage("system", "You write CVs."), ChatMessage("user", "I am Dani, three years at Acme."))
NO_LIMIT = Budgets()
DANI = '{"name": "Dani", "years": 3}'


class Career(BaseModel):
    """What the tests ask for."""

    model_config = ConfigDict(extra="forbid")

    name: str
    years: int


@dataclass
class Notebook:
    """An observer that remembers."""

    records: list[CallRecord] = field(default_factory=list[CallRecord])

    def called(self, record: CallRecord) -> None:
        self.records.append(record)

    def outcomes(self) -> list[tuple[str, str]]:
        return [(record.rung, record.outcome) for record in self.records]


@dataclass
class Clock:
    """Seconds that pass when the test says so."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Till:
    """Knows what was spent, or is away."""

    known: Spent | None

    async def spent(self, person_id: UUID) -> Spent | None:
        return self.known


@pytest_asyncio.fixture(name="stub")
async def running_stub() -> AsyncIterator[OpenAIStub]:
    async with OpenAIStub() as stub:
        yield stub


def rung(stub: OpenAIStub, name: RungName, **changes: object) -> RungSettings:
    """A rung whose model is called like it and is fine unless the test queues something."""
    known = {"name": name, "model": f"ok:{name}", "api_base": stub.base, "lane": "openai", "timeout_s": 2.0}
    return RungSettings(**(known | changes))  # pyright: ignore[reportArgumentType]


def settings(*rungs: RungSettings, budgets: Budgets = NO_LIMIT) -> LadderSettings:
    return LadderSettings({one.name: one for one in rungs}, DEFAULT_LADDERS, budgets)


def both(stub: OpenAIStub) -> LadderSettings:
    return settings(rung(stub, "heavy"), rung(stub, "mini"))


# --- which rung


async def test_without_any_model_the_caller_composes_the_answer_itself(stub: OpenAIStub) -> None:
    async with Ladder(settings()) as ladder:
        assert await ladder.generate("talk", PROMPT, person_id=ANA) is None
        pieces = [piece async for piece in ladder.stream("talk", PROMPT, person_id=ANA)]
    assert pieces == [DonePiece(Usage(rung="offline", model=None), ())]


async def test_talk_never_climbs_to_the_heavy_rung(stub: OpenAIStub) -> None:
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert got.usage.rung == "mini"
    assert stub.hits["ok:heavy"] == 0


async def test_when_every_rung_fails_a_half_said_reply_is_voided_and_offline_is_left(
    stub: OpenAIStub,
) -> None:
    stub.queue("ok:heavy", breaks_off(3, stall))
    stub.queue("ok:mini", fails(500))
    ladder_settings = settings(rung(stub, "heavy", chunk_s=0.2), rung(stub, "mini"))
    async with Ladder(ladder_settings) as ladder:
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=ANA)]
    fell = (Fell("heavy", "stalled"), Fell("mini", "provider"))
    assert pieces[-2] == ResetPiece()
    end = pieces[-1]
    assert isinstance(end, DonePiece)
    assert (end.usage.rung, end.fell) == ("offline", fell)


async def test_a_model_that_trickles_for_ever_meets_the_deadline(stub: OpenAIStub) -> None:
    stub.queue("ok:heavy", trickles(0.05))
    slow_but_alive = settings(rung(stub, "heavy", timeout_s=0.4, chunk_s=0.3), rung(stub, "mini"))
    async with Ladder(slow_but_alive) as ladder:
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=ANA)]
    end = pieces[-1]
    assert isinstance(end, DonePiece)
    assert end.fell == (Fell("heavy", "timeout"),)


async def test_a_slow_reader_does_not_look_like_a_stalled_model(stub: OpenAIStub) -> None:
    async with Ladder(settings(rung(stub, "mini", chunk_s=0.2, first_token_s=0.2))) as ladder:
        text = ""
        async for piece in ladder.stream("talk", PROMPT, person_id=ANA):
            if isinstance(piece, TextPiece) and not text:
                await asyncio.sleep(0.5)
            text += piece.text if isinstance(piece, TextPiece) else ""
    assert text == REPLY


# --- reading and repairing


@pytest.mark.parametrize(
    "said",
    [
        DANI,
        f"```json\n{DANI}\n```",
        f"Here it is:\n```\n{DANI}\n```\nAnything else?",
        f'<think>maybe {{"name": 1}}?</think>\n{DANI}',
    ],
    ids=["bare", "fenced", "with talk around", "after thinking aloud"],
)
async def test_json_is_found_in_whatever_wrapping(stub: OpenAIStub, said: str) -> None:
    stub.queue("ok:heavy", says(said))
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, person_id=ANA)
    assert got is not None
    assert (got.value, got.repaired, got.fell) == (Career(name="Dani", years=3), False, ())


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ('{"nombre": "Dani"}', "years: Field required"),
        ('{"name": "Dani", "years": ', "no complete JSON object"),
        ("I would rather talk.", "no complete JSON object"),
    ],
)
async def test_one_repair_shows_the_model_what_is_wrong(stub: OpenAIStub, first: str, told: str) -> None:
    stub.queue("ok:heavy", says(first), says(DANI))
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, person_id=ANA)
    assert got is not None
    assert (got.value.name, got.repaired, got.usage.rung) == ("Dani", True, "heavy")
    assert (got.usage.input_tokens, got.usage.output_tokens) == (22, 44)
    repair = stub.requests[1].messages
    assert repair[-2] == {"role": "assistant", "content": first}
    assert told in repair[-1]["content"]


async def test_a_model_that_is_wrong_twice_loses_to_the_next_rung(stub: OpenAIStub) -> None:
    watcher = Notebook()
    stub.queue("ok:heavy", says("{}"), says("{}"), says(DANI))
    stub.queue("ok:mini", says(DANI))
    async with Ladder(both(stub), observer=watcher) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, person_id=ANA)
    assert got is not None
    assert (got.usage.rung, got.fell) == ("mini", (Fell("heavy", "bad_answer"),))
    assert watcher.outcomes() == [("heavy", "bad_answer"), ("heavy", "bad_answer"), ("mini", "ok")]
    assert got.usage.input_tokens == 33


async def test_an_honest_model_passes_the_callers_check_and_a_liar_falls(stub: OpenAIStub) -> None:
    def truthful(career: Career) -> str | None:
        return None if career.years == 3 else "The person said three years."

    def lies(asked: Asked) -> str:
        return '{"name": "Dani", "years": 12}'

    stub.behaviours = {"ok:heavy": says_what(lies), "ok:mini": says_what(lambda asked: DANI)}
    async with Ladder(both(stub)) as ladder:
        got = await ladder.generate("write_cv", PROMPT, Career, accept=truthful, person_id=ANA)
    assert got is not None
    assert (got.value.years, got.usage.rung) == (3, "mini")
    assert "The person said three years." in stub.requests[1].messages[-1]["content"]


async def test_the_schema_stands_in_the_prompt_and_the_form_follows_the_setting(stub: OpenAIStub) -> None:
    forms: list[object] = []
    for mode in ("object", "schema", "none"):
        stub.queue("ok:mini", says(DANI))
        async with Ladder(settings(rung(stub, "mini", json_mode=mode))) as ladder:
            await ladder.generate("talk", PROMPT, Career, person_id=ANA)
        forms.append(stub.requests[-1].body.get("response_format"))
        assert '"years"' in stub.requests[-1].messages[0]["content"]
    assert forms[0] == {"type": "json_object"}
    assert isinstance(forms[1], dict)
    assert forms[1]["type"] == "json_schema"
    assert forms[2] is None


async def test_characters_that_nothing_can_store_are_left_out(stub: OpenAIStub) -> None:
    answer = b'{"choices":[{"message":{"content":"a\\u0000b\\ud800c"},"finish_reason":"stop"}]}'
    stub.queue("ok:mini", body(answer, "application/json"))
    async with Ladder(settings(rung(stub, "mini"))) as ladder:
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert got.value == "abc"


# --- the breaker


async def ask_times(ladder: Ladder, times: int) -> list[RungName]:
    """Who answered, `times` times in a row."""
    answered: list[RungName] = []
    for _ in range(times):
        got = await ladder.generate("write_cv", PROMPT, person_id=ANA)
        answered.append(got.usage.rung if got else "offline")
    return answered


async def test_five_failures_rest_a_rung_and_one_good_call_brings_it_back(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", *[fails(500)] * 6)
    async with Ladder(both(stub), clock=clock) as ladder:
        await ask_times(ladder, 5)
        assert stub.hits["ok:heavy"] == 5
        assert "tried again in 60 s" in ladder.health()["heavy"]
        await ask_times(ladder, 3)
        assert stub.hits["ok:heavy"] == 5, "it rests"
        clock.now += 61
        assert await ask_times(ladder, 2) == ["mini", "mini"]
        assert stub.hits["ok:heavy"] == 6, "one try failed, so it rests again"
        clock.now += 61
        assert await ask_times(ladder, 2) == ["heavy", "heavy"]
        assert ladder.health()["heavy"] == "ok"


async def test_while_one_call_tries_a_resting_rung_the_others_go_past_it(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", fails(401), after(0.3, says(REPLY)))
    async with Ladder(both(stub), clock=clock) as ladder:
        await ask_times(ladder, 1)
        clock.now += 61
        answered = await asyncio.gather(*[ask_times(ladder, 1) for _ in range(4)])
    assert sorted(rungs[0] for rungs in answered) == ["heavy", "mini", "mini", "mini"]
    assert stub.hits["ok:heavy"] == 2


async def test_failures_spread_over_more_than_a_minute_do_not_rest_a_rung(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", *[fails(500)] * 6)
    async with Ladder(both(stub), clock=clock) as ladder:
        for _ in range(6):
            await ask_times(ladder, 1)
            clock.now += 20
        assert stub.hits["ok:heavy"] == 6


@pytest.mark.parametrize(
    ("behaviour", "rest_s"), [(fails(401), 60), (rate_limited(7), 7), (rate_limited(9000), 60)]
)
async def test_a_refused_key_or_a_named_time_rests_a_rung_at_once(
    stub: OpenAIStub, behaviour: Behaviour, rest_s: int
) -> None:
    clock = Clock()
    stub.queue("ok:heavy", behaviour)
    async with Ladder(both(stub), clock=clock) as ladder:
        assert await ask_times(ladder, 2) == ["mini", "mini"]
        clock.now += rest_s - 1
        assert await ask_times(ladder, 1) == ["mini"]
        clock.now += 2
        assert await ask_times(ladder, 1) == ["heavy"]


async def test_prompts_that_are_too_long_say_nothing_against_the_rung(stub: OpenAIStub) -> None:
    stub.queue("ok:heavy", *[fails(400, "context_length_exceeded")] * 7)
    async with Ladder(both(stub)) as ladder:
        assert await ask_times(ladder, 8) == ["mini"] * 7 + ["heavy"]


async def test_a_cancelled_try_leaves_the_next_call_free_to_try(stub: OpenAIStub) -> None:
    clock = Clock()
    stub.queue("ok:heavy", fails(401), after(30, says(REPLY)))
    async with Ladder(both(stub), clock=clock) as ladder:
        await ask_times(ladder, 1)
        clock.now += 61
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ask_times(ladder, 1), 0.2)
        assert await ask_times(ladder, 1) == ["heavy"]


# --- money


async def test_configured_prices_decide_what_an_answer_costs(stub: OpenAIStub) -> None:
    async with Ladder(settings(rung(stub, "mini", prices=Prices(input=2.0, output=10.0)))) as ladder:
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert got.usage == Usage("mini", "ok:mini", 11, 22, (11 * 2 + 22 * 10) / 1e6, cost_known=True)


@pytest.mark.parametrize("prices", [None, Prices(1.0, 1.0)])
async def test_a_cost_that_nobody_can_know_is_zero_and_says_so(
    stub: OpenAIStub, prices: Prices | None
) -> None:
    stub.queue("ok:mini", says(REPLY, usage=False))
    async with Ladder(settings(rung(stub, "mini", prices=prices))) as ladder:
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert got.usage == Usage("mini", "ok:mini", None, None, 0.0, cost_known=False)
    assert got.usage.as_contract().input_tokens == 0


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (Spent(1.0, 1.0), "over_budget"),
        (Spent(0.0, 5.0), "over_budget"),
        (None, "spend_unknown"),
    ],
    ids=["the person's budget", "everybody's budget", "store is away"],
)
async def test_when_the_money_is_spent_or_unknown_offline_is_left(
    stub: OpenAIStub, known: Spent | None, reason: str
) -> None:
    watcher = Notebook()
    limited = settings(rung(stub, "heavy"), rung(stub, "mini"), budgets=Budgets(1.0, 5.0))
    async with Ladder(limited, spend=Till(known), observer=watcher) as ladder:
        assert await ladder.generate("write_cv", PROMPT, person_id=ANA) is None
        pieces = [piece async for piece in ladder.stream("write_cv", PROMPT, person_id=ANA)]
    assert pieces == [DonePiece(Usage(), (Fell("heavy", reason),))]  # pyright: ignore[reportArgumentType]
    assert stub.hits.total() == 0
    assert watcher.outcomes() == [("heavy", reason)] * 2


async def test_this_process_counts_its_own_spending_until_the_next_day(stub: OpenAIStub) -> None:
    days = [date(2026, 11, 22)]
    dear = rung(stub, "heavy", prices=Prices(0.0, 1e6 / 22))  # one dollar an answer
    limited = settings(dear, budgets=Budgets(person_usd_day=2.0))
    async with Ladder(limited, spend=Till(Spent(0.0, 0.0)), today=lambda: days[-1]) as ladder:
        assert await ask_times(ladder, 3) == ["heavy", "heavy", "offline"]
        assert await ladder.generate("write_cv", PROMPT, person_id=BRUNO) is not None
        days.append(date(2026, 11, 23))
        assert await ask_times(ladder, 1) == ["heavy"]


async def test_without_a_budget_nobody_is_asked_what_was_spent(stub: OpenAIStub) -> None:
    async with Ladder(both(stub), spend=Till(None)) as ladder:
        assert await ask_times(ladder, 1) == ["heavy"]


# --- crowds, cancelled turns, and what is observed


async def test_no_more_calls_run_at_once_than_the_rung_has_slots(stub: OpenAIStub) -> None:
    running, most = 0, 0

    def counted(change: int) -> None:
        nonlocal running, most
        running += change
        most = max(most, running)

    stub.behaviours = {"ok:mini": slow_and_counted(counted)}
    async with Ladder(settings(rung(stub, "mini", at_once=2))) as ladder:
        await asyncio.gather(*[ladder.generate("talk", PROMPT, person_id=ANA) for _ in range(6)])
    assert (most, stub.hits["ok:mini"]) == (2, 6)


def slow_and_counted(counted: Callable[[int], None]) -> Behaviour:
    """Answers after a moment, and tells how many requests are inside."""
    answer = after(0.05, says(REPLY))

    async def behave(asked: Asked, request: object) -> object:
        counted(1)
        try:
            return await answer(asked, request)  # pyright: ignore[reportArgumentType]
        finally:
            counted(-1)

    return behave  # pyright: ignore[reportReturnType]


async def test_a_crowd_that_waits_too_long_falls_without_blaming_the_model(stub: OpenAIStub) -> None:
    watcher = Notebook()
    stub.behaviours = {"ok:heavy": after(0.6, says(REPLY))}
    narrow = settings(rung(stub, "heavy", at_once=1, timeout_s=0.8), rung(stub, "mini"))
    async with Ladder(narrow, observer=watcher) as ladder:
        answered = await asyncio.gather(*[ask_times(ladder, 1) for _ in range(7)])
        assert ladder.health()["heavy"] == "ok"
    assert sorted(rungs[0] for rungs in answered) == ["heavy", *["mini"] * 6]
    assert watcher.outcomes().count(("heavy", "busy")) == 6


async def test_a_reader_that_leaves_frees_the_slot_and_is_no_failure(stub: OpenAIStub) -> None:
    watcher = Notebook()
    one = settings(rung(stub, "mini", at_once=1))
    async with Ladder(one, observer=watcher) as ladder:
        async with aclosing(ladder.stream("talk", PROMPT, person_id=ANA)) as pieces:
            await anext(pieces)
        got = await ladder.generate("talk", PROMPT, person_id=ANA)
    assert got is not None
    assert watcher.outcomes() == [("mini", "cancelled"), ("mini", "ok")]


async def test_a_record_holds_figures_and_names_and_no_words(stub: OpenAIStub) -> None:
    watcher = Notebook()
    async with Ladder(settings(rung(stub, "mini")), observer=watcher) as ladder:
        async for _ in ladder.stream("talk", PROMPT, person_id=ANA, purpose="reply"):
            pass
    [record] = watcher.records
    assert (record.task, record.purpose, record.rung, record.model) == ("talk", "reply", "mini", "ok:mini")
    assert record.first_chunk_seconds is not None
    assert 0 < record.first_chunk_seconds <= record.seconds
    assert (record.input_tokens, record.output_tokens) == (11, 22)
    assert "Dani" not in repr(record)
