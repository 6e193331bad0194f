"""Jobs and messages: what an advert asks for, each change taken or left, and one exact text that is approved and sent."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.mail_server import MailServer
from tests.page.browsing import MADE_MS, Installation, open_tab, pdf_text, preview, tell, visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

NURSE = "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from March 2015 to June 2020. I cut waiting times by 20%. "
ADVERT = (
    "Ward manager\nClinica Norte, Leeds\n\nRequirements\n- NMC registration\n- SAP\n\nNice to have\n- Spanish"
)


def add_advert(page: Page, text: str) -> None:
    jobs = page.get_by_role("region", name="Jobs")
    jobs.get_by_label("The advert, pasted").fill(text)
    jobs.get_by_role("button", name="Keep this job").click()


def test_a_pasted_advert_shows_what_the_words_bear_out_and_keeps_its_status(
    browser: Browser, house: Installation
) -> None:
    page = visit(browser, house).page
    tell(page, f"{NURSE} I have my NMC registration.")
    expect(page.locator("[data-speaker=antonio]")).to_be_visible(timeout=MADE_MS)
    jobs = page.get_by_role("region", name="Jobs")
    add_advert(page, "https://jobs.example.com/1")
    expect(jobs.get_by_role("alert")).to_contain_text("paste the text")
    expect(jobs.get_by_label("The advert, pasted")).to_have_value("https://jobs.example.com/1")
    add_advert(page, ADVERT)

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


def test_each_change_for_a_job_is_taken_or_left(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, f"{NURSE} I trained 12 junior nurses. I know Excel, SAP and Word. Make my CV.")
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    page.get_by_role("button", name="All documents").click()
    add_advert(page, ADVERT)
    folder = page.get_by_role("region", name="Jobs").get_by_role("listitem").filter(has_text="Ward manager")
    folder.locator("summary").click()
    folder.get_by_role("button", name="CV for this job").click()
    proposals = page.get_by_role("region", name="For this job")
    expect(proposals).to_be_visible(timeout=MADE_MS)
    before = proposals.get_by_role("button", name="Take it").count()
    proposals.get_by_role("button", name="Take it").first.click()
    expect(proposals.get_by_role("button", name="Take it")).to_have_count(before - 1, timeout=MADE_MS)
    printed = pdf_text(page)
    assert printed.index("SAP") < printed.index("Excel")
    base = next(one for one in visitor.documents("cv") if not one["job_id"])
    with visitor.api as client:
        untouched = client.get(f"/v1/deliverables/{base['id']}/content", params={"format": "txt"}).text
    assert untouched.index("Excel") < untouched.index("SAP")


def test_a_message_is_filled_in_approved_and_said_to_be_sent(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    tell(page, f"{NURSE} Please write a LinkedIn message to the hiring manager at Clinica Norte to apply.")
    desk = page.get_by_role("region", name="Message", exact=True)
    expect(desk.get_by_role("status")).to_contain_text(
        "Nothing is sent before you approve it", timeout=MADE_MS
    )
    text = desk.get_by_label("Text")
    expect(text).to_have_value(re.compile(r"\[their name\]"))
    expect(desk.get_by_role("button", name="Approve this exact text")).to_be_disabled()

    desk.get_by_label("Their name").fill("Maria Keller")
    text.fill(text.input_value().replace("[their name]", "Maria"))
    # What was typed survives a look at something else, and a reload.
    open_tab(page, "Sources")
    page.reload()
    expect(desk.get_by_label("Their name")).to_have_value("Maria Keller")
    desk.get_by_role("button", name="Save as a new version").click()
    desk.get_by_role("button", name="Approve this exact text").click()
    expect(desk.get_by_role("status")).to_contain_text("Approved, not sent")
    desk.get_by_role("button", name="I sent it").click()
    expect(text).to_be_disabled()
    expect(desk.get_by_role("status")).to_contain_text("Sent")
    page.reload()
    desk.get_by_role("button", name="They replied").click()
    expect(desk.get_by_text("They replied.")).to_be_visible()


def test_an_email_is_looked_at_again_approved_by_the_keyboard_and_sent(
    browser: Browser, house: Installation, page_post: MailServer
) -> None:
    page_post.mails.clear()
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, f"{NURSE} Write an e-mail to Maria Keller, maria@norte.example, at Clinica Norte to apply.")
    desk = page.get_by_role("region", name="Message", exact=True)
    approve = desk.get_by_role("button", name="Approve this exact text")
    expect(approve).to_be_enabled(timeout=MADE_MS)

    # Somewhere else the text is changed, while the sources are looked at: nothing can be approved before another look.
    open_tab(page, "Sources")
    mail = visitor.documents("email")[0]
    path = f"/v1/deliverables/{mail['id']}"
    document = visitor.read(f"{path}/versions/1")["document"]
    paragraphs = [*document["paragraphs"][:-1], "I can start on Monday.", document["paragraphs"][-1]]
    with visitor.api as client:
        changed = {"document": {**document, "paragraphs": paragraphs}}
        client.put(path, json=changed, headers={"If-Match": "1"}).raise_for_status()
    open_tab(page, "Message")
    expect(page.get_by_text("This text changed since you looked at it.")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("Monday")
    expect(approve).to_be_disabled()
    page.get_by_role("button", name="I have looked at it").click()
    expect(approve).to_be_enabled()
    page.keyboard.press("Control+Alt+Enter")
    expect(desk.get_by_role("status")).to_contain_text("Approved, not sent")
    assert page_post.mails == []
    desk.get_by_role("button", name="Send it now").click()
    expect(desk.get_by_role("status")).to_contain_text("Sent", timeout=MADE_MS)

    approved = visitor.read(path)["sha256"]
    assert [mail["To"] for mail in page_post.mails] == ["Maria Keller <maria@norte.example>"]
    assert "I can start on Monday." in page_post.mails[0].get_content()
    page.get_by_text("What was decided, and when").click()
    log = page.get_by_role("listitem").filter(has_text="approved")
    expect(log).to_contain_text(approved[:12])
    open_tab(page, "Versions")
    page.get_by_role("button", name="What is different from version 1").click()
    expect(page.locator("ins").filter(has_text="Monday")).to_be_visible()
