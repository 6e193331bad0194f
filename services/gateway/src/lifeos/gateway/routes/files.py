"""Files that people bring: a CV as PDF, Word or text, JSON Resume, Reactive Resume, LinkedIn's export."""

from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Query, Request, Response

from lifeos.contracts import FileConfirmed, FileRead, FileReceived
from lifeos.contracts.asks import AskFile, StoredFile
from lifeos.contracts.file import FileConfirm, FileProblem, FileView
from lifeos.contracts.words import Locale
from lifeos.gateway.door import CallerDep, Door, DoorDep
from lifeos.gateway.doorkeeper import Caller
from lifeos.gateway.looking_over import understood, without
from lifeos.gateway.problems import Refused
from lifeos.grounding.jobs import is_advert

PATH = "/v1/files"
router = APIRouter(prefix=PATH, tags=["files"])
READ_WAIT_S = 30.0

DETAILS: dict[FileProblem, str] = {
    "unknown_kind": "This is no PDF, Word file, plain text, JSON Resume, Reactive Resume or LinkedIn export. Bring one of these.",
    "encrypted": "It is protected with a password. Save it without one and bring it again.",
    "too_many_pages": "It has more pages than a CV has. Bring the pages that are about you.",
    "no_text": "There are only pictures in it, no text. Bring a file whose text can be marked, or paste the text into the chat.",
    "too_long": "There is more text in it than in any CV. Bring the part that is about you.",
    "macros": "It holds a macro. Save it as a plain .docx or as a PDF and bring that.",
    "bomb": "It would unfold into far more than a CV. Bring the CV itself.",
    "broken": "It is damaged and could not be opened. Save it again and bring it once more, or paste the text into the chat.",
    "too_slow": "It could not be read in a reasonable time. Save it as plain text, or paste the text into the chat.",
    "nothing_found": "Nothing about you was understood in it. Paste the text into the chat, and tell what it is about.",
    "lost": "The file store has lost it. Bring it once more.",
}


@router.post("", status_code=201)
async def bring(
    request: Request,
    response: Response,
    door: DoorDep,
    caller: CallerDep,
    name: Annotated[str, Query(max_length=200)] = "file",
    language: Locale | None = None,
) -> FileView:
    """Bring a file: its bytes are the body. What it is, is found from its content. Nothing of it is a fact before it is confirmed."""
    content = await request.body()
    if not content:
        raise Refused(422, "The file is empty. Send its bytes as the body.")
    if door.files is None:
        raise Refused(409, "No place for files is set up here. Paste the text into the chat.")
    sha256 = await door.files.put(caller.person_id, content)
    file_id = uuid5(caller.person_id, f"file:{sha256}")
    fact = FileReceived(
        id=str(file_id), person_id=caller.person_id, session_id=caller.person_id,
        name="".join(character for character in name if character.isprintable()), sha256=sha256, size=len(content), language=language,
    )  # fmt: skip
    async with door.lanes.listening(str(file_id)) as listener:
        await door.bus.publish(fact)
        read = await door.until(listener, FileRead.address(fact.session_id, fact.id), READ_WAIT_S)
    response.headers["Location"] = f"{PATH}/{file_id}"
    return _view(await _stored(door, caller, file_id, [(read or fact).subject]))


@router.get("/{file_id}")
async def read(file_id: UUID, door: DoorDep, caller: CallerDep) -> FileView:
    """What was understood of a file, to be looked over."""
    return _view(await _stored(door, caller, file_id))


@router.post("/{file_id}/confirm")
async def confirm(file_id: UUID, body: FileConfirm, door: DoorDep, caller: CallerDep) -> FileView:
    """It was understood rightly, save what is left out. From now on these are facts, with evidence in the file."""
    found = await _stored(door, caller, file_id)
    if found.read is None or not found.read.facts:
        raise Refused(409, "Nothing of this file was understood, so there is nothing to confirm.")
    fact = FileConfirmed(
        id=str(file_id),
        person_id=caller.person_id,
        session_id=caller.person_id,
        facts=without(found.read.facts, set(body.leave_out)),
    )
    published = await door.bus.publish(fact)
    after = await _stored(door, caller, file_id, [fact.subject])
    if published.already and after.confirmed and after.confirmed.facts != fact.facts:
        raise Refused(409, "It was confirmed already. Correct or take back single facts under /v1/memories.")
    return _view(after)


async def _stored(door: Door, caller: Caller, file_id: UUID, after: list[str] | None = None) -> StoredFile:
    found = await door.ask(AskFile(person_id=caller.person_id, file_id=file_id, after=after or []))
    if found.received is None:
        raise Refused(404, "There is no such file.")
    return found


def _view(found: StoredFile) -> FileView:
    assert found.received
    read, confirmed = found.read, found.confirmed
    facts = confirmed.facts if confirmed else read.facts if read else []
    problem = read.problem if read else None
    status = (
        "confirmed" if confirmed else "reading" if read is None else "failed" if problem else "understood"
    )
    return FileView(
        id=found.received.file_id,
        name=found.received.name,
        size=found.received.size,
        status=status,
        kind=read.kind if read else None,
        pages=read.pages if read else 0,
        language=read.language if read else "en",
        advert=bool(read and is_advert(read.text)),
        facts=understood(facts),
        problem=problem,
        detail=DETAILS[problem] if problem else "",
    )
