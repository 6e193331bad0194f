"""Gathers what an answer is reviewed against: the facts that stand, those taken back, and the answers before."""

from lifeos.contracts import PracticeAnswered, PracticeReviewed
from lifeos.contracts.asks import AskMemories, AskPractice, MemoryView
from lifeos.interview.practice import review
from lifeos.runtime.bus import Bus

PAGE = 200


class Reviewer:
    """Holds no state between answers."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def review(self, answered: PracticeAnswered) -> PracticeReviewed:
        """The review of one answer. Raises Unavailable while store is away."""
        views = await self._ledger(answered)
        round = await self._bus.ask(AskPractice(person_id=answered.person_id, practice=answered.practice))
        before = [each.review.story for each in round.reviewed if each.number < answered.number]
        return PracticeReviewed(
            id=answered.id,
            person_id=answered.person_id,
            session_id=answered.session_id,
            practice=answered.practice,
            number=answered.number,
            review=review(
                answered.text,
                answered.question,
                answered.language,
                [view.memory for view in reversed(views) if not (view.retracted or view.superseded)],
                [view.memory for view in views if view.retracted],
                [story for story in before if story],
                answered.speech,
            ),
        )

    async def _ledger(self, answered: PracticeAnswered) -> list[MemoryView]:
        """Every fact, newest first, those that were taken back too."""
        found: list[MemoryView] = []
        cursor: str | None = None
        while True:
            ask = AskMemories(person_id=answered.person_id, limit=PAGE, cursor=cursor)
            page = await self._bus.ask(ask)
            found += page.items
            if page.next is None:
                return found
            cursor = page.next
