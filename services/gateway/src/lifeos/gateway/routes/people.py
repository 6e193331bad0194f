"""For another front end's server: name its people, and get a short token for one of them."""

from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter
from fastapi import Path as InPath

from lifeos.contracts import PersonRegistered
from lifeos.contracts.api import AppPerson, PersonPut, PersonToken, TokenRequest
from lifeos.gateway.door import AppDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused

router = APIRouter(prefix="/v1", tags=["people"])


@router.put("/people/{external_id:path}")
async def name(
    external_id: Annotated[str, InPath(min_length=1, max_length=200)],
    body: PersonPut,
    door: DoorDep,
    app: AppDep,
) -> AppPerson:
    """Name one of your people. The first call makes them; a later one changes nothing."""
    return AppPerson(id=await _person(door, app, external_id, body), external_id=external_id)


@router.post("/tokens", status_code=201)
async def trade(body: TokenRequest, door: DoorDep, app: AppDep) -> PersonToken:
    """A bearer that stands for one of your people for a quarter of an hour. It ends with your key, too."""
    person_id = await _person(door, app, body.external_id, PersonPut())
    token, until = door.keeper.token_for(app, person_id)
    return PersonToken(token=token, person_id=person_id, expires_at=until)


async def _person(door: Door, app: Caller, external_id: str, said: PersonPut) -> UUID:
    """Two front ends may use the same external id: each has its own people."""
    if not external_id.isprintable():
        raise Refused(422, "An external id has printable characters only.")
    person_id = uuid5(app.person_id, f"person:{external_id}")
    if door.keeper.is_gone(person_id):
        raise Refused(410, "Everything of this person was erased. Use another external id to begin anew.")
    label = said.label or external_id[:120]
    await door.bus.publish(
        PersonRegistered(
            id=str(person_id), person_id=person_id, session_id=person_id, label=label, locale=said.locale
        )
    )
    return person_id
