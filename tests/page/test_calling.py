"""A call from the page: real Chromium with a microphone that beeps, a real LiveKit server, and somebody who plays the agent."""

import re
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from tests.page.browsing import PHONE, Installation, base_port, installation, tell, visit
from tests.page.calls import (
    AGENT_IS_HEARD,
    SEEN_S,
    StandIn,
    Where,
    bar,
    caller,
    hang_up,
    in_call,
    launched,
    livekit,
    microphone_of,
    session_of,
    until,
)
from tests.page.test_views import PICTURES, violations

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
NUMBER = "+34 911 23 45 67"
NO_AUDIO = "No audio is stored; what is said is written down here."


@pytest.fixture(scope="module")
def house() -> Iterator[Installation]:
    port = base_port()
    with (
        livekit(f"http://127.0.0.1:{port}") as settings,
        installation(
            {
                **settings,
                "LIFEOS_PORT": str(port),
                "LIFEOS_RATE_TURNS": "600/minute",
                "LIFEOS_SIP_NUMBERS": NUMBER,
            }
        ) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def agent(house: Installation) -> Iterator[StandIn]:
    with StandIn(house) as standing:
        yield standing


@pytest.fixture(scope="module")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """Its microphone beeps, and is allowed without asking."""
    with launched(chromium, *MICROPHONE) as browser:
        yield browser


def test_without_calls_there_is_no_button(browser: Browser, house: Installation, agent: StandIn) -> None:
    agent.possible = "off: no LiveKit server was found."
    time.sleep(2.1)  # The gateway asks every two seconds.
    try:
        page = visit(browser, house, permissions=["microphone"]).page
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-call]")).to_have_count(0)
        page.keyboard.press("Control+/")
        expect(page.get_by_text("Copy the last answer")).to_be_visible()
        expect(page.get_by_role("dialog").get_by_text("Call", exact=True)).to_have_count(0)
    finally:
        agent.possible = "ok"
        time.sleep(2.1)


def test_a_call_connects_is_heard_and_shows_what_both_say(
    browser: Browser, house: Installation, agent: StandIn
) -> None:
    visitor = caller(browser, house)
    page = visitor.page
    page.keyboard.press("Control+Shift+L")
    where = Where(UUID(visitor.read("/v1/me")["id"]), session_of(page), uuid4())
    expect(bar(page).get_by_text(NO_AUDIO)).to_be_visible()
    room = agent.join(where.session)
    agent.starts(where)
    agent.stands(where, agent="speaking")
    expect(bar(page).get_by_text("Antonio is speaking")).to_be_visible()
    page.wait_for_function(AGENT_IS_HEARD, timeout=SEEN_S * 1000)
    level = bar(page).get_by_role("meter")
    page.wait_for_function(
        "e => Number(e.ariaValueNow) > 0", arg=level.element_handle(), timeout=SEEN_S * 1000
    )

    before = bar(page).bounding_box()
    agent.captions(where, "antonio", "a1", "Hello, where did you work?", final=True)
    agent.captions(where, "person", "p1", "I worked as")
    agent.captions(where, "person", "p1", "I worked as a nurse " + "at Hospital La Paz " * 12)
    expect(bar(page).locator("[data-caption=antonio]")).to_contain_text("where did you work")
    expect(bar(page).locator("[data-caption=person]")).to_contain_text(
        "You: I worked as a nurse at Hospital La Paz"
    )
    assert bar(page).bounding_box() == before
    expect(bar(page).locator("[aria-live]")).to_have_text("Antonio: Hello, where did you work?")
    agent.speaks(where, "mariana")
    agent.stands(where, agent="thinking", problem="I do not hear you well.")
    expect(bar(page).get_by_text("Mariana is thinking")).to_be_visible()
    expect(bar(page).get_by_text("I do not hear you well.")).to_be_visible()

    agent.says(
        where, "I worked as a nurse.", "Good. And since when do you work there?", heard="Good. And since"
    )
    log = page.get_by_role("log")
    expect(log.get_by_text("I worked as a nurse.")).to_be_visible()
    expect(log.get_by_text("Interrupted here.")).to_be_visible()
    expect(log.locator("[data-speaker=antonio]")).to_have_count(1)
    agent.leave(room)
    hang_up(page)
    until(lambda: agent.people_in(where.session) == 0)
    agent.ends(where, "left", seconds=171, cost_usd=0.014)
    expect(log.locator("[data-past-call]")).to_have_text(
        re.compile(r"Call with Antonio, 3 min\. No audio was stored\. It cost \$0\.014")
    )


