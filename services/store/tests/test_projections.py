"""Facts come twice and in any order; the rows are the same."""

import json
import random
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lifeos.contracts import MESSAGE_BY_TYPE, Message
from lifeos.store.database import Database
from lifeos.store.projections import archive, project
from lifeos.store.rebuilding import REBUILT_TABLES, rebuild_person
from lifeos.store.sql import PERSON_TABLES

pytestmark = pytest.mark.slow
EXAMPLES = Path(__file__).parents[3] / "libs/contracts/examples"


def facts() -> list[Message]:
    """Every example of a fact."""
    found: list[Message] = []
    for path in sorted(EXAMPLES.glob("*/*.json")):
        kind = MESSAGE_BY_TYPE.get(path.parent.name)
        if kind:
            found.append(kind.model_validate_json(path.read_bytes()))
    return found


async def rows_after(database: Database, order: list[tuple[int, Message]]) -> dict[str, list[str]]:
    """Every row of everybody, as sorted text, once these facts came in this order."""
    for sequence, fact in order:
        async with database.of(fact.person_id) as connection:
            await archive(connection, fact, sequence)
            await project(connection, fact, sequence)
    found: dict[str, list[str]] = {table: [] for table in PERSON_TABLES}
    for person in {fact.person_id for _, fact in order}:
        for table, rows in (await rows_of(database, person)).items():
            found[table] += rows
    return {table: sorted(rows) for table, rows in found.items()}


async def rows_of(database: Database, person: UUID) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    async with database.of(person) as connection:
        for table in PERSON_TABLES:
            rows: list[Any] = await connection.fetch(f"select * from {table}")
            found[table] = [json.dumps(dict(row), default=str, sort_keys=True) for row in rows]
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_order_and_every_repeat_gives_the_same_rows(database_url: str, seed: int) -> None:
    numbered = list(enumerate(facts(), 1))
    shuffled = [*numbered, *numbered]
    random.Random(seed).shuffle(shuffled)
    async with Database(database_url, 2) as database:
        once = await rows_after(database, shuffled)
        again = await rows_after(database, numbered)

    assert sum(len(rows) for rows in once.values()) > len(numbered)
    assert once == again
    assert len(once["events"]) == len({fact.subject for _, fact in numbered})


async def test_the_archive_alone_gives_every_row_again_and_no_other(database_url: str) -> None:
    numbered = list(enumerate(facts(), 1))
    people = {fact.person_id for _, fact in numbered}
    async with Database(database_url, 2) as database:
        before = await rows_after(database, numbered)
        for person in people:
            async with database.of(person) as connection:
                for table in REBUILT_TABLES:
                    await connection.execute(f"delete from {table} where person_id = $1", person)
                # A row that a faulty projection left behind.
                await connection.execute(
                    "insert into users (person_id, label, locale, sequence, at) values ($1, 'wrong', 'xx', 1, now())",
                    person,
                )
            await rebuild_person(database, person)
        after = await rows_after(database, [])
        for person in people:
            for table, rows in (await rows_of(database, person)).items():
                after[table] = sorted([*after[table], *rows])

    assert after == before
