"""A round of practice in the chat: which step a turn is, and what is said to it. No model: feedback names what was noticed."""

import asyncio
from uuid import UUID, uuid5

from lifeos.contracts import (
    PracticeAnswered,
    PracticeReviewed,
    PracticeStarted,
    TurnReceived,
    TurnRouted,
    VersionWritten,
)
from lifeos.contracts.asks import AskDeliverable, Talk
from lifeos.contracts.deliverable import version_id
from lifeos.contracts.pack import Pack
from lifeos.contracts.practice import PracticeStep, Review, chosen_questions
from lifeos.contracts.words import Locale, Speaker
from lifeos.grounding.rehearsing import asks_again, skips_question, stops_practice, wants_practice
from lifeos.router.phrases import phrase
from lifeos.runtime.bus import Bus

PACK_WAIT_S = 5.0
PACK_POLL_S = 0.1
REVIEW_WAIT_S = 3.0
REVIEW_POLL_S = 0.03
NOTICED = 4
"""Findings that are said; the round itself shows all."""


async def step_of(bus: Bus, turn: TurnReceived, talk: Talk, *, asks_elsewhere: bool) -> PracticeStep | None:
    """What the turn is to a round of practice; None when it has to do with none, or when there is no pack to ask from.

    `asks_elsewhere`: it orders documents. The round waits then.
    """
    message, now = turn.request.message, talk.practice
    if turn.request.intent:
        return None
    if wants_practice(message):
        return await _begun(bus, turn, talk)
    if now is None or now.next is None or asks_elsewhere:
        return None
    if asks_again(message):
        return now.model_copy(update={"action": "repeated"})
    if stops_practice(message):
        return now.model_copy(update={"action": "stopped"})
    action = "skipped" if skips_question(message) else "answered"
    return now.model_copy(update={"action": action, "number": now.next})


async def _begun(bus: Bus, turn: TurnReceived, talk: Talk) -> PracticeStep | None:
    """A round with the newest pack, that of the job spoken of before others."""
    packs = [each for each in talk.deliverables if each.kind == "interview_pack" and each.status != "failed"]
    about = [each for each in packs if talk.job_id and each.job_id == talk.job_id]
    for pack in [*about, *packs][:1]:
        written = await _once_written(bus, turn.person_id, pack.id)
        questions = chosen_questions(Pack.model_validate(written.document)) if written else []
        if written and questions:
            return PracticeStep(
                practice=uuid5(turn.turn_id, "practice"),
                action="started",
                deliverable=pack.id,
                language=written.language,
                questions=questions,
            )
    return None


async def _once_written(bus: Bus, person_id: UUID, pack: UUID) -> VersionWritten | None:
    """The pack; one that is being made is there in a moment."""
    end = asyncio.get_running_loop().time() + PACK_WAIT_S
    while True:
        written = (await bus.ask(AskDeliverable(person_id=person_id, deliverable=pack))).written
        if written or asyncio.get_running_loop().time() > end:
            return written
        await asyncio.sleep(PACK_POLL_S)


def facts_of(routed: TurnRouted, turn: TurnReceived) -> list[PracticeStarted | PracticeAnswered]:
    """What the step of a turn puts on record."""
    step = routed.practice
    if step is None or step.action not in ("started", "answered"):
        return []
    if step.action == "started":
        return [
            PracticeStarted(
                id=str(step.practice),
                person_id=routed.person_id,
                session_id=routed.session_id,
                language=step.language,
                deliverable=step.deliverable,
                questions=step.questions,
            )
        ]
    return [
        PracticeAnswered(
            id=version_id(step.practice, step.number),
            person_id=routed.person_id,
            session_id=routed.session_id,
            language=step.language,
            practice=step.practice,
            number=step.number,
            question=step.questions[step.number - 1],
            text=turn.request.message,
            speech=turn.speech,
        )
    ]


async def review_of(bus: Bus, routed: TurnRouted) -> Review | None:
    """The review of the answer that a turn gave; None when it takes longer than somebody waits for a reply."""
    step = routed.practice
    if step is None or step.action != "answered":
        return None
    subject = PracticeReviewed.address(routed.session_id, version_id(step.practice, step.number))
    end = asyncio.get_running_loop().time() + REVIEW_WAIT_S
    while True:
        stored = await bus.standing(subject)
        if stored and isinstance(stored.message, PracticeReviewed):
            return stored.message.review
        if asyncio.get_running_loop().time() > end:
            return None
        await asyncio.sleep(REVIEW_POLL_S)


def practice_lines(
    step: PracticeStep, review: Review | None, language: Locale, speaker: Speaker, *, spoken: bool = False
) -> list[str]:
    """What is said: to the answer, then the next question with its number and why it is asked. In a call the question alone."""
    lines: list[str] = []
    if step.action == "started":
        lines.append(phrase(language, speaker, "practice_started", count=len(step.questions)))
    elif step.action == "stopped":
        return [phrase(language, speaker, "practice_stopped")]
    elif review:
        lines += [finding.text for finding in review.findings[:NOTICED]]
        lines += [phrase(language, speaker, "practice_new")] if review.new else []
    elif step.action == "answered" and not spoken:
        lines.append(phrase(language, speaker, "practice_kept"))
    if step.next is None:
        return [*lines, phrase(language, speaker, "practice_over")]
    question = step.questions[step.next - 1]
    if spoken:
        return [*lines, question.text]
    return [*lines, f"{step.next}/{len(step.questions)}: {question.text}", f"({question.why})"]
