"""Reads about a person: their facts, their account, everything there is."""

from typing import cast
from uuid import UUID

from lifeos.contracts.asks import (
    AskExport,
    AskFeedback,
    AskMemories,
    AskPerson,
    FeedbackList,
    KeyView,
    MemoryList,
    MemoryView,
    PersonExport,
    PersonView,
)
from lifeos.contracts.feedback import RemarkView
from lifeos.contracts.memory import Memory
from lifeos.contracts.words import Persona
from lifeos.store.database import Connection, query

EXPORT_PAGE = 500
NEWEST = 2**62
"""Above every sequence of a stream."""


async def memories(connection: Connection, ask: AskMemories) -> MemoryList:
    """A page of the ledger, newest first."""
    sequence, position = map(int, ask.cursor.split("-")) if ask.cursor else (None, None)
    rows = await connection.fetch(
        query("memories_page"), ask.person_id, ask.memory_id, sequence, position, ask.limit + 1
    )
    items = [
        MemoryView(
            memory=Memory.model_validate(row["body"]),
            confirmed=row["confirmed"],
            retracted=row["retracted"],
            superseded=row["superseded"],
            used_in=row["used_in"],
            at=row["at"],
        )
        for row in rows[: ask.limit]
    ]
    last = rows[ask.limit - 1] if len(rows) > ask.limit else None
    return MemoryList(items=items, next=f"{last['sequence']}-{last['position']}" if last else None)


async def person(connection: Connection, ask: AskPerson) -> PersonView:
    """The account. A person that store never heard of has an empty label."""
    row = await connection.fetchrow(query("person"), ask.person_id)
    erased = await connection.fetchval(query("is_erased"), ask.person_id)
    keys = [
        KeyView(
            prefix=key["prefix"],
            scopes=key["scopes"],
            issued_at=key["at"],
            expires_at=key["expires_at"],
            revoked=key["revoked"],
        )
        for key in await connection.fetch(query("keys"), ask.person_id)
    ]
    return PersonView(
        id=ask.person_id,
        label=row["label"] if row else "",
        locale=row["locale"] if row else "en",
        persona=await persona_of(connection, ask.person_id),
        goal=row["goal"] if row else None,
        consented_at=row["consented_at"] if row else None,
        keys=keys,
        erased=bool(erased),
    )


async def persona_of(
    connection: Connection, person_id: UUID, session_id: UUID | None = None, up_to: int = NEWEST
) -> Persona:
    """Who answers: the choice of the conversation, else the person's latest choice anywhere."""
    found: Persona | None = await connection.fetchval(
        query("persona_of_session"), person_id, session_id or person_id, up_to
    )
    return found or "antonio"


async def feedback(connection: Connection, ask: AskFeedback) -> FeedbackList:
    """What the person last thought of each thing."""
    rows = await connection.fetch(query("feedback"), ask.person_id)
    return FeedbackList(items=[RemarkView.model_validate(row["body"] | {"at": row["at"]}) for row in rows])


async def export(connection: Connection, ask: AskExport) -> PersonExport:
    """A page of every message kept about the person, in order."""
    rows = await connection.fetch(query("export_page"), ask.person_id, ask.from_sequence)
    files = await connection.fetch(query("files_of_person"), ask.person_id)
    return PersonExport(
        events=[cast("dict[str, object]", row["body"]) for row in rows],
        files=[row["sha256"] for row in files],
        next=rows[-1]["sequence"] if len(rows) == EXPORT_PAGE else None,
    )
