"""In a real browser: bring a CV, prepare, practise in the chat, keep a story, and tell how the interview went."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import (
    MADE_MS,
    PHONE,
    Installation,
    open_document,
    open_tab,
    pdf_text,
    preview,
    tell,
    visit,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

RESUME = {
    "basics": {"name": "Ana Pérez", "email": "ana.perez@example.com"},
    "work": [
        {
            "name": "Acme Retail",
            "position": "Data Analyst",
            "startDate": "2021-03",
            "highlights": ["Cut churn by 12%", "Won the lottery"],
        }
    ],
}
ADVERT = "Data Analyst\nNorthwind Ltd., Leeds\n\nWe are looking for an analyst for our team.\n\nRequirements\n- SQL\n- Power BI\n- Dashboards\n"


def bring(page: Page, tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    page.locator('input[type="file"]').first.set_input_files(path)


def test_what_somebody_brings_is_looked_over_and_becomes_a_cv(
    browser: Browser, house: Installation, tmp_path: Path
) -> None:
    page = visit(browser, house).page
    expect(page.get_by_text("Bring a CV or LinkedIn export")).to_be_visible()
    bring(page, tmp_path, "cv.json", json.dumps(RESUME))
    card = page.get_by_role("region", name="A file of yours")
    expect(card.get_by_role("status")).to_contain_text("This is what I understood of cv.json")
    card.get_by_role("checkbox", name=re.compile("lottery")).uncheck()
    card.get_by_role("button", name="That is right").click()
    expect(card.get_by_role("status")).to_contain_text("Kept: 4 things")
    page.get_by_role("button", name="Make my CV now").click()
    expect(preview(page).get_by_role("heading", name="Ana Pérez")).to_be_visible(timeout=MADE_MS)
    printed = pdf_text(page)

    assert "Cut churn by 12%" in printed
    assert "lottery" not in printed


def test_a_file_that_is_no_cv_says_what_to_do(browser: Browser, house: Installation, tmp_path: Path) -> None:
    page = visit(browser, house, "es", PHONE).page
    bring(page, tmp_path, "foto.txt", "hola")
    card = page.get_by_role("region", name="Un archivo tuyo")
    expect(card.get_by_role("status")).to_contain_text("No entendí nada sobre ti")
    card.get_by_role("button", name="Quitarlo de aquí").click()
    expect(card).to_be_hidden()
    bring(page, tmp_path, "oferta.txt", ADVERT)
    expect(card.get_by_role("status")).to_contain_text("es una oferta de trabajo")
    card.get_by_role("button", name="Guardar esta oferta").click()
    expect(card).to_be_hidden()
    page.get_by_role("button", name="Documentos", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("Data Analyst")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_practise_in_the_chat_keep_a_story_and_debrief(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    tell(
        page,
        "My name is Ana Pérez. I work as a data analyst at Acme Retail since March 2021. At Acme I cut customer churn by 12%. "
        "Make my CV.",
    )
    expect(preview(page).get_by_role("heading", name="Ana Pérez")).to_be_visible(timeout=MADE_MS)
    tell(page, "Prepare me for the interview.")
    practice = page.get_by_role("region", name="Practise")
    open_document(page, "Interview")
    open_tab(page, "Practise")
    practice.get_by_role("button", name="Practise in the chat").click()
    log = page.get_by_role("log")
    expect(log).to_contain_text("1/5:", timeout=MADE_MS)
    tell(page, "When our supplier failed in 2022, I found another one in 2 days and we lost no order.")
    expect(log).to_contain_text("2/5:", timeout=MADE_MS)
    tell(page, "stop")
    expect(log).to_contain_text("We stop here", timeout=MADE_MS)

    page.reload()
    open_document(page, "Interview")
    open_tab(page, "Practise")
    practice.get_by_text("1 of 5 answered").click()
    practice.get_by_role("button", name="Keep what is new as a story").click()
    practice.get_by_role("button", name="That is right").click()
    expect(practice.get_by_text("Kept.")).to_be_visible()

    practice.get_by_text("After the interview").click()
    practice.get_by_label("How did it go?").fill(
        "They asked about dashboards. I forgot to say that I trained 3 new analysts. The salary is 45k."
    )
    practice.get_by_role("button", name="Show what is new").click()
    expect(practice.get_by_text("Change my CV with it:")).to_be_visible()
    practice.get_by_role("button", name="That is right").click()
    expect(practice.get_by_text("Kept.")).to_have_count(2)


def test_a_file_may_be_dropped_onto_the_conversation(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    dropped = page.evaluate_handle(
        "(text) => { const moved = new DataTransfer(); moved.items.add(new File([text], 'cv.json')); return moved; }",
        json.dumps(RESUME),
    )
    page.get_by_role("region", name="Conversation").dispatch_event("drop", {"dataTransfer": dropped})
    card = page.get_by_role("region", name="A file of yours")
    expect(card.get_by_role("status")).to_contain_text("This is what I understood of cv.json")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(
    browser: Browser, house: Installation, tmp_path: Path
) -> None:
    page = visit(browser, house).page
    bring(page, tmp_path, "large.txt", "I worked. " * 600_000)
    expect(page.get_by_role("region", name="A file of yours")).to_contain_text("larger than 5 MB")
