"""Jobs that the person is after: a pasted text, what it asks for, where things stand, and how their words fit."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Header, Query, Response

from lifeos.contracts import JobChanged, Message
from lifeos.contracts.asks import (
    AskDeliverable,
    AskDeliverables,
    AskJobs,
    AskMemories,
    DeliverableDetail,
    JobList,
)
from lifeos.contracts.job import Fit, JobCreate, JobPatch, JobView
from lifeos.contracts.memory import Memory
from lifeos.gateway.accept import job_added
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.grounding.jobs import find_fit
from lifeos.grounding.jobs.fit import score
from lifeos.grounding.ledger import said_once

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key")]
PAGE = 200


@router.post("", status_code=201)
async def add(
    body: JobCreate, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> JobView:
    """Keep a pasted advert. What it asks for is read from it at once; instructions in it are not obeyed."""
    fact = job_added(caller.person_id, body.text, key or str(uuid4()), title=body.title, company=body.company)
    published = await door.bus.publish(fact)
    found = await _job(door, caller, fact.job_id, fact)
    if published.already and found.text != body.text:
        raise Refused(422, "This Idempotency-Key was used for another job. Use a new key for a new job.")
    response.headers["Location"] = f"/v1/jobs/{fact.job_id}"
    return found


@router.get("")
async def list_jobs(
    door: DoorDep,
    caller: CallerDep,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Annotated[str | None, Query(pattern=r"^\d{1,19}$")] = None,
) -> JobList:
    """The latest first."""
    return await door.ask(AskJobs(person_id=caller.person_id, limit=limit, cursor=cursor))


@router.get("/{job_id}")
async def read(job_id: UUID, door: DoorDep, caller: CallerDep) -> JobView:
    return await _job(door, caller, job_id)


@router.patch("/{job_id}")
async def change(job_id: UUID, body: JobPatch, door: DoorDep, caller: CallerDep) -> JobView:
    """Set where things stand, the next step and its day. Nothing happens by itself on that day."""
    await _job(door, caller, job_id)
    fact = JobChanged(
        id=str(uuid4()),
        person_id=caller.person_id,
        session_id=caller.person_id,
        job_id=job_id,
        **body.model_dump(),
    )
    await door.bus.publish(fact)
    return await _job(door, caller, job_id, fact)


@router.get("/{job_id}/fit")
async def fit(job_id: UUID, door: DoorDep, caller: CallerDep, deliverable: UUID | None = None) -> Fit:
    """Each requirement: shown by the CV, shown by what the person said, or missing. Nothing is ever added to the CV by it.

    Without `deliverable` the latest CV is looked at.
    """
    job = await _job(door, caller, job_id)
    cv = await _cv(door, caller, deliverable)
    document = cv.written.document if cv.written else None
    items = find_fit(job.posting, said_once(await _ledger(door, caller)), document)
    return Fit(
        job_id=job_id,
        deliverable=cv.deliverable.id if cv.deliverable else None,
        before=score(items, frozenset({"present"})),
        after=score(items, frozenset({"present", "shown"})),
        items=items,
    )


async def _job(door: Door, caller: Caller, job_id: UUID, after: Message | None = None) -> JobView:
    ask = AskJobs(person_id=caller.person_id, job_id=job_id, after=[after.subject] if after else [])
    found = (await door.ask(ask)).items
    if not found:
        raise Refused(404, "There is no such job.")
    return found[0]


async def _cv(door: Door, caller: Caller, deliverable: UUID | None) -> DeliverableDetail:
    if deliverable is None:
        latest = await door.ask(AskDeliverables(person_id=caller.person_id, kind="cv", limit=1))
        if not latest.items:
            return DeliverableDetail()
        deliverable = latest.items[0].id
    found = await door.ask(AskDeliverable(person_id=caller.person_id, deliverable=deliverable))
    if found.deliverable is None or found.deliverable.kind != "cv":
        raise Refused(404, "There is no such CV.")
    return found


async def _ledger(door: Door, caller: Caller) -> list[Memory]:
    """Every fact that stands."""
    found: list[Memory] = []
    cursor: str | None = None
    while True:
        page = await door.ask(AskMemories(person_id=caller.person_id, limit=PAGE, cursor=cursor))
        found += [view.memory for view in page.items if not (view.retracted or view.superseded)]
        if page.next is None:
            return found
        cursor = page.next
