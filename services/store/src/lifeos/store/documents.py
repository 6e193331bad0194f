"""Reads about documents. What a document is now follows from its facts: requested, written, printed, retracted."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from lifeos.contracts.asks import (
    AskDeliverable,
    AskDeliverables,
    DeliverableDetail,
    DeliverableList,
    VersionView,
)
from lifeos.contracts.deliverable import Deliverable, VersionPrinted, VersionWritten
from lifeos.contracts.letter import MESSAGE_KINDS
from lifeos.store.database import Connection, query
from lifeos.store.messages import Decided, as_message, decided_of


async def deliverables_where(
    connection: Connection,
    person_id: UUID,
    *,
    deliverable: UUID | None = None,
    kind: str | None = None,
    session_id: UUID | None = None,
    job_id: UUID | None = None,
    before: int | None = None,
    limit: int = 30,
) -> list[Deliverable]:
    """Documents, the latest requested first."""
    rows = await connection.fetch(
        query("deliverables_page"), person_id, deliverable, kind, session_id, job_id, before, limit
    )
    return await _views(connection, person_id, rows)


async def _views(connection: Connection, person_id: UUID, rows: Sequence[Any]) -> list[Deliverable]:
    messages = [row["deliverable_id"] for row in rows if row["kind"] in MESSAGE_KINDS]
    decided = await decided_of(connection, person_id, messages) if messages else {}
    return [_deliverable(row, decided.get(row["deliverable_id"], Decided())) for row in rows]


def _deliverable(row: Any, decided: Decided) -> Deliverable:
    """The newest printed state, unless a newer version is being made or the newest one failed."""
    wanted = max(row["wanted"] or 0, row["written"] or 0)
    ended = row["ended"] or 0
    state = row["state"] or row["last_state"]
    common = {"stale": row["stale"], "created_at": row["at"], "updated_at": row["ended_at"] or row["at"]}
    if state is None:
        return Deliverable(
            id=row["deliverable_id"],
            kind=row["kind"],
            status="making",
            version=0,
            session_id=row["session_id"],
            job_id=row["job_id"],
            language=row["language"],
            **common,
        )
    making = {"status": "making"} if wanted > ended else {}
    sent = as_message(row, decided) if row["kind"] in MESSAGE_KINDS and row["written"] else {}
    if making or state["status"] == "failed":
        sent.pop("status", None)
    return Deliverable.model_validate(state | common | sent | making)


async def deliverables(connection: Connection, ask: AskDeliverables) -> DeliverableList:
    """A page of documents. The status is computed, so a page filtered by it may be shorter than asked."""
    before = int(ask.cursor) if ask.cursor else None
    rows = await connection.fetch(
        query("deliverables_page"),
        ask.person_id,
        None,
        ask.kind,
        ask.session_id,
        ask.job_id,
        before,
        ask.limit + 1,
    )
    items = await _views(connection, ask.person_id, rows[: ask.limit])
    if ask.status:
        items = [item for item in items if item.status == ask.status]
    return DeliverableList(
        items=items, next=str(rows[ask.limit - 1]["sequence"]) if len(rows) > ask.limit else None
    )


async def deliverable(connection: Connection, ask: AskDeliverable) -> DeliverableDetail:
    """One document, its history, and one version in full with the words that bear it out."""
    found = await deliverables_where(connection, ask.person_id, deliverable=ask.deliverable, limit=1)
    if not found:
        return DeliverableDetail()
    history = await connection.fetch(query("versions_of"), ask.person_id, ask.deliverable)
    body = await connection.fetchrow(query("version_body"), ask.person_id, ask.deliverable, ask.version)
    written = VersionWritten.model_validate(body["written"]) if body else None
    printed = VersionPrinted.model_validate(body["printed"]) if body and body["printed"] else None
    return DeliverableDetail(
        deliverable=found[0],
        versions=[
            VersionView(
                version=row["version"],
                author=row["author"],
                changes=row["changes"],
                sha256=row["sha256"],
                at=row["at"],
            )
            for row in history
        ],
        written=written,
        printed=printed,
        words=await _words(connection, ask.person_id, written) if written else {},
    )


async def _words(connection: Connection, person_id: UUID, written: VersionWritten) -> dict[str, str]:
    """What the evidence points into: turns, files, and what was told after an interview or in practice."""
    pointed = [e for leaf in written.leaves for e in leaf.evidence]
    pointed += [unplaced.evidence for unplaced in written.unplaced]
    sources = {e.id for e in pointed if e.source in ("message", "file")}
    turns = [UUID(source) for source in sources if _is_uuid(source)]
    rows = await connection.fetch(query("words_of_turns"), person_id, turns)
    told = await connection.fetch(query("words_told"), person_id, list(sources))
    return {str(row["turn_id"]): row["text"] for row in rows} | {row["id"]: row["text"] for row in told}


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
