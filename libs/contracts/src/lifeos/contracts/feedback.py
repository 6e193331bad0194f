"""What people say about a reply or a document."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract, Message
from lifeos.contracts.words import Rating

FEEDBACK_LIMIT = 2_000
"""Most characters of one remark."""


class Remark(Contract):
    """A thumb and perhaps words, about one reply or one version of a document. Nothing is learned from it about the person."""

    turn_id: UUID | None = Field(default=None, description="The reply that it is about.")
    deliverable: UUID | None = Field(default=None, description="The document that it is about.")
    version: int | None = Field(default=None, ge=1)
    rating: Rating
    text: str = Field(default="", max_length=FEEDBACK_LIMIT)
    request_id: str = Field(
        default="",
        max_length=64,
        pattern=r"^[\w-]*$",
        description="The request that went wrong, as an error names it.",
    )


class RemarkView(Remark):
    """A remark as it was kept."""

    at: datetime


class FeedbackGiven(Message):
    """The person said what they think of a reply or a document. The latest about a thing counts."""

    type: Literal["feedback.given.v1"] = "feedback.given.v1"

    remark: Remark
