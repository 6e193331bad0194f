"""Prints a version in every format and puts the files away."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from lifeos.contracts import VersionPrinted, VersionWritten
from lifeos.contracts.deliverable import AtsReport, Deliverable, FileRef, Grounding
from lifeos.contracts.letter import MESSAGE_KINDS, Letter
from lifeos.contracts.words import Format
from lifeos.cv.printing import (
    BrowserMissing,
    LockedBrowser,
    PrintFailed,
    block_file_name,
    file_name,
    find_chromium,
    print_blocks,
    print_files,
)
from lifeos.cv.printing.ats.gate import check_pdf
from lifeos.cv.printing.page import Paper
from lifeos.runtime import telemetry
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.files import Files

ORDER: tuple[Format, ...] = ("pdf", "docx", "eml", "html", "json", "md", "txt")


class Press:
    """Without a browser everything but the PDF is printed, and `/health` says why."""

    def __init__(self, browser: LockedBrowser | None, files: Files, paper: Paper, why_not: str) -> None:
        self._browser, self._files, self._why_not = browser, files, why_not
        self._paper: Paper = paper

    def health(self) -> str:
        return "ok" if self._browser else f"off: {self._why_not}"

    async def print(self, written: VersionWritten) -> VersionPrinted:
        """The end of a version. Raises Unavailable while the browser or the file store is away."""
        try:
            made = await self._files_of(written)
        except (BrowserMissing, PrintFailed) as error:
            raise Unavailable(f"the browser does not print: {error}", retry_after=2) from error
        ats = None
        if "pdf" in made and written.kind == "cv":
            ats = await asyncio.to_thread(check_pdf, made["pdf"], written.document, written.language)
        files = [
            FileRef(
                format=format,
                sha256=await self._files.put(written.person_id, made[format]),
                size=len(made[format]),
                name=_file_name(written, format),
            )
            for format in ORDER
            if format in made
        ]
        return VersionPrinted(
            id=written.id,
            person_id=written.person_id,
            session_id=written.session_id,
            deliverable=written.deliverable,
            version=written.version,
            outcome="printed",
            files=files,
            state=state_of(written, files, ats),
            problem=None if self._browser else f"There is no PDF: {self._why_not}",
        )

    async def _files_of(self, written: VersionWritten) -> dict[Format, bytes]:
        if written.kind == "cv":
            return await print_files(
                written.document, language=written.language, paper=self._paper, browser=self._browser
            )
        return await print_blocks(
            written.kind,
            written.document,
            title=written.title,
            language=written.language,
            paper=self._paper,
            browser=self._browser,
        )


def _file_name(written: VersionWritten, format: Format) -> str:
    if written.kind == "cv":
        return file_name(written.document, written.version, format)
    return block_file_name(written.title, written.version, format)


def state_of(written: VersionWritten, files: list[FileRef], ats: AtsReport | None) -> Deliverable:
    """The document as it stands with this version."""
    counts = dict.fromkeys(Grounding.model_fields, 0)
    for leaf in written.leaves:
        if leaf.status in counts:
            counts[leaf.status] += 1
    return Deliverable(
        id=written.deliverable,
        kind=written.kind,
        title=written.title,
        status="draft",
        version=written.version,
        session_id=written.session_id,
        job_id=written.job_id,
        language=written.language,
        formats=[file.format for file in files],
        missing=written.missing,
        rung=written.rung,
        model=written.model,
        cost_usd=written.cost_usd,
        grounding=Grounding(**counts | {"left_out": len(written.left_out)}),
        ats=ats,
        findings=written.findings,
        sha256=written.body_hash,
        **_of_a_message(written),
        created_at=written.time,
        updated_at=written.time,
    )


def _of_a_message(written: VersionWritten) -> dict[str, Any]:
    """Whom it is for, and which message it follows up on."""
    if written.kind not in MESSAGE_KINDS:
        return {}
    letter = Letter.model_validate(written.document)
    return {"recipient": letter.recipient.shown, "follows": letter.follows}


@asynccontextmanager
async def open_press(chromium: str, files: Files, paper: Paper) -> AsyncGenerator[Press]:
    """A press with a warm browser, or without one when there is none on this machine."""
    executable = find_chromium(chromium or None)
    if executable is None:
        why = "no Chromium was found; install chromium-headless-shell or set LIFEOS_CHROMIUM"
        telemetry.logger().warning("no browser", why=why)
        yield Press(None, files, paper, why)
        return
    async with LockedBrowser(executable) as browser:
        yield Press(browser, files, paper, "")
