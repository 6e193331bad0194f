"""What the router does with each message."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from lifeos.contracts import (
    DeliverableRequested,
    PracticeAnswered,
    PracticeStarted,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
    TurnRouted,
)
from lifeos.contracts.asks import Talk
from lifeos.contracts.turn import IntentGuess
from lifeos.contracts.words import Intent, Locale
from lifeos.grounding.jobs import without_advert
from lifeos.grounding.language import language_of
from lifeos.grounding.letters.wishes import means_the_same_person
from lifeos.grounding.rehearsing import wants_practice
from lifeos.router.asides import asked_language
from lifeos.router.context import Talks, received
from lifeos.router.intents import IntentReader, Reading
from lifeos.router.named import orders_documents, with_what_is_named
from lifeos.router.practising import facts_of, step_of
from lifeos.router.prompts import prompt
from lifeos.router.recipients import last_recipient
from lifeos.router.replying import Replier
from lifeos.router.requests import (
    answers_a_question,
    cv_of_session,
    document_requests,
    wants_a_press,
)
from lifeos.runtime.bus import Bus
from lifeos.runtime.conversation import earlier_turns_answered
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.models import describe
from lifeos.runtime.worker import Worker

CLASSIFY_LENGTH = 2_000


@dataclass(frozen=True)
class Tools:
    bus: Bus
    reader: IntentReader
    ladder: Ladder
    talks: Talks
    replier: Replier

    def health(self) -> dict[str, str]:
        return {"models": describe(self.ladder)}


worker = Worker[Tools]()


class Choice(BaseModel):
    """What a small model thinks that a turn asks for."""

    intents: list[Literal["chat", "cv", "interview", "outreach"]]


async def _in_order(turn: TurnReceived, tools: Tools) -> bool:
    return await earlier_turns_answered(tools.bus, turn)


def _unroutable(turn: TurnReceived, reason: str) -> Sequence[TurnRouted | TurnAnswered]:
    routed = TurnRouted(
        id=turn.id,
        person_id=turn.person_id,
        session_id=turn.session_id,
        channel=turn.channel,
        answered_in_call=turn.answered_in_call,
    )
    return [routed] if turn.answered_in_call else [routed, *_unanswerable(turn, reason)]


def _unanswerable(turn: TurnReceived | TurnRouted, _reason: str) -> list[TurnAnswered]:
    return [
        TurnAnswered(
            id=turn.id,
            person_id=turn.person_id,
            session_id=turn.session_id,
            outcome="failed",
            problem="This turn could not be answered. Your words are kept; please say it again.",
        )
    ]


@worker.handles(
    "router-route",
    ends_at=lambda turn: TurnRouted.address(turn.session_id, turn.id),
    when_parked=_unroutable,
    in_order=_in_order,
    slots=16,
)
async def route(turn: TurnReceived, tools: Tools) -> TurnRouted:
    """Decide what a turn asks for. When unsure it is chat with buttons: no document is started on a guess."""
    talk = await tools.talks.read(turn)
    message = without_advert(turn.request.message).strip()
    reading = tools.reader.read(
        message, pressed=turn.request.intent, cv_exists=cv_of_session(talk, turn.session_id) is not None
    )
    # A round of practice is held by our replies, which such a turn does not get.
    step = (
        None
        if turn.answered_in_call
        else await step_of(tools.bus, turn, talk, asks_elsewhere=orders_documents(reading, message))
    )
    if step:
        return TurnRouted(
            id=turn.id,
            person_id=turn.person_id,
            session_id=turn.session_id,
            channel=turn.channel,
            intents=[IntentGuess(name="interview", confidence=1.0, tier="rule")],
            language=step.language,
            practice=step,
        )
    if wants_a_press(talk, message):
        # Nobody but the person words and approves what goes out: the reply says where.
        reading = Reading([IntentGuess(name="chat", confidence=1.0, tier="rule")])
    intents = reading.intents
    cost_usd = 0.0
    if reading.unsure:
        guesses, cost_usd = await _ask_model(turn, reading, tools)
        intents = guesses or intents
    intents = with_what_is_named(intents, message)
    same_person = None
    if any(intent.name == "outreach" for intent in intents) and means_the_same_person(message):
        same_person = await last_recipient(tools.bus, turn, talk)
    others = any(intent.name in ("interview", "outreach") for intent in intents)
    update = reading.update or (not others and answers_a_question(talk, message))
    return TurnRouted(
        id=turn.id,
        person_id=turn.person_id,
        session_id=turn.session_id,
        channel=turn.channel,
        intents=intents,
        requests=document_requests(
            intents,
            talk,
            turn,
            update=update,
            language=turn.request.document_language or asked_language(message),
            same_person=same_person,
        ),
        language=_language(turn, talk),
        unsure=reading.unsure
        and not wants_practice(message)
        and all(intent.tier != "model" and intent.name != "outreach" for intent in intents),
        answered_in_call=turn.answered_in_call,
        cost_usd=cost_usd,
    )


def _language(turn: TurnReceived, talk: Talk) -> Locale:
    """The language of these words; of the earlier ones when these are too few to tell."""
    chosen = talk.session.locale if talk.session else None
    earlier = "" if chosen else " ".join(spoken.person for spoken in talk.turns[:-1])[-2_000:]
    return language_of(
        without_advert(turn.request.message), chosen or (language_of(earlier) if earlier else None)
    )


async def _ask_model(turn: TurnReceived, reading: Reading, tools: Tools) -> tuple[list[IntentGuess], float]:
    """What a model makes of a turn that the rules are unsure of, and what it took in USD. Nothing without a model."""
    candidates: list[Intent] = [*reading.uncertain_between, "chat"]
    messages = [
        ChatMessage("system", prompt("route").format(candidates=", ".join(candidates))),
        ChatMessage("user", turn.request.message[:CLASSIFY_LENGTH]),
    ]
    found = await tools.ladder.generate("route", messages, Choice, person_id=turn.person_id)
    if found is None:
        return [], 0.0
    names = dict.fromkeys(found.value.intents)
    guesses = [IntentGuess(name=name, confidence=0.8, tier="model") for name in names]
    return guesses, found.usage.as_contract().cost_usd


@worker.handles(
    "router-reply",
    ends_at=lambda routed: TurnAnswered.address(routed.session_id, routed.id),
    when_parked=_unanswerable,
    slots=16,
)
async def reply(routed: TurnRouted, tools: Tools) -> TurnAnswered | None:
    """Answer in the persona's voice, and ask for the one fact that is missed most; unless the call itself replied."""
    if routed.answered_in_call:
        return None
    turn, talk = await tools.talks.of(routed)
    return await tools.replier.answer(turn, routed, talk)


