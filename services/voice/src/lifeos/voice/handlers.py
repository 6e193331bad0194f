"""What the voice service does with facts: it leaves nothing behind that was said in a call and did not come to stand, or to an end."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from lifeos.contracts import CallEnded, TurnAnswered, TurnCommitted, TurnReceived
from lifeos.runtime.bus import Bus
from lifeos.runtime.worker import Worker


@dataclass(frozen=True)
class Tools:
    bus: Bus
    trouble: Callable[[], str]
    """Why there are no calls now, in one sentence; empty when there are."""

    def health(self) -> dict[str, str]:
        return {"voice": self.trouble() or "ok"}


worker = Worker[Tools]()


@worker.handles("voice-close", slots=4)
async def close(ended: CallEnded, tools: Tools) -> list[TurnCommitted | TurnAnswered]:
    """What was said last stands, although the process that heard it may have died before it could say so."""
    left: list[TurnCommitted | TurnAnswered] = []
    for id in await tools.bus.ids(TurnReceived, ended.session_id):
        received = await tools.bus.standing(TurnReceived.address(ended.session_id, id))
        turn = received.message if received else None
        if not isinstance(turn, TurnReceived) or str(turn.call) != ended.id:
            continue
        if not await _is_superseded(tools.bus, turn):
            left.append(
                TurnCommitted(
                    id=turn.id,
                    person_id=turn.person_id,
                    session_id=turn.session_id,
                    call=UUID(ended.id),
                )
            )
        if turn.answered_in_call and not await _answer(tools.bus, turn):
            left.append(
                TurnAnswered(
                    id=turn.id,
                    person_id=turn.person_id,
                    session_id=turn.session_id,
                    outcome="cancelled",
                    persona=turn.request.persona or "antonio",
                )
            )
    return left


async def _is_superseded(bus: Bus, turn: TurnReceived) -> bool:
    """True for a turn that stands already, or that the person went on speaking over before it was answered."""
    if await bus.standing(TurnCommitted.address(turn.session_id, turn.id)):
        return True
    answer = await _answer(bus, turn)
    return answer is not None and answer.outcome == "cancelled"


async def _answer(bus: Bus, turn: TurnReceived) -> TurnAnswered | None:
    stored = await bus.standing(TurnAnswered.address(turn.session_id, turn.id))
    return stored.message if stored and isinstance(stored.message, TurnAnswered) else None
