"""Lets people in: the local person of a fresh installation, login links, and keys. Each change is a fact on the bus."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from uuid import UUID, uuid4

import nats.js.errors
from nats.js.kv import KeyValue
from pydantic import SecretStr

from lifeos.contracts import KeyIssued, KeyRevoked, PersonRegistered, names
from lifeos.contracts.words import Scope
from lifeos.runtime.access import REVOKED, key_entry
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.keys import hash_key, make_key
from lifeos.runtime.settings import Settings
from lifeos.stack.access import KeyRow, Login, Urls
from lifeos.stack.refused import Refused

LINK_LIVES = timedelta(hours=12)
KNOWN_WITHIN_S = 10.0


@asynccontextmanager
async def operator_bus(urls: Urls) -> AsyncGenerator[Bus]:
    """The operator's own connection. Raises Refused when no bus answers."""
    settings = Settings(
        nats_url=urls.nats, nats_user=urls.nats_user, nats_password=SecretStr(urls.nats_password)
    )
    try:
        bus = await Bus.connect(settings, "operator")
    except Unavailable as away:
        raise Refused(str(away)) from away
    try:
        yield bus
    finally:
        await bus.close()


class LocalPerson:
    """The first person of this machine, with one key that `stack.json` keeps for scripts."""

    async def ensure(self, data: Path, urls: Urls) -> Login:
        """Register the person and a key unless they exist; always a fresh link that works once."""
        async with operator_bus(urls) as bus:
            bucket = await bus.js.key_value(names.ACCESS)
            key = _kept_key(data / "stack.json")
            entry = await _entry(bucket, hash_key(key, urls.key_pepper)) if key else None
            if key is None or entry is None:
                key = await _register(bus, bucket, urls, "local", ("user", "operator"), None)
            token = token_urlsafe(24)
            until = datetime.now(UTC) + LINK_LIVES
            login = {"key_hash": hash_key(key, urls.key_pepper), "expires_at": until.isoformat()}
            await bucket.put(f"login.{hash_key(token, urls.key_pepper)}", json.dumps(login).encode())
        return Login(url=urls.page, api_key=key, link=f"{urls.page}/#login={token}")


class BusKeys:
    """The operator's hand on keys."""

    async def rows(self, urls: Urls) -> list[KeyRow]:
        """Every key that works, as the door knows them."""
        async with operator_bus(urls) as bus:
            bucket = await bus.js.key_value(names.ACCESS)
            rows: list[KeyRow] = []
            for name in await _names(bucket):
                if name.startswith("key.") and (entry := await _entry(bucket, name.removeprefix("key."))):
                    rows.append(_row(entry))
            return sorted(rows, key=lambda row: (row.label, row.prefix))

    async def issue(self, urls: Urls, label: str, scopes: tuple[str, ...], days: int | None) -> str:
        """A key for a new person of this name, shown only this once."""
        async with operator_bus(urls) as bus:
            bucket = await bus.js.key_value(names.ACCESS)
            return await _register(bus, bucket, urls, label, scopes, days)

    async def revoke(self, urls: Urls, prefix: str) -> bool:
        """Stop every key that starts like this; False when there is none."""
        async with operator_bus(urls) as bus:
            bucket = await bus.js.key_value(names.ACCESS)
            found = False
            for name in await _names(bucket):
                entry = await _entry(bucket, name.removeprefix("key.")) if name.startswith("key.") else None
                if entry is None or not str(entry.get("prefix", "")).startswith(prefix):
                    continue
                person = UUID(entry["person_id"])
                key_hash = name.removeprefix("key.")
                await bus.publish(
                    KeyRevoked(id=key_hash, person_id=person, session_id=person, key_hash=key_hash)
                )
                await bucket.put(name, json.dumps(REVOKED).encode())
                found = True
            return found


async def _register(
    bus: Bus, bucket: KeyValue, urls: Urls, label: str, scopes: tuple[str, ...], days: int | None
) -> str:
    """A person and their key, as facts. Returns once the door knows the key."""
    person, key = uuid4(), make_key()
    allowed: list[Scope] = [scope for scope in ("user", "app", "operator") if scope in scopes]
    if not allowed:
        raise Refused("A key needs at least one scope: user, app or operator.")
    await bus.publish(PersonRegistered(id=str(person), person_id=person, session_id=person, label=label))
    key_hash = hash_key(key.text, urls.key_pepper)
    issued = KeyIssued(
        id=key_hash,
        person_id=person,
        session_id=person,
        key_hash=key_hash,
        prefix=key.prefix,
        scopes=allowed,
        expires_at=datetime.now(UTC) + timedelta(days=days) if days else None,
    )
    await bus.publish(issued)
    await bucket.put(f"key.{key_hash}", json.dumps(key_entry(issued) | {"label": label}).encode())
    end = asyncio.get_running_loop().time() + KNOWN_WITHIN_S
    while await _entry(bucket, key_hash) is None and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.05)
    return key.text


def _row(entry: dict[str, Any]) -> KeyRow:
    expires = entry.get("expires_at")
    return KeyRow(
        prefix=str(entry.get("prefix", "")),
        label=str(entry.get("label", "")),
        scopes=tuple(entry.get("scopes", ())),
        expires_at=datetime.fromisoformat(expires) if expires else None,
        revoked=False,
    )


async def _names(bucket: KeyValue) -> list[str]:
    try:
        return await bucket.keys()
    except nats.js.errors.NoKeysError:
        return []


async def _entry(bucket: KeyValue, key_hash: str) -> dict[str, Any] | None:
    try:
        found = await bucket.get(f"key.{key_hash}")
    except nats.js.errors.KeyNotFoundError:
        return None
    entry: dict[str, Any] = json.loads(found.value or b"{}")
    return None if entry.get("revoked") else entry


def _kept_key(stack_json: Path) -> str | None:
    try:
        return str(json.loads(stack_json.read_text("utf-8"))["api_key"])
    except (OSError, ValueError, KeyError):
        return None
