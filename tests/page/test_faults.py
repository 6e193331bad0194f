"""What networks, servers and people do to a page: nothing typed is lost, and everything is said once."""

import os
import re
import signal
from collections.abc import Iterator

import pytest
from aiohttp import web
from playwright.sync_api import Browser, Page, expect

from lifeos.runtime.testing.openai_behaviours import Asked, says
from tests.page.browsing import MADE_MS, PHONE, Installation, Visitor, installation, models_that, tell, visit
from tests.page.proxy import bad_network

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

WORDS = " ".join(f"word{n}" for n in range(60))
LAST = "word59"
HELLO = "Hello there, how are you today?"


MARKED = (
    "I say **this** and:\n\n- one\n- two\n\n[a page](https://example.com) [a trap](javascript:alert(1)) "
    "<img src=x onerror=alert(1)><script>document.title='hacked'</script>"
)


async def model(asked: Asked, request: web.Request) -> web.StreamResponse:
    """Three seconds for sixty words; formatted ones for whoever asks for them."""
    text = MARKED if "formatted" in asked.messages[-1]["content"] else WORDS
    return await says(text, pause_s=0.05)(asked, request)


@pytest.fixture(scope="module")
def stage() -> Iterator[Installation]:
    """An installation of this module's own, whose model takes three seconds to say its sixty words."""
    with (
        models_that(model) as models,
        installation({**models, "LIFEOS_RATE_TURNS": "6/minute"}) as running,
    ):
        yield running


def reply_in(page: Page) -> str:
    return page.get_by_role("log").locator("[data-speaker]").last.inner_text()


def said_once(visitor: Visitor) -> None:
    """Question and answer stand on the page once, as the API has them."""
    page = visitor.page
    expect(page.get_by_role("log")).to_contain_text(LAST, timeout=MADE_MS)
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false", timeout=MADE_MS)
    session = visitor.read("/v1/sessions")["items"][0]["id"]
    messages = visitor.read(f"/v1/sessions/{session}/messages")["items"]
    assert [one["role"] for one in messages] == ["person", "assistant"]
    assert messages[1]["text"].startswith("word0 ")
    log = page.get_by_role("log").inner_text()
    assert log.count(HELLO) == 1
    assert log.count(LAST) == messages[1]["text"].count(LAST) == 1


def test_a_reload_in_the_middle_of_a_reply_loses_nothing(browser: Browser, stage: Installation) -> None:
    visitor = visit(browser, stage)
    tell(visitor.page, HELLO)
    expect(visitor.page.get_by_role("log")).to_contain_text("word9")
    assert LAST not in visitor.page.get_by_role("log").inner_text()
    visitor.page.reload()
    said_once(visitor)


def test_a_stream_that_is_cut_every_second_is_followed_to_its_end(
    browser: Browser, stage: Installation
) -> None:
    with bad_network(stage.url, cut_after_s=1.0) as address:
        key = stage.new_key("cut")
        elsewhere = Installation(address, stage.login_link, stage.environment)
        visitor = visit(browser, elsewhere, key=key)
        tell(visitor.page, HELLO)
        said_once(Visitor(stage, visitor.page, key))


def test_events_from_the_future_are_ignored(browser: Browser, stage: Installation) -> None:
    with bad_network(stage.url, unknown_events=True) as address:
        key = stage.new_key("future")
        visitor = visit(browser, Installation(address, stage.login_link, stage.environment), key=key)
        tell(visitor.page, HELLO)
        said_once(Visitor(stage, visitor.page, key))


def test_offline_the_message_is_kept_and_goes_out_once_when_the_network_is_back(
    browser: Browser, stage: Installation
) -> None:
    visitor = visit(browser, stage)
    visitor.page.context.set_offline(True)
    tell(visitor.page, HELLO)
    expect(visitor.page.get_by_role("status").filter(has_text="Trying again")).to_be_visible()
    visitor.page.context.set_offline(False)
    said_once(visitor)


