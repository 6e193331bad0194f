"""Turns of a session are answered in order."""

from lifeos.contracts import TurnAnswered, TurnReceived, names
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.errors import Unavailable


async def earlier_turns_answered(bus: Bus, turn: TurnReceived) -> bool:
    """Whether every turn of the session that was accepted before this one has its answer."""
    received, answered = await _ids(bus, turn, TurnReceived), await _ids(bus, turn, TurnAnswered)
    waiting = received - answered - {turn.id}
    if not waiting:
        return True
    mine = await bus.standing(turn.subject)
    for other in waiting:
        theirs = await bus.standing(TurnReceived.address(turn.session_id, other))
        if mine and theirs and theirs.sequence < mine.sequence:
            return False
    return True


async def _ids(bus: Bus, turn: TurnReceived, kind: type[TurnReceived] | type[TurnAnswered]) -> set[str]:
    try:
        info = await bus.js.stream_info(names.LIFE, subjects_filter=kind.address(turn.session_id, "*"))
    except BUS_ERRORS as error:
        raise Unavailable("the stream LIFE does not answer") from error
    return {subject.rsplit(".", 1)[1] for subject in info.state.subjects or {}}
