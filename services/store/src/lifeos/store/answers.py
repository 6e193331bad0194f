"""Answers reads. An ask may name messages that must be reflected; it waits for them, at most as long as it says."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from nats.aio.msg import Msg

from lifeos.contracts import names
from lifeos.contracts.asks import (
    ASKS,
    Answer,
    Ask,
    AskAudit,
    AskCalls,
    AskDebrief,
    AskDeliverable,
    AskDeliverables,
    AskExport,
    AskFeedback,
    AskFile,
    AskJobs,
    AskMemories,
    AskMessages,
    AskPerson,
    AskPractice,
    AskRounds,
    AskSessions,
    AskSpending,
    AskTalk,
    AskTurn,
)
from lifeos.runtime import telemetry
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import LifeError, Unavailable
from lifeos.store import documents, jobs, ledger, messages, spending, talk
from lifeos.store.arrivals import Arrivals
from lifeos.store.database import Connection, Database, query

LOOK_S = 0.03
"""How often to look for what another process of this service may have kept, in seconds."""
AT_ONCE = 32

A = TypeVar("A", bound=Answer)
Answers = Callable[[Connection, Any], Awaitable[Answer]]

ANSWERS: dict[type[Ask[Any]], Answers] = {
    AskTalk: talk.talk,
    AskSessions: talk.sessions,
    AskMessages: talk.messages,
    AskCalls: talk.calls,
    AskTurn: talk.turn,
    AskMemories: ledger.memories,
    AskPerson: ledger.person,
    AskSpending: spending.spent,
    AskFeedback: ledger.feedback,
    AskExport: ledger.export,
    AskDeliverables: documents.deliverables,
    AskDeliverable: documents.deliverable,
    AskAudit: messages.audit,
    AskPractice: talk.practice,
    AskRounds: talk.rounds,
    AskFile: talk.file,
    AskDebrief: talk.debrief,
    AskJobs: jobs.jobs,
}


class AnswerDesk:
    """Answers `ask.>` for as long as it is open."""

    def __init__(self, bus: Bus, database: Database, arrivals: Arrivals) -> None:
        self._bus, self._database, self._arrivals = bus, database, arrivals
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._asks = {ask.subject(): ask for ask in ASKS}

    async def open(self) -> None:
        for subject in self._asks:
            await self._bus.client.subscribe(subject, queue=names.ASK_QUEUE, cb=self._take)

    async def _take(self, message: Msg) -> None:
        task = asyncio.create_task(self._answer(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, message: Msg) -> None:
        try:
            async with self._slots:
                with telemetry.processing("store-answer", message.subject, message.headers, 1):
                    ask = self._asks[message.subject].model_validate_json(message.data)
                    answer = await self.answer(ask)
            await message.respond(answer.model_dump_json().encode())
        except LifeError as error:
            await self._refuse(message, str(error))
        except BUS_ERRORS:
            telemetry.logger().warning("an answer could not be sent")
        except Exception as error:  # noqa: BLE001 (one bad ask must not end the desk)
            # Not the error's own text: it may quote what the person said.
            name, places = type(error).__name__, telemetry.places(error)
            telemetry.logger().error("ask failed", noun=message.subject, error=name, places=places)
            await self._refuse(message, f"store could not answer {message.subject}")

    async def _refuse(self, message: Msg, why: str) -> None:
        reply = Msg(
            _client=self._bus.client, subject=message.reply, data=b"", headers={names.HEADER_ERROR: why}
        )
        await self._bus.client.publish(reply.subject, b"", headers=reply.headers)

    async def answer(self, ask: Ask[Any]) -> Answer:
        """The answer, once every message of `ask.after` is in the tables. Raises Unavailable after the deadline."""
        end = asyncio.get_running_loop().time() + ask.wait_ms / 1000
        with self._arrivals.of(ask.after) as came:
            while True:
                came.clear()
                async with self._database.of(ask.person_id, reading=True) as connection:
                    if await _has_all(connection, ask.after):
                        return await ANSWERS[type(ask)](connection, ask)
                if asyncio.get_running_loop().time() > end:
                    raise Unavailable("store has not caught up yet")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(came.wait(), LOOK_S)


async def _has_all(connection: Connection, subjects: list[str]) -> bool:
    wanted = len(set(subjects))
    return not wanted or await connection.fetchval(query("seen"), subjects) >= wanted
