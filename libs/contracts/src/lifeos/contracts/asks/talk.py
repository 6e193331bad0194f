"""Reads about conversations."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from lifeos.contracts.asks.base import Answer, Ask
from lifeos.contracts.base import Contract
from lifeos.contracts.call import CallView
from lifeos.contracts.deliverable import Deliverable, VersionPrinted
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.practice import PracticeStep
from lifeos.contracts.turn import Reply, TurnAnswered, TurnReceived, TurnRouted
from lifeos.contracts.words import Locale, Persona


class SessionView(Answer):
    """A conversation as the rail shows it."""

    id: UUID
    title: str = ""
    persona: Persona = "antonio"
    locale: Locale | None = None
    created_at: datetime
    updated_at: datetime


class SpokenTurn(Contract):
    """One turn in the order it happened."""

    turn_id: UUID
    sequence: int
    person: str
    reply: Reply | None = None
    outcome: str | None = None
    questions: list[Question] = []
    interrupted: bool = Field(default=False, description="In a call: `reply` is as much of it as was heard.")
    at: datetime


class Talk(Answer):
    """What a worker must know to go on with a conversation."""

    session: SessionView | None = None
    persona: Persona = "antonio"
    turns: list[SpokenTurn] = Field(default=[], description="The latest turns, oldest first.")
    memories: list[Memory] = Field(
        default=[], description="Every fact of the person that still stands, oldest first."
    )
    unlearned: list[UUID] = Field(
        default=[], description="Turns up to the named one that were not learned from yet."
    )
    questions: list[Question] = Field(default=[], description="What is still missing, as last computed.")
    deliverables: list[Deliverable] = []
    job_id: UUID | None = Field(default=None, description="The job that the conversation last spoke of.")
    practice: PracticeStep | None = Field(
        default=None, description="The latest step of a round of practice in this conversation."
    )


class AskTalk(Ask[Talk]):
    """A conversation up to and including one turn, with the person's facts from everywhere."""

    noun = "talk"

    session_id: UUID
    turn_id: UUID | None = None
    up_to: int | None = Field(
        default=None,
        description="The turn's sequence in the stream, for who need not wait until its row is kept.",
    )
    latest: int = 12


class SessionList(Answer):
    items: list[SessionView] = []
    next: str | None = None


class AskSessions(Ask[SessionList]):
    """Conversations, the latest first."""

    noun = "sessions"

    session_id: UUID | None = None
    q: str | None = Field(default=None, description="Words to look for in titles and messages.")
    limit: int = 30
    cursor: str | None = None


class MessageView(Contract):
    """One message of a conversation."""

    turn_id: UUID
    role: str = Field(description="`person` or `assistant`.")
    text: str
    segments: list[dict[str, str]] = []
    outcome: str | None = None
    call: UUID | None = Field(default=None, description="The call in which it was said.")
    interrupted: bool = Field(default=False, description="The person spoke into it: this much was heard.")
    at: datetime


class MessageList(Answer):
    items: list[MessageView] = []
    next: str | None = None


class AskMessages(Ask[MessageList]):
    """The messages of one conversation, oldest first."""

    noun = "messages"

    session_id: UUID
    limit: int = 100
    cursor: str | None = None


class StoredTurn(Answer):
    """The messages that a turn consists of, as far as they exist."""

    received: TurnReceived | None = None
    routed: TurnRouted | None = None
    answered: TurnAnswered | None = None
    printed: list[VersionPrinted] = []


class AskTurn(Ask[StoredTurn]):
    """One turn, for when the stream no longer has it."""

    noun = "turn"

    turn_id: UUID


class Calls(Answer):
    items: list[CallView] = []


class AskCalls(Ask[Calls]):
    """The calls of one conversation, oldest first."""

    noun = "calls"

    session_id: UUID
