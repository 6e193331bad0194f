"""What thinks in a call. In most profiles it is the conversation itself: each thing said becomes a turn, and the words of its reply
are spoken."""

import asyncio
import contextlib
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from livekit.agents import AgentSession, llm
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    APIConnectOptions,
    NotGivenOr,
)

from lifeos.contracts import TurnAnswered
from lifeos.contracts.call import Speech
from lifeos.contracts.turn import Segment
from lifeos.contracts.words import Locale, Speaker
from lifeos.runtime import telemetry
from lifeos.voice.phrases import phrase
from lifeos.voice.speaking import SpeechClock
from lifeos.voice.turns import NoReply, NotAccepted, Turns, Words

FILLER_AFTER_S = 1.2


@dataclass
class Spoken:
    """One reply on its way to the ear: who says what from which character on."""

    turn_id: UUID | None = None
    text: str = ""
    starts: list[tuple[int, Speaker]] = field(default_factory=list[tuple[int, Speaker]])
    filler_length: int = 0
    """Characters at the beginning that only filled a silence and are no part of the reply."""
    reported: bool = False
    """Whether it was told how much of it was heard."""

    def add(self, speaker: Speaker, text: str) -> None:
        if not self.starts or self.starts[-1][1] != speaker:
            self.starts.append((len(self.text), speaker))
        self.text += text

    def speaker_at(self, offset: int) -> Speaker | None:
        """Who says the character at `offset`."""
        return next((speaker for start, speaker in reversed(self.starts) if start <= offset), None)

    def heard(self, length: int) -> list[Segment]:
        """The first `length` characters, by speaker, without what is no part of the reply."""
        ends = [start for start, _ in self.starts[1:]] + [len(self.text)]
        found: list[Segment] = []
        for (start, speaker), end in zip(self.starts, ends, strict=True):
            text = self.text[max(start, self.filler_length) : min(end, length)].strip()
            if text:
                found.append(Segment(speaker=speaker, text=text))
        return found


class Brain(ABC):
    """What replies in a call, and how the agent library drives it."""

    model: llm.LLM[Any] | llm.RealtimeModel
    instructions: str = ""
    tools: Sequence[llm.Tool] = ()

    def __init__(self, turns: Turns, clock: SpeechClock, language: Locale, speaker: Speaker) -> None:
        self.turns, self.clock = turns, clock
        self.language: Locale = language
        self.speaker: Speaker = speaker
        self.spoken = Spoken(reported=True)
        """The reply that is spoken now, or was spoken last, where its speakers are told apart."""
        self.on_heard: Callable[[Spoken, int, bool], None] = lambda _spoken, _length, _interrupted: None
        """Called once for each reply: how many of its characters were heard, and whether it was interrupted."""
        self.rehearsing = False
        """While an interview is rehearsed the conversation asks the questions, whoever replies otherwise."""
        self.on_silence: Callable[[], None] = lambda: None
        """Called when nothing was replied, and nobody spoke into it."""
        self.on_answer: Callable[[TurnAnswered], None] = lambda _answer: None
        """Called with each end that came from the conversation."""
        self.on_aside: Callable[[str], None] = lambda _text: None
        """Called with a reply that the call has to say, since the model does not."""

    @property
    def lost(self) -> bool:
        """True once it will not reply any more in this call."""
        return False

    @property
    def keeps_silent(self) -> bool:
        """True while somebody else replies to what is said."""
        return False

    async def reply(
        self, item_id: str, text: str, speech: Speech | None, *, stands: bool = False
    ) -> AsyncGenerator[Words]:
        """What the conversation replies, as `Turns.reply_to`, or one honest sentence on why it does not."""
        try:
            async with contextlib.aclosing(
                self.turns.reply_to(item_id, text, speech, stands=stands)
            ) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Words):
                        yield piece
                    else:
                        self.on_answer(piece)
        except NotAccepted:
            telemetry.logger().warning("a turn waits for the bus")
            yield Words(self.speaker, phrase(self.language, "bus_away"))
        except NoReply:
            telemetry.logger().warning("nobody replied in time")
            yield Words(self.speaker, phrase(self.language, "no_reply"))

    @abstractmethod
    def attend(self, session: AgentSession[Any], model_session: llm.RealtimeSession[Any] | None) -> None:
        """Called once, when the session runs."""

    @abstractmethod
    def person_said(self, item: llm.ChatMessage) -> None:
        """The person had finished; what they said stands."""

    @abstractmethod
    def agent_said(self, item: llm.ChatMessage) -> None:
        """A reply was played, to its end or until somebody spoke into it."""

    @abstractmethod
    def finish(self) -> None:
        """The call is over: put on record what is not yet."""


