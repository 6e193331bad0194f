"""Who is calling: keys, login cookies, owners of sessions, tombstones; all from a mirror of the access bucket."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import nats.js.errors
from nats.aio.msg import Msg

from lifeos.contracts import KeyIssued, names
from lifeos.runtime.access import REVOKED, key_entry
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.follow import Follower
from lifeos.runtime.keys import PREFIX, hash_key

COOKIE = "lifeos"
COOKIE_DAYS = 30
TOKEN_PREFIX = "lt_"
TOKEN_LIVES = timedelta(minutes=15)
BUCKET = f"$KV.{names.ACCESS}."


@dataclass(frozen=True)
class Caller:
    """A person, let in by a key; `key_hash` is empty for one who came with a token of another front end."""

    person_id: UUID
    scopes: tuple[str, ...]
    key_hash: str


class AccessMirror:
    """The access bucket in memory. A revocation is here within milliseconds."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._entries: dict[str, dict[str, Any]] = {}
        self._follower = Follower(bus, f"KV_{names.ACCESS}", f"{BUCKET}>", self._changed)

    async def open(self) -> None:
        await self._follower.start(from_sequence=1)

    async def close(self) -> None:
        await self._follower.stop()

    @property
    def current(self) -> bool:
        return self._follower.current

    async def _changed(self, message: Msg, _sequence: int) -> None:
        key = message.subject.removeprefix(BUCKET)
        if (message.headers or {}).get("KV-Operation") in ("DEL", "PURGE"):
            self._entries.pop(key, None)
        else:
            self._entries[key] = json.loads(message.data)

    def get(self, key: str) -> dict[str, Any] | None:
        return self._entries.get(key)

    def keys_of(self, person_id: UUID) -> dict[str, dict[str, Any]]:
        """The keys of a person that work, by hash."""
        owner = str(person_id)
        return {
            name.removeprefix("key."): entry
            for name, entry in self._entries.items()
            if name.startswith("key.") and entry.get("person_id") == owner
        }

    async def look(self, key: str) -> dict[str, Any] | None:
        """The entry, asked of the bucket itself when the mirror has not got it yet."""
        found = self.get(key)
        if found is not None:
            return found
        try:
            # The bucket has no direct reads; nobody would answer one.
            message = await self._bus.js.get_last_msg(f"KV_{names.ACCESS}", f"{BUCKET}{key}", direct=False)
        except nats.js.errors.NotFoundError:
            return None
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error
        if (message.headers or {}).get("KV-Operation") in ("DEL", "PURGE"):
            return None
        return json.loads(message.data or b"{}")

    async def put(self, key: str, value: dict[str, Any]) -> None:
        try:
            await self._bus.js.publish(f"{BUCKET}{key}", json.dumps(value).encode())
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error
        self._entries[key] = value

    def beginning_with(self, prefix: str) -> dict[str, dict[str, Any]]:
        """A copy of every entry whose key begins like this."""
        return {key: entry for key, entry in self._entries.items() if key.startswith(prefix)}

    async def create(self, key: str, value: dict[str, Any]) -> bool:
        """Enter what is not there yet; False when something stands under this key."""
        try:
            bucket = await self._bus.js.key_value(names.ACCESS)
            await bucket.create(key, json.dumps(value).encode())
        except nats.js.errors.KeyWrongLastSequenceError:
            return False
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error
        self._entries[key] = value
        return True

    async def remove(self, key: str) -> None:
        try:
            await self._bus.js.publish(f"{BUCKET}{key}", headers={"KV-Operation": "DEL"})
        except BUS_ERRORS as error:
            raise Unavailable("the access bucket does not answer") from error
        self._entries.pop(key, None)


