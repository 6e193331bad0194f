"""How much faster the warmed, single-use contexts print than a context opened for each job.

Both sides print the same page in the same run, turn by turn, one job every 150 ms, with the same locks. Needs a
Chromium; prints JSON. Goal: ratio <= 0.45.
"""

import asyncio
import json
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import async_playwright

from lifeos.cv.printing import LockedBrowser, cv_page, find_chromium
from lifeos.cv.printing.browser import LOCKED_ARGUMENTS
from services.cv.tests.printing.printing_fresh import fresh_context

ROUNDS = 5
JOBS_PER_ROUND = 12
SPACE_S = 0.15
GOAL = 0.45

Print = Callable[[], Awaitable[bytes]]

DOCUMENT: dict[str, Any] = {
    "basics": {"name": "Alice Chen", "label": "Software Engineer", "email": "alice@example.com"},
    "work": [
        {
            "name": f"Company {number}",
            "position": "Engineer",
            "startDate": f"{2012 + number}-01",
            "endDate": f"{2012 + number}-12",
            "highlights": ["Built what was asked", "Measured it before and after", "Wrote down how"],
        }
        for number in range(4)
    ],
    "skills": [{"name": "Python"}, {"name": "PostgreSQL"}],
}


async def main() -> dict[str, Any]:
    """Measure both ways. Returns medians of the rounds' medians in milliseconds and their ratio."""
    page = cv_page(DOCUMENT, language="en", paper="A4")
    executable = find_chromium(None)
    async with async_playwright() as playwright, LockedBrowser(executable) as locked:
        browser = await playwright.chromium.launch(
            executable_path=executable,
            chromium_sandbox=os.geteuid() != 0,
            proxy={"server": "http://127.0.0.1:9", "bypass": "<-loopback>"},
            args=list(LOCKED_ARGUMENTS),
        )
        ways: dict[str, Print] = {
            "pool": lambda: locked.pdf(page, paper="A4"),
            "fresh": lambda: fresh_context(browser, page),
        }
        rounds = [await one_round(ways) for _ in range(ROUNDS)]
        await browser.close()
    medians = {way: statistics.median(taken[way] for taken in rounds) for way in ways}
    ratios = [taken["pool"] / taken["fresh"] for taken in rounds]
    return {
        "what": "PDF of one page, one job every 150 ms, p50",
        "pool_ms": round(medians["pool"], 1),
        "fresh_ms": round(medians["fresh"], 1),
        "ratio": round(statistics.median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
        "goal": GOAL,
        "rounds": ROUNDS,
        "jobs": JOBS_PER_ROUND,
    }


async def one_round(ways: dict[str, Print]) -> dict[str, float]:
    """The median milliseconds of each way; the jobs take turns, so both meet the same noise."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(JOBS_PER_ROUND):
        for way, print_page in ways.items():
            await asyncio.sleep(SPACE_S)
            start = time.perf_counter()
            await print_page()
            taken[way].append((time.perf_counter() - start) * 1000)
    return {way: statistics.median(times) for way, times in taken.items()}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main()), indent=2))
