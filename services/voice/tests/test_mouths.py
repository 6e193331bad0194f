"""Piper and espeak-ng: audible, understandable, told apart, and quickly silent when cut off."""

import asyncio
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import APIError

from lifeos.voice.speech import (
    CannotSpeak,
    EngineMissing,
    EspeakTTS,
    MoonshineSTT,
    PiperTTS,
    SpeechSettings,
    mouth,
)
from lifeos.voice.speech.engine import Samples
from lifeos.voice.speech.espeak import _spoken, pcm_of
from lifeos.voice.speech.piper import at_pitch
from services.voice.tests.spoken import at_16k, pitch_of, silence, spoken_by, word_errors, words

SENTENCE = "Please help me prepare for my interview next Tuesday."
TALK = " ".join(["I worked at a bank for five years as a project manager, and I liked it."] * 20)


async def test_every_persona_sounds_different_and_is_understood() -> None:
    heights: dict[str, float] = {}
    for persona in ("antonio", "mariana", "executor"):
        samples, rate = await spoken_by(mouth(SpeechSettings(), persona, "en").synthesize(SENTENCE))
        heights[persona] = pitch_of(samples, rate)
        frame = _frame(at_16k(samples, rate))
        heard = (await MoonshineSTT().recognize(frame)).alternatives[0].text
        assert word_errors(SENTENCE, heard) / len(words(SENTENCE)) <= 0.15
    assert heights["mariana"] > 1.2 * heights["antonio"]
    assert heights["mariana"] > 1.05 * heights["executor"] > 1.1 * heights["antonio"]


async def test_the_two_personas_of_espeak_sound_different_in_every_language() -> None:
    for language in ("en", "es", "pt"):
        male, rate = await spoken_by(EspeakTTS(language, sex="male").synthesize("Uno, dos, tres, cuatro."))
        female, _ = await spoken_by(EspeakTTS(language, sex="female").synthesize("Uno, dos, tres, cuatro."))
        assert pitch_of(female, rate) > 1.2 * pitch_of(male, rate)


async def test_a_faster_rate_is_shorter_and_pitch_leaves_the_length() -> None:
    lengths = [
        len((await spoken_by(PiperTTS(rate=rate, pitch=pitch).synthesize(SENTENCE)))[0])
        for rate, pitch in ((1.0, 1.0), (1.5, 1.0), (1.0, 1.25))
    ]
    assert lengths[1] < 0.8 * lengths[0]
    assert 0.85 < lengths[2] / lengths[0] < 1.15


def test_pitch_moves_a_tone_by_its_factor() -> None:
    tone = (10000 * np.sin(2 * np.pi * 150 * np.arange(22050) / 22050)).astype(np.int16)
    assert pitch_of(at_pitch(tone, 1.2), 22050) == pytest.approx(180, rel=0.02)


async def test_the_first_sentence_is_audible_before_the_last_is_computed() -> None:
    PiperTTS().prewarm()
    started = time.monotonic()
    async with PiperTTS().synthesize(TALK) as stream:
        await anext(stream)
        first = time.monotonic() - started
        async for _ in stream:
            pass
    assert first < (time.monotonic() - started) / 4


async def test_piper_stops_soon_when_it_is_cut_off() -> None:
    PiperTTS().prewarm()
    mouth_of_piper = PiperTTS()
    before = asyncio.all_tasks()
    stream = mouth_of_piper.synthesize(TALK)
    await anext(stream)
    started = time.monotonic()
    await stream.aclose()
    assert time.monotonic() - started < 0.5
    assert asyncio.all_tasks() == before


async def test_espeak_speaks_what_is_asked() -> None:
    samples, rate = await spoken_by(EspeakTTS("es").synthesize("Hola, ¿cómo estás?"))
    assert rate == 22050
    assert 0.5 < len(samples) / rate < 4
    assert np.abs(samples).max() > 3000


async def test_text_that_looks_like_an_option_is_spoken() -> None:
    samples, _ = await spoken_by(EspeakTTS().synthesize("--version"))
    assert len(samples) > 5000


def test_a_missing_espeak_says_what_to_install() -> None:
    with pytest.raises(EngineMissing, match="apt-get install espeak-ng"):
        EspeakTTS(program="espeak-ng-that-is-not-there")


async def test_an_espeak_that_vanished_says_what_to_install(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.symlink_to(shutil.which("espeak-ng") or "")
    speaker = EspeakTTS(program=str(program))
    program.unlink()
    with pytest.raises(EngineMissing, match="apt-get install espeak-ng"):
        await spoken_by(speaker.synthesize("Hello"))


async def test_an_espeak_that_hangs_is_killed() -> None:
    started = time.monotonic()
    with pytest.raises(APIError, match=r"within 0\.2 s"):
        await _spoken(("sleep", "47.11"), "Hello", timeout_s=0.2)
    assert time.monotonic() - started < 1
    assert not await _running("47.11")


async def test_an_espeak_that_is_cut_off_is_killed() -> None:
    task = asyncio.create_task(_spoken(("sleep", "47.12"), "Hello"))
    while not await _running("47.12"):
        await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not await _running("47.12")


async def test_an_espeak_that_fails_is_an_error() -> None:
    with pytest.raises(APIError, match="exit code 1"):
        await _spoken(("false",), "Hello")


@pytest.mark.parametrize("rubbish", [b"", b"RIFF", b"no wav at all" * 10])
def test_rubbish_is_no_audio(rubbish: bytes) -> None:
    with pytest.raises(APIError, match="no WAV"):
        pcm_of(rubbish)


def test_unknown_languages_and_manners_are_refused() -> None:
    with pytest.raises(CannotSpeak, match="fi"):
        EspeakTTS("fi")
    with pytest.raises(ValueError, match="pitch"):
        PiperTTS(pitch=3)
    with pytest.raises(ValueError, match="words_per_minute"):
        EspeakTTS(words_per_minute=5)


async def _running(argument: str) -> bool:
    finding = await asyncio.create_subprocess_exec("pgrep", "-f", f"^sleep {argument}$", stdout=-3)
    return await finding.wait() == 0


def _frame(samples: Samples) -> rtc.AudioFrame:
    padded = np.concatenate([silence(0.2), samples, silence(0.2)])
    return rtc.AudioFrame(padded.tobytes(), 16000, 1, len(padded))
