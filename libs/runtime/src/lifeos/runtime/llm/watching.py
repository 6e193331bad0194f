"""What the ladder tells about each call: figures and names only, never a word of a person."""

from dataclasses import dataclass
from typing import Protocol

from lifeos.contracts.words import Rung
from lifeos.runtime.llm.errors import Reason
from lifeos.runtime.llm.settings import Task


@dataclass(frozen=True)
class CallRecord:
    """One call of a model, or one that was not made (`breaker_open`, `busy`, `over_budget`, `spend_unknown`).

    `outcome` is `ok`, `cancelled`, `bug` or a reason of `ModelFailed`. `started_ns` counts from 1970, for
    spans. A streamed call that was left before its end is `cancelled`.
    """

    task: Task
    purpose: str
    rung: Rung
    model: str
    outcome: Reason | str
    started_ns: int
    seconds: float = 0.0
    first_chunk_seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float = 0.0
    cost_known: bool = False
    rests: bool = False
    """The rung is left alone after this call."""


class Observer(Protocol):
    """Takes every record, in the task of the call: quick, and never raising."""

    def called(self, record: CallRecord) -> None:
        """One call ended."""
        ...


class NoObserver:
    """Watches nothing."""

    def called(self, record: CallRecord) -> None:
        """Forget it."""
