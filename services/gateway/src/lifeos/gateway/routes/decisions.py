"""Approving and sending messages. Every decision is a command that is decided once, from everything said before it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Header, Response

from lifeos.contracts import DecisionAsked, DecisionMade, SendEnded, VersionWritten
from lifeos.contracts.api import DecisionRequest, Sending
from lifeos.contracts.asks import AskAudit, AskDeliverable, Audit
from lifeos.contracts.decision import REASONS, Verb
from lifeos.contracts.deliverable import Deliverable
from lifeos.contracts.letter import (
    MESSAGE_KINDS,
    PROBLEMS,
    Letter,
    Way,
    character_limit,
    mailto,
    problems,
    way_of,
)
from lifeos.gateway.documents import detail_of, state_of, tagged, written_of
from lifeos.gateway.door import CallerDep, Door, DoorDep, IfMatchDep
from lifeos.gateway.problems import Refused
from lifeos.gateway.sentences import Sentence
from lifeos.runtime.errors import Unavailable

router = APIRouter(prefix="/v1/deliverables", tags=["messages"])
KeyHeader = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]
Body = DecisionRequest | None

DECIDE_WAIT_S = 10.0
SEND_WAIT_S = 20.0
NO_SERVER = (
    "No mail server is set up here, so nothing was sent. Download the e-mail (format=eml), or open it in your own mail program, "
    'and then press "I sent it".'
)
HAPPENS: dict[Way, str] = {
    "email": "One e-mail with exactly this text goes to this address.",
    "linkedin": 'Nothing is sent from here. Copy the text, open LinkedIn, send it yourself, then press "I sent it".',
    "paper": 'Nothing is sent from here. Download it, attach it yourself, then press "I sent it".',
}
BY_HAND = 'Nothing is sent from here: no mail server is set up. Open it in your own mail program, then press "I sent it".'


@dataclass
class Press:
    """A button that was pressed under a version, and everything that a decision about it needs."""

    deliverable_id: UUID
    seen: IfMatchDep
    response: Response
    door: DoorDep
    caller: CallerDep
    body: Body = None
    key: KeyHeader = None

    async def decided(self, verb: Verb) -> Deliverable:
        """The document after the decision. Raises Refused with the reason, Unavailable while it is not known."""
        found = await detail_of(self.door, self.caller, self.deliverable_id, self.seen)
        if found.written is None:
            raise Refused(
                412, "There is no version {seen}. Look at the newest one and try again.", seen=self.seen
            )
        person_id, nonce = self.caller.person_id, self.key or str(uuid4())
        asked = DecisionAsked(
            id=DecisionAsked.id_for(person_id, verb, self.deliverable_id, nonce),
            person_id=person_id,
            session_id=found.written.session_id,
            deliverable=self.deliverable_id,
            version=self.seen,
            sha256=(self.body.sha256 if self.body else None) or found.written.body_hash,
            verb=verb,
        )
        async with self.door.lanes.listening(asked.id) as listener:
            await self.door.bus.publish(asked)
            verdict = DecisionMade.address(asked.session_id, asked.id)
            made = await self.door.until(listener, verdict, DECIDE_WAIT_S)
            if not isinstance(made, DecisionMade):
                raise Unavailable("the decision is not made yet; it will be")
            if not made.granted:
                raise _no(made, found.written)
            if verb == "send":
                await self.door.until(listener, SendEnded.address(made.session_id, made.id), SEND_WAIT_S)
        after = AskDeliverable(person_id=person_id, deliverable=self.deliverable_id, after=[made.subject])
        return tagged(self.response, state_of(await self.door.ask(after)))


def _no(made: DecisionMade, written: VersionWritten) -> Refused:
    """Why a decision is not granted, and what to do."""
    why = made.refusal or "no_such_version"
    status = 412 if why == "changed" else 409
    if why != "not_ready":
        return Refused(status, REASONS[why])
    found = problems(written.kind, Letter.model_validate(written.document))
    told = [Sentence(PROBLEMS[each.rule], {"detail": each.detail}) for each in found]
    return Refused(status, REASONS[why], problems=told)


PressDep = Annotated[Press, Depends()]


@router.get("/{deliverable_id}/sending")
async def preview(deliverable_id: UUID, door: DoorDep, caller: CallerDep) -> Sending:
    """The exact text and recipient that an approval would be bound to, and what sending would do."""
    written = written_of(await detail_of(door, caller, deliverable_id))
    if written.kind not in MESSAGE_KINDS:
        raise Refused(409, REASONS["not_a_message"])
    letter = Letter.model_validate(written.document)
    way, text = way_of(written.kind, letter.recipient), letter.text(written.kind)
    by_server = way == "email" and await _has_server(door)
    return Sending(
        version=written.version,
        sha256=written.body_hash,
        way=way,
        recipient=letter.recipient,
        subject=letter.subject,
        text=text,
        characters=len(text),
        limit=character_limit(written.kind, letter.premium),
        findings=written.findings,
        happens=BY_HAND if way == "email" and not by_server else HAPPENS[way],
        by_server=by_server,
        mailto=mailto(letter, written.kind) if way == "email" else None,
    )


@router.get("/{deliverable_id}/audit")
async def audit(deliverable_id: UUID, door: DoorDep, caller: CallerDep) -> Audit:
    """Everything that was decided, when, about which exact text; refused decisions too."""
    await detail_of(door, caller, deliverable_id)
    return await door.ask(AskAudit(person_id=caller.person_id, deliverable=deliverable_id))


@router.post("/{deliverable_id}/approve")
async def approve(press: PressDep) -> Deliverable:
    """Approve the exact text and recipient of the version that was seen. Nothing is sent by it."""
    return await press.decided("approve")


@router.post("/{deliverable_id}/reject")
async def reject(press: PressDep) -> Deliverable:
    """Say no to a version. It stays readable; an edit makes a new one."""
    return await press.decided("reject")


@router.post("/{deliverable_id}/send")
async def send(press: PressDep) -> Deliverable:
    """Send the approved e-mail, once. Waits for what becomes of it, at most 20 s."""
    written = written_of(await detail_of(press.door, press.caller, press.deliverable_id))
    if written.kind in MESSAGE_KINDS:
        letter = Letter.model_validate(written.document)
        if way_of(written.kind, letter.recipient) == "email" and not await _has_server(press.door):
            raise Refused(409, NO_SERVER)
    return await press.decided("send")


@router.post("/{deliverable_id}/mark-sent")
async def mark_sent(press: PressDep) -> Deliverable:
    """The person sent the approved text themselves, or knows that a mail arrived."""
    return await press.decided("mark_sent")


@router.post("/{deliverable_id}/replied")
async def replied(
    deliverable_id: UUID, response: Response, door: DoorDep, caller: CallerDep, key: KeyHeader = None
) -> Deliverable:
    """They answered: no follow-up is suggested any more."""
    written = written_of(await detail_of(door, caller, deliverable_id))
    return await Press(deliverable_id, written.version, response, door, caller, None, key).decided("replied")


async def _has_server(door: Door) -> bool:
    """Unless outreach says that there is none. While it does not answer, a command waits for it on the bus."""
    return not (await door.health.look()).parts.get("mail", "").startswith("off")
