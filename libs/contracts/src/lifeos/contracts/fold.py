"""Folding the events of a turn gives the turn. The stream, the waiting request and the page use the same rules."""

from datetime import datetime
from uuid import UUID

from lifeos.contracts.api import (
    DeliverableUpdated,
    IntentsFound,
    Replied,
    ReplyGrew,
    ReplyVoid,
    Turn,
    TurnEvent,
    TurnStarted,
    TurnStatus,
)
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.turn import Reply, Segment


class TurnFold:
    """A turn as its events arrive. Events may come twice, and an end may come before its beginning."""

    def __init__(self, started: TurnStarted) -> None:
        self._started = started
        self._routed: IntentsFound | None = None
        self._answered: Replied | None = None
        self._growing = Reply()
        self._ends: dict[UUID, DeliverableUpdated] = {}

    def apply(self, event: TurnEvent) -> bool:
        """Take one event. False when it says nothing new about this turn."""
        if getattr(event, "turn_id", None) != self._started.turn_id:
            return False
        match event:
            case IntentsFound() if self._routed is None:
                self._routed = event
            case Replied() if self._answered is None:
                self._answered = event
            case ReplyGrew() if self._answered is None and event.offset == len(self._growing.text):
                self._growing = _grown(self._growing, event)
            case ReplyVoid() if self._answered is None:
                self._growing = Reply()
            case DeliverableUpdated(final=True) if event.deliverable.id not in self._ends:
                self._ends[event.deliverable.id] = event
            case _:
                return False
        return True

    @property
    def answered(self) -> bool:
        """The reply stands for good."""
        return self._answered is not None

    @property
    def complete(self) -> bool:
        """Routed, answered, and every requested document at its end."""
        return self._routed is not None and self._answered is not None and not self._open()

    @property
    def turn(self) -> Turn:
        answered, routed = self._answered, self._routed
        complete = self.complete
        return Turn(
            id=self._started.turn_id,
            session_id=self._started.session_id,
            persona=answered.persona if answered else "antonio",
            status=self._status(complete),
            intents=routed.intents if routed else [],
            reply=answered.reply if answered else self._growing,
            deliverables=[self._latest(d) for d in routed.deliverables] if routed else [],
            suggestions=answered.suggestions if answered else [],
            questions=answered.questions if answered else [],
            usage=answered.usage if answered else Turn.model_fields["usage"].default,
            problem=answered.problem if answered else None,
            created_at=self._started.created_at,
            completed_at=self._ended_at() if complete else None,
        )

    def _latest(self, making: Deliverable) -> Deliverable:
        end = self._ends.get(making.id)
        return end.deliverable if end else making

    def _open(self) -> list[UUID]:
        wanted = self._routed.deliverables if self._routed else []
        return [d.id for d in wanted if d.id not in self._ends]

    def _status(self, complete: bool) -> TurnStatus:
        if not complete or self._answered is None:
            return "working"
        return "completed" if self._answered.outcome == "replied" else self._answered.outcome

    def _ended_at(self) -> datetime | None:
        ends = [end.at for end in self._ends.values()]
        return max([*ends, self._answered.at]) if self._answered else None


def _grown(reply: Reply, event: ReplyGrew) -> Reply:
    segments = list(reply.segments)
    if segments and segments[-1].speaker == event.speaker:
        segments[-1] = Segment(speaker=event.speaker, text=segments[-1].text + event.text)
    else:
        segments.append(Segment(speaker=event.speaker, text=event.text.removeprefix("\n\n")))
    return Reply(text=reply.text + event.text, segments=segments)
