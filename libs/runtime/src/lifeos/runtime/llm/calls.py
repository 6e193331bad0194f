"""What goes to a model and what comes back, whichever lane carries it."""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True)
class ChatMessage:
    """One message of a prompt. Its words stay out of `repr`, hence out of logs and tracebacks."""

    role: Role
    content: str = field(repr=False)


@dataclass(frozen=True)
class Call:
    """One request to a model. `response_format` is the OpenAI field of that name, or absent."""

    messages: tuple[ChatMessage, ...]
    response_format: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Tokens:
    """What the provider says it read and wrote."""

    input: int
    output: int


@dataclass(frozen=True)
class Completion:
    """A whole answer. `finish` is absent when the provider does not say why it stopped."""

    text: str = field(repr=False)
    finish: str | None
    tokens: Tokens | None
    cost_usd: float | None = None


@dataclass(frozen=True)
class Delta:
    """Some more of a streamed answer. `finish` comes with the last words, `tokens` maybe after them."""

    text: str = field(default="", repr=False)
    finish: str | None = None
    tokens: Tokens | None = None
    cost_usd: float | None = None


class Lane(Protocol):
    """A way to reach one model. Both methods raise only `ModelFailed`, and neither tries twice, unless the lane says so."""

    async def warm(self) -> None:
        """Load what the first call would otherwise wait for."""
        ...

    async def complete(self, call: Call) -> Completion:
        """Ask for a whole answer."""
        ...

    def stream(self, call: Call) -> AsyncGenerator[Delta, None]:
        """Ask for an answer in pieces. Ending without any `finish` means that the stream was cut."""
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...


UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` without NUL and lone surrogates, which JSON can carry but neither UTF-8 nor Postgres can."""
    return UNSTORABLE.sub("", text)
