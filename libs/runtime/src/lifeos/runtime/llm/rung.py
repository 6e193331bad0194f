"""One model with everything that keeps a caller safe from it: slots, deadline, watchdog, breaker, bill."""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from lifeos.runtime.llm.answers import Read, check_finish
from lifeos.runtime.llm.breaker import Breaker
from lifeos.runtime.llm.calls import Call, Delta, Lane, Tokens
from lifeos.runtime.llm.errors import ModelFailed, Reason
from lifeos.runtime.llm.settings import RungSettings, Task
from lifeos.runtime.llm.usage import UNKNOWN_COST, Bill, Cost, cost_of
from lifeos.runtime.llm.watching import CallRecord, Observer

T = TypeVar("T")

WAITING_SHARE = 0.25
"""The part of a rung's time that a call may wait for a slot."""


@dataclass(frozen=True)
class Work:
    """What a call is for, and the bill that it goes on."""

    task: Task
    purpose: str
    bill: Bill


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What a model said, and what was read out of it."""

    text: str = field(repr=False)
    read: Read[T]


@dataclass
class _Attempt:
    """A call while it runs."""

    outcome: Reason | str = "ok"
    started_ns: int = field(default_factory=time.time_ns)
    started: float = field(default_factory=time.perf_counter)
    first_chunk_s: float | None = None
    tokens: Tokens | None = None
    cost: Cost = UNKNOWN_COST

    def spoke(self) -> None:
        """Remember when the first words came."""
        if self.first_chunk_s is None:
            self.first_chunk_s = time.perf_counter() - self.started


class Rung:
    """A model of the ladder. Every call that is made is observed exactly once."""

    def __init__(
        self, settings: RungSettings, lane: Lane, observer: Observer, clock: Callable[[], float]
    ) -> None:
        self.settings = settings
        self.lane = lane
        self.breaker = Breaker(clock)
        self._observer = observer
        self._slots = asyncio.Semaphore(settings.at_once)

    def deadline(self) -> float:
        """When work that starts now must be over, in the event loop's time."""
        return asyncio.get_running_loop().time() + self.settings.timeout_s

    async def complete(
        self, call: Call, read: Callable[[str], Read[T]], deadline: float, work: Work
    ) -> Answer[T]:
        """A whole answer and what `read` makes of it. Raises `ModelFailed`."""
        async with self._slot(deadline, work):
            with self._judged(work) as attempt:
                completion = await _by(deadline, "timeout", self.lane.complete(call))
                self._bill(attempt, completion.tokens, completion.cost_usd, work)
                check_finish(completion.text, completion.finish)
                got = read(completion.text)
                if got.problem is not None:
                    attempt.outcome = "bad_answer"
        return Answer(completion.text, got)

    async def stream(self, call: Call, work: Work) -> AsyncGenerator[str, None]:
        """The words of an answer as they come. Raises `ModelFailed`, also after some words."""
        deadline = self.deadline()
        async with self._slot(deadline, work):
            with self._judged(work) as attempt:
                end = _StreamEnd()
                try:
                    async with (
                        aclosing(self.lane.stream(call)) as deltas,
                        aclosing(self._watched(deltas, deadline)) as watched,
                    ):
                        async for delta in watched:
                            end.see(delta)
                            if delta.text:
                                attempt.spoke()
                                yield delta.text
                finally:
                    if end.any_words:  # without one nothing was written, so nothing is owed
                        self._bill(attempt, end.tokens, end.cost_usd, work)
                end.check()

    def skip(self, reason: Reason, work: Work) -> None:
        """Tell the observer that this rung was not called."""
        self._observe(_Attempt(outcome=reason), 0.0, work)

    @asynccontextmanager
    async def _slot(self, deadline: float, work: Work) -> AsyncGenerator[None, None]:
        """Wait for one of the rung's slots, so briefly that the model keeps most of the time.

        A longer wait is our own crowd and no failure of the model: it must not open the breaker.
        """
        patience = asyncio.get_running_loop().time() + self.settings.timeout_s * WAITING_SHARE
        try:
            async with asyncio.timeout_at(min(deadline, patience)):
                await self._slots.acquire()
        except TimeoutError:
            self.skip("busy", work)
            raise ModelFailed("busy") from None
        try:
            yield
        finally:
            self._slots.release()

    @contextmanager
    def _judged(self, work: Work) -> Generator[_Attempt, None, None]:
        """Ask the breaker, tell it how the call ended, and observe the call."""
        if not self.breaker.admits():
            self.skip("breaker_open", work)
            raise ModelFailed("breaker_open")
        attempt = _Attempt()
        try:
            yield attempt
        except ModelFailed as failure:
            attempt.outcome = failure.reason
            self.breaker.failed(failure)
            raise
        except (asyncio.CancelledError, GeneratorExit):
            attempt.outcome = "cancelled"
            self.breaker.abandoned()
            raise
        except Exception:
            attempt.outcome = "bug"
            self.breaker.abandoned()
            raise
        else:
            self.breaker.succeeded()
        finally:
            self._observe(attempt, time.perf_counter() - attempt.started, work)

    async def _watched(self, deltas: AsyncIterator[Delta], deadline: float) -> AsyncGenerator[Delta, None]:
        """`deltas`, with a limit on each wait. The reader's own pauses count for the deadline only."""
        patience = self.settings.first_token_s
        loop = asyncio.get_running_loop()
        while True:
            limit = loop.time() + patience
            reason: Reason = "stalled" if limit < deadline else "timeout"
            delta = await _by(min(limit, deadline), reason, _next(deltas))
            if delta is None:
                return
            if delta.text:
                patience = self.settings.chunk_s
            yield delta

    def _bill(self, attempt: _Attempt, tokens: Tokens | None, provider_usd: float | None, work: Work) -> None:
        attempt.tokens = tokens
        attempt.cost = cost_of(tokens, self.settings.prices, provider_usd)
        work.bill.add(tokens, attempt.cost)

    def _observe(self, attempt: _Attempt, seconds: float, work: Work) -> None:
        self._observer.called(
            CallRecord(
                task=work.task,
                purpose=work.purpose,
                rung=self.settings.name,
                model=self.settings.model,
                outcome=attempt.outcome,
                started_ns=attempt.started_ns,
                seconds=seconds,
                first_chunk_seconds=attempt.first_chunk_s,
                input_tokens=attempt.tokens.input if attempt.tokens else None,
                output_tokens=attempt.tokens.output if attempt.tokens else None,
                cost_usd=attempt.cost.usd,
                cost_known=attempt.cost.known,
                rests=self.breaker.rest_left_s() > 0,
            )
        )


@dataclass
class _StreamEnd:
    """Remembers what a stream said about its end."""

    finish: str | None = None
    tokens: Tokens | None = None
    cost_usd: float | None = None
    any_words: bool = False

    def see(self, delta: Delta) -> None:
        self.finish = delta.finish or self.finish
        self.tokens = delta.tokens or self.tokens
        self.cost_usd = self.cost_usd if delta.cost_usd is None else delta.cost_usd
        self.any_words = self.any_words or bool(delta.text.strip())

    def check(self) -> None:
        """Raises `ModelFailed` when the stream did not end as a whole answer ends."""
        if self.finish is None:
            raise ModelFailed("cut")
        check_finish("words" if self.any_words else "", self.finish)


async def _by(deadline: float, reason: Reason, work: Awaitable[T]) -> T:
    """What `work` gives, by `deadline` (the event loop's time). Raises `ModelFailed(reason)` after it."""
    try:
        async with asyncio.timeout_at(deadline):
            return await work
    except TimeoutError:
        late = ModelFailed(reason)
    raise late


async def _next(deltas: AsyncIterator[Delta]) -> Delta | None:
    return await anext(deltas, None)
