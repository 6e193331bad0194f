"""The store works on Postgres 15 behind a pooler in transaction mode, with a plain role."""

import asyncio
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from lifeos.contracts.asks import AskMessages
from lifeos.runtime.testing.servers import free_port, wait_for_port, wait_for_postgres
from lifeos.store.database import Database, is_pooled
from lifeos.store.migrate import migrate
from lifeos.store.talk import messages
from services.store.tests.conftest import new_database
from services.store.tests.test_row_security import keep_turn

pytestmark = pytest.mark.slow
BINARIES = Path("/usr/lib/postgresql/15/bin")
POOLER = shutil.which("pgbouncer", path=f"{os.defpath}:/usr/sbin")
MISSING = (
    ""
    if (BINARIES / "postgres").exists() and POOLER
    else "Debian's Postgres 15 or pgbouncer is not installed"
)


@pytest_asyncio.fixture
async def pooled_url() -> AsyncIterator[str]:
    """Debian's Postgres 15 and pgbouncer as children; both run as nobody under root."""
    folder = Path("/var/tmp") / f"lifeos-pooler-{uuid4().hex[:8]}"
    folder.mkdir()
    user, group = ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)
    if user:
        shutil.chown(folder, user, group)
    port, pool_port = free_port(), free_port()
    options = {
        "cwd": "/",
        "user": user,
        "group": group,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
    }
    initdb = [f"{BINARIES}/initdb", "-D", f"{folder}/data", "-U", "boss", "--auth=trust", "--no-sync"]
    subprocess.run(initdb, check=True, **options)  # type: ignore[call-overload]
    flags = f"port={port} listen_addresses=127.0.0.1 unix_socket_directories= fsync=off".split()
    command = [
        f"{BINARIES}/postgres",
        "-D",
        f"{folder}/data",
        *(part for flag in flags for part in ("-c", flag)),
    ]
    server: subprocess.Popen[bytes] = subprocess.Popen(command, **options)  # type: ignore[call-overload]
    wait_for_postgres(BINARIES, port, server)
    url = await new_database(f"postgresql://boss@127.0.0.1:{port}/postgres")
    name = url.rsplit("/", 1)[1]
    config = folder / "pgbouncer.ini"
    config.write_text(
        f"[databases]\n{name} = host=127.0.0.1 port={port} dbname={name} user={name} password=x\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
        f"listen_port = {pool_port}\npool_mode = transaction\nauth_type = any\ndefault_pool_size = 3\n"
        f"logfile = {folder}/pool.log\npidfile = {folder}/pool.pid\nunix_socket_dir =\n"
        f"ignore_startup_parameters = extra_float_digits\n"
    )
    pooler: subprocess.Popen[bytes] = subprocess.Popen([str(POOLER), str(config)], **options)  # type: ignore[call-overload]
    wait_for_port(pool_port, pooler)
    yield f"postgresql://{name}:x@127.0.0.1:{pool_port}/{name}"
    pooler.kill()
    server.send_signal(signal.SIGINT)
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
async def test_eight_people_at_once_see_their_own_rows_alone(pooled_url: str) -> None:
    await migrate(pooled_url)
    assert await is_pooled(pooled_url)
    people = [uuid4() for _ in range(8)]
    sessions = {person: uuid4() for person in people}

    async def talk_and_read(database: Database, person: UUID, base: int) -> set[str]:
        for turn in range(6):
            await keep_turn(database, person, sessions[person], f"{person} says {turn}", base + turn)
        seen: set[str] = set()
        for other in people:
            async with database.of(person, reading=True) as connection:
                found = await messages(connection, AskMessages(person_id=other, session_id=sessions[other]))
            seen |= {item.text for item in found.items}
        return seen

    async with Database(pooled_url, 8) as database:
        seen = await asyncio.gather(*(talk_and_read(database, p, 10 * n) for n, p in enumerate(people)))

    for person, words in zip(people, seen, strict=True):
        assert len(words) == 6
        assert all(text.startswith(str(person)) for text in words)
