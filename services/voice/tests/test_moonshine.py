"""English ears: real speech in, words out, nothing out of silence."""

import asyncio
import time

import pytest
from livekit import rtc
from livekit.agents import stt
from moonshine_voice import ModelArch, get_assets_path
from moonshine_voice.moonshine_api import TranscriptLine
from moonshine_voice.transcriber import Transcriber

from lifeos.voice.speech import CannotHear, MoonshineSTT
from lifeos.voice.speech.engine import SAMPLE_RATE, engine, joined
from services.voice.tests.spoken import (
    END,
    FINAL,
    INTERIM,
    JOB_TALK,
    START,
    frames,
    listen,
    said,
    silence,
    texts,
    word_errors,
    words,
)


@pytest.fixture(scope="module")
def ears() -> MoonshineSTT:
    ears = MoonshineSTT()
    ears.prewarm()
    return ears


async def test_ten_sentences_of_job_talk_are_understood(ears: MoonshineSTT) -> None:
    errors = 0
    for sentence in JOB_TALK:
        heard = " ".join(texts(await listen(ears, frames(silence(0.4), said(sentence), silence(0.6)))))
        errors += word_errors(sentence, heard)
    assert errors / sum(len(words(sentence)) for sentence in JOB_TALK) <= 0.15


async def test_interim_texts_come_before_the_final_one(ears: MoonshineSTT) -> None:
    audio = frames(silence(0.4), said(JOB_TALK[7]), silence(0.6))
    kinds = [event.type for event in await listen(ears, audio, pace_s=0.02)]
    assert kinds[0] == START
    assert kinds[-1] == END
    assert kinds.count(FINAL) == 1
    assert kinds[: kinds.index(FINAL)].count(INTERIM) >= 3
    assert INTERIM not in kinds[kinds.index(FINAL) :]


async def test_the_text_is_there_soon_after_the_end_of_speech(ears: MoonshineSTT) -> None:
    spoken = said(JOB_TALK[1])
    started = time.monotonic()
    events = await listen(ears, frames(silence(0.4), spoken, silence(1.0)), pace_s=0.02)
    final = next(event for event in events if event.type == FINAL)
    assert final.speech_end_time is not None
    assert 0 < final.created_at - final.speech_end_time < 1.0
    assert time.monotonic() - started < 0.4 + len(spoken) / SAMPLE_RATE + 1.0 + 2.0


async def test_silence_gives_nothing(ears: MoonshineSTT) -> None:
    assert await listen(ears, frames(silence(5.0))) == []


async def test_two_utterances_give_two_finals(ears: MoonshineSTT) -> None:
    audio = frames(said(JOB_TALK[1]), silence(1.0), said(JOB_TALK[3]), silence(0.6))
    events = await listen(ears, audio)
    first, second = texts(events)
    assert word_errors(JOB_TALK[1], first) <= 2
    assert word_errors(JOB_TALK[3], second) <= 2
    kinds = [event.type for event in events if event.type in (START, FINAL, END)]
    assert kinds == [START, FINAL, END, START, FINAL, END]


def _without_pauses(*sentences: str) -> list[rtc.AudioFrame]:
    """One long breath: the silence at the ends of each sentence is cut off."""
    return frames(*(said(sentence)[800:-3200] for sentence in sentences), silence(0.6))


async def test_twenty_seconds_in_one_go_are_understood(ears: MoonshineSTT) -> None:
    audio = _without_pauses(*JOB_TALK[1:8])
    assert sum(frame.duration for frame in audio) > 18
    heard = " ".join(texts(await listen(ears, audio)))
    meant = " ".join(JOB_TALK[1:8])
    assert word_errors(meant, heard) / len(words(meant)) <= 0.25


async def test_speech_without_a_pause_is_cut_and_nothing_gets_lost(ears: MoonshineSTT) -> None:
    sentences = JOB_TALK[1:9] * 2
    heard = texts(await listen(ears, _without_pauses(*sentences)))
    assert len(heard) >= 2
    meant = " ".join(sentences)
    assert word_errors(meant, " ".join(heard)) / len(words(meant)) <= 0.25


async def test_input_that_ends_in_the_middle_of_a_word_is_still_heard(ears: MoonshineSTT) -> None:
    heard = texts(await listen(ears, frames(said(JOB_TALK[1])[:-4000])))
    assert len(heard) == 1
    assert "bank" in heard[0]


async def test_a_flush_ends_the_utterance(ears: MoonshineSTT) -> None:
    async with ears.stream() as stream:
        for frame in frames(said(JOB_TALK[1])):
            stream.push_frame(frame)
        stream.flush()
        heard = [await anext(stream)]
        while heard[-1].type != END:
            heard.append(await asyncio.wait_for(anext(stream), 5))
    assert "bank" in " ".join(texts(heard))


