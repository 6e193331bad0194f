"""One turn of a conversation: what the person said, what they wanted, what was answered."""

from typing import Literal
from uuid import UUID

from pydantic import Field, field_validator

from lifeos.contracts.base import MESSAGE_LIMIT, Contract, Message
from lifeos.contracts.call import Speech
from lifeos.contracts.letter import Brief
from lifeos.contracts.memory import Question
from lifeos.contracts.practice import PracticeStep
from lifeos.contracts.words import Channel, DeliverableKind, Intent, Locale, Persona, Rung, Speaker, Tier


class TurnRequest(Contract):
    """What a person sends to the conversation."""

    session_id: UUID | None = Field(default=None, description="Absent: this turn starts a conversation.")
    message: str = Field(max_length=MESSAGE_LIMIT, description="What the person says, in their own words.")
    persona: Persona | None = Field(
        default=None, description="Sets the persona of the conversation from now on."
    )
    intent: Intent | None = Field(default=None, description="What a pressed button stands for.")
    job_id: UUID | None = None
    job_description: str | None = Field(default=None, max_length=MESSAGE_LIMIT)
    document_language: Locale | None = Field(
        default=None, description="Absent: the language of the words told."
    )
    attachments: list[UUID] = Field(default=[], max_length=10)

    @field_validator("job_description")
    @classmethod
    def is_text(cls, text: str | None) -> str | None:
        """What no database can hold is refused before anything is accepted."""
        if text and "\x00" in text:
            raise ValueError("the job description contains NUL bytes; paste plain text")
        return text

    @field_validator("message")
    @classmethod
    def says_something(cls, message: str) -> str:
        """Binary noise and blank text are refused at the door; nothing in them can be answered."""
        if "\x00" in message:
            raise ValueError("the message contains NUL bytes; send text")
        if not message.strip():
            raise ValueError("the message is empty; say something or press a button")
        return message


class TurnReceived(Message):
    """The person said something, and it was accepted. `id` is the turn's id."""

    type: Literal["turn.received.v1"] = "turn.received.v1"

    request: TurnRequest
    request_hash: str = Field(
        description="SHA-256 of the request body: another body under the same key is refused."
    )
    channel: Channel = "chat"
    locale: Locale | None = Field(default=None, description="The language of the session, when it was set.")
    call: UUID | None = Field(default=None, description="The call in which it was said.")
    speech: Speech | None = Field(default=None, description="How it was said, in a call.")
    answered_in_call: bool = Field(
        default=False,
        description="True: the call itself replies to it and puts its end on record; nobody else does.",
    )

    @property
    def turn_id(self) -> UUID:
        return UUID(self.id)


class TurnCommitted(Message):
    """What was said in a call stands: the person had finished. `id` is the turn's id.

    A turn of the chat is born committed. Of a call, only committed turns are learned from and start work.
    """

    type: Literal["turn.committed.v1"] = "turn.committed.v1"

    call: UUID

    @property
    def turn_id(self) -> UUID:
        return UUID(self.id)


class IntentGuess(Contract):
    """One thing that the turn asks for."""

    name: Intent
    confidence: float = Field(ge=0, le=1)
    tier: Tier


class DocumentRequest(Contract):
    """One document version that a turn starts."""

    deliverable: UUID
    kind: DeliverableKind
    version: int = Field(ge=1)
    language: Locale | None = Field(default=None, description="None: the language of the turn.")
    job_id: UUID | None = None
    brief: Brief | None = Field(default=None, description="For whom a message is, and why.")


class Suggestion(Contract):
    """A button under a reply."""

    label: str
    intent: Intent


class TurnRouted(Message):
    """What the turn asks for. `id` is the turn's id."""

    type: Literal["turn.routed.v1"] = "turn.routed.v1"

    channel: Channel = "chat"
    intents: list[IntentGuess] = []
    requests: list[DocumentRequest] = []
    language: Locale = "en"
    unsure: bool = Field(default=False, description="True: answer as chat and offer buttons.")
    practice: PracticeStep | None = Field(
        default=None, description="The turn begins, answers or ends a round of practice in the chat."
    )
    answered_in_call: bool = Field(default=False, description="As the turn says: no reply is written to it.")
    cost_usd: float = Field(default=0, ge=0, description="What the models took that were asked for it.")

    @property
    def turn_id(self) -> UUID:
        return UUID(self.id)


class Segment(Contract):
    """A stretch of the reply by one speaker."""

    speaker: Speaker
    text: str


class Reply(Contract):
    """What was answered. `text` is the segments joined by a blank line."""

    text: str = ""
    segments: list[Segment] = []


class Usage(Contract):
    """What answering cost."""

    rung: Rung = "offline"
    model: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0


class TurnAnswered(Message):
    """The one end of a reply. `id` is the turn's id."""

    type: Literal["turn.answered.v1"] = "turn.answered.v1"

    outcome: Literal["replied", "failed", "cancelled"]
    persona: Persona = "antonio"
    reply: Reply = Reply()
    suggestions: list[Suggestion] = []
    questions: list[Question] = []
    usage: Usage = Usage()
    problem: str | None = Field(default=None, description="What went wrong, for the person, when it failed.")

    @property
    def turn_id(self) -> UUID:
        return UUID(self.id)


class ReplyHeard(Message):
    """How much of a reply was played in a call. `id` is the turn's id."""

    type: Literal["reply.heard.v1"] = "reply.heard.v1"

    call: UUID
    segments: list[Segment] = Field(default=[], description="What was heard, by speaker.")
    interrupted: bool = False

    @property
    def turn_id(self) -> UUID:
        return UUID(self.id)

    @property
    def text(self) -> str:
        return "\n\n".join(segment.text for segment in self.segments)
