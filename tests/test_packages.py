"""The libraries that the product stands on are declared and imported where they are used."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARD = (
    ("fastapi", "services/gateway", "fastapi"),
    ("nats-py", "libs/runtime", "nats"),
    ("asyncpg", "services/store", "asyncpg"),
    ("pydantic", "libs/contracts", "pydantic"),
    ("litellm", "libs/runtime", "litellm"),
    ("jinja2", "services/cv", "jinja2"),
    ("playwright", "services/cv", "playwright"),
    ("opentelemetry-sdk", "libs/runtime", "opentelemetry.sdk"),
    ("prometheus-client", "libs/runtime", "prometheus_client"),
    ("pytest-asyncio", ".", "pytest_asyncio"),
    ("livekit-api", "services/gateway", "livekit"),
    ("livekit-agents", "services/voice", "livekit.agents"),
)
"""Distribution, the member that uses it, and its import name."""


def declared(member: str) -> set[str]:
    """Every distribution that a member names, in whatever table."""
    project = tomllib.loads((ROOT / member / "pyproject.toml").read_text("utf-8"))
    wanted = list(project["project"].get("dependencies", []))
    for group in project["project"].get("optional-dependencies", {}).values():
        wanted += group
    for group in project.get("dependency-groups", {}).values():
        wanted += [entry for entry in group if isinstance(entry, str)]
    return {re.split(r"[\[<>=!~ ;]", name)[0].lower() for name in wanted}


@pytest.mark.parametrize(("distribution", "member", "module"), CARD, ids=lambda value: str(value))
def test_it_is_declared_and_imported_there(distribution: str, member: str, module: str) -> None:
    folder = ROOT / ("tests" if member == "." else member)
    pattern = re.compile(rf"^\s*(from {re.escape(module)}[. ]|import {re.escape(module)}\b)", re.MULTILINE)

    assert distribution in declared(member)
    assert any(pattern.search(path.read_text("utf-8")) for path in folder.rglob("*.py"))
