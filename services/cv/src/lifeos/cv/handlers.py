"""What the cv service does with each message."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.contracts import (
    DebriefRead,
    DebriefTold,
    DeliverableRequested,
    FileRead,
    FileReceived,
    MemoryLearned,
    TurnCommitted,
    TurnReceived,
    VersionPrinted,
    VersionWritten,
)
from lifeos.contracts.words import Locale
from lifeos.cv.debriefs import DebriefReader
from lifeos.cv.importing.importer import Importer
from lifeos.cv.learner import Learner
from lifeos.cv.press import Press, state_of
from lifeos.cv.writer import Writer
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.models import describe
from lifeos.runtime.worker import Worker
from lifeos.runtime.writing import not_written, show_progress, write_next

NOT_PRINTED: dict[Locale, str] = {
    "en": "This version could not be printed. It is kept; please ask for it again.",
    "es": "Esta versión no se pudo imprimir. Queda guardada; pídela otra vez.",
    "pt": "Esta versão não pôde ser impressa. Fica guardada; peça outra vez.",
}


@dataclass(frozen=True)
class Tools:
    bus: Bus
    learner: Learner
    writer: Writer
    press: Press
    importer: Importer
    debriefs: DebriefReader
    ladder: Ladder

    def health(self) -> dict[str, str]:
        return {"browser": self.press.health(), "models": describe(self.ladder)}


worker = Worker[Tools]()


def _nothing_learned(turn: TurnReceived | TurnCommitted, _reason: str) -> Sequence[MemoryLearned]:
    return [
        MemoryLearned(
            id=turn.id,
            person_id=turn.person_id,
            session_id=turn.session_id,
            turn_id=turn.turn_id,
            failed=True,
        )
    ]


def _not_written(request: DeliverableRequested, _reason: str) -> Sequence[VersionPrinted]:
    return [not_written(request)] if request.kind == "cv" else []


def _not_printed(written: VersionWritten, _reason: str) -> Sequence[VersionPrinted]:
    problem = NOT_PRINTED[written.language]
    state = state_of(written, [], None).model_copy(update={"status": "failed", "problem": problem})
    return [
        VersionPrinted(
            id=written.id,
            person_id=written.person_id,
            session_id=written.session_id,
            deliverable=written.deliverable,
            version=written.version,
            outcome="failed",
            state=state,
            problem=problem,
        )
    ]


@worker.handles(
    "cv-learn",
    ends_at=lambda turn: MemoryLearned.address(turn.session_id, turn.id),
    when_parked=_nothing_learned,
    slots=8,
)
async def learn(said: TurnReceived | TurnCommitted, tools: Tools) -> MemoryLearned | None:
    """Take the facts out of what was said, each with the words it came from; and say what is still missing.

    What was said in a call is learned when it stands, and then its words are in the stream already.
    """
    turn = await _that_stands(said, tools.bus)
    if turn is None:
        return None
    return await tools.learner.learn(turn)


async def _that_stands(said: TurnReceived | TurnCommitted, bus: Bus) -> TurnReceived | None:
    """The turn, once it is also committed; None before."""
    if isinstance(said, TurnReceived):
        return said if said.channel == "chat" else None
    found = await bus.standing(TurnReceived.address(said.session_id, said.id))
    return found.message if found and isinstance(found.message, TurnReceived) else None


@worker.handles("cv-write", when_parked=_not_written, again_when_taken=True, slots=4)
async def write(request: DeliverableRequested, tools: Tools) -> VersionWritten | None:
    """Write a CV from everything that was learned. A value that the words do not bear out becomes a question."""
    if request.kind != "cv":
        return None
    return await write_next(tools.bus, request, tools.writer.write)


@worker.handles(
    "cv-print",
    ends_at=lambda written: VersionPrinted.address(written.session_id, written.id),
    when_parked=_not_printed,
    slots=4,
)
async def print_version(written: VersionWritten, tools: Tools) -> VersionPrinted:
    """Print a version in every format, and read the PDF back as the machines of employers will."""
    await show_progress(tools.bus, written, "printing", 3)
    return await tools.press.print(written)


def _not_read(received: FileReceived, _reason: str) -> Sequence[FileRead]:
    return [
        FileRead(
            id=received.id,
            person_id=received.person_id,
            session_id=received.session_id,
            language=received.language or "en",
            problem="broken",
        )
    ]


@worker.handles(
    "cv-import",
    ends_at=lambda received: FileRead.address(received.session_id, received.id),
    when_parked=_not_read,
    slots=2,
)
async def import_file(received: FileReceived, tools: Tools) -> FileRead:
    """Read a file that the person brought, and say what was understood. Nothing of it is a fact yet."""
    return await tools.importer.read(received)


def _debrief_not_read(told: DebriefTold, _reason: str) -> Sequence[DebriefRead]:
    return [
        DebriefRead(
            id=told.id,
            person_id=told.person_id,
            session_id=told.session_id,
            language=told.language or "en",
            failed=True,
        )
    ]


@worker.handles(
    "cv-debrief",
    ends_at=lambda told: DebriefRead.address(told.session_id, told.id),
    when_parked=_debrief_not_read,
    slots=4,
)
async def read_debrief(told: DebriefTold, tools: Tools) -> DebriefRead:
    """Say what was understood of a debrief, and what it would change in the CV. Nothing of it is a fact yet."""
    return await tools.debriefs.read(told)
