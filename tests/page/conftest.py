"""One installation for the journeys that break nothing, and one browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from lifeos.runtime.testing.servers import free_port
from tests.mail_server import MailServer, mail_server
from tests.page.browsing import CHROMIUM, Installation, installation


@pytest.fixture(scope="session")
def page_post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def other_port() -> int:
    """The port of another front end, whose origin may call."""
    return free_port()


@pytest.fixture(scope="session")
def house(page_post: MailServer, other_port: int) -> Iterator[Installation]:
    """An installation with a mail server, shared by people who do not know of one another."""
    more = {
        "LIFEOS_RATE_TURNS": "600/minute",
        "LIFEOS_CORS_ORIGINS": f"http://127.0.0.1:{other_port}",
    }
    with installation({**page_post.settings, **more}) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser that the product itself prints with; every visitor has a context of their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
