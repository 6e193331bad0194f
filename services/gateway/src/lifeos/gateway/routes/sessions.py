"""Conversations: begin, list, rename, watch."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Header, Query, Request, Response

from lifeos.contracts import Message, SessionChanged, SessionDeleted, SessionStarted, names
from lifeos.contracts.api import SessionCreate, SessionPatch
from lifeos.contracts.asks import AskMessages, AskSessions, MessageList, SessionList, SessionView
from lifeos.contracts.base import Contract
from lifeos.gateway.accept import start_session
from lifeos.gateway.door import CallerDep, Door, DoorDep, own_session
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.events import event_of
from lifeos.gateway.lanes import Heard, Listener
from lifeos.gateway.problems import Refused
from lifeos.gateway.sse import EventStream
from lifeos.runtime.bus import decode
from lifeos.runtime.errors import Rejected
from lifeos.runtime.follow import Follower

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
    await door.bus.publish(
        SessionDeleted(id=str(session_id), person_id=caller.person_id, session_id=session_id)
    )


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
    return EventStream(_control_lane(door, session_id, _sequence(last_event_id)), {})


async def _control_lane(
    door: Door, session_id: UUID, after: int | None
) -> AsyncGenerator[tuple[Contract, str] | None]:
    turn_of: dict[UUID, UUID] = {}
    replayed = after or 0
    async with door.lanes.listening(str(session_id)) as listener:
        if after is not None:
            upto = door.lanes.life.last
            async for heard in _replay(door, session_id, after + 1, upto):
                event = event_of(heard.message, turn_of)
                if event:
                    yield event, heard.position
            replayed = upto
        while not listener.overrun:
            heard = await listener.next(30)
            if heard is None or (isinstance(heard.message, Message) and _at(heard) <= replayed):
                continue
            event = event_of(heard.message, turn_of)
            if event:
                yield event, heard.position


async def _replay(door: Door, session_id: UUID, start: int, upto: int) -> AsyncGenerator[Heard]:
    """Facts of a session from the stream, by a consumer of its own that ends with it."""
    if start > upto:
        return
    caught = Listener()
    marks: list[int] = []

    async def take(message: object, sequence: int) -> None:
        marks.append(sequence)
        try:
            fact = decode(message.subject, message.data)  # type: ignore[attr-defined]
        except Rejected:
            return
        caught.give(Heard(fact, f"{sequence}-0-0"))

    follower = Follower(door.bus, names.LIFE, f"life.*.*.*.{session_id}.*", take)
    await follower.start(from_sequence=start)
    try:
        while (heard := await caught.next(0.3)) is not None:
            yield heard
            if _at(heard) >= upto:
                return
    finally:
        await follower.stop()


def _at(heard: Heard) -> int:
    return int(heard.position.split("-")[0])


def _sequence(last_event_id: str | None) -> int | None:
    if last_event_id is None:
        return None
    head = last_event_id.split("-")[0]
    if not head.isdigit():
        raise Refused(422, "Last-Event-ID is not one of ours.")
    return int(head)


async def _view(door: Door, caller: Caller, session_id: UUID, after: Message | None = None) -> SessionView:
    ask = AskSessions(
        person_id=caller.person_id, session_id=session_id, after=[after.subject] if after else []
    )
    found = (await door.ask(ask)).items
    if not found:
        raise Refused(404, "There is no such session.")
    return found[0]
