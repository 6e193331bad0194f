"""Reads about conversations."""

from typing import Any

from lifeos.contracts import (
    MESSAGE_BY_TYPE,
    DebriefConfirmed,
    DebriefRead,
    DebriefTold,
    FileConfirmed,
    FileRead,
    FileReceived,
    PracticeAnswered,
    PracticeReviewed,
    PracticeStarted,
    TurnAnswered,
    TurnReceived,
    TurnRouted,
    VersionPrinted,
)
from lifeos.contracts.asks import (
    AskCalls,
    AskDebrief,
    AskFile,
    AskMessages,
    AskPractice,
    AskRounds,
    AskSessions,
    AskTalk,
    AskTurn,
    Calls,
    MessageList,
    MessageView,
    RoundList,
    RoundView,
    SessionList,
    SessionView,
    SpokenTurn,
    StoredDebrief,
    StoredFile,
    StoredPractice,
    StoredTurn,
    Talk,
)
from lifeos.contracts.call import CallView
from lifeos.contracts.deliverable import version_id
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.turn import Reply, Segment
from lifeos.contracts.words import Persona
from lifeos.store.database import Connection, query, rows_together
from lifeos.store.documents import deliverables_where
from lifeos.store.ledger import NEWEST, persona_of

TITLE_LENGTH = 60


async def talk(connection: Connection, ask: AskTalk) -> Talk:
    """A conversation up to one turn, and everything that is known about the person."""
    up_to = ask.up_to or NEWEST
    if ask.turn_id and not ask.up_to:
        up_to = await connection.fetchval(query("sequence_of_turn"), ask.person_id, ask.turn_id) or NEWEST
    person, here = ask.person_id, (ask.person_id, ask.session_id, up_to)
    rows = await rows_together(
        connection,
        {
            "talk_turns": (*here, ask.latest, ask.turn_id),
            "standing_memories": (person,),
            "unlearned_turns": here,
            "sessions_page": (person, ask.session_id, None, None, 1),
            "latest_questions": (person,),
            "persona_of_session": here,
            "job_of_session": here,
            "practice_of_session": here,
        },
    )
    persona: Persona = _first(rows["persona_of_session"], "persona") or "antonio"
    return Talk(
        session=_session(rows["sessions_page"][0], persona) if rows["sessions_page"] else None,
        persona=persona,
        turns=[_spoken(row) for row in reversed(rows["talk_turns"])],
        memories=[_standing(row) for row in rows["standing_memories"]],
        unlearned=[row["turn_id"] for row in rows["unlearned_turns"]],
        questions=[
            Question.model_validate(each) for each in _first(rows["latest_questions"], "questions") or []
        ],
        deliverables=await deliverables_where(connection, person, limit=30),
        job_id=_first(rows["job_of_session"], "job_id"),
        practice=_first(rows["practice_of_session"], "step"),
    )


def _first(rows: list[dict[str, Any]], column: str) -> Any:
    return rows[0][column] if rows else None


def _standing(row: Any) -> Memory:
    """A fact as it stands: what was heard in a call and then said to be right is no longer merely heard."""
    fact = Memory.model_validate(row["body"])
    return fact.restated(("heard",), "confirmed") if row["confirmed"] else fact


def _spoken(row: Any) -> SpokenTurn:
    reply = None
    if row["reply"] is not None:
        segments = [Segment.model_validate(segment) for segment in row["segments"]]
        reply = Reply(text=row["reply"], segments=segments)
    return SpokenTurn(
        turn_id=row["turn_id"],
        sequence=row["sequence"],
        person=row["text"],
        reply=reply,
        outcome=row["outcome"],
        questions=[Question.model_validate(question) for question in row["questions"] or []],
        interrupted=bool(row["interrupted"]),
        at=row["at"],
    )


def _session(row: Any, persona: Persona) -> SessionView:
    title = row["title"] or " ".join((row["first_words"] or "").split())[:TITLE_LENGTH]
    return SessionView(
        id=row["session_id"],
        title=title,
        persona=persona,
        locale=row["locale"],
        created_at=row["at"],
        updated_at=row["updated_at"],
    )


