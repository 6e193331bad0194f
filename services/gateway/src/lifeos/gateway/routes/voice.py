"""Calls: a token to talk, and what LiveKit reports."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Header, Request, Response

from lifeos.contracts import CallEnded, CallStarted, SessionStarted
from lifeos.contracts.asks import AskCalls, AskPerson, AskSessions
from lifeos.contracts.call import CallLine, CallOrder, caller_identity
from lifeos.contracts.call_api import CallList, CallPin, CallToken, CallTokenRequest, CallWish
from lifeos.contracts.words import Locale, Persona
from lifeos.gateway.accept import start_session
from lifeos.gateway.calls import (
    NO_NUMBER,
    OFF,
    CallDesk,
    Report,
    check_standard_fields,
    room_of,
)
from lifeos.gateway.door import CallerDep, Door, DoorDep, own_session
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused
from lifeos.runtime import telemetry
from lifeos.runtime.errors import Unavailable

router = APIRouter(tags=["voice"])
OWN_END_S = 4.0
"""How long the agent has to say itself how a call ended, before the door says it."""
LOOK_S = 0.2
ANSWERED_WITHIN_S = (2.5, 2.5, 5.0, 10.0)
"""Pauses between looks whether an agent is in the room. A cold one takes two seconds."""


def _desk(door: Door) -> CallDesk:
    if door.calls is None:
        raise Refused(503, OFF)
    return door.calls


@router.post("/v1/voice/token", status_code=201)
async def token(body: CallTokenRequest, door: DoorDep, caller: CallerDep) -> CallToken:
    """Let the person into a call of one conversation. There is one call of a conversation: coming again takes it over."""
    desk = _desk(door)
    order = await _order(door, desk, caller, body)
    check_standard_fields(body, room_of(order.session_id), caller_identity(caller.person_id))
    await _begin(door, body, order)
    await desk.send_agent(room_of(order.session_id), order)
    return desk.token(order, body.participant_name or "")


@router.post("/v1/voice/pin", status_code=201)
async def pin(body: CallWish, door: DoorDep, caller: CallerDep) -> CallPin:
    """Let the person into one call by telephone, within ten minutes. A new PIN replaces the one before."""
    desk, number = _desk(door), door.settings.phone_number
    if not number:
        raise Refused(503, NO_NUMBER)
    order = await _order(door, desk, caller, body, "phone")
    await door.rates.pin(str(caller.person_id))
    await _begin(door, body, order)
    digits, until = await door.pins.make(order)
    return CallPin(pin=digits, number=number, session_id=order.session_id, expires_at=until)


async def _order(
    door: Door, desk: CallDesk, caller: Caller, body: CallWish, line: CallLine = "web"
) -> CallOrder:
    """What the agent is told. Raises Refused for somebody else's conversation, and for a language that is not heard."""
    if body.session_id:
        await own_session(door, caller, body.session_id)
    persona, language = await _wishes(door, caller.person_id, body)
    desk.check_language(language)
    return CallOrder(
        person_id=caller.person_id,
        session_id=body.session_id or uuid4(),
        persona=persona,
        language=language,
        line=line,
        traceparent=telemetry.inject().get("traceparent", ""),
    )


async def _begin(door: Door, body: CallWish, order: CallOrder) -> None:
    """Start the conversation, unless it was named."""
    if body.session_id is None:
        await start_session(door.bus, door.keeper, SessionStarted(
            id=str(order.session_id), person_id=order.person_id, session_id=order.session_id,
            persona=order.persona, locale=order.language,
        ))  # fmt: skip


async def _wishes(door: Door, person_id: UUID, body: CallWish) -> tuple[Persona, Locale]:
    """With whom and in which language: as asked, else as the conversation goes, else as the person set it."""
    person = await door.ask(AskPerson(person_id=person_id))
    persona, language = person.persona, person.locale
    if body.session_id:
        found = (await door.ask(AskSessions(person_id=person_id, session_id=body.session_id))).items
        if found:
            persona, language = found[0].persona, found[0].locale or language
    return body.persona or persona, body.language or language


@router.get("/v1/sessions/{session_id}/calls")
async def calls(session_id: UUID, door: DoorDep, caller: CallerDep) -> CallList:
    """The calls of a conversation, oldest first."""
    await own_session(door, caller, session_id)
    found = await door.ask(AskCalls(person_id=caller.person_id, session_id=session_id))
    return CallList(items=found.items)


@router.post("/v1/livekit/webhook", status_code=204, include_in_schema=False)
async def report(request: Request, door: DoorDep, authorization: Annotated[str, Header()] = "") -> Response:
    """LiveKit says who came and left. Signed with its key; nobody else is believed."""
    desk = _desk(door)
    found = desk.report((await request.body()).decode("utf-8", "replace"), authorization)
    if found:
        # Answered at once: LiveKit sends the reports of a room one after the other.
        task = asyncio.create_task(_after(door, desk, found))
        _under_way.add(task)
        task.add_done_callback(_under_way.discard)
    return Response(status_code=204)


_under_way: set[asyncio.Task[None]] = set()


async def _after(door: Door, desk: CallDesk, found: Report) -> None:
    try:
        match found.what:
            case "person_left":
                await desk.close_room(found.room)
            case "person_joined":
                await _see_that_somebody_answers(door, desk, found)
            case "agent_left":
                if not await _ended(door, found, OWN_END_S):
                    await _see_that_somebody_answers(door, desk, found)
            case "room_gone":
                await _end(door, found)
    except Unavailable as error:
        telemetry.logger().warning("call not looked after", what=found.what, why=str(error))


async def _see_that_somebody_answers(door: Door, desk: CallDesk, found: Report) -> None:
    """A dispatch is lost when no agent is free at that moment: look again, a few times. The order is the one that LiveKit
    remembers; where it forgot it in a restart, it is made anew as the conversation goes. A telephone call's room carries it."""
    person_id = await door.keeper.owner_of(found.session_id)
    if person_id is None:
        return
    order = found.order or await _order_anew(door, person_id, found.session_id)
    for pause in ANSWERED_WITHIN_S:
        await asyncio.sleep(pause)
        # What LiveKit remembers of a telephone call asks for the PIN, which works once.
        if await desk.send_agent(found.room, order, again=found.order is None):
            return


async def _order_anew(door: Door, person_id: UUID, session_id: UUID) -> CallOrder:
    persona, language = await _wishes(door, person_id, CallTokenRequest(session_id=session_id))
    return CallOrder(person_id=person_id, session_id=session_id, persona=persona, language=language)


async def _end(door: Door, found: Report) -> None:
    """Put the end of a call on record whose agent could not do so itself."""
    person_id = await door.keeper.owner_of(found.session_id)
    started = await door.bus.standing(CallStarted.address(found.session_id, found.call))
    if person_id is None or started is None or await _ended(door, found, OWN_END_S):
        return
    seconds = (datetime.now(UTC) - started.message.time).total_seconds()
    await door.bus.publish(
        CallEnded(
            id=str(found.call),
            person_id=person_id,
            session_id=found.session_id,
            reason="failed",
            seconds=round(max(0.0, seconds), 1),
        )
    )


async def _ended(door: Door, found: Report, seconds: float) -> bool:
    """Whether the call has its end, or gets it within this time."""
    end = asyncio.get_running_loop().time() + seconds
    while not await door.bus.standing(CallEnded.address(found.session_id, found.call)):
        if asyncio.get_running_loop().time() > end:
            return False
        await asyncio.sleep(LOOK_S)
    return True
