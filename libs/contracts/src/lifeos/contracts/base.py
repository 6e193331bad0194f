"""The envelope that every message on the bus shares."""

from datetime import UTC, datetime
from typing import ClassVar, Self
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

MESSAGE_LIMIT = 32_000
"""Most characters one turn may have: about ten pages of a pasted CV."""


class Contract(BaseModel):
    """A value that crosses a process border: immutable, and readers ignore fields they do not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Message(Contract):
    """A fact that is kept in the stream `LIFE`. Field names follow CloudEvents where it has one.

    A message's subject is its identity: `life.<type>.<session_id>.<id>`. Publishing the same subject twice
    stores one message, so `id` must name the thing itself and never the attempt.
    """

    lane: ClassVar[str] = "life"

    type: str
    id: str = Field(
        description="Last token of the subject. With `type` it names the thing this message is about."
    )
    source: str = Field(default="", description="The service that published it, stamped by the bus.")
    time: datetime = Field(default_factory=lambda: datetime.now(UTC))
    person_id: UUID
    session_id: UUID = Field(description="The session, or the person's own id for facts about a person.")
    cause: str | None = Field(default=None, description="Subject of the message that led to this one.")

    @classmethod
    def type_name(cls) -> str:
        """The type as it stands in subjects, such as `turn.received.v1`."""
        return str(cls.model_fields["type"].default)

    @classmethod
    def address(cls, session_id: UUID | str, id: UUID | str) -> str:
        """The subject of one message of this type. `*` is allowed for either part when asking."""
        return f"{cls.lane}.{cls.type_name()}.{session_id}.{id}"

    @property
    def subject(self) -> str:
        return self.address(self.session_id, self.id)

    def from_source(self, source: str) -> Self:
        return self if self.source else self.model_copy(update={"source": source})


class LiveMessage(Contract):
    """A passing sign of work in the stream `LIVE`: kept for minutes, gone after a broker crash, never a fact."""

    type: str
    session_id: UUID

    @classmethod
    def type_name(cls) -> str:
        return str(cls.model_fields["type"].default)

    @property
    def subject(self) -> str:
        return f"live.{self.type}.{self.session_id}"


def derived_id(cause_id: UUID | str, type_name: str, key: str) -> str:
    """The id of a message that has no thing of its own to be named after.

    `key` names what the message is about, never a position in a list, so a redelivered cause gives the same id.
    """
    cause = cause_id if isinstance(cause_id, UUID) else UUID(cause_id)
    return str(uuid5(cause, f"{type_name}:{key}"))


def with_words(text: str) -> str:
    """The text, when somebody can answer it and a database can hold it. Raises ValueError."""
    if "\x00" in text:
        raise ValueError("the text contains NUL bytes; send text")
    if not text.strip():
        raise ValueError("the text is empty; say something")
    return text
