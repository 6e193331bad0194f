"""Ladders over a scripted model, and what watches and pays for them."""

from dataclasses import dataclass, field
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from lifeos.contracts.words import Rung as RungName
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.llm.settings import DEFAULT_LADDERS, Budgets, LadderSettings, RungSettings
from lifeos.runtime.llm.usage import Spent
from lifeos.runtime.llm.watching import CallRecord
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


def rung(stub: OpenAIStub, name: RungName, **changes: object) -> RungSettings:
    """A rung whose model is called like it and is fine unless the test queues something."""
    known = {"name": name, "model": f"ok:{name}", "api_base": stub.base, "lane": "openai", "timeout_s": 2.0}
    return RungSettings(**(known | changes))  # pyright: ignore[reportArgumentType]


def settings(*rungs: RungSettings, budgets: Budgets = NO_LIMIT) -> LadderSettings:
    return LadderSettings({one.name: one for one in rungs}, DEFAULT_LADDERS, budgets)


def both(stub: OpenAIStub) -> LadderSettings:
    return settings(rung(stub, "heavy"), rung(stub, "mini"))


async def ask_times(ladder: Ladder, times: int) -> list[RungName]:
    """Who answered, `times` times in a row."""
    answered: list[RungName] = []
    for _ in range(times):
        got = await ladder.generate("write_cv", PROMPT, person_id=ANA)
        answered.append(got.usage.rung if got else "offline")
    return answered
