"""Binds plain functions to durable consumers. The signature is the topology: what it takes is consumed, what it
returns is published."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy

from lifeos.contracts import Message
from lifeos.runtime.bus import Stored

T = TypeVar("T")
Run = Callable[[Any, Any], Awaitable[Any]]


@dataclass(frozen=True)
class Handler(Generic[T]):
    """One handler and how it is run."""

    durable: str
    consumes: tuple[type[Message], ...]
    publishes: tuple[type[Message], ...]
    run: Run
    ends_at: Callable[[Any], str] | None
    when_parked: Callable[[Any, str], Sequence[Message]] | None
    in_order: Callable[[Any, T], Awaitable[bool]] | None
    slots: int
    wants_all: bool = False
    again_when_taken: bool = False

    @property
    def filters(self) -> list[str]:
        if self.wants_all:
            return ["life.>"]
        return [message.address("*", "*") for message in self.consumes]

    def outputs(self, returned: object) -> list[Message]:
        if returned is None:
            return []
        return list(returned) if isinstance(returned, (list, tuple)) else [returned]  # type: ignore[list-item]


F = TypeVar("F", bound=Run)


@dataclass
class Worker(Generic[T]):
    """The handlers of one service."""

    handlers: list[Handler[T]] = field(default_factory=list[Handler[T]])

    def handles(
        self,
        durable: str,
        *,
        ends_at: Callable[[Any], str] | None = None,
        when_parked: Callable[[Any, str], Sequence[Message]] | None = None,
        in_order: Callable[[Any, T], Awaitable[bool]] | None = None,
        slots: int = 8,
        again_when_taken: bool = False,
    ) -> Callable[[F], F]:
        """Subscribe a function under a durable name, which is a literal: renaming it would replay everything.

        `ends_at` gives the subject of the one message it publishes, so that work that was done is not paid twice.
        `when_parked` makes the visible end of a message that cannot succeed. `in_order` is asked until it says yes,
        at most 30 s, without taking a slot. `again_when_taken`: when something else came to stand meanwhile where its
        message was to stand, it is run again, and finds another place. A function that takes `Stored` gets every message, with its sequence.
        """

        def register(run: F) -> F:
            hints = get_type_hints(run)
            returned = hints.pop("return")
            consumed = next(iter(hints.values()))
            self.handlers.append(
                Handler(
                    durable=durable,
                    consumes=() if consumed is Stored else _message_types(consumed),
                    wants_all=consumed is Stored,
                    publishes=_message_types(returned),
                    run=run,
                    ends_at=ends_at,
                    when_parked=when_parked,
                    in_order=in_order,
                    slots=slots,
                    again_when_taken=again_when_taken,
                )
            )
            return run

        return register


def consumer_of(handler: Handler[Any], ack_wait_s: float) -> ConsumerConfig:
    """The durable consumer that a handler is bound to."""
    filters = handler.filters
    return ConsumerConfig(
        durable_name=handler.durable,
        deliver_policy=DeliverPolicy.ALL,
        ack_policy=AckPolicy.EXPLICIT,
        ack_wait=ack_wait_s,
        max_deliver=-1,
        # Smaller, and a replica that holds its messages would starve the others.
        max_ack_pending=32 * handler.slots,
        filter_subject=filters[0] if len(filters) == 1 else None,
        filter_subjects=filters if len(filters) > 1 else None,
    )


def _message_types(hint: Any) -> tuple[type[Message], ...]:
    """The message classes in a type: `X`, `X | Y | None`, `list[X | Y]`."""
    if hint is NoneType:
        return ()
    if isinstance(hint, type) and issubclass(hint, Message):
        return (hint,)
    if get_origin(hint) is None:
        raise TypeError(f"{hint} is no message")
    return tuple(message for part in get_args(hint) for message in _message_types(part))
