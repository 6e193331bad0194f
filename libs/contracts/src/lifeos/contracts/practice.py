"""Practising an interview: one question at a time, each answer with what was good and what was missing."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from lifeos.contracts.base import Contract, Message, with_words
from lifeos.contracts.deliverable import Finding
from lifeos.contracts.pack import PackQuestion, Round, StoryPart
from lifeos.contracts.turn import MESSAGE_LIMIT
from lifeos.contracts.words import Locale

AnswerText = Annotated[str, Field(max_length=MESSAGE_LIMIT), AfterValidator(with_words)]


class PracticeStarted(Message):
    """A round of practice with its questions. `id` is the round's id."""

    type: Literal["practice.started.v1"] = "practice.started.v1"

    deliverable: UUID = Field(description="The pack that the questions come from.")
    language: Locale
    questions: list[PackQuestion]


class PracticeAnswered(Message):
    """The person answered a question. `id` is `<round>-<n>`."""

    type: Literal["practice.answered.v1"] = "practice.answered.v1"

    practice: UUID
    number: int = Field(ge=1)
    language: Locale
    question: PackQuestion
    text: AnswerText


class Review(Contract):
    """What was noticed about an answer. Nothing in it is a mark."""

    words: int = 0
    told: list[StoryPart] = Field(default=[], description="The parts of a story that were told.")
    story: UUID | None = Field(default=None, description="The story that was told, if it is a known one.")
    findings: list[Finding] = []
    new: list[str] = Field(
        default=[],
        description="Words that were not told before. Tell them in the chat, and they can be used.",
    )
    retracted: list[str] = Field(default=[], description="Words that the person took back earlier.")


class PracticeReviewed(Message):
    """The one review of an answer. `id` is `<round>-<n>`."""

    type: Literal["practice.reviewed.v1"] = "practice.reviewed.v1"

    practice: UUID
    number: int
    review: Review


class PracticeRequest(Contract):
    """Which questions to practise. Without a pack the latest one is taken."""

    deliverable: UUID | None = None
    rounds: list[Round] = Field(default=[], description="Empty: all of them.")
    count: int = Field(default=5, ge=1, le=20)


class AnswerRequest(Contract):
    """An answer to the question with this number."""

    number: int = Field(ge=1)
    text: AnswerText


class Answered(Contract):
    number: int
    text: str
    review: Review | None = None


class PracticeView(Contract):
    """A round as far as it got. `question` is the next one; None when all were answered."""

    id: UUID
    deliverable: UUID
    language: Locale
    number: int
    total: int
    question: PackQuestion | None = None
    answers: list[Answered] = []
