"""A backup from before they came is put back: one command, and everybody has everything again, and the erased stay erased."""

import asyncio
import json
import subprocess
import sys
import time
from typing import Any
from uuid import UUID

import httpx
import pytest

from lifeos.store.database import Database
from lifeos.store.sql import PERSON_TABLES
from tests.messages import STORIES
from tests.spine import Spine
from tests.test_journey import say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio, pytest.mark.timeout(180)]
BACK_S = 30.0


async def all_that_is_shown(web: httpx.AsyncClient, session: str) -> list[Any]:
    """What a person finds in the page."""
    asked = ("/v1/memories?limit=200", f"/v1/sessions/{session}/messages", "/v1/deliverables", "/v1/jobs")
    return [(await web.get(path)).json() for path in asked]


async def once_it_stands(web: httpx.AsyncClient, session: str) -> list[Any]:
    """The same, once nothing is being made any more."""
    end = time.monotonic() + BACK_S
    seen, now = [], await all_that_is_shown(web, session)
    while (now != seen or '"making"' in json.dumps(now)) and time.monotonic() < end:
        await asyncio.sleep(0.5)
        seen, now = now, await all_that_is_shown(web, session)
    return now


async def person_of(web: httpx.AsyncClient) -> UUID:
    return UUID((await web.get("/v1/me")).json()["id"])


def rebuild(spine: Spine) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lifeos.store.rebuilding"],
        env={**spine.env("store")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


async def test_after_a_backup_was_put_back_everybody_has_everything_and_the_erased_stay_erased() -> None:
    async with Spine() as spine:
        stays, goes = await spine.new_key("stays"), await spine.new_key("goes")
        async with spine.client(goes) as web:
            await say(web, STORIES["es"])
            erased = await person_of(web)
            assert (await web.delete("/v1/me")).status_code == 200
        async with spine.client(stays) as web:
            turn = await say(web, STORIES["en"])
            person, session = await person_of(web), turn["session_id"]
            before = await once_it_stands(web, session)

            async with Database(spine.database_url, 1) as database:
                async with database.of(person) as connection:
                    for table in PERSON_TABLES:
                        await connection.execute(f"delete from {table} where person_id = $1", person)
                async with database.of(erased) as connection:
                    await connection.execute(
                        "insert into users (person_id, label, locale, sequence, at) values ($1, 'goes', 'es', 1, now())",
                        erased,
                    )
                assert await all_that_is_shown(web, session) != before

                done = await asyncio.to_thread(rebuild, spine)

                assert done.returncode == 0, done.stderr
                end = time.monotonic() + BACK_S
                while await all_that_is_shown(web, session) != before and time.monotonic() < end:
                    await asyncio.sleep(0.2)
                assert await all_that_is_shown(web, session) == before
                async with database.of(erased) as connection:
                    assert await connection.fetchval("select count(*) from users") == 0
            later = await say(web, "I also speak French.", session)

        assert later["status"] == "completed"


async def test_without_a_database_it_says_so_and_changes_nothing() -> None:
    async with Spine() as spine:
        spine.kill("postgres")
        done = await asyncio.to_thread(rebuild, spine)

    assert done.returncode == 1
    assert done.stderr.endswith("Nothing is lost; run it again.\n")
    assert "Traceback" not in done.stderr
