"""What an ask and its answer are."""

from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract


class Answer(Contract):
    """What store answers."""


A = TypeVar("A", bound=Answer)


class Ask(Contract, Generic[A]):
    """A question of one person's data."""

    noun: ClassVar[str]

    person_id: UUID
    after: list[str] = Field(default=[], description="Subjects of messages that the answer must reflect.")
    wait_ms: int = Field(default=2_000, description="How long to wait for them.")

    @classmethod
    def subject(cls) -> str:
        return f"ask.{cls.noun}.v1"


def answer_type(ask: type[Ask[A]]) -> type[A]:
    """The class of the answer to an ask, read from its declaration."""
    for base in ask.__mro__:
        arguments = base.__pydantic_generic_metadata__["args"] if issubclass(base, Ask) else ()
        if arguments:
            return arguments[0]
    raise TypeError(f"{ask.__name__} names no answer")
