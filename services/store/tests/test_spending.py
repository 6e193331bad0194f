"""What models cost is added up by person and day, each fact once, and says nothing of anybody once they are erased."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest

from lifeos.contracts import MemoryLearned, Message, TurnAnswered, TurnRouted, VersionWritten
from lifeos.contracts.asks import AskSpending, Spending
from lifeos.contracts.turn import Usage
from lifeos.store.database import Database
from lifeos.store.spending import cost_of, spent
from services.store.tests.test_counting import Record

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = NOON.date()
ANA, BRUNO = uuid4(), uuid4()


def of(person: UUID, at: datetime = NOON) -> dict[str, Any]:
    """What every fact has."""
    return {"id": str(uuid4()), "person_id": person, "session_id": uuid4(), "time": at}


def answered(person: UUID, usd: float, at: datetime = NOON) -> TurnAnswered:
    return TurnAnswered(**of(person, at), outcome="replied", usage=Usage(rung="mini", cost_usd=usd))


def written(author: str) -> VersionWritten:
    about: Any = {
        **of(ANA), "deliverable": uuid4(), "version": 1, "kind": "cv", "author": author, "title": "CV", "language": "en",
        "document": {}, "cost_usd": 0.5,
    }  # fmt: skip
    return VersionWritten(**about)


async def sums(database: Database, person: UUID, day: date = DAY) -> Spending:
    async with database.of(person, reading=True) as connection:
        return await spent(connection, AskSpending(person_id=person, day=day))


async def test_every_kind_of_call_is_added_up_once_by_person_and_for_everybody(database_url: str) -> None:
    facts: list[Message] = [
        answered(ANA, 0.25),
        TurnRouted(**of(ANA), cost_usd=0.125),
        MemoryLearned(**of(ANA), turn_id=uuid4(), cost_usd=0.0625),
        written("writer"),
        answered(BRUNO, 2.0),
        answered(BRUNO, 0.0),
    ]
    async with Database(database_url, 2) as database:
        await Record(database).keep(*facts, *facts)
        assert await sums(database, ANA) == Spending(person_usd=0.9375, total_usd=2.9375)
        assert await sums(database, BRUNO) == Spending(person_usd=2.0, total_usd=2.9375)
        assert await sums(database, uuid4()) == Spending(person_usd=0.0, total_usd=2.9375)


async def test_a_day_is_a_day_in_utc(database_url: str) -> None:
    late = datetime(2026, 11, 22, 22, tzinfo=timezone(timedelta(hours=-5)))
    async with Database(database_url, 2) as database:
        await Record(database).keep(answered(ANA, 1.0), answered(ANA, 4.0, late))
        assert (await sums(database, ANA)).person_usd == 1.0
        assert (await sums(database, ANA, date(2026, 11, 23))).person_usd == 4.0


def test_an_edit_costs_nothing_though_it_keeps_the_figure_of_what_it_changed() -> None:
    assert cost_of(written("writer")) == 0.5
    assert cost_of(written("person")) == 0.0


async def test_what_somebody_erased_spent_stays_in_the_sum_of_the_day_alone(database_url: str) -> None:
    async with Database(database_url, 2) as database:
        await Record(database).keep(answered(ANA, 1.0))
        async with database.of(ANA) as connection:
            await connection.execute("delete from spending where person_id = $1", ANA)
        assert await sums(database, ANA) == Spending(person_usd=0.0, total_usd=1.0)