def test_the_door_dies_in_the_middle_of_a_reply(browser: Browser, stage: Installation) -> None:
    visitor = visit(browser, stage)
    tell(visitor.page, HELLO)
    expect(visitor.page.get_by_role("log")).to_contain_text("word9")
    os.kill(stage.pid_of("gateway"), signal.SIGKILL)
    said_once(visitor)


def test_the_broker_dies_and_the_message_is_answered_once(browser: Browser, stage: Installation) -> None:
    visitor = visit(browser, stage)
    os.kill(stage.pid_of("nats"), signal.SIGKILL)
    tell(visitor.page, HELLO)
    said_once(visitor)


def test_stop_ends_the_reply_and_again_asks_anew(browser: Browser, stage: Installation) -> None:
    visitor = visit(browser, stage)
    page = visitor.page
    tell(page, HELLO)
    expect(page.get_by_role("log")).to_contain_text("word9")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Stopped.")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("log")).to_contain_text(LAST, timeout=MADE_MS)
    session = visitor.read("/v1/sessions")["items"][0]["id"]
    outcomes = [one["outcome"] for one in visitor.read(f"/v1/sessions/{session}/messages")["items"]]
    assert outcomes == [None, "cancelled", None, "replied"]


def test_two_tabs_agree_while_it_goes_on_and_afterwards(browser: Browser, stage: Installation) -> None:
    first = visit(browser, stage)
    tell(first.page, HELLO)
    said_once(first)
    second = first.page.context.new_page()
    second.goto(first.page.url)
    expect(second.get_by_role("log")).to_contain_text(LAST)
    tell(first.page, "And once more, please, how are you?")
    # The words come to the other tab as they are said.
    expect(second.get_by_role("log")).to_contain_text("And once more", timeout=MADE_MS)
    expect(second.locator("[data-speaker]").nth(1)).to_contain_text("word9")
    assert LAST not in second.locator("[data-speaker]").nth(1).inner_text()
    for tab in (first.page, second):
        so_far = tab.locator("[data-speaker]").nth(1).locator("[dir=auto]").inner_text()
        assert WORDS.startswith(so_far.strip()), "each word is shown once while it is said"
    expect(second.locator("[data-speaker]").nth(1)).to_contain_text(LAST, timeout=MADE_MS)
    expect(first.page.locator("[data-speaker]").nth(1)).to_contain_text(LAST, timeout=MADE_MS)
    assert reply_in(first.page) == reply_in(second)
    tell(second, "And a last time, from here?")
    expect(second.locator("[data-speaker]").nth(2)).to_contain_text(LAST, timeout=MADE_MS)
    said = second.get_by_role("log").inner_text()
    assert said.index("And once more") < said.index("from here?") < said.rindex(LAST)
    assert said.count(LAST) == 3


def test_a_key_that_is_revoked_in_the_middle_asks_for_a_new_one_and_keeps_the_words(
    browser: Browser, stage: Installation
) -> None:
    visitor = visit(browser, stage)
    page = visitor.page
    with visitor.api as client:
        other = client.post("/v1/keys", json={"scopes": ["user"]}).json()["key"]
        client.delete(f"/v1/keys/{visitor.key[:11]}", headers={"Authorization": f"Bearer {other}"})
        prefixes = client.get("/v1/keys", headers={"Authorization": f"Bearer {other}"}).json()["items"]
    assert [one["revoked"] for one in prefixes] == [True, False]
    tell(page, HELLO)
    page.get_by_label("Your key").fill(other)
    page.get_by_role("button", name="Log in").click()
    said_once(Visitor(stage, page, other))


