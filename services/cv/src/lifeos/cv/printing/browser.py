"""A Chromium that is locked in: it draws the page it is handed and can reach nothing else."""

import asyncio
import contextlib
import os
import shutil
from collections.abc import Coroutine, Generator
from pathlib import Path
from typing import Any, Self

from playwright.async_api import Browser, BrowserContext, Page, Playwright, Route, async_playwright
from playwright.async_api import Error as PlaywrightError

from lifeos.cv.printing.page import CSP, Paper, warming_page

LARGEST_PAGE = 8_000_000
"""Characters of HTML: a photo of 5 MB in base64 and the fonts fit."""

LOCKED_ARGUMENTS = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # Hinted letters stand on whole pixels; extractors then read "Sof tware" for "Software".
    "--font-render-hinting=none",
)


class BrowserMissing(Exception):
    """No browser can be started; the text says why and what to do."""


class PrintFailed(Exception):
    """This page could not be printed; the text says why."""


def find_chromium(configured: str | None) -> str | None:
    """The browser to print with: the configured one, else Debian's, else Playwright's own download, else None."""
    if configured:
        return configured
    for name in ("chromium-headless-shell", "chromium"):
        if found := shutil.which(name):
            return found
    for cache in (".cache/ms-playwright", "Library/Caches/ms-playwright"):
        for pattern in ("chromium_headless_shell-*/*/headless_shell", "chromium-*/*/chrome"):
            if downloads := sorted((Path.home() / cache).glob(pattern)):
                return str(downloads[-1])
    return None


