"""Turns of a session are answered in order."""

from lifeos.contracts import TurnAnswered, TurnReceived
from lifeos.runtime.bus import Bus


async def earlier_turns_answered(bus: Bus, turn: TurnReceived) -> bool:
    """Whether every turn of the session that was accepted before this one has its answer."""
    received = await bus.ids(TurnReceived, turn.session_id)
    waiting = set(received) - set(await bus.ids(TurnAnswered, turn.session_id)) - {turn.id}
    if not waiting:
        return True
    mine = await bus.standing(turn.subject)
    for other in waiting:
        theirs = await bus.standing(TurnReceived.address(turn.session_id, other))
        if mine and theirs and theirs.sequence < mine.sequence:
            return False
    return True
