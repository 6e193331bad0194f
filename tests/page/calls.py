"""What a call needs that the page does not bring: a LiveKit server, and a stand-in for the agent."""

import asyncio
import contextlib
import json
import math
import os
import re
import signal
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
import pytest
from livekit import api, rtc
from livekit.protocol.models import ParticipantInfo
from nats.aio.msg import Msg
from playwright.sync_api import Browser, BrowserType, Page, expect
from pydantic import SecretStr

from lifeos.contracts import (
    CallEnded,
    CallStarted,
    CallState,
    CaptionShown,
    ReplyHeard,
    SpeakerChanged,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
)
from lifeos.contracts.turn import Reply, Segment, TurnRequest
from lifeos.gateway.calls import room_of
from lifeos.runtime.bus import Bus
from lifeos.runtime.service import HEALTH_SUBJECT
from lifeos.runtime.settings import Settings
from lifeos.runtime.testing.servers import free_port
from lifeos.stack.layout import Layout
from lifeos.stack.livekit import API_KEY, CallPlaces, livekit_binary, livekit_config
from lifeos.stack.nats import nats_users
from lifeos.stack.secrets import load_secrets
from lifeos.stack.up import urls_of
from tests.page.browsing import CHROMIUM, Installation, Visitor, visit

SECRET = "0123456789abcdef0123456789abcdef"
RATE, TONE_HZ = 48_000, 440
SEEN_S = 15.0
T = TypeVar("T")
AGENT_IS_HEARD = """() => {
  const found = document.querySelector('audio');
  if (!found || found.paused || found.srcObject.getAudioTracks()[0].readyState !== 'live') return false;
  window.context ??= new AudioContext();
  window.ear ??= (() => {
    const ear = context.createAnalyser();
    context.createMediaStreamSource(found.srcObject).connect(ear);
    return ear;
  })();
  const wave = new Float32Array(ear.fftSize);
  ear.getFloatTimeDomainData(wave);
  return Math.max(...wave) > 0.1;
}"""
"""In the page: whether what the agent hums comes out of the loudspeaker."""


