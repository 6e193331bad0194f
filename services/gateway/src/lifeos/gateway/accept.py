"""Takes a turn: the same key is the same turn, and accepted means that the bus has it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from lifeos.contracts import JobAdded, SessionStarted, TurnReceived
from lifeos.contracts.asks import AskFile, AskTurn, StoredFile
from lifeos.contracts.turn import TurnRequest
from lifeos.gateway.doorkeeper import Doorkeeper
from lifeos.gateway.limits import DepthGate, Rates
from lifeos.gateway.problems import Refused
from lifeos.grounding.jobs import find_advert, is_advert, job_document, read_posting
from lifeos.runtime.bus import Bus
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.errors import Unavailable

KEY_LIMIT = 200
LOOK_UP_MS = 300


@dataclass(frozen=True)
class Accepted:
    """A turn that the bus has. `replayed`: it was there before this request."""

    received: TurnReceived
    replayed: bool


class Intake:
    """The order at the door: look-up, rate, depth, publish."""

    def __init__(
        self, bus: Bus, door: Doorkeeper, rates: Rates, depth: DepthGate, crash: CrashPoints
    ) -> None:
        self._bus, self._door, self._rates, self._depth, self._crash = bus, door, rates, depth, crash

    async def accept(self, person_id: UUID, request: TurnRequest, key: str) -> Accepted:
        """Raises Refused, or Unavailable when it is unknown whether the bus has it: the same key is then sent again."""
        if not key or len(key) > KEY_LIMIT or not key.isprintable():
            raise Refused(422, "Idempotency-Key must be 1 to {limit} printable characters.", limit=KEY_LIMIT)
        turn_id = uuid5(person_id, key)
        body_hash = _hash(request)
        known = await self._known(person_id, turn_id)
        if known:
            return _same(known, body_hash)
        await self._rates.turn(str(person_id))
        self._depth.check()
        files = [await self._attached(person_id, file_id) for file_id in request.attachments]
        session_id = await self._session(person_id, turn_id, request)
        kept = await self._keep_advert(person_id, request, files)
        if kept:
            request = request.model_copy(update={"job_id": kept})
        received = TurnReceived(
            id=str(turn_id),
            person_id=person_id,
            session_id=session_id,
            request=request,
            request_hash=body_hash,
        )
        self._crash.here("gateway:before-publish")
        published = await self._bus.publish(received, alone_on=TurnReceived.address("*", turn_id))
        self._crash.here("gateway:after-puback")
        if published.already:
            known = await self._known(person_id, turn_id)
            return _same(known or received, body_hash)
        return Accepted(received, replayed=False)

    async def _known(self, person_id: UUID, turn_id: UUID) -> TurnReceived | None:
        """The turn as the stream has it, or store, for as long as the key is remembered."""
        stored = await self._bus.standing(TurnReceived.address("*", turn_id))
        if stored and isinstance(stored.message, TurnReceived):
            return stored.message
        try:
            ask = AskTurn(person_id=person_id, turn_id=turn_id, wait_ms=LOOK_UP_MS)
            return (await self._bus.ask(ask)).received
        except Unavailable:
            # Turns are accepted while store is away; a key older than the stream is then not recognised.
            return None

    async def _attached(self, person_id: UUID, file_id: UUID) -> StoredFile:
        """A file that was brought before the turn. Raises Refused."""
        found = await file_of_person(self._bus, person_id, file_id)
        if found is None:
            raise Refused(
                404, "attachments: there is no such file. Bring it under /v1/files first, then name its id."
            )
        return found

    async def _keep_advert(
        self, person_id: UUID, request: TurnRequest, files: Sequence[StoredFile]
    ) -> UUID | None:
        """An advert that comes with a turn is kept as a job; the same text again is the same job. The turn is then about it."""
        advert = find_advert(request.message)
        text = request.job_description or (request.message[advert.start : advert.end] if advert else "")
        text = text or next((file.read.text for file in files if file.read and is_advert(file.read.text)), "")
        if not text.strip():
            return None
        fact = job_added(person_id, text, hashlib.sha256(text.encode()).hexdigest())
        await self._bus.publish(fact)
        return fact.job_id

    async def _session(self, person_id: UUID, turn_id: UUID, request: TurnRequest) -> UUID:
        if request.session_id:
            if await self._door.owner_of(request.session_id) != person_id:
                raise Refused(404, "There is no such session. Leave session_id out to begin a new one.")
            return request.session_id
        session_id = uuid5(turn_id, "session")
        await start_session(self._bus, self._door, SessionStarted(
            id=str(session_id), person_id=person_id, session_id=session_id, persona=request.persona,
        ))  # fmt: skip
        return session_id


def job_added(
    person_id: UUID, text: str, key: str, *, title: str | None = None, company: str | None = None
) -> JobAdded:
    """A job with what its text asks for; a document of JSON Resume's job schema is kept as the advert that it stands for.

    The same person and key give the same job.
    """
    document = job_document(text)
    if document:
        text, title, company = document.text, title or document.title, company or document.company
    return JobAdded(
        id=str(uuid5(person_id, f"job:{key}")),
        person_id=person_id,
        session_id=person_id,
        text=text,
        posting=read_posting(text, title=title, company=company),
    )


async def file_of_person(bus: Bus, person_id: UUID, file_id: UUID) -> StoredFile | None:
    """A file that the person brought; None when there is none. Raises Unavailable."""
    found = await bus.ask(AskFile(person_id=person_id, file_id=file_id))
    return found if found.received else None


async def start_session(bus: Bus, door: Doorkeeper, fact: SessionStarted) -> None:
    """The fact first, then the owner: a session that nobody owns cannot be used."""
    await bus.publish(fact)
    await door.own_session(fact.session_id, fact.person_id)


def _hash(request: TurnRequest) -> str:
    body = json.dumps(request.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest()


def _same(known: TurnReceived, body_hash: str) -> Accepted:
    if known.request_hash != body_hash:
        raise Refused(
            422, "This Idempotency-Key was used for another message. Use a new key for a new message."
        )
    return Accepted(known, replayed=True)
