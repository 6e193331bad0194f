"""Somebody new: from the link to a CV whose every line shows the words it came from."""

import re

import pytest
from playwright.sync_api import Browser, expect

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

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

STORY = (
    "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from March 2015 to June 2020. "
    "I cut waiting times by 20%. Please make my CV."
)


def test_a_link_welcomes_in_three_steps_once_and_works_once(browser: Browser, house: Installation) -> None:
    context = browser.new_context(locale="pt")
    page = context.new_page()
    page.goto(house.login_link)
    expect(page.get_by_role("heading", name="Do que você precisa primeiro?")).to_be_focused()
    page.get_by_text("Tenho uma entrevista em breve").click()
    page.get_by_role("button", name="Avançar").click()
    page.get_by_role("radio", name=re.compile("^Mariana")).check()
    page.get_by_role("button", name="Avançar").click()
    expect(page.get_by_text("suas palavras não saem desta instalação")).to_be_visible()
    page.get_by_role("button", name="Concordo, começar").click()
    expect(page.locator("#message")).to_be_visible()
    expect(page.get_by_role("button", name="Prepare-me para uma entrevista como …")).to_be_visible()

    assert "login" not in page.url
    me = context.request.get(f"{house.url}/v1/me").json()
    assert (me["goal"], me["persona"], me["locale"]) == ("interview", "mariana", "pt")
    page.reload()
    expect(page.locator("#message")).to_be_visible()
    expect(page.get_by_role("radio", name="Mariana")).to_be_checked()

    second = browser.new_context(locale="pt").new_page()
    second.goto(house.login_link)
    expect(second.get_by_role("alert")).to_contain_text("já foi usado")
    expect(second.get_by_label("Sua chave")).to_be_focused()


def test_a_story_becomes_a_cv_whose_lines_show_their_words(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, STORY)
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)

    # On the printed sheet itself: what is underlined opens its source.
    page.locator('[data-mark="/work/0/name"]').click()
    source = page.get_by_role("region", name="Where it comes from")
    expect(source.locator("mark")).to_have_text("Hospital La Paz")
    source.get_by_role("button", name="Close").click()
    # And in the list, which the keyboard and a screen reader reach.
    open_tab(page, "Sources")
    page.locator('[data-pointer="/basics/name"] button').click()
    expect(page.locator("mark")).to_have_text("Ana Lopez")
    expect(page.locator("blockquote")).to_contain_text("My name is Ana Lopez")
    assert "Ana Lopez" in pdf_text(page)

    page.reload()
    expect(page.get_by_role("log")).to_contain_text("My name is Ana Lopez")
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    cv = visitor.documents("cv")[0]
    with visitor.api as client:
        assert "20%" in client.get(f"/v1/deliverables/{cv['id']}/content", params={"format": "txt"}).text


def test_a_phone_speaks_spanish_and_opens_the_cv_as_a_sheet(browser: Browser, house: Installation) -> None:
    page = visit(browser, house, "es", PHONE).page
    page.get_by_text("Los dos", exact=True).click()
    tell(
        page,
        "Me llamo Ana López 😀. Trabajé como enfermera en el Hospital La Paz de 2015 a 2020. Hazme el CV.",
    )

    expect(page.get_by_role("button", name=re.compile("Abrir$"))).to_be_visible(timeout=MADE_MS)
    expect(page.locator("[data-speaker=mariana]")).to_be_visible()
    expect(page.locator("[data-speaker=antonio]")).to_be_visible()
    page.get_by_role("button", name="Documentos", exact=True).click()
    sheet = page.get_by_role("dialog", name="Documentos")
    expect(sheet.get_by_text("Hecho con tus palabras, sin modelo de IA")).to_be_visible()
    # The emoji is one character of the message and two of the browser's: the right words stay marked.
    page.locator('[data-mark="/work/0/name"]').click()
    expect(sheet.locator("mark")).to_have_text("Hospital La Paz")
    assert "Ana López" in pdf_text(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # Back closes what was opened, and does not leave the conversation.
    page.go_back()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("log")).to_contain_text("Hospital La Paz")


def test_what_was_told_can_be_corrected_and_taken_back(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, STORY)
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    page.get_by_role("button", name="What I know about you").click()
    known = page.get_by_role("dialog", name="What I know about you")
    fact = known.get_by_role("listitem").filter(has_text="Hospital La Paz · nurse")
    fact.locator("summary").click()
    expect(fact.get_by_text("Used in: CV")).to_be_visible()
    fact.get_by_role("button", name="Correct it").click()
    fact.get_by_label("From").fill("spring")
    fact.get_by_role("button", name="Keep the correction").click()
    expect(fact.get_by_role("alert")).to_contain_text("write the date as 2020")
    fact.get_by_label("From").fill("2015-03")
    fact.get_by_label("Position").fill("head nurse")
    fact.get_by_role("button", name="Keep the correction").click()
    expect(known.get_by_text("head nurse")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    result = known.get_by_role("listitem").filter(has_text="waiting times")
    result.locator("summary").click()
    result.get_by_role("button", name="Take it back").click()
    expect(result).to_be_hidden()
    known.get_by_role("button", name="Close").click()

    page.get_by_role("button", name="Bring it up to date").click()
    expect(preview(page).get_by_text("Head nurse").first).to_be_visible(timeout=MADE_MS)
    printed = pdf_text(page)
    assert "Head nurse" in printed
    assert "waiting" not in printed


def test_conversations_are_found_named_and_removed(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, "My name is Ana Lopez. I worked as a nurse.")
    expect(page.locator("[data-speaker]").first).to_be_visible(timeout=MADE_MS)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("[data-speaker]")).to_have_count(0)
    tell(page, "I also bake bread for a living since 2021.")
    expect(page.locator("[data-speaker]").first).to_be_visible(timeout=MADE_MS)

    rail = page.get_by_role("navigation", name="Conversations")
    rail.get_by_role("button", name=re.compile("Rename: I also bake")).click()
    rail.get_by_label("Rename", exact=True).fill("Bakery")
    page.keyboard.press("Enter")
    expect(rail.get_by_role("button", name="Bakery", exact=True)).to_be_visible()
    rail.get_by_role("searchbox").fill("nurse")
    expect(rail.get_by_role("button", name="Bakery", exact=True)).to_be_hidden()
    rail.get_by_role("searchbox").fill("bread")
    expect(rail.get_by_role("button", name="Bakery", exact=True)).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    rail.get_by_role("button", name="Remove: Bakery").click()
    expect(rail.get_by_role("button", name="Bakery", exact=True)).to_be_hidden()
    assert [one["title"] for one in visitor.read("/v1/sessions")["items"]] == [
        "My name is Ana Lopez. I worked as a nurse."
    ]


