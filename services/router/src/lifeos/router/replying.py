"""Writes the reply: by the model that the ladder names, else from the personas' own phrases."""

import asyncio
from dataclasses import dataclass

from lifeos.contracts import MemoryLearned, ReplyDelta, ReplyReset, TurnAnswered, TurnReceived, TurnRouted
from lifeos.contracts.asks import AskFile, StoredFile, Talk
from lifeos.contracts.memory import Question
from lifeos.contracts.personas import persona_card
from lifeos.contracts.practice import PracticeStep
from lifeos.contracts.turn import Reply, Segment, Suggestion, Usage
from lifeos.contracts.words import LANGUAGE_NAMES, Locale, Persona, Speaker
from lifeos.grounding.rehearsing import wants_practice
from lifeos.router.offline import file_lines, offline_segments
from lifeos.router.phrases import phrase
from lifeos.router.practising import practice_lines, review_of
from lifeos.router.prompts import prompt
from lifeos.router.requests import wants_a_press
from lifeos.runtime.bus import Bus
from lifeos.runtime.conversation import told_to_a_model
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import DonePiece, Ladder, ResetPiece, TextPiece

LEARN_WAIT_S = 0.4
LEARN_POLL_S = 0.005
COALESCE_S = 0.02
HISTORY = 8
ASKED_FOR_A_LIST = frozenset({"jobs", "schools"})
"""Questions that are answered by writing lines; in a call each fact is asked for instead."""


@dataclass(frozen=True)
class Situation:
    """All that a reply is made from."""

    turn: TurnReceived
    routed: TurnRouted
    talk: Talk
    learned: MemoryLearned | None
    files: tuple[StoredFile, ...] = ()

    @property
    def persona(self) -> Persona:
        return self.turn.request.persona or self.talk.persona

    @property
    def language(self) -> Locale:
        return self.learned.language if self.learned else self.routed.language

    @property
    def question(self) -> Question | None:
        """The one thing to ask now. A turn that made nothing known repeats no older question, and whoever waits for their
        practice is asked nothing else."""
        if wants_practice(self.turn.request.message):
            return None
        questions = self.learned.questions if self.learned else self.talk.questions
        if self.spoken:
            questions = [each for each in questions if each.slot not in ASKED_FOR_A_LIST]
        return questions[0] if questions else None

    @property
    def read_back(self) -> Question | None:
        """The question, when it repeats what was heard in a call."""
        return self.question if self.question and self.question.reads_back else None

    @property
    def spoken(self) -> bool:
        """The reply is heard, not read: short, one thing at a time, nothing that is only seen."""
        return self.turn.channel == "voice"

    @property
    def needs_translation(self) -> bool:
        """A document is made in another language than the talk."""
        wanted = {request.language for request in self.routed.requests if request.language}
        return bool(wanted - {self.language})


