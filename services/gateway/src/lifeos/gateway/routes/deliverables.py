"""Documents: the panel, the versions, the words behind each claim, the files, and a person's edits."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import ValidationError

from lifeos.contracts import VersionPrinted, VersionWritten
from lifeos.contracts.api import DocumentEdit, RestoreRequest
from lifeos.contracts.asks import (
    AskDeliverable,
    AskDeliverables,
    DeliverableDetail,
    DeliverableList,
    VersionView,
)
from lifeos.contracts.base import Contract
from lifeos.contracts.deliverable import Deliverable, Leaf, LeftOut, Unplaced, version_id
from lifeos.contracts.resume import Resume
from lifeos.contracts.words import MEDIA_TYPES, DeliverableKind, DeliverableStatus, Format
from lifeos.gateway.door import CallerDep, Door, DoorDep, IfMatchDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.grounding.revisions import edited_leaves
from lifeos.runtime.errors import Unavailable

router = APIRouter(prefix="/v1/deliverables", tags=["deliverables"])
PRINT_WAIT_S = 20.0


class EvidenceView(Contract):
    """Each value of a version with its status and the words it came from."""

    version: int
    leaves: list[Leaf]
    left_out: list[LeftOut]
    unplaced: list[Unplaced]
    words: dict[str, str]


class VersionDetail(Contract):
    """One version in full."""

    version: int
    author: str
    title: str
    document: dict[str, Any]
    missing: list[str]
    changes: list[str]


@router.get("")
async def list_deliverables(
    door: DoorDep,
    caller: CallerDep,
    kind: DeliverableKind | None = None,
    session_id: UUID | None = None,
    job_id: UUID | None = None,
    status: DeliverableStatus | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Annotated[str | None, Query(pattern=r"^\d{1,19}$")] = None,
) -> DeliverableList:
    """Documents across conversations, the latest first."""
    return await door.ask(
        AskDeliverables(
            person_id=caller.person_id, kind=kind, session_id=session_id, job_id=job_id, status=status, limit=limit,
            cursor=cursor,
        )
    )  # fmt: skip


@router.get("/{deliverable_id}")
async def read(deliverable_id: UUID, response: Response, door: DoorDep, caller: CallerDep) -> Deliverable:
    """The newest state. Its ETag is the version, for If-Match."""
    found = await _detail(door, caller, deliverable_id)
    return _tagged(response, _state(found))


@router.get("/{deliverable_id}/versions")
async def versions(deliverable_id: UUID, door: DoorDep, caller: CallerDep) -> list[VersionView]:
    """The history, oldest first. Versions are never destroyed."""
    return (await _detail(door, caller, deliverable_id)).versions


@router.get("/{deliverable_id}/versions/{version}")
async def version(deliverable_id: UUID, version: int, door: DoorDep, caller: CallerDep) -> VersionDetail:
    written = _written(await _detail(door, caller, deliverable_id, version))
    return VersionDetail(**written.model_dump(include=set(VersionDetail.model_fields)))


@router.get("/{deliverable_id}/versions/{version}/evidence")
async def evidence(deliverable_id: UUID, version: int, door: DoorDep, caller: CallerDep) -> EvidenceView:
    """Where every claim comes from: spans into the person's own messages."""
    found = await _detail(door, caller, deliverable_id, version)
    written = _written(found)
    return EvidenceView(
        version=written.version,
        leaves=written.leaves,
        left_out=written.left_out,
        unplaced=written.unplaced,
        words=found.words,
    )


