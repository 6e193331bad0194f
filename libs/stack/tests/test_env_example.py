""".env.example lists every setting once, with its own description and default, and nothing that does not exist."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from lifeos.cv.settings import CvSettings
from lifeos.gateway.settings import GatewaySettings
from lifeos.interview.settings import InterviewSettings
from lifeos.outreach.settings import OutreachSettings
from lifeos.router.settings import RouterSettings
from lifeos.runtime.llm.settings import VARIABLES, read_settings
from lifeos.stack.services import SET_BY_THE_STACK
from lifeos.store.settings import StoreSettings
from lifeos.voice.settings import VoiceSettings

EXAMPLE = Path(__file__).parents[3] / ".env.example"
SERVICES = (
    GatewaySettings,
    RouterSettings,
    CvSettings,
    InterviewSettings,
    OutreachSettings,
    VoiceSettings,
    StoreSettings,
)
LADDER = VARIABLES | {"LIFEOS_BUDGET_PERSON_USD_DAY", "LIFEOS_BUDGET_TOTAL_USD_DAY"}
PHONE = {
    "LIFEOS_SIP_ALLOWED_ADDRESSES", "LIFEOS_SIP_USERNAME", "LIFEOS_SIP_PASSWORD", "LIFEOS_CALLS_CONFIG",
}  # fmt: skip
STACK = {
    "LIFEOS_DATA",
    "LIFEOS_PORT",
    "LIFEOS_DOMAIN",
    "LIFEOS_VERSION",
    "LIFEOS_PUBLIC_IP",
    "LIFEOS_ALERT_URL",
} | PHONE
MARK_OF_A_PROCESS = {"LIFEOS_STACK"}
"""Written by the supervisor for itself; nobody sets it."""


def listed() -> list[tuple[str, str, str]]:
    """Every entry as comment, name and default."""
    text = EXAMPLE.read_text("utf-8")
    return re.findall(r"^# (.+)\n# (LIFEOS_[A-Z_]+)=(.*)$", text, re.MULTILINE)


def fields() -> dict[str, list[FieldInfo]]:
    """Every field of every service, by the name of its variable; two services may describe one variable differently."""
    found: dict[str, list[FieldInfo]] = {}
    for settings in SERVICES:
        for name, field in settings.model_fields.items():
            found.setdefault(f"LIFEOS_{name.upper()}", []).append(field)
    return found


def shown(field: FieldInfo) -> str:
    default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
    if default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    return f"{default:g}" if isinstance(default, float) else str(default)


def test_every_setting_is_listed_once_and_nothing_else_is() -> None:
    names = Counter(name for _, name, _ in listed())
    assert set(names) == fields().keys() | LADDER | STACK | (SET_BY_THE_STACK - MARK_OF_A_PROCESS)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_line_is_an_entry_a_heading_or_the_introduction() -> None:
    introduction, _, rest = EXAMPLE.read_text("utf-8").partition("\n\n")
    assert all(line.startswith("# ") for line in introduction.splitlines())
    lines = [line for line in rest.splitlines() if line and not line.startswith("## ")]
    assert lines == [
        line for comment, name, value in listed() for line in (f"# {comment}", f"# {name}={value}")
    ]


@pytest.mark.parametrize("name", sorted(fields().keys() - STACK))
def test_a_setting_is_described_in_its_own_words_with_its_own_default(name: str) -> None:
    entries = [(comment, default) for comment, listed_name, default in listed() if listed_name == name]
    assert set(entries) <= {(field.description, shown(field)) for field in fields()[name]}


def test_the_listed_defaults_of_the_models_are_the_real_ones() -> None:
    models = {"LIFEOS_LLM_LOCAL_MODEL": "a", "LIFEOS_LLM_MINI_MODEL": "b", "LIFEOS_LLM_HEAVY_MODEL": "c"}
    given = {name: default for _, name, default in listed() if name in LADDER}
    assert read_settings(given | models, str) == read_settings(models, str)


def test_what_the_stack_sets_stands_in_a_section_of_its_own() -> None:
    by_hand = EXAMPLE.read_text("utf-8").partition("## Set by the stack")[2]
    for name in SET_BY_THE_STACK - MARK_OF_A_PROCESS - {"LIFEOS_DATA", "LIFEOS_PORT"}:
        assert f"# {name}=" in by_hand
