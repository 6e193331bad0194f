"""Conversations: begin, list, rename, watch."""

from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Header, Query, Request, Response

from lifeos.contracts import Message, SessionChanged, SessionDeleted, SessionStarted
from lifeos.contracts.api import SessionCreate, SessionPatch
from lifeos.contracts.asks import AskMessages, AskSessions, MessageList, SessionList, SessionView
from lifeos.gateway.accept import start_session
from lifeos.gateway.control import ControlLane, Position
from lifeos.gateway.door import CallerDep, Door, DoorDep, own_session
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.gateway.sse import EventStream

router = APIRouter(prefix="/v1/sessions", tags=["sessions"])
Cursor = Annotated[str | None, Query(pattern=r"^\d{1,19}$")]
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key")]


@router.post("", status_code=201)
async def begin(
    body: SessionCreate, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> SessionView:
    """Begin a conversation without saying anything yet."""
    session_id = uuid5(caller.person_id, f"session:{key or uuid4()}")
    fact = SessionStarted(
        id=str(session_id), person_id=caller.person_id, session_id=session_id, **body.model_dump()
    )
    await start_session(door.bus, door.keeper, fact)
    response.headers["Location"] = f"/v1/sessions/{session_id}"
    return await _view(door, caller, session_id, fact)


@router.get("")
async def list_sessions(
    door: DoorDep,
    caller: CallerDep,
    q: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Cursor = None,
) -> SessionList:
    """Conversations, the latest first; `q` looks in titles and messages."""
    return await door.ask(AskSessions(person_id=caller.person_id, q=q, limit=limit, cursor=cursor))


@router.get("/{session_id}")
async def read(session_id: UUID, door: DoorDep, caller: CallerDep) -> SessionView:
    return await _view(door, caller, session_id)


@router.patch("/{session_id}")
async def change(session_id: UUID, body: SessionPatch, door: DoorDep, caller: CallerDep) -> SessionView:
    """Set persona, language or title. Absent fields stay."""
    await own_session(door, caller, session_id)
    fact = SessionChanged(
        id=str(uuid4()), person_id=caller.person_id, session_id=session_id, **body.model_dump()
    )
    await door.bus.publish(fact)
    return await _view(door, caller, session_id, fact)


@router.delete("/{session_id}", status_code=204)
async def delete(session_id: UUID, door: DoorDep, caller: CallerDep) -> None:
    """Take a conversation off the list. Facts and documents stay; `DELETE /v1/me` erases everything."""
    await own_session(door, caller, session_id)
    fact = SessionDeleted(id=str(session_id), person_id=caller.person_id, session_id=session_id)
    await door.bus.publish(fact)
    door.lanes.recent.remember(fact)


@router.get("/{session_id}/messages")
async def messages(
    session_id: UUID,
    door: DoorDep,
    caller: CallerDep,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Cursor = None,
) -> MessageList:
    """What was said, oldest first."""
    await own_session(door, caller, session_id)
    return await door.ask(
        AskMessages(person_id=caller.person_id, session_id=session_id, limit=limit, cursor=cursor)
    )


@router.get("/{session_id}/events", response_class=Response)
async def events(
    session_id: UUID,
    request: Request,
    door: DoorDep,
    caller: CallerDep,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Everything of this conversation as it happens. `Last-Event-ID` continues without a gap."""
    await own_session(door, caller, session_id)
    after = Position.parse(last_event_id) if last_event_id else None
    return EventStream(ControlLane(door.bus, door.lanes, session_id).events(after), {})


async def _view(door: Door, caller: Caller, session_id: UUID, after: Message | None = None) -> SessionView:
    ask = AskSessions(
        person_id=caller.person_id, session_id=session_id, after=[after.subject] if after else []
    )
    found = (await door.ask(ask)).items
    if not found:
        raise Refused(404, "There is no such session.")
    return found[0]
