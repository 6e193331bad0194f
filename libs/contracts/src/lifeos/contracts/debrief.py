"""What people tell outside of the chat: how an interview went, a story that they practised. Understood, looked over, then facts."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from lifeos.contracts.base import MESSAGE_LIMIT, Contract, Message, with_words
from lifeos.contracts.memory import Memory, Understood
from lifeos.contracts.words import Locale

Occasion = Literal["interview", "practice"]
ToldText = Annotated[str, Field(max_length=MESSAGE_LIMIT), AfterValidator(with_words)]


class DebriefTold(Message):
    """The person told how an interview went, or keeps a story of their practice. `id` is the debrief's id."""

    type: Literal["debrief.told.v1"] = "debrief.told.v1"

    occasion: Occasion = "interview"
    text: ToldText
    language: Locale | None = None
    job_id: UUID | None = None

    @property
    def debrief_id(self) -> UUID:
        return UUID(self.id)


class CvChange(Contract):
    """What the facts would change in a CV. Nothing is changed before the person says so."""

    deliverable: UUID
    version: int = Field(description="The newest version when it was told.")
    changes: list[str] = Field(description="One line each, as under a version.")


class DebriefRead(Message):
    """What was understood, to be looked over. `id` is the debrief's id. Nothing of it is a fact yet."""

    type: Literal["debrief.read.v1"] = "debrief.read.v1"

    language: Locale = "en"
    facts: list[Memory] = []
    cv: CvChange | None = Field(default=None, description="None when there is no CV, or nothing changes it.")
    failed: bool = Field(default=False, description="True when reading was given up; the list is then empty.")


class DebriefConfirmed(Message):
    """The person looked it over. From now on these are facts. `id` is the debrief's id."""

    type: Literal["debrief.confirmed.v1"] = "debrief.confirmed.v1"

    facts: list[Memory]


class DebriefRequest(Contract):
    """How the interview went, in the person's own words. What others said in it is not taken for a fact."""

    text: ToldText
    job_id: UUID | None = None
    language: Locale | None = None


class DebriefConfirm(Contract):
    """Which of the facts are not right and shall be left out, and whether the CV shall be written with the others."""

    leave_out: list[UUID] = Field(default=[], max_length=2_000)
    update_cv: bool = False


class DebriefView(Contract):
    """A debrief as its owner sees it."""

    id: UUID
    occasion: Occasion
    status: Literal["reading", "understood", "nothing_new", "confirmed", "failed"]
    text: str
    language: Locale = "en"
    job_id: UUID | None = None
    facts: list[Understood] = []
    cv: CvChange | None = None
    updating: UUID | None = Field(default=None, description="The CV that is being written with it.")
