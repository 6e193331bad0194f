"""People, their keys and their sessions, as facts."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Message
from lifeos.contracts.words import Goal, Locale, Persona, Scope


class PersonRegistered(Message):
    """Somebody may use this installation."""

    type: Literal["person.registered.v1"] = "person.registered.v1"

    label: str = Field(description="What the operator calls this person. Never printed on a document.")
    locale: Locale = "en"


class PersonChanged(Message):
    """The person said how they want to be served. Absent fields stay as they were."""

    type: Literal["person.changed.v1"] = "person.changed.v1"

    locale: Locale | None = Field(
        default=None, description="The language of the page, and of what is made by a form."
    )
    persona: Persona | None = None
    goal: Goal | None = Field(
        default=None, description="What they came for. It only decides what is offered first."
    )
    consented: bool | None = Field(
        default=None, description="True: they read what happens with their words, and agreed."
    )


class KeyIssued(Message):
    """A key was made. Only its hash is kept; the key itself was shown once."""

    type: Literal["key.issued.v1"] = "key.issued.v1"

    key_hash: str = Field(description="Hex HMAC-SHA-256 of the key under the installation's pepper.")
    prefix: str = Field(description="The first characters of the key, to recognise it in lists.")
    scopes: list[Scope] = ["user"]
    expires_at: datetime | None = None


class KeyRevoked(Message):
    """A key stopped working."""

    type: Literal["key.revoked.v1"] = "key.revoked.v1"

    key_hash: str


class SessionStarted(Message):
    """A conversation began."""

    type: Literal["session.started.v1"] = "session.started.v1"

    persona: Persona | None = Field(default=None, description="None: the person's usual persona.")
    locale: Locale | None = None
    title: str | None = None


class SessionChanged(Message):
    """The person changed persona, language or title of a conversation. Absent fields stay as they were."""

    type: Literal["session.changed.v1"] = "session.changed.v1"

    persona: Persona | None = None
    locale: Locale | None = None
    title: str | None = None


class SessionDeleted(Message):
    """The person removed a conversation from their list. Facts and documents made in it stay."""

    type: Literal["session.deleted.v1"] = "session.deleted.v1"


class PersonErased(Message):
    """The person asked to be forgotten. Carries no words; it is the tombstone."""

    type: Literal["person.erased.v1"] = "person.erased.v1"

    erasure_id: UUID
