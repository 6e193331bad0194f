"""Turns messages of the bus into events of the door."""

from typing import Any
from uuid import UUID

from lifeos.contracts import (
    CallEnded,
    CallStarted,
    CallState,
    CaptionShown,
    DecisionMade,
    DocumentProgress,
    LiveMessage,
    Message,
    ReplyDelta,
    ReplyHeard,
    ReplyReset,
    SendEnded,
    SpeakerChanged,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
    TurnRouted,
    VersionPrinted,
)
from lifeos.contracts.api import (
    DeliverableUpdated,
    DocumentMoved,
    IntentsFound,
    MessageMoved,
    Replied,
    ReplyGrew,
    ReplyVoid,
    TurnEvent,
    TurnStarted,
)
from lifeos.contracts.base import Contract
from lifeos.contracts.call_api import CallBegan, CallMoved, CallOver, Captioned, ReplyPlayed, VoiceChanged
from lifeos.contracts.deliverable import Deliverable


def started(fact: TurnReceived, request_id: str = "") -> TurnStarted:
    return TurnStarted(
        turn_id=fact.turn_id, session_id=fact.session_id, created_at=fact.time, request_id=request_id
    )


def event_of(message: Message | LiveMessage, turn_of: dict[UUID, UUID]) -> TurnEvent | None:
    """The event of a message, or None. `turn_of` says which turn asked for which document, and learns from it."""
    match message:
        case TurnReceived(channel="chat"):
            return started(message)
        case TurnCommitted():
            return TurnStarted(
                turn_id=message.turn_id,
                session_id=message.session_id,
                created_at=message.time,
                channel="voice",
            )
        case TurnRouted():
            turn_of.update({request.deliverable: message.turn_id for request in message.requests})
            return intents_found(message)
        case TurnAnswered():
            return replied(message)
        case VersionPrinted():
            return updated(message, turn_of.get(message.deliverable))
        case ReplyDelta():
            return ReplyGrew(
                turn_id=message.turn_id, offset=message.offset, speaker=message.speaker, text=message.text
            )
        case ReplyReset():
            return ReplyVoid(turn_id=message.turn_id)
        case DocumentProgress():
            return DocumentMoved(**message.model_dump(exclude={"type", "session_id"}))
        case _:
            return letter_event_of(message) or call_event_of(message)


def letter_event_of(message: Message | LiveMessage) -> TurnEvent | None:
    """The event of what became of a message to somebody, or None."""
    match message:
        case DecisionMade(granted=True):
            return moved(message, message.verb, message.reason)
        case SendEnded():
            return moved(message, message.outcome, message.detail)
        case _:
            return None


def call_event_of(message: Message | LiveMessage) -> TurnEvent | None:
    """The event of something that happened in a call, or None."""
    match message:
        case ReplyHeard():
            return ReplyPlayed(
                turn_id=message.turn_id, segments=message.segments, interrupted=message.interrupted
            )
        case CallStarted():
            return CallBegan(call=UUID(message.id), at=message.time, **_shared(message, CallBegan))
        case CallEnded():
            return CallOver(call=UUID(message.id), at=message.time, **_shared(message, CallOver))
        case CaptionShown():
            return Captioned(**_shared(message, Captioned))
        case SpeakerChanged():
            return VoiceChanged(**_shared(message, VoiceChanged))
        case CallState():
            return CallMoved(**_shared(message, CallMoved))
        case _:
            return None


def _shared(message: Message | LiveMessage, event: type[Contract]) -> dict[str, Any]:
    """The fields of a message that its event has too."""
    return {
        name: value
        for name, value in message.model_dump().items()
        if name in event.model_fields and name not in ("type", "turn_id")
    }


def intents_found(fact: TurnRouted) -> IntentsFound:
    making = [
        Deliverable(
            id=request.deliverable,
            kind=request.kind,
            version=request.version - 1,
            session_id=fact.session_id,
            language=fact.language,
            created_at=fact.time,
        )
        for request in fact.requests
    ]
    return IntentsFound(turn_id=fact.turn_id, intents=fact.intents, deliverables=making)


def replied(fact: TurnAnswered) -> Replied:
    return Replied(
        turn_id=fact.turn_id,
        outcome=fact.outcome,
        persona=fact.persona,
        reply=fact.reply,
        suggestions=fact.suggestions,
        questions=fact.questions,
        usage=fact.usage,
        problem=fact.problem,
        at=fact.time,
    )


def updated(fact: VersionPrinted, turn_id: UUID | None) -> DeliverableUpdated:
    return DeliverableUpdated(turn_id=turn_id, deliverable=fact.state, final=True, at=fact.time)


def moved(fact: DecisionMade | SendEnded, what: Any, detail: str) -> MessageMoved:
    return MessageMoved(
        deliverable=fact.deliverable, version=fact.version, what=what, detail=detail, at=fact.time
    )
