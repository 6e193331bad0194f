"""Brings the schema up to date with dbmate: plain SQL files, applied once, in order."""

import asyncio
import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lifeos.runtime.errors import LifeError, Unavailable

TRIES = 3


async def migrate(url: str) -> None:
    """Apply what is not applied yet. Raises Unavailable without a database, LifeError for a migration that fails."""
    binary, output = _binary(), ""
    with as_file(files("lifeos.store.sql").joinpath("migrations")) as folder:
        for attempt in range(1, TRIES + 1):
            code, output = await _run(binary, _with_sslmode(url), folder)
            if code == 0:
                return
            if "connect" in output or "starting up" in output or "no such host" in output:
                raise Unavailable("Postgres does not accept connections")
            # Two stores may start at once; the one that comes second finds the work done.
            await asyncio.sleep(0.3 * attempt)
    raise LifeError(f"the database schema could not be brought up to date: {output[-400:]}")


def _binary() -> str:
    beside = Path(sys.executable).parent / "dbmate"
    found = str(beside) if beside.exists() else shutil.which("dbmate")
    if not found:
        raise LifeError("dbmate is not installed")
    return found


async def _run(binary: str, url: str, folder: Path) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        binary, "--env", "LIFEOS_NO_SUCH_VARIABLE", "--url", url, "--migrations-dir", str(folder), "--no-dump-schema", "migrate",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode(errors="replace").replace(url, "<database>")


def _with_sslmode(url: str) -> str:
    """dbmate insists on TLS unless told otherwise; a database on this machine has none."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.hostname in ("127.0.0.1", "localhost", "::1"):
        options.setdefault("sslmode", "disable")
    return urlunsplit(parts._replace(query=urlencode(options)))
