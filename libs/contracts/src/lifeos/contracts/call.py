"""A live call: the ears and the mouth of a conversation. What is said in it are turns like any other."""

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from pydantic import Field

from lifeos.contracts.base import Contract, LiveMessage, Message
from lifeos.contracts.words import Locale, Persona, Speaker

AgentState = Literal["connecting", "listening", "thinking", "speaking"]
PersonState = Literal["speaking", "listening", "away"]
CallLine = Literal["web", "phone"]
VoiceProfile = Literal["local", "pipeline", "realtime"]
EndReason = Literal["left", "budget", "too_long", "silent", "failed"]
AGENT = "lifeos-voice"
"""The name under which LiveKit dispatches our agent."""
PHONE_DISPATCH = '{"line":"phone"}'
"""What a dispatch says that the rule for calls by telephone made: nobody knows yet who is calling."""


class Speech(Contract):
    """How something was said, in seconds. Nothing in it is a mark."""

    seconds: float = Field(ge=0, description="From the first sound to the last, pauses included.")
    waited_s: float = Field(
        default=0, ge=0, description="Silence between the end of what was asked and the first sound."
    )
    pauses: int = Field(default=0, ge=0, description="Silences of at least 0.7 s while speaking.")
    longest_pause_s: float = Field(default=0, ge=0)


class CallOrder(Contract):
    """What the door tells the agent with a dispatch. The agent believes nothing else about who is calling."""

    person_id: UUID
    session_id: UUID
    persona: Persona
    language: Locale
    line: CallLine = "web"
    traceparent: str = ""


def call_of(session_id: UUID, room_sid: str) -> UUID:
    """A room that was opened is one call, whoever serves it."""
    return uuid5(session_id, f"call:{room_sid}")


def caller_identity(person_id: UUID) -> str:
    """Who takes part from the page. The same person on a second device takes the call over from the first."""
    return f"person-{person_id}"


class CallStarted(Message):
    """The agent is in the room. `id` is the call's id: one room is one call, whoever of the workers serves it."""

    type: Literal["call.started.v1"] = "call.started.v1"

    persona: Persona
    language: Locale
    line: CallLine = "web"
    profile: VoiceProfile = "local"
    recorded: bool = Field(default=False, description="Whether audio is stored. It never is by itself.")


class CallEnded(Message):
    """The one end of a call. `id` is the call's id."""

    type: Literal["call.ended.v1"] = "call.ended.v1"

    reason: EndReason
    seconds: float = Field(default=0, ge=0)
    turns: int = Field(default=0, ge=0)
    cost_usd: float = Field(default=0, ge=0, description="Replies and speech together.")
    heard_s: float = Field(default=0, ge=0, description="Seconds of speech that were recognised.")
    spoken_characters: int = Field(default=0, ge=0, description="Characters that were put into speech.")
    latencies_s: list[float] = Field(
        default=[], description="From the person's last sound to the first of the reply, for each reply."
    )
    troubles: list[str] = Field(default=[], description="Parts that failed: stt, tts, llm, realtime_model.")


class VersionAnnounced(Message):
    """A finished document was spoken of in a call. `id` is the version's id.

    It is published before it is said, so that it is never said twice.
    """

    type: Literal["version.announced.v1"] = "version.announced.v1"

    call: UUID


class CaptionShown(LiveMessage):
    """Words of a call as they are heard and spoken. The later text of a segment replaces the earlier."""

    type: Literal["caption.shown.v1"] = "caption.shown.v1"

    call: UUID
    speaker: Speaker | Literal["person"]
    segment: str
    text: str
    final: bool = False


class SpeakerChanged(LiveMessage):
    """Another voice goes on."""

    type: Literal["speaker.changed.v1"] = "speaker.changed.v1"

    call: UUID
    speaker: Speaker


class CallState(LiveMessage):
    """How a call stands, whole each time, and what just changed in it."""

    type: Literal["call.state.v1"] = "call.state.v1"

    call: UUID
    changed: Literal["agent", "person", "interruption", "usage", "problem"]
    agent: AgentState = "connecting"
    person: PersonState = "listening"
    interruptions: int = 0
    cost_usd: float = 0
    problem: str | None = Field(
        default=None, description="One sentence for the person, when something is amiss."
    )


class CallView(Contract):
    """A call as the transcript shows it."""

    id: UUID
    persona: Persona
    language: Locale
    line: CallLine
    profile: VoiceProfile
    recorded: bool = False
    started_at: datetime
    ended_at: datetime | None = None
    reason: EndReason | None = None
    seconds: float = 0
    cost_usd: float = 0
