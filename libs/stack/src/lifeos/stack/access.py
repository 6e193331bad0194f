"""What the stack needs from the rest of the product to let people in; passed in by whoever builds the command line."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Urls:
    """Where a running stack answers, and the operator's way onto its bus."""

    page: str
    nats: str
    nats_user: str
    nats_password: str = field(repr=False)
    key_pepper: str = field(repr=False)


@dataclass(frozen=True)
class Login:
    """How the local person gets in: `link` carries a token that works once, `api_key` is for scripts."""

    url: str
    api_key: str = field(repr=False)
    link: str = field(repr=False)


class FirstPerson(Protocol):
    """Makes sure that somebody can log in to a fresh installation."""

    async def ensure(self, data: Path, urls: Urls) -> Login:
        """Register the local person and a key unless they exist; always return a fresh login link."""
        ...


@dataclass(frozen=True)
class KeyRow:
    """A key as the operator sees it: never the key itself."""

    prefix: str
    label: str
    scopes: tuple[str, ...]
    expires_at: datetime | None
    revoked: bool


class Keys(Protocol):
    """The operator's hand on keys; each change is a fact on the bus."""

    async def rows(self, urls: Urls) -> list[KeyRow]:
        """Every key, the newest first."""
        ...

    async def issue(self, urls: Urls, label: str, scopes: tuple[str, ...], days: int | None) -> str:
        """Make a key for a (new) person and return it; it is shown only this once."""
        ...

    async def revoke(self, urls: Urls, prefix: str) -> bool:
        """Stop a key from working; False when no key starts like this."""
        ...
