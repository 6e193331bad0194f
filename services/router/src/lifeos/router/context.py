"""What the router must know of a conversation: from store, or rebuilt from the stream while store is away."""

from collections import OrderedDict
from uuid import UUID

from lifeos.contracts import TurnAnswered, TurnReceived, TurnRouted, VersionPrinted
from lifeos.contracts.asks import SpokenTurn, Talk
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.practice import PracticeStep
from lifeos.runtime.bus import Bus
from lifeos.runtime.conversation import talk_up_to
from lifeos.runtime.errors import Rejected, Unavailable

STORE_WAIT_MS = 1_500
LATEST = 12
KEPT = 100


class Talks:
    """The conversations that turns belong to. What was read to route a turn is at hand to reply to it, in the same process."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._read: OrderedDict[str, tuple[TurnReceived, Talk]] = OrderedDict()

    async def read(self, turn: TurnReceived) -> Talk:
        """The talk up to this turn. Without store it holds what the stream has of this session, and no ledger."""
        try:
            talk = await talk_up_to(self._bus, turn, latest=LATEST, wait_ms=STORE_WAIT_MS)
        except Unavailable:
            return await _from_stream(self._bus, turn)
        self._read[turn.id] = turn, talk
        while len(self._read) > KEPT:
            self._read.popitem(last=False)
        return talk

    async def of(self, routed: TurnRouted) -> tuple[TurnReceived, Talk]:
        """What was routed, and the talk up to it; read now where another process routed it."""
        known = self._read.pop(routed.id, None)
        if known:
            return known
        turn = await received(self._bus, routed)
        talk = await self.read(turn)
        # Nobody asks for it again, and people's words are not kept for nothing.
        self._read.pop(turn.id, None)
        return turn, talk


async def received(bus: Bus, routed: TurnRouted) -> TurnReceived:
    """What was said in a turn. Raises Rejected when it is gone from the stream."""
    stored = await bus.standing(TurnReceived.address(routed.session_id, routed.id))
    if stored is None or not isinstance(stored.message, TurnReceived):
        raise Rejected("the turn is not in the stream any more")
    return stored.message


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
