"""What a message is made from, and what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lifeos.contracts.deliverable import Finding, Leaf
from lifeos.contracts.job import FitItem, JobView
from lifeos.contracts.letter import Brief, Letter
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.words import DeliverableKind, Locale
from lifeos.outreach.phrases import phrase


@dataclass(frozen=True)
class Situation:
    """All that a message is made from."""

    kind: DeliverableKind
    brief: Brief
    language: Locale
    source: str
    """The subject of the request: what the form says is evidenced by it."""
    person_id: UUID
    memories: Sequence[Memory] = ()
    job: JobView | None = None
    fit: Sequence[FitItem] = ()
    sent_on: date | None = None
    """When the message that this one follows up on was sent."""
    sent_subject: str = ""

    @property
    def role(self) -> str:
        """The position that it is about: of the advert, else as the writer named it."""
        return (self.job.title if self.job else "") or self.brief.position

    @property
    def company(self) -> str:
        """Where the position is; without an advert where the recipient works."""
        return (self.job.company if self.job else "") or self.brief.recipient.company

    def say(self, which: str, /, **values: str) -> str:
        """One phrase in the language of the message."""
        return phrase(self.language, which, **values)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and what bears it out. Without evidence it claims nothing about the person."""

    text: str
    leaf: Leaf | None = None
    memories: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Composed:
    """A message with what bears out each paragraph."""

    letter: Letter
    leaves: list[Leaf]
    memories: list[UUID]
    findings: list[Finding]
    missing: list[str]
    questions: list[Question]
    title: str


@dataclass
class Parts:
    """The message in its parts; a model may have worded the middle ones."""

    opening: list[Paragraph]
    proof: list[Paragraph]
    ask: list[Paragraph]
    subject: str = ""
    missing: list[str] = field(default_factory=list[str])
