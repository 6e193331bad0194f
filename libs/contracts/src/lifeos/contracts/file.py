"""Files that people bring: received, read, and learned from once the person said that they were understood rightly."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract, Message
from lifeos.contracts.memory import Memory, Understood
from lifeos.contracts.words import Locale

FILE_LIMIT = 5 * 1024 * 1024
"""Most bytes of a file."""
PAGES_LIMIT = 40
TEXT_LIMIT = 60_000
"""Most characters that are read of a file: about twenty pages of a CV."""

FileKind = Literal["pdf", "docx", "text", "json_resume", "reactive_resume", "linkedin", "job"]
FileProblem = Literal[
    "unknown_kind", "encrypted", "too_many_pages", "no_text", "too_long", "macros", "bomb", "broken", "too_slow", "nothing_found", "lost",
]  # fmt: skip


class FileReceived(Message):
    """A file was uploaded and lies in the file store. `id` is the file's id: the same content is the same file."""

    type: Literal["file.received.v1"] = "file.received.v1"

    name: str = Field(max_length=200)
    sha256: str
    size: int = Field(description="bytes")
    language: Locale | None = None

    @property
    def file_id(self) -> UUID:
        return UUID(self.id)


class FileRead(Message):
    """What was understood of a file, to be looked over. `id` is the file's id. Nothing of it is a fact yet."""

    type: Literal["file.read.v1"] = "file.read.v1"

    kind: FileKind | None = None
    text: str = Field(default="", description="What was read; the evidence of the facts points into it.")
    pages: int = 0
    language: Locale = "en"
    facts: list[Memory] = []
    problem: FileProblem | None = None


class FileConfirmed(Message):
    """The person looked it over. From now on these are facts, with evidence in the file. `id` is the file's id."""

    type: Literal["file.confirmed.v1"] = "file.confirmed.v1"

    facts: list[Memory]


class FileView(Contract):
    """A file as its owner sees it."""

    id: UUID
    name: str
    size: int
    status: Literal["reading", "understood", "confirmed", "failed"]
    kind: FileKind | None = None
    pages: int = 0
    language: Locale = "en"
    advert: bool = Field(default=False, description="It is a job advert: keep it under /v1/jobs by its id.")
    facts: list[Understood] = []
    problem: FileProblem | None = None
    detail: str = Field(default="", description="What went wrong and what to do.")


class FileConfirm(Contract):
    """Which of the facts are not right and shall be left out."""

    leave_out: list[UUID] = Field(default=[], max_length=2_000)
