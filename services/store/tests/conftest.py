"""A fresh database owned by a plain role: no superuser, no exemption from row security."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest_asyncio

from lifeos.runtime.testing.servers import PostgresServer
from lifeos.store.migrate import migrate


@pytest_asyncio.fixture
async def database_url(postgres: PostgresServer) -> AsyncIterator[str]:
    """A migrated database of the test's own."""
    url = await new_database(postgres.url)
    await migrate(url)
    yield url


async def new_database(admin_url: str) -> str:
    """Creates a role and a database of one name. Returns the role's URL."""
    name = f"plain_{uuid4().hex[:10]}"
    admin = await asyncpg.connect(admin_url)
    await admin.execute(
        f"create role {name} login nosuperuser nobypassrls nocreatedb nocreaterole password 'x'"
    )
    await admin.execute(f"create database {name} owner {name}")
    await admin.close()
    host = admin_url.split("@")[1].split("/")[0]
    return f"postgresql://{name}:x@{host}/{name}"
