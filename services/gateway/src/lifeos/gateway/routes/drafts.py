"""Documents that are asked for by a form, and ones that are brought up to date."""

from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Header, Response

from lifeos.contracts import DeliverableRequested
from lifeos.contracts.api import DocumentAsked
from lifeos.contracts.asks import AskDeliverable, AskJobs, AskPerson
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.letter import MESSAGE_KINDS
from lifeos.contracts.words import Locale
from lifeos.gateway.documents import detail_of, making, next_of, seen_in, state_of, tagged, until_printed
from lifeos.gateway.door import CallerDep, Door, DoorDep, IfMatchDep, own_session
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused

router = APIRouter(prefix="/v1/deliverables", tags=["deliverables"])
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]


@router.post("", status_code=201)
async def ask_for(
    body: DocumentAsked, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> Deliverable:
    """Make a document from what was told so far. Waits until it is printed, at most 20 s; else it is still `making`."""
    if body.kind in MESSAGE_KINDS and body.brief is None:
        raise Refused(422, "brief: say for whom the message is, and why.")
    if body.session_id:
        await own_session(door, caller, body.session_id)
    deliverable = uuid5(caller.person_id, f"deliverable:{key or uuid4()}")
    fact = DeliverableRequested(
        id=DeliverableRequested.id_for(deliverable, body.kind, deliverable),
        person_id=caller.person_id,
        session_id=body.session_id or caller.person_id,
        deliverable=deliverable,
        kind=body.kind,
        version=1,
        language=await _language(door, caller, body),
        job_id=body.job_id,
        brief=body.brief,
    )
    response.headers["Location"] = f"/v1/deliverables/{deliverable}"
    return tagged(response, await _made(door, fact))


@router.post("/{deliverable_id}/update")
async def update(
    deliverable_id: UUID,
    seen: IfMatchDep,
    response: Response,
    door: DoorDep,
    caller: CallerDep,
    key: KeyHeader = None,
) -> Deliverable:
    """Write it again from what is known now: what was taken back is gone, what was added is in. It is a new version."""
    written = seen_in(await detail_of(door, caller, deliverable_id), seen)
    fact = next_of(written, str(uuid5(deliverable_id, f"update:{key or uuid4()}")))
    return tagged(response, await _made(door, fact))


async def _made(door: Door, fact: DeliverableRequested) -> Deliverable:
    async with door.lanes.listening(str(fact.deliverable)) as listener:
        await door.bus.publish(fact)
        end = await until_printed(door, listener, fact)
    if end is None:
        return making(fact)
    ask = AskDeliverable(person_id=fact.person_id, deliverable=fact.deliverable, after=[end.subject])
    return state_of(await door.ask(ask))


async def _language(door: Door, caller: Caller, body: DocumentAsked) -> Locale:
    """What was asked for, what the recipient reads, the advert's language, the person's own."""
    if body.job_id:
        found = (await door.ask(AskJobs(person_id=caller.person_id, job_id=body.job_id))).items
        if not found:
            raise Refused(404, "There is no such job.")
        advert: Locale | None = found[0].language
    else:
        advert = None
    reads = body.brief.recipient.language if body.brief else None
    if body.language or reads or advert:
        return body.language or reads or advert or "en"
    return (await door.ask(AskPerson(person_id=caller.person_id))).locale
