"""Passing signs of work: words as they are written, progress of documents."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import LiveMessage
from lifeos.contracts.words import DeliverableKind, Speaker


class ReplyDelta(LiveMessage):
    """Some more words of a reply. `offset` counts the characters of the reply before them."""

    type: Literal["reply.delta.v1"] = "reply.delta.v1"

    turn_id: UUID
    offset: int = Field(ge=0)
    speaker: Speaker
    text: str


class ReplyReset(LiveMessage):
    """The words so far are void: another rung of the ladder begins again."""

    type: Literal["reply.reset.v1"] = "reply.reset.v1"

    turn_id: UUID


class DocumentProgress(LiveMessage):
    """A document is `done` of `total` steps along."""

    type: Literal["document.progress.v1"] = "document.progress.v1"

    turn_id: UUID
    deliverable: UUID
    kind: DeliverableKind
    step: Literal["reading", "writing", "checking", "printing"]
    done: int
    total: int
