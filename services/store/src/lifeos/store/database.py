"""Connections to Postgres. Every statement runs in a transaction that has named its person."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, Self
from uuid import UUID

import asyncpg

from lifeos.runtime.errors import Unavailable
from lifeos.store.sql import QUERIES

AWAY = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.DiskFullError,
    # Two transactions wait for each other, one is ended: it comes again.
    asyncpg.DeadlockDetectedError,
)
STATEMENTS_KEPT = 200
"""More than there are queries: each is parsed and planned once for a connection, not each time."""
Connection = Any
"""asyncpg's pooled connection: its stubs leave the proxy's type open."""


class Database:
    """A pool that is opened when it is first needed, and again after Postgres was away."""

    def __init__(self, url: str, size: int) -> None:
        self._url, self._size = url, size
        self._pool: Any = None
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool:
            self._pool.terminate()

    async def _open(self) -> Any:
        async with self._opening:
            return await self._opened()

    async def _opened(self) -> Any:
        if self._pool is None:
            # A pooler in transaction mode gives each transaction another connection, which knows no statement of ours.
            kept = 0 if await is_pooled(self._url) else STATEMENTS_KEPT
            self._pool = await asyncpg.create_pool(
                self._url,
                min_size=1,
                max_size=self._size,
                timeout=3,
                command_timeout=10,
                statement_cache_size=kept,
                init=_with_json,
            )
        return self._pool

    @asynccontextmanager
    async def of(self, person_id: UUID, *, reading: bool = False) -> AsyncGenerator[Connection]:
        """A transaction that sees only this person's rows. Raises Unavailable when Postgres is away.

        `reading` gives every statement the same snapshot: else facts learned between two statements would be
        counted as learned by the second and missing in the first.
        """
        options = {"isolation": "repeatable_read", "readonly": True} if reading else {}
        try:
            pool = await self._open()
            async with pool.acquire(timeout=3) as connection, connection.transaction(**options):
                await connection.execute("select set_config('lifeos.person', $1, true)", str(person_id))
                yield connection
        except AWAY as error:
            raise Unavailable("Postgres is away") from error


async def is_pooled(url: str) -> bool:
    """Whether a pooler stands between us and Postgres: it greets with a process id of its own."""
    connection: Any = await asyncpg.connect(url, timeout=3, command_timeout=10, statement_cache_size=0)
    try:
        return await connection.fetchval("select pg_backend_pid()") != connection.get_server_pid()
    finally:
        await connection.close()


async def _with_json(connection: Any) -> None:
    await connection.set_type_codec("jsonb", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")


def query(name: str) -> str:
    return QUERIES[name]


async def rows_together(
    connection: Connection, asked: Mapping[str, tuple[object, ...]]
) -> dict[str, list[dict[str, Any]]]:
    """The rows of several queries, each with its parameters, in one round trip. They come as JSON: ids and times are text."""
    parameters = [parameter for own in asked.values() for parameter in own]
    row = await connection.fetchrow(
        _together(tuple((name, len(own)) for name, own in asked.items())), *parameters
    )
    return {name: row[name] for name in asked}


@cache
def _together(names: tuple[tuple[str, int], ...]) -> str:
    """One statement for queries of so many parameters each."""
    columns, first = list[str](), 0
    for name, count in names:
        own = re.sub(r"\$(\d+)", lambda found: f"${first + int(found[1])}", query(name).rstrip(";"))  # noqa: B023
        columns.append(f"(select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (\n{own}\n) r) as {name}")
        first += count
    return f"select {', '.join(columns)}"
