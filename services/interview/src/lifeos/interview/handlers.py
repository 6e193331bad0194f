"""What the interview service does with each message."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.contracts import DeliverableRequested, VersionPrinted, VersionWritten
from lifeos.interview.writer import Writer
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.models import describe
from lifeos.runtime.worker import Worker
from lifeos.runtime.writing import next_version, not_written, show_progress


@dataclass(frozen=True)
class Tools:
    bus: Bus
    writer: Writer
    ladder: Ladder

    def health(self) -> dict[str, str]:
        return {"models": describe(self.ladder)}


worker = Worker[Tools]()


def _not_written(request: DeliverableRequested, _reason: str) -> Sequence[VersionPrinted]:
    return [not_written(request)] if request.kind == "interview_pack" else []


@worker.handles("interview-write", when_parked=_not_written, slots=4)
async def write(request: DeliverableRequested, tools: Tools) -> VersionWritten | None:
    """Write an interview pack from the person's words and the advert."""
    if request.kind != "interview_pack":
        return None
    number = await next_version(tools.bus, request)
    if number is None:
        return None
    await show_progress(tools.bus, request, "writing", 1)
    written = await tools.writer.write(request, number)
    for leaf in written.leaves:
        telemetry.LEAVES.labels(leaf.status).inc()
    return written
