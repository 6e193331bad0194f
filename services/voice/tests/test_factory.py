"""Who gets which ears and which mouth, and what happens when a server fails in the middle of a call."""

import logging
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from livekit.agents import APIError

from lifeos.voice.speech import (
    CannotHear,
    CannotSpeak,
    EspeakTTS,
    MoonshineSTT,
    PiperTTS,
    SpeechSettings,
    can_hear,
    ears,
    factory,
    mouth,
)
from lifeos.voice.speech.engine import Samples
from services.voice.tests.speech_server import SECRET, Server
from services.voice.tests.spoken import (
    END,
    FINAL,
    JOB_TALK,
    START,
    at_16k,
    frames,
    listen,
    said,
    silence,
    spoken_by,
    texts,
    word_errors,
)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server.listening() as server:
        yield server


def _pipeline(server: Server) -> SpeechSettings:
    return SpeechSettings(
        profile="pipeline",
        stt_base_url=server.url,
        stt_api_key="stt-key",
        stt_model="whisper",
        tts_base_url=server.url,
        tts_api_key="tts-key",
        tts_model="tts-1",
        voices={"mariana": "nova"},
    )


AUDIO = (silence(0.3), said(JOB_TALK[1]), silence(0.7))


def test_importing_the_factory_imports_no_engine() -> None:
    heavy = ["livekit", "moonshine_voice", "piper", "onnxruntime", "openai", "numpy"]
    script = f"import sys, lifeos.voice.speech.factory; sys.exit(str([m for m in {heavy} if m in sys.modules] or ''))"
    found = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": ":".join(sys.path)}, capture_output=True
    )
    assert found.stderr.decode().strip() == ""


@pytest.mark.parametrize("language", ["es", "pt", "es-419", "pt-BR", "de"])
def test_other_languages_are_never_heard_by_the_english_engine(language: str) -> None:
    assert not can_hear(SpeechSettings(), language)
    with pytest.raises(CannotHear) as refused:
        ears(SpeechSettings(), language)
    assert refused.value.language == language


@pytest.mark.parametrize("language", ["en", "en-US", "EN-gb"])
async def test_english_is_heard_locally(language: str) -> None:
    assert can_hear(SpeechSettings(), language)
    assert isinstance(ears(SpeechSettings(), language), MoonshineSTT)


def test_each_language_has_its_local_voice() -> None:
    assert isinstance(mouth(SpeechSettings(), "antonio", "en"), PiperTTS)
    assert mouth(SpeechSettings(), "antonio", "es").model == "es-419+m3"
    assert mouth(SpeechSettings(), "mariana", "es-ES").model == "es+f3"
    assert mouth(SpeechSettings(), "mariana", "pt-BR").model == "pt-br+f3"
    assert isinstance(mouth(SpeechSettings(), "executor", "pt"), EspeakTTS)
    with pytest.raises(CannotSpeak):
        mouth(SpeechSettings(), "antonio", "fi")


def test_half_a_pipeline_is_refused() -> None:
    with pytest.raises(ValueError, match="stt_base_url or tts_base_url"):
        SpeechSettings(profile="pipeline")
    with pytest.raises(ValueError, match="model"):
        SpeechSettings(profile="pipeline", stt_base_url="http://127.0.0.1:1/v1")


def test_keys_do_not_show() -> None:
    assert "secret" not in repr(SpeechSettings(stt_api_key="secret", tts_api_key="secret"))


async def test_the_server_hears_every_language(server: Server) -> None:
    for language in ("en", "es", "pt-BR"):
        assert can_hear(_pipeline(server), language)
        hearing = ears(_pipeline(server), language)
        assert texts(await listen(hearing, frames(*AUDIO))) == [server.text]
        await hearing.aclose()
    assert [asked["language"] for asked in server.asked] == ["en", "es", "pt"]
    assert {asked["model"] for asked in server.asked} == {"whisper"}
    assert set(server.keys) == {"Bearer stt-key"}


@pytest.mark.parametrize("status", [500, 401, 429])
async def test_when_the_server_fails_no_english_words_are_lost(
    server: Server, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.status = status
    hearing = ears(_pipeline(server), "en")
    events = await listen(hearing, frames(*AUDIO))
    await hearing.aclose()
    assert word_errors(JOB_TALK[1], " ".join(texts(events))) <= 2
    assert {event.type for event in events} >= {START, FINAL, END}
    assert SECRET not in caplog.text


async def test_a_server_that_hangs_is_given_up(server: Server) -> None:
    server.wait_s = 20
    hearing = factory.remote_ears(_pipeline(server), "en", within_s=0.5)
    started = time.monotonic()
    heard = texts(await listen(hearing, frames(*AUDIO)))
    assert time.monotonic() - started < 4
    assert word_errors(JOB_TALK[1], " ".join(heard)) <= 2
    await hearing.aclose()


async def test_when_the_server_fails_spanish_is_not_given_to_the_english_engine(server: Server) -> None:
    server.status = 500
    hearing = ears(_pipeline(server), "es")
    with pytest.raises(APIError):
        await listen(hearing, frames(*AUDIO))
    await hearing.aclose()


async def test_the_server_speaks_with_the_voice_of_the_persona(server: Server) -> None:
    speaking = mouth(_pipeline(server), "mariana", "en")
    samples, rate = await spoken_by(speaking.synthesize(JOB_TALK[1]))
    await speaking.aclose()
    assert len(samples) / rate == pytest.approx(len(said(JOB_TALK[1])) / 16000, rel=0.05)
    assert server.asked[0]["voice"] == "nova"
    assert server.keys == ["Bearer tts-key"]
    assert word_errors(JOB_TALK[1], (await _heard(samples, rate))) <= 2


@pytest.mark.parametrize("language", ["en", "es"])
async def test_when_the_server_is_mute_the_local_voice_speaks(
    server: Server, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.status = 500
    caplog.set_level(logging.INFO)
    speaking = mouth(_pipeline(server), "antonio", language)
    samples, rate = await spoken_by(speaking.synthesize(JOB_TALK[1]))
    await speaking.aclose()
    assert len(samples) / rate > 2
    if language == "en":
        assert word_errors(JOB_TALK[1], await _heard(samples, rate)) <= 2
    assert SECRET not in caplog.text


async def test_a_server_without_a_key_gets_no_other_key(server: Server) -> None:
    settings = replace(_pipeline(server), stt_api_key="", tts_api_key="")
    await listen(ears(settings, "en"), frames(*AUDIO))
    await spoken_by(mouth(settings, "antonio", "en").synthesize("Hello there."))
    assert set(server.keys) == {"Bearer none"}


async def test_a_server_that_recovered_is_asked_again(server: Server) -> None:
    hearing = ears(_pipeline(server), "en")
    server.status = 500
    assert texts(await listen(hearing, frames(*AUDIO))) != [server.text]
    server.status = 200
    await listen(hearing, frames(*AUDIO))
    assert texts(await listen(hearing, frames(*AUDIO))) == [server.text]
    await hearing.aclose()


async def test_what_is_spoken_and_heard_enters_no_log(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.text = SECRET
    for settings in (SpeechSettings(), _pipeline(server)):
        await spoken_by(mouth(settings, "antonio", "en").synthesize(f"You said that {SECRET}."))
        await listen(ears(settings, "en"), frames(silence(0.3), said(SECRET), silence(0.7)))
    assert "ninety" not in caplog.text
    assert "salary" not in caplog.text


async def _heard(samples: Samples, rate: int) -> str:
    return (await MoonshineSTT().recognize(frames(at_16k(samples, rate)))).alternatives[0].text
