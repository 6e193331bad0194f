"""The bodies of the HTTP door, and the events of its streams."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, TypeAdapter

from lifeos.contracts.asks import KeyView
from lifeos.contracts.base import Contract
from lifeos.contracts.call_api import CallBegan, CallMoved, CallOver, Captioned, ReplyPlayed, VoiceChanged
from lifeos.contracts.deliverable import Deliverable, Finding
from lifeos.contracts.letter import Brief, Recipient, Way
from lifeos.contracts.memory import Question
from lifeos.contracts.turn import IntentGuess, Reply, Suggestion, Usage
from lifeos.contracts.words import Channel, DeliverableKind, Goal, Locale, Persona, Scope, Speaker

TurnStatus = Literal["working", "completed", "failed", "cancelled"]


class Turn(Contract):
    """A turn as far as it got. Complete = routed, answered, and every requested document at its end."""

    id: UUID
    session_id: UUID
    persona: Persona = "antonio"
    status: TurnStatus = "working"
    intents: list[IntentGuess] = []
    reply: Reply = Reply()
    deliverables: list[Deliverable] = []
    suggestions: list[Suggestion] = []
    questions: list[Question] = []
    usage: Usage = Usage()
    problem: str | None = None
    created_at: datetime
    completed_at: datetime | None = None


class TurnStarted(Contract):
    type: Literal["turn.started"] = "turn.started"
    turn_id: UUID
    session_id: UUID
    created_at: datetime
    request_id: str = ""
    channel: Channel = Field(
        default="chat",
        description="A turn of a call starts when what was said stands; its words are then on record.",
    )


class IntentsFound(Contract):
    type: Literal["intents.found"] = "intents.found"
    turn_id: UUID
    intents: list[IntentGuess]
    deliverables: list[Deliverable] = Field(
        default=[], description="The documents that this turn starts, being made."
    )


class ReplyGrew(Contract):
    type: Literal["reply.delta"] = "reply.delta"
    turn_id: UUID
    offset: int
    speaker: Speaker
    text: str


class ReplyVoid(Contract):
    """Forget the words so far."""

    type: Literal["reply.reset"] = "reply.reset"
    turn_id: UUID


class DocumentMoved(Contract):
    type: Literal["document.progress"] = "document.progress"
    turn_id: UUID
    deliverable: UUID
    kind: DeliverableKind
    step: str
    done: int
    total: int


class Replied(Contract):
    """The reply as it stands for good."""

    type: Literal["turn.answered"] = "turn.answered"
    turn_id: UUID
    outcome: Literal["replied", "failed", "cancelled"]
    persona: Persona
    reply: Reply
    suggestions: list[Suggestion] = []
    questions: list[Question] = []
    usage: Usage = Usage()
    problem: str | None = None
    at: datetime


class DeliverableUpdated(Contract):
    type: Literal["deliverable.updated"] = "deliverable.updated"
    turn_id: UUID | None
    deliverable: Deliverable
    final: bool = Field(default=True, description="True at the version's end.")
    at: datetime


class MessageMoved(Contract):
    """A message was decided about, or its sending ended. The document itself says where it stands now."""

    type: Literal["message.moved"] = "message.moved"
    turn_id: None = None
    deliverable: UUID
    version: int
    what: Literal["approve", "reject", "send", "mark_sent", "replied", "sent", "failed", "unknown"]
    detail: str = ""
    at: datetime


class TurnCompleted(Contract):
    """The last event of a stream. `working` means: the wait is over, the work goes on."""

    type: Literal["turn.completed"] = "turn.completed"
    turn: Turn


class TurnFailed(Contract):
    type: Literal["turn.failed"] = "turn.failed"
    problem: "Problem"
    turn: Turn | None = None


class Problem(Contract):
    """RFC 9457 problem details. `detail` says what happened and what to do next."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    request_id: str = ""


TurnEvent = Annotated[
    TurnStarted | IntentsFound | ReplyGrew | ReplyVoid | DocumentMoved | Replied | DeliverableUpdated | MessageMoved | ReplyPlayed | CallBegan
    | Captioned | VoiceChanged | CallMoved | CallOver | TurnCompleted | TurnFailed,
    Field(discriminator="type"),
]  # fmt: skip
TURN_EVENT: TypeAdapter[TurnEvent] = TypeAdapter(TurnEvent)


class SessionCreate(Contract):
    persona: Persona | None = None
    locale: Locale | None = None
    title: str | None = Field(default=None, max_length=120)


class SessionPatch(SessionCreate):
    pass


class MemoryPatch(Contract):
    """New values of a fact, by field."""

    claims: dict[str, str] = Field(min_length=1)


class PersonPatch(Contract):
    """How the person wants to be served. Absent fields stay."""

    locale: Locale | None = None
    persona: Persona | None = None
    goal: Goal | None = None
    consented: Literal[True] | None = Field(
        default=None, description="They read what happens with their words, and agreed."
    )


class DocumentEdit(Contract):
    """A person's edit: the whole document as it shall be."""

    document: dict[str, object]
    title: str | None = None


class DocumentAsked(Contract):
    """A document that is asked for by a form and not in a conversation."""

    kind: DeliverableKind
    session_id: UUID | None = Field(default=None, description="The conversation that it belongs to, if any.")
    job_id: UUID | None = None
    language: Locale | None = Field(
        default=None, description="Absent: what the recipient reads, else the language of the advert."
    )
    brief: Brief | None = Field(default=None, description="For messages: for whom, and why.")


class DecisionRequest(Contract):
    """What the person saw when they decided. Without a hash the version of If-Match is meant."""

    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")


class Sending(Contract):
    """What would happen with a message: the exact text, where it goes, and what stands in the way."""

    version: int
    sha256: str
    way: Way
    recipient: Recipient
    subject: str = ""
    text: str
    characters: int
    limit: int
    findings: list[Finding] = []
    happens: str = Field(description="What pressing send does, in one sentence.")
    by_server: bool = Field(description="True when a mail server sends it from here.")
    mailto: str | None = Field(
        default=None, description="Opens the person's own mail program with the message in it."
    )


class RestoreRequest(Contract):
    version: int = Field(ge=1)


class LoginRequest(Contract):
    """A key, or the one-time token of a login link."""

    key: str | None = None
    token: str | None = None


class KeyRequest(Contract):
    """A further key for oneself. It may do no more than the key that asks for it."""

    scopes: list[Scope] = Field(default=["user"], min_length=1)
    days: int | None = Field(default=None, ge=1, le=3650, description="Until it expires; never when absent.")


class NewKey(Contract):
    """The only time that the key itself is shown."""

    key: str
    prefix: str = Field(description="How the key is named in lists, and when it is revoked.")
    scopes: list[Scope]
    expires_at: datetime | None = None


class KeyList(Contract):
    items: list[KeyView]


class PersonPut(Contract):
    """What another front end says about one of its people, when it first names them."""

    label: str = Field(default="", max_length=120, description="Never printed on a document.")
    locale: Locale = "en"


class AppPerson(Contract):
    """One of another front end's people."""

    id: UUID
    external_id: str


class TokenRequest(Contract):
    external_id: str = Field(min_length=1, max_length=200)


class PersonToken(Contract):
    """A bearer for one person, for a quarter of an hour."""

    token: str
    token_type: Literal["Bearer"] = "Bearer"
    person_id: UUID
    expires_at: datetime


class Health(Contract):
    """200 when turns can be taken. Each part is `ok` or one plain sentence."""

    status: Literal["ok", "degraded", "down"]
    version: str
    parts: dict[str, str]
