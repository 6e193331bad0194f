"""The page in a real browser: a link logs in, a story becomes a CV, a line of it shows the words, the PDF is read."""

import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

BUILT = Path(__file__).parents[1] / "web" / "dist"
CHROMIUM = "/usr/bin/chromium-headless-shell"
READY_S = 60.0
MADE_MS = 45_000


@dataclass(frozen=True)
class Stack:
    """A running installation with nobody's words in it, and the link that lets its first person in once."""

    url: str
    login_link: str = field(repr=False)


def base_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return 10_000 + probe.getsockname()[1] % 20_000


@pytest.fixture
def stack() -> Iterator[Stack]:
    if not (BUILT / "index.html").exists():
        pytest.skip("web/dist is missing: run deploy/build-page")
    # The database runs as an unprivileged user, who must be able to pass through the folder.
    data = Path(tempfile.mkdtemp(prefix="lifeos-page-", dir="/var/tmp"))
    data.chmod(0o711)
    said = data / "said"
    settings = {"LIFEOS_DATA": str(data), "LIFEOS_PORT": str(base_port()), "LIFEOS_WEB_FOLDER": str(BUILT)}
    with said.open("w") as output:
        command = [str(Path(sys.executable).with_name("lifeos")), "up"]
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **settings})
    try:
        link = _link(said, process)
        yield Stack(url=link.split("#")[0], login_link=link)
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


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, link: str, locale: str, width: int, height: int) -> Page:
    """A page in a fresh browser, logged in by the link. What it asks of other hosts fails the test."""
    context = browser.new_context(locale=locale, viewport={"width": width, "height": height})
    page = context.new_page()
    own = link.split("#")[0]
    page.on(
        "request", lambda request: None if request.url.startswith(own) else pytest.fail("a foreign request")
    )
    page.goto(link)
    expect(page.locator("#message")).to_be_visible()
    return page


def tell(page: Page, story: str) -> None:
    page.locator("#message").fill(story)
    page.keyboard.press("Enter")


def pdf_text(page: Page) -> str:
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile("PDF$")).click()
    content = Path(saved.value.path()).read_bytes()
    return "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(content)).pages)


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
    page.reload()
    jobs.get_by_text("Ward manager").click()
    expect(jobs.get_by_label("Where it stands")).to_have_value("interview")


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