class Doorkeeper:
    """Checks keys and cookies. Unknown, expired, revoked and malformed all look the same from outside."""

    def __init__(self, mirror: AccessMirror, pepper: str, cookie_secret: str) -> None:
        self._mirror, self._pepper, self._secret = mirror, pepper, cookie_secret.encode()

    def by_key(self, key: str) -> Caller | None:
        # The hash is computed for any text, so that a malformed key takes as long as a wrong one.
        return self._caller(hash_key(key, self._pepper)) if key.startswith(PREFIX) else self._nobody(key)

    def _nobody(self, key: str) -> None:
        hash_key(key[:100], self._pepper)

    def _caller(self, key_hash: str) -> Caller | None:
        entry = self._mirror.get(f"key.{key_hash}")
        if entry is None or entry.get("revoked") or self.is_gone(entry["person_id"]):
            return None
        expires = entry.get("expires_at")
        if expires and datetime.fromisoformat(expires) < datetime.now(UTC):
            return None
        return Caller(UUID(entry["person_id"]), tuple(entry["scopes"]), key_hash)

    def by_cookie(self, cookie: str) -> Caller | None:
        body, _, signature = cookie.partition(".")
        if not self._signed(body, signature):
            return None
        fields = json.loads(base64.urlsafe_b64decode(body))
        # The key behind the cookie must still be good: revoking it ends the login.
        return self._caller(fields["key"]) if fields["until"] > time.time() else None

    def cookie_for(self, caller: Caller) -> str:
        fields = {"key": caller.key_hash, "until": int(time.time()) + COOKIE_DAYS * 86_400}
        body = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()
        return f"{body}.{self._sign(body)}"

    def _sign(self, body: str) -> str:
        return hmac.new(self._secret, body.encode(), hashlib.sha256).hexdigest()

    def _signed(self, body: str, signature: str) -> bool:
        # As bytes: comparing texts raises when one is not ASCII.
        return hmac.compare_digest(self._sign(body).encode(), signature.encode())

    def token_for(self, app: Caller, person_id: UUID) -> tuple[str, datetime]:
        """A token for one of the people of the front end that `app` belongs to, and when it ends."""
        until = datetime.now(UTC) + TOKEN_LIVES
        fields = {"person": str(person_id), "app": app.key_hash, "until": until.timestamp()}
        body = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()
        return f"{TOKEN_PREFIX}{body}.{self._sign(TOKEN_PREFIX + body)}", until

    def by_token(self, token: str) -> Caller | None:
        body, _, signature = token.removeprefix(TOKEN_PREFIX).partition(".")
        if not self._signed(TOKEN_PREFIX + body, signature):
            return None
        fields = json.loads(base64.urlsafe_b64decode(body))
        # The key behind the token must still be good: revoking it ends the tokens that it was traded for.
        app, person = self._caller(fields["app"]), UUID(fields["person"])
        if app is None or "app" not in app.scopes or fields["until"] < time.time() or self.is_gone(person):
            return None
        return Caller(person, ("user",), key_hash="")

    def is_gone(self, person_id: UUID | str) -> bool:
        """Whether everything of this person was erased."""
        return self._mirror.get(f"gone.{person_id}") is not None

    async def let_in(self, fact: KeyIssued, by: Caller) -> None:
        """Enter a further key of the caller, under the name that their own has in the operator's list."""
        label = (self._mirror.get(f"key.{by.key_hash}") or {}).get("label", "")
        await self._mirror.put(f"key.{fact.key_hash}", key_entry(fact) | {"label": label})

    async def shut_out(self, key_hash: str) -> None:
        await self._mirror.put(f"key.{key_hash}", REVOKED)

    def own_key(self, person_id: UUID, prefix: str) -> str | None:
        """The hash of a person's key that is named like this."""
        keys = self._mirror.keys_of(person_id).items()
        return next((key_hash for key_hash, entry in keys if entry.get("prefix") == prefix), None)

    def hashed(self, key: str) -> str:
        return hash_key(key, self._pepper)

    async def by_login_token(self, token: str) -> Caller | None:
        """A one-time token: it is struck out before it is believed."""
        key = f"login.{hash_key(token, self._pepper)}"
        entry = await self._mirror.look(key)
        if (
            entry is None
            or entry.get("used")
            or datetime.fromisoformat(entry["expires_at"]) < datetime.now(UTC)
        ):
            return None
        await self._mirror.put(key, {"used": True})
        return self._caller(entry["key_hash"])

    async def owner_of(self, session_id: UUID) -> UUID | None:
        entry = await self._mirror.look(f"session.{session_id}")
        return UUID(entry["person_id"]) if entry else None

    async def own_session(self, session_id: UUID, person_id: UUID) -> None:
        if self._mirror.get(f"session.{session_id}") is None:
            await self._mirror.put(f"session.{session_id}", {"person_id": str(person_id)})