class _Running:
    """One browser process with the pages that stand ready in it; every page lives in a context of its own."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.ready: list[tuple[BrowserContext, Page]] = []
        self.started_jobs = 0
        self.worn_out = False
        self.open_jobs = 0
        self.idle = asyncio.Event()
        self.idle.set()
        self.refilling = asyncio.Lock()

    def fit_for_work(self, most_jobs: int) -> bool:
        """Whether it lives, did not hang and has not served its jobs yet."""
        return self.browser.is_connected() and not self.worn_out and self.started_jobs < most_jobs

    @contextlib.contextmanager
    def job(self) -> Generator[None, None, None]:
        """Counts a job, so that a browser that served enough of them closes only when nobody prints in it."""
        self.started_jobs += 1
        self.open_jobs += 1
        self.idle.clear()
        try:
            yield
        finally:
            self.open_jobs -= 1
            if not self.open_jobs:
                self.idle.set()

    async def new_page(self) -> tuple[BrowserContext, Page]:
        context = await self.browser.new_context(
            offline=True, java_script_enabled=False, service_workers="block", accept_downloads=False
        )
        await context.route("**/*", _refuse)
        page = await context.new_page()
        # The renderer starts and the fonts are read now, not while somebody waits. The policy is the one of every page.
        await page.set_content(warming_page(), wait_until="load")
        return context, page


async def _refuse(route: Route) -> None:
    await route.abort()


class LockedBrowser:
    """Prints pages. JS is off, the network is off, every request is refused, and a context serves one job only.

    A used page keeps the policy and base of its document, so reusing one would let a person's CV change the next
    person's. Contexts are opened and warmed ahead instead, with a page that is nobody's: that hides most of the time a
    fresh one costs.
    """

    def __init__(
        self,
        executable: str | None,
        *,
        ready_pages: int = 2,
        jobs_per_browser: int = 200,
        deadline_s: float = 20.0,
    ) -> None:
        self._executable = executable
        self._ready_pages = ready_pages
        self._jobs_per_browser = jobs_per_browser
        self._deadline_s = deadline_s
        self._playwright: Playwright | None = None
        self._running: _Running | None = None
        self._starting = asyncio.Lock()
        self._slots = asyncio.Semaphore(ready_pages)
        self._background: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._check_executable()
        self._playwright = await async_playwright().start()
        try:
            self._later(self._refill(await self._current()))
        except BrowserMissing:
            await self._playwright.stop()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        if self._running:
            await _close_quietly(self._running.browser)
        if self._playwright:
            await self._playwright.stop()

    async def pdf(self, html: str, *, paper: Paper = "A4") -> bytes:
        """Print one page: tagged, with outline. The page must carry the policy of `page.CSP`, else ValueError."""
        if f'content="{CSP}"' not in html.replace("&#39;", "'"):
            raise ValueError("the page lacks the content security policy; print only what cv_page made")
        if len(html) > LARGEST_PAGE:
            raise PrintFailed("The document is too large to print; use a smaller photo.")
        async with self._slots:
            try:
                async with asyncio.timeout(self._deadline_s):
                    return await self._print(html, paper)
            except TimeoutError as late:
                raise PrintFailed(f"Printing took longer than {self._deadline_s:g} seconds.") from late

    async def _print(self, html: str, paper: Paper) -> bytes:
        for last_try in (False, True):
            running = await self._current()
            try:
                with running.job():
                    return await self._print_in(running, html, paper)
            except asyncio.CancelledError:
                # Out of time: the browser may hang as a whole, so the next job gets another one.
                running.worn_out = True
                raise
            except PlaywrightError as error:
                # Only the death of the browser is worth a second try: the same page would fail the same way.
                if last_try or running.browser.is_connected():
                    raise PrintFailed("The browser could not print this page.") from error
        raise AssertionError("the second try either returns or raises")

    async def _print_in(self, running: _Running, html: str, paper: Paper) -> bytes:
        context, page = running.ready.pop() if running.ready else await running.new_page()
        try:
            await page.set_content(html, wait_until="load")
            return await page.pdf(
                format=paper, prefer_css_page_size=True, print_background=True, tagged=True, outline=True
            )
        finally:
            self._later(self._replace(running, context))

    async def _current(self) -> _Running:
        """The browser to use now: a new one at first, after a crash, and when the old one served its jobs."""
        async with self._starting:
            old = self._running
            if old and old.fit_for_work(self._jobs_per_browser):
                return old
            self._running = _Running(await self._launch())
            if old:
                self._later(self._retire(old))
                self._later(self._refill(self._running))
            return self._running

    async def _launch(self) -> Browser:
        assert self._playwright, "use the browser as `async with LockedBrowser(...)`"
        try:
            return await self._playwright.chromium.launch(
                executable_path=self._executable,
                headless=True,
                # Chromium refuses its sandbox to root.
                chromium_sandbox=os.geteuid() != 0,
                proxy={"server": "http://127.0.0.1:9", "bypass": "<-loopback>"},
                args=list(LOCKED_ARGUMENTS),
            )
        except PlaywrightError as error:
            reason = str(error).strip().splitlines()[0]
            raise BrowserMissing(f"Chromium ({self._executable}) did not start: {reason}") from error

    def _check_executable(self) -> None:
        if not self._executable:
            raise BrowserMissing(
                "No Chromium was found. Install chromium-headless-shell, or set LIFEOS_CHROMIUM to its path."
            )
        if not os.access(self._executable, os.X_OK):
            raise BrowserMissing(f"LIFEOS_CHROMIUM names {self._executable}, which is not a program.")

    async def _replace(self, running: _Running, used: BrowserContext) -> None:
        with contextlib.suppress(PlaywrightError):
            await used.close()
        await self._refill(running)

    async def _refill(self, running: _Running) -> None:
        async with running.refilling:
            with contextlib.suppress(PlaywrightError):
                while running is self._running and len(running.ready) < self._ready_pages:
                    running.ready.append(await running.new_page())

    async def _retire(self, running: _Running) -> None:
        await running.idle.wait()
        await _close_quietly(running.browser)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _close_quietly(browser: Browser) -> None:
    """Closes a browser that may be dead or hang; what hangs dies with the driver."""
    with contextlib.suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(5):
            await browser.close()
