"""Reads about documents, messages, files and jobs."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.asks.base import Answer, Ask
from lifeos.contracts.base import Contract
from lifeos.contracts.deliverable import Deliverable, VersionPrinted, VersionWritten
from lifeos.contracts.file import FileConfirmed, FileRead, FileReceived
from lifeos.contracts.job import JobView
from lifeos.contracts.words import DeliverableKind, DeliverableStatus


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


class StoredFile(Answer):
    """The messages that an uploaded file consists of, as far as they exist."""

    received: FileReceived | None = None
    read: FileRead | None = None
    confirmed: FileConfirmed | None = None


class AskFile(Ask[StoredFile]):
    """One file that the person brought."""

    noun = "file"

    file_id: UUID


class JobList(Answer):
    items: list[JobView] = []
    next: str | None = None


class AskJobs(Ask[JobList]):
    """Jobs that the person is after, the latest first."""

    noun = "jobs"

    job_id: UUID | None = None
    limit: int = 30
    cursor: str | None = None