@router.get("/{deliverable_id}/content", response_class=Response)
async def content(
    deliverable_id: UUID,
    door: DoorDep,
    caller: CallerDep,
    format: Format = "html",
    version: Annotated[int | None, Query(ge=1)] = None,
) -> Response:
    """The document itself. Without a version: the newest printed one."""
    found = await _detail(door, caller, deliverable_id, version)
    if version is not None:
        _written(found)
    if (
        version is None
        and found.deliverable
        and (found.printed is None or found.printed.outcome != "printed")
    ):
        found = await _detail(door, caller, deliverable_id, found.deliverable.version or None)
    printed = found.printed
    if printed is None or printed.outcome != "printed":
        why = (printed.problem if printed else None) or "It is still being made; try again in a moment."
        raise Refused(409, why)
    file = next((file for file in printed.files if file.format == format), None)
    if file is None or door.files is None:
        raise Refused(
            404, f"This version has no {format} file. It has: {', '.join(f.format for f in printed.files)}."
        )
    body = await door.files.get(caller.person_id, file.sha256)
    if body is None:
        raise Unavailable("the file store has lost this file; ask for the document again")
    headers = {
        "ETag": f'"{printed.version}"',
        "Content-Disposition": f'{"inline" if format in ("html", "pdf") else "attachment"}; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    if format == "html":
        headers["Content-Security-Policy"] = (
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
        )
    return Response(body, headers=headers, media_type=MEDIA_TYPES[format])


@router.put("/{deliverable_id}")
async def edit(
    deliverable_id: UUID,
    body: DocumentEdit,
    seen: IfMatchDep,
    response: Response,
    door: DoorDep,
    caller: CallerDep,
) -> Deliverable:
    """A person's edit is a new version. What they changed counts as confirmed by them."""
    found = await _current(door, caller, deliverable_id, seen)
    before = _written(found)
    document = _valid(body.document)
    number = before.version + 1
    subject = VersionWritten.address(before.session_id, version_id(deliverable_id, number))
    edited = before.model_copy(
        update={
            "document": document,
            "leaves": edited_leaves(before.document, before.leaves, document, subject),
            "title": body.title or before.title,
            "changes": ["edited by hand"],
            "left_out": [],
        }
    )
    return await _publish(door, response, edited, number)


@router.post("/{deliverable_id}/restore")
async def restore(
    deliverable_id: UUID,
    body: RestoreRequest,
    seen: IfMatchDep,
    response: Response,
    door: DoorDep,
    caller: CallerDep,
) -> Deliverable:
    """An old version again, as a new one; the versions between stay."""
    current = _written(await _current(door, caller, deliverable_id, seen))
    old = _written(await _detail(door, caller, deliverable_id, body.version))
    again = old.model_copy(update={"changes": [f"version {body.version} restored"]})
    return await _publish(door, response, again, current.version + 1)


async def _publish(door: Door, response: Response, draft: VersionWritten, number: int) -> Deliverable:
    """Publish version `number` and wait for its print. A version that stands already is a conflict, or the same."""
    id = version_id(draft.deliverable, number)
    fact = draft.model_copy(
        update={
            "id": id, "version": number, "author": "person", "source": "", "cause": None, "turn_id": None,
            "time": VersionWritten.model_fields["time"].get_default(call_default_factory=True),
        }
    )  # fmt: skip
    async with door.lanes.listening(str(draft.deliverable)) as listener:
        published = await door.bus.publish(fact)
        if published.already and not await _same_body(door, fact):
            raise Refused(412, "It changed while you were editing. Look at the newest version and try again.")
        end = await _printed(door, listener, fact)
    return _tagged(response, end.state if end else _making(fact))


async def _same_body(door: Door, fact: VersionWritten) -> bool:
    standing = await door.bus.standing(fact.subject)
    return bool(
        standing
        and isinstance(standing.message, VersionWritten)
        and standing.message.body_hash == fact.body_hash
    )


async def _printed(door: Door, listener: Any, fact: VersionWritten) -> VersionPrinted | None:
    waited = 0.0
    while waited < PRINT_WAIT_S:
        heard = await listener.next(1.0)
        if heard and isinstance(heard.message, VersionPrinted) and heard.message.version == fact.version:
            return heard.message
        waited += 0.0 if heard else 1.0
    stored = await door.bus.standing(VersionPrinted.address(fact.session_id, fact.id))
    return stored.message if stored and isinstance(stored.message, VersionPrinted) else None


def _making(fact: VersionWritten) -> Deliverable:
    return Deliverable(
        id=fact.deliverable,
        kind=fact.kind,
        title=fact.title,
        version=fact.version - 1,
        session_id=fact.session_id,
    )


async def _detail(
    door: Door, caller: Caller, deliverable_id: UUID, version: int | None = None
) -> DeliverableDetail:
    found = await door.ask(
        AskDeliverable(person_id=caller.person_id, deliverable=deliverable_id, version=version)
    )
    if found.deliverable is None:
        raise Refused(404, "There is no such document.")
    return found


async def _current(door: Door, caller: Caller, deliverable_id: UUID, seen: int) -> DeliverableDetail:
    found = await _detail(door, caller, deliverable_id)
    newest = found.written.version if found.written else 0
    if newest != seen:
        raise Refused(412, f"The newest version is {newest}, you saw {seen}. Look at it and try again.")
    return found


def _written(found: DeliverableDetail) -> VersionWritten:
    if found.written is None:
        raise Refused(404, "There is no such version.")
    return found.written


def _state(found: DeliverableDetail) -> Deliverable:
    if found.deliverable is None:
        raise Refused(404, "There is no such document.")
    return found.deliverable


def _tagged(response: Response, state: Deliverable) -> Deliverable:
    response.headers["ETag"] = f'"{state.version}"'
    return state


def _valid(document: dict[str, object]) -> dict[str, Any]:
    try:
        return Resume.model_validate(document).as_json()
    except ValidationError as error:
        places = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_input=False)]
        raise Refused(422, "; ".join(places)[:600]) from None
