"""The vocabulary of Life-OS: every message, HTTP body and name. Pydantic only, no I/O."""

from lifeos.contracts.base import LiveMessage, Message
from lifeos.contracts.call import (
    CallEnded,
    CallStarted,
    CallState,
    CaptionShown,
    SpeakerChanged,
    VersionAnnounced,
)
from lifeos.contracts.debrief import DebriefConfirmed, DebriefRead, DebriefTold
from lifeos.contracts.decision import DecisionAsked, DecisionMade, SendEnded, SendStarted
from lifeos.contracts.deliverable import DeliverableRequested, VersionPrinted, VersionWritten
from lifeos.contracts.feedback import FeedbackGiven
from lifeos.contracts.file import FileConfirmed, FileRead, FileReceived
from lifeos.contracts.job import JobAdded, JobChanged
from lifeos.contracts.live import DocumentProgress, ReplyDelta, ReplyReset
from lifeos.contracts.memory import MemoryConfirmed, MemoryCorrected, MemoryLearned, MemoryRetracted
from lifeos.contracts.people import (
    KeyIssued,
    KeyRevoked,
    PersonChanged,
    PersonErased,
    PersonRegistered,
    SessionChanged,
    SessionDeleted,
    SessionStarted,
)
from lifeos.contracts.practice import PracticeAnswered, PracticeReviewed, PracticeStarted
from lifeos.contracts.turn import ReplyHeard, TurnAnswered, TurnCommitted, TurnReceived, TurnRouted

MESSAGES: tuple[type[Message], ...] = (
    PersonRegistered,
    PersonChanged,
    PersonErased,
    KeyIssued,
    KeyRevoked,
    SessionStarted,
    SessionChanged,
    SessionDeleted,
    TurnReceived,
    TurnCommitted,
    TurnRouted,
    TurnAnswered,
    ReplyHeard,
    MemoryLearned,
    MemoryCorrected,
    MemoryRetracted,
    MemoryConfirmed,
    DeliverableRequested,
    VersionWritten,
    VersionPrinted,
    JobAdded,
    JobChanged,
    DecisionAsked,
    DecisionMade,
    SendStarted,
    SendEnded,
    PracticeStarted,
    PracticeAnswered,
    PracticeReviewed,
    FileReceived,
    FileRead,
    FileConfirmed,
    DebriefTold,
    DebriefRead,
    DebriefConfirmed,
    FeedbackGiven,
    CallStarted,
    CallEnded,
    VersionAnnounced,
)
"""Every fact of the stream `LIFE`."""

LIVE_MESSAGES: tuple[type[LiveMessage], ...] = (
    ReplyDelta,
    ReplyReset,
    DocumentProgress,
    CaptionShown,
    SpeakerChanged,
    CallState,
)
"""Every passing sign of the stream `LIVE`."""

MESSAGE_BY_TYPE: dict[str, type[Message]] = {message.type_name(): message for message in MESSAGES}
LIVE_BY_TYPE: dict[str, type[LiveMessage]] = {message.type_name(): message for message in LIVE_MESSAGES}
