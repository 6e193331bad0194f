"""What the containers of the compose stack find when they start."""

import stat
import subprocess
from pathlib import Path

import asyncpg
import pytest

from lifeos.runtime.testing.servers import PostgresServer
from lifeos.stack.compose_files import IN_COMPOSE, KEPT, files_of, main, write_compose_files
from lifeos.stack.named import named_urls
from lifeos.stack.nats import nats_binary, nats_config, nats_users
from lifeos.stack.nats_rights import TABLE
from lifeos.stack.postgres import DATABASE, OWNER
from lifeos.stack.refused import Refused, exit_code
from lifeos.stack.secrets import load_secrets


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    assert main([str(tmp_path), "127.0.0.1"]) == 0
    first = contents(tmp_path)
    assert main([str(tmp_path), "127.0.0.1"]) == 0
    assert contents(tmp_path) == first


def test_each_service_finds_its_own_password_and_nobody_elses(tmp_path: Path) -> None:
    write_compose_files(tmp_path)
    passwords = load_secrets(tmp_path / KEPT, nats_users()).nats
    for rights in TABLE:
        found = set(contents(tmp_path / rights.service).values())
        assert found & set(passwords.values()) == {passwords[rights.service]}


def test_only_postgres_reads_files_that_are_not_its_own(tmp_path: Path) -> None:
    write_compose_files(tmp_path)
    modes = {
        path.relative_to(tmp_path).parts[0]: stat.S_IMODE(path.stat().st_mode)
        for path in tmp_path.glob("*/*")
    }
    assert modes.pop("postgres") == 0o444
    assert set(modes.values()) == {0o600}


@pytest.mark.slow
def test_the_broker_accepts_its_configuration_with_the_rights_of_the_local_stack(tmp_path: Path) -> None:
    write_compose_files(tmp_path)
    config = tmp_path / "nats" / "nats.conf"
    secrets = load_secrets(tmp_path / KEPT, nats_users())
    tested = subprocess.run((nats_binary(), "-t", "-c", config), capture_output=True, text=True, check=False)

    assert tested.returncode == 0, tested.stderr
    assert config.read_text() == nats_config(IN_COMPOSE, secrets.nats)


@pytest.mark.slow
async def test_the_role_of_store_is_made_without_power_over_others(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    statements = files_of(load_secrets(tmp_path, nats_users()))["postgres"]["owner.sql"]
    admin = await asyncpg.connect(f"postgresql://lifeos@127.0.0.1:{postgres.port}/postgres")
    try:
        for statement in statements.splitlines():
            await admin.execute(statement)
        role = await admin.fetchrow("SELECT * FROM pg_roles WHERE rolname = $1", OWNER)
        owned = await admin.fetchval(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = $1", DATABASE
        )
    finally:
        await admin.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        await admin.execute(f"DROP ROLE IF EXISTS {OWNER}")
        await admin.close()

    assert role is not None
    assert role["rolcanlogin"]
    assert not any(role[power] for power in ("rolsuper", "rolbypassrls", "rolcreatedb", "rolcreaterole"))
    assert owned == OWNER


def test_a_folder_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert exit_code(lambda: main([str(tmp_path / "file"), "127.0.0.1"])) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_another_stack_is_named_by_its_bus_and_two_secrets(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("from a file\n")
    settings = {
        "LIFEOS_NATS_URL": "nats://nats:4222",
        "LIFEOS_NATS_PASSWORD_FILE": str(tmp_path / "password"),
        "LIFEOS_KEY_PEPPER": "pepper",
        "LIFEOS_DOMAIN": "lifeos.example",
    }
    urls = named_urls(settings)

    assert urls is not None
    assert (urls.nats_user, urls.nats_password, urls.key_pepper) == ("operator", "from a file", "pepper")
    assert urls.page == "https://lifeos.example"
    assert named_urls({}) is None


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "LIFEOS_NATS_PASSWORD or LIFEOS_NATS_PASSWORD_FILE must be set"),
        ({"LIFEOS_NATS_PASSWORD": "p"}, "LIFEOS_KEY_PEPPER or LIFEOS_KEY_PEPPER_FILE must be set"),
        (
            {"LIFEOS_NATS_PASSWORD_FILE": "/nowhere"},
            "LIFEOS_NATS_PASSWORD_FILE names a file that cannot be read",
        ),
    ],
)
def test_a_missing_secret_of_another_stack_is_named(settings: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        named_urls({"LIFEOS_NATS_URL": "nats://nats:4222", **settings})
