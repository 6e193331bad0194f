"""What the agent library notices in a call becomes facts and signs on the bus."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from livekit.agents import AgentSession, llm
from livekit.agents.voice.events import (
    AgentStateChangedEvent,
    ConversationItemAddedEvent,
    ErrorEvent,
    SessionUsageUpdatedEvent,
    UserInputTranscribedEvent,
    UserStateChangedEvent,
)

from lifeos.contracts import CallState, ReplyHeard
from lifeos.contracts.call import AgentState, CallOrder, PersonState
from lifeos.runtime import telemetry
from lifeos.voice.brain import Brain, Spoken
from lifeos.voice.captions import Captions
from lifeos.voice.outbox import Outbox
from lifeos.voice.speaking import SpeechClock
from lifeos.voice.spending import Spending

MOST_MEASURED = 500
SHOWN_USD = 0.0001
STATES: dict[str, AgentState] = {
    "initializing": "connecting",
    "idle": "listening",
    "listening": "listening",
    "thinking": "thinking",
    "speaking": "speaking",
}


@dataclass
class Standing:
    """How the call stands right now."""

    agent: AgentState = "connecting"
    person: PersonState = "listening"
    interruptions: int = 0
    problem: str | None = None
    quiet_since: float | None = None
    """Since when nobody has spoken; None while somebody does."""


class Watch:
    """Subscribes to one session's events for as long as the session lives."""

    def __init__(
        self,
        order: CallOrder,
        call: UUID,
        brain: Brain,
        captions: Captions,
        clock: SpeechClock,
        outbox: Outbox,
        spending: Spending,
        on_trouble: Callable[[str], None],
    ) -> None:
        self._order, self._call, self._brain, self._captions = order, call, brain, captions
        self._clock, self._outbox, self._spending, self._on_trouble = clock, outbox, spending, on_trouble
        self.standing = Standing()
        self.latencies_s: list[float] = []
        """From the person's last sound to the first of the reply, for each reply."""
        self.troubles: list[str] = []
        brain.on_heard = self._heard

    def watch(self, session: AgentSession[None]) -> None:
        handlers: dict[str, Callable[[Any], None]] = {
            "user_state_changed": self._person,
            "agent_state_changed": self._agent,
            "user_input_transcribed": self._transcribed,
            "conversation_item_added": self._item,
            "session_usage_updated": self._usage,
            "error": self._error,
        }
        for name, handler in handlers.items():
            session.on(name, handler)  # type: ignore[call-overload]

    def show(self, changed: str) -> None:
        """The whole state, with what just changed in it."""
        now = self.standing
        self._outbox.put(
            CallState.model_validate(
                {
                    "session_id": self._order.session_id,
                    "call": self._call,
                    "changed": changed,
                    "agent": now.agent,
                    "person": now.person,
                    "interruptions": now.interruptions,
                    "cost_usd": round(self._spending.usd, 6),
                    "problem": now.problem,
                }
            )
        )

    def trouble(self, problem: str) -> None:
        """Something is amiss: the panel says so."""
        self.standing.problem = problem
        self.show("problem")

    def _person(self, event: UserStateChangedEvent) -> None:
        self.standing.person = event.new_state
        if event.new_state == "speaking":
            self._clock.began(event.created_at)
        elif event.old_state == "speaking":
            self._clock.stopped(event.created_at)
        self._note_quiet()
        self.show("person")

    def _agent(self, event: AgentStateChangedEvent) -> None:
        self.standing.agent = STATES[event.new_state]
        if event.old_state == "speaking":
            self._clock.agent_stopped(event.created_at)
        self._note_quiet()
        self.show("agent")

    def _note_quiet(self) -> None:
        now = self.standing
        if now.person == "speaking" or now.agent in ("speaking", "thinking"):
            now.quiet_since = None
        elif now.quiet_since is None:
            now.quiet_since = time.time()

    def _transcribed(self, event: UserInputTranscribedEvent) -> None:
        if self.standing.problem:
            self.standing.problem = None
            self.show("problem")
        self._captions.person_said(event.transcript, final=event.is_final)

    def _item(self, event: ConversationItemAddedEvent) -> None:
        item = event.item
        if not isinstance(item, llm.ChatMessage):
            return
        if item.role == "user" and item.text_content:
            self._brain.person_said(item)
            self._captions.person_finished(item.text_content)
        elif item.role == "assistant":
            self._brain.agent_said(item)
            latency = item.metrics.get("e2e_latency")
            if isinstance(latency, float) and len(self.latencies_s) < MOST_MEASURED:
                self.latencies_s.append(round(latency, 3))

    def _heard(self, spoken: Spoken, length: int, interrupted: bool) -> None:
        """Put on record how much of a reply was heard."""
        if spoken.reported or spoken.turn_id is None:
            return
        spoken.reported = True
        if interrupted:
            self.standing.interruptions += 1
            self.show("interruption")
        self._outbox.put(
            ReplyHeard(
                id=str(spoken.turn_id),
                person_id=self._order.person_id,
                session_id=self._order.session_id,
                call=self._call,
                segments=spoken.heard(length),
                interrupted=interrupted,
            )
        )

    def _usage(self, event: SessionUsageUpdatedEvent) -> None:
        before = self._spending.usd
        self._spending.took(event.usage)
        if self._spending.usd - before >= SHOWN_USD:
            self.show("usage")

    def _error(self, event: ErrorEvent) -> None:
        """What the library could not mend by itself is said to the person, once."""
        kind = str(getattr(event.error, "type", "error")).removesuffix("_error")
        recoverable = bool(getattr(event.error, "recoverable", False))
        telemetry.logger().warning("speech trouble", part=kind, recoverable=recoverable)
        if len(self.troubles) < MOST_MEASURED:
            self.troubles.append(kind)
        if not recoverable:
            self._on_trouble(kind)