def test_muted_is_muted_and_held_is_heard(browser: Browser, house: Installation, agent: StandIn) -> None:
    visitor = caller(browser, house)
    page = visitor.page
    where = in_call(visitor, agent)
    room = agent.join(where.session)
    track = until(lambda: microphone_of(room))
    assert not track.muted
    # Others hear a microphone before its button is drawn, and keys do what a button does that is there.
    expect(page.get_by_role("button", name="Mute", exact=True)).to_be_visible()
    page.keyboard.press("Control+Shift+M")
    until(lambda: track.muted)
    page.get_by_role("button", name="Unmute").click()
    until(lambda: not track.muted)

    page.get_by_role("button", name="Hold to talk").click()
    until(lambda: track.muted)
    page.keyboard.down("Space")
    until(lambda: not track.muted)
    page.keyboard.up("Space")
    until(lambda: track.muted)
    page.get_by_role("button", name="Hold and talk").hover()
    page.mouse.down()
    until(lambda: not track.muted)
    page.mouse.up()
    until(lambda: track.muted)
    page.locator("#message").focus()
    page.keyboard.type("a b")
    expect(page.locator("#message")).to_have_value("a b")
    assert track.muted
    page.get_by_label("Microphone", exact=True).select_option(index=1)
    page.get_by_role("button", name="Hold to talk").click()
    until(lambda: not track.muted)
    hang_up(page)
    until(lambda: not room.remote_participants)


def test_what_was_said_in_a_call_stands_after_what_was_typed_before(
    browser: Browser, house: Installation, agent: StandIn
) -> None:
    visitor = caller(browser, house)
    page = visitor.page
    tell(page, "My name is Ana Lopez.")
    log = page.get_by_role("log")
    expect(log.locator("[data-speaker]").first).to_be_visible()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    where = in_call(visitor, agent)
    agent.says(
        where, "And I live in Leeds.", "Good to know. What else is there to tell?", heard="Good to know."
    )
    expect(log.get_by_text("Good to know.")).to_be_visible()
    words = log.inner_text()
    assert words.index("My name is Ana") < words.index("And I live in Leeds.") < words.index("Good to know.")
    assert "Good to know." in log.locator("[data-speaker]").last.inner_text()
    hang_up(page)


def test_the_call_goes_on_beside_another_conversation(
    browser: Browser, house: Installation, agent: StandIn
) -> None:
    visitor = caller(browser, house)
    page = visitor.page
    where = in_call(visitor, agent)
    page.get_by_role("button", name="New conversation").click()
    expect(page).not_to_have_url(re.compile("#c="))
    agent.captions(where, "antonio", "a1", "Are you still there?", final=True)
    expect(bar(page).locator("[data-caption]")).to_contain_text("Are you still there?")
    page.get_by_role("button", name="Back to the call").click()
    assert session_of(page) == where.session
    expect(page.get_by_role("button", name="Back to the call")).to_be_hidden()
    page.goto(f"/#c={uuid4()}")
    expect(page.get_by_role("alert").first).to_be_visible()
    assert agent.people_in(where.session) == 1
    page.close()
    until(lambda: agent.people_in(where.session) == 0)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("budget", "what may be spent on calls is used up"),
        ("too_long", "as long as a call may be"),
        ("silent", "nobody had spoken"),
        ("failed", "broke on our side"),
    ],
)
def test_how_a_call_ended_is_said(
    browser: Browser, house: Installation, agent: StandIn, reason: str, sentence: str
) -> None:
    visitor = caller(browser, house)
    page = visitor.page
    where = in_call(visitor, agent)
    agent.ends(where, reason)
    expect(bar(page).get_by_role("alert")).to_contain_text(sentence)
    until(lambda: agent.people_in(where.session) == 0)
    bar(page).get_by_role("button", name="Call again").click()
    until(lambda: agent.connected_in(where.session) == 1)
    agent.drop(where.session)
    expect(bar(page).get_by_role("alert")).to_contain_text("The call has ended.")
    hang_up(page)
    expect(page.locator("[data-call]")).to_be_focused()


def test_another_tab_takes_the_call_over(browser: Browser, house: Installation, agent: StandIn) -> None:
    visitor = caller(browser, house)
    where = in_call(visitor, agent)
    other = visitor.page.context.new_page()
    other.goto(visitor.page.url)
    other.locator("[data-call]").click()
    expect(bar(visitor.page)).to_contain_text("The call goes on in another tab")
    agent.stands(where, agent="listening")
    expect(bar(other).get_by_text("is listening")).to_be_visible()
    bar(visitor.page).get_by_role("button", name="Go on here").click()
    expect(bar(other)).to_contain_text("The call goes on in another tab")
    hang_up(other)
    hang_up(visitor.page)


def test_who_waits_long_is_told_that_the_lines_may_be_busy(
    browser: Browser, house: Installation, agent: StandIn
) -> None:
    page = caller(browser, house).page
    page.locator("[data-call]").click()
    busy = bar(page).get_by_text("Nobody has answered yet")
    expect(busy).to_be_attached()
    assert busy.evaluate("one => one.clientHeight") == 0, "it is said before anybody could have answered"
    page.wait_for_function("one => one.clientHeight > 0", arg=busy.element_handle(), timeout=20_000)
    hang_up(page)