async def sessions(connection: Connection, ask: AskSessions) -> SessionList:
    """A page of conversations, the latest first."""
    like = f"%{_escaped(ask.q)}%" if ask.q else None
    before = int(ask.cursor) if ask.cursor else None
    rows = await connection.fetch(
        query("sessions_page"), ask.person_id, ask.session_id, before, like, ask.limit + 1
    )
    items: list[SessionView] = []
    for row in rows[: ask.limit]:
        items.append(_session(row, await persona_of(connection, ask.person_id, row["session_id"])))
    return SessionList(
        items=items, next=str(rows[ask.limit - 1]["latest"]) if len(rows) > ask.limit else None
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def messages(connection: Connection, ask: AskMessages) -> MessageList:
    """A page of messages, oldest first."""
    after = int(ask.cursor) if ask.cursor else None
    rows = await connection.fetch(query("messages_page"), ask.person_id, ask.session_id, after, ask.limit + 1)
    items = [
        MessageView(
            turn_id=row["turn_id"],
            role=row["role"],
            text=row["text"],
            segments=row["segments"],
            outcome=row["outcome"],
            call=row["call_id"],
            interrupted=row["interrupted"],
            at=row["at"],
        )
        for row in rows[: ask.limit]
    ]
    return MessageList(
        items=items, next=str(rows[ask.limit - 1]["sequence"]) if len(rows) > ask.limit else None
    )


async def calls(connection: Connection, ask: AskCalls) -> Calls:
    """The calls of a conversation."""
    rows = await connection.fetch(query("calls_of_session"), ask.person_id, ask.session_id)
    return Calls(
        items=[
            CallView.model_validate(
                {
                    **row["started"],
                    **{name: (row["ended"] or {}).get(name) for name in ("reason",)},
                    **{name: (row["ended"] or {}).get(name, 0) for name in ("seconds", "cost_usd")},
                    "started_at": row["started_at"],
                    "ended_at": row["ended_at"],
                }
            )
            for row in rows
        ]
    )


async def turn(connection: Connection, ask: AskTurn) -> StoredTurn:
    """The messages of one turn, from the archive."""
    rows = await connection.fetch(query("turn_events"), ask.person_id, str(ask.turn_id))
    bodies = {row["type"]: row["body"] for row in rows}
    routed = _maybe(TurnRouted, bodies)
    wanted = [version_id(r.deliverable, r.version) for r in routed.requests] if routed else []
    printed = await connection.fetch(query("printed_events"), ask.person_id, wanted)
    return StoredTurn(
        received=_maybe(TurnReceived, bodies),
        routed=routed,
        answered=_maybe(TurnAnswered, bodies),
        printed=[VersionPrinted.model_validate(row["body"]) for row in printed],
    )


async def file(connection: Connection, ask: AskFile) -> StoredFile:
    """The messages of one uploaded file, from the archive."""
    rows = await connection.fetch(query("file_events"), ask.person_id, str(ask.file_id))
    bodies = {row["type"]: row["body"] for row in rows}
    return StoredFile(
        received=_maybe(FileReceived, bodies),
        read=_maybe(FileRead, bodies),
        confirmed=_maybe(FileConfirmed, bodies),
    )


async def debrief(connection: Connection, ask: AskDebrief) -> StoredDebrief:
    """The messages of one debrief, from the archive, and what its facts are about."""
    rows = await connection.fetch(query("debrief_events"), ask.person_id, str(ask.debrief))
    bodies = {row["type"]: row["body"] for row in rows}
    read = _maybe(DebriefRead, bodies)
    about = [fact.about for fact in read.facts if fact.about] if read else []
    known = await connection.fetch(query("memories_by_id"), ask.person_id, about)
    return StoredDebrief(
        told=_maybe(DebriefTold, bodies),
        read=read,
        confirmed=_maybe(DebriefConfirmed, bodies),
        about=[Memory.model_validate(row["body"]) for row in known],
    )


async def rounds(connection: Connection, ask: AskRounds) -> RoundList:
    """A page of rounds of practice, the latest first."""
    before = int(ask.cursor) if ask.cursor else None
    rows = await connection.fetch(query("rounds_page"), ask.person_id, before, ask.limit + 1)
    items = [
        RoundView(
            id=row["id"],
            deliverable=row["deliverable"],
            total=row["total"],
            answered=row["answered"],
            at=row["at"],
        )
        for row in rows[: ask.limit]
    ]
    return RoundList(
        items=items, next=str(rows[ask.limit - 1]["sequence"]) if len(rows) > ask.limit else None
    )


async def practice(connection: Connection, ask: AskPractice) -> StoredPractice:
    """The messages of one round of practice, from the archive."""
    rows = await connection.fetch(query("practice_events"), ask.person_id, str(ask.practice))
    found = [MESSAGE_BY_TYPE[row["type"]].model_validate(row["body"]) for row in rows]
    return StoredPractice(
        started=next((each for each in found if isinstance(each, PracticeStarted)), None),
        answered=[each for each in found if isinstance(each, PracticeAnswered)],
        reviewed=[each for each in found if isinstance(each, PracticeReviewed)],
    )


def _maybe(kind: Any, bodies: dict[str, Any]) -> Any:
    body = bodies.get(kind.type_name())
    return kind.model_validate(body) if body else None
