"""Practising an interview, one question at a time."""

from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Header, Query, Response

from lifeos.contracts import DebriefTold, PracticeAnswered, PracticeReviewed, PracticeStarted
from lifeos.contracts.asks import AskDeliverables, AskPractice, AskRounds, RoundList, StoredPractice
from lifeos.contracts.debrief import DebriefView
from lifeos.contracts.deliverable import version_id
from lifeos.contracts.pack import Pack
from lifeos.contracts.practice import Answered, AnswerRequest, PracticeRequest, PracticeView, chosen_questions
from lifeos.gateway.documents import detail_of, written_of
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.gateway.routes.debriefs import told_and_read
from lifeos.runtime.errors import Unavailable

router = APIRouter(prefix="/v1/practice", tags=["practice"])
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
REVIEW_WAIT_S = 10.0


@router.post("", status_code=201)
async def start(
    body: PracticeRequest, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> PracticeView:
    """Begin a round with questions of an interview pack, the ones without a story first."""
    deliverable = body.deliverable or await _latest_pack(door, caller)
    written = written_of(await detail_of(door, caller, deliverable))
    if written.kind != "interview_pack":
        raise Refused(409, "Questions come from an interview pack. Name one, or ask for one first.")
    questions = chosen_questions(Pack.model_validate(written.document), body.rounds, body.count)
    if not questions:
        raise Refused(409, "This pack has no question of these rounds. Leave rounds out to take all.")
    practice = uuid5(caller.person_id, f"practice:{key or uuid4()}")
    fact = PracticeStarted(
        id=str(practice),
        person_id=caller.person_id,
        session_id=written.session_id,
        deliverable=deliverable,
        language=written.language,
        questions=questions,
    )
    await door.bus.publish(fact)
    response.headers["Location"] = f"/v1/practice/{practice}"
    return await _view(door, caller, practice, fact.subject)


@router.get("")
async def list_rounds(
    door: DoorDep,
    caller: CallerDep,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Annotated[str | None, Query(pattern=r"^\d{1,19}$")] = None,
) -> RoundList:
    """Rounds of practice, by form and in the chat, the latest first."""
    return await door.ask(AskRounds(person_id=caller.person_id, limit=limit, cursor=cursor))


@router.get("/{practice_id}")
async def read(practice_id: UUID, door: DoorDep, caller: CallerDep) -> PracticeView:
    """The round as far as it got: the answers with their reviews, and the next question."""
    return await _view(door, caller, practice_id)


@router.post("/{practice_id}/answers")
async def answer(practice_id: UUID, body: AnswerRequest, door: DoorDep, caller: CallerDep) -> PracticeView:
    """Answer a question. An answer stands; the same one again is the same. Waits for its review."""
    found = await _stored(door, caller, practice_id)
    if found.started is None or body.number > len(found.started.questions):
        raise Refused(422, "number: this round has no question with this number.")
    fact = PracticeAnswered(
        id=version_id(practice_id, body.number),
        person_id=caller.person_id,
        session_id=found.started.session_id,
        practice=practice_id,
        number=body.number,
        language=found.started.language,
        question=found.started.questions[body.number - 1],
        text=body.text,
    )
    async with door.lanes.listening(str(practice_id)) as listener:
        published = await door.bus.publish(fact)
        if published.already and await door.says_otherwise(fact):
            raise Refused(
                409, "This question was answered already. Go on with the next one, or begin a new round."
            )
        reviewed = await door.until(
            listener, PracticeReviewed.address(fact.session_id, fact.id), REVIEW_WAIT_S
        )
    if reviewed is None:
        raise Unavailable("the answer is kept and not reviewed yet")
    return await _view(door, caller, practice_id, reviewed.subject)


@router.post("/{practice_id}/answers/{number}/keep", status_code=201)
async def keep(
    practice_id: UUID, number: int, response: Response, door: DoorDep, caller: CallerDep
) -> DebriefView:
    """Keep what was new in an answer as a story: it is understood like a debrief, and confirmed like one."""
    found = await _stored(door, caller, practice_id)
    review = next((each.review for each in found.reviewed if each.number == number), None)
    if found.started is None or review is None:
        raise Refused(409, "This answer is not reviewed yet. Answer the question first.")
    if not review.new:
        raise Refused(409, "Nothing in this answer was new, so there is nothing to keep.")
    told = DebriefTold(
        id=str(uuid5(practice_id, f"keep:{number}")),
        person_id=caller.person_id,
        session_id=caller.person_id,
        occasion="practice",
        text=". ".join(review.new) + ".",
        language=found.started.language,
    )
    return await told_and_read(door, caller, told, response)


async def _latest_pack(door: Door, caller: Caller) -> UUID:
    ask = AskDeliverables(person_id=caller.person_id, kind="interview_pack", limit=1)
    items = (await door.ask(ask)).items
    if not items:
        raise Refused(409, "There is no interview pack yet. Ask for one, then practise with it.")
    return items[0].id


async def _stored(door: Door, caller: Caller, practice: UUID, after: str | None = None) -> StoredPractice:
    ask = AskPractice(person_id=caller.person_id, practice=practice, after=[after] if after else [])
    found = await door.ask(ask)
    if found.started is None:
        raise Refused(404, "There is no such round of practice.")
    return found


async def _view(door: Door, caller: Caller, practice: UUID, after: str | None = None) -> PracticeView:
    found = await _stored(door, caller, practice, after)
    assert found.started
    reviews = {each.number: each.review for each in found.reviewed}
    questions, done = found.started.questions, {each.number for each in found.answered}
    number = next((n for n in range(1, len(questions) + 1) if n not in done), len(questions) + 1)
    return PracticeView(
        id=practice,
        deliverable=found.started.deliverable,
        language=found.started.language,
        number=number,
        total=len(questions),
        question=questions[number - 1] if number <= len(questions) else None,
        answers=[
            Answered(number=each.number, text=each.text, review=reviews.get(each.number))
            for each in sorted(found.answered, key=lambda each: each.number)
        ],
    )
