"""Reads about practice and debriefs."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from lifeos.contracts.asks.base import Answer, Ask
from lifeos.contracts.base import Contract
from lifeos.contracts.debrief import DebriefConfirmed, DebriefRead, DebriefTold
from lifeos.contracts.memory import Memory
from lifeos.contracts.practice import PracticeAnswered, PracticeReviewed, PracticeStarted


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