def test_too_fast_waits_and_stop_gives_the_words_back(browser: Browser, stage: Installation) -> None:
    visitor = visit(browser, stage)
    page = visitor.page
    with visitor.api as client:
        for n in range(6):
            client.post("/v1/chat/turn", json={"message": f"Hi {n}"}, headers={"Prefer": "respond-async"})
    tell(page, HELLO)
    expect(page.get_by_role("status").filter(has_text="Trying again")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#message")).to_have_value(HELLO)


@pytest.mark.parametrize(
    ("repeated", "said"), [(12_000, "32000 characters at most"), (30_000, "several turns")]
)
def test_a_message_that_is_too_long_says_so_and_stays_editable(
    browser: Browser, stage: Installation, repeated: int, said: str
) -> None:
    """Longer than a message may be is 422, longer than a request may be 413."""
    page = visit(browser, stage).page
    tell(page, "I worked. " * repeated)
    expect(page.get_by_role("alert")).to_contain_text(said)
    page.get_by_role("button", name="Edit the message").click()
    expect(page.locator("#message")).to_have_value(re.compile("^I worked"))


def test_what_is_refused_is_told_in_the_language_of_the_page_where_it_is_seen(
    browser: Browser, stage: Installation
) -> None:
    page = visit(browser, stage, locale="es-MX", size=PHONE).page
    tell(page, "Trabajé mucho. " * 10_000)
    expect(page.get_by_role("alert")).to_contain_text("puede tener 32000 caracteres como máximo")
    expect(page.get_by_role("alert")).not_to_contain_text("characters")
    expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)


def test_drafts_survive_a_reload_and_belong_to_their_conversation(
    browser: Browser, stage: Installation
) -> None:
    visitor = visit(browser, stage)
    page = visitor.page
    tell(page, HELLO)
    said_once(visitor)
    page.locator("#message").fill("half a sen")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#message")).to_have_value("")
    page.locator("#message").fill("another thought")
    page.reload()
    expect(page.locator("#message")).to_have_value("another thought")
    page.go_back()
    expect(page.locator("#message")).to_have_value("half a sen")


def test_each_tab_keeps_its_own_draft(browser: Browser, stage: Installation) -> None:
    visitor = visit(browser, stage)
    page = visitor.page
    tell(page, HELLO)
    said_once(visitor)
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("#message").fill("here")
    other.locator("#message").fill("there")
    page.reload()
    expect(page.locator("#message")).to_have_value("here")


def test_formatted_words_are_formatted_and_nothing_in_them_runs(
    browser: Browser, stage: Installation
) -> None:
    page = visit(browser, stage).page
    tell(page, "Hello, how are you? Say it formatted, please.")
    answer = page.get_by_role("log").locator("[data-speaker]")
    expect(answer.locator("strong")).to_have_text("this", timeout=MADE_MS)
    expect(answer.get_by_role("listitem")).to_have_count(2)
    expect(answer.get_by_role("link")).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(page.get_by_role("log")).to_have_attribute("aria-busy", "false", timeout=MADE_MS)
    assert answer.locator("img, script, [href^=javascript]").count() == 0
    assert page.title() == "Life-OS"


def test_a_message_that_did_not_get_through_is_not_replaced_by_the_next(
    browser: Browser, stage: Installation
) -> None:
    page = visit(browser, stage).page
    tell(page, "I worked. " * 12_000)
    expect(page.get_by_role("alert")).to_be_visible()
    tell(page, HELLO)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_disabled()
    expect(page.locator("#message")).to_have_value(HELLO)
    expect(page.get_by_role("log")).to_contain_text("I worked.")


def test_who_logs_in_after_somebody_else_finds_none_of_their_words(
    browser: Browser, stage: Installation
) -> None:
    visitor = visit(browser, stage)
    page = visitor.page
    tell(page, "My secret. " * 12_000)
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("#message").fill("another secret")
    # The login ends by itself here, as a cookie does; nobody pressed anything.
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_label("Your key").fill(stage.new_key("somebody else"))
    page.get_by_role("button", name="Log in").click()
    for _ in range(3):
        page.locator("main .main-button").last.click()
    expect(page.locator("#message")).to_have_value("")
    assert "secret" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    expect(page.get_by_role("log")).not_to_contain_text("secret")
