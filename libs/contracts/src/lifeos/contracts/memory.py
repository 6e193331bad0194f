"""What the system knows about a person: every fact with the words it came from."""

from collections.abc import Container
from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract, Message
from lifeos.contracts.words import ClaimStatus, Locale, MemoryKind, Rung


class Evidence(Contract):
    """Where a value comes from: characters `start` to `end` (code points, end exclusive) of the source `id`."""

    source: Literal["message", "file", "edit", "confirmation"]
    id: str = Field(description="A turn id, file id, or the subject of the edit or confirmation.")
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None = None


class Claim(Contract):
    """One value and what bears it out."""

    value: str
    status: ClaimStatus
    evidence: list[Evidence] = []


class Memory(Contract):
    """One thing the person stated.

    `claims` uses JSON Resume's field names for the kind: a job has name, position, location, startDate, endDate
    (`present` when it goes on); education institution, studyType, area, startDate, endDate; highlight, summary and
    other have text; skill, certificate, project, award and volunteer name (and date, issuer, ...); language has
    language and fluency; name, email, phone, location, link and target have value. Dates are `YYYY`, `YYYY-MM` or
    `YYYY-MM-DD`.
    """

    id: UUID
    kind: MemoryKind
    about: UUID | None = Field(default=None, description="The job or education that this adds to.")
    claims: dict[str, Claim]
    quote: str = Field(description="The person's own words that this was learned from.")
    turn_id: UUID
    session_id: UUID
    supersedes: list[UUID] = Field(default=[], description="Memories that this one corrects.")

    def restated(self, before: Container[ClaimStatus], after: ClaimStatus) -> "Memory":
        """The same fact with every claim of these statuses in another one."""
        claims = {
            field: claim.model_copy(update={"status": after}) if claim.status in before else claim
            for field, claim in self.claims.items()
        }
        return self.model_copy(update={"claims": claims})


class Understood(Contract):
    """One thing as it was understood of a file or of a telling, to be looked over."""

    id: UUID
    kind: str
    values: dict[str, str]
    about: str = Field(default="", description="The employer or school that it adds to.")
    quote: str
    page: int | None = None


class Change(Contract):
    """What a turn changed about a known fact, so that the reply can name it."""

    memory_id: UUID
    field: str
    before: str
    after: str = Field(description="Empty when the fact was taken out of the CV; its words are kept.")
    label: str = Field(
        default="", description="What the fact is about, in the person's words: an employer, a school."
    )


class Question(Contract):
    """One concrete question for one missing fact."""

    slot: str = Field(
        description="What is missing: a kind, or `<kind>.<field>`, such as `name` or `job.startDate`."
    )
    about: UUID | None = Field(default=None, description="The memory that the answer completes.")
    text: str
    choices: list[str] = []
    reads_back: list[UUID] = Field(
        default=[], description="Facts heard in a call that it repeats: whoever says yes confirms them."
    )


class MemoryLearned(Message):
    """Everything learned from one turn; perhaps nothing. One per turn, whatever happens."""

    type: Literal["memory.learned.v1"] = "memory.learned.v1"

    turn_id: UUID
    language: Locale = "en"
    facts: list[Memory] = []
    changes: list[Change] = []
    confirmed: list[UUID] = Field(
        default=[],
        description="Facts heard in a call that were read back, and that the person said are right.",
    )
    questions: list[Question] = Field(default=[], description="What is still missing, the most useful first.")
    unplaced: int = Field(default=0, description="How many sentences found no place in a document.")
    failed: bool = Field(
        default=False, description="True when learning was given up; the list is then empty."
    )
    rung: Rung = "offline"
    cost_usd: float = Field(default=0, ge=0, description="What the models took that were asked for it.")


class MemoryRetracted(Message):
    """The person took a fact back. Documents that used it are stale."""

    type: Literal["memory.retracted.v1"] = "memory.retracted.v1"

    memory_id: UUID


class MemoryCorrected(Message):
    """The person changed a fact by hand. `memory` supersedes the old one; its evidence is this edit."""

    type: Literal["memory.corrected.v1"] = "memory.corrected.v1"

    memory: Memory
    changes: list[Change] = []


class MemoryConfirmed(Message):
    """The person said that a fact is right."""

    type: Literal["memory.confirmed.v1"] = "memory.confirmed.v1"

    memory_id: UUID
