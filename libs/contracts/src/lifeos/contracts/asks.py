"""Reads. Store answers on `ask.<noun>.v1`; an ask may name the messages that its answer must reflect."""

from datetime import datetime
from typing import Any, ClassVar, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract
from lifeos.contracts.debrief import DebriefConfirmed, DebriefRead, DebriefTold
from lifeos.contracts.deliverable import Deliverable, VersionPrinted, VersionWritten
from lifeos.contracts.file import FileConfirmed, FileRead, FileReceived
from lifeos.contracts.job import JobView
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.practice import PracticeAnswered, PracticeReviewed, PracticeStarted, PracticeStep
from lifeos.contracts.turn import Reply, TurnAnswered, TurnReceived, TurnRouted
from lifeos.contracts.words import DeliverableKind, DeliverableStatus, Locale, Persona


class Answer(Contract):
    """What store answers."""


A = TypeVar("A", bound=Answer)


class Ask(Contract, Generic[A]):
    """A question of one person's data."""

    noun: ClassVar[str]

    person_id: UUID
    after: list[str] = Field(default=[], description="Subjects of messages that the answer must reflect.")
    wait_ms: int = Field(default=2_000, description="How long to wait for them.")

    @classmethod
    def subject(cls) -> str:
        return f"ask.{cls.noun}.v1"


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
    latest: int = 12


class MemoryView(Contract):
    """A fact as the person sees it in their ledger."""

    memory: Memory
    confirmed: bool = False
    retracted: bool = False
    superseded: bool = False
    used_in: list[UUID] = Field(default=[], description="Deliverables whose newest version used it.")
    at: datetime


class MemoryList(Answer):
    items: list[MemoryView] = []
    next: str | None = None


class AskMemories(Ask[MemoryList]):
    """The ledger, newest first."""

    noun = "memories"

    memory_id: UUID | None = None
    limit: int = 50
    cursor: str | None = None


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


class DeliverableList(Answer):
    items: list[Deliverable] = []
    next: str | None = None


class AskDeliverables(Ask[DeliverableList]):
    """Documents, the latest first."""

    noun = "deliverables"

    kind: DeliverableKind | None = None
    session_id: UUID | None = None
    job_id: UUID | None = None
    status: DeliverableStatus | None = None
    limit: int = 30
    cursor: str | None = None


class VersionView(Contract):
    """One line of a document's history."""

    version: int
    author: str
    changes: list[str] = []
    sha256: str
    at: datetime


class DeliverableDetail(Answer):
    """A document with its history and one version in full."""

    deliverable: Deliverable | None = None
    versions: list[VersionView] = []
    written: VersionWritten | None = None
    printed: VersionPrinted | None = None
    words: dict[str, str] = Field(
        default={}, description="The messages and files that the evidence points into, by turn or file id."
    )


class AskDeliverable(Ask[DeliverableDetail]):
    """One document. Without a version: the newest one."""

    noun = "deliverable"

    deliverable: UUID
    version: int | None = None


class AuditLine(Contract):
    """One thing that was decided about a message, or that became of it."""

    what: Literal["approve", "reject", "send", "mark_sent", "replied", "started", "sent", "failed", "unknown"]
    version: int
    sha256: str = ""
    granted: bool = True
    refusal: str | None = None
    detail: str = ""
    at: datetime


class Audit(Answer):
    items: list[AuditLine] = []


class AskAudit(Ask[Audit]):
    """Everything that was decided about one message, oldest first; what was refused stands in it too."""

    noun = "audit"

    deliverable: UUID


class StoredPractice(Answer):
    """The messages that a round of practice consists of, as far as they exist."""

    started: PracticeStarted | None = None
    answered: list[PracticeAnswered] = []
    reviewed: list[PracticeReviewed] = []


class AskPractice(Ask[StoredPractice]):
    """One round of practice."""

    noun = "practice"

    practice: UUID


class RoundView(Contract):
    """A round of practice in a list."""

    id: UUID
    deliverable: UUID
    total: int
    answered: int
    at: datetime


class RoundList(Answer):
    items: list[RoundView] = []
    next: str | None = None


class AskRounds(Ask[RoundList]):
    """Rounds of practice, the latest first."""

    noun = "rounds"

    limit: int = 30
    cursor: str | None = None


class StoredFile(Answer):
    """The messages that an uploaded file consists of, as far as they exist."""

    received: FileReceived | None = None
    read: FileRead | None = None
    confirmed: FileConfirmed | None = None


class AskFile(Ask[StoredFile]):
    """One file that the person brought."""

    noun = "file"

    file_id: UUID


class StoredDebrief(Answer):
    """The messages that a debrief consists of, as far as they exist."""

    told: DebriefTold | None = None
    read: DebriefRead | None = None
    confirmed: DebriefConfirmed | None = None
    about: list[Memory] = Field(default=[], description="The known jobs and schools that its facts add to.")


class AskDebrief(Ask[StoredDebrief]):
    """One debrief, or one kept story of a practice."""

    noun = "debrief"

    debrief: UUID


class JobList(Answer):
    items: list[JobView] = []
    next: str | None = None


class AskJobs(Ask[JobList]):
    """Jobs that the person is after, the latest first."""

    noun = "jobs"

    job_id: UUID | None = None
    limit: int = 30
    cursor: str | None = None


class KeyView(Contract):
    """A key as its owner sees it: never the key itself."""

    prefix: str
    scopes: list[str]
    issued_at: datetime
    expires_at: datetime | None = None
    revoked: bool = False


class PersonView(Answer):
    """What is known about the account itself."""

    id: UUID
    label: str = ""
    locale: Locale = "en"
    persona: Persona = "antonio"
    keys: list[KeyView] = []
    erased: bool = False


class AskPerson(Ask[PersonView]):
    noun = "person"


class PersonExport(Answer):
    """Every message kept about a person, in order, in pages of at most 500."""

    events: list[dict[str, object]] = []
    files: list[str] = Field(default=[], description="SHA-256 of every file of the person.")
    next: int | None = None


class AskExport(Ask[PersonExport]):
    noun = "export"

    from_sequence: int = 0


ASKS: tuple[type[Ask[Any]], ...] = (
    AskTalk,
    AskMemories,
    AskSessions,
    AskMessages,
    AskTurn,
    AskDeliverables,
    AskDeliverable,
    AskAudit,
    AskPractice,
    AskRounds,
    AskFile,
    AskDebrief,
    AskJobs,
    AskPerson,
    AskExport,
)


def answer_type(ask: type[Ask[A]]) -> type[A]:
    """The class of the answer to an ask, read from its declaration."""
    for base in ask.__mro__:
        arguments = base.__pydantic_generic_metadata__["args"] if issubclass(base, Ask) else ()
        if arguments:
            return arguments[0]
    raise TypeError(f"{ask.__name__} names no answer")
