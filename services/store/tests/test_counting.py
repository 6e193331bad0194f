"""Operators see each fact once, whatever comes twice, and how long turns waited."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY

from lifeos.contracts import CallEnded, Message, TurnAnswered, TurnReceived
from lifeos.contracts.turn import TurnRequest
from lifeos.runtime.bus import Stored
from lifeos.runtime.crash import CrashPoints
from lifeos.store.arrivals import Arrivals
from lifeos.store.counting import begin_at_zero
from lifeos.store.database import Database
from lifeos.store.handlers import Tools, keep

pytestmark = pytest.mark.slow


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


class Record:
    """Keeps facts as the store does, in the order they come."""

    def __init__(self, database: Database) -> None:
        nobody = cast(Any, None)
        self._tools = Tools(database, nobody, nobody, nobody, Arrivals(), CrashPoints.of(None))
        self._sequence = 0

    async def keep(self, *facts: Message) -> None:
        for fact in facts:
            self._sequence += 1
            await keep(Stored(fact, self._sequence), self._tools)


async def test_a_turn_is_counted_once_with_the_time_it_waited(database_url: str) -> None:
    who: dict[str, Any] = {"id": str(uuid4()), "person_id": uuid4(), "session_id": uuid4()}
    asked = TurnReceived(**who, request=TurnRequest(message="Hello"), request_hash="", channel="voice")
    answered = TurnAnswered(**who, outcome="failed", time=asked.time + timedelta(seconds=3))
    before = [
        figure("lifeos_turns_accepted_total", channel="voice"),
        figure("lifeos_turn_duration_seconds_count", outcome="failed"),
        figure("lifeos_turn_duration_seconds_sum", outcome="failed"),
    ]
    async with Database(database_url, 2) as database:
        await Record(database).keep(asked, answered, asked, answered)
    after = [
        figure("lifeos_turns_accepted_total", channel="voice"),
        figure("lifeos_turn_duration_seconds_count", outcome="failed"),
        figure("lifeos_turn_duration_seconds_sum", outcome="failed"),
    ]
    assert [round(new - old, 6) for old, new in zip(before, after, strict=True)] == [1, 1, 3]


async def test_a_call_is_counted_with_all_that_operators_ask_of_it(database_url: str) -> None:
    ended = CallEnded(
        id=str(uuid4()), person_id=uuid4(), session_id=uuid4(), reason="left",
        seconds=90, cost_usd=0.25, latencies_s=[0.7, 0.9, 1.1], troubles=["stt"],
    )  # fmt: skip
    names = {
        "lifeos_calls_total": {"reason": "left"}, "lifeos_call_duration_seconds_sum": {},
        "lifeos_call_cost_usd_total": {}, "lifeos_call_reply_seconds_count": {},
        "lifeos_call_troubles_total": {"part": "stt"},
    }  # fmt: skip
    before = [figure(name, **labels) for name, labels in names.items()]
    async with Database(database_url, 2) as database:
        await Record(database).keep(ended, ended)
    after = [figure(name, **labels) for name, labels in names.items()]
    assert [new - old for old, new in zip(before, after, strict=True)] == [1, 90, 0.25, 3, 1]


def test_what_alerts_look_for_is_shown_before_it_happens() -> None:
    begin_at_zero()
    assert REGISTRY.get_sample_value("lifeos_mails_total", {"outcome": "unknown"}) is not None
    for kind in ("cv", "email"):
        labels = {"kind": kind, "outcome": "failed"}
        assert REGISTRY.get_sample_value("lifeos_documents_printed_total", labels) is not None
