"""Turns: send one, watch it, read it, cancel it."""

import re
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse

from lifeos.contracts import TurnAnswered, TurnReceived
from lifeos.contracts.api import TURN_EVENT, Problem, Turn, TurnCompleted
from lifeos.contracts.asks import AskTurn
from lifeos.contracts.turn import TurnRequest
from lifeos.gateway.accept import Accepted
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.problems import Refused, request_id
from lifeos.gateway.sse import EventStream, Frames

router = APIRouter(prefix="/v1", tags=["chat"])
LONGEST_WAIT_S = 300

KeyHeader = Annotated[
    str | None,
    Header(description="The same key is the same turn, however often it is sent. Made up when absent."),
]
PreferHeader = Annotated[str | None, Header(description="`wait=N` seconds (default 60), or `respond-async`.")]
PROBLEMS = {
    status: {"description": text, "content": {"application/problem+json": {"schema": Problem.model_json_schema()}}}
    for status, text in (
        (401, "No valid key"), (404, "No such session"), (413, "Too large"), (422, "Cannot be understood"),
        (429, "Too fast"), (503, "Send the same request again"),
    )
}  # fmt: skip
EXAMPLES = {
    "requestBody": {
        "content": {
            "application/json": {
                "examples": {
                    "story": {
                        "summary": "A story and the wish for a CV",
                        "value": {
                            "message": "My name is Ana López. I was a nurse at Hospital La Paz from 2015 to 2020. "
                            "Please make my CV."
                        },
                    },
                    "button": {
                        "summary": "A pressed button",
                        "value": {"message": "Make it now", "intent": "cv"},
                    },
                }
            }
        }
    }
}


@router.post("/chat/turn", responses={**PROBLEMS, 202: {"model": Turn}}, openapi_extra=EXAMPLES)  # type: ignore[dict-item]
async def send_turn(
    body: TurnRequest,
    request: Request,
    response: Response,
    door: DoorDep,
    caller: CallerDep,
    idempotency_key: KeyHeader = None,
    prefer: PreferHeader = None,
) -> Turn:
    """Say something and wait for the reply and the documents that it starts. 202 when the wait ends first."""
    accepted = await door.intake.accept(caller.person_id, body, idempotency_key or str(uuid4()))
    turn = await door.watcher.wait(accepted, _wait(prefer, door.settings.turn_wait_s))
    if turn.status == "working":
        response.status_code = 202
    response.headers["Location"] = f"/v1/turns/{turn.id}"
    return turn


@router.post(
    "/chat/stream",
    responses={
        **PROBLEMS,  # type: ignore[dict-item]
        200: {
            "content": {"text/event-stream": {"itemSchema": TURN_EVENT.json_schema()}},
            "description": "Events",
        },
    },
    openapi_extra=EXAMPLES,
    response_class=Response,
)
async def stream_turn(
    body: TurnRequest,
    request: Request,
    door: DoorDep,
    caller: CallerDep,
    idempotency_key: KeyHeader = None,
    prefer: PreferHeader = None,
) -> Response:
    """The same as `/turn`, event by event. Folding the events gives the body of `/turn`."""
    accepted = await door.intake.accept(caller.person_id, body, idempotency_key or str(uuid4()))
    frames = _frames(door, accepted, _wait(prefer, door.settings.turn_wait_s), request_id(request))
    return EventStream(frames, {"Location": f"/v1/turns/{accepted.received.id}"})


async def _frames(door: Door, accepted: Accepted, wait_s: float, request: str) -> Frames:
    async for shown, turn in door.watcher.watch(accepted, wait_s, request):
        if shown is not None:
            yield shown.event, shown.position
        else:
            # Without an id when the wait is over: the reader resumes where the events ended.
            yield TurnCompleted(turn=turn), door.lanes.position if turn.status != "working" else ""


@router.get("/turns/{turn_id}", responses=PROBLEMS)  # type: ignore[arg-type]
async def read_turn(turn_id: UUID, door: DoorDep, caller: CallerDep) -> Turn:
    """A turn as it stands."""
    return await door.watcher.read(await _received(door, caller, turn_id))


@router.post("/turns/{turn_id}/cancel", status_code=202, responses=PROBLEMS)  # type: ignore[arg-type]
async def cancel_turn(turn_id: UUID, door: DoorDep, caller: CallerDep) -> JSONResponse:
    """End the reply. Documents that it started are finished all the same. Too late is no error."""
    received = await _received(door, caller, turn_id)
    await door.bus.publish(
        TurnAnswered(
            id=received.id,
            person_id=received.person_id,
            session_id=received.session_id,
            outcome="cancelled",
            cause=received.subject,
        )
    )
    turn = await door.watcher.read(received)
    return JSONResponse(turn.model_dump(mode="json"), 202)


async def _received(door: Door, caller: Caller, turn_id: UUID) -> TurnReceived:
    stored = await door.bus.standing(TurnReceived.address("*", turn_id))
    received = stored.message if stored else None
    if received is None:
        received = (await door.ask(AskTurn(person_id=caller.person_id, turn_id=turn_id))).received
    if not isinstance(received, TurnReceived) or received.person_id != caller.person_id:
        raise Refused(404, "There is no such turn.")
    return received


def _wait(prefer: str | None, default: int) -> float:
    """RFC 7240: `respond-async` does not wait; `wait=N` waits N seconds, at most five minutes."""
    if prefer and "respond-async" in prefer:
        return 0.0
    found = re.search(r"wait=(\d{1,4})", prefer or "")
    return float(min(int(found[1]), LONGEST_WAIT_S)) if found else float(default)
