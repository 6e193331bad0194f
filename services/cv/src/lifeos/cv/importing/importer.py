"""Reads one file: in a process of its own, then into facts with evidence in the file."""

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast

from lifeos.contracts import FileRead, FileReceived
from lifeos.contracts.file import FileKind, FileProblem
from lifeos.contracts.memory import Evidence, Memory
from lifeos.cv.importing.structured import Facts, from_json_resume, from_linkedin, from_reactive_resume
from lifeos.cv.learning import learn
from lifeos.grounding.jobs import is_advert
from lifeos.grounding.language import language_of
from lifeos.runtime.files import Files

READING_S = 40.0


class Importer:
    """Holds no state between files."""

    def __init__(self, files: Files) -> None:
        self._files = files

    async def read(self, received: FileReceived) -> FileRead:
        """What was understood of a file, or why nothing was. Raises Unavailable while the files are away."""
        content = await self._files.get(received.person_id, received.sha256)
        if content is None:
            return _answer(received, problem="lost")
        found = await read_apart(content)
        if "problem" in found:
            return _answer(received, problem=found["problem"])
        kind: FileKind = found["kind"]
        pages = cast("list[str]", found.get("pages", []))
        text, facts = understood(received, kind, found)
        problem: FileProblem | None = None if facts or is_advert(text) else "nothing_found"
        return _answer(received, kind=kind, text=text, pages=len(pages), facts=facts, problem=problem)


async def read_apart(content: bytes) -> dict[str, Any]:
    """What the child process says of a file. One that takes too long, or dies, is a problem of the file."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "lifeos.cv.importing.child",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        output, _ = await asyncio.wait_for(process.communicate(content), READING_S)
    except TimeoutError:
        process.kill()
        await process.wait()
        return {"problem": "too_slow"}
    if process.returncode:
        return {"problem": "too_slow"}
    return json.loads(output)


def understood(received: FileReceived, kind: FileKind, found: dict[str, Any]) -> tuple[str, list[Memory]]:
    """The text that the evidence points into, and the facts."""
    if kind in ("job", "pdf", "docx", "text") and is_advert("\n".join(found["pages"])):
        return "\n".join(found["pages"]), []
    if kind in ("pdf", "docx", "text"):
        return _from_text(received, cast("list[str]", found["pages"]))
    facts = Facts(received.file_id, received.person_id)
    if kind == "linkedin":
        document = from_linkedin(found["tables"])
    else:
        document = json.loads(found["pages"][0])
        document = from_reactive_resume(document) if kind == "reactive_resume" else document
    from_json_resume(document, facts)
    return facts.text, facts.memories


def _from_text(received: FileReceived, pages: list[str]) -> tuple[str, list[Memory]]:
    """Learned like a pasted CV; each piece of evidence knows its page."""
    text = "\n".join(pages)
    starts = [0]
    for page in pages:
        starts.append(starts[-1] + len(page) + 1)
    learned = learn(
        text,
        turn_id=received.file_id,
        session_id=received.person_id,
        known=[],
        pending=None,
        today=datetime.now(UTC).date(),
    )
    return text, [_in_file(memory, received.id, starts) for memory in learned.facts]


def _in_file(memory: Memory, file_id: str, starts: list[int]) -> Memory:
    claims = {
        name: claim.model_copy(
            update={"evidence": [_paged(each, file_id, starts) for each in claim.evidence]}
        )
        for name, claim in memory.claims.items()
    }
    return memory.model_copy(update={"claims": claims})


def _paged(evidence: Evidence, file_id: str, starts: list[int]) -> Evidence:
    page = max(number for number, start in enumerate(starts, 1) if start <= evidence.start)
    return evidence.model_copy(update={"source": "file", "id": file_id, "page": min(page, len(starts) - 1)})


def _answer(
    received: FileReceived,
    *,
    kind: FileKind | None = None,
    text: str = "",
    pages: int = 0,
    facts: Sequence[Memory] = (),
    problem: FileProblem | None = None,
) -> FileRead:
    return FileRead(
        id=received.id,
        person_id=received.person_id,
        session_id=received.session_id,
        kind=kind,
        text=text,
        pages=pages,
        language=language_of(text, received.language) if text else received.language or "en",
        facts=list(facts),
        problem=problem,
    )
