"""The ladder: the best model that answers, and the rung below it whenever one does not."""

import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Generic, Self, TypeVar, overload
from uuid import UUID

from pydantic import BaseModel

from lifeos.contracts.words import Rung as RungName
from lifeos.runtime.llm.answers import (
    Read,
    accepted,
    asking_for_json,
    read_as,
    read_text,
    repaired,
    response_format,
)
from lifeos.runtime.llm.breaker import Breaker
from lifeos.runtime.llm.calls import Call, ChatMessage, Lane
from lifeos.runtime.llm.errors import ModelFailed, Reason
from lifeos.runtime.llm.lanes.litellm import LiteLLMLane
from lifeos.runtime.llm.lanes.openai import OpenAILane
from lifeos.runtime.llm.lanes.openclaw import OpenClawLane
from lifeos.runtime.llm.rung import Rung, Work
from lifeos.runtime.llm.settings import LadderSettings, RungSettings, Task
from lifeos.runtime.llm.usage import Bill, Purse, Spend, Usage
from lifeos.runtime.llm.watching import NoObserver, Observer

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

NOT_TO_BE_SPENT: frozenset[Reason] = frozenset({"over_budget", "spend_unknown"})


@dataclass(frozen=True)
class Fell:
    """A rung that gave no answer, and why."""

    rung: RungName
    reason: Reason


@dataclass(frozen=True)
class Generated(Generic[T]):
    """A usable answer. `repaired`: the model needed its second attempt. `fell`: the rungs tried before."""

    value: T = field(repr=False)
    text: str = field(repr=False)
    usage: Usage
    repaired: bool
    fell: tuple[Fell, ...]


@dataclass(frozen=True)
class TextPiece:
    """Some more words."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class ResetPiece:
    """The words so far are void; another rung begins again, or none is left."""


@dataclass(frozen=True)
class DonePiece:
    """The end. `usage.rung` is `offline` when no model answered: the caller then writes the words."""

    usage: Usage
    fell: tuple[Fell, ...]


Piece = TextPiece | ResetPiece | DonePiece


def build_lane(settings: RungSettings) -> Lane:
    """The lane that a rung's settings name."""
    match settings.lane:
        case "openai":
            return OpenAILane(settings)
        case "openclaw":
            return OpenClawLane(settings)
        case "litellm":
            return LiteLLMLane(settings)


def today_utc() -> date:
    """The day that budgets count."""
    return datetime.now(UTC).date()


