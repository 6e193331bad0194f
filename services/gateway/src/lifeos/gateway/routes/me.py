"""The account: who am I, everything you have, forget me; log in and out."""

import io
import json
import time
import zipfile
from uuid import uuid4

from fastapi import APIRouter, Request, Response

from lifeos.contracts import PersonChanged, PersonErased
from lifeos.contracts.api import LoginRequest, PersonPatch
from lifeos.contracts.asks import AskExport, AskPerson, PersonView
from lifeos.contracts.base import Contract
from lifeos.gateway.door import CallerDep, Door, DoorDep, same_origin_only, the_caller, the_key
from lifeos.gateway.doorkeeper import COOKIE, COOKIE_DAYS, Caller
from lifeos.gateway.problems import NO_KEY, Refused

router = APIRouter(prefix="/v1", tags=["me"])
ERASE_WAIT_S = 10.0


class Receipt(Contract):
    """What was erased where."""

    erasure_id: str
    done: bool
    places: dict[str, str]


@router.post("/login", status_code=204)
async def login(body: LoginRequest, request: Request, response: Response, door: DoorDep) -> None:
    """Trade a key, or the one-time token of a login link, for the page's cookie."""
    same_origin_only(request)
    caller = door.keeper.by_key(body.key) if body.key else None
    if body.token:
        caller = await door.keeper.by_login_token(body.token)
    if caller is None:
        await door.rates.stranger(request.client.host if request.client else "unknown")
        raise Refused(401, NO_KEY)
    response.set_cookie(
        COOKIE,
        door.keeper.cookie_for(caller),
        max_age=COOKIE_DAYS * 86_400,
        httponly=True,
        samesite="strict",
        secure=door.settings.cookie_secure,
    )


@router.get("/login")
async def whose(request: Request, door: DoorDep) -> PersonView | None:
    """Who is logged in on this page: the person, or null. A page that asks is no stranger who tries keys."""
    cookie = request.cookies.get(COOKIE)
    if not cookie or door.keeper.by_cookie(cookie) is None:
        return None
    return await me(door, await the_caller(await the_key(request, door)))


@router.post("/logout", status_code=204)
async def logout(response: Response) -> None:
    response.delete_cookie(COOKIE)


@router.get("/me")
async def me(door: DoorDep, caller: CallerDep) -> PersonView:
    """The account and its keys; never the keys themselves."""
    return await door.ask(AskPerson(person_id=caller.person_id))


@router.patch("/me")
async def change(body: PersonPatch, door: DoorDep, caller: CallerDep) -> PersonView:
    """Set language, usual persona or goal, or agree to what happens with your words. Absent fields stay."""
    fact = PersonChanged(
        id=str(uuid4()), person_id=caller.person_id, session_id=caller.person_id, **body.model_dump()
    )
    await door.bus.publish(fact)
    return await door.ask(AskPerson(person_id=caller.person_id, after=[fact.subject]))


@router.get("/me/export", response_class=Response)
async def export(door: DoorDep, caller: CallerDep) -> Response:
    """Everything in one ZIP: every message as JSON, every file."""
    events, hashes = await _everything(door, caller)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("events.json", json.dumps(events, ensure_ascii=False, indent=1))
        for sha256 in hashes:
            content = await door.files.get(caller.person_id, sha256) if door.files else None
            if content is not None:
                bundle.writestr(f"files/{sha256}", content)
    headers = {"Content-Disposition": 'attachment; filename="life-os-export.zip"'}
    return Response(archive.getvalue(), headers=headers, media_type="application/zip")


async def _everything(door: Door, caller: Caller) -> tuple[list[dict[str, object]], list[str]]:
    events: list[dict[str, object]] = []
    page = await door.ask(AskExport(person_id=caller.person_id))
    events += page.events
    while page.next is not None:
        page = await door.ask(AskExport(person_id=caller.person_id, from_sequence=page.next))
        events += page.events
    return events, page.files


@router.delete("/me")
async def forget(response: Response, door: DoorDep, caller: CallerDep) -> Receipt:
    """Erase everything about the caller, everywhere. There is no way back."""
    erasure_id = uuid4()
    await door.bus.publish(
        PersonErased(
            id=str(caller.person_id),
            person_id=caller.person_id,
            session_id=caller.person_id,
            erasure_id=erasure_id,
        )
    )
    end, done = time.monotonic() + ERASE_WAIT_S, False
    while not done and time.monotonic() < end:
        # Erased facts never come back to store, so this read must not wait for any.
        view = await door.bus.ask(AskPerson(person_id=caller.person_id))
        done = view.erased and not view.label and not view.keys
    response.delete_cookie(COOKIE)
    if not done:
        response.status_code = 202
    state = "erased" if done else "being erased; it goes on by itself"
    places = {"keys": state, "conversations": state, "documents": state, "files": state, "bus": state}
    return Receipt(erasure_id=str(erasure_id), done=done, places=places)
