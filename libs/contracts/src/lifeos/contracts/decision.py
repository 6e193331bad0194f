"""Approving and sending. What must be decided is asked for, and decided once by the owner of the tables."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Message, derived_id
from lifeos.contracts.deliverable import Deliverable

Verb = Literal["approve", "reject", "send", "mark_sent", "replied"]
Refusal = Literal[
    "not_a_message", "no_such_version", "changed", "not_ready", "stale", "not_approved", "under_way", "was_sent", "not_sent",
    "not_by_mail",
]  # fmt: skip


REASONS: dict[Refusal, str] = {
    "not_a_message": "This is no message, so there is nothing to approve or send. Download it.",
    "no_such_version": "There is no such version.",
    "changed": "It changed since you looked at it. Read the newest version, then decide about that one.",
    "not_ready": "It is not ready yet: {problems}. Edit it, then approve it.",
    "stale": "You took back or corrected something that it says. Update it, read it, then approve it.",
    "not_approved": "This exact text is not approved. Read it and approve it first.",
    "under_way": "It is being sent at this moment. Wait for what becomes of it.",
    "was_sent": "This text was sent already. Nothing was sent again.",
    "not_sent": "It was not sent yet, so nobody can have replied.",
    "not_by_mail": 'This is no e-mail. Copy it, send it yourself, then press "I sent it".',
}
"""Why not and what to do, in English."""


class DecisionAsked(Message):
    """The person decides about one exact text. `id` is the command's id: the same press is the same command."""

    type: Literal["decision.asked.v1"] = "decision.asked.v1"

    deliverable: UUID
    version: int = Field(ge=1)
    sha256: str = Field(description="`body_hash` of that version: text and recipient.")
    verb: Verb

    @staticmethod
    def id_for(person_id: UUID, verb: Verb, deliverable: UUID, key: str) -> str:
        return derived_id(person_id, f"decision:{verb}:{deliverable}", key)


class DecisionMade(Message):
    """The verdict. `id` is the command's id."""

    type: Literal["decision.made.v1"] = "decision.made.v1"

    deliverable: UUID
    version: int
    sha256: str
    verb: Verb
    granted: bool
    refusal: Refusal | None = None
    reason: str = Field(
        default="",
        description="Why not, and what to do, in English; the door tells it in the language of the person.",
    )
    ordinal: int = Field(ge=1, description="The how manieth decision about this document it is.")
    state: Deliverable | None = Field(default=None, description="The document as it stands with it.")


class SendStarted(Message):
    """A mail is about to leave. `id` is the command's id; found standing, nobody sends again."""

    type: Literal["send.started.v1"] = "send.started.v1"

    deliverable: UUID
    version: int
    sha256: str
    attempt: str = Field(description="Which process began: only this one sends.")


class SendEnded(Message):
    """What became of it. `unknown`: the process died between; the person decides, nothing is tried again."""

    type: Literal["send.ended.v1"] = "send.ended.v1"

    deliverable: UUID
    version: int
    sha256: str
    outcome: Literal["sent", "failed", "unknown"]
    detail: str = Field(default="", description="What happened, for the person.")
    mail_id: str = Field(default="", description="The Message-ID that the mail left under.")
