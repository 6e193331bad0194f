"""After an interview: what the person tells becomes facts and a change of the CV, each only when they say so."""

from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Header, Response

from lifeos.contracts import DebriefConfirmed, DebriefRead, DebriefTold, DeliverableRequested
from lifeos.contracts.asks import AskDebrief, AskJobs, StoredDebrief
from lifeos.contracts.debrief import DebriefConfirm, DebriefRequest, DebriefView
from lifeos.gateway.documents import detail_of, next_of, written_of
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.looking_over import understood, without
from lifeos.gateway.problems import Refused

PATH = "/v1/debriefs"
router = APIRouter(prefix=PATH, tags=["practice"])
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
READ_WAIT_S = 10.0


@router.post("", status_code=201)
async def tell(
    body: DebriefRequest, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> DebriefView:
    """Tell how an interview went. Answers with what was understood; nothing of it is a fact before it is confirmed."""
    if body.job_id and not (await door.ask(AskJobs(person_id=caller.person_id, job_id=body.job_id))).items:
        raise Refused(404, "There is no such job.")
    told = DebriefTold(
        id=str(uuid5(caller.person_id, f"debrief:{key or uuid4()}")),
        person_id=caller.person_id,
        session_id=caller.person_id,
        text=body.text,
        language=body.language,
        job_id=body.job_id,
    )
    return await told_and_read(door, caller, told, response)


@router.get("/{debrief_id}")
async def read(debrief_id: UUID, door: DoorDep, caller: CallerDep) -> DebriefView:
    """What was understood of a debrief, to be looked over."""
    return _view(await _stored(door, caller, debrief_id))


@router.post("/{debrief_id}/confirm")
async def confirm(debrief_id: UUID, body: DebriefConfirm, door: DoorDep, caller: CallerDep) -> DebriefView:
    """It was understood rightly, save what is left out. With `update_cv` the CV is written again with it, as a new version."""
    found = await _stored(door, caller, debrief_id)
    if found.read is None or not found.read.facts:
        raise Refused(409, "Nothing new was understood, so there is nothing to confirm.")
    fact = DebriefConfirmed(
        id=str(debrief_id),
        person_id=caller.person_id,
        session_id=caller.person_id,
        facts=without(found.read.facts, set(body.leave_out)),
    )
    published = await door.bus.publish(fact)
    after = await _stored(door, caller, debrief_id, [fact.subject])
    if published.already and after.confirmed and after.confirmed.facts != fact.facts:
        raise Refused(409, "It was confirmed already. Correct or take back single facts under /v1/memories.")
    view = _view(after)
    if body.update_cv and view.cv and fact.facts:
        cv = written_of(await detail_of(door, caller, view.cv.deliverable))
        await door.bus.publish(next_of(cv, DeliverableRequested.id_for(debrief_id, "update", cv.deliverable)))
        return view.model_copy(update={"updating": view.cv.deliverable})
    return view


async def told_and_read(door: Door, caller: Caller, told: DebriefTold, response: Response) -> DebriefView:
    """Publish what was told and wait for what was understood, at most 10 s; after that it is still `reading`."""
    response.headers["Location"] = f"{PATH}/{told.id}"
    async with door.lanes.listening(told.id) as listener:
        published = await door.bus.publish(told)
        if published.already and await door.says_otherwise(told):
            raise Refused(
                422, "This Idempotency-Key was used for another debrief. Use a new key for a new one."
            )
        read = await door.until(listener, DebriefRead.address(told.session_id, told.id), READ_WAIT_S)
    return _view(await _stored(door, caller, told.debrief_id, [(read or told).subject]))


async def _stored(
    door: Door, caller: Caller, debrief_id: UUID, after: list[str] | None = None
) -> StoredDebrief:
    found = await door.ask(AskDebrief(person_id=caller.person_id, debrief=debrief_id, after=after or []))
    if found.told is None:
        raise Refused(404, "There is no such debrief.")
    return found


def _view(found: StoredDebrief) -> DebriefView:
    assert found.told
    read, confirmed = found.read, found.confirmed
    facts = confirmed.facts if confirmed else read.facts if read else []
    if confirmed:
        status = "confirmed"
    elif read is None:
        status = "reading"
    else:
        status = "failed" if read.failed else "understood" if facts else "nothing_new"
    return DebriefView(
        id=found.told.debrief_id,
        occasion=found.told.occasion,
        status=status,
        text=found.told.text,
        language=read.language if read else found.told.language or "en",
        job_id=found.told.job_id,
        facts=understood(facts, found.about),
        cv=read.cv if read else None,
    )
