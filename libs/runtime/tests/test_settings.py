"""Settings come from the environment or from files, and secrets do not show."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from lifeos.runtime.llm.settings import read_settings
from lifeos.runtime.settings import Settings, environment


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text("from the file\n", "utf-8")
    return path


def test_a_secret_may_come_from_a_file(secret_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFEOS_NATS_PASSWORD_FILE", str(secret_file))
    password = Settings().nats_password
    assert password is not None
    assert password.get_secret_value() == "from the file"
    assert environment()["LIFEOS_NATS_PASSWORD"] == "from the file"


def test_a_variable_comes_before_a_file_unless_it_is_empty(
    secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIFEOS_NATS_USER_FILE", str(secret_file))
    monkeypatch.setenv("LIFEOS_NATS_USER", "from the variable")
    assert Settings().nats_user == "from the variable"
    monkeypatch.setenv("LIFEOS_NATS_USER", "")
    assert Settings().nats_user == "from the file"


def test_numbers_may_come_from_files_and_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "wait"
    path.write_text("2.5\n", "utf-8")
    monkeypatch.setenv("LIFEOS_ACK_WAIT_S_FILE", str(path))
    assert Settings().ack_wait_s == 2.5
    path.write_text("0", "utf-8")
    with pytest.raises(ValidationError):
        Settings()


def test_a_file_that_is_missing_is_an_error_and_not_an_empty_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFEOS_NATS_PASSWORD_FILE", "/nowhere/password")
    with pytest.raises(FileNotFoundError):
        Settings()


def test_a_secret_does_not_show_when_settings_are_printed(
    secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIFEOS_NATS_PASSWORD_FILE", str(secret_file))
    settings = Settings()
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert "from the file" not in shown


def test_the_key_of_a_model_may_come_from_a_file(secret_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIFEOS_LLM_MINI_MODEL", "openai/some-model")
    monkeypatch.setenv("LIFEOS_LLM_MINI_API_KEY_FILE", str(secret_file))
    key = read_settings(environment(), lambda path: Path(path).read_text("utf-8")).rungs["mini"].api_key
    assert key is not None
    assert key.get_secret_value() == "from the file"
