"""A call by telephone begins with a PIN: whoever types it is the person who asked for it, whatever number they call from."""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from livekit import rtc
from livekit.agents import tts
from livekit.rtc.participant import UnpublishTrackError

from lifeos.contracts.call import CallOrder, VoiceProfile
from lifeos.contracts.words import Locale
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.pins import DIGITS
from lifeos.voice.phrases import phrase
from lifeos.voice.pins import claim

TRIES = 3
TYPED_WITHIN_S = 30.0
"""From the beginning of the question to the last digit."""
TRY_TAKES_S = 1.0
"""However quick the answer is: nobody goes through many digits in a short time."""
ENDS_EARLY, STARTS_AGAIN = "#", "*"

ByLanguage = Mapping[Locale, tts.TTS[Any]]


def spoken_before_pin(profile: VoiceProfile) -> tuple[Locale, ...]:
    """The languages of the question for the PIN, while nobody knows who calls. The speech without a key is English."""
    return ("en",) if profile == "local" else ("en", "es", "pt")


class Digits:
    """What somebody types: done after six digits or `#`; `*` starts again."""

    def __init__(self) -> None:
        self.text, self.done = "", False

    def press(self, key: str) -> None:
        """One key of the telephone. What is pressed after the end does not count."""
        if self.done:
            return
        if key == STARTS_AGAIN:
            self.text = ""
        elif key == ENDS_EARLY:
            self.done = True
        elif len(key) == 1 and key in "0123456789":
            self.text += key
            self.done = len(self.text) == DIGITS


class HungUp(Exception):
    """The caller is gone."""


class Keypad:
    """The keys that one caller presses, in order, and whether they are still there."""

    def __init__(self, room: rtc.Room, identity: str) -> None:
        self._room, self._identity = room, identity
        self._pressed: asyncio.Queue[str | None] = asyncio.Queue()
        room.on("sip_dtmf_received", self._key)
        room.on("participant_disconnected", self._left)
        room.on("disconnected", self._over)

    def close(self) -> None:
        self._room.off("sip_dtmf_received", self._key)
        self._room.off("participant_disconnected", self._left)
        self._room.off("disconnected", self._over)

    async def next(self) -> str:
        """The next key. Raises HungUp."""
        key = await self._pressed.get()
        if key is None:
            raise HungUp
        return key

    def _key(self, event: rtc.SipDTMF) -> None:
        if event.participant and event.participant.identity == self._identity:
            self._pressed.put_nowait(event.digit)

    def _left(self, participant: rtc.RemoteParticipant) -> None:
        if participant.identity == self._identity:
            self._pressed.put_nowait(None)

    def _over(self, *_: object) -> None:
        self._pressed.put_nowait(None)


class Prompt:
    """Says fixed sentences into a room before there is a conversation."""

    def __init__(self, room: rtc.Room, mouths: ByLanguage) -> None:
        rate = next(iter(mouths.values())).sample_rate
        self._room, self._mouths, self._source = room, mouths, rtc.AudioSource(rate, 1)
        self._published: rtc.LocalTrackPublication | None = None

    async def open(self) -> None:
        track = rtc.LocalAudioTrack.create_audio_track("prompt", self._source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        self._published = await self._room.local_participant.publish_track(track, options)

    async def close(self) -> None:
        """The conversation has a track of its own. A room that is gone took this one with it."""
        if self._published and self._room.isconnected():
            with contextlib.suppress(UnpublishTrackError):
                await self._room.local_participant.unpublish_track(self._published.sid)
        await self._source.aclose()

    async def say(self, name: str) -> None:
        """One sentence in each language, to its last sound; cancelling it cuts it off."""
        try:
            for language, mouth in self._mouths.items():
                async with mouth.synthesize(phrase(language, name)) as said:
                    async for event in said:
                        await self._source.capture_frame(event.frame)
            await self._source.wait_for_playout()
        except asyncio.CancelledError:
            self._source.clear_queue()
            raise


@dataclass(frozen=True)
class Entrance:
    """Asks for the PIN until it is right, three times at most."""

    bus: Bus
    secret: str
    keypad: Keypad
    prompt: Prompt

    async def order(self) -> CallOrder | None:
        """The call that the caller may make; None when they could not say so, after a goodbye. Raises HungUp."""
        for sentence in ("pin", *["pin_wrong"] * (TRIES - 1)):
            began = time.monotonic()
            order = await self._claimed(await self._typed(sentence))
            await asyncio.sleep(max(0.0, TRY_TAKES_S - (time.monotonic() - began)))
            if order:
                return order
        await self.prompt.say("pin_over")
        return None

    async def _typed(self, sentence: str) -> str:
        """What was typed within half a minute. Whoever types before the sentence is over need not hear the rest."""
        digits = Digits()
        speaking = asyncio.create_task(self.prompt.say(sentence))
        try:
            async with asyncio.timeout(TYPED_WITHIN_S):
                while not digits.done:
                    digits.press(await self.keypad.next())
                    speaking.cancel()
        except TimeoutError:
            telemetry.logger().info("no PIN was typed in time")
        finally:
            speaking.cancel()
            await asyncio.gather(speaking, return_exceptions=True)
        return digits.text

    async def _claimed(self, digits: str) -> CallOrder | None:
        if len(digits) != DIGITS:
            return None
        try:
            return await claim(self.bus, digits, self.secret)
        except Unavailable as away:
            telemetry.logger().warning("a PIN could not be looked up", why=str(away))
            return None


async def let_in(
    room: rtc.Room, identity: str, bus: Bus, secret: str, mouths: ByLanguage
) -> CallOrder | None:
    """Ask the caller for a PIN. None when they have none, or hung up."""
    keypad, prompt = Keypad(room, identity), Prompt(room, mouths)
    await prompt.open()
    try:
        return await Entrance(bus, secret, keypad, prompt).order()
    except HungUp:
        return None
    finally:
        keypad.close()
        await prompt.close()
