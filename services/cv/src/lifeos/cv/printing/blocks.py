"""Documents that are read from top to bottom: messages and interview packs. Every format is made from the same blocks."""

import asyncio
import io
import json
from typing import Any

import docx

from lifeos.contracts.letter import MESSAGE_KINDS, Letter, as_mail, way_of
from lifeos.contracts.pack import Pack
from lifeos.contracts.words import DeliverableKind, Format, Locale
from lifeos.cv.printing.block import Block, Style
from lifeos.cv.printing.browser import LockedBrowser
from lifeos.cv.printing.files import ascii_name
from lifeos.cv.printing.pack_blocks import pack_blocks
from lifeos.cv.printing.page import Paper, blocks_page
from lifeos.cv.printing.plain import escape
from lifeos.cv.printing.word_file import LANGUAGE_TAGS, dress

MARKDOWN: dict[Style, str] = {
    "title": "# {}",
    "meta": "*{}*",
    "heading": "## {}",
    "subheading": "### {}",
    "text": "{}",
    "item": "- {}",
    "quote": "> {}",
}
WORD: dict[Style, str] = {
    "title": "Title",
    "meta": "Subtitle",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "text": "Normal",
    "item": "List Bullet",
    "quote": "Quote",
}
TO = {"en": "To", "es": "Para", "pt": "Para"}
SUBJECT = {"en": "Subject", "es": "Asunto", "pt": "Assunto"}


def blocks_of(kind: DeliverableKind, document: dict[str, Any], language: Locale) -> list[Block]:
    """The blocks of a message or a pack."""
    if kind == "interview_pack":
        return pack_blocks(Pack.model_validate(document), language)
    letter = Letter.model_validate(document)
    head: list[Block] = []
    if kind != "cover_letter":
        head.append(Block("meta", f"{TO[language]}: {letter.recipient.shown or '[…]'}"))
        head += [Block("meta", f"{SUBJECT[language]}: {letter.subject}")] if letter.subject else []
    return [*head, *(Block("text", paragraph) for paragraph in letter.paragraphs)]


def pure_block_files(
    kind: DeliverableKind, document: dict[str, Any], *, title: str, language: Locale, paper: Paper
) -> dict[Format, bytes]:
    """Every format that needs no browser. The text of a message is exactly what is copied or sent."""
    blocks = blocks_of(kind, document, language)
    files: dict[Format, bytes] = {
        "html": blocks_page(blocks, title=title, language=language, paper=paper).encode(),
        "json": json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace"),
        "md": _markdown(blocks).encode(),
        "txt": _text(blocks).encode(),
        "docx": _word(blocks, title, language, paper),
    }
    if kind in MESSAGE_KINDS:
        letter = Letter.model_validate(document)
        files["txt"] = (letter.text(kind) + "\n").encode()
        if way_of(kind, letter.recipient) == "email":
            files["eml"] = as_mail(letter, kind, sender=None).as_bytes()
    return files


async def print_blocks(
    kind: DeliverableKind,
    document: dict[str, Any],
    *,
    title: str,
    language: Locale,
    paper: Paper,
    browser: LockedBrowser | None,
) -> dict[Format, bytes]:
    """All files of one version. Without a browser there is no PDF. Raises BrowserMissing and PrintFailed."""
    files = await asyncio.to_thread(
        pure_block_files, kind, document, title=title, language=language, paper=paper
    )
    if browser:
        files["pdf"] = await browser.pdf(files["html"].decode(), paper=paper)
    return files


def block_file_name(title: str, version: int, format: Format) -> str:
    """`LinkedIn-note-to-Maria-Keller_v2.txt`: ASCII only."""
    return f"{ascii_name(title) or 'document'}_v{version}.{format}"


def _markdown(blocks: list[Block]) -> str:
    lines: list[str] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        # Two blanks at the end of a line keep it a line of its own.
        text = "  \n".join(escape(line) for line in block.text.splitlines())
        lines.append(MARKDOWN[block.style].format(text))
        if not (block.style == "item" and after and after.style == "item"):
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _text(blocks: list[Block]) -> str:
    lines: list[str] = []
    for block, before in zip(blocks, [None, *blocks[:-1]], strict=True):
        together = before and (block.style == before.style == "item" or before.style == "subheading")
        lines += [] if before is None or together else [""]
        text = block.text.upper() if block.style in ("title", "heading") else block.text
        lines.append(f"- {text}" if block.style == "item" else text)
    return "\n".join(lines) + "\n"


def _word(blocks: list[Block], title: str, language: Locale, paper: Paper) -> bytes:
    document = docx.Document()
    dress(document, language, paper)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = LANGUAGE_TAGS[language]
    for block in blocks:
        document.add_paragraph(block.text, style=WORD[block.style])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
