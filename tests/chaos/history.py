"""Reads what really happened, from the stream and from Postgres, and says what was lost or doubled."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

from lifeos.contracts import (
    DeliverableRequested,
    MemoryLearned,
    Message,
    TurnAnswered,
    TurnReceived,
    TurnRouted,
    VersionPrinted,
    VersionWritten,
    names,
)
from lifeos.runtime.bus import Bus, decode
from tests.chaos.load import Person
from tests.spine import Spine

SETTLE_S = 90.0


@dataclass
class Verdict:
    """What the checker found. Empty lists are good."""

    turns: int = 0
    messages: int = 0
    lost: list[str] = field(default_factory=list[str])
    doubled: list[str] = field(default_factory=list[str])
    rows: list[str] = field(default_factory=list[str])
    parked: int = 0
    settled_s: float = 0.0
    quiet: bool = False

    @property
    def good(self) -> bool:
        """Nothing lost, doubled or set aside, and nothing still under way that could change that."""
        return self.quiet and not (self.lost or self.doubled or self.rows or self.parked)


async def judge(spine: Spine, people: Iterable[Person], settle_s: float = SETTLE_S) -> Verdict:
    """Wait until every accepted turn is complete (at most `settle_s`), then compare everything with everything."""
    asked = [turn for person in people for turn in person.turns if turn.turn_id]
    async with spine.operator() as bus:
        began = asyncio.get_running_loop().time()
        while True:
            facts = await read_all(bus)
            verdict = _compare([turn.turn_id for turn in asked], facts)
            verdict.settled_s = asyncio.get_running_loop().time() - began
            verdict.rows = await _rows(spine, facts)
            verdict.quiet = await _nothing_under_way(bus)
            if verdict.good or verdict.settled_s > settle_s:
                verdict.parked = (await bus.js.stream_info(names.PARKED)).state.messages
                return verdict
            await asyncio.sleep(1)


async def _nothing_under_way(bus: Bus) -> bool:
    """Whether every durable consumer has handled and acknowledged everything: a redelivery may still double things."""
    consumers = await bus.js.consumers_info(names.LIFE)
    return all(not c.num_pending and not c.num_ack_pending for c in consumers if c.config.durable_name)


async def read_all(bus: Bus) -> list[Message]:
    """Every message of LIFE, in order."""
    info = await bus.js.stream_info(names.LIFE)
    found: list[Message] = []
    for sequence in range(info.state.first_seq or 1, info.state.last_seq + 1):
        raw = await bus.js.get_msg(names.LIFE, sequence, direct=True)
        found.append(decode(raw.subject or "", raw.data or b""))
    return found


def _compare(asked: list[str], facts: list[Message]) -> Verdict:
    by_turn = _counted(facts)
    requests = {fact.id: fact for fact in facts if isinstance(fact, TurnRouted)}
    ends = {(fact.deliverable, fact.version) for fact in facts if isinstance(fact, VersionPrinted)}
    verdict = Verdict(turns=len(asked), messages=len(facts))
    for turn in set(asked) | {fact.id for fact in facts if isinstance(fact, TurnReceived)}:
        for kind in (TurnReceived, TurnRouted, TurnAnswered, MemoryLearned):
            if by_turn[turn][kind.type_name()] == 0:
                verdict.lost.append(f"{kind.type_name()} of {turn}")
        for request in requests[turn].requests if turn in requests else []:
            if (request.deliverable, request.version) not in ends:
                verdict.lost.append(f"document {request.deliverable}-{request.version} of {turn}")
        verdict.doubled += [
            f"{count} x {what} of {turn}" for what, count in by_turn[turn].items() if count > 1
        ]
    return verdict


def _counted(facts: list[Message]) -> dict[str, Counter[str]]:
    """How often each thing happened, by turn."""
    by_turn: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        match fact:
            case TurnReceived() | TurnRouted() | TurnAnswered() | MemoryLearned():
                by_turn[fact.id][fact.type_name()] += 1
            case DeliverableRequested():
                by_turn[str(fact.turn_id)][f"asked {fact.kind} {fact.deliverable}"] += 1
            case VersionWritten() if fact.turn_id:
                by_turn[str(fact.turn_id)][f"wrote {fact.deliverable}"] += 1
            case _:
                pass
    return by_turn


async def _rows(spine: Spine, facts: list[Message]) -> list[str]:
    """Every fact is one row in the archive, and every turn and version one row in its table."""
    try:
        connection = await asyncpg.connect(spine.database_url, statement_cache_size=0)
    except (OSError, asyncpg.PostgresError) as error:
        return [f"Postgres is away: {type(error).__name__}"]
    wrong: list[str] = []
    people = {fact.person_id for fact in facts}
    try:
        for person in people:
            wrong += await _rows_of(connection, person, [fact for fact in facts if fact.person_id == person])
    finally:
        await connection.close()
    return wrong


async def _rows_of(connection: "asyncpg.Connection", person: UUID, facts: list[Message]) -> list[str]:
    wanted = {
        "events": len(facts),
        "messages": sum(isinstance(fact, TurnReceived | TurnAnswered) for fact in facts),
        "learned_turns": sum(isinstance(fact, MemoryLearned) for fact in facts),
        "versions": sum(isinstance(fact, VersionWritten) for fact in facts),
        "prints": sum(isinstance(fact, VersionPrinted) for fact in facts),
    }
    wrong: list[str] = []
    async with connection.transaction():
        await connection.execute("select set_config('lifeos.person', $1, true)", str(person))
        for table, count in wanted.items():
            found = await connection.fetchval(f"select count(*) from {table}")
            if found != count:
                wrong.append(f"{table}: {found} rows for {count} facts of {person}")
    return wrong
