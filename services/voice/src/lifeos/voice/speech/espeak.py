"""Speech by espeak-ng, robotic but in every language. It is GPL, so it runs as a program of its own."""

import asyncio
import shutil
import struct
import uuid
from typing import Any, Literal

from livekit.agents import APIError, tts
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, APIConnectOptions

from lifeos.voice.speech.errors import CannotSpeak, EngineMissing

SAMPLE_RATE = 22050
TIMEOUT_S = 10.0
_VOICES = {"en": "en-us", "es": "es-419", "es-es": "es", "pt": "pt-br", "pt-pt": "pt"}
_VARIANTS = {"male": "m3", "female": "f3"}


class EspeakTTS(tts.TTS[Any]):
    """One voice of espeak-ng. `words_per_minute` lies within 80 and 450; `program` is its name or path."""

    def __init__(
        self,
        language: str = "en",
        *,
        sex: Literal["male", "female"] = "male",
        words_per_minute: int = 165,
        program: str = "espeak-ng",
    ) -> None:
        """Raises CannotSpeak for a language without a voice here, EngineMissing when there is no such program."""
        if not 80 <= words_per_minute <= 450:
            raise ValueError("words_per_minute must lie within 80 and 450")
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False), sample_rate=SAMPLE_RATE, num_channels=1
        )
        self._voice = f"{_voice_of(language)}+{_VARIANTS[sex]}"
        if shutil.which(program) is None:
            raise _missing(program)
        self._command = (
            program,
            "-v",
            self._voice,
            "-s",
            str(words_per_minute),
            "-b",
            "1",
            "--stdin",
            "--stdout",
        )

    @property
    def model(self) -> str:
        return self._voice

    @property
    def provider(self) -> str:
        return "espeak-ng"

    @property
    def command(self) -> tuple[str, ...]:
        """The program and its arguments. The text goes to its input, where no other user of the machine sees it."""
        return self._command

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        return _EspeakStream(self, text, conn_options)


class _EspeakStream(tts.ChunkedStream):
    def __init__(self, mouth: EspeakTTS, text: str, conn_options: APIConnectOptions) -> None:
        super().__init__(tts=mouth, input_text=text, conn_options=conn_options)
        self._mouth = mouth

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        output_emitter.initialize(
            request_id=uuid.uuid4().hex, sample_rate=SAMPLE_RATE, num_channels=1, mime_type="audio/pcm"
        )
        output_emitter.push(pcm_of(await _spoken(self._mouth.command, self.input_text)))
        output_emitter.flush()


async def _spoken(command: tuple[str, ...], text: str, timeout_s: float = TIMEOUT_S) -> bytes:
    """What the program writes for the text. It never outlives this call. Raises EngineMissing or APIError."""
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
        )
    except FileNotFoundError as error:
        raise _missing(command[0]) from error
    try:
        async with asyncio.timeout(timeout_s):
            wav, _ = await process.communicate(text.encode())
    except TimeoutError as error:
        raise APIError(f"espeak-ng did not finish within {timeout_s:g} s", retryable=False) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise APIError(f"espeak-ng failed with exit code {process.returncode}", retryable=False)
    return wav


def pcm_of(wav: bytes) -> bytes:
    """The 16-bit samples of a mono WAV. espeak-ng writes no true length when it writes to a pipe, so all of the rest is
    taken. Raises APIError when it is no WAV of 22050 Hz."""
    start = wav.find(b"data")
    if wav[:4] != b"RIFF" or start < 0 or struct.unpack_from("<I", wav, 24)[0] != SAMPLE_RATE:
        raise APIError("espeak-ng wrote something that is no WAV of 22050 Hz", retryable=False)
    samples = wav[start + 8 :]
    return samples[: len(samples) // 2 * 2]


def _voice_of(language: str) -> str:
    tag = language.lower()
    voice = _VOICES.get(tag) or _VOICES.get(tag.split("-")[0])
    if voice is None:
        raise CannotSpeak(language)
    return voice


def _missing(program: str) -> EngineMissing:
    return EngineMissing(program, "apt-get install espeak-ng")
