"""The profile `realtime`: a small model hears and speaks for the flow of the talk. Each thing the person says is still one turn
on the bus, the model's words are its reply, and its one tool only says what the turn asks for."""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

from livekit.agents import AgentSession, RunContext, StopResponse, function_tool, llm
from livekit.agents.metrics import RealtimeModelMetrics
from livekit.agents.types import NOT_GIVEN, APIConnectOptions
from livekit.agents.voice import SpeechHandle
from livekit.agents.voice.events import ErrorEvent, SpeechCreatedEvent
from livekit.plugins.openai import realtime
from livekit.plugins.openai.realtime.utils import DEFAULT_INPUT_AUDIO_TRANSCRIPTION

from lifeos.contracts.asks import AskTalk, SpokenTurn, Talk
from lifeos.contracts.call import CallOrder
from lifeos.contracts.personas import persona_card
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import LANGUAGE_NAMES, Intent
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.conversation import told_to_a_model
from lifeos.runtime.errors import Unavailable
from lifeos.voice.brain import Brain, Spoken
from lifeos.voice.exchanges import Exchange, Exchanges
from lifeos.voice.interlocutor import main_speaker
from lifeos.voice.phrases import phrase
from lifeos.voice.prompts import prompt
from lifeos.voice.settings import VoiceSettings
from lifeos.voice.speaking import SpeechClock
from lifeos.voice.spending import Prices
from lifeos.voice.turns import Turns

Wish = Literal["cv", "interview", "outreach", "rehearsal"]
HEARD_S = 6.0
"""How long the written form of what was said may take before the model is told that nothing was started."""
TURNS_TOLD = 8
LINE_LENGTH = 400
"""Characters of one thing said, as it is told to the model: it pays for them with each reply."""
FAILURES = 3
"""Failures in a row, without a reply between them, that end a call."""
CONNECTING = APIConnectOptions(max_retry=1_000, retry_interval=1.0, timeout=4.0)
"""The call ends after `FAILURES`, with a sentence. The library would end it after its retries, without one."""
_NO_KEY = "none"
"""Given where no key is set. The plugin would otherwise send the machine's OPENAI_API_KEY to that server."""

STARTED = "Started. It is being made and appears in the panel."
TOO_LATE = (
    "Nothing was started by this call of the tool: it came too late. What the person asked for in plain words is made anyway. "
    "If nothing appears in the panel, they can ask once more."
)
NOT_HEARD = "Nothing was started: what the person said was not understood. Ask them to say it once more."


def realtime_model(settings: VoiceSettings, order: CallOrder) -> llm.RealtimeModel:
    """The model that talks in one call. Whether somebody has finished is decided here, as in the other profiles."""
    key, speaker = settings.voice_realtime_api_key, main_speaker(order.persona)
    return realtime.RealtimeModel(
        model=settings.voice_realtime_model,
        voice=settings.voice_name(speaker) or persona_card(speaker).voice,
        base_url=settings.voice_realtime_base_url or NOT_GIVEN,
        api_key=key.get_secret_value() if key else _NO_KEY,
        input_audio_transcription=DEFAULT_INPUT_AUDIO_TRANSCRIPTION.model_copy(
            update={"language": order.language}
        ),
        conn_options=CONNECTING,
    )


async def instructions(bus: Bus, order: CallOrder) -> str:
    """What the model is told once: how to talk, what is known about the person, and what was said before, also in a call whose
    agent died. While store is away it begins as with a stranger."""
    try:
        talk = await bus.ask(
            AskTalk(person_id=order.person_id, session_id=order.session_id, latest=TURNS_TOLD)
        )
    except Unavailable:
        telemetry.logger().warning("a call begins without what was said before it")
        talk = Talk()
    lines = [line for spoken in talk.turns for line in _lines_of(spoken)]
    return prompt("realtime").format(
        persona=persona_card(main_speaker(order.persona)).instructions,
        language=LANGUAGE_NAMES[order.language],
        greeting=phrase(order.language, f"greeting_{order.persona}"),
        facts=told_to_a_model(talk.memories),
        before="\n".join(lines) or "- nothing",
    )


def _lines_of(spoken: SpokenTurn) -> list[str]:
    reply = spoken.reply.text if spoken.reply else ""
    return [f"- {who}: {_short(text)}" for who, text in (("person", spoken.person), ("you", reply)) if text]


