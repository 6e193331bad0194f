"""Jobs that the person is after: a pasted text, what it asks for, where things stand, and how their words fit."""

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Header, Query, Response

from lifeos.contracts import JobChanged, Message, VersionWritten
from lifeos.contracts.asks import (
    AskDeliverable,
    AskDeliverables,
    AskJobs,
    AskMemories,
    DeliverableDetail,
    JobList,
)
from lifeos.contracts.deliverable import Deliverable, Proposal
from lifeos.contracts.job import JOB_TEXT_LIMIT, Fit, JobCreate, JobPatch, JobView
from lifeos.contracts.memory import Memory
from lifeos.gateway.accept import file_of_person, job_added
from lifeos.gateway.documents import detail_of, publish_version, written_of
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.grounding.jobs import find_fit
from lifeos.grounding.jobs.fit import score
from lifeos.grounding.jobs.tailoring import applied
from lifeos.grounding.ledger import said_once

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key")]
PAGE = 200
FEWEST_WORDS = 3


@router.post("", status_code=201)
async def add(
    body: JobCreate, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> JobView:
    """Keep an advert, pasted or brought as a file. What it asks for is read from it at once; instructions in it are not obeyed."""
    text = body.text or await _text_of_file(door, caller, body.file_id)
    fact = job_added(caller.person_id, text, key or str(uuid4()), title=body.title, company=body.company)
    published = await door.bus.publish(fact)
    found = await _job(door, caller, fact.job_id, fact)
    if published.already and found.text != fact.text:
        raise Refused(422, "This Idempotency-Key was used for another job. Use a new key for a new job.")
    response.headers["Location"] = f"/v1/jobs/{fact.job_id}"
    return found


async def _text_of_file(door: Door, caller: Caller, file_id: UUID | None) -> str:
    """What was read of a file that is an advert. Raises Refused."""
    found = await file_of_person(door.bus, caller.person_id, file_id) if file_id else None
    if found is None:
        raise Refused(404, "There is no such file. Bring it first under /v1/files.")
    text = found.read.text[:JOB_TEXT_LIMIT] if found.read else ""
    if len(text.split()) < FEWEST_WORDS:
        raise Refused(409, "No advert was read in this file. Paste its text instead.")
    return text


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

    Without `deliverable` the CV of this job is looked at, else the latest.
    """
    job = await _job(door, caller, job_id)
    cv = await _cv(door, caller, job_id, deliverable)
    document = cv.written.document if cv.written else None
    items = find_fit(job.posting, said_once(await _ledger(door, caller)), document)
    return Fit(
        job_id=job_id,
        deliverable=cv.deliverable.id if cv.deliverable else None,
        before=score(items, frozenset({"present"})),
        after=score(items, frozenset({"present", "shown"})),
        items=items,
    )


@router.post("/{job_id}/changes/{change_id}/accept")
async def accept_change(
    job_id: UUID, change_id: UUID, response: Response, door: DoorDep, caller: CallerDep
) -> Deliverable:
    """Take a change that the advert suggests into the CV of this job. It is a new version; the base CV stays as it is."""
    written, proposal = await _proposed(door, caller, job_id, change_id)
    try:
        document, leaves = applied(written.document, written.leaves, proposal)
    except (ValueError, KeyError, IndexError):
        raise Refused(
            409, "This place of the CV was changed meanwhile. Update the CV to get new proposals."
        ) from None
    return await publish_version(
        door,
        response,
        _without(written, proposal, document=document, leaves=leaves, changes=[proposal.why]),
        written.version + 1,
    )


@router.post("/{job_id}/changes/{change_id}/refuse")
async def refuse_change(
    job_id: UUID, change_id: UUID, response: Response, door: DoorDep, caller: CallerDep
) -> Deliverable:
    """Do not take a change. It is not proposed again."""
    written, proposal = await _proposed(door, caller, job_id, change_id)
    refused = _without(
        written, proposal, refused=[*written.refused, proposal.id], changes=["a proposal was refused"]
    )
    return await publish_version(door, response, refused, written.version + 1)


def _without(written: VersionWritten, proposal: Proposal, **update: object) -> VersionWritten:
    left = [each for each in written.proposals if each.id != proposal.id]
    return written.model_copy(update={"proposals": left, **update})


async def _proposed(
    door: Door, caller: Caller, job_id: UUID, change_id: UUID
) -> tuple[VersionWritten, Proposal]:
    """The newest version of the job's CV that has this proposal. Raises Refused (404, 409)."""
    await _job(door, caller, job_id)
    found = await door.ask(AskDeliverables(person_id=caller.person_id, kind="cv", job_id=job_id))
    for item in found.items:
        written = written_of(await detail_of(door, caller, item.id))
        for proposal in written.proposals:
            if proposal.id == change_id:
                return written, proposal
    raise Refused(
        404, "There is no such change. It may have been taken or refused already; look at the newest version."
    )


async def _job(door: Door, caller: Caller, job_id: UUID, after: Message | None = None) -> JobView:
    ask = AskJobs(person_id=caller.person_id, job_id=job_id, after=[after.subject] if after else [])
    found = (await door.ask(ask)).items
    if not found:
        raise Refused(404, "There is no such job.")
    return found[0]


async def _cv(door: Door, caller: Caller, job_id: UUID, deliverable: UUID | None) -> DeliverableDetail:
    """The named CV; without one that of the job, else the latest."""
    if deliverable is None:
        latest = await door.ask(AskDeliverables(person_id=caller.person_id, kind="cv", limit=30))
        if not latest.items:
            return DeliverableDetail()
        own = [each for each in latest.items if each.job_id == job_id]
        deliverable = (own or latest.items)[0].id
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
