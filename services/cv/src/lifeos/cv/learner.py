"""Learns from one turn: by the model that the ladder names when there is one, always also by rule."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from uuid import UUID

from lifeos.contracts import MemoryLearned, TurnReceived
from lifeos.contracts.asks import SpokenTurn, Talk
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import Locale
from lifeos.cv.composing import questions
from lifeos.cv.learning import Learned, learn
from lifeos.cv.model_learning import learn_with_model
from lifeos.cv.reading_back import SLOT, confirmed_by, correctable, with_reading_back
from lifeos.grounding.language import language_of as language_told
from lifeos.grounding.rehearsing import is_about_practice, wants_practice
from lifeos.runtime.bus import Bus
from lifeos.runtime.conversation import earlier_turns_learned, talk_up_to
from lifeos.runtime.llm.ladder import Ladder

STORE_WAIT_MS = 2_000
EARLIER_WAIT_S = 10.0
EARLIER_POLL_S = 0.1
LATEST = 40
ASKED_AT_MOST = 2
ASKED_ONCE = frozenset({"jobs", "schools"})
"""Questions for a list: whoever did not answer with one is asked for each fact instead."""

ORDER_LENGTH = 15
"""Words up to which a wish to practise tells nothing else."""
DECLINED = re.compile(
    r"^\W*(i\s+)?(don'?t (know|have|remember)|no idea|skip|pass|none|nothing|not sure|no lo s[eé]|no s[eé]|ni idea|"
    r"no tengo|no me acuerdo|paso|nada|ningun[oa]|n[aã]o sei|n[aã]o tenho|n[aã]o lembro|pular|pula|nenhum[a]?)\b",
    re.IGNORECASE,
)


class Learner:
    """Holds no state: what is known is asked of store for each turn."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def learn(self, turn: TurnReceived) -> MemoryLearned:
        """Everything learned from the turn, and the questions that are open after it."""
        talk = await self._talk(turn)
        if is_about_practice(talk.practice, turn.request.message) or _only_wants_practice(turn):
            return self._nothing(turn, talk)
        message, asked = turn.request.message, pending_question(talk.turns, turn.turn_id)
        confirmed = confirmed_by(message, talk.turns, turn.turn_id)
        if confirmed:
            # A yes tells nothing else.
            learned, usage = Learned(language_told(message), [], []), Usage()
        else:
            by_rule = learn(
                message,
                turn_id=turn.turn_id,
                session_id=turn.session_id,
                known=talk.memories,
                pending=correctable(asked, talk.memories),
                today=datetime.now(UTC).date(),
            )
            learned, usage = await learn_with_model(self._ladder, turn, talk, by_rule)
        spoken = turn.channel == "voice"
        facts = [as_heard(fact) for fact in learned.facts] if spoken else learned.facts
        standing = standing_after(talk.memories, facts)
        language, refused = language_of(turn, learned, talk), declined(talk.turns)
        open_questions = questions(standing, language, refused)
        if spoken:
            unread = [it for it in standing if it.id not in confirmed and (SLOT, it.id) not in refused]
            corrected = bool(asked and asked.reads_back and learned.changes)
            open_questions = with_reading_back(open_questions, message, unread, language, corrected=corrected)
        return MemoryLearned(
            id=turn.id,
            person_id=turn.person_id,
            session_id=turn.session_id,
            turn_id=turn.turn_id,
            language=language,
            facts=facts,
            changes=learned.changes,
            confirmed=confirmed,
            questions=open_questions,
            unplaced=sum(fact.kind == "other" for fact in facts),
            rung=usage.rung,
            cost_usd=usage.cost_usd,
        )

    def _nothing(self, turn: TurnReceived, talk: Talk) -> MemoryLearned:
        """An answer in practice is rehearsed: it becomes a fact when the person keeps it."""
        earlier = " ".join(spoken.person for spoken in talk.turns if spoken.turn_id != turn.turn_id)
        told = language_told(turn.request.message, language_told(earlier) if earlier else None)
        language = talk.practice.language if talk.practice else told
        return MemoryLearned(
            id=turn.id,
            person_id=turn.person_id,
            session_id=turn.session_id,
            turn_id=turn.turn_id,
            language=language,
            questions=questions(talk.memories, language, declined(talk.turns)),
        )

    async def _talk(self, turn: TurnReceived) -> Talk:
        """The talk up to this turn, once the turns before it were learned from (at most 10 s)."""
        end = asyncio.get_running_loop().time() + EARLIER_WAIT_S
        while not await earlier_turns_learned(self._bus, turn):
            if asyncio.get_running_loop().time() > end:
                break
            await asyncio.sleep(EARLIER_POLL_S)
        return await talk_up_to(self._bus, turn, latest=LATEST, wait_ms=STORE_WAIT_MS)


def as_heard(fact: Memory) -> Memory:
    """A fact from a call: its values may have been misheard, and are so marked until the person confirms them."""
    return fact.restated(("verbatim", "reworded"), "heard")


def _only_wants_practice(turn: TurnReceived) -> bool:
    words = turn.request.message.split()
    return len(words) <= ORDER_LENGTH and wants_practice(turn.request.message)


def pending_question(turns: Sequence[SpokenTurn], turn_id: UUID) -> Question | None:
    """What the last reply before this turn asked, unless the person spoke into it before they heard the question."""
    before = [spoken for spoken in turns if spoken.turn_id != turn_id]
    if not (before and before[-1].questions):
        return None
    asked, heard = before[-1].questions[0], before[-1].reply.text if before[-1].reply else ""
    return None if before[-1].interrupted and asked.text not in heard else asked


def standing_after(known: Sequence[Memory], learned: Sequence[Memory]) -> list[Memory]:
    """What stands once these facts are added: superseded ones are gone."""
    gone = {old for memory in learned for old in memory.supersedes}
    return [memory for memory in known if memory.id not in gone] + list(learned)


def declined(turns: Sequence[SpokenTurn]) -> frozenset[tuple[str, UUID | None]]:
    """What must not be asked again: answered with "I don't know", or asked twice already."""
    counts: dict[tuple[str, UUID | None], int] = {}
    refused: set[tuple[str, UUID | None]] = set()
    for asked, after in zip_longest(turns, turns[1:]):
        for question in asked.questions[:1]:
            slot = (question.slot, question.about)
            counts[slot] = counts.get(slot, 0) + 1
            if after is not None and (DECLINED.match(after.person) or question.slot in ASKED_ONCE):
                refused.add(slot)
    return frozenset(refused | {slot for slot, count in counts.items() if count >= ASKED_AT_MOST})


def language_of(turn: TurnReceived, learned: Learned, talk: Talk) -> Locale:
    """The language the person is spoken to: that of the words, unless they were too few and one was chosen."""
    chosen = talk.session.locale if talk.session else None
    few = len(turn.request.message.split()) < 4
    return chosen if chosen and few else learned.language
