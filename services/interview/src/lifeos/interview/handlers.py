"""What the interview service does with each message."""

from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.contracts import (
    DeliverableRequested,
    PracticeAnswered,
    PracticeReviewed,
    VersionPrinted,
    VersionWritten,
)
from lifeos.contracts.practice import Review
from lifeos.interview.reviewer import Reviewer
from lifeos.interview.writer import Writer
from lifeos.runtime.bus import Bus
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.models import describe
from lifeos.runtime.worker import Worker
from lifeos.runtime.writing import not_written, write_next


@dataclass(frozen=True)
class Tools:
    bus: Bus
    writer: Writer
    reviewer: Reviewer
    ladder: Ladder

    def health(self) -> dict[str, str]:
        return {"models": describe(self.ladder)}


worker = Worker[Tools]()


def _not_written(request: DeliverableRequested, _reason: str) -> Sequence[VersionPrinted]:
    return [not_written(request)] if request.kind == "interview_pack" else []


@worker.handles("interview-write", when_parked=_not_written, again_when_taken=True, slots=4)
async def write(request: DeliverableRequested, tools: Tools) -> VersionWritten | None:
    """Write an interview pack from the person's words and the advert."""
    if request.kind != "interview_pack":
        return None
    return await write_next(tools.bus, request, tools.writer.write)


def _not_reviewed(answered: PracticeAnswered, _reason: str) -> Sequence[PracticeReviewed]:
    return [
        PracticeReviewed(
            id=answered.id,
            person_id=answered.person_id,
            session_id=answered.session_id,
            practice=answered.practice,
            number=answered.number,
            review=Review(words=len(answered.text.split())),
        )
    ]


@worker.handles(
    "interview-review",
    ends_at=lambda answered: PracticeReviewed.address(answered.session_id, answered.id),
    when_parked=_not_reviewed,
    slots=8,
)
async def review(answered: PracticeAnswered, tools: Tools) -> PracticeReviewed:
    """Say what was good about an answer, what it lacked, and whether it holds what was taken back."""
    return await tools.reviewer.review(answered)
