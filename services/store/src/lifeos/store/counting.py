"""Counts what happened, for operators: each fact once, when it is put on record, however often it was delivered.

No ids and no words: kinds and outcomes alone.
"""

from collections.abc import Callable
from typing import Any, get_args

from pydantic import BaseModel

from lifeos.contracts import (
    CallEnded,
    DecisionMade,
    FeedbackGiven,
    MemoryLearned,
    Message,
    SendEnded,
    TurnAnswered,
    TurnReceived,
    TurnRouted,
    VersionPrinted,
)
from lifeos.contracts.deliverable import Deliverable
from lifeos.runtime import telemetry
from lifeos.store.database import Connection, query


async def waited(connection: Connection, fact: Message) -> float | None:
    """The seconds from a turn to its answer; None for all that is no answer."""
    if not isinstance(fact, TurnAnswered):
        return None
    began = await connection.fetchval(query("time_of"), TurnReceived.address(fact.session_id, fact.id))
    return (fact.time - began).total_seconds() if began else None


def count(fact: Message, waited_s: float | None) -> None:
    """`waited_s` is what `waited` says of this fact."""
    if isinstance(fact, TurnAnswered) and waited_s is not None:
        telemetry.TURN_SECONDS.labels(fact.outcome).observe(waited_s)
    counted = _COUNTED.get(type(fact))
    if counted:
        counted(fact)


def begin_at_zero() -> None:
    """Show what alerts look for before it happens: Prometheus sees no increase in a counter that begins with one."""
    for outcome in _values(SendEnded, "outcome"):
        telemetry.MAILS.labels(outcome)
    for outcome in _values(TurnAnswered, "outcome"):
        telemetry.TURN_SECONDS.labels(outcome)
    for kind in _values(Deliverable, "kind"):
        for outcome in _values(VersionPrinted, "outcome"):
            telemetry.PRINTED.labels(kind, outcome)


def _values(model: type[BaseModel], field: str) -> tuple[str, ...]:
    return get_args(model.model_fields[field].annotation)


def _intents(routed: TurnRouted) -> None:
    for intent in routed.intents:
        telemetry.INTENTS.labels(intent.name, intent.tier).inc()


def _facts(learned: MemoryLearned) -> None:
    for fact in learned.facts:
        telemetry.FACTS.labels(fact.kind).inc()


def _decision(made: DecisionMade) -> None:
    telemetry.DECISIONS.labels(made.verb, "granted" if made.granted else made.refusal or "refused").inc()


def _feedback(given: FeedbackGiven) -> None:
    telemetry.FEEDBACK.labels("document" if given.remark.deliverable else "reply", given.remark.rating).inc()


def _call(ended: CallEnded) -> None:
    telemetry.CALLS.labels(ended.reason).inc()
    telemetry.CALL_SECONDS.observe(ended.seconds)
    telemetry.CALL_COST.inc(ended.cost_usd)
    for seconds in ended.latencies_s:
        telemetry.SPOKEN_SECONDS.observe(seconds)
    for part in ended.troubles:
        telemetry.SPEECH_TROUBLE.labels(part).inc()


_COUNTED: dict[type[Message], Callable[[Any], None]] = {
    TurnReceived: lambda turn: telemetry.TURNS_ACCEPTED.labels(turn.channel).inc(),
    TurnRouted: _intents,
    MemoryLearned: _facts,
    VersionPrinted: lambda printed: telemetry.PRINTED.labels(printed.state.kind, printed.outcome).inc(),
    DecisionMade: _decision,
    SendEnded: lambda ended: telemetry.MAILS.labels(ended.outcome).inc(),
    FeedbackGiven: _feedback,
    CallEnded: _call,
}
