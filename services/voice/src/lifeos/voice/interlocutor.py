"""Who is heard in a call: each speaker with a voice of their own."""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator, AsyncIterable, Mapping
from contextvars import ContextVar
from typing import Any

from livekit import rtc
from livekit.agents import Agent, AgentSession, ModelSettings, StopResponse, llm, tokenize, tts
from livekit.agents.voice import SpeechHandle

from lifeos.contracts.words import Persona, Speaker
from lifeos.voice.brain import Brain, Spoken

_ASIDE: ContextVar[bool] = ContextVar("aside", default=False)
"""True in whatever speaks a sentence that is no reply: a greeting, an announcement."""

Mouths = Mapping[Speaker, tts.TTS[Any]]


def main_speaker(persona: Persona) -> Speaker:
    """Who speaks for a persona when only one does."""
    return "antonio" if persona == "both" else persona


class Asides:
    """Says what is no reply to a turn, and knows whether such a thing is being said."""

    def __init__(self, session: AgentSession[None]) -> None:
        self._session = session
        self._ids: set[str] = set()

    def say(self, text: str) -> SpeechHandle:
        """Raises RuntimeError once the session is over."""
        token = _ASIDE.set(True)
        try:
            handle = self._session.say(text, add_to_chat_ctx=False)
        finally:
            _ASIDE.reset(token)
        self._ids.add(handle.id)
        return handle

    @property
    def sounding(self) -> bool:
        now = self._session.current_speech
        return now is not None and now.id in self._ids


class Interlocutor(Agent):
    """Speaks what the conversation replies, in the voice of whoever says it."""

    def __init__(self, brain: Brain, mouths: Mouths) -> None:
        super().__init__(instructions=brain.instructions, tools=[*brain.tools])
        self._brain, self._mouths = brain, mouths

    async def on_enter(self) -> None:
        """The session runs, and with it the one with a realtime model."""
        model_session = (
            self.realtime_llm_session if isinstance(self._brain.model, llm.RealtimeModel) else None
        )
        self._brain.attend(self.session, model_session)

    async def on_user_turn_completed(self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage) -> None:
        """Before a reply is asked for."""
        if self._brain.keeps_silent:
            raise StopResponse

    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncGenerator[rtc.AudioFrame]:
        """Sentence by sentence, one speaker after the other."""
        spoken = None if _ASIDE.get() else self._brain.spoken
        async for speaker, run in by_speaker(text, spoken, self._brain.speaker):
            async for frame in _speech(self._mouths[speaker], run):
                yield frame


async def by_speaker(
    text: AsyncIterable[str], spoken: Spoken | None, default: Speaker
) -> AsyncGenerator[tuple[Speaker, AsyncGenerator[str]]]:
    """The text as runs of one speaker each. A run must be read to its end before the next one is asked for."""
    offset = 0
    chunks = aiter(text)
    waiting: list[tuple[Speaker, str]] = []

    async def next_chunk() -> tuple[Speaker, str] | None:
        nonlocal offset
        try:
            chunk = await anext(chunks)
        except StopAsyncIteration:
            return None
        speaker = (spoken.speaker_at(offset) if spoken else None) or default
        offset += len(chunk)
        return speaker, chunk

    async def run(speaker: Speaker, first: str) -> AsyncGenerator[str]:
        yield first
        while (found := await next_chunk()) is not None:
            if found[0] != speaker:
                waiting.append(found)
                return
            yield found[1]

    first = await next_chunk()
    while first is not None:
        yield first[0], run(*first)
        first = waiting.pop() if waiting else None


_CLAUSE = re.compile(r"^.{12,}?[,;:.!?…](?=\s)", re.DOTALL)
"""The least that sounds whole on its own."""


async def first_clause(text: AsyncIterable[str]) -> tuple[str, AsyncGenerator[str]]:
    """The first clause of a text that is still coming, and the rest of it."""
    waiting = ""
    chunks = aiter(text)
    found = None
    while found is None:
        try:
            waiting += await anext(chunks)
        except StopAsyncIteration:
            break
        found = _CLAUSE.match(waiting)
    first = found[0] if found else waiting

    async def rest() -> AsyncGenerator[str]:
        if waiting[len(first) :].strip():
            yield waiting[len(first) :]
        async for chunk in chunks:
            yield chunk

    return first, rest()


async def _speech(mouth: tts.TTS[Any], text: AsyncGenerator[str]) -> AsyncGenerator[rtc.AudioFrame]:
    """What a mouth says to a text that is still coming. The first clause goes alone: somebody is waiting for it."""
    first, rest = await first_clause(text)
    if not first.strip():
        return
    async with mouth.synthesize(first) as said:
        async for event in said:
            yield event.frame
    async for frame in _sentences(mouth, rest):
        yield frame


async def _sentences(mouth: tts.TTS[Any], text: AsyncGenerator[str]) -> AsyncGenerator[rtc.AudioFrame]:
    adapter = tts.StreamAdapter(
        tts=mouth, sentence_tokenizer=tokenize.blingfire.SentenceTokenizer(retain_format=True)
    )
    async with adapter.stream() as stream:

        async def feed() -> None:
            async for chunk in text:
                stream.push_text(chunk)
            stream.end_input()

        feeding = asyncio.create_task(feed())
        try:
            async for event in stream:
                yield event.frame
        finally:
            feeding.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await feeding
