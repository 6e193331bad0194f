"""Keys of one's own: see, make, revoke."""

from datetime import UTC, datetime, timedelta

from fastapi import APIRouter

from lifeos.contracts import KeyIssued, KeyRevoked
from lifeos.contracts.api import KeyList, KeyRequest, NewKey
from lifeos.contracts.asks import AskPerson
from lifeos.gateway.door import DoorDep, KeyDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.runtime.keys import make_key

router = APIRouter(prefix="/v1/keys", tags=["keys"])


@router.get("")
async def list_keys(door: DoorDep, caller: KeyDep) -> KeyList:
    """Every key that was ever issued to the caller; never the keys themselves."""
    _with_a_key(caller)
    return KeyList(items=(await door.ask(AskPerson(person_id=caller.person_id))).keys)


@router.post("", status_code=201)
async def issue(body: KeyRequest, door: DoorDep, caller: KeyDep) -> NewKey:
    """Make a key for oneself. It is shown this once. To change a key: make a new one, then revoke the old one with it."""
    _with_a_key(caller)
    missing = [scope for scope in body.scopes if scope not in caller.scopes]
    if missing:
        raise Refused(
            403,
            "Your key may not do what you ask for: {scopes}. An operator can make such a key.",
            scopes=", ".join(missing),
        )
    key = make_key()
    fact = KeyIssued(
        id=door.keeper.hashed(key.text),
        person_id=caller.person_id,
        session_id=caller.person_id,
        key_hash=door.keeper.hashed(key.text),
        prefix=key.prefix,
        scopes=sorted(set(body.scopes)),
        expires_at=datetime.now(UTC) + timedelta(days=body.days) if body.days else None,
    )
    await door.bus.publish(fact)
    await door.keeper.let_in(fact, caller)
    door.lanes.recent.remember(fact)
    return NewKey(key=key.text, prefix=key.prefix, scopes=fact.scopes, expires_at=fact.expires_at)


@router.delete("/{prefix}", status_code=204)
async def revoke(prefix: str, door: DoorDep, caller: KeyDep) -> None:
    """Stop a key at once, with the logins and tokens that came from it. Not the one that is used for this call."""
    _with_a_key(caller)
    key_hash = door.keeper.own_key(caller.person_id, prefix)
    if key_hash is None:
        raise Refused(404, "You have no such key. GET /v1/keys names yours.")
    if key_hash == caller.key_hash:
        raise Refused(
            409, "This is the key you are calling with. Make another one, and revoke this one with it."
        )
    fact = KeyRevoked(id=key_hash, person_id=caller.person_id, session_id=caller.person_id, key_hash=key_hash)
    await door.bus.publish(fact)
    await door.keeper.shut_out(key_hash)
    door.lanes.recent.remember(fact)


def _with_a_key(caller: Caller) -> None:
    if not caller.key_hash:
        raise Refused(403, "A token of another front end cannot see or change keys. Use a key.")