class BusBrain(Brain):
    """Thinks nothing itself: the bus replies."""

    def __init__(
        self,
        turns: Turns,
        clock: SpeechClock,
        language: Locale,
        speaker: Speaker,
    ) -> None:
        super().__init__(turns, clock, language, speaker)
        self.model = _Conversation(self)

    def attend(self, session: AgentSession[Any], model_session: llm.RealtimeSession[Any] | None) -> None:
        """The agent library asks it for each reply."""

    def person_said(self, item: llm.ChatMessage) -> None:
        self.turns.commit(item.id)

    def agent_said(self, item: llm.ChatMessage) -> None:
        length = len(item.text_content or "") if item.interrupted else len(self.spoken.text)
        self.on_heard(self.spoken, length, item.interrupted)

    def begin(self, turn_id: UUID) -> Spoken:
        """A new reply. Of the last one nothing was heard, unless somebody said so."""
        self.finish()
        self.spoken = Spoken(turn_id=turn_id)
        return self.spoken

    def finish(self) -> None:
        if not self.spoken.reported:
            self.on_heard(self.spoken, 0, True)


class _Conversation(llm.LLM[Any]):
    """What the agent library takes for a model."""

    def __init__(self, brain: BusBrain) -> None:
        super().__init__()
        self._brain = brain

    @property
    def model(self) -> str:
        return "conversation"

    @property
    def provider(self) -> str:
        return "lifeos"

    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, object]] = NOT_GIVEN,
    ) -> llm.LLMStream:
        return _Replying(self, self._brain, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class _Replying(llm.LLMStream):
    """One reply. What the library cancels when the person speaks into it ends the turn too."""

    def __init__(
        self,
        model: llm.LLM[Any],
        brain: BusBrain,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        conn_options: APIConnectOptions,
    ) -> None:
        super().__init__(model, chat_ctx=chat_ctx, tools=tools, conn_options=conn_options)
        self._brain = brain

    async def _run(self) -> None:
        said = next((each for each in reversed(self._chat_ctx.messages()) if each.role == "user"), None)
        text = (said.text_content or "").strip() if said else ""
        if said is None or not text:
            return
        brain = self._brain
        spoken = brain.begin(brain.turns.id_of(said.id))
        filler = asyncio.create_task(self._fill(spoken))
        try:
            async with contextlib.aclosing(brain.reply(said.id, text, brain.clock.take())) as replied:
                async for words in replied:
                    filler.cancel()
                    self._say(spoken, words.speaker, words.text)
        finally:
            filler.cancel()

    async def _fill(self, spoken: Spoken) -> None:
        """Silence is filled once, and only when it gets long."""
        await asyncio.sleep(FILLER_AFTER_S)
        if not spoken.text:
            text = phrase(self._brain.language, "filler") + " "
            spoken.filler_length = len(text)
            self._say(spoken, self._brain.speaker, text)

    def _say(self, spoken: Spoken, speaker: Speaker, text: str) -> None:
        if not text:
            return
        spoken.add(speaker, text)
        self._event_ch.send_nowait(
            llm.ChatChunk(id=str(spoken.turn_id), delta=llm.ChoiceDelta(role="assistant", content=text))
        )
