"""What an answer costs, and what happens when a budget is reached. Over real HTTP to a scripted model."""

from datetime import date

import pytest

from libs.runtime.tests.ladders import ANA, BRUNO, PROMPT, Notebook, Till, ask_times, both, rung, settings
from lifeos.runtime.llm.ladder import DonePiece, Fell, Ladder
from lifeos.runtime.llm.settings import Budgets, Prices
from lifeos.runtime.llm.usage import Spent, Usage
from lifeos.runtime.testing.openai_behaviours import (
    REPLY,
    says,
)
from lifeos.runtime.testing.openai_stub import OpenAIStub


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
