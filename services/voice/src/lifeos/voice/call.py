"""One call, from the agent's entry into the room to its end."""

import asyncio
import contextlib
import time
from dataclasses import dataclass
from typing import Any

from livekit.agents import AgentSession, inference, stt
from livekit.agents.types import NOT_GIVEN
from livekit.agents.voice.events import CloseEvent, CloseReason
from livekit.agents.voice.room_io import RoomOptions, TextOutputOptions
from livekit.agents.voice.turn import TurnHandlingOptions

from lifeos.contracts import CallEnded, CallStarted, Message, TurnAnswered, TurnRouted
from lifeos.contracts.call import CallOrder, EndReason, VoiceProfile, call_of
from lifeos.contracts.words import Speaker
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.voice.announcer import Announcer
from lifeos.voice.brain import Brain, BusBrain
from lifeos.voice.captions import Captions
from lifeos.voice.interlocutor import Asides, Interlocutor, Mouths, main_speaker
from lifeos.voice.line import Line
from lifeos.voice.outbox import Outbox
from lifeos.voice.phrases import phrase
from lifeos.voice.realtime import OwnVoice, RealtimeBrain
from lifeos.voice.speaking import Finishing, SpeechClock
from lifeos.voice.spending import Prices, Spending
from lifeos.voice.turns import Turns
from lifeos.voice.watching import Watch

TALK = {"mode": "fixed", "min_delay": 0.4, "max_delay": 2.5}
PRACTICE = {"mode": "fixed", "min_delay": 2.2, "max_delay": 6.0}
"""Whoever answers an interview question thinks before the next sentence."""
INTERRUPTION = {"enabled": True, "mode": "vad", "min_duration": 0.3, "resume_false_interruption": True}
AEC_WARMUP_S = 1.0
AWAY_S = 90.0
"""After this long without a word the call ends by itself."""
GOODBYE_S = 12.0
LAST_FACTS_S = 60.0
LOOK_S = 0.5


@dataclass(frozen=True)
class Speech:
    """Ears and mouths of one call. A realtime model has ears of its own, and the mouths say what is not its reply."""

    ears: stt.STT[Any] | None
    mouths: Mouths
    own: OwnVoice | None = None


@dataclass(frozen=True)
class Limits:
    usd: float
    seconds: float