def _short(text: str) -> str:
    """On one line, so that nothing in it looks like a page of instructions."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LINE_LENGTH else f"{plain[:LINE_LENGTH]}…"


@dataclass(frozen=True)
class OwnVoice:
    """A model that hears and speaks by itself, and what it is told before."""

    model: llm.RealtimeModel
    instructions: str


class RealtimeBrain(Brain):
    """Follows what a realtime model hears and says, and puts it on record as turns."""

    def __init__(
        self, own: OwnVoice, turns: Turns, clock: SpeechClock, order: CallOrder, prices: Prices
    ) -> None:
        super().__init__(turns, clock, order.language, main_speaker(order.persona))
        self.model, self.instructions, self.tools = own.model, own.instructions, [self._tool()]
        self._prices, self._failures = prices, 0
        self._exchanges = Exchanges(turns, clock, self.speaker, self._usage, self._answered, self._rehearse)
        self._latest: Exchange | None = None
        self._by_speech: dict[str, Exchange] = {}
        self._by_response: dict[str, Exchange] = {}
        self._session: AgentSession[Any] | None = None

    @property
    def lost(self) -> bool:
        return self._failures >= FAILURES

    @property
    def keeps_silent(self) -> bool:
        return self.rehearsing

    def attend(self, session: AgentSession[Any], model_session: llm.RealtimeSession[Any] | None) -> None:
        self._session = session
        session.on("error", self._failed)
        session.on("speech_created", self._speech_created)
        if model_session:
            model_session.on("remote_item_added", self._item_of_model)
            model_session.on("generation_created", self._replying)
            model_session.on("metrics_collected", self._billed)

    def person_said(self, item: llm.ChatMessage) -> None:
        self._exchanges.said(item.id, item.text_content or "")

    def agent_said(self, item: llm.ChatMessage) -> None:
        """A reply is taken whole when it is over: what is said before and after the tool is one."""

    def finish(self) -> None:
        self._exchanges.finish()

    def _item_of_model(self, event: llm.RemoteItemAddedEvent) -> None:
        """The model has something in its memory. What the person said is there before any reply to it begins."""
        if isinstance(event.item, llm.ChatMessage) and event.item.role == "user":
            self._latest = self._exchanges.of(event.item.id)
            if self.rehearsing:
                self._latest.rehearse()

    def _replying(self, event: llm.GenerationCreatedEvent) -> None:
        """A reply to what was said last begins, or goes on after the tool. To what was said before comes none any more."""
        speech = self._session.current_speech if self._session else None
        exchange = self._by_speech.get(speech.id, self._latest) if speech else None
        if speech is None or exchange is None:
            return
        self._by_speech[speech.id] = exchange
        if event.response_id:
            self._by_response[event.response_id] = exchange
            exchange.responds(event.response_id)
        self._exchanges.end_before(exchange, set(self._by_speech.values()))

    def _speech_created(self, event: SpeechCreatedEvent) -> None:
        if event.source == "generate_reply":
            event.speech_handle.add_done_callback(self._spoke)

    def _spoke(self, speech: SpeechHandle) -> None:
        """A reply is over: played to its end, interrupted, or never begun."""
        items = [item for item in speech.chat_items if isinstance(item, llm.ChatMessage)]
        reply = " ".join(text for item in items if (text := (item.text_content or "").strip()))
        exchange = self._by_speech.get(speech.id)
        if exchange and exchange.rehearses:
            return
        if exchange:
            exchange.end(reply, interrupted=speech.interrupted)
        if reply:
            self._failures = 0
        elif not speech.interrupted:
            self._failures += 1
            self.on_silence()

    def _billed(self, metrics: object) -> None:
        if not isinstance(metrics, RealtimeModelMetrics):
            return
        exchange = self._by_response.pop(metrics.request_id, None)
        if exchange:
            exchange.bill(metrics.request_id, metrics.input_tokens, metrics.output_tokens)

    def _failed(self, event: ErrorEvent) -> None:
        if getattr(event.error, "type", "") == "realtime_model_error":
            self._failures += 1

    def _usage(self, taken: int, given: int) -> Usage:
        return Usage(
            rung="mini",
            model=self.model.model,
            input_tokens=taken,
            output_tokens=given,
            cost_usd=round(self._prices.of_realtime(taken, given), 6),
        )

    def _answered(self, exchange: Exchange) -> None:
        """What was heard of a reply is what stands of it."""
        spoken = Spoken(turn_id=self.turns.id_of(exchange.item_id))
        spoken.add(self.speaker, exchange.reply)
        self.on_heard(spoken, len(exchange.reply), exchange.interrupted)

    async def _rehearse(self, exchange: Exchange) -> None:
        """The question or the word that the conversation says to this, in the next pause."""
        replied = [
            words async for words in self.reply(exchange.item_id, exchange.text, exchange.speech, stands=True)
        ]
        if replied:
            self.on_aside("".join(words.text for words in replied))
        else:
            self.on_silence()

    def _tool(self) -> llm.Tool:
        @function_tool(name="start")
        async def start(context: RunContext[Any], intent: Wish) -> str:
            """Start what the person asked for just now. Call it only when they asked for it.

            Args:
                intent: cv for a CV, interview for an interview pack, outreach for a message to somebody, rehearsal to
                    practise an interview here and now.
            """
            exchange = self._by_speech.get(context.speech_handle.id)
            if exchange is None:
                return NOT_HEARD
            if intent != "rehearsal":
                return await add_intent(exchange, intent)
            if not exchange.rehearse():
                return TOO_LATE
            # The first question is the conversation's: the model says nothing before it.
            raise StopResponse

        return start


async def add_intent(exchange: Exchange, intent: Intent) -> str:
    """Add what the model understood to the turn that is about to go out, and tell it whether that came in time."""
    if not exchange.published.is_set():
        exchange.intent = exchange.intent or intent
        exchange.decided.set()
        try:
            await asyncio.wait_for(exchange.published.wait(), HEARD_S)
        except TimeoutError:
            return NOT_HEARD
    return STARTED if exchange.intent == intent else TOO_LATE
