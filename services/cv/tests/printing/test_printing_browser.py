"""The locked browser: nothing gets out, nothing leaks between jobs, and it comes back when killed."""

import asyncio
import io
import os
import re
import stat
import urllib.request
from pathlib import Path

import psutil
import pypdf
import pytest
from playwright.async_api import async_playwright
from printing_attacks import canary, filled_with, payloads
from printing_cvs import ENGLISH, SPANISH
from printing_fresh import fresh_context

from lifeos.cv.printing import BrowserMissing, LockedBrowser, PrintFailed, cv_page, find_chromium
from lifeos.cv.printing.browser import LOCKED_ARGUMENTS
from lifeos.cv.printing.page import CSP

NORMAL = cv_page(ENGLISH, language="en", paper="A4")


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def without_dates(pdf: bytes) -> bytes:
    return re.sub(rb"D:\d{14}[^)]*", b"", re.sub(rb"/ID \[.*?\]", b"", pdf))


def visit(address: str) -> None:
    with urllib.request.urlopen(address, timeout=5):
        pass


def browsers() -> list[psutil.Process]:
    """The main processes of the browsers that this test started."""
    return [
        process
        for process in psutil.Process().children(recursive=True)
        if "--remote-debugging-pipe" in process.cmdline()
    ]


@pytest.mark.slow
@pytest.mark.timeout(120)
async def test_a_hostile_text_in_every_field_is_printed_as_text_and_reaches_nobody(
    browser: LockedBrowser,
) -> None:
    with canary() as (server, visits):
        for payload in payloads(server):
            printed = text_of(await browser.pdf(cv_page(filled_with(payload), language="en", paper="A4")))
            dense = re.sub(r"\s", "", printed)
            assert re.sub(r"\s", "", payload) in dense
            assert "root:x:0" not in dense
            assert "CANARYBODY" not in dense
        assert visits == []


@pytest.mark.slow
async def test_even_raw_markup_reaches_nobody(browser: LockedBrowser) -> None:
    with canary() as (server, visits):
        for payload in payloads(server):
            page = NORMAL.replace("</main>", f"{payload}</main>")
            try:
                printed = text_of(await browser.pdf(page))
            except PrintFailed:
                continue
            assert "JSRAN" not in printed
            assert "root:x:0" not in printed
            assert "CANARYBODY" not in printed
        await asyncio.sleep(0.3)
        assert visits == []
        await asyncio.to_thread(visit, f"{server}/seen")
        assert visits == ["/seen"], "the canary must notice a visit, or the silence above proves nothing"


@pytest.mark.slow
async def test_a_hostile_job_changes_nothing_in_the_next_person_s_file(browser: LockedBrowser) -> None:
    fresh = without_dates(await browser.pdf(NORMAL))
    hostile = (
        "<meta http-equiv=Content-Security-Policy content=\"style-src 'none'; img-src 'none'\">",
        "<base href='http://evil.test/'><meta name=color-scheme content=dark>",
        "<style>@page { size: A6 } * { font-size: 40pt !important }</style>",
        "<div>x" * 3000,
    )
    for markup in hostile:
        await browser.pdf(NORMAL.replace("<meta charset", f"{markup}<meta charset"))
        assert without_dates(await browser.pdf(NORMAL)) == fresh


@pytest.mark.slow
async def test_warming_a_page_ahead_changes_nothing_in_what_it_prints(browser: LockedBrowser) -> None:
    async with async_playwright() as playwright:
        cold = await playwright.chromium.launch(
            executable_path=find_chromium(None),
            chromium_sandbox=os.geteuid() != 0,
            args=list(LOCKED_ARGUMENTS),
        )
        unwarmed = await fresh_context(cold, NORMAL)
        await cold.close()

    assert without_dates(await browser.pdf(NORMAL)) == without_dates(unwarmed)


@pytest.mark.slow
async def test_after_the_browser_is_killed_the_next_job_works() -> None:
    async with LockedBrowser(find_chromium(None)) as browser:
        await browser.pdf(NORMAL)
        killed = browsers()
        for process in killed:
            process.kill()
        assert killed
        assert "Alice Chen" in text_of(await browser.pdf(NORMAL))


@pytest.mark.slow
async def test_a_browser_that_served_its_jobs_is_replaced_while_jobs_go_on() -> None:
    async with LockedBrowser(find_chromium(None), jobs_per_browser=3) as browser:
        first = browsers()
        files = await asyncio.gather(*(browser.pdf(NORMAL) for _ in range(8)))
        assert {without_dates(file) for file in files} == {without_dates(files[0])}
        _, alive = await asyncio.to_thread(psutil.wait_procs, first, timeout=5)
        assert first
        assert alive == []


@pytest.mark.slow
async def test_closing_leaves_no_process_behind() -> None:
    async with LockedBrowser(find_chromium(None)) as browser:
        await browser.pdf(NORMAL)
        started = browsers()
        assert started
    _, alive = psutil.wait_procs(started, timeout=5)
    assert alive == []


@pytest.mark.slow
async def test_a_browser_that_hangs_fails_its_job_in_time_and_the_next_job_gets_another() -> None:
    async with LockedBrowser(find_chromium(None), deadline_s=8) as browser:
        await browser.pdf(NORMAL)
        frozen = browsers()
        for process in frozen:
            process.suspend()
        try:
            with pytest.raises(PrintFailed, match="longer than 8 seconds"):
                await browser.pdf(NORMAL)
            assert "Alice Chen" in text_of(await browser.pdf(NORMAL))
        finally:
            for process in frozen:
                process.resume()
        assert frozen


@pytest.mark.slow
async def test_a_page_without_the_policy_is_refused(browser: LockedBrowser) -> None:
    for page in ("<p>hello", f"<p>{CSP}", NORMAL.replace("default-src", "style-src")):
        with pytest.raises(ValueError, match="content security policy"):
            await browser.pdf(page)


async def test_a_missing_browser_says_what_to_do() -> None:
    for path in (None, "/nonexistent/chromium"):
        with pytest.raises(BrowserMissing, match="LIFEOS_CHROMIUM"):
            async with LockedBrowser(path):
                pass


@pytest.mark.slow
async def test_a_program_that_is_no_browser_says_so(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(BrowserMissing, match="did not start"):
        async with LockedBrowser(str(program)):
            pass


def test_a_configured_browser_comes_first() -> None:
    assert find_chromium("/opt/my/chromium") == "/opt/my/chromium"


@pytest.mark.slow
async def test_three_languages_print_at_once(browser: LockedBrowser) -> None:
    pages = [cv_page(SPANISH, language=language, paper="A4") for language in ("en", "es", "pt")]
    files = await asyncio.gather(*(browser.pdf(page) for page in pages))
    titles = ("EXPERIENCE", "EXPERIENCIA", "EXPERIÊNCIA")
    assert all(title in text_of(file) for title, file in zip(titles, files, strict=True))
