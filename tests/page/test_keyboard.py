"""With the keyboard alone: talk, open the sources, correct, download, and find everything by its shortcut."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import MADE_MS, Installation, preview, text_of_pdf, visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

MOST_TABS = 120
STORY = "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from 2015 to 2020. Please make my CV."


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called so. What has the focus must be visible."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        label = page.evaluate(
            "(({activeElement: e}) => e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText)(document)"
        )
        if re.fullmatch(name, (label or "").strip()):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_the_keyboard_alone_is_enough(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    page.reload()
    expect(page.locator("#message")).to_be_visible()
    tab_to(page, "Skip to the message")
    page.keyboard.press("Enter")
    page.keyboard.type(STORY)
    page.keyboard.press("Enter")
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#message")).to_have_value(STORY)
    page.locator("#message").press("Control+a")
    page.keyboard.press("Delete")

    tab_to(page, "Sources")
    page.keyboard.press("Enter")
    tab_to(page, r"Ana Lopez\s+Your words")
    page.keyboard.press("Enter")
    expect(page.locator("mark")).to_have_text("Ana Lopez")
    page.keyboard.press("Shift+Escape")
    tab_to(page, "Edit")
    page.keyboard.press("Enter")
    tab_to(page, "Headline")
    page.keyboard.press("Control+a")
    page.keyboard.type("Emergency nurse")
    expect(page.get_by_text("Version 2 of 2")).to_be_visible()
    page.keyboard.press("Control+Shift+o")
    expect(page.locator("#message")).to_be_focused()
    tab_to(page, r"CV - Ana Lopez[\s\S]*")
    page.keyboard.press("Enter")
    tab_to(page, "Download PDF")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert "Emergency nurse" in text_of_pdf(Path(saved.value.path()).read_bytes())


def test_shortcuts_do_what_the_map_says_and_focus_comes_back(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    page.locator("#message").focus()
    page.keyboard.press("Control+/")
    keys = page.get_by_role("dialog", name="Keyboard")
    expect(keys.get_by_text("Ctrl + Shift + O")).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Shift+Escape")
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type("one line")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and another")
    expect(page.locator("#message")).to_have_value("one line\nand another")


def test_an_input_method_that_is_composing_sends_nothing(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    page.locator("#message").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "你", "selectionStart": 1, "selectionEnd": 1})
    session.send(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229}
    )
    expect(page.locator("#message")).to_have_value("你")
    session.send("Input.insertText", {"text": "你好"})
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("你好")
