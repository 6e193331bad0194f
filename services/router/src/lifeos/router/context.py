"""What the router must know of a conversation: from store, or rebuilt from the stream while store is away."""

from uuid import UUID

from lifeos.contracts import TurnAnswered, TurnReceived, TurnRouted, VersionPrinted
from lifeos.contracts.asks import AskTalk, SpokenTurn, Talk
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.practice import PracticeStep
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable

STORE_WAIT_MS = 1_500
LATEST = 12


async def talk_of(bus: Bus, turn: TurnReceived) -> Talk:
    """The talk up to this turn. Without store it holds what the stream has of this session, and no ledger."""
    ask = AskTalk(
        person_id=turn.person_id,
        session_id=turn.session_id,
        turn_id=turn.turn_id,
        after=[turn.subject],
        wait_ms=STORE_WAIT_MS,
        latest=LATEST,
    )
    try:
        return await bus.ask(ask)
    except Unavailable:
        return await _from_stream(bus, turn)


async def _from_stream(bus: Bus, turn: TurnReceived) -> Talk:
    turns: list[SpokenTurn] = []
    steps: dict[UUID, PracticeStep] = {}
    for id in await bus.ids(TurnReceived, turn.session_id):
        stored = await bus.standing(TurnReceived.address(turn.session_id, id))
        answer = await bus.standing(TurnAnswered.address(turn.session_id, id))
        if stored is None or not isinstance(stored.message, TurnReceived):
            continue
        routed = await bus.standing(TurnRouted.address(turn.session_id, id))
        if routed and isinstance(routed.message, TurnRouted) and routed.message.practice:
            steps[stored.message.turn_id] = routed.message.practice
        answered = answer.message if answer and isinstance(answer.message, TurnAnswered) else None
        turns.append(
            SpokenTurn(
                turn_id=stored.message.turn_id,
                sequence=stored.sequence,
                person=stored.message.request.message,
                reply=answered.reply if answered else None,
                outcome=answered.outcome if answered else None,
                questions=answered.questions if answered else [],
                at=stored.message.time,
            )
        )
    turns.sort(key=lambda spoken: spoken.sequence)
    up_to = next((n for n, spoken in enumerate(turns) if spoken.turn_id == turn.turn_id), len(turns) - 1)
    persona = turn.request.persona or "antonio"
    earlier = [steps[spoken.turn_id] for spoken in turns[:up_to] if spoken.turn_id in steps]
    return Talk(
        persona=persona,
        turns=turns[: up_to + 1][-LATEST:],
        deliverables=await _documents(bus, turn),
        practice=earlier[-1] if earlier else None,
    )


async def _documents(bus: Bus, turn: TurnReceived) -> list[Deliverable]:
    found: dict[str, Deliverable] = {}
    for id in await bus.ids(VersionPrinted, turn.session_id):
        stored = await bus.standing(VersionPrinted.address(turn.session_id, id))
        if stored and isinstance(stored.message, VersionPrinted):
            state = stored.message.state
            known = found.get(str(state.id))
            if known is None or known.version < state.version:
                found[str(state.id)] = state
    return list(found.values())