class Replier:
    """Answers one turn at a time; holds no state between turns."""

    def __init__(self, bus: Bus, ladder: Ladder) -> None:
        self._bus, self._ladder = bus, ladder

    async def answer(self, turn: TurnReceived, routed: TurnRouted, talk: Talk) -> TurnAnswered:
        """The reply in full; its words are shown live while they come."""
        situation = Situation(turn, routed, talk, await self._learned(turn), await self._files(turn))
        if routed.practice:
            return await self._practised(situation, routed.practice)
        segments: list[Segment] = []
        usage = Usage()
        # Of what is left to a press a model might say that it is done.
        if not wants_a_press(talk, turn.request.message):
            segments, usage = await self._with_model(situation)
        if not segments:
            segments = offline_segments(situation)
            await self._show(situation, segments)
        question = situation.question
        return TurnAnswered(
            id=turn.id,
            person_id=turn.person_id,
            session_id=turn.session_id,
            outcome="replied",
            persona=situation.persona,
            reply=Reply(text="\n\n".join(segment.text for segment in segments), segments=segments),
            suggestions=suggestions(situation),
            questions=[question] if question else [],
            usage=usage,
        )

    async def _practised(self, situation: Situation, step: PracticeStep) -> TurnAnswered:
        """What was noticed about an answer, and the next question."""
        speaker = speakers(situation.persona)[-1]
        # In a call the feedback waits in the panel: whoever rehearses wants the next question.
        review = None if situation.spoken else await review_of(self._bus, situation.routed)
        lines = practice_lines(step, review, step.language, speaker, spoken=situation.spoken)
        segments = [Segment(speaker=speaker, text="\n\n".join(lines))]
        await self._show(situation, segments)
        return TurnAnswered(
            id=situation.turn.id,
            person_id=situation.turn.person_id,
            session_id=situation.turn.session_id,
            outcome="replied",
            persona=situation.persona,
            reply=Reply(text=segments[0].text, segments=segments),
        )

    async def _learned(self, turn: TurnReceived) -> MemoryLearned | None:
        """What was learned from this very turn, if it is known within 400 ms."""
        end = asyncio.get_running_loop().time() + LEARN_WAIT_S
        while True:
            stored = await self._bus.standing(MemoryLearned.address(turn.session_id, turn.id))
            if stored and isinstance(stored.message, MemoryLearned):
                return stored.message
            if asyncio.get_running_loop().time() > end:
                return None
            await asyncio.sleep(LEARN_POLL_S)

    async def _files(self, turn: TurnReceived) -> tuple[StoredFile, ...]:
        """What was read of the files that came with the turn; none while store does not answer."""
        found: list[StoredFile] = []
        for file_id in turn.request.attachments:
            try:
                found.append(await self._bus.ask(AskFile(person_id=turn.person_id, file_id=file_id)))
            except Unavailable:
                continue
        return tuple(file for file in found if file.received)

    async def _with_model(self, situation: Situation) -> tuple[list[Segment], Usage]:
        """Segments by a model, or none when no model is configured or all failed; and what that cost."""
        speaker = speakers(situation.persona)[-1]
        text, shown, usage = "", 0, Usage()
        last = asyncio.get_running_loop().time() - COALESCE_S
        async for piece in self._ladder.stream(
            "talk", messages_for(situation), person_id=situation.turn.person_id
        ):
            match piece:
                case TextPiece():
                    text += piece.text
                    if asyncio.get_running_loop().time() - last >= COALESCE_S:
                        shown = await self._grow(situation, speaker, text, shown)
                        last = asyncio.get_running_loop().time()
                case ResetPiece():
                    text, shown = "", 0
                    await self._bus.show(
                        ReplyReset(session_id=situation.turn.session_id, turn_id=situation.turn.turn_id)
                    )
                case DonePiece():
                    usage = piece.usage.as_contract()
        if not text.strip() or usage.rung == "offline":
            return [], Usage(cost_usd=usage.cost_usd)
        if read_back := situation.read_back:
            # What a yes confirms must have been said word for word: no model puts it differently.
            text = f"{text.rstrip()}\n\n{read_back.text}"
        await self._grow(situation, speaker, text, shown)
        return [Segment(speaker=speaker, text=text)], usage

    async def _grow(self, situation: Situation, speaker: Speaker, text: str, shown: int) -> int:
        if len(text) > shown:
            await self._bus.show(
                ReplyDelta(
                    session_id=situation.turn.session_id,
                    turn_id=situation.turn.turn_id,
                    offset=shown,
                    speaker=speaker,
                    text=text[shown:],
                )
            )
        return len(text)

    async def _show(self, situation: Situation, segments: list[Segment]) -> None:
        """Offline words are there at once; they are shown sentence by sentence all the same, one way for the page."""
        offset = 0
        for position, segment in enumerate(segments):
            text = segment.text if position == 0 else f"\n\n{segment.text}"
            await self._bus.show(
                ReplyDelta(
                    session_id=situation.turn.session_id,
                    turn_id=situation.turn.turn_id,
                    offset=offset,
                    speaker=segment.speaker,
                    text=text,
                )
            )
            offset += len(text)


def speakers(persona: Persona) -> list[Speaker]:
    """Who talks. `both` is Mariana, then Antonio."""
    return ["mariana", "antonio"] if persona == "both" else [persona]


def suggestions(situation: Situation) -> list[Suggestion]:
    """Buttons: what the turn may have meant, and "make it now" whenever there is something to make it from."""
    language, speaker = situation.language, speakers(situation.persona)[-1]
    started = {request.kind for request in situation.routed.requests}
    known = bool(situation.talk.memories or (situation.learned and situation.learned.facts))
    if "cv" in started or not (known or situation.routed.unsure):
        return []
    return [Suggestion(label=phrase(language, speaker, "make_cv"), intent="cv")]


def _asked_by_the_model(situation: Situation) -> str:
    if situation.read_back:
        return "none; ask nothing, what was heard is read back after your words"
    return situation.question.text if situation.question else "none; say that the essentials are there"


def messages_for(situation: Situation) -> list[ChatMessage]:
    """The conversation as a model sees it: instructions, the last turns, this message."""
    facts = [*situation.talk.memories, *(situation.learned.facts if situation.learned else [])]
    changes = situation.learned.changes if situation.learned else []
    system = prompt("talk").format(
        persona=persona_card(situation.persona).instructions,
        language=LANGUAGE_NAMES[situation.language],
        facts=told_to_a_model(facts),
        started=", ".join(request.kind for request in situation.routed.requests) or "nothing",
        files="; ".join(file_lines(situation, speakers(situation.persona)[-1])) or "none",
        changes="; ".join(f"{c.label} {c.field}: {c.before} -> {c.after or 'taken out'}" for c in changes)
        or "none",
        question=_asked_by_the_model(situation),
    )
    if situation.spoken:
        system = f"{system}\n\n{prompt('spoken')}"
    messages = [ChatMessage("system", system)]
    for spoken in situation.talk.turns[:-1][-HISTORY:]:
        messages.append(ChatMessage("user", spoken.person[:4_000]))
        if spoken.reply:
            messages.append(ChatMessage("assistant", spoken.reply.text))
    return [*messages, ChatMessage("user", situation.turn.request.message)]
