"""Practising an interview: one question at a time, each answer with what was good and what was missing."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from lifeos.contracts.base import MESSAGE_LIMIT, Contract, Message, with_words
from lifeos.contracts.call import Speech
from lifeos.contracts.deliverable import Finding
from lifeos.contracts.pack import Pack, PackQuestion, Round, StoryPart
from lifeos.contracts.words import Locale

AnswerText = Annotated[str, Field(max_length=MESSAGE_LIMIT), AfterValidator(with_words)]


class PracticeStep(Contract):
    """What a turn of the chat is to a round of practice. The latest step of a conversation says where its round stands."""

    practice: UUID
    action: Literal["started", "answered", "skipped", "repeated", "stopped"]
    deliverable: UUID
    language: Locale
    questions: list[PackQuestion]
    number: int = Field(default=0, ge=0, description="The question that this turn answers or skips, from 1.")

    @property
    def next(self) -> int | None:
        """The number of the question that is asked now; None when the round is over."""
        over = self.action == "stopped" or self.number >= len(self.questions)
        return None if over else self.number + 1


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
    speech: Speech | None = Field(
        default=None, description="How it was said, when it was answered in a call."
    )


class Review(Contract):
    """What was noticed about an answer. Nothing in it is a mark."""

    words: int = 0
    speech: Speech | None = None
    words_per_minute: int | None = Field(
        default=None, description="The pace, when it was answered in a call."
    )
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


CHOSEN = 5
"""Questions of a round."""


def chosen_questions(pack: Pack, rounds: Sequence[Round] = (), count: int = CHOSEN) -> list[PackQuestion]:
    """Questions of the wished rounds: gaps and open ones first, since these need practice most."""
    order = {"gap": 0, "solid": 1, "strong": 2, "open": 3}
    wanted = [question for question in pack.questions if not rounds or question.round in rounds]
    return sorted(wanted, key=lambda question: order[question.status])[:count]


class PracticeRequest(Contract):
    """Which questions to practise. Without a pack the latest one is taken."""

    deliverable: UUID | None = None
    rounds: list[Round] = Field(default=[], description="Empty: all of them.")
    count: int = Field(default=CHOSEN, ge=1, le=20)


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