@contextmanager
def livekit(gateway: str) -> Generator[dict[str, str]]:
    """A LiveKit server on loopback that reports to this gateway, and the settings that name it."""
    binary = livekit_binary()
    if binary is None:
        pytest.skip("no LiveKit server here: deploy/build-livekit builds it where Go is 1.26 or newer")
    port, media = free_port(), free_port()
    places = CallPlaces(port=port, udp_port=media, webhook=f"{gateway}/v1/livekit/webhook", loopback=True)
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as written:
        written.write(livekit_config(places, SECRET))
        written.flush()
        process = subprocess.Popen(
            [str(binary), "--config", written.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _answers(f"http://127.0.0.1:{port}")
            yield {
                "LIFEOS_LIVEKIT_URL": f"ws://127.0.0.1:{port}",
                "LIFEOS_LIVEKIT_API_KEY": API_KEY,
                "LIFEOS_LIVEKIT_API_SECRET": SECRET,
            }
        finally:
            # Asked politely, it waits until the last room is empty.
            process.kill()
            process.wait(10)


def _answers(url: str) -> None:
    end = time.monotonic() + SEEN_S
    while time.monotonic() < end:
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(url, timeout=1)
            return
        time.sleep(0.05)
    raise AssertionError("LiveKit does not answer")


@dataclass(frozen=True)
class Where:
    """One call as the bus knows it."""

    person: UUID
    session: UUID
    call: UUID

    @property
    def fact(self) -> dict[str, Any]:
        return {"id": str(self.call), "person_id": self.person, "session_id": self.session}

    @property
    def sign(self) -> dict[str, Any]:
        return {"call": self.call, "session_id": self.session}


class StandIn:
    """Says that calls are possible, joins rooms as an agent that hums, and tells the bus what the test wants told.

    The real service would say that it is off here; it is frozen meanwhile.
    """

    def __init__(self, house: Installation) -> None:
        self._voice = house.pid_of("voice")
        self._url = house.environment["LIFEOS_LIVEKIT_URL"]
        layout = Layout(
            data=Path(house.environment["LIFEOS_DATA"]), port=int(house.environment["LIFEOS_PORT"])
        )
        self._urls = urls_of(layout, load_secrets(layout.secrets, nats_users()))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._bus: Bus | None = None
        self._rooms: list[rtc.Room] = []
        self._humming: set[asyncio.Task[None]] = set()
        self.possible = "ok"

    def __enter__(self) -> "StandIn":
        os.kill(self._voice, signal.SIGSTOP)
        self._thread.start()
        self._run(self._connect())
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._voice, signal.SIGCONT)
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    async def _connect(self) -> None:
        self._bus = await Bus.connect(
            Settings(
                nats_url=self._urls.nats,
                nats_user=self._urls.nats_user,
                nats_password=SecretStr(self._urls.nats_password),
            ),
            "operator",
        )

        async def answer(asked: Msg) -> None:
            parts = {"voice": self.possible}
            await asked.respond(json.dumps({"service": "voice", "parts": parts}).encode())

        await self._bus.client.subscribe(HEALTH_SUBJECT, cb=answer)

    async def _close(self) -> None:
        for task in self._humming:
            task.cancel()
        for room in self._rooms:
            await room.disconnect()
        if self._bus:
            await self._bus.close()

    def join(self, session: UUID) -> rtc.Room:
        """An agent in the room of a conversation, humming."""
        return self._run(self._join(session))

    async def _join(self, session: UUID) -> rtc.Room:
        token = api.AccessToken(API_KEY, SECRET).with_identity("agent").with_kind("agent")
        token = token.with_grants(api.VideoGrants(room_join=True, room=room_of(session)))
        room = rtc.Room()
        await room.connect(self._url, token.to_jwt())
        source = rtc.AudioSource(RATE, 1)
        track = rtc.LocalAudioTrack.create_audio_track("voice", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await room.local_participant.publish_track(track, options)
        self._humming.add(self._loop.create_task(_hum(source)))
        self._rooms.append(room)
        return room

    def leave(self, room: rtc.Room) -> None:
        self._run(room.disconnect())

    def drop(self, session: UUID) -> None:
        """The room is closed by the service."""
        self._run(self._drop(session))

    async def _drop(self, session: UUID) -> None:
        async with api.LiveKitAPI(self._url, API_KEY, SECRET) as livekit:
            await livekit.room.delete_room(api.DeleteRoomRequest(room=room_of(session)))

    def people_in(self, session: UUID) -> int:
        """How many have joined, whether or not they hear anything yet."""
        return len(self._run(self._people(session)))

    def connected_in(self, session: UUID) -> int:
        """How many can hear and be heard. Whoever is sent away before that tries again by themselves."""
        return sum(person.state == ParticipantInfo.ACTIVE for person in self._run(self._people(session)))

    async def _people(self, session: UUID) -> list[ParticipantInfo]:
        async with api.LiveKitAPI(self._url, API_KEY, SECRET) as livekit:
            try:
                found = await livekit.room.list_participants(
                    api.ListParticipantsRequest(room=room_of(session))
                )
            except api.TwirpError:
                return []
            return list(found.participants)

    def tell(self, *messages: Any) -> None:
        self._run(self._tell(messages))

    async def _tell(self, messages: tuple[Any, ...]) -> None:
        assert self._bus
        for message in messages:
            await (self._bus.publish(message) if hasattr(message, "person_id") else self._bus.show(message))

    def starts(self, where: Where, persona: Any = "antonio") -> None:
        self.tell(CallStarted(**where.fact, persona=persona, language="en"))

    def stands(self, where: Where, **state: Any) -> None:
        self.tell(CallState(**where.sign, changed="agent", **state))

    def captions(self, where: Where, speaker: Any, segment: str, text: str, final: bool = False) -> None:
        self.tell(CaptionShown(**where.sign, speaker=speaker, segment=segment, text=text, final=final))

    def speaks(self, where: Where, speaker: Any) -> None:
        self.tell(SpeakerChanged(**where.sign, speaker=speaker))

    def ends(self, where: Where, reason: Any, seconds: float = 0, cost_usd: float = 0) -> None:
        self.tell(CallEnded(**where.fact, reason=reason, seconds=seconds, cost_usd=cost_usd))

    def says(self, where: Where, said: str, answered: str, heard: str) -> None:
        """One turn of the call: what the person said, and the reply, of which only a part was heard."""
        fact: dict[str, Any] = {"id": str(uuid4()), "person_id": where.person, "session_id": where.session}
        whole, part = ([Segment(speaker="antonio", text=text)] for text in (answered, heard))
        self.tell(
            TurnReceived(
                **fact,
                request=TurnRequest(session_id=where.session, message=said),
                request_hash="",
                channel="voice",
                call=where.call,
            ),
            TurnCommitted(**fact, call=where.call),
            TurnAnswered(**fact, outcome="replied", reply=Reply(text=answered, segments=whole)),
            ReplyHeard(**fact, call=where.call, segments=part, interrupted=True),
        )


async def _hum(source: rtc.AudioSource) -> None:
    samples = RATE // 100
    for frame in range(10**9):
        start = frame * samples
        wave = (int(9_000 * math.sin(2 * math.pi * TONE_HZ * (start + n) / RATE)) for n in range(samples))
        data = struct.pack(f"<{samples}h", *wave)
        await source.capture_frame(rtc.AudioFrame(data, RATE, 1, samples))


@contextlib.contextmanager
def launched(chromium: BrowserType, *arguments: str) -> Generator[Browser]:
    browser = chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *arguments])
    yield browser
    browser.close()


def until(true: Callable[[], Any]) -> Any:
    end = time.monotonic() + SEEN_S
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come true")


def caller(browser: Browser, house: Installation, **more: Any) -> Visitor:
    """Somebody who allows the microphone, before a page that offers calls."""
    visitor = visit(browser, house, permissions=["microphone"], **more)
    expect(visitor.page.locator("[data-call]")).to_be_visible()
    return visitor


def bar(page: Page) -> Any:
    return page.locator("section[aria-label=Call], section[aria-label=Llamar]")


def session_of(page: Page) -> UUID:
    expect(page).to_have_url(re.compile("#c="))
    return UUID(page.url.split("#c=")[1].split("&")[0])


def in_call(visitor: Visitor, agent: StandIn) -> Where:
    """Press the button, and be in a call whose agent listens."""
    page = visitor.page
    page.locator("[data-call]").click()
    where = Where(UUID(visitor.read("/v1/me")["id"]), session_of(page), uuid4())
    until(lambda: agent.connected_in(where.session) == 1)
    agent.starts(where)
    agent.stands(where, agent="listening")
    expect(bar(page).get_by_text("Antonio is listening")).to_be_visible()
    return where


def hang_up(page: Page) -> None:
    bar(page).get_by_role("button", name=re.compile("Leave|Close")).click()
    expect(bar(page)).to_be_hidden()


def microphone_of(room: Any) -> Any:
    """The person's track as the agent has it."""
    people = [one for one in room.remote_participants.values() if one.identity.startswith("person-")]
    tracks = list(people[0].track_publications.values()) if people else []
    return tracks[0] if tracks else None
