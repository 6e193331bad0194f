"""What people think of replies and documents."""

from uuid import uuid4

from fastapi import APIRouter

from lifeos.contracts import FeedbackGiven
from lifeos.contracts.asks import AskFeedback, FeedbackList
from lifeos.contracts.feedback import Remark
from lifeos.gateway.door import CallerDep, DoorDep

router = APIRouter(prefix="/v1/feedback", tags=["feedback"])


@router.post("", status_code=201)
async def give(body: Remark, door: DoorDep, caller: CallerDep) -> Remark:
    """Say what you think of a reply or a document. The latest about a thing counts; no fact about you comes of it."""
    fact = FeedbackGiven(
        id=str(uuid4()), person_id=caller.person_id, session_id=caller.person_id, remark=body
    )
    await door.bus.publish(fact)
    door.lanes.recent.remember(fact)
    return body


@router.get("")
async def list_feedback(door: DoorDep, caller: CallerDep) -> FeedbackList:
    """Your own latest remark about each thing."""
    return await door.ask(AskFeedback(person_id=caller.person_id))
