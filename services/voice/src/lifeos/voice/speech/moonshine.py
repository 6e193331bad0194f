"""English ears inside this process: the bundled VAD finds the speech, Moonshine writes it down."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from livekit import rtc
from livekit.agents import APIConnectionError, inference, stt, utils
from livekit.agents.language import LanguageCode
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, APIConnectOptions, NotGivenOr
from livekit.agents.utils import AudioBuffer, aio, is_given
from livekit.agents.vad import VAD, VADEvent, VADEventType, VADStream

from lifeos.voice.speech.engine import SAMPLE_RATE, Engine, Samples, engine
from lifeos.voice.speech.errors import CannotHear

INTERIM_EVERY_S = 0.6
INTERIM_COVERS_S = 12.0
_PAUSE_S = 0.09
"""After this much silence the speaker may be done: what was said is written down before the VAD is sure of the end."""
_CUT_IN_A_PAUSE_S = 20.0
_CUT_ANYWHERE_S = 28.0
"""Moonshine was made for up to half a minute, so longer speech becomes several finals."""
_SPOKEN_AT_LEAST_S = 0.06
_ENGLISH = LanguageCode("en")


class MoonshineSTT(stt.STT[Any]):
    """Streams with interim texts. `vad` decides where speech begins and ends."""

    def __init__(self, *, vad: VAD | None = None) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=True, interim_results=True))
        self._vad = vad or new_vad()

    @property
    def model(self) -> str:
        return "moonshine-tiny-en"

    @property
    def provider(self) -> str:
        return "moonshine"

    def prewarm(self) -> None:
        """Load the model, once a process (about 0.4 s). Raises EngineMissing when it is not installed."""
        engine()

    def stream(
        self,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
    ) -> stt.RecognizeStream:
        """Raises CannotHear for any language but English."""
        _only_english(language)
        return _MoonshineStream(self, self._vad, conn_options)

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        _only_english(language)
        heard = await asyncio.to_thread(engine)
        return _transcript(stt.SpeechEventType.FINAL_TRANSCRIPT, await _words_in(heard, _mono_16k(buffer)))


def new_vad() -> inference.VAD:
    """The bundled VAD. Shorter silence would end an utterance at each comma; a turn ends no sooner in any case."""
    return inference.VAD(min_silence_duration=0.35, prefix_padding_duration=0.3)


@dataclass
class _Utterance:
    """What was said since the speaker began, and the latest attempt to write it down."""

    parts: list[Samples]
    spoken_s: float = 0.0
    attempt: asyncio.Task[str] | None = None
    attempted_at_s: float = 0.0
    attempt_is_whole: bool = False
    closing: bool = False
    shown: str = field(default="", repr=False)

    @property
    def seconds(self) -> float:
        return sum(len(part) for part in self.parts) / SAMPLE_RATE

    @property
    def busy(self) -> bool:
        return self.attempt is not None and not self.attempt.done()

    def samples(self) -> Samples:
        return np.concatenate(self.parts) if self.parts else np.zeros(0, np.int16)

    def add(self, event: VADEvent) -> None:
        self.parts += _samples(event.frames)
        if not event.raw_accumulated_silence:
            self.spoken_s += sum(frame.duration for frame in event.frames)
            self.attempt_is_whole = False


class _MoonshineStream(stt.RecognizeStream):
    def __init__(self, ears: MoonshineSTT, vad: VAD, conn_options: APIConnectOptions) -> None:
        super().__init__(stt=ears, conn_options=conn_options, sample_rate=SAMPLE_RATE)
        self._vad = vad
        self._utterance: _Utterance | None = None

    async def _run(self) -> None:
        self._engine = await asyncio.to_thread(engine)
        self._utterance = None
        detector = self._vad.stream()
        feeding = asyncio.create_task(self._feed(detector))
        try:
            async for event in detector:
                await self._follow(event)
            await feeding
        finally:
            attempt = self._utterance.attempt if self._utterance else None
            await aio.cancel_and_wait(feeding, *([attempt] if attempt else []))
            await detector.aclose()

    async def _feed(self, detector: VADStream) -> None:
        """Hands on the frames. A flush becomes a stretch of silence: the VAD forgets the speech at a real flush, but after
        silence it ends it, in order and with its last words."""
        pause_s = (getattr(self._vad, "min_silence_duration", None) or 0.5) + 0.3
        async for item in self._input_ch:
            detector.push_frame(item if isinstance(item, rtc.AudioFrame) else _silence(pause_s))
        detector.end_input()

    async def _follow(self, event: VADEvent) -> None:
        utterance = self._utterance
        if event.type == VADEventType.START_OF_SPEECH:
            self._utterance = _Utterance(_samples(event.frames), spoken_s=event.speech_duration)
            self._event_ch.send_nowait(stt.SpeechEvent(stt.SpeechEventType.START_OF_SPEECH))
        elif utterance and event.type == VADEventType.END_OF_SPEECH:
            ended_at = time.time() - event.silence_duration - event.inference_duration
            await self._finish(utterance, ended_at)
            self._utterance = None
            self._event_ch.send_nowait(
                stt.SpeechEvent(stt.SpeechEventType.END_OF_SPEECH, speech_end_time=ended_at)
            )
        elif utterance and event.type == VADEventType.INFERENCE_DONE:
            utterance.add(event)
            await self._keep_up(utterance, event)

    async def _keep_up(self, utterance: _Utterance, event: VADEvent) -> None:
        """Writes down what is there when it is time to, and cuts speech that never pauses."""
        pausing = event.raw_accumulated_silence >= _PAUSE_S
        length_s = utterance.seconds
        if length_s >= _CUT_ANYWHERE_S or (pausing and length_s >= _CUT_IN_A_PAUSE_S):
            await self._finish(utterance, time.time())
            self._utterance = _Utterance([])
        elif utterance.busy:
            return
        elif pausing and not utterance.attempt_is_whole:
            self._attempt(utterance, whole=True)
        elif not pausing and length_s - utterance.attempted_at_s >= INTERIM_EVERY_S:
            self._attempt(utterance, whole=False)

    def _attempt(self, utterance: _Utterance, *, whole: bool) -> None:
        """Starts one attempt in a thread. Raises APIConnectionError when the one before it failed."""
        if utterance.attempt:
            utterance.attempt.result()
        samples = utterance.samples()
        utterance.attempted_at_s = len(samples) / SAMPLE_RATE
        utterance.attempt_is_whole = whole
        said = samples if whole else samples[-int(INTERIM_COVERS_S * SAMPLE_RATE) :]
        utterance.attempt = asyncio.create_task(self._write_down(utterance, said))

    async def _write_down(self, utterance: _Utterance, samples: Samples) -> str:
        text = await _words_in(self._engine, samples)
        if text and text != utterance.shown and not utterance.closing:
            utterance.shown = text
            self._event_ch.send_nowait(_transcript(stt.SpeechEventType.INTERIM_TRANSCRIPT, text))
        return text

    async def _finish(self, utterance: _Utterance, ended_at: float) -> None:
        """Gives the final text, from the attempt made in the closing pause when nothing was said since."""
        utterance.closing = True
        text = await utterance.attempt if utterance.attempt else ""
        if utterance.spoken_s < _SPOKEN_AT_LEAST_S:
            return
        if not utterance.attempt_is_whole:
            text = await _words_in(self._engine, utterance.samples())
        usage = stt.RecognitionUsage(audio_duration=utterance.seconds)
        self._event_ch.send_nowait(
            stt.SpeechEvent(stt.SpeechEventType.RECOGNITION_USAGE, recognition_usage=usage)
        )
        if text:
            final = _transcript(stt.SpeechEventType.FINAL_TRANSCRIPT, text)
            final.speech_end_time = ended_at
            self._event_ch.send_nowait(final)


def _transcript(kind: stt.SpeechEventType, text: str) -> stt.SpeechEvent:
    return stt.SpeechEvent(kind, alternatives=[stt.SpeechData(language=_ENGLISH, text=text, confidence=1.0)])


async def _words_in(heard: Engine, samples: Samples) -> str:
    """The words, found in a thread. Raises APIConnectionError, LiveKit's sign for "try again", when the engine fails."""
    from moonshine_voice.errors import MoonshineError

    try:
        return await asyncio.to_thread(heard.words_in, samples)
    except MoonshineError as error:
        raise APIConnectionError("the speech engine failed on this audio") from error


def _only_english(language: NotGivenOr[str]) -> None:
    if is_given(language) and language and language.lower().split("-")[0] != "en":
        raise CannotHear(language)


def _samples(frames: Iterable[rtc.AudioFrame]) -> list[Samples]:
    return [np.frombuffer(frame.data, dtype=np.int16) for frame in frames]


def _silence(seconds: float) -> rtc.AudioFrame:
    return rtc.AudioFrame.create(SAMPLE_RATE, 1, int(seconds * SAMPLE_RATE))


def _mono_16k(buffer: AudioBuffer) -> Samples:
    frame = utils.merge_frames(buffer) if isinstance(buffer, list) else buffer
    samples = np.frombuffer(frame.data, dtype=np.int16)
    if frame.num_channels > 1:
        samples = samples.reshape(-1, frame.num_channels).mean(axis=1).astype(np.int16)
    if frame.sample_rate == SAMPLE_RATE or not len(samples):
        return samples
    resampler = rtc.AudioResampler(frame.sample_rate, SAMPLE_RATE, num_channels=1)
    return np.concatenate(_samples(resampler.push(bytearray(samples.tobytes())) + resampler.flush()))
