"""The database for real: made once, owned by a role without special rights, stopped in order."""

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import pytest

from lifeos.stack import postgres
from lifeos.stack.layout import Layout, make_folders
from lifeos.stack.nats import nats_users
from lifeos.stack.postgres import database_url, dropped_user, postgres_part, prepare_postgres
from lifeos.stack.probes import Probe
from lifeos.stack.refused import Refused
from lifeos.stack.secrets import Secrets, load_secrets

from .bus import served

pytestmark = pytest.mark.slow
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def layout(open_folder: Path, base_port: int) -> Layout:
    made = Layout(open_folder, base_port)
    make_folders(made)
    return made


@pytest.fixture
def secrets(layout: Layout) -> Secrets:
    return load_secrets(layout.secrets, nats_users())


@contextmanager
def running(layout: Layout, binaries: Path) -> Generator[subprocess.Popen[bytes]]:
    part = postgres_part(layout, binaries, dropped_user())
    with (layout.logs / "postgres.log").open("ab") as log:
        process = subprocess.Popen(
            part.argv, env=dict(part.env), cwd="/", user=part.user, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.send_signal(part.stop_signal)
        process.wait(15)


async def test_the_owner_has_its_database_and_no_special_right(layout: Layout, secrets: Secrets) -> None:
    binaries = prepare_postgres(layout, secrets, dropped_user())
    with running(layout, binaries):
        assert await served(Probe("postgres", layout.postgres_port))
        owner = await asyncpg.connect(database_url(layout, secrets))
        await owner.execute("CREATE TABLE facts (words text)")
        await owner.execute("INSERT INTO facts VALUES ('still here')")
        rights = await owner.fetchrow(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert rights is not None
        assert set(rights.values()) == {False}
        assert await owner.fetchval("SHOW listen_addresses") == "127.0.0.1"
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(database_url(layout, secrets).replace(secrets.postgres_owner, "guess"))
        # SIGINT at the end of this block must not wait for the connection that is still open.
    assert prepare_postgres(layout, secrets, dropped_user()) == binaries
    with running(layout, binaries):
        assert await served(Probe("postgres", layout.postgres_port))
        again = await asyncpg.connect(database_url(layout, secrets))
        assert await again.fetchval("SELECT words FROM facts") == "still here"
        await again.close()


async def test_a_failing_statement_leaves_no_word_of_it_in_the_log(layout: Layout, secrets: Secrets) -> None:
    binaries = prepare_postgres(layout, secrets, dropped_user())
    with running(layout, binaries):
        assert await served(Probe("postgres", layout.postgres_port))
        owner = await asyncpg.connect(database_url(layout, secrets))
        await owner.execute("CREATE TABLE facts (words text PRIMARY KEY, age int CHECK (age < 10))")
        await owner.execute("INSERT INTO facts VALUES ('canary', 1)")
        with pytest.raises(asyncpg.UniqueViolationError):
            await owner.execute("INSERT INTO facts VALUES ('canary', 1)")
        with pytest.raises(asyncpg.CheckViolationError):
            await owner.execute("INSERT INTO facts VALUES ($1, $2)", "canary again", 20)
        await owner.close()
    logged = (layout.logs / "postgres.log").read_text()
    assert "violates check constraint" in logged
    assert "canary" not in logged


async def test_an_interrupted_first_start_is_done_again(layout: Layout, secrets: Secrets) -> None:
    half = layout.data / "postgres-18.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    prepare_postgres(layout, secrets, dropped_user())
    assert not half.exists()
    assert postgres.cluster_folder(layout).is_dir()


@needs_root
def test_a_folder_that_nobody_cannot_pass_is_refused_in_one_sentence(
    open_folder: Path, base_port: int
) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    layout = Layout(closed / "data", base_port)
    make_folders(layout)
    secrets = load_secrets(layout.secrets, nats_users())
    with pytest.raises(Refused, match=f"Postgres runs as nobody, who cannot pass {closed}"):
        prepare_postgres(layout, secrets, "nobody")


@needs_root
def test_binaries_out_of_reach_are_copied_once(layout: Layout, secrets: Secrets, open_folder: Path) -> None:
    hidden = open_folder / "hidden"
    hidden.mkdir(mode=0o700)
    original = postgres.wheel_binaries()
    package = original.parent.parent
    leave = shutil.ignore_patterns("include")
    shutil.copytree(original.parent, hidden / package.name / original.parent.name, ignore=leave)
    shutil.copytree(package.with_name(f"{package.name}.libs"), hidden / f"{package.name}.libs")
    out_of_reach = hidden / package.name / original.parent.name / "bin"
    binaries = postgres.reachable_binaries(layout, "nobody", out_of_reach)
    assert layout.data in binaries.parents
    version = subprocess.run(
        [str(binaries / "postgres"), "--version"],
        user="nobody",
        capture_output=True,
        text=True,
        cwd="/",
        check=True,
    )
    assert version.stdout.startswith("postgres (PostgreSQL) 18")
    assert postgres.reachable_binaries(layout, "nobody", out_of_reach) == binaries
