"""What was said in a call whose model replies by itself: each thing one turn, with one end, whenever its parts become known."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from lifeos.contracts.call import Speech
from lifeos.contracts.turn import Segment, Usage
from lifeos.contracts.words import Intent, Speaker
from lifeos.voice.speaking import SpeechClock
from lifeos.voice.turns import Turns

DECIDED_S = 2.5
"""How long the model may take to say what a turn asks for. Afterwards the turn goes out without it."""
BILLED_S = 1.0
"""How long an end waits for the bill of its reply."""


@dataclass(eq=False)
class Exchange:
    """One thing that the person said, and what the model replied to it."""

    item_id: str
    speech: Speech | None
    text: str = ""
    intent: Intent | None = None
    reply: str = ""
    """What was heard of it."""
    interrupted: bool = False
    rehearses: bool = False
    """Part of a rehearsal: the conversation replies to it, and not the model."""
    input_tokens: int = 0
    output_tokens: int = 0
    unbilled: set[str] = field(default_factory=set[str])
    """Responses of which the tokens are not known yet."""
    said: asyncio.Event = field(default_factory=asyncio.Event)
    """The words of the person are known."""
    decided: asyncio.Event = field(default_factory=asyncio.Event)
    """The model said what it makes of them."""
    published: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """Nothing more is replied."""
    billed: asyncio.Event = field(default_factory=asyncio.Event)
    answered: bool = False

    def end(self, reply: str = "", *, interrupted: bool = True) -> None:
        """Nothing more is replied; without words, nothing was."""
        self.reply, self.interrupted = reply, interrupted
        self.decided.set()
        self.over.set()

    def rehearse(self) -> bool:
        """Leave the reply to the conversation. False when it is too late: the turn went out with a reply of the model to come."""
        if self.published.is_set():
            return self.rehearses
        self.rehearses = True
        self.decided.set()
        self.over.set()
        return True

    def responds(self, response: str) -> None:
        """One more response belongs to the reply."""
        self.unbilled.add(response)
        self.billed.clear()

    def bill(self, response: str, input_tokens: int, output_tokens: int) -> None:
        """What one response took."""
        self.input_tokens += input_tokens
        self.output_tokens += output_tokens
        self.unbilled.discard(response)
        if not self.unbilled:
            self.billed.set()


class Exchanges:
    """Those of one call, oldest first."""

    def __init__(
        self,
        turns: Turns,
        clock: SpeechClock,
        speaker: Speaker,
        usage: Callable[[int, int], Usage],
        on_answered: Callable[[Exchange], None],
        rehearse: Callable[[Exchange], Awaitable[None]],
    ) -> None:
        """`usage` makes the bill of so many tokens heard and spoken, `rehearse` has the conversation reply."""
        self._turns, self._clock = turns, clock
        self._speaker: Speaker = speaker
        self._usage, self._on_answered, self._rehearse = usage, on_answered, rehearse
        self._known: dict[str, Exchange] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, item_id: str) -> Exchange:
        """The exchange that begins with this item. Asked again, as after a lost connection, it is the same one."""
        found = self._known.get(item_id)
        if found is None:
            found = self._known[item_id] = Exchange(item_id, self._clock.take())
            task = asyncio.create_task(self._follow(found))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return found

    def said(self, item_id: str, text: str) -> None:
        """The words of an item; they may come after the reply to them."""
        exchange = self.of(item_id)
        if text.strip():
            exchange.text = text.strip()
            exchange.said.set()

    def end_before(self, exchange: Exchange, replied: set[Exchange]) -> None:
        """What was said earlier gets no reply any more, except where one is on its way."""
        for earlier in self._known.values():
            if earlier is exchange:
                return
            if earlier not in replied and not earlier.over.is_set():
                earlier.end()

    def finish(self) -> None:
        """The call is over. What has no reply by now gets its end from `voice-close`."""
        for task in self._tasks:
            task.cancel()
        for exchange in self._known.values():
            if exchange.text:
                self._publish(exchange)
            if exchange.over.is_set():
                self._answer(exchange)

    async def _follow(self, exchange: Exchange) -> None:
        """From what was said to the end of its reply, each fact once."""
        await exchange.said.wait()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(exchange.decided.wait(), DECIDED_S)
        if exchange.rehearses:
            exchange.published.set()
            await self._rehearse(exchange)
            return
        self._publish(exchange)
        await exchange.over.wait()
        if exchange.unbilled:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(exchange.billed.wait(), BILLED_S)
        self._answer(exchange)

    def _publish(self, exchange: Exchange) -> None:
        if exchange.published.is_set():
            return
        exchange.published.set()
        self._turns.put(
            exchange.item_id,
            exchange.text,
            exchange.speech,
            intent=exchange.intent,
            answered_in_call=not exchange.rehearses,
        )
        self._turns.commit(exchange.item_id)

    def _answer(self, exchange: Exchange) -> None:
        """The one end of the turn: what was heard of the reply, or that there was none."""
        if exchange.rehearses or exchange.answered or not exchange.published.is_set():
            return
        exchange.answered = True
        turn_id = self._turns.id_of(exchange.item_id)
        if exchange.reply:
            segments = [Segment(speaker=self._speaker, text=exchange.reply)]
            self._turns.answer(turn_id, segments, self._usage(exchange.input_tokens, exchange.output_tokens))
        else:
            self._turns.cancel(turn_id)
        self._on_answered(exchange)
