"""A person's rows are seen by nobody else, whoever owns the tables."""

import asyncio
from uuid import UUID, uuid4

import asyncpg
import pytest

from lifeos.contracts import PersonRegistered, TurnReceived
from lifeos.contracts.asks import AskMessages, AskSessions
from lifeos.contracts.turn import TurnRequest
from lifeos.store.database import Database
from lifeos.store.migrate import migrate
from lifeos.store.projections import archive, project
from lifeos.store.sql import PERSON_TABLES
from lifeos.store.talk import messages, sessions

pytestmark = pytest.mark.slow


async def keep_turn(database: Database, person: UUID, session: UUID, words: str, sequence: int) -> None:
    """What the store does with a turn."""
    turn = TurnReceived(
        id=str(uuid4()),
        person_id=person,
        session_id=session,
        request=TurnRequest(message=words),
        request_hash="x",
    )
    async with database.of(person) as connection:
        await archive(connection, turn, sequence)
        await project(connection, turn, sequence)


async def forge(database: Database, as_person: UUID, about: UUID) -> None:
    """Tries to write a row about somebody else."""
    async with database.of(as_person) as connection:
        await project(
            connection, PersonRegistered(id="x", person_id=about, session_id=about, label="forged"), 2
        )


async def test_every_table_of_people_forces_row_security(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    rows = await connection.fetch(
        "select c.relname, c.relrowsecurity, c.relforcerowsecurity,"
        " (select count(*) from pg_policy p where p.polrelid = c.oid) as policies"
        " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'"
        " where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace"
    )
    await connection.close()

    assert {row["relname"] for row in rows} == {*PERSON_TABLES, "erasures"}
    for row in rows:
        assert row["relrowsecurity"], row["relname"]
        assert row["relforcerowsecurity"], row["relname"]
        assert row["policies"] == 1, row["relname"]


async def test_a_connection_that_names_nobody_sees_nothing(database_url: str) -> None:
    async with Database(database_url, 2) as database:
        await keep_turn(database, uuid4(), uuid4(), "mine alone", 1)
    connection = await asyncpg.connect(database_url)

    assert await connection.fetchval("select count(*) from messages") == 0
    await connection.close()


async def test_another_person_neither_sees_nor_writes_my_rows(database_url: str) -> None:
    mine, theirs, session = uuid4(), uuid4(), uuid4()
    async with Database(database_url, 1) as database:
        await keep_turn(database, mine, session, "mine alone", 1)
        async with database.of(theirs) as connection:
            seen = await messages(connection, AskMessages(person_id=mine, session_id=session))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await forge(database, as_person=theirs, about=mine)
        async with database.of(mine) as connection:
            own = await messages(connection, AskMessages(person_id=mine, session_id=session))

    assert seen.items == []
    assert [item.text for item in own.items] == ["mine alone"]


async def test_the_schema_is_brought_up_twice_and_by_two_at_once(database_url: str) -> None:
    await asyncio.gather(migrate(database_url), migrate(database_url))


async def test_a_search_takes_percent_and_underscore_as_they_are(database_url: str) -> None:
    person, session = uuid4(), uuid4()
    async with Database(database_url, 2) as database:
        async with database.of(person) as connection:
            await connection.execute(
                "insert into sessions (session_id, person_id, sequence, at) values ($1, $2, 1, now())",
                session,
                person,
            )
        await keep_turn(database, person, session, "cut costs by 20%", 2)
        async with database.of(person) as connection:
            found = await sessions(connection, AskSessions(person_id=person, q="20%"))
            missed = await sessions(connection, AskSessions(person_id=person, q="2_%"))

    assert [item.id for item in found.items] == [session]
    assert missed.items == []
