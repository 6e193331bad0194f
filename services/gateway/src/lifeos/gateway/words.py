"""The words of a reply on their way to one reader: in order, or void."""

from lifeos.contracts.api import ReplyGrew, ReplyVoid


class Words:
    """Lets words through in order. At a gap it voids them: the full text comes with the answer, and stands nowhere else.

    `known`: how many words the reader has is known, none at first; otherwise the next ones tell. `doubtful`: words for
    this reader may be lost.
    """

    def __init__(self, *, known: bool = True, doubtful: bool = False) -> None:
        self._length: int | None = 0 if known else None
        self._lost, self._doubtful = False, doubtful

    def pass_on(self, event: ReplyGrew | ReplyVoid) -> list[ReplyGrew | ReplyVoid]:
        """The events that the reader is sent for this one."""
        void = ReplyVoid(turn_id=event.turn_id)
        if isinstance(event, ReplyVoid):
            self._length, self._lost, self._doubtful = 0, False, False
            return [void]
        before: list[ReplyGrew | ReplyVoid] = []
        if self._doubtful:
            self._length, self._doubtful = 0, False
            before = [void]
        if self._length is None:
            self._length = event.offset
        if self._lost or event.offset < self._length:
            return before
        if event.offset > self._length:
            self._lost = True
            return before or ([void] if self._length else [])
        self._length += len(event.text)
        return [*before, event]
