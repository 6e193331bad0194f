"""A job that the person is after: what its text asks for, where things stand, and how their words fit."""

from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field, field_validator, model_validator

from lifeos.contracts.base import Contract, Message
from lifeos.contracts.memory import Evidence
from lifeos.contracts.words import Locale

JOB_TEXT_LIMIT = 32_000
JobStatus = Literal["interested", "applied", "interview", "offer", "closed"]
Seniority = Literal["intern", "junior", "senior", "lead", "manager", "director"]


class Requirement(Contract):
    """One thing that a job text asks of the candidate: characters `start` to `end` (code points) of the text."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    must: bool = Field(description="False: nice to have.")


class Posting(Contract):
    """What was read from a job text. Field names follow JSON Resume's job schema where it has one."""

    title: str = ""
    company: str = ""
    language: Locale = "en"
    years: int | None = Field(default=None, description="Fewest years of experience asked for.")
    seniority: Seniority | None = Field(default=None, description="None: the advert names no level.")
    requirements: list[Requirement] = []
    keywords: list[str] = Field(
        default=[],
        description="Names of tools, papers and methods in what is asked for, as they are written.",
    )


class JobAdded(Message):
    """The person keeps a job text. `id` is the job's id; the session id is the person's own."""

    type: Literal["job.added.v1"] = "job.added.v1"

    text: str = Field(max_length=JOB_TEXT_LIMIT)
    posting: Posting

    @property
    def job_id(self) -> UUID:
        return UUID(self.id)


class JobChanged(Message):
    """The person set what is known of a job. Absent fields stay as they were."""

    type: Literal["job.changed.v1"] = "job.changed.v1"

    job_id: UUID
    title: str | None = None
    company: str | None = None
    status: JobStatus | None = None
    next_step: str | None = None
    next_on: date | None = None


class JobCreate(Contract):
    """A pasted job text, or a file that was brought. Addresses are never fetched."""

    text: str | None = Field(
        default=None,
        max_length=JOB_TEXT_LIMIT,
        description="The advert as it stands, pasted; or a document of JSON Resume's job schema.",
    )
    file_id: UUID | None = Field(default=None, description="A file under /v1/files that is the advert.")
    title: str | None = Field(default=None, max_length=200, description="Absent: read from the text.")
    company: str | None = Field(default=None, max_length=200, description="Absent: read from the text.")

    @field_validator("text")
    @classmethod
    def says_something(cls, text: str | None) -> str | None:
        """A lone address is refused with what to do instead."""
        if text is None:
            return None
        if "\x00" in text:
            raise ValueError("the text contains NUL bytes; paste plain text")
        if len(text.split()) < 3:
            raise ValueError("paste the text of the advert itself; an address is not opened")
        return text

    @model_validator(mode="after")
    def is_one(self) -> Self:
        """Either the text or the file."""
        if (self.text is None) == (self.file_id is None):
            raise ValueError("send the text of the advert, or the file_id of a file that is one")
        return self


class JobPatch(Contract):
    """What the person sets. Only what is sent changes."""

    title: str | None = Field(default=None, max_length=200)
    company: str | None = Field(default=None, max_length=200)
    status: JobStatus | None = None
    next_step: str | None = Field(default=None, max_length=500)
    next_on: date | None = Field(default=None, description="A reminder only; nothing happens by itself.")


class FitItem(Contract):
    """One requirement and how the person's words meet it.

    `present`: the CV shows it. `shown`: the person said it, the CV does not show it yet. `missing`: nothing that they
    said bears it out.
    """

    requirement: Requirement
    status: Literal["present", "shown", "missing"]
    evidence: list[Evidence] = []
    quote: str = Field(default="", description="The words that bear it out.")


class Fit(Contract):
    """How a person's words meet a job. Scores are 0 to 100; a must counts twice a nice to have."""

    job_id: UUID
    deliverable: UUID | None = Field(default=None, description="The CV that was looked at.")
    before: int = Field(ge=0, le=100, description="What the CV shows.")
    after: int = Field(ge=0, le=100, description="What it could show with what the person said.")
    items: list[FitItem] = []


class JobView(Contract):
    """A job as its folder shows it."""

    id: UUID
    title: str = ""
    company: str = ""
    language: Locale = "en"
    status: JobStatus = "interested"
    next_step: str = ""
    next_on: date | None = None
    text: str
    posting: Posting
    created_at: datetime
    updated_at: datetime
