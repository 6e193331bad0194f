"""What the door must know while Postgres is away: keys, owners of sessions, tombstones. Kept in a KV bucket.

Keys: `key.<hash>`, `session.<session id>`, `gone.<person id>`, and `pin.<hash>` (pins.py). Values are JSON; a revoked key keeps an entry that says so.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self
from uuid import UUID

import nats.js.errors
from nats.js.kv import KeyValue

from lifeos.contracts import KeyIssued, names
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import Unavailable

REVOKED: dict[str, Any] = {"revoked": True}
"""What stands for a key that stopped working."""


def key_entry(fact: KeyIssued) -> dict[str, Any]:
    """What the door keeps about a key."""
    return {
        "person_id": str(fact.person_id),
        "prefix": fact.prefix,
        "scopes": list(fact.scopes),
        "expires_at": fact.expires_at.isoformat() if fact.expires_at else None,
    }


class Access:
    """Writes the bucket. Reading it is the door's own affair (it follows the bucket)."""

    def __init__(self, bucket: KeyValue) -> None:
        self._bucket = bucket

    @classmethod
    async def open(cls, bus: Bus) -> Self:
        return cls(await bus.js.key_value(names.ACCESS))

    async def let_in(self, fact: KeyIssued) -> None:
        """Enter a key that is not known yet. One that was revoked meanwhile stays revoked: facts come in any order."""
        try:
            await self._bucket.create(f"key.{fact.key_hash}", json.dumps(key_entry(fact)).encode())
        except nats.js.errors.KeyWrongLastSequenceError:
            return
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error

    async def shut_out(self, key_hash: str) -> None:
        """Mark a key as revoked. The mark stays, so that nothing late lets it in again."""
        await self._put(f"key.{key_hash}", REVOKED)

    async def own_session(self, session_id: UUID, person_id: UUID) -> None:
        await self._put(f"session.{session_id}", {"person_id": str(person_id)})

    async def bury(self, person_id: UUID, sessions: Sequence[UUID] = ()) -> None:
        """Set the tombstone. It keeps the ids of the sessions, so that erasing can be repeated after a crash."""
        lost = {"at": datetime.now(UTC).isoformat(), "sessions": [str(session) for session in sessions]}
        await self._put(f"gone.{person_id}", lost)

    async def buried_sessions(self) -> list[UUID]:
        """Every session of every erased person, and the persons' own ids."""
        sessions: list[UUID] = []
        for key, entry in await self._entries("gone."):
            sessions += [UUID(key), *map(UUID, entry["sessions"])]
        return sessions

    async def people(self) -> tuple[set[UUID], dict[UUID, datetime]]:
        """Everybody who has a key or a conversation, and when those who were erased were erased."""
        entries = [*await self._entries("key."), *await self._entries("session.")]
        everybody = {UUID(entry["person_id"]) for _, entry in entries if entry != REVOKED}
        gone = {UUID(key): datetime.fromisoformat(entry["at"]) for key, entry in await self._entries("gone.")}
        return everybody, gone

    async def _entries(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """Everything of one kind, by what comes after its kind."""
        try:
            keys = [key for key in await self._bucket.keys() if key.startswith(kind)]
            found = [await self._bucket.get(key) for key in keys]
        except nats.js.errors.NoKeysError:
            return []
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error
        return [
            (key.removeprefix(kind), json.loads(entry.value or b"{}"))
            for key, entry in zip(keys, found, strict=True)
        ]

    async def _put(self, key: str, value: dict[str, Any]) -> None:
        try:
            await self._bucket.put(key, json.dumps(value).encode())
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error
