"""The page never guesses what somebody wants: only a button says so, and words are left to the router."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.page.browsing import MADE_MS, Installation, tell, visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def test_typed_words_carry_no_intent_and_buttons_do(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    sent: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if request.url.endswith("/v1/chat/stream"):
            sent.append(json.loads(request.post_data or "{}"))

    page.on("request", note)
    log = page.get_by_role("log")
    for text in (
        "My name is Ana Lopez. I was a nurse at La Paz since 2015.",
        "make my cv",
        "write an e-mail",
    ):
        tell(page, text)
        expect(log.get_by_text(text)).to_be_visible()
        expect(log).to_have_attribute("aria-busy", "false", timeout=MADE_MS)
    page.get_by_role("button", name="Make my CV now").first.click()
    expect(log).to_have_attribute("aria-busy", "false", timeout=MADE_MS)

    assert [one.get("intent") for one in sent] == [None, None, None, "cv"]
