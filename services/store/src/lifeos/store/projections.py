"""Turns each fact into rows. Facts may come twice and in any order; a row that is there stays as it is."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from lifeos.contracts import (
    CallEnded,
    CallStarted,
    DebriefConfirmed,
    DecisionMade,
    DeliverableRequested,
    FeedbackGiven,
    FileConfirmed,
    FileReceived,
    JobAdded,
    JobChanged,
    KeyIssued,
    KeyRevoked,
    MemoryConfirmed,
    MemoryCorrected,
    MemoryLearned,
    MemoryRetracted,
    Message,
    PersonChanged,
    PersonRegistered,
    ReplyHeard,
    SendEnded,
    SendStarted,
    SessionChanged,
    SessionDeleted,
    SessionStarted,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
    VersionPrinted,
    VersionWritten,
)
from lifeos.contracts.memory import Memory
from lifeos.store.database import Connection, query

Project = Callable[[Connection, Any, int], Awaitable[None]]


async def archive(connection: Connection, message: Message, sequence: int) -> bool:
    """Keep the message itself: everything else can be made again from these. True when it was not kept before."""
    done = await connection.execute(
        query("archive"), message.subject, sequence, message.type, message.id, message.person_id, message.session_id,
        message.time, message.model_dump(mode="json"),
    )  # fmt: skip
    return done.endswith(" 1")


async def project(connection: Connection, message: Message, sequence: int) -> None:
    """The rows of one message. Types without rows of their own live in the archive alone."""
    handler = PROJECTIONS.get(type(message))
    if handler:
        await handler(connection, message, sequence)


async def _person(connection: Connection, fact: PersonRegistered, sequence: int) -> None:
    await connection.execute(query("add_user"), fact.person_id, fact.label, fact.locale, sequence, fact.time)


async def _person_changed(connection: Connection, fact: PersonChanged, sequence: int) -> None:
    await connection.execute(
        query("change_person"), fact.id, fact.person_id, fact.locale, fact.persona, fact.goal, fact.consented, sequence,
        fact.time,
    )  # fmt: skip


async def _feedback(connection: Connection, fact: FeedbackGiven, sequence: int) -> None:
    await connection.execute(
        query("add_feedback"), fact.id, fact.person_id, fact.remark.turn_id, fact.remark.deliverable,
        fact.remark.model_dump(mode="json"), sequence, fact.time,
    )  # fmt: skip


async def _key(connection: Connection, fact: KeyIssued, sequence: int) -> None:
    await connection.execute(
        query("add_key"), fact.key_hash, fact.person_id, fact.prefix, list(fact.scopes), fact.expires_at, sequence,
        fact.time,
    )  # fmt: skip


async def _key_revoked(connection: Connection, fact: KeyRevoked, _sequence: int) -> None:
    await connection.execute(query("revoke_key"), fact.key_hash, fact.person_id, fact.time)


async def _session(connection: Connection, fact: SessionStarted, sequence: int) -> None:
    await connection.execute(
        query("add_session"),
        fact.session_id,
        fact.person_id,
        fact.persona,
        fact.locale,
        fact.title,
        sequence,
        fact.time,
    )


async def _session_changed(connection: Connection, fact: SessionChanged, sequence: int) -> None:
    await connection.execute(
        query("change_session"), fact.id, fact.session_id, fact.person_id, fact.persona, fact.locale, fact.title,
        sequence, fact.time,
    )  # fmt: skip


async def _session_deleted(connection: Connection, fact: SessionDeleted, _sequence: int) -> None:
    await connection.execute(query("delete_session"), fact.session_id, fact.person_id, fact.time)


async def _received(connection: Connection, fact: TurnReceived, sequence: int) -> None:
    await connection.execute(
        query("add_message"), fact.turn_id, "person", fact.session_id, fact.person_id, fact.request.message, [], [],
        fact.request.persona, None, sequence, fact.time,
    )  # fmt: skip
    if fact.channel == "voice":
        await connection.execute(
            query("add_call_turn"), fact.turn_id, fact.person_id, fact.session_id, fact.call, sequence
        )


async def _committed(connection: Connection, fact: TurnCommitted, sequence: int) -> None:
    await connection.execute(query("commit_turn"), fact.turn_id, fact.person_id, sequence)


async def _heard(connection: Connection, fact: ReplyHeard, sequence: int) -> None:
    await connection.execute(
        query("add_heard"), fact.turn_id, fact.person_id, fact.text,
        [segment.model_dump(mode="json") for segment in fact.segments], fact.interrupted, sequence,
    )  # fmt: skip


async def _call(connection: Connection, fact: CallStarted | CallEnded, sequence: int) -> None:
    moment = "started" if isinstance(fact, CallStarted) else "ended"
    await connection.execute(
        query("add_call"), UUID(fact.id), moment, fact.person_id, fact.session_id, fact.model_dump(mode="json"),
        sequence, fact.time,
    )  # fmt: skip


async def _answered(connection: Connection, fact: TurnAnswered, sequence: int) -> None:
    await connection.execute(
        query("add_message"), fact.turn_id, "assistant", fact.session_id, fact.person_id, fact.reply.text,
        [segment.model_dump(mode="json") for segment in fact.reply.segments],
        [question.model_dump(mode="json") for question in fact.questions],
        fact.persona, fact.outcome, sequence, fact.time,
    )  # fmt: skip


async def _learned(connection: Connection, fact: MemoryLearned, sequence: int) -> None:
    questions = [question.model_dump(mode="json") for question in fact.questions]
    await connection.execute(
        query("add_learned"), fact.turn_id, fact.person_id, fact.session_id, questions, sequence
    )
    for position, memory in enumerate(fact.facts):
        await _memory(connection, fact, memory, sequence, position)
    for memory_id in fact.confirmed:
        await connection.execute(query("mark_memory"), memory_id, "confirmed", fact.person_id, sequence)


async def _corrected(connection: Connection, fact: MemoryCorrected, sequence: int) -> None:
    await _memory(connection, fact, fact.memory, sequence, 0)


async def _memory(
    connection: Connection, fact: Message, memory: Memory, sequence: int, position: int
) -> None:
    await connection.execute(
        query("add_memory"), memory.id, fact.person_id, memory.session_id, memory.turn_id, memory.kind,
        list(memory.supersedes), memory.model_dump(mode="json"), sequence, position, fact.time,
    )  # fmt: skip


async def _retracted(connection: Connection, fact: MemoryRetracted, sequence: int) -> None:
    await connection.execute(query("mark_memory"), fact.memory_id, "retracted", fact.person_id, sequence)


async def _confirmed(connection: Connection, fact: MemoryConfirmed, sequence: int) -> None:
    await connection.execute(query("mark_memory"), fact.memory_id, "confirmed", fact.person_id, sequence)


async def _requested(connection: Connection, fact: DeliverableRequested, sequence: int) -> None:
    await connection.execute(
        query("add_deliverable"), fact.deliverable, fact.person_id, fact.session_id, fact.kind, fact.language,
        fact.job_id, sequence, fact.time,
    )  # fmt: skip
    await connection.execute(
        query("add_request"), fact.id, fact.deliverable, fact.version, fact.person_id, fact.turn_id, sequence
    )


async def _written(connection: Connection, fact: VersionWritten, sequence: int) -> None:
    await connection.execute(
        query("add_version"), fact.deliverable, fact.version, fact.person_id, fact.author, list(fact.changes),
        list(fact.memories), fact.body_hash, fact.model_dump(mode="json"), sequence, fact.time,
    )  # fmt: skip


async def _printed(connection: Connection, fact: VersionPrinted, sequence: int) -> None:
    await connection.execute(
        query("add_print"), fact.deliverable, fact.version, fact.person_id, fact.outcome, fact.model_dump(mode="json"),
        sequence, fact.time,
    )  # fmt: skip
    for file in fact.files:
        await connection.execute(
            query("add_file"), fact.deliverable, fact.version, file.format, fact.person_id, file.sha256, file.size,
            file.name,
        )  # fmt: skip


async def _job(connection: Connection, fact: JobAdded, sequence: int) -> None:
    await connection.execute(
        query("add_job"), fact.job_id, fact.person_id, fact.text, fact.posting.model_dump(mode="json"), sequence, fact.time
    )  # fmt: skip


async def _job_changed(connection: Connection, fact: JobChanged, sequence: int) -> None:
    await connection.execute(
        query("change_job"), fact.id, fact.job_id, fact.person_id, fact.title, fact.company, fact.status, fact.next_step,
        fact.next_on, sequence, fact.time,
    )  # fmt: skip


async def _decided(connection: Connection, fact: DecisionMade, _sequence: int) -> None:
    """The row is there already, unless the tables are made again from the archive."""
    await connection.execute(
        query("add_decision"), fact.id, fact.deliverable, fact.person_id, fact.ordinal, fact.verb, fact.version,
        fact.sha256, fact.granted, fact.refusal, fact.time,
    )  # fmt: skip


async def _file(connection: Connection, fact: FileReceived, sequence: int) -> None:
    await connection.execute(
        query("add_upload"),
        fact.file_id,
        fact.person_id,
        fact.name,
        fact.sha256,
        fact.size,
        sequence,
        fact.time,
    )


async def _looked_over(connection: Connection, fact: FileConfirmed | DebriefConfirmed, sequence: int) -> None:
    for position, memory in enumerate(fact.facts):
        await _memory(connection, fact, memory, sequence, position)


async def _send_started(connection: Connection, fact: SendStarted, _sequence: int) -> None:
    await connection.execute(
        query("add_send"),
        fact.id,
        "started",
        fact.deliverable,
        fact.person_id,
        fact.version,
        None,
        "",
        "",
        fact.time,
    )


async def _send_ended(connection: Connection, fact: SendEnded, _sequence: int) -> None:
    await connection.execute(
        query("add_send"), fact.id, "ended", fact.deliverable, fact.person_id, fact.version, fact.outcome, fact.detail,
        fact.mail_id, fact.time,
    )  # fmt: skip


PROJECTIONS: dict[type[Message], Project] = {
    PersonRegistered: _person,
    PersonChanged: _person_changed,
    FeedbackGiven: _feedback,
    KeyIssued: _key,
    KeyRevoked: _key_revoked,
    SessionStarted: _session,
    SessionChanged: _session_changed,
    SessionDeleted: _session_deleted,
    TurnReceived: _received,
    TurnCommitted: _committed,
    ReplyHeard: _heard,
    CallStarted: _call,
    CallEnded: _call,
    TurnAnswered: _answered,
    MemoryLearned: _learned,
    MemoryCorrected: _corrected,
    MemoryRetracted: _retracted,
    MemoryConfirmed: _confirmed,
    DeliverableRequested: _requested,
    VersionWritten: _written,
    VersionPrinted: _printed,
    JobAdded: _job,
    JobChanged: _job_changed,
    DecisionMade: _decided,
    SendStarted: _send_started,
    SendEnded: _send_ended,
    FileReceived: _file,
    FileConfirmed: _looked_over,
    DebriefConfirmed: _looked_over,
}
