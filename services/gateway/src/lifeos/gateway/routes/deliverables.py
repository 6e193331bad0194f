"""Documents: the panel, the versions, the words behind each claim, the files, and a person's edits."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from lifeos.contracts import VersionWritten
from lifeos.contracts.api import DocumentEdit, RestoreRequest
from lifeos.contracts.asks import (
    AskDeliverables,
    DeliverableList,
    VersionView,
)
from lifeos.contracts.base import Contract
from lifeos.contracts.deliverable import Deliverable, Finding, Leaf, LeftOut, Proposal, Unplaced, version_id
from lifeos.contracts.memory import Question
from lifeos.contracts.words import MEDIA_TYPES, DeliverableKind, DeliverableStatus, Format
from lifeos.gateway.documents import (
    detail_of,
    findings_in,
    publish_version,
    saved_already,
    seen_in,
    state_of,
    tagged,
    valid_document,
    written_of,
)
from lifeos.gateway.door import CallerDep, DoorDep, IfMatchDep
from lifeos.gateway.problems import Refused
from lifeos.grounding.revisions import edited_leaves
from lifeos.runtime.errors import Unavailable

router = APIRouter(prefix="/v1/deliverables", tags=["deliverables"])


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
    questions: list[Question]
    findings: list[Finding]
    changes: list[str]
    proposals: list[Proposal]


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
    found = await detail_of(door, caller, deliverable_id)
    return tagged(response, state_of(found))


@router.get("/{deliverable_id}/versions")
async def versions(deliverable_id: UUID, door: DoorDep, caller: CallerDep) -> list[VersionView]:
    """The history, oldest first. Versions are never destroyed."""
    return (await detail_of(door, caller, deliverable_id)).versions


@router.get("/{deliverable_id}/versions/{version}")
async def version(deliverable_id: UUID, version: int, door: DoorDep, caller: CallerDep) -> VersionDetail:
    written = written_of(await detail_of(door, caller, deliverable_id, version))
    return VersionDetail(**written.model_dump(include=set(VersionDetail.model_fields)))


@router.get("/{deliverable_id}/versions/{version}/evidence")
async def evidence(deliverable_id: UUID, version: int, door: DoorDep, caller: CallerDep) -> EvidenceView:
    """Where every claim comes from: spans into the person's own messages."""
    found = await detail_of(door, caller, deliverable_id, version)
    written = written_of(found)
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
    found = await detail_of(door, caller, deliverable_id, version)
    if version is not None:
        written_of(found)
    if (
        version is None
        and found.deliverable
        and (found.printed is None or found.printed.outcome != "printed")
    ):
        found = await detail_of(door, caller, deliverable_id, found.deliverable.version or None)
    printed = found.printed
    if printed is None or printed.outcome != "printed":
        raise Refused(409, (printed and printed.problem) or "It is still being made; try again in a moment.")
    file = next((file for file in printed.files if file.format == format), None)
    if file is None or door.files is None:
        raise Refused(
            404,
            "This version has no {format} file. It has: {formats}.",
            format=format,
            formats=", ".join(file.format for file in printed.files),
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
    """A person's edit is a new version. What they changed counts as confirmed by them. The same edit again is the same."""
    found = await detail_of(door, caller, deliverable_id)
    document = valid_document(written_of(found), body.document)
    if saved_already(found, seen, document):
        return tagged(response, state_of(found))
    before = seen_in(found, seen)
    number = before.version + 1
    subject = VersionWritten.address(before.session_id, version_id(deliverable_id, number))
    edited = before.model_copy(
        update={
            "document": document,
            "leaves": edited_leaves(before.document, before.leaves, document, subject),
            "title": body.title or before.title,
            "changes": ["edited by hand"],
            "left_out": [],
            "findings": findings_in(before, document),
        }
    )
    return await publish_version(door, response, edited, number)


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
    found = await detail_of(door, caller, deliverable_id)
    old = written_of(await detail_of(door, caller, deliverable_id, body.version))
    if saved_already(found, seen, old.document):
        return tagged(response, state_of(found))
    current = seen_in(found, seen)
    again = old.model_copy(update={"changes": [f"version {body.version} restored"]})
    return await publish_version(door, response, again, current.version + 1)
