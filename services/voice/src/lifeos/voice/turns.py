"""What was said in a call becomes a turn of the conversation, and its reply comes back as it is written."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from uuid import UUID, uuid5

from lifeos.contracts import ReplyDelta, ReplyReset, TurnAnswered, TurnCommitted, TurnReceived
from lifeos.contracts.call import CallOrder, Speech
from lifeos.contracts.turn import Reply, Segment, TurnRequest, Usage
from lifeos.contracts.words import Intent, Speaker
from lifeos.voice.line import Line
from lifeos.voice.outbox import Outbox

ACCEPTED_S = 2.0
"""How long the bus may take to accept a turn before the person is told."""
FIRST_WORD_S, NEXT_WORD_S = 8.0, 15.0


class NotAccepted(Exception):
    """The bus is away. The turn is kept, and goes out when it is back."""


class NoReply(Exception):
    """Nobody replied in time. The turn is accepted; its reply comes to the conversation later."""


@dataclass(frozen=True)
class Words:
    """Some more words of a reply."""

    speaker: Speaker
    text: str


class Turns:
    """The turns of one call."""

    def __init__(self, order: CallOrder, call: UUID, line: Line, outbox: Outbox) -> None:
        self._order, self._call, self._line, self._outbox = order, call, line, outbox
        self.count = 0
        self.late: set[UUID] = set()
        """Turns whose reply did not come while somebody waited for it."""

    def id_of(self, item_id: str) -> UUID:
        """What was said is named by the agent; asking again for a reply to it asks for the same turn."""
        return uuid5(self._call, item_id)

    async def reply_to(
        self, item_id: str, text: str, speech: Speech | None, *, stands: bool = False
    ) -> AsyncGenerator[Words | TurnAnswered]:
        """Put a turn on the bus, then its words as they come, and its end. `stands`: what was said is committed already.
        Raises NotAccepted or NoReply."""
        turn_id = self.id_of(item_id)
        words = self._line.words_of(turn_id)
        answered = False
        try:
            await self._be_accepted(item_id, text, speech, stands=stands)
            said = ""
            while not answered:
                try:
                    word = await asyncio.wait_for(words.get(), NEXT_WORD_S if said else FIRST_WORD_S)
                except TimeoutError:
                    self.late.add(turn_id)
                    raise NoReply from None
                match word:
                    case ReplyDelta():
                        if word.offset == len(said):
                            said += word.text
                            yield Words(word.speaker, word.text)
                    case ReplyReset():
                        # What was heard cannot be taken back: the new beginning follows it.
                        said = ""
                    case TurnAnswered():
                        answered = True
                        for rest in _rest(word.reply, said):
                            yield rest
                        yield word
        finally:
            self._line.forget(turn_id)
            if not answered and turn_id not in self.late:
                self.cancel(turn_id)

    async def _be_accepted(self, item_id: str, text: str, speech: Speech | None, *, stands: bool) -> None:
        accepted = self.put(item_id, text, speech)
        if stands:
            self.commit(item_id)
        try:
            await asyncio.wait_for(asyncio.shield(accepted), ACCEPTED_S)
        except TimeoutError:
            self.late.add(self.id_of(item_id))
            raise NotAccepted from None

    def put(
        self,
        item_id: str,
        text: str,
        speech: Speech | None,
        *,
        intent: Intent | None = None,
        answered_in_call: bool = False,
    ) -> asyncio.Future[bool]:
        """Put a turn on the bus; done once it is there. `answered_in_call`: its reply comes from here, by `answer` or `cancel`."""
        self.count += 1
        request = TurnRequest(
            session_id=self._order.session_id, message=text, persona=self._order.persona, intent=intent
        )
        return self._outbox.put(
            TurnReceived(
                id=str(self.id_of(item_id)),
                person_id=self._order.person_id,
                session_id=self._order.session_id,
                request=request,
                request_hash=hashlib.sha256(request.model_dump_json().encode()).hexdigest(),
                channel="voice",
                locale=self._order.language,
                call=self._call,
                speech=speech,
                answered_in_call=answered_in_call,
            )
        )

    def commit(self, item_id: str) -> None:
        """What was said stands: it is learned from, and work begins."""
        self._outbox.put(
            TurnCommitted(
                id=str(self.id_of(item_id)),
                person_id=self._order.person_id,
                session_id=self._order.session_id,
                call=self._call,
            )
        )

    def answer(self, turn_id: UUID, segments: list[Segment], usage: Usage) -> None:
        """What the call itself replied to a turn."""
        self._outbox.put(
            TurnAnswered(
                id=str(turn_id),
                person_id=self._order.person_id,
                session_id=self._order.session_id,
                outcome="replied",
                persona=self._order.persona,
                reply=Reply(text="\n\n".join(each.text for each in segments), segments=segments),
                usage=usage,
            )
        )

    def cancel(self, turn_id: UUID) -> None:
        """The person spoke into a reply that was not finished: nobody pays for the rest of it."""
        self._outbox.put(
            TurnAnswered(
                id=str(turn_id),
                person_id=self._order.person_id,
                session_id=self._order.session_id,
                outcome="cancelled",
                persona=self._order.persona,
            )
        )


def _rest(reply: Reply, said: str) -> list[Words]:
    """What was not said yet of a reply that stands; signs may be lost. Words that do not continue what was said are left out:
    they cannot be taken back once they were heard."""
    whole = "\n\n".join(segment.text for segment in reply.segments)
    if not whole.startswith(said) or len(whole) == len(said):
        return []
    found: list[Words] = []
    start = 0
    for position, segment in enumerate(reply.segments):
        text = segment.text if position == 0 else f"\n\n{segment.text}"
        if start + len(text) > len(said):
            found.append(Words(segment.speaker, text[max(0, len(said) - start) :]))
        start += len(text)
    return found
