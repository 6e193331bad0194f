"""What each service is told, and what it never sees."""

from pathlib import Path

import pytest

from lifeos.stack.layout import Layout
from lifeos.stack.nats import nats_users
from lifeos.stack.refused import Refused
from lifeos.stack.secrets import Secrets, load_secrets
from lifeos.stack.services import SERVICES, Service, check_services, service_env, service_parts

SETTINGS = {
    "PATH": "/bin",
    "HOME": "/home/person",
    "AWS_SECRET_ACCESS_KEY": "theirs",
    "LIFEOS_LLM_HEAVY_API_KEY": "sk-heavy",
    "LIFEOS_LADDER_TALK": "mini,offline",
    "LIFEOS_BUDGET_USD": "5",
    "LIFEOS_LIVEKIT_API_SECRET": "lk",
    "LIFEOS_LIVEKIT_URL": "wss://calls.example",
    "LIFEOS_VOICE_PROFILE": "pipeline",
    "LIFEOS_VOICE_STT_API_KEY": "sk-stt",
    "LIFEOS_SMTP_PASSWORD": "smtp",
    "LIFEOS_SIP_NUMBERS": "+15550100",
    "LIFEOS_SIP_PASSWORD": "sip",
    "LIFEOS_CORS_ORIGINS": "https://front.example",
    "LIFEOS_NATS_URL": "nats://elsewhere:4222",
    "LIFEOS_KEY_PEPPER": "from-another-installation",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318",
}
NAMES = tuple(service.name for service in SERVICES)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path, 9000)


@pytest.fixture
def secrets(tmp_path: Path) -> Secrets:
    return load_secrets(tmp_path, nats_users())


def test_each_service_has_its_own_name_and_password_on_the_bus(layout: Layout, secrets: Secrets) -> None:
    told = {name: service_env(name, layout, secrets, SETTINGS) for name in NAMES}
    for name, env in told.items():
        assert env["LIFEOS_NATS_USER"] == name
        assert env["LIFEOS_NATS_URL"] == "nats://127.0.0.1:9001"
        others = [password for user, password in secrets.nats.items() if user != name]
        assert not set(others) & set(env.values())
    assert len({env["LIFEOS_NATS_PASSWORD"] for env in told.values()}) == len(NAMES)


@pytest.mark.parametrize(
    ("key", "who"),
    [
        ("LIFEOS_DATABASE_URL", {"store"}),
        ("LIFEOS_KEY_PEPPER", {"gateway"}),
        ("LIFEOS_COOKIE_SECRET", {"gateway"}),
        ("LIFEOS_PORT", {"gateway"}),
        ("LIFEOS_SIP_NUMBERS", {"gateway"}),
        ("LIFEOS_SIP_PASSWORD", set()),
        ("LIFEOS_FILES_URL", {"gateway", "cv", "store"}),
        ("LIFEOS_LLM_HEAVY_API_KEY", {"router", "cv", "interview", "outreach"}),
        ("LIFEOS_LADDER_TALK", {"router", "cv", "interview", "outreach"}),
        ("LIFEOS_BUDGET_USD", {"router", "cv", "interview", "outreach"}),
        ("LIFEOS_LIVEKIT_API_SECRET", {"gateway", "voice"}),
        ("LIFEOS_VOICE_PROFILE", {"gateway", "voice"}),
        ("LIFEOS_VOICE_STT_API_KEY", {"voice"}),
        ("LIFEOS_SMTP_PASSWORD", {"outreach"}),
        ("AWS_SECRET_ACCESS_KEY", set[str]()),
        ("LIFEOS_CORS_ORIGINS", set(NAMES)),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", set(NAMES)),
    ],
)
def test_a_setting_reaches_only_who_needs_it(
    layout: Layout, secrets: Secrets, key: str, who: set[str]
) -> None:
    assert {name for name in NAMES if key in service_env(name, layout, secrets, SETTINGS)} == who


def test_a_setting_cannot_replace_what_the_stack_made(layout: Layout, secrets: Secrets) -> None:
    assert service_env("gateway", layout, secrets, SETTINGS)["LIFEOS_KEY_PEPPER"] == secrets.key_pepper


def test_files_go_where_the_person_wishes(layout: Layout, secrets: Secrets) -> None:
    own = service_env("cv", layout, secrets, {})["LIFEOS_FILES_URL"]
    assert own == f"file://{layout.data}/files"
    wished = service_env("cv", layout, secrets, {"LIFEOS_FILES_URL": "s3://bucket"})["LIFEOS_FILES_URL"]
    assert wished == "s3://bucket"


def test_no_password_shows_when_a_part_is_printed(layout: Layout, secrets: Secrets) -> None:
    shown = repr(service_parts(layout, secrets, SETTINGS))
    hidden = (*secrets.nats.values(), secrets.key_pepper, secrets.postgres_owner, "sk-heavy")
    assert not any(value in shown for value in hidden)


def test_a_service_that_is_not_installed_is_named() -> None:
    with pytest.raises(Refused, match=r"Not installed in this environment: lifeos\.astrology;"):
        check_services((Service("astrology", after=()),))
