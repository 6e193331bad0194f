"""A real browser before a running installation: what the tests of the page share."""

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

BUILT = Path(__file__).parents[1] / "web" / "dist"
CHROMIUM = "/usr/bin/chromium-headless-shell"
READY_S = 60.0
MADE_MS = 45_000


@dataclass(frozen=True)
class Stack:
    """A running installation with nobody's words in it, and the link that lets its first person in once."""

    url: str
    login_link: str = field(repr=False)


def base_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return 10_000 + probe.getsockname()[1] % 20_000


@pytest.fixture
def stack() -> Iterator[Stack]:
    """An installation of one test's own."""
    if not (BUILT / "index.html").exists():
        pytest.skip("web/dist is missing: run deploy/build-page")
    # The database runs as an unprivileged user, who must be able to pass through the folder.
    data = Path(tempfile.mkdtemp(prefix="lifeos-page-", dir="/var/tmp"))
    data.chmod(0o711)
    said = data / "said"
    settings = {"LIFEOS_DATA": str(data), "LIFEOS_PORT": str(base_port()), "LIFEOS_WEB_FOLDER": str(BUILT)}
    with said.open("w") as output:
        command = [str(Path(sys.executable).with_name("lifeos")), "up"]
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **settings})
    try:
        link = _link(said, process)
        yield Stack(url=link.split("#")[0], login_link=link)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        shutil.rmtree(data, ignore_errors=True)


def _link(said: Path, process: "subprocess.Popen[bytes]") -> str:
    end = time.monotonic() + READY_S
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"https?://\S+#login=\S+", said.read_text())
        if found:
            return found[0]
        time.sleep(0.2)
    raise AssertionError(f"the stack did not come up: {said.read_text()[-800:]}")


@pytest.fixture
def browser() -> Iterator[Browser]:
    """The browser that the product itself prints with."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, link: str, locale: str, width: int, height: int) -> Page:
    """A page in a fresh browser, logged in by the link. What it asks of other hosts fails the test."""
    context = browser.new_context(locale=locale, viewport={"width": width, "height": height})
    page = context.new_page()
    own = link.split("#")[0]
    page.on(
        "request", lambda request: None if request.url.startswith(own) else pytest.fail("a foreign request")
    )
    page.goto(link)
    expect(page.locator("#message")).to_be_visible()
    return page


def tell(page: Page, story: str) -> None:
    page.locator("#message").fill(story)
    page.keyboard.press("Enter")


def pdf_text(page: Page) -> str:
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile("PDF$")).click()
    content = Path(saved.value.path()).read_bytes()
    return "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)