def test_a_refused_microphone_is_explained(
    chromium: BrowserType, house: Installation, agent: StandIn
) -> None:
    with launched(chromium, MICROPHONE[0], f"{MICROPHONE[1]}=deny") as browser:
        page = caller(browser, house).page
        page.locator("[data-call]").click()
        expect(bar(page).get_by_role("alert")).to_contain_text("The microphone is not allowed.")
        assert "#c=" not in page.url
        hang_up(page)
        tell(page, "My name is Ana Lopez.")
        expect(page.get_by_role("log").locator("[data-speaker]").first).to_be_visible()


def test_without_a_microphone_that_is_said(
    chromium: BrowserType, house: Installation, agent: StandIn
) -> None:
    with launched(chromium, MICROPHONE[1]) as browser:
        page = caller(browser, house).page
        page.locator("[data-call]").click()
        expect(bar(page).get_by_role("alert")).to_contain_text("No microphone was found.")


def test_a_microphone_that_gives_nothing_is_noticed(
    chromium: BrowserType, house: Installation, agent: StandIn, tmp_path: Path
) -> None:
    silence = tmp_path / "silence.wav"
    with wave.open(str(silence), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(48_000)
        written.writeframes(bytes(48_000 * 4))
    with launched(chromium, *MICROPHONE, f"--use-file-for-fake-audio-capture={silence}") as browser:
        visitor = caller(browser, house)
        where = in_call(visitor, agent)
        expect(bar(visitor.page)).to_contain_text("You were not heard.", timeout=10_000)
        visitor.page.get_by_role("button", name="Mute").click()
        expect(bar(visitor.page)).not_to_contain_text("You were not heard.")
        assert agent.people_in(where.session) == 1


def test_a_language_that_calls_do_not_hear_is_said_in_it(
    browser: Browser, house: Installation, agent: StandIn
) -> None:
    page = caller(browser, house, locale="es").page
    page.locator("[data-call]").click()
    expect(bar(page).get_by_role("alert")).to_contain_text("Aquí las llamadas solo entienden inglés.")
    tell(page, "Me llamo Ana López.")
    expect(page.get_by_role("log").locator("[data-speaker]").first).to_be_visible()


def test_who_rather_calls_by_telephone_gets_a_number_and_digits(
    browser: Browser, house: Installation, agent: StandIn
) -> None:
    visitor = caller(browser, house)
    page = visitor.page
    where = in_call(visitor, agent)
    bar(page).get_by_role("button", name="By telephone").click()
    until(lambda: agent.people_in(where.session) == 0)
    digits = bar(page).locator("[data-pin]")
    expect(digits).to_have_text(re.compile(r"^\d{6}$"))
    assert bar(page).get_by_role("link", name=NUMBER).get_attribute("href") == "tel:+34911234567"
    expect(bar(page)).to_contain_text("They work once, until")
    assert session_of(page) == where.session
    for _ in range(4):
        before = digits.inner_text()
        bar(page).get_by_role("button", name="New digits").click()
        expect(digits).not_to_have_text(before)
    before = digits.inner_text()
    bar(page).get_by_role("button", name="New digits").click()
    expect(bar(page).get_by_role("alert")).to_be_visible()
    expect(digits).to_have_text(before)
    hang_up(page)
    expect(page.locator("[data-call]")).to_be_focused()


@pytest.mark.parametrize(("theme", "form"), [("light", "wide"), ("dark", "phone")])
def test_the_bar_of_a_call_is_accessible_and_fits(
    browser: Browser, house: Installation, agent: StandIn, theme: Any, form: str
) -> None:
    size = {"size": PHONE} if form == "phone" else {}
    visitor = caller(browser, house, color_scheme=theme, **size)
    page = visitor.page
    PICTURES.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []

    def look(name: str) -> None:
        page.wait_for_timeout(350)
        page.screenshot(path=PICTURES / f"call-{name}-{theme}-{form}.png")
        wrong.extend(f"{name}: {each}" for each in violations(page))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{name}: wider than the screen")
        expect(page.locator("#message")).to_be_in_viewport()

    look("button")
    where = in_call(visitor, agent)
    look("begun")
    agent.stands(where, agent="speaking")
    agent.says(
        where,
        "I was a nurse at Hospital La Paz.",
        "Since when? And what did you do there?",
        heard="Since when?",
    )
    agent.captions(where, "person", "p1", "I was a nurse at Hospital La Paz.", final=True)
    agent.captions(where, "antonio", "a1", "Since when did you work there, and what did you do on the ward?")
    expect(page.get_by_role("log")).to_contain_text("Interrupted here.")
    look("talking")
    agent.stands(where, agent="listening", problem="The line is slow. What you say is heard a little later.")
    page.get_by_role("button", name="Hold to talk").click()
    look("held")
    agent.ends(where, "too_long", seconds=1800)
    expect(bar(page).get_by_role("alert")).to_be_visible()
    look("ended")
    bar(page).get_by_role("button", name="By telephone").click()
    expect(bar(page).locator("[data-pin]")).to_be_visible()
    look("telephone")
    assert "\n".join(wrong) == ""
