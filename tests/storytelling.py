"""Tells a story to the product in process: turns are learned from, questions answered, a CV composed or written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from lifeos.contracts import DeliverableRequested, TurnReceived
from lifeos.contracts.asks import SpokenTurn, Talk
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.turn import TurnRequest
from lifeos.cv.composing import Composed, compose, questions
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import declined, pending_question, standing_after
from lifeos.cv.learning import learn
from lifeos.cv.model_learning import learn_with_model
from lifeos.cv.model_writing import write_with_model
from lifeos.runtime.llm.ladder import Ladder
from services.cv.tests.simulated_person import SimulatedPerson
from tests.stories import Story

MOST_QUESTIONS = 6
TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True)
class Telling:
    """What is known at one moment: the person's messages by turn id, the ledger, and the CV made of it."""

    said: dict[str, str]
    memories: list[Memory]
    cv: Composed
    asked: int = 0
    corrected: tuple[Memory, ...] = ()
    """Facts that a later answer replaced."""


@dataclass
class _Conversation:
    story: Story
    ladder: Ladder | None
    turns: list[SpokenTurn] = field(default_factory=list[SpokenTurn])
    memories: list[Memory] = field(default_factory=list[Memory])
    corrected: list[Memory] = field(default_factory=list[Memory])

    @property
    def session(self) -> UUID:
        return uuid5(NAMESPACE_URL, self.story.name)

    async def hear(self, text: str) -> None:
        """Learns from one message, as the learner does with a turn from the bus."""
        turn_id = uuid5(self.session, f"{len(self.turns)}:{text}")
        learned = learn(
            text, turn_id=turn_id, session_id=self.session, known=self.memories,
            pending=pending_question(self.turns, turn_id), today=TODAY,
        )  # fmt: skip
        turn = TurnReceived(
            id=str(turn_id), person_id=self.session, session_id=self.session,
            request=TurnRequest(message=text), request_hash="",
        )  # fmt: skip
        if self.ladder:
            talk = Talk(turns=self.turns, memories=self.memories)
            learned, _ = await learn_with_model(self.ladder, turn, talk, learned)
        standing = standing_after(self.memories, learned.facts)
        self.corrected += [memory for memory in self.memories if memory not in standing]
        self.memories = standing
        self.turns.append(SpokenTurn(turn_id=turn_id, sequence=len(self.turns), person=text, at=AT))

    def open_questions(self) -> Sequence[Question]:
        """What is still to be asked; the last turn then carries it, as its reply would."""
        asked = questions(self.memories, self.story.language, declined(self.turns))
        self.turns[-1] = self.turns[-1].model_copy(update={"questions": list(asked)})
        return asked

    async def telling(self, asked: int) -> Telling:
        """The CV as it stands now."""
        cv = borne_out(compose(self.memories, self.story.language), self.memories, self.story.language)
        if self.ladder:
            request = DeliverableRequested(
                id="cv", person_id=self.session, session_id=self.session, turn_id=self.turns[-1].turn_id,
                deliverable=self.session, kind="cv", version=1, language=self.story.language,
            )  # fmt: skip
            cv, _ = await write_with_model(self.ladder, request, self.memories, cv)
        said = {str(turn.turn_id): turn.person for turn in self.turns}
        return Telling(said, list(self.memories), cv, asked, tuple(self.corrected))


async def tell(story: Story, ladder: Ladder | None = None) -> tuple[Telling, Telling]:
    """The CV before any question, and after at most six answers. Without a ladder everything is made offline."""
    conversation = _Conversation(story, ladder)
    person = SimulatedPerson(story.sheet, story.language, story.facts)
    for turn in story.turns:
        await conversation.hear(turn)
    before = await conversation.telling(0)
    asked = 0
    while asked < MOST_QUESTIONS and (open_questions := conversation.open_questions()):
        await conversation.hear(person.answer(open_questions[0], conversation.memories))
        asked += 1
    return before, await conversation.telling(asked)
