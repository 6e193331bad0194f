"""What the store does with each fact."""

from dataclasses import dataclass

from lifeos.contracts import (
    DecisionAsked,
    DecisionMade,
    KeyIssued,
    KeyRevoked,
    PersonErased,
    SessionStarted,
)
from lifeos.runtime.access import Access
from lifeos.runtime.bus import Stored
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.worker import Worker
from lifeos.store.arrivals import Arrivals
from lifeos.store.counting import count, waited
from lifeos.store.database import Database, query
from lifeos.store.deciding import Decider
from lifeos.store.erasure import Eraser
from lifeos.store.projections import archive, project
from lifeos.store.spending import spend


@dataclass(frozen=True)
class Tools:
    database: Database
    access: Access
    eraser: Eraser
    decider: Decider
    arrivals: Arrivals
    crash: CrashPoints


worker = Worker[Tools]()


@worker.handles("store-keep", slots=16)
async def keep(fact: Stored, tools: Tools) -> None:
    """Archive a fact and project it, in one transaction. Facts of erased people are dropped."""
    message = fact.message
    if isinstance(message, PersonErased):
        await tools.eraser.erase(message.person_id, message.time)
        return
    async with tools.database.of(message.person_id) as connection:
        if await connection.fetchval(query("is_erased"), message.person_id):
            return
        is_new = await archive(connection, message, fact.sequence)
        await project(connection, message, fact.sequence)
        waited_s = await waited(connection, message)
        if is_new:
            await spend(connection, message)
        tools.crash.here("store-keep:before-commit")
    if is_new:
        count(message, waited_s)
    tools.crash.here("store-keep:after-commit")
    tools.arrivals.came(message.subject)
    match message:
        case KeyIssued():
            await tools.access.let_in(message)
        case KeyRevoked():
            await tools.access.shut_out(message.key_hash)
        case SessionStarted():
            await tools.access.own_session(message.session_id, message.person_id)
        case _:
            pass


@worker.handles(
    "store-decide", ends_at=lambda asked: DecisionMade.address(asked.session_id, asked.id), slots=4
)
async def decide(asked: DecisionAsked, tools: Tools) -> DecisionMade:
    """Approve, reject, claim for sending: one verdict for each command, whatever dies."""
    return await tools.decider.decide(asked)
