"""A real browser before a running installation: what the tests of the page share."""

import asyncio
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from lifeos.runtime.testing.openai_behaviours import Behaviour
from lifeos.runtime.testing.openai_stub import OpenAIStub

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "web" / "dist"
CHROMIUM = "/usr/bin/chromium-headless-shell"
READY_S = 60.0
MADE_MS = 45_000
WIDE, PHONE = (1280, 860), (390, 844)


@dataclass(frozen=True)
class Installation:
    """A running product with its page."""

    url: str
    login_link: str = field(repr=False)
    environment: Mapping[str, str] = field(repr=False)

    def new_key(self, label: str, scope: str = "user") -> str:
        """A key of somebody new."""
        done = subprocess.run(
            [_command(), "keys", "issue", label, "--scope", scope],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()[-1]

    def pid_of(self, service: str) -> int:
        """The process that is this service now."""
        lines = subprocess.run(
            [_command(), "status"], env=self.environment, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        return int(next(line for line in lines if line.startswith(service)).split()[2])


@dataclass(frozen=True)
class Visitor:
    """Somebody with a page open, and the API to ask what it left behind."""

    installation: Installation
    page: Page
    key: str = field(repr=False)

    @property
    def api(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.key}"}
        return httpx.Client(base_url=self.installation.url, headers=headers, timeout=30)

    def read(self, path: str, **query: Any) -> Any:
        """What the API says now. Raises for an error."""
        with self.api as client:
            return client.get(path, params=query).raise_for_status().json()

    def documents(self, kind: str) -> list[dict[str, Any]]:
        return self.read("/v1/deliverables", kind=kind)["items"]


def _command() -> str:
    return str(Path(sys.executable).with_name("lifeos"))


def base_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return 10_000 + probe.getsockname()[1] % 20_000


@contextmanager
def installation(settings: Mapping[str, str]) -> Generator[Installation]:
    """Everything that `make run` starts, for as long as it is needed."""
    if not (BUILT / "index.html").exists():
        pytest.skip("web/dist is missing: run deploy/build-page")
    # The database runs as an unprivileged user, who must be able to pass through the folder.
    data = Path(tempfile.mkdtemp(prefix="lifeos-page-", dir="/var/tmp"))
    data.chmod(0o711)
    said = data / "said"
    own = {"LIFEOS_DATA": str(data), "LIFEOS_PORT": str(base_port()), "LIFEOS_WEB_FOLDER": str(BUILT)}
    # Calls cost half a gigabyte and some seconds: only tests about them have them, by an empty reason.
    own["LIFEOS_VOICE_OFF"] = "this test has no calls."
    environment = {**os.environ, **own, **settings}
    with said.open("w") as output:
        process = subprocess.Popen([_command(), "up"], stdout=output, stderr=output, env=environment)
    try:
        link = _link(said, process)
        yield Installation(url=link.split("/#")[0], login_link=link, environment=environment)
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


@contextmanager
def models_that(act: Behaviour) -> Generator[dict[str, str]]:
    """Settings for a small model that behaves like this, served from a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    stub = OpenAIStub({"mini": act})
    asyncio.run_coroutine_threadsafe(stub.__aenter__(), loop).result(10)
    try:
        yield {
            "LIFEOS_LADDER_TALK": "mini,offline",
            "LIFEOS_LADDER_ROUTE": "offline",
            "LIFEOS_LADDER_LEARN": "offline",
            "LIFEOS_LADDER_WRITE_CV": "offline",
            "LIFEOS_LLM_MINI_MODEL": "mini",
            "LIFEOS_LLM_MINI_API_BASE": stub.base,
            "LIFEOS_LLM_MINI_LANE": "openai",
            "LIFEOS_LLM_MINI_TIMEOUT_S": "60",
        }
    finally:
        asyncio.run_coroutine_threadsafe(stub.__aexit__(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def visit(
    browser: Browser,
    house: Installation,
    locale: str = "en",
    size: tuple[int, int] = WIDE,
    key: str = "",
    **context: Any,
) -> Visitor:
    """A fresh browser, logged in with a key and past the welcome. What it asks of other hosts fails the test."""
    key = key or house.new_key(locale)
    opened = browser.new_context(
        locale=locale, viewport={"width": size[0], "height": size[1]}, base_url=house.url, **context
    )
    page = opened.new_page()
    page.on(
        "request",
        lambda request: None if request.url.startswith(house.url) else pytest.fail("a foreign request"),
    )
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    opened.request.post("/v1/login", data={"key": key})
    page.goto("/")
    message, agree = page.locator("#message"), page.locator("main .main-button")
    expect(message.or_(agree).first).to_be_visible()
    if not message.is_visible():
        for _ in range(3):
            agree.last.click()
    expect(message).to_be_visible()
    return Visitor(house, page, key)


def tell(page: Page, story: str) -> None:
    page.locator("#message").fill(story)
    page.keyboard.press("Enter")


def preview(page: Page) -> Any:
    """The printed document inside its frame."""
    return page.frame_locator("iframe")


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_document(page: Page, title: str) -> None:
    """Show the document with this title, once it is made."""
    shelf = page.get_by_role("button", name=re.compile("All documents|Todos los documentos"))
    card = page.get_by_label("Documents").get_by_role("button", name=re.compile(f"{title}.*Open")).first
    expect(shelf.or_(card).first).to_be_visible(timeout=MADE_MS)
    if shelf.count():
        shelf.click()
    expect(card).to_be_visible(timeout=MADE_MS)
    card.click()


def pdf_text(page: Page) -> str:
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile("PDF$")).click()
    return text_of_pdf(Path(saved.value.path()).read_bytes())


def text_of_pdf(content: bytes) -> str:
    return "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)
