"""The peer of the bus in a call: an agent that reads, learns and words the same replies within its own process, in memory."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from lifeos.contracts import MemoryLearned, TurnReceived, TurnRouted
from lifeos.contracts.asks import SpokenTurn, Talk
from lifeos.contracts.turn import Reply, TurnRequest
from lifeos.cv.composing import questions
from lifeos.cv.learner import as_heard, declined, pending_question, standing_after
from lifeos.cv.learning import learn
from lifeos.cv.reading_back import correctable
from lifeos.router.intents import IntentReader
from lifeos.router.offline import offline_segments
from lifeos.router.replying import Situation


class InProcess:
    """One conversation."""

    def __init__(self) -> None:
        self._reader = IntentReader()
        self._talk = Talk()
        self._person, self._session = uuid4(), uuid4()

    def reply(self, text: str) -> str:
        """What the product would say to this, from what it was told before."""
        who: dict[str, Any] = {"id": str(uuid4()), "person_id": self._person, "session_id": self._session}
        turn = TurnReceived(**who, request=TurnRequest(message=text), request_hash="", channel="voice")
        talk, now = self._talk, datetime.now(UTC)
        reading = self._reader.read(text, pressed=None, cv_exists=False)
        learned = learn(
            text,
            turn_id=turn.turn_id,
            session_id=self._session,
            known=talk.memories,
            pending=correctable(pending_question(talk.turns, turn.turn_id), talk.memories),
            today=now.date(),
        )
        facts = [as_heard(fact) for fact in learned.facts]
        standing = standing_after(talk.memories, facts)
        told = MemoryLearned(
            **who,
            turn_id=turn.turn_id,
            language=learned.language,
            facts=facts,
            changes=learned.changes,
            questions=questions(standing, learned.language, declined(talk.turns)),
        )
        routed = TurnRouted(**who, intents=reading.intents, channel="voice", language=learned.language)
        situation = Situation(turn, routed, talk, told)
        segments = offline_segments(situation)
        said = " ".join(segment.text for segment in segments)
        spoken = SpokenTurn(
            turn_id=turn.turn_id,
            sequence=len(talk.turns) + 1,
            person=text,
            reply=Reply(text=said, segments=segments),
            questions=[situation.question] if situation.question else [],
            at=now,
        )
        self._talk = Talk(turns=[*talk.turns, spoken][-40:], memories=standing)
        return said
