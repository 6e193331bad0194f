"""Reads about a person: their facts, their account, everything there is."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from lifeos.contracts.asks.base import Answer, Ask
from lifeos.contracts.base import Contract
from lifeos.contracts.feedback import RemarkView
from lifeos.contracts.memory import Memory
from lifeos.contracts.words import Goal, Locale, Persona


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
    persona: Persona = Field(default="antonio", description="The one that was chosen last, anywhere.")
    goal: Goal | None = None
    consented_at: datetime | None = Field(default=None, description="None: they were not asked yet.")
    keys: list[KeyView] = []
    erased: bool = False


class AskPerson(Ask[PersonView]):
    noun = "person"


class Spending(Answer):
    """What models cost on one day (UTC), in USD: for this person, and for everybody."""

    person_usd: float = 0
    total_usd: float = 0


class AskSpending(Ask[Spending]):
    noun = "spending"

    day: date


class FeedbackList(Answer):
    items: list[RemarkView] = []


class AskFeedback(Ask[FeedbackList]):
    """The person's own latest remark about each thing."""

    noun = "feedback"


class PersonExport(Answer):
    """Every message kept about a person, in order, in pages of at most 500."""

    events: list[dict[str, object]] = []
    files: list[str] = Field(default=[], description="SHA-256 of every file of the person.")
    next: int | None = None


class AskExport(Ask[PersonExport]):
    noun = "export"

    from_sequence: int = 0