class Call:
    """Holds the parts of one call together; `run` returns when it is over. `caller` is who is listened to in the room."""

    def __init__(
        self,
        bus: Bus,
        order: CallOrder,
        room_sid: str,
        caller: str,
        speech: Speech,
        limits: Limits,
        prices: Prices,
        profile: VoiceProfile,
    ) -> None:
        self.order, self.id = order, call_of(order.session_id, room_sid)
        self._bus, self._limits, self._caller = bus, limits, caller
        self._profile: VoiceProfile = profile
        self._outbox, self._clock, self._spending = Outbox(bus), SpeechClock(), Spending(prices)
        self._line = Line(bus, order.session_id, self._noticed)
        turns = Turns(order, self.id, self._line, self._outbox)
        self._brain: Brain = (
            RealtimeBrain(speech.own, turns, self._clock, order, prices)
            if speech.own
            else BusBrain(turns, self._clock, order.language, main_speaker(order.persona))
        )
        self._brain.on_silence, self._brain.on_answer = self._not_answered, self._answered
        self.captions = Captions(order.session_id, self.id, self._outbox.put, self._speaker_at)
        self._watch = Watch(
            order,
            self.id,
            self._brain,
            self.captions,
            self._clock,
            self._outbox,
            self._spending,
            self._trouble,
        )
        self.session: AgentSession[None] = AgentSession(
            stt=speech.ears or NOT_GIVEN,
            vad=inference.VAD(),
            llm=self._brain.model,
            tts=speech.mouths[main_speaker(order.persona)],
            turn_handling=_turn_handling(order),
            aec_warmup_duration=AEC_WARMUP_S,
            user_away_timeout=AWAY_S,
        )
        self.agent = Interlocutor(self._brain, speech.mouths)
        self._asides = Asides(self.session)
        self._announcer = Announcer(
            order,
            self.id,
            self.session,
            self._asides,
            self._outbox,
            turns.late,
            lambda: self._watch.standing.quiet_since,
        )
        self._brain.on_aside = self._announcer.tell
        self._began = time.time()
        self._reason: EndReason | None = None
        self._over = asyncio.Event()
        self._handed_on = False
        self._told: set[str] = set()
        self._practising = False
        self._watch.watch(self.session)
        self.session.on("close", self._closed)

    @property
    def room_options(self) -> RoomOptions:
        """Words go to the room's own caption stream, for other front ends, and then to ours."""
        return RoomOptions(
            text_output=TextOutputOptions(next_in_chain=self.captions),
            video_input=False,
            text_input=False,
            participant_identity=self._caller,
            delete_room_on_close=False,
        )

    async def open(self) -> bool:
        """Put the call on record. True when it was begun before: another process served it and is gone."""
        started = CallStarted(
            id=str(self.id),
            person_id=self.order.person_id,
            session_id=self.order.session_id,
            persona=self.order.persona,
            language=self.order.language,
            line=self.order.line,
            profile=self._profile,
        )
        published = await self._bus.publish(started)
        if published.already:
            standing = await self._bus.standing(started.subject)
            self._began = standing.message.time.timestamp() if standing else self._began
        await self._line.open(published.sequence)
        return published.already

    def begin(self, *, again: bool) -> None:
        """Greet, and keep an eye on the call from here on."""
        name = "back" if again else f"greeting_{self.order.persona}"
        self._asides.say(phrase(self.order.language, name))
        self._announcer.start()

    def healed(self) -> None:
        """The line broke and is back, with the person on it."""
        self._announcer.tell(phrase(self.order.language, "back"))

    def left(self) -> None:
        """The person is gone."""
        self._reason = self._reason or "left"
        self._over.set()

    async def run(self) -> None:
        """Until the person leaves, or the call has to end. Begun before the session is, so that nothing is missed."""
        try:
            while not self._over.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), LOOK_S)
                reason = self._must_end()
                if reason and not self._over.is_set():
                    await self._say_goodbye(reason)
        except asyncio.CancelledError:
            # The process has to go, not the person: another agent goes on.
            self._handed_on = True
            raise

    async def close(self) -> None:
        """Everything that happened goes out, then the end; unless only this process ends and another one goes on."""
        self._announcer.stop()
        self._brain.finish()
        if self._reason:
            self._outbox.put(self._end(self._reason))
        if not await self._outbox.close(LAST_FACTS_S):
            telemetry.logger().error("the bus stayed away: the end of a call is not on record")
        await self._line.close()

    def _end(self, reason: EndReason) -> CallEnded:
        return CallEnded(
            id=str(self.id),
            person_id=self.order.person_id,
            session_id=self.order.session_id,
            reason=reason,
            seconds=round(time.time() - self._began, 1),
            turns=self._brain.turns.count,
            cost_usd=round(self._spending.usd, 6),
            heard_s=round(self._spending.heard_s, 1),
            spoken_characters=self._spending.spoken_characters,
            latencies_s=self._watch.latencies_s,
            troubles=self._watch.troubles,
        )

    def _closed(self, event: CloseEvent) -> None:
        if self._reason is None and not self._handed_on and event.reason != CloseReason.JOB_SHUTDOWN:
            self._reason = "failed" if event.reason == CloseReason.ERROR else "left"
        self._over.set()

    def _must_end(self) -> EndReason | None:
        if self._brain.lost:
            return "failed"
        if self._spending.usd >= self._limits.usd:
            return "budget"
        if time.time() - self._began >= self._limits.seconds:
            return "too_long"
        return "silent" if self._watch.standing.person == "away" else None

    async def _say_goodbye(self, reason: EndReason) -> None:
        self._reason = reason
        self._announcer.stop()
        if reason == "failed":
            self._watch.trouble(phrase(self.order.language, reason))
        with contextlib.suppress(TimeoutError, RuntimeError):
            if reason == "failed":
                # Whoever waits for words that do not come any more would keep these from being said.
                self.session.interrupt(force=True)
            handle = self._asides.say(phrase(self.order.language, reason))
            await asyncio.wait_for(handle.wait_for_playout(), GOODBYE_S)
        self._over.set()

    def _speaker_at(self, offset: int) -> Speaker:
        """Who says the character that is played now."""
        if self._asides.sounding:
            return self._brain.speaker
        return self._brain.spoken.speaker_at(offset) or self._brain.speaker

    def _noticed(self, fact: Message) -> None:
        self._announcer.noticed(fact)
        if isinstance(fact, TurnRouted):
            self._listen(patiently=bool(fact.practice and fact.practice.next))

    def _listen(self, *, patiently: bool) -> None:
        if patiently != self._practising:
            self._practising = self._brain.rehearsing = patiently
            self.session.update_options(endpointing_opts=PRACTICE if patiently else TALK)  # type: ignore[arg-type]

    def _answered(self, answer: TurnAnswered) -> None:
        self._spending.replies_usd += answer.usage.cost_usd
        if answer.usage.cost_usd:
            self._watch.show("usage")

    def _not_answered(self) -> None:
        """Nothing came back to what the person said; once more, and the call ends."""
        with contextlib.suppress(RuntimeError):
            self._asides.say(phrase(self.order.language, "not_answered"))

    def _trouble(self, part: str) -> None:
        """Ears or mouth failed for good: say it while there is a voice, show it in any case, and say it once."""
        name = {"tts": "not_spoken", "realtime_model": "failed"}.get(part, "not_heard")
        text = phrase(self.order.language, name)
        self._watch.trouble(text)
        if part == "stt" and name not in self._told:
            self._told.add(name)
            self._asides.say(text)


def _turn_handling(order: CallOrder) -> TurnHandlingOptions:
    return TurnHandlingOptions(
        turn_detection=Finishing(order.language),
        endpointing=TALK,  # type: ignore[typeddict-item]
        interruption=INTERRUPTION,  # type: ignore[typeddict-item]
        preemptive_generation={"enabled": False},
    )
