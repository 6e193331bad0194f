"""Whom a message is for when a turn says "her", "him" or "another one": whom the last message of the conversation was for."""

from uuid import UUID

from lifeos.contracts import TurnReceived
from lifeos.contracts.asks import AskDeliverable, Talk
from lifeos.contracts.letter import MESSAGE_KINDS, Letter, Recipient
from lifeos.runtime.bus import Bus


async def last_recipient(bus: Bus, turn: TurnReceived, talk: Talk) -> Recipient | None:
    """Whom the newest message of this conversation is for. Raises Unavailable."""
    mine = [
        each
        for each in talk.deliverables
        if each.kind in MESSAGE_KINDS and each.session_id == turn.session_id
    ]
    return await _of(bus, turn, mine[0].id) if mine else None


async def _of(bus: Bus, turn: TurnReceived, deliverable: UUID) -> Recipient | None:
    written = (await bus.ask(AskDeliverable(person_id=turn.person_id, deliverable=deliverable))).written
    return Letter.model_validate(written.document).recipient if written else None