def test_a_thumb_and_words_are_kept_for_a_reply_and_a_document(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, STORY)
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    page.get_by_role("log").get_by_role("button", name="This is good").click()
    expect(page.get_by_role("log").get_by_role("button", name="This is good")).to_have_attribute(
        "aria-pressed", "true"
    )
    panel = page.get_by_label("Documents")
    panel.get_by_role("button", name="This is not good").click()
    panel.get_by_label("What should be different?").fill("Too short")
    page.keyboard.press("Enter")
    expect(panel.get_by_text("Thank you, it is noted.")).to_be_visible()
    given = visitor.read("/v1/feedback")["items"]
    assert sorted((one["rating"], one["text"], one["turn_id"] is None) for one in given) == [
        ("down", "Too short", True),
        ("up", "", False),
    ]


def test_a_new_browser_in_a_new_conversation_has_everything(browser: Browser, house: Installation) -> None:
    first = visit(browser, house)
    tell(first.page, STORY)
    expect(preview(first.page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    tell(first.page, "Prepare me for the interview.")
    expect(first.page.get_by_role("heading", name="Interview pack").first).to_be_visible(timeout=MADE_MS)
    tell(first.page, "Write an e-mail to Maria Keller at Clinica Norte to apply.")
    expect(first.page.get_by_role("heading", name=re.compile("E-mail to Maria"))).to_be_visible(
        timeout=MADE_MS
    )

    page = visit(browser, house, key=first.key).page
    shelf = page.get_by_label("Documents")
    for title in ("CV - Ana Lopez", "Interview pack", "E-mail to Maria Keller"):
        expect(shelf.get_by_role("button", name=re.compile(title))).to_be_visible()
    shelf.get_by_role("button", name=re.compile("CV - Ana Lopez")).click()
    assert "20%" in pdf_text(page)


def test_what_is_looked_at_stays_while_the_talk_goes_on(browser: Browser, house: Installation) -> None:
    page = visit(browser, house).page
    tell(page, STORY)
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    tell(page, "Write an e-mail to Maria Keller at Clinica Norte to apply.")
    expect(page.get_by_role("heading", name=re.compile("E-mail to Maria"))).to_be_visible(timeout=MADE_MS)
    open_document(page, "CV - Ana Lopez")
    tell(page, "I speak English and French.")
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false", timeout=MADE_MS)
    expect(page.get_by_role("heading", name="CV - Ana Lopez")).to_be_visible()


def test_a_conversation_that_was_removed_is_no_longer_there(browser: Browser, house: Installation) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, "My name is Ana Lopez. I worked as a nurse.")
    expect(page.locator("[data-speaker]").first).to_be_visible(timeout=MADE_MS)
    address = page.url
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=re.compile("^Remove: ")).click()
    expect(page.locator("[data-speaker]")).to_have_count(0)
    page.goto(address)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("no longer there")
    expect(page.get_by_role("textbox", name="Your message")).to_have_count(0)


def test_the_account_is_set_up_keys_come_and_go_and_everything_is_erased(
    browser: Browser, house: Installation
) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    tell(page, STORY)
    expect(preview(page).get_by_role("heading", name="Ana Lopez")).to_be_visible(timeout=MADE_MS)
    page.get_by_role("button", name="You and your data").click()
    account = page.get_by_role("dialog", name="You and your data")
    account.get_by_label("Appearance").select_option("dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(19, 21, 19)")
    account.get_by_label("Appearance").select_option("light")
    expect(page.locator("body")).to_have_css("background-color", "rgb(250, 249, 246)")
    account.get_by_role("button", name="Make a key").click()
    made = account.locator("code.select-all").inner_text()
    assert made.startswith("lo_")
    page.once("dialog", lambda dialog: dialog.accept())
    account.get_by_role("listitem").filter(has_text=made[:11]).get_by_role("button").click()
    expect(account.get_by_role("listitem").filter(has_text=made[:11])).to_have_count(0)
    with page.expect_download() as saved:
        account.get_by_role("link", name="Take my data (ZIP)").click()
    assert saved.value.suggested_filename == "life-os-export.zip"
    account.get_by_label("Language").select_option("es")
    expect(page.get_by_role("dialog", name="Tú y tus datos")).to_be_visible()
    page.get_by_text("Borrar todo").first.click()
    page.get_by_label(re.compile("No hay vuelta atrás")).fill("borrar")
    page.get_by_role("button", name="Borrar todo").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile("Comprobante [0-9a-f-]{36}"))
    expect(page.locator("#key")).to_be_visible()
    with visitor.api as client:
        assert client.get("/v1/me").status_code == 401