@worker.handles("router-request", slots=16)
async def request(
    asked: TurnRouted | TurnCommitted, tools: Tools
) -> list[DeliverableRequested | PracticeStarted | PracticeAnswered]:
    """Ask for the documents that a turn starts, and put a step of practice on record. No model, so it may publish several.

    What was said in a call starts work when it stands: whichever of the two facts comes second finds the other.
    """
    routed = await _that_stands(asked, tools)
    if routed is None:
        return []
    if routed.practice:
        return [*facts_of(routed, await received(tools.bus, routed))]
    return [
        DeliverableRequested(
            id=DeliverableRequested.id_for(routed.turn_id, wanted.kind, wanted.deliverable),
            person_id=routed.person_id,
            session_id=routed.session_id,
            turn_id=routed.turn_id,
            deliverable=wanted.deliverable,
            kind=wanted.kind,
            version=wanted.version,
            language=wanted.language or routed.language,
            job_id=wanted.job_id,
            brief=wanted.brief,
            cause=routed.subject,
        )
        for wanted in routed.requests
    ]


async def _that_stands(asked: TurnRouted | TurnCommitted, tools: Tools) -> TurnRouted | None:
    """The routed turn, once it is also committed; None before."""
    if isinstance(asked, TurnRouted):
        stands = asked.channel == "chat" or await tools.bus.standing(
            TurnCommitted.address(asked.session_id, asked.id)
        )
        return asked if stands else None
    found = await tools.bus.standing(TurnRouted.address(asked.session_id, asked.id))
    return found.message if found and isinstance(found.message, TurnRouted) else None