async def test_other_sample_rates_are_heard_too(ears: MoonshineSTT) -> None:
    resampler = rtc.AudioResampler(SAMPLE_RATE, 48000)
    audio = [out for frame in frames(said(JOB_TALK[1]), silence(0.6)) for out in resampler.push(frame)]
    heard = " ".join(texts(await listen(ears, audio)))
    assert word_errors(JOB_TALK[1], heard) <= 2


async def test_a_call_that_ends_in_the_middle_leaves_nothing_running(ears: MoonshineSTT) -> None:
    before = asyncio.all_tasks()
    stream = ears.stream()
    for frame in frames(said(JOB_TALK[1])):
        stream.push_frame(frame)
        await asyncio.sleep(0.002)
    assert (await anext(stream)).type == START
    started = time.monotonic()
    await stream.aclose()
    assert time.monotonic() - started < 0.5
    assert asyncio.all_tasks() == before
    assert "bank" in " ".join(texts(await listen(ears, frames(said(JOB_TALK[1])))))


async def test_two_calls_at_once_do_not_mix(ears: MoonshineSTT) -> None:
    one, other = await asyncio.gather(
        listen(ears, frames(said(JOB_TALK[1]), silence(0.6))),
        listen(ears, frames(said(JOB_TALK[3]), silence(0.6))),
    )
    assert word_errors(JOB_TALK[1], texts(one)[0]) <= 2
    assert word_errors(JOB_TALK[3], texts(other)[0]) <= 2


async def test_a_whole_recording_is_understood(ears: MoonshineSTT) -> None:
    event = await ears.recognize(frames(said(JOB_TALK[1])))
    assert word_errors(JOB_TALK[1], event.alternatives[0].text) <= 2
    assert event.alternatives[0].language == "en"


async def test_a_silent_recording_holds_no_words(ears: MoonshineSTT) -> None:
    assert (await ears.recognize(frames(silence(1.0)))).alternatives[0].text == ""


@pytest.mark.parametrize("language", ["es", "pt-BR", "de"])
async def test_only_english_is_written_down(ears: MoonshineSTT, language: str) -> None:
    with pytest.raises(CannotHear, match=language):
        ears.stream(language=language)
    with pytest.raises(CannotHear, match=language):
        await ears.recognize(frames(said(JOB_TALK[9])), language=language)


def test_moonshine_alone_still_hears_you_in_the_silence_after_speech() -> None:
    """Its pause detector keeps its state from call to call. When this fails, the ghost need not be dropped any longer."""
    bare = Transcriber(str(get_assets_path() / "tiny-en"), ModelArch.TINY)
    bare.transcribe_without_streaming((said(JOB_TALK[1]) / 32768).tolist(), SAMPLE_RATE)
    lines = bare.transcribe_without_streaming([0.0] * SAMPLE_RATE, SAMPLE_RATE).lines
    assert [line.text for line in lines] == ["You"]
    assert joined(lines) == ""


async def test_silence_before_a_sentence_puts_no_you_in_front(ears: MoonshineSTT) -> None:
    for pause in (0.3, 0.5, 0.7, 1.0, 2.0):
        samples = [*frames(silence(pause), said(JOB_TALK[9]), silence(pause))]
        whole = (await ears.recognize(samples)).alternatives[0].text
        streamed = " ".join(texts(await listen(ears, samples)))
        assert words(whole)[0] == words(streamed)[0] == "thank"


def _line(text: str, duration: float) -> TranscriptLine:
    return TranscriptLine(text=text, start_time=0.0, duration=duration, line_id=0, is_complete=True)


@pytest.mark.parametrize(
    ("lines", "said_words"),
    [
        ([_line("You", 0.16), _line("Thank you.", 1.6)], "Thank you."),
        ([_line("You.", 0.39), _line("Hi.", 0.5)], "Hi."),
        ([_line("You", 0.41), _line("decide.", 0.5)], "You decide."),
        ([_line("Thank", 0.2), _line("You", 0.2)], "Thank You"),
        ([_line("You can start.", 0.3)], "You can start."),
        ([], ""),
    ],
)
def test_only_a_short_leading_you_is_dropped(lines: list[TranscriptLine], said_words: str) -> None:
    assert joined(lines) == said_words


def test_the_engine_is_loaded_once() -> None:
    assert engine() is engine()


async def test_the_ears_say_what_they_can(ears: MoonshineSTT) -> None:
    assert ears.capabilities == stt.STTCapabilities(streaming=True, interim_results=True)
