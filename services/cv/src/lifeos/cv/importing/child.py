"""Reads one file in a process of its own, with little memory and little time: a file may be made to harm its reader.

Bytes come on standard input, `{"kind", "pages"}` or `{"problem"}` goes to standard output.
"""

import io
import json
import resource
import sys
import zipfile
from typing import Any

from lifeos.contracts.file import PAGES_LIMIT, TEXT_LIMIT
from lifeos.cv.importing.sniff import Unreadable, kind_of, members, text_of

MEMORY = 900 * 1024 * 1024
SECONDS = 25
FEWEST_CHARACTERS = 40
"""Below this a PDF holds pictures of text at most."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    content = sys.stdin.buffer.read()
    try:
        answer = read(content)
    except Unreadable as error:
        answer = {"problem": error.problem}
    except Exception:  # noqa: BLE001 (whatever a library makes of a broken file, the file is broken)
        answer = {"problem": "broken"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def read(content: bytes) -> dict[str, Any]:
    """The kind and the text of each page. Raises Unreadable."""
    kind = kind_of(content)
    match kind:
        case "pdf":
            pages = _pdf(content)
        case "docx":
            pages = [_docx(content)]
        case "linkedin":
            return {"kind": kind, "tables": _tables(content)}
        case _:
            pages = [text_of(content)]
    if sum(map(len, pages)) > TEXT_LIMIT:
        raise Unreadable("too_long")
    return {"kind": kind, "pages": pages}


def _pdf(content: bytes) -> list[str]:
    import pdfplumber
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    if len(reader.pages) > PAGES_LIMIT:
        raise Unreadable("too_many_pages")
    with pdfplumber.open(io.BytesIO(content)) as document:
        pages = [_visible(page).extract_text(x_tolerance=1.5) or "" for page in document.pages]
    if len("".join(pages).strip()) < FEWEST_CHARACTERS:
        raise Unreadable("no_text")
    return pages


def _visible(page: Any) -> Any:
    """The page without letters that nobody can see: instructions to machines hide in white or tiny ones."""

    def seen(thing: dict[str, Any]) -> bool:
        if thing.get("object_type") != "char":
            return True
        color = thing.get("non_stroking_color")
        white = color in ((1,), (1, 1, 1), (1.0, 1.0, 1.0), [1], [1, 1, 1], 1, (0, 0, 0, 0))
        return not white and float(thing.get("size", 10)) >= 3

    return page.filter(seen)


def _docx(content: bytes) -> str:
    import docx
    from docx.table import Table

    members(content)
    document = docx.Document(io.BytesIO(content))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [
                " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows
            ]
        else:
            visible = "".join(run.text for run in block.runs if not run.font.hidden)
            bullet = "- " if (block.style and "List" in (block.style.name or "")) and visible.strip() else ""
            lines.append(bullet + visible)
    text = "\n".join(lines).strip()
    if len(text) < FEWEST_CHARACTERS:
        raise Unreadable("no_text")
    return text


def _tables(content: bytes) -> dict[str, str]:
    """The tables of a LinkedIn export that a CV is made of, by their names."""
    wanted = ("profile", "positions", "education", "skills", "languages", "certifications", "email addresses")
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in members(content):
            stem = name.rsplit("/", 1)[-1].lower().removesuffix(".csv")
            if name.lower().endswith(".csv") and stem in wanted:
                found[stem] = archive.read(name).decode("utf-8-sig", "replace")
    if sum(map(len, found.values())) > TEXT_LIMIT:
        raise Unreadable("too_long")
    return found


if __name__ == "__main__":
    main()
