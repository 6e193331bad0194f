"""The ledger: what is known about the person; see, correct, confirm, take back."""

from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Query

from lifeos.contracts import MemoryConfirmed, MemoryCorrected, MemoryRetracted, Message
from lifeos.contracts.api import MemoryPatch
from lifeos.contracts.asks import AskMemories, MemoryList, MemoryView
from lifeos.contracts.memory import Change, Claim, Evidence, Memory
from lifeos.contracts.resume import PRESENT, is_date
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused

router = APIRouter(prefix="/v1/memories", tags=["memories"])


@router.get("")
async def list_memories(
    door: DoorDep,
    caller: CallerDep,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(pattern=r"^\d{1,19}-\d{1,6}$")] = None,
) -> MemoryList:
    """Every fact with its words, newest first; superseded and retracted ones are marked."""
    return await door.ask(AskMemories(person_id=caller.person_id, limit=limit, cursor=cursor))


@router.patch("/{memory_id}")
async def correct(memory_id: UUID, body: MemoryPatch, door: DoorDep, caller: CallerDep) -> MemoryView:
    """Change a fact by hand. The new one supersedes it; documents that used it become stale."""
    old = (await _find(door, caller, memory_id)).memory
    _check_dates(body.claims)
    edit = str(uuid4())
    new = _corrected(old, body.claims, edit)
    fact = MemoryCorrected(
        id=edit,
        person_id=caller.person_id,
        session_id=caller.person_id,
        memory=new,
        changes=_changes(old, new),
    )
    await door.bus.publish(fact)
    return await _find(door, caller, new.id, fact)


@router.delete("/{memory_id}")
async def retract(memory_id: UUID, door: DoorDep, caller: CallerDep) -> MemoryView:
    """Take a fact back. Nothing that used it counts as current any more."""
    await _find(door, caller, memory_id)
    fact = MemoryRetracted(
        id=str(memory_id), person_id=caller.person_id, session_id=caller.person_id, memory_id=memory_id
    )
    await door.bus.publish(fact)
    return await _find(door, caller, memory_id, fact)


@router.post("/{memory_id}/confirm")
async def confirm(memory_id: UUID, door: DoorDep, caller: CallerDep) -> MemoryView:
    """Say that a fact is right."""
    await _find(door, caller, memory_id)
    fact = MemoryConfirmed(
        id=str(memory_id), person_id=caller.person_id, session_id=caller.person_id, memory_id=memory_id
    )
    await door.bus.publish(fact)
    return await _find(door, caller, memory_id, fact)


async def _find(door: Door, caller: Caller, memory_id: UUID, after: Message | None = None) -> MemoryView:
    ask = AskMemories(person_id=caller.person_id, memory_id=memory_id, after=[after.subject] if after else [])
    found = (await door.ask(ask)).items
    if not found:
        raise Refused(404, "There is no such fact.")
    return found[0]


def _check_dates(values: dict[str, str]) -> None:
    """Raises Refused (422): a date that no document can show would vanish from all of them."""
    for field, value in values.items():
        known = not value.strip() or (field == "endDate" and value.strip() == PRESENT)
        if field.lower().endswith("date") and not known and not is_date(value.strip()):
            raise Refused(422, "{field}: write the date as 2020, 2020-09 or 2020-09-01.", field=field)


def _corrected(old: Memory, values: dict[str, str], edit: str) -> Memory:
    claims = dict(old.claims)
    for field, value in values.items():
        evidence = Evidence(source="edit", id=edit, start=0, end=len(value))
        if value.strip():
            claims[field] = Claim(value=value.strip(), status="confirmed", evidence=[evidence])
        else:
            claims.pop(field, None)
    return old.model_copy(update={"id": uuid5(old.id, edit), "claims": claims, "supersedes": [old.id]})


def _changes(old: Memory, new: Memory) -> list[Change]:
    label = next(
        (old.claims[field].value for field in ("name", "institution", "language") if field in old.claims),
        old.kind,
    )
    before = {field: claim.value for field, claim in old.claims.items()}
    after = {field: claim.value for field, claim in new.claims.items()}
    return [
        Change(
            memory_id=new.id,
            field=field,
            before=before.get(field, ""),
            after=after.get(field, ""),
            label=label,
        )
        for field in sorted(before.keys() | after.keys())
        if before.get(field) != after.get(field)
    ]
