"""What every route about documents shares: reading one, checking the version that was seen, publishing the next."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from lifeos.contracts import DeliverableRequested, VersionPrinted, VersionWritten
from lifeos.contracts.asks import AskDeliverable, DeliverableDetail
from lifeos.contracts.deliverable import Deliverable, Finding, version_id
from lifeos.contracts.letter import MESSAGE_KINDS, Letter, character_limit
from lifeos.contracts.pack import Pack
from lifeos.contracts.resume import Resume
from lifeos.gateway.door import Door
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.lanes import Listener
from lifeos.gateway.problems import Refused
from lifeos.grounding.foreign import foreign_findings
from lifeos.grounding.letters import findings_of

PRINT_WAIT_S = 20.0


async def publish_version(door: Door, response: Response, draft: VersionWritten, number: int) -> Deliverable:
    """Publish version `number` and wait for its print. A version that stands already is a conflict, or the same."""
    id = version_id(draft.deliverable, number)
    fact = draft.model_copy(
        update={
            "id": id, "version": number, "author": "person", "source": "", "cause": None, "turn_id": None,
            "time": VersionWritten.model_fields["time"].get_default(call_default_factory=True),
        }
    )  # fmt: skip
    async with door.lanes.listening(str(draft.deliverable)) as listener:
        published = await door.bus.publish(fact)
        if published.already and not await _same_body(door, fact):
            raise Refused(412, "It changed while you were editing. Look at the newest version and try again.")
        end = await until_printed(door, listener, fact)
    return tagged(response, end.state if end else making(fact))


async def _same_body(door: Door, fact: VersionWritten) -> bool:
    standing = await door.bus.standing(fact.subject)
    return bool(
        standing
        and isinstance(standing.message, VersionWritten)
        and standing.message.body_hash == fact.body_hash
    )


async def until_printed(
    door: Door, listener: Listener, fact: VersionWritten | DeliverableRequested
) -> VersionPrinted | None:
    """The end of a version, if it comes within the time that a request waits."""
    subject = VersionPrinted.address(fact.session_id, version_id(fact.deliverable, fact.version))
    printed = await door.until(listener, subject, PRINT_WAIT_S)
    return printed if isinstance(printed, VersionPrinted) else None


def next_of(written: VersionWritten, id: str) -> DeliverableRequested:
    """The wish to have a document written again from what is known now."""
    return DeliverableRequested(
        id=id,
        person_id=written.person_id,
        session_id=written.session_id,
        deliverable=written.deliverable,
        kind=written.kind,
        version=written.version + 1,
        language=written.language,
        job_id=written.job_id,
    )


def making(fact: VersionWritten | DeliverableRequested) -> Deliverable:
    """The document while its version is being made."""
    return Deliverable(
        id=fact.deliverable,
        kind=fact.kind,
        title=fact.title if isinstance(fact, VersionWritten) else "",
        version=fact.version - 1,
        session_id=fact.session_id,
        job_id=fact.job_id,
        language=fact.language,
    )


async def detail_of(
    door: Door, caller: Caller, deliverable_id: UUID, version: int | None = None
) -> DeliverableDetail:
    """A document of the caller with one version, the newest by default. Raises Refused (404)."""
    found = await door.ask(
        AskDeliverable(person_id=caller.person_id, deliverable=deliverable_id, version=version)
    )
    if found.deliverable is None:
        raise Refused(404, "There is no such document.")
    return found


def seen_in(found: DeliverableDetail, seen: int) -> VersionWritten:
    """The newest version, when it is the one that was seen. Raises Refused (412)."""
    newest = found.written.version if found.written else 0
    if newest != seen:
        raise Refused(
            412,
            "The newest version is {newest}, you saw {seen}. Look at it and try again.",
            newest=newest,
            seen=seen,
        )
    return written_of(found)


def saved_already(found: DeliverableDetail, seen: int, document: dict[str, Any]) -> bool:
    """Whether the newest version is this very change of the version that was seen: its answer was lost, and it is sent again."""
    newest = found.written
    return bool(
        newest and (newest.version, newest.author) == (seen + 1, "person") and newest.document == document
    )


def written_of(found: DeliverableDetail) -> VersionWritten:
    """The version that was asked for. Raises Refused (404)."""
    if found.written is None:
        raise Refused(404, "There is no such version.")
    return found.written


def state_of(found: DeliverableDetail) -> Deliverable:
    """The document as it stands. Raises Refused (404)."""
    if found.deliverable is None:
        raise Refused(404, "There is no such document.")
    return found.deliverable


def tagged(response: Response, state: Deliverable) -> Deliverable:
    """The state, with its version as ETag."""
    response.headers["ETag"] = f'"{state.version}"'
    return state


def valid_document(before: VersionWritten, document: dict[str, object]) -> dict[str, Any]:
    """A person's document as its kind wants it. Raises RequestValidationError or Refused (422) with what to correct."""
    try:
        if before.kind == "cv":
            return Resume.model_validate(document).as_json()
        if before.kind == "interview_pack":
            return Pack.model_validate(document).model_dump(mode="json")
        letter = Letter.model_validate(document)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_input=False)) from None
    length, limit = len(letter.text(before.kind)), character_limit(before.kind, letter.premium)
    if length > limit:
        raise Refused(
            422,
            "This may have {limit} characters; yours has {length}. Shorten it and save it again.",
            limit=limit,
            length=length,
        )
    return letter.model_dump(mode="json")


def findings_in(before: VersionWritten, document: dict[str, Any]) -> list[Finding]:
    """What the rules of its kind notice about an edit; those of a pack stay as they were."""
    if before.kind == "cv":
        return foreign_findings(document, before.language)
    if before.kind not in MESSAGE_KINDS:
        return before.findings
    return findings_of(before.kind, Letter.model_validate(document), before.language)
