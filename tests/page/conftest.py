"""One installation for the journeys that break nothing, and one browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.mail_server import MailServer, mail_server
from tests.page.browsing import CHROMIUM, Installation, installation


@pytest.fixture(scope="session")
def page_post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def house(page_post: MailServer) -> Iterator[Installation]:
    """An installation with a mail server, shared by people who do not know of one another."""
    with installation({**page_post.settings, "LIFEOS_RATE_TURNS": "600/minute"}) as running:
        yield running


@pytest.fixture
def browser() -> Iterator[Browser]:
    """The browser that the product itself prints with."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
