"""What calls cost, and who may still spend."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from lifeos.contracts.turn import Usage as ContractUsage
from lifeos.contracts.words import Rung
from lifeos.runtime.llm.calls import Tokens
from lifeos.runtime.llm.errors import ModelFailed
from lifeos.runtime.llm.settings import Budgets, Prices

MILLION = 1_000_000


@dataclass(frozen=True)
class Usage:
    """What one answer cost, with every attempt of every rung that led to it.

    Tokens are absent when a provider did not count them; `cost_known` is false when some price or count is.
    """

    rung: Rung = "offline"
    model: str | None = None
    input_tokens: int | None = 0
    output_tokens: int | None = 0
    cost_usd: float = 0.0
    cost_known: bool = True

    def as_contract(self) -> ContractUsage:
        """The same as messages carry it; a count that is not known is 0 there."""
        return ContractUsage(
            rung=self.rung,
            model=self.model,
            input_tokens=self.input_tokens or 0,
            output_tokens=self.output_tokens or 0,
            cost_usd=self.cost_usd,
        )


@dataclass(frozen=True)
class Cost:
    """USD; `known` is false when it could not be computed, and then `usd` is 0."""

    usd: float
    known: bool


UNKNOWN_COST = Cost(0.0, known=False)


def cost_of(tokens: Tokens | None, prices: Prices | None, provider_usd: float | None) -> Cost:
    """Configured prices decide, else what the lane knows, else nobody knows."""
    if prices is not None and tokens is not None:
        return Cost((tokens.input * prices.input + tokens.output * prices.output) / MILLION, known=True)
    if prices is None and provider_usd is not None:
        return Cost(provider_usd, known=True)
    return UNKNOWN_COST


@dataclass
class Bill:
    """Adds up the attempts of one answer."""

    usd: float = 0.0
    known: bool = True
    input_tokens: int | None = 0
    output_tokens: int | None = 0

    def add(self, tokens: Tokens | None, cost: Cost) -> None:
        """One attempt that a provider answered, usable or not: it is paid for either way."""
        self.usd += cost.usd
        self.known = self.known and cost.known
        self.input_tokens = _sum(self.input_tokens, tokens.input if tokens else None)
        self.output_tokens = _sum(self.output_tokens, tokens.output if tokens else None)

    def usage(self, rung: Rung, model: str | None) -> Usage:
        """The bill of an answer that `rung` gave."""
        return Usage(rung, model, self.input_tokens, self.output_tokens, self.usd, self.known)


@dataclass(frozen=True)
class Spent:
    """USD spent today (UTC), by one person and by everybody."""

    person_usd: float
    total_usd: float


class Spend(Protocol):
    """Who knows what was spent today across all processes. It never raises."""

    async def spent(self, person_id: UUID) -> Spent | None:
        """What was spent, or None when that cannot be known now."""
        ...


@dataclass
class Purse:
    """Keeps the daily budgets. What this process spent itself counts at once; others' as `spend` knows it.

    Calls that run at the same moment do not see each other's cost, so a budget can be passed by at most
    the calls in flight.
    """

    budgets: Budgets
    spend: Spend | None
    today: Callable[[], date]
    _day: date | None = None
    _total: float = 0.0
    _by_person: dict[UUID, float] = field(default_factory=dict[UUID, float])

    async def check(self, person_id: UUID) -> None:
        """Raises `ModelFailed`: over_budget, or spend_unknown when the one who knows is away."""
        limits = self.budgets
        if limits.person_usd_day is None and limits.total_usd_day is None:
            return
        known = Spent(0.0, 0.0) if self.spend is None else await self.spend.spent(person_id)
        if known is None:
            raise ModelFailed("spend_unknown")
        self._turn_the_page()
        person = max(known.person_usd, self._by_person.get(person_id, 0.0))
        total = max(known.total_usd, self._total)
        if _reached(person, limits.person_usd_day) or _reached(total, limits.total_usd_day):
            raise ModelFailed("over_budget")

    def pay(self, person_id: UUID, usd: float) -> None:
        """Count what an answer cost."""
        self._turn_the_page()
        self._total += usd
        self._by_person[person_id] = self._by_person.get(person_id, 0.0) + usd

    def _turn_the_page(self) -> None:
        if self._day != self.today():
            self._day = self.today()
            self._total = 0.0
            self._by_person.clear()


def _reached(usd: float, limit: float | None) -> bool:
    return limit is not None and usd >= limit


def _sum(so_far: int | None, more: int | None) -> int | None:
    return None if so_far is None or more is None else so_far + more
