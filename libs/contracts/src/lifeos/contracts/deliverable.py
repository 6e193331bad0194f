"""Documents: asked for, written, printed. Versions are append-only."""

import hashlib
import json
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract, Message, derived_id
from lifeos.contracts.letter import Brief
from lifeos.contracts.memory import Evidence, Question
from lifeos.contracts.words import (
    ClaimStatus,
    DeliverableKind,
    DeliverableStatus,
    Format,
    Locale,
    Rung,
)


class DeliverableRequested(Message):
    """A document version is wanted. `id` is `uuid5(turn, kind:deliverable)`, of the person outside a conversation."""

    type: Literal["deliverable.requested.v1"] = "deliverable.requested.v1"

    turn_id: UUID | None = Field(
        default=None, description="None when it was asked for outside a conversation."
    )
    deliverable: UUID
    kind: DeliverableKind
    version: int = Field(ge=1)
    language: Locale = "en"
    job_id: UUID | None = None
    brief: Brief | None = Field(default=None, description="For whom a message is, and why.")

    @staticmethod
    def id_for(cause: UUID, kind: str, deliverable: UUID) -> str:
        return derived_id(cause, kind, str(deliverable))


def version_id(deliverable: UUID, version: int) -> str:
    """The last token of the subject of a version: written and printed share it."""
    return f"{deliverable}-{version}"


class Leaf(Contract):
    """One value of a document and what bears it out. `pointer` is a JSON Pointer (RFC 6901) into the document."""

    pointer: str
    status: ClaimStatus
    evidence: list[Evidence] = []
    reason: str | None = None


class LeftOut(Contract):
    """A value that the words do not bear out: kept out of the document, and asked about."""

    pointer: str
    value: str
    reason: str
    question: str


class Unplaced(Contract):
    """Words of the person that found no place in the document."""

    text: str
    evidence: Evidence


class Finding(Contract):
    """Something a gate noticed, in plain words."""

    rule: str
    severity: Literal["error", "warning"]
    text: str
    reader: str | None = Field(default=None, description="Which text extractor saw it.")


class Proposal(Contract):
    """One change that a job's advert suggests. Nothing in it is worded anew or was not said."""

    id: UUID
    pointer: str = Field(description="JSON Pointer of the list that it changes.")
    before: list[Any]
    after: list[Any]
    why: str
    evidence: list[Evidence] = Field(default=[], description="The words behind what is added.")


class VersionWritten(Message):
    """A version of a document. `id` is `<deliverable>-<n>`."""

    type: Literal["version.written.v1"] = "version.written.v1"

    deliverable: UUID
    version: int = Field(ge=1)
    kind: DeliverableKind
    turn_id: UUID | None = Field(
        default=None, description="None when a person edited it outside a conversation."
    )
    author: Literal["writer", "person"]
    title: str
    language: Locale
    document: dict[str, Any] = Field(
        description="JSON Resume 1.3.1 for a CV, a `Pack` for an interview, a `Letter` for a message. "
        "Only what the words bear out."
    )
    leaves: list[Leaf] = []
    left_out: list[LeftOut] = []
    unplaced: list[Unplaced] = []
    missing: list[str] = Field(default=[], description="Slots that nothing was said about, such as `name`.")
    questions: list[Question] = []
    findings: list[Finding] = Field(default=[], description="What the rules of its kind noticed.")
    changes: list[str] = Field(
        default=[], description="What is different from the version before, one line each."
    )
    proposals: list[Proposal] = Field(
        default=[], description="Changes for the job, not taken or refused yet."
    )
    refused: list[UUID] = Field(default=[], description="Proposals that the person does not want.")
    memories: list[UUID] = Field(default=[], description="Every memory this version used.")
    unheard_turns: list[UUID] = Field(
        default=[], description="Turns that were not yet learned from when it was written."
    )
    job_id: UUID | None = None
    rung: Rung = "offline"
    model: str | None = None
    cost_usd: float = 0.0

    @property
    def body_hash(self) -> str:
        """SHA-256 of what would be printed. Two versions with the same hash are the same document."""
        body = json.dumps([self.kind, self.language, self.document], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(body.encode()).hexdigest()


class FileRef(Contract):
    """A printed file, by content."""

    format: Format
    sha256: str
    size: int = Field(description="bytes")
    name: str = Field(description="The name to save it under.")


class AtsReport(Contract):
    """What applicant tracking systems will be able to read in the printed file."""

    passed: bool
    findings: list[Finding] = []
    readers: list[str] = []
    pages: int = 0


class Grounding(Contract):
    """How many values of the document have which status."""

    verbatim: int = 0
    reworded: int = 0
    calculated: int = 0
    heard: int = 0
    confirmed: int = 0
    left_out: int = 0


class Approval(Contract):
    """Who approved which exact text."""

    version: int
    sha256: str
    at: datetime


class Deliverable(Contract):
    """A document as the panel shows it."""

    id: UUID
    kind: DeliverableKind
    title: str = ""
    status: DeliverableStatus = "making"
    version: int = Field(description="The newest version; 0 while the first is being made.")
    session_id: UUID
    job_id: UUID | None = None
    language: Locale = "en"
    formats: list[Format] = []
    stale: bool = False
    missing: list[str] = []
    rung: Rung = "offline"
    model: str | None = None
    cost_usd: float = 0.0
    grounding: Grounding = Grounding()
    ats: AtsReport | None = None
    findings: list[Finding] = Field(
        default=[], description="What its rules noticed. An error stands between a message and its approval."
    )
    sha256: str = Field(
        default="", description="Of the newest version: text and recipient. An approval names it."
    )
    recipient: str = Field(default="", description="Whom a message is for, in one line.")
    approval: Approval | None = None
    sent_at: datetime | None = None
    replied_at: datetime | None = None
    follows: UUID | None = Field(default=None, description="The message that this one follows up on.")
    follow_up_on: date | None = Field(
        default=None,
        description="When a follow-up would be in place. A reminder only: nothing is sent by itself.",
    )
    problem: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class VersionPrinted(Message):
    """The one end of a version: its files, or why there are none. `id` is `<deliverable>-<n>`."""

    type: Literal["version.printed.v1"] = "version.printed.v1"

    deliverable: UUID
    version: int
    outcome: Literal["printed", "failed", "superseded"]
    superseded_by: int | None = None
    files: list[FileRef] = []
    state: Deliverable
    problem: str | None = None
