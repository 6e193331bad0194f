"""Ears and mouth behind an OpenAI-compatible server, made fit for a live call: it answers soon, or another one does.

The plugin waits 30 s for an answer, whatever it is told, and puts the server's answer into its errors, which LiveKit logs.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from livekit.agents import APIStatusError, APITimeoutError, stt, tts
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS, NOT_GIVEN, APIConnectOptions, NotGivenOr
from livekit.agents.utils import AudioBuffer
from livekit.agents.vad import VAD
from livekit.plugins import openai
from livekit.plugins.openai.tts import ChunkedStream

_NO_KEY = "none"
"""Given where no key is set. The plugin would otherwise send the machine's OPENAI_API_KEY to that server."""


# The client writes each request, with its text, into its debug log; what people say never enters a log.
logging.getLogger("openai").setLevel(logging.INFO)


class RemoteSTT(openai.STT):
    """Writes down whole utterances. Raises APITimeoutError when the text takes longer than `within_s` seconds."""

    def __init__(self, *, base_url: str, api_key: str, model: str, language: str, within_s: float) -> None:
        super().__init__(
            base_url=base_url, api_key=api_key or _NO_KEY, model=model, language=language, use_realtime=False
        )
        self._within_s = within_s

    async def _recognize_impl(
        self,
        buffer: AudioBuffer,
        *,
        language: NotGivenOr[str | list[str]] = NOT_GIVEN,
        conn_options: APIConnectOptions,
    ) -> stt.SpeechEvent:
        async with _answered(self._within_s):
            return await super()._recognize_impl(buffer, language=language, conn_options=conn_options)

    async def aclose(self) -> None:
        await super().aclose()
        await self._client.close()


class RemoteTTS(openai.TTS):
    """Speaks sentence by sentence. Raises APITimeoutError when one takes longer than `within_s` seconds."""

    def __init__(self, *, base_url: str, api_key: str, model: str, voice: str, within_s: float) -> None:
        # WAV says its own sample rate; a server that ignores the asked format would otherwise be played too fast.
        super().__init__(
            base_url=base_url, api_key=api_key or _NO_KEY, model=model, voice=voice, response_format="wav"
        )
        self._within_s = within_s

    def synthesize(
        self, text: str, *, conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS
    ) -> tts.ChunkedStream:
        return _RemoteStream(self, text, conn_options, self._within_s)


class _RemoteStream(ChunkedStream):
    def __init__(self, mouth: RemoteTTS, text: str, conn_options: APIConnectOptions, within_s: float) -> None:
        super().__init__(tts=mouth, input_text=text, conn_options=conn_options)
        self._within_s = within_s

    async def _run(self, output_emitter: tts.AudioEmitter) -> None:
        async with _answered(self._within_s):
            await super()._run(output_emitter)


@asynccontextmanager
async def _answered(within_s: float) -> AsyncGenerator[None, None]:
    try:
        async with asyncio.timeout(within_s):
            yield
    except TimeoutError:
        raise APITimeoutError("the speech server did not answer in time", retryable=False) from None
    except APIStatusError as error:
        # Its message and body may repeat what the person said.
        status = error.status_code
        raise APIStatusError(f"the speech server answered {status}", status_code=status, body=None) from None


class UtteranceEars(stt.StreamAdapter):
    """Cuts the speech into utterances and closes what it wraps, which LiveKit's own adapter leaves open."""

    async def aclose(self) -> None:
        await super().aclose()
        await self.wrapped_stt.aclose()


class FirstOf(stt.FallbackAdapter):
    """Asks one after the other for the same utterance, so that no words are lost, and closes them all."""

    def __init__(self, ears: list[stt.STT[Any]], *, vad: VAD, within_s: float) -> None:
        super().__init__(ears, vad=vad, attempt_timeout=within_s, max_retry_per_stt=0)
        self._ears = ears

    async def aclose(self) -> None:
        await super().aclose()
        for one in self._ears:
            await one.aclose()
