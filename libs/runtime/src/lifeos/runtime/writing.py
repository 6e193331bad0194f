"""What every service that writes documents does around the writing itself."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Literal
from uuid import UUID

from lifeos.contracts import (
    DeliverableRequested,
    DocumentProgress,
    MemoryLearned,
    TurnReceived,
    VersionPrinted,
    VersionWritten,
)
from lifeos.contracts.asks import AskJobs, AskTalk, Talk
from lifeos.contracts.deliverable import Deliverable, version_id
from lifeos.contracts.job import JobView
from lifeos.contracts.words import Locale
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus

Step = Literal["reading", "writing", "checking", "printing"]
LEARN_WAIT_S = 60.0
LEARN_POLL_S = 0.05
HIGHEST_VERSION = 10_000
STEPS = 4
NOT_WRITTEN: dict[Locale, str] = {
    "en": "This document could not be written. Your words are kept; please ask for it again.",
    "es": "Este documento no se pudo escribir. Tus palabras quedan guardadas; pídelo otra vez.",
    "pt": "Este documento não pôde ser escrito. Suas palavras ficam guardadas; peça outra vez.",
}
WRITTEN_AGAIN: dict[Locale, str] = {
    "en": "written again from what you told me since",
    "es": "escrito de nuevo con lo que me contaste desde entonces",
    "pt": "escrito de novo com o que você me contou desde então",
}


async def write_next(
    bus: Bus,
    request: DeliverableRequested,
    write: Callable[[DeliverableRequested, int], Awaitable[VersionWritten]],
) -> VersionWritten | None:
    """The version that a request asks for, under the next free number; None when it is written already."""
    number = await _next_version(bus, request)
    if number is None:
        return None
    await show_progress(bus, request, "reading", 0)
    written = await write(request, number)
    for leaf in written.leaves:
        telemetry.LEAVES.labels(leaf.status).inc()
    telemetry.LEAVES.labels("left_out").inc(len(written.left_out))
    await show_progress(bus, request, "checking", 2)
    return written


async def _next_version(bus: Bus, request: DeliverableRequested) -> int | None:
    """The number to write under, or None when this request has its version already.

    A foreign version may stand at the wanted number (a person's edit): then the next free one is taken.
    """
    for number in range(request.version, HIGHEST_VERSION):
        subject = VersionWritten.address(request.session_id, version_id(request.deliverable, number))
        standing = await bus.standing(subject)
        if standing is None:
            return number
        if standing.message.cause == request.subject:
            return None
    return None


async def talk_once_learned(bus: Bus, request: DeliverableRequested) -> Talk:
    """The ledger once every turn up to this one was learned from; after 60 s without the missing ones."""
    # Rows arrive out of order: a turn that store has not seen yet would not count as unlearned.
    after = [request.subject]
    if request.turn_id:
        after.append(TurnReceived.address(request.session_id, request.turn_id))
    ask = AskTalk(
        person_id=request.person_id,
        session_id=request.session_id,
        turn_id=request.turn_id,
        after=after,
        latest=200,
    )
    end = asyncio.get_running_loop().time() + LEARN_WAIT_S
    while True:
        talk = await bus.ask(ask)
        if not talk.unlearned or asyncio.get_running_loop().time() > end:
            await show_progress(bus, request, "writing", 1)
            return talk
        await _until_learned(bus, request.session_id, talk.unlearned, end)


async def _until_learned(bus: Bus, session_id: UUID, turns: list[UUID], end: float) -> None:
    for turn_id in turns:
        while asyncio.get_running_loop().time() < end:
            if await bus.standing(MemoryLearned.address(session_id, turn_id)):
                break
            await asyncio.sleep(LEARN_POLL_S)


async def job_of(bus: Bus, request: DeliverableRequested) -> JobView | None:
    """The job that a document is for; None when it is for none, or the job is gone."""
    if request.job_id is None:
        return None
    found = (await bus.ask(AskJobs(person_id=request.person_id, job_id=request.job_id))).items
    return found[0] if found else None


def not_written(request: DeliverableRequested) -> VersionPrinted:
    """The visible end of a document that could not be written."""
    state = Deliverable(
        id=request.deliverable,
        kind=request.kind,
        status="failed",
        version=request.version,
        session_id=request.session_id,
        job_id=request.job_id,
        language=request.language,
        problem=NOT_WRITTEN[request.language],
    )
    return VersionPrinted(
        id=version_id(request.deliverable, request.version),
        person_id=request.person_id,
        session_id=request.session_id,
        deliverable=request.deliverable,
        version=request.version,
        outcome="failed",
        state=state,
        problem=state.problem,
    )


async def show_progress(
    bus: Bus, about: DeliverableRequested | VersionWritten, step: Step, done: int
) -> None:
    """Show how far a document is, to the turn that asked for it."""
    if about.turn_id is None:
        return
    await bus.show(
        DocumentProgress(
            session_id=about.session_id,
            turn_id=about.turn_id,
            deliverable=about.deliverable,
            kind=about.kind,
            step=step,
            done=done,
            total=STEPS,
        )
    )