class Ladder:
    """Every model that this process may use. Built once; use it as an async context manager.

    It never raises for a failing model. Only settings, prompts or an `accept` that raises can be wrong.
    """

    def __init__(
        self,
        settings: LadderSettings,
        *,
        spend: Spend | None = None,
        observer: Observer | None = None,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = today_utc,
    ) -> None:
        watcher = observer or NoObserver()
        self._settings = settings
        self._purse = Purse(settings.budgets, spend, today)
        self._rungs: Mapping[RungName, Rung] = {
            name: Rung(rung, build_lane(rung), watcher, clock) for name, rung in settings.rungs.items()
        }

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for rung in self._rungs.values():
            await rung.lane.close()

    async def warm(self) -> None:
        """Import what the first call would wait for (seconds, when a rung uses litellm)."""
        for rung in self._rungs.values():
            await rung.lane.warm()

    def health(self) -> dict[RungName, str]:
        """Each model's rung: `ok`, or one sentence why it is not used at the moment."""
        return {name: _health(rung.breaker) for name, rung in self._rungs.items()}

    @overload
    async def generate(
        self,
        task: Task,
        messages: Sequence[ChatMessage],
        output: type[M],
        *,
        accept: Callable[[M], str | None] | None = None,
        person_id: UUID,
        purpose: str = "",
    ) -> Generated[M] | None: ...

    @overload
    async def generate(
        self,
        task: Task,
        messages: Sequence[ChatMessage],
        output: None = None,
        *,
        accept: Callable[[str], str | None] | None = None,
        person_id: UUID,
        purpose: str = "",
    ) -> Generated[str] | None: ...

    async def generate(
        self,
        task: Task,
        messages: Sequence[ChatMessage],
        output: type[BaseModel] | None = None,
        *,
        accept: Callable[[Any], str | None] | None = None,
        person_id: UUID,
        purpose: str = "",
    ) -> Generated[Any] | None:
        """An answer that fits `output` (plain text without one) and that `accept` has no objection to.

        `accept` returns None, or one sentence that the model is shown when it gets its one repair.
        None means that only `offline` is left: the caller composes the answer itself.
        """
        work = Work(task, purpose, Bill())
        fell: list[Fell] = []
        reader: Callable[[str], Read[Any]] = read_as(output) if output else read_text
        read = accepted(reader, accept)
        try:
            for rung in self._rungs_for(task):
                try:
                    await self._allow(person_id, rung, work)
                    value, text, was_repaired = await _two_attempts(rung, messages, output, read, work)
                except ModelFailed as failure:
                    fell.append(Fell(rung.settings.name, failure.reason))
                    if failure.reason in NOT_TO_BE_SPENT:
                        return None
                    continue
                usage = work.bill.usage(rung.settings.name, rung.settings.model)
                return Generated(value, text, usage, was_repaired, tuple(fell))
            return None
        finally:
            self._purse.pay(person_id, work.bill.usd)

    async def stream(
        self, task: Task, messages: Sequence[ChatMessage], *, person_id: UUID, purpose: str = ""
    ) -> AsyncGenerator[Piece, None]:
        """Plain words as they come. Always ends in one `DonePiece`; close it (`aclosing`) to stop early."""
        work = Work(task, purpose, Bill())
        fell: list[Fell] = []
        call = Call(tuple(messages))
        try:
            for rung in self._rungs_for(task):
                shown = False
                try:
                    await self._allow(person_id, rung, work)
                    async with aclosing(rung.stream(call, work)) as words:
                        async for text in words:
                            shown = True
                            yield TextPiece(text)
                except ModelFailed as failure:
                    fell.append(Fell(rung.settings.name, failure.reason))
                    if shown:
                        yield ResetPiece()
                    if failure.reason in NOT_TO_BE_SPENT:
                        break
                    continue
                yield DonePiece(work.bill.usage(rung.settings.name, rung.settings.model), tuple(fell))
                return
            yield DonePiece(work.bill.usage("offline", None), tuple(fell))
        finally:
            self._purse.pay(person_id, work.bill.usd)

    def _rungs_for(self, task: Task) -> list[Rung]:
        return [self._rungs[settings.name] for settings in self._settings.rungs_for(task)]

    async def _allow(self, person_id: UUID, rung: Rung, work: Work) -> None:
        try:
            await self._purse.check(person_id)
        except ModelFailed as refusal:
            rung.skip(refusal.reason, work)
            raise


def _health(breaker: Breaker) -> str:
    left = breaker.rest_left_s()
    if not left:
        return "ok"
    what = "Its key was refused; check it. It" if breaker.key_refused else "It failed and"
    return f"{what} is tried again in {left:.0f} s."


async def _two_attempts(
    rung: Rung,
    messages: Sequence[ChatMessage],
    output: type[BaseModel] | None,
    read: Callable[[str], Read[T]],
    work: Work,
) -> tuple[T, str, bool]:
    """Value, text, and whether it took the repair. Both attempts share the rung's deadline."""
    deadline = rung.deadline()
    prompt = tuple(messages) if output is None else asking_for_json(tuple(messages), output)
    form = None if output is None else response_format(output, rung.settings.json_mode)
    for was_repaired in (False, True):
        answer = await rung.complete(Call(prompt, form), read, deadline, work)
        if answer.read.value is not None:
            return answer.read.value, answer.text, was_repaired
        prompt = repaired(prompt, answer.text, answer.read.problem or "")
    raise ModelFailed("bad_answer")
