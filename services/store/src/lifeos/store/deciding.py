"""Decides: one verdict for each command, from everything that was said before it."""

import asyncio
from typing import Any
from uuid import UUID

from lifeos.contracts import DecisionAsked, DecisionMade, VersionWritten, names
from lifeos.contracts.decision import REASONS, Refusal
from lifeos.contracts.letter import MESSAGE_KINDS, PROBLEMS, Letter, problems, way_of
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import Erased, Rejected, Unavailable
from lifeos.store.approval import Standing, refusal
from lifeos.store.database import Connection, Database, query
from lifeos.store.documents import deliverables_where
from lifeos.store.messages import decided_of

KEEPER = "store-keep"
CATCH_UP_S = 5.0
POLL_S = 0.01


class Decider:
    """Takes commands about messages; several stores may do so at once."""

    def __init__(self, bus: Bus, database: Database) -> None:
        self._bus, self._database = bus, database

    async def decide(self, asked: DecisionAsked) -> DecisionMade:
        """The verdict on a command. The same command gets the same verdict. Raises Unavailable until every fact before
        it is in the tables: an approval must not overlook an edit or a fact that was taken back just before."""
        await self._caught_up(asked)
        async with self._database.of(asked.person_id) as connection:
            if await connection.fetchval(query("is_erased"), asked.person_id):
                raise Erased("the person was erased")
            await connection.execute(query("lock_deliverable"), str(asked.deliverable))
            return await self._verdict(connection, asked)

    async def _verdict(self, connection: Connection, asked: DecisionAsked) -> DecisionMade:
        made = await _known(connection, asked)
        if made is None:
            standing, count = await _standing(connection, asked.person_id, asked.deliverable)
            why_not = refusal(asked.verb, asked.version, asked.sha256, standing)
            made = _made(asked, count + 1, why_not, _reason(why_not, standing))
            await connection.execute(
                query("add_decision"), made.id, made.deliverable, made.person_id, made.ordinal, made.verb, made.version,
                made.sha256, made.granted, made.refusal, made.time,
            )  # fmt: skip
        views = await deliverables_where(connection, asked.person_id, deliverable=asked.deliverable, limit=1)
        return made.model_copy(update={"state": views[0] if views else None})

    async def _caught_up(self, asked: DecisionAsked) -> None:
        stored = await self._bus.standing(asked.subject)
        if stored is None:
            raise Rejected("the command is not in the stream any more")
        end = asyncio.get_running_loop().time() + CATCH_UP_S
        while not await self._kept_up_to(stored.sequence):
            if asyncio.get_running_loop().time() > end:
                raise Unavailable("store has not caught up with the stream yet")
            await asyncio.sleep(POLL_S)

    async def _kept_up_to(self, sequence: int) -> bool:
        try:
            info = await self._bus.js.consumer_info(names.LIFE, KEEPER)
        except BUS_ERRORS as error:
            raise Unavailable("the bus does not say how far store is") from error
        floor = info.ack_floor.stream_seq if info.ack_floor else 0
        return floor >= sequence - 1 or not (info.num_pending or info.num_ack_pending)


async def _known(connection: Connection, asked: DecisionAsked) -> DecisionMade | None:
    """The verdict that this command got before its process died."""
    rows = await connection.fetch(query("decisions_of"), asked.person_id, [asked.deliverable])
    row = next((row for row in rows if row["command_id"] == asked.id), None)
    if row is None:
        return None
    why_not: Refusal | None = row["refusal"]
    standing, _ = await _standing(connection, asked.person_id, asked.deliverable)
    return _made(asked, row["ordinal"], why_not, _reason(why_not, standing))


def _made(asked: DecisionAsked, ordinal: int, why_not: Refusal | None, reason: str) -> DecisionMade:
    return DecisionMade(
        id=asked.id,
        person_id=asked.person_id,
        session_id=asked.session_id,
        deliverable=asked.deliverable,
        version=asked.version,
        sha256=asked.sha256,
        verb=asked.verb,
        granted=why_not is None,
        refusal=why_not,
        reason=reason,
        ordinal=ordinal,
    )


async def _standing(connection: Connection, person_id: UUID, deliverable: UUID) -> tuple[Standing, int]:
    """What the rules look at, and how many decisions there were."""
    decided = (await decided_of(connection, person_id, [deliverable]))[deliverable]
    rows = await connection.fetch(
        query("deliverables_page"), person_id, deliverable, None, None, None, None, 1
    )
    body = await connection.fetchrow(query("version_body"), person_id, deliverable, None)
    written = VersionWritten.model_validate(body["written"]) if body else None
    letter = Letter.model_validate(written.document) if written and written.kind in MESSAGE_KINDS else None
    kind: Any = rows[0]["kind"] if rows else "cv"
    return Standing(
        newest=written.version if written else 0,
        sha256=written.body_hash if written else "",
        way=way_of(kind, letter.recipient) if letter else None,
        problems=problems(kind, letter) if letter else (),
        stale=bool(rows and rows[0]["stale"]),
        steps=decided.steps,
        ends=decided.ends,
    ), decided.made


def _reason(why_not: Refusal | None, standing: Standing) -> str:
    if why_not is None:
        return ""
    told = "; ".join(PROBLEMS[problem.rule].format(detail=problem.detail) for problem in standing.problems)
    return REASONS[why_not].format(problems=told)
