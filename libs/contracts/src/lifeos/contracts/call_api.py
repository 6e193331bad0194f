"""Calls at the HTTP door: what is told of one on the streams, and what lets somebody into one."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract
from lifeos.contracts.call import AgentState, CallLine, CallView, EndReason, PersonState
from lifeos.contracts.turn import Segment
from lifeos.contracts.words import Locale, Persona, Speaker


class ReplyPlayed(Contract):
    """A reply was played in a call: this much of it was heard, and stands. `interrupted`: the person spoke into it."""

    type: Literal["reply.heard"] = "reply.heard"
    turn_id: UUID
    segments: list[Segment]
    interrupted: bool


class OfCall(Contract):
    """What is told of a call belongs to no single turn."""

    turn_id: None = None
    call: UUID


class CallBegan(OfCall):
    """The agent is in the room."""

    type: Literal["call.started"] = "call.started"
    persona: Persona
    language: Locale
    line: CallLine
    recorded: bool
    at: datetime


class Captioned(OfCall):
    """Words of a call, of either side. The later text of a segment replaces the earlier."""

    type: Literal["call.caption"] = "call.caption"
    speaker: Speaker | Literal["person"]
    segment: str
    text: str
    final: bool


class VoiceChanged(OfCall):
    """Another voice goes on."""

    type: Literal["speaker.changed"] = "speaker.changed"
    speaker: Speaker


class CallMoved(OfCall):
    """How the call stands, whole each time, and what just changed in it."""

    type: Literal["call.state"] = "call.state"
    changed: Literal["agent", "person", "interruption", "usage", "problem"]
    agent: AgentState
    person: PersonState
    interruptions: int
    cost_usd: float
    problem: str | None


class CallOver(OfCall):
    """The call has ended. What was said is in the conversation."""

    type: Literal["call.ended"] = "call.ended"
    reason: EndReason
    seconds: float
    turns: int
    cost_usd: float
    at: datetime


class CallList(Contract):
    items: list[CallView] = []


class CallWish(Contract):
    """Which conversation is to be talked in, with whom and in which language."""

    session_id: UUID | None = Field(default=None, description="Absent: the call begins a conversation.")
    persona: Persona | None = None
    language: Locale | None = Field(
        default=None, description="Absent: the language of the conversation or the person."
    )


class CallTokenRequest(CallWish):
    """LiveKit's standard request for a token, and which conversation is to be talked in.

    Who takes part, in which room and with which agent is decided here: the standard's fields for that may repeat what the
    answer said, and anything else in them is refused.
    """

    room_name: str | None = Field(default=None, max_length=200)
    participant_name: str | None = Field(default=None, max_length=120)
    participant_identity: str | None = Field(default=None, max_length=200)
    participant_metadata: str | None = Field(default=None, max_length=2_000)
    participant_attributes: dict[str, str] | None = None
    room_config: dict[str, Any] | None = None


class CallToken(Contract):
    """LiveKit's standard answer, and the conversation that is talked in."""

    server_url: str
    participant_token: str
    room_name: str
    participant_name: str
    session_id: UUID
    expires_at: datetime


class CallPin(Contract):
    """What lets a person talk in a conversation by telephone: call the number, type the digits."""

    pin: str = Field(pattern=r"^\d{6}$", description="Six digits. They work once.")
    number: str
    session_id: UUID
    expires_at: datetime
