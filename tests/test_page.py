"""The page in a real browser: a link logs in, a story becomes a CV, a line of it shows the words, the PDF is read."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import MADE_MS, Stack, opened, pdf_text, tell

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_a_story_becomes_a_cv_whose_lines_show_their_words(stack: Stack, browser: Browser) -> None:
    page = opened(browser, stack.login_link, "en", 1280, 800)
    assert "login" not in page.url
    tell(
        page,
        "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from March 2015 to June 2020. "
        "I cut waiting times by 20%. Please make my CV.",
    )
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)

    page.locator('[data-pointer="/basics/name"] button').click()
    expect(page.locator("mark")).to_have_text("Ana Lopez")
    expect(page.locator("blockquote")).to_contain_text("My name is Ana Lopez")
    assert "Ana Lopez" in pdf_text(page)

    page.reload()
    expect(page.get_by_role("log")).to_contain_text("My name is Ana Lopez")
    expect(preview.get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)


def test_a_phone_speaks_spanish_and_opens_the_cv_as_a_sheet(stack: Stack, browser: Browser) -> None:
    page = opened(browser, stack.login_link, "es", 390, 844)
    page.get_by_text("Los dos", exact=True).click()
    tell(
        page,
        "Me llamo Ana López 😀. Trabajé como enfermera en el Hospital La Paz de 2015 a 2020. Hazme el CV.",
    )

    expect(page.get_by_role("button", name=re.compile("Abrir$"))).to_be_visible(timeout=MADE_MS)
    expect(page.locator("[data-speaker=mariana]")).to_be_visible()
    expect(page.locator("[data-speaker=antonio]")).to_be_visible()
    page.get_by_role("button", name="Tu CV", exact=True).click()
    sheet = page.get_by_role("dialog", name="Documentos")
    expect(sheet.get_by_text("Hecho con tus palabras, sin modelo de IA")).to_be_visible()
    # The emoji is one character of the message and two of the browser's: the right words stay marked.
    sheet.locator('[data-pointer="/work/0/name"] button').click()
    expect(sheet.locator("mark")).to_have_text("Hospital La Paz")
    assert "Ana López" in pdf_text(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_used_link_asks_for_the_key(stack: Stack, browser: Browser) -> None:
    opened(browser, stack.login_link, "en", 1280, 800)
    second = browser.new_context(locale="pt").new_page()
    second.goto(stack.login_link)
    expect(second.get_by_role("alert")).to_contain_text("já foi usado")
    expect(second.get_by_label("Sua chave")).to_be_focused()


def test_a_pasted_advert_shows_what_the_words_bear_out_and_keeps_its_status(
    stack: Stack, browser: Browser
) -> None:
    page = opened(browser, stack.login_link, "en", 1280, 800)
    tell(
        page,
        "My name is Ana Lopez. I was a nurse at Hospital La Paz from 2015 to 2020. I have my NMC registration.",
    )
    expect(page.locator("[data-speaker=antonio]")).to_be_visible(timeout=MADE_MS)

    jobs = page.get_by_role("region", name="Jobs")
    advert = jobs.get_by_label("The advert, pasted")
    advert.fill("https://jobs.example.com/1")
    jobs.get_by_role("button", name="Keep this job").click()
    expect(jobs.get_by_role("alert")).to_contain_text("paste the text")
    expect(advert).to_have_value("https://jobs.example.com/1")
    advert.fill(
        "Ward manager\nClinica Norte, Leeds\n\nRequirements\n- NMC registration\n- SAP\n\nNice to have\n- Spanish"
    )
    jobs.get_by_role("button", name="Keep this job").click()

    folder = jobs.get_by_role("listitem").filter(has_text="Ward manager")
    folder.locator("summary").click()
    expect(folder.get_by_text("I have my NMC registration")).to_be_visible()
    expect(folder.get_by_text("Not said yet")).to_be_visible()
    folder.get_by_label("Where it stands").select_option("interview")
    folder.get_by_label("Next step").fill("Call Maria")
    folder.get_by_label("On which day").fill("2026-12-01")
    expect(folder.get_by_label("On which day")).to_have_value("2026-12-01")
    page.reload()
    jobs.get_by_text("Ward manager").click()
    expect(jobs.get_by_label("Where it stands")).to_have_value("interview")
    expect(jobs.get_by_label("Next step")).to_have_value("Call Maria")
    expect(jobs.get_by_label("On which day")).to_have_value("2026-12-01")


def test_a_message_is_filled_in_approved_and_said_to_be_sent(stack: Stack, browser: Browser) -> None:
    page = opened(browser, stack.login_link, "en", 1280, 900)
    tell(
        page,
        "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from March 2015 to June 2020. I cut waiting times by 20%. "
        "Please write a LinkedIn message to the hiring manager at Clinica Norte to apply.",
    )
    desk = page.get_by_role("region", name="Message", exact=True)
    expect(desk.get_by_role("status")).to_contain_text(
        "Nothing is sent before you approve it", timeout=MADE_MS
    )
    text = desk.get_by_label("Text")
    expect(text).to_have_value(re.compile(r"\[their name\]"))
    expect(desk.get_by_role("button", name="Approve this exact text")).to_be_disabled()

    desk.get_by_label("Their name").fill("Maria Keller")
    text.fill(text.input_value().replace("[their name]", "Maria"))
    desk.get_by_role("button", name="Save as a new version").click()
    desk.get_by_role("button", name="Approve this exact text").click()
    expect(desk.get_by_role("status")).to_contain_text("Approved, not sent")
    desk.get_by_role("button", name="I sent it").click()
    expect(desk.get_by_role("status")).to_contain_text("Sent")
    page.reload()
    desk.get_by_role("button", name="They replied").click()
    expect(desk.get_by_text("They replied.")).to_be_visible()
