"""Sound through the agent's session without any LiveKit server: a microphone that is no room, and a loudspeaker that is none."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator
from uuid import UUID

import httpx
import numpy as np
import pytest
import pytest_asyncio
from livekit import rtc
from livekit.agents.voice import io
from livekit.agents.voice.transcription import TranscriptSynchronizer

from lifeos.contracts.call import CallOrder
from lifeos.contracts.words import Locale
from lifeos.voice.call import Call, Limits, Speech
from lifeos.voice.speech import SpeechSettings, ears, mouth
from lifeos.voice.spending import Prices
from services.voice.tests.speech_server import Server
from tests.calls.agent import voice_bus
from tests.calls.caller import RATE, Events, speech
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

FRAME = RATE // 50
QUIET = np.zeros(FRAME, dtype=np.int16)
LOCAL = SpeechSettings()


class Microphone(io.AudioInput):
    """Frames of 20 ms in real time: what is said, else silence."""

    def __init__(self) -> None:
        super().__init__(label="script")
        self._frames: asyncio.Queue[np.ndarray] = asyncio.Queue()
        self._next = time.monotonic()

    async def __anext__(self) -> rtc.AudioFrame:
        self._next = max(self._next + 0.02, time.monotonic() - 0.1)
        await asyncio.sleep(self._next - time.monotonic())
        said = not self._frames.empty()
        frame = self._frames.get_nowait() if said else QUIET
        if said:
            self._frames.task_done()
        return rtc.AudioFrame(frame.tobytes(), RATE, 1, FRAME)

    async def say(self, text: str) -> None:
        samples = speech(text)
        for start in range(0, len(samples) - FRAME, FRAME):
            self._frames.put_nowait(samples[start : start + FRAME])
        await self._frames.join()


class Loudspeaker(io.AudioOutput):
    """Plays in real time and says when a piece was over, or cut."""

    def __init__(self) -> None:
        super().__init__(label="script", capabilities=io.AudioOutputCapabilities(pause=False))
        self.seconds = 0.0
        self._piece_s, self._began = 0.0, 0.0
        self._ending: asyncio.Task[None] | None = None

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        if not self._piece_s:
            self._began = time.time()
            self.on_playback_started(created_at=self._began)
        self._piece_s += frame.duration
        self.seconds += frame.duration

    def flush(self) -> None:
        super().flush()
        if self._piece_s and not self._ending:
            self._ending = asyncio.create_task(self._play_out())

    def clear_buffer(self) -> None:
        if self._piece_s:
            self._over(time.time() - self._began, interrupted=True)

    async def _play_out(self) -> None:
        await asyncio.sleep(max(0.0, self._began + self._piece_s - time.time()))
        self._over(self._piece_s, interrupted=False)

    def _over(self, played_s: float, *, interrupted: bool) -> None:
        ending, self._ending = self._ending, None
        whole, self._piece_s = self._piece_s, 0.0
        if ending and interrupted:
            ending.cancel()
        self.on_playback_finished(playback_position=min(played_s, whole), interrupted=interrupted)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def spine() -> AsyncGenerator[Spine]:
    async with Spine() as running:
        yield running


@contextlib.asynccontextmanager
async def talking(
    spine: Spine,
    web: httpx.AsyncClient,
    session: str,
    *,
    language: Locale = "en",
    settings: SpeechSettings = LOCAL,
) -> AsyncGenerator[Microphone]:
    """The call as the voice service holds it, with its own ears and mouths, until it is left."""
    microphone, loudspeaker = Microphone(), Loudspeaker()
    me = UUID((await web.get("/v1/me")).json()["id"])
    order = CallOrder(person_id=me, session_id=UUID(session), persona="antonio", language=language)
    heard = Speech(ears(settings, language), {"antonio": mouth(settings, "antonio", language)})
    async with voice_bus(spine) as bus:
        limits = Limits(usd=1.0, seconds=300)
        call = Call(bus, order, "RM_none", "nobody", heard, limits, Prices(), settings.profile)
        assert not await call.open()
        call.session.input.audio = microphone
        in_step = TranscriptSynchronizer(next_in_chain_audio=loudspeaker, next_in_chain_text=call.captions)
        call.session.output.audio = in_step.audio_output
        call.session.output.transcription = in_step.text_output
        await call.session.start(call.agent, record=False)
        call.begin(again=False)
        running = asyncio.create_task(call.run())
        try:
            yield microphone
            assert loudspeaker.seconds > 1
        finally:
            call.left()
            await running
            await call.close()
            await call.session.aclose()
            await in_step.aclose()


async def test_what_is_said_is_heard_answered_and_written(spine: Spine) -> None:
    async with spine.client(await spine.new_key("sound")) as web:
        session = (await web.post("/v1/sessions", json={})).json()["id"]
        async with Events.of(web, session) as events:
            async with talking(spine, web, session) as microphone:
                await _finished(events, "Tell me about your work")
                await microphone.say("I worked as a cook at the Blue Hotel from March 2015 to June 2020.")
                await _finished(events, "Blue Hotel")
                await microphone.say("Please make my CV.")
                made = await events.until("deliverable.updated")
                await _finished(events, "Your CV is ready")
            over = await events.until("call.ended")
        assert (over["reason"], over["turns"]) == ("left", 2)
        cv = await web.get(f"/v1/deliverables/{made['deliverable']['id']}/content?format=txt")
        assert "Blue Hotel" in cv.text
        calls = (await web.get(f"/v1/sessions/{session}/calls")).json()["items"]
        talk = (await web.get(f"/v1/sessions/{session}/messages")).json()["items"]
        assert [call["persona"] for call in calls] == ["antonio"]
        assert [words["role"] for words in talk] == ["person", "assistant"] * 2


async def test_speaking_into_a_reply_cuts_it_where_it_was_heard(spine: Spine) -> None:
    async with spine.client(await spine.new_key("cut")) as web:
        session = (await web.post("/v1/sessions", json={})).json()["id"]
        async with Events.of(web, session) as events, talking(spine, web, session) as microphone:
            await _finished(events, "Tell me about your work")
            await microphone.say("I worked as a cook at the Blue Hotel from March 2015 to June 2020.")
            await events.until(
                "call.state", lambda it: it["agent"] == "speaking" and it["changed"] == "agent"
            )
            await events.until("call.caption", lambda it: it["speaker"] == "antonio" and "Blue" in it["text"])
            await microphone.say("Wait a moment please, I also want to say something else.")
            await events.until("call.state", lambda it: it["changed"] == "interruption")
            heard = await events.until("reply.heard", lambda it: it["interrupted"])
        assert heard["segments"]


async def test_when_the_ears_die_the_person_is_told_once_and_what_was_said_stays(spine: Spine) -> None:
    async with Server.listening() as server, spine.client(await spine.new_key("deaf")) as web:
        session = (await web.post("/v1/sessions", json={"locale": "es"})).json()["id"]
        remote = SpeechSettings(profile="pipeline", stt_base_url=server.url, stt_model="whisper")
        server.text = "Trabajé de cocinera en el Hotel Azul de 2015 a 2020."
        async with Events.of(web, session) as events:
            async with talking(spine, web, session, language="es", settings=remote) as microphone:
                await _finished(events, "Cuéntame")
                await microphone.say("These words are only sound: the server says what they were.")
                await _finished(events, "Hotel Azul")
                server.status = 500
                await microphone.say("Nobody understands this any more.")
                await _finished(events, "Lo que dijiste antes está guardado")
                await microphone.say("And this neither.")
                told = await events.until("call.state", lambda it: bool(it["problem"]))
                await asyncio.sleep(3)
            assert "no te entiendo" in told["problem"].lower()
        said = [it for it in events.all("call.caption") if it["final"] and "está guardado" in it["text"]]
        assert len(said) == 1
        jobs = [it["memory"] for it in (await web.get("/v1/memories")).json()["items"]]
        assert any("Hotel Azul" in str(job) for job in jobs)


async def _finished(events: Events, words: str) -> None:
    """Until the agent has said this to its end."""
    await events.until(
        "call.caption",
        lambda it: it["speaker"] == "antonio" and it["final"] and words in it["text"],
        seconds=40,
    )
