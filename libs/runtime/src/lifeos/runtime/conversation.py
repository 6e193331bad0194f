"""What came before a turn. The stream knows of a fact as soon as it stands, store a moment later: so the stream is asked what
there is to wait for, and nobody waits for the row of the very turn they hold in their hands."""

import asyncio
import json
from collections.abc import Sequence

from lifeos.contracts import (
    DeliverableRequested,
    MemoryLearned,
    SessionStarted,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
    TurnRouted,
)
from lifeos.contracts.asks import AskTalk, SpokenTurn, Talk
from lifeos.contracts.memory import Memory
from lifeos.runtime.bus import Bus

FACTS_TOLD = 60
BEFORE = (TurnRouted, TurnAnswered, MemoryLearned, DeliverableRequested)
"""What a turn left behind that the next one is read with: the step of practice, the reply, the facts, the documents.
Store keeps facts side by side, so a reply may be there before the step that led to it."""


async def talk_up_to(bus: Bus, turn: TurnReceived, *, latest: int, wait_ms: int) -> Talk:
    """The conversation up to this turn, which is its last one, with all that the turn before it left behind.

    Raises Unavailable when store is away, or has not seen those within `wait_ms`.
    """
    session = turn.session_id
    mine, *before = await asyncio.gather(
        bus.standing(turn.subject),
        *(bus.standing(kind.address(session, "*")) for kind in BEFORE),
        bus.standing(SessionStarted.address(session, session)),
    )
    ask = AskTalk(
        person_id=turn.person_id,
        session_id=session,
        turn_id=turn.turn_id,
        up_to=mine.sequence if mine else None,
        after=[stored.message.subject for stored in before if stored and stored.message.id != turn.id],
        wait_ms=wait_ms,
        latest=latest,
    )
    talk = await bus.ask(ask)
    if any(spoken.turn_id == turn.turn_id for spoken in talk.turns):
        return talk
    own = SpokenTurn(
        turn_id=turn.turn_id,
        sequence=mine.sequence if mine else 0,
        person=turn.request.message,
        at=turn.time,
    )
    return talk.model_copy(update={"turns": [*talk.turns, own][-latest:]})


async def earlier_turns_answered(bus: Bus, turn: TurnReceived) -> bool:
    """Whether every turn of the session that was accepted before this one has its answer."""
    received, answered = await asyncio.gather(
        bus.ids(TurnReceived, turn.session_id), bus.ids(TurnAnswered, turn.session_id)
    )
    return not await _earlier(bus, turn, set(received) - set(answered))


async def earlier_turns_learned(bus: Bus, turn: TurnReceived) -> bool:
    """Whether every turn of the session that stands, and was accepted before this one, was learned from and routed:
    what is said in a practice is no fact, and the routed turn says whether there is one."""
    received, learned, routed, committed = await asyncio.gather(
        bus.ids(TurnReceived, turn.session_id),
        bus.ids(MemoryLearned, turn.session_id),
        bus.ids(TurnRouted, turn.session_id),
        bus.ids(TurnCommitted, turn.session_id),
    )
    waiting = await _earlier(bus, turn, set(received) - (set(learned) & set(routed)))
    return all(other.channel == "voice" and other.id not in committed for other in waiting)


async def _earlier(bus: Bus, turn: TurnReceived, ids: set[str]) -> list[TurnReceived]:
    """Which of these turns were accepted before this one."""
    others = ids - {turn.id}
    if not others:
        return []
    mine, *theirs = await asyncio.gather(
        bus.standing(turn.subject),
        *(bus.standing(TurnReceived.address(turn.session_id, other)) for other in others),
    )
    return [
        other.message
        for other in theirs
        if mine and other and isinstance(other.message, TurnReceived) and other.sequence < mine.sequence
    ]


def told_to_a_model(facts: Sequence[Memory]) -> str:
    """What is known about somebody, as a prompt lists it: the newest facts, each with its kind and values."""
    lines = [
        f"- {fact.kind}: {json.dumps({f: c.value for f, c in fact.claims.items()}, ensure_ascii=False)}"
        for fact in facts[-FACTS_TOLD:]
    ]
    return "\n".join(lines) or "- none yet"
