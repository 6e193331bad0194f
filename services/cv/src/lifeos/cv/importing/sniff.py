"""What a file really is, by its content: names and types that a browser sends say nothing."""

import io
import json
import zipfile
from typing import Any, cast

from lifeos.contracts.file import FileKind, FileProblem
from lifeos.grounding.jobs import job_document

UNPACKED_LIMIT = 30 * 1024 * 1024
"""Bytes that an archive may unfold to: more is no CV."""
MEMBERS_LIMIT = 2_000
LINKEDIN = ("positions.csv", "profile.csv", "education.csv")


class Unreadable(Exception):
    """A file that cannot be learned from, by the name of its problem."""

    def __init__(self, problem: FileProblem) -> None:
        super().__init__(problem)
        self.problem: FileProblem = problem


def kind_of(content: bytes) -> FileKind:
    """Raises Unreadable."""
    if content.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if content[:4] == b"PK\x03\x04":
        return _archive(content)
    text = text_of(content)
    document = _json(text)
    if document is None:
        return "text"
    if job_document(text):
        return "job"
    return "reactive_resume" if _is_reactive(document) else _resume(document)


def text_of(content: bytes) -> str:
    """Plain text, in the encodings that people's programs write. Raises Unreadable."""
    for encoding in (
        ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    ):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        control = sum(ord(character) < 32 and character not in "\n\r\t\f" for character in text[:4_000])
        if control == 0 and text.strip():
            return text
    raise Unreadable("unknown_kind")


def members(content: bytes) -> dict[str, int]:
    """The names and unpacked sizes of an archive, which is not unpacked for it. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Unreadable("broken") from None
    if len(listed) > MEMBERS_LIMIT or sum(each.file_size for each in listed) > UNPACKED_LIMIT:
        raise Unreadable("bomb")
    if any(each.flag_bits & 1 for each in listed):
        raise Unreadable("encrypted")
    return {each.filename: each.file_size for each in listed}


def _archive(content: bytes) -> FileKind:
    names = {name.lower() for name in members(content)}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")
    if "word/document.xml" in names:
        return "docx"
    if any(name.rsplit("/", 1)[-1] in LINKEDIN for name in names):
        return "linkedin"
    raise Unreadable("unknown_kind")


def _json(text: str) -> Any:
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_reactive(document: Any) -> bool:
    """Reactive Resume keeps its sections under one key."""
    return isinstance(document, dict) and isinstance(cast("dict[str, Any]", document).get("sections"), dict)


def _resume(document: Any) -> FileKind:
    known = ("basics", "work", "education", "skills", "languages")
    if isinstance(document, dict) and any(key in document for key in known):
        return "json_resume"
    raise Unreadable("unknown_kind")
