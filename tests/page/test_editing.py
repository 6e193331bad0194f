"""Edit in place: the form keeps versions by itself, shows them at once, and loses nothing."""

import os
import re
import signal
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.page.browsing import MADE_MS, Installation, Visitor, open_tab, preview, tell, text_of_pdf, visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

STORY = (
    "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from March 2015 to June 2020. I cut waiting times by 20%. "
    "I worked as a carer at Casa Sol from 2012 to 2014. I speak Spanish and English. Please make my CV."
)
KEPT = re.compile("Everything is kept")


def picture_of(width: int, height: int) -> bytes:
    """A PNG of one colour (RFC 2083: signature, header, data, end)."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80\x60\x40" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_cv(visitor: Visitor) -> str:
    """The id of a CV that stands open in the form."""
    tell(visitor.page, STORY)
    expect(preview(visitor.page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    open_tab(visitor.page, "Edit")
    return visitor.documents("cv")[0]["id"]


def printed(visitor: Visitor, document: str) -> str:
    with visitor.api as client:
        return text_of_pdf(
            client.get(f"/v1/deliverables/{document}/content", params={"format": "pdf"}).content
        )


def test_what_is_typed_shows_at_once_and_is_kept_as_a_version_that_can_be_undone(
    browser: Browser, house: Installation
) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    page.locator('[data-field="/basics/label"]').fill("Emergency nurse")
    expect(preview(page).get_by_text("Emergency nurse")).to_be_visible(timeout=1_000)
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_text("Version 2 of 2")).to_be_visible()
    assert "Emergency nurse" in printed(visitor, document)
    leaves = visitor.read(f"/v1/deliverables/{document}/versions/2/evidence")["leaves"]
    assert {leaf["status"] for leaf in leaves if leaf["pointer"] == "/basics/label"} == {"confirmed"}
    assert {leaf["status"] for leaf in leaves if leaf["pointer"] == "/basics/name"} == {"verbatim"}

    page.locator('[data-field="/basics/label"]').fill("Night nurse")
    expect(page.get_by_text("Version 3 of 3")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Version 4 of 4")).to_be_visible()
    assert "Emergency nurse" in printed(visitor, document)
    # Each press goes one step further back.
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Version 5 of 5")).to_be_visible()
    assert "Emergency nurse" not in printed(visitor, document)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_jobs_are_reordered_hidden_and_put_back(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    page.get_by_role("button", name="Move up: Casa Sol").click()
    expect(page.get_by_text("Version 2 of 2")).to_be_visible()
    text = printed(visitor, document)
    assert text.index("Casa Sol") < text.index("Hospital La Paz")

    page.get_by_role("group", name="Work 1").get_by_role("button", name="Hide").click()
    expect(page.get_by_text("Version 3 of 3")).to_be_visible()
    assert "Casa Sol" not in printed(visitor, document)
    hidden = page.get_by_role("region", name="Taken out of this CV")
    hidden.get_by_role("listitem").filter(has_text="Casa Sol").get_by_role("button").click()
    expect(page.get_by_text("Version 4 of 4")).to_be_visible()
    assert "Casa Sol" in printed(visitor, document)


def test_a_photo_is_off_until_it_is_chosen(browser: Browser, house: Installation, tmp_path: Path) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    assert preview(page).locator("img").count() == 0
    picture = page.get_by_label("Choose a photo")
    (tmp_path / "me.png").write_bytes(b"no picture")
    picture.set_input_files(tmp_path / "me.png")
    expect(page.get_by_text("This picture could not be read")).to_be_visible()
    (tmp_path / "me.png").write_bytes(picture_of(600, 400))
    picture.set_input_files(tmp_path / "me.png")
    expect(preview(page).locator("img.photo")).to_be_visible(timeout=MADE_MS)
    kept = visitor.read(f"/v1/deliverables/{document}/versions/2")["document"]
    assert kept["basics"]["image"].startswith("data:image/jpeg;base64,")
    assert visitor.read(f"/v1/deliverables/{document}")["ats"]["passed"]
    page.get_by_role("button", name="Take the photo out").click()
    expect(preview(page).locator("img")).to_have_count(0, timeout=MADE_MS)


def test_a_wrong_date_says_so_where_it_stands_and_a_reload_loses_nothing(
    browser: Browser, house: Installation
) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    start = page.locator('[data-field="/work/0/startDate"]')
    start.fill("last spring")
    expect(page.get_by_text("What you typed stays here")).to_be_visible()
    expect(start).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Write the date as 2020 or 2020-09")).to_be_visible()
    page.reload()
    open_tab(page, "Edit")
    expect(start).to_have_value("last spring")
    # As people write it; it becomes what machines read.
    start.fill("April 2015")
    page.keyboard.press("Tab")
    expect(start).to_have_value("2015-04")
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert visitor.read(f"/v1/deliverables/{document}/versions/2")["document"]["work"][0]["startDate"] == (
        "2015-04"
    )


def test_what_is_pressed_on_the_sheet_is_what_is_corrected(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    with_cv(visitor)
    page.get_by_role("button", name="Done").click()
    page.locator('[data-mark="/work/1/name"]').click()
    page.get_by_role("button", name="Correct it").click()
    expect(page.locator('[data-field="/work/1/name"]')).to_be_focused()
    # The keyboard goes on with the job that was moved.
    page.get_by_role("button", name="Move up: Casa Sol").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move down: Casa Sol")).to_be_focused()
    expect(page.locator('[data-field="/work/0/name"]')).to_have_value("Casa Sol")


@pytest.mark.parametrize(("decision", "label"), [("Keep mine", "Here"), ("Take the newest", "There")])
def test_who_edits_in_two_places_decides_what_stands(
    browser: Browser, house: Installation, decision: str, label: str
) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    path = f"/v1/deliverables/{document}"
    elsewhere = visitor.read(f"{path}/versions/1")["document"]
    elsewhere["basics"]["label"] = "There"
    # Both are typed before either is kept.
    page.locator('[data-field="/basics/label"]').fill("Here")
    with visitor.api as client:
        client.put(path, json={"document": elsewhere}, headers={"If-Match": "1"}).raise_for_status()
    page.get_by_role("button", name=decision).click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.locator('[data-field="/basics/label"]')).to_have_value(label)
    expect(page.get_by_role("button", name=decision)).to_have_count(0)
    assert label in printed(visitor, document)


def test_leaving_the_form_keeps_what_was_typed_at_once(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    page.locator('[data-field="/basics/label"]').fill("Emergency nurse")
    page.get_by_role("button", name="Done").click()
    expect(preview(page).get_by_text("Emergency nurse")).to_be_visible(timeout=MADE_MS)
    expect(page.get_by_text("Version 2 of 2")).to_be_visible()
    assert "Emergency nurse" in printed(visitor, document)


def test_typing_on_while_a_version_is_kept_is_no_conflict(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    # The printer stands still, so the first keeping takes longer than the pause after which the next begins.
    printer = house.pid_of("cv")
    os.kill(printer, signal.SIGSTOP)
    try:
        page.locator('[data-field="/basics/label"]').fill("First")
        page.wait_for_timeout(1_500)
        page.locator('[data-field="/basics/label"]').fill("Second")
        page.wait_for_timeout(1_500)
    finally:
        os.kill(printer, signal.SIGCONT)
    expect(page.get_by_text("Version 3 of 3")).to_be_visible(timeout=MADE_MS)
    expect(page.get_by_role("button", name="Keep mine")).to_have_count(0)
    assert "Second" in printed(visitor, document)


def test_an_earlier_version_is_looked_at_compared_and_restored(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = with_cv(visitor)
    page.locator('[data-field="/work/0/highlights"]').fill("Ran the night shift")
    expect(page.get_by_text("Version 2 of 2")).to_be_visible()
    open_tab(page, "Preview")
    expect(preview(page).get_by_text("Ran the night shift")).to_be_visible()
    page.get_by_role("button", name="Earlier version").click()
    expect(preview(page).get_by_text("20%")).to_be_visible()
    expect(page.get_by_text("You are looking at an earlier version.")).to_be_visible()
    open_tab(page, "Versions")
    page.get_by_role("button", name="What is different from version 1").click()
    expect(page.locator("ins").filter(has_text="night")).to_be_visible()
    page.get_by_role("button", name="Restore this version").first.click()
    expect(page.get_by_text("Version 3 of 3")).to_be_visible(timeout=MADE_MS)
    assert "20%" in printed(visitor, document)
