"""A call through the page with the real agent: somebody's recorded voice is the microphone of a real Chromium."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from lifeos.stack.livekit import livekit_binary
from tests.calls.caller import RATE, speech
from tests.page.browsing import CHROMIUM, Installation, installation, visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

GREETING_S, REPLY_S = 11.0, 12.0
SAID = ("I worked as a cook at the Blue Hotel from March 2015 to June 2020.", "Please make my CV.")
LONG_MS = 60_000


@pytest.fixture(scope="module")
def calls() -> Iterator[Installation]:
    if livekit_binary() is None:
        pytest.skip("no LiveKit server here: deploy/build-livekit builds it where Go is 1.26 or newer")
    with installation({"LIFEOS_VOICE_OFF": ""}) as running:
        yield running


@pytest.fixture(scope="module")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the person says, with the pauses in which the agent talks."""
    pieces = [np.zeros(int(GREETING_S * RATE), dtype=np.int16)]
    for text in SAID:
        pieces += [speech(text), np.zeros(int(REPLY_S * RATE), dtype=np.int16)]
    path = tmp_path_factory.mktemp("microphone") / "said.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.concatenate(pieces).tobytes())
    return path


@pytest.fixture(scope="module")
def browser(microphone: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-audio-capture={microphone}%noloop",
            ],
        )
        yield browser
        browser.close()


def test_somebody_calls_from_the_page_and_finds_the_cv_beside_it(
    calls: Installation, browser: Browser
) -> None:
    visitor = visit(browser, calls, permissions=["microphone"])
    page = visitor.page
    page.locator("[data-call]").click()
    bar = page.get_by_role("region", name="Call")
    expect(bar.locator("[data-caption=antonio]").first).to_contain_text("Antonio", timeout=LONG_MS)
    expect(bar.locator("[data-caption=person]").first).to_contain_text("Blue Hotel", timeout=LONG_MS)
    expect(page.get_by_role("log")).to_contain_text("Blue Hotel", timeout=LONG_MS)
    expect(bar).to_contain_text("ready", timeout=LONG_MS)
    page.get_by_role("button", name="Leave").click()
    expect(page.locator("[data-past-call]")).to_contain_text("No audio was stored", timeout=LONG_MS)
    cv = visitor.documents("cv")
    assert len(cv) == 1
    told = visitor.read(f"/v1/sessions/{cv[0]['session_id']}/messages")["items"]
    assert [message["role"] for message in told][:4] == ["person", "assistant"] * 2
    assert {message["call"] for message in told} - {None}
