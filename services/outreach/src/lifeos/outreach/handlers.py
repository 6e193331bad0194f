"""What the outreach service does with each message."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.contracts import (
    DecisionMade,
    DeliverableRequested,
    SendEnded,
    SendStarted,
    VersionPrinted,
    VersionWritten,
)
from lifeos.contracts.letter import MESSAGE_KINDS
from lifeos.outreach.mailing import Mailer, Sent
from lifeos.outreach.sending import Sender, ended
from lifeos.outreach.writer import Writer
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.models import describe
from lifeos.runtime.worker import Worker
from lifeos.runtime.writing import not_written, write_next


@dataclass(frozen=True)
class Tools:
    bus: Bus
    writer: Writer
    sender: Sender
    mailer: Mailer
    ladder: Ladder

    def health(self) -> dict[str, str]:
        return {"mail": self.mailer.health(), "models": describe(self.ladder)}


worker = Worker[Tools]()


def _not_written(request: DeliverableRequested, _reason: str) -> Sequence[VersionPrinted]:
    return [not_written(request)] if request.kind in MESSAGE_KINDS else []


def _not_sent(made: DecisionMade, _reason: str) -> Sequence[SendEnded]:
    if not (made.granted and made.verb == "send"):
        return []
    return [ended(made, Sent("unknown", "mail_given_up"))]


@worker.handles("outreach-write", when_parked=_not_written, again_when_taken=True, slots=4)
async def write(request: DeliverableRequested, tools: Tools) -> VersionWritten | None:
    """Write a message from the person's words, the form and the advert."""
    if request.kind not in MESSAGE_KINDS:
        return None
    return await write_next(tools.bus, request, tools.writer.write)


@worker.handles(
    "outreach-send",
    ends_at=lambda made: SendEnded.address(made.session_id, made.id),
    when_parked=_not_sent,
    slots=4,
)
async def send(made: DecisionMade, tools: Tools) -> SendStarted | SendEnded | None:
    """Send what was approved, once. Whoever finds the sending begun does not begin again."""
    if not (made.granted and made.verb == "send"):
        return None
    return await tools.sender.send(made)
