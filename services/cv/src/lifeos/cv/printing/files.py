"""Every file of a printed CV, and the name to save it under."""

import asyncio
import io
import json
import re
import unicodedata
from typing import Any

import pypdf

from lifeos.contracts.words import Format, Locale
from lifeos.cv.printing.browser import LockedBrowser
from lifeos.cv.printing.page import Density, Paper, cv_page
from lifeos.cv.printing.plain import markdown, plain_text
from lifeos.cv.printing.sheet import sheet_of
from lifeos.cv.printing.word_file import word_file

Resume = dict[str, Any]


async def print_files(
    document: Resume,
    *,
    language: Locale,
    paper: Paper,
    browser: LockedBrowser | None,
) -> dict[Format, bytes]:
    """All files of one version. Without a browser there is no PDF; the others need none.

    The page is set compactly (never below 9 pt) when that saves a whole page, and the HTML is the one the PDF
    was printed from. Raises BrowserMissing and PrintFailed.
    """
    files = await asyncio.to_thread(pure_files, document, language=language, paper=paper)
    page = cv_page(document, language=language, paper=paper)
    if browser:
        page, files["pdf"] = await _fitting_pdf(browser, document, page, language, paper)
    return {"html": page.encode(), **files}


def pure_files(document: Resume, *, language: Locale, paper: Paper) -> dict[Format, bytes]:
    """The formats that need neither page nor browser: JSON Resume as it is, Markdown, text, Word."""
    sheet = sheet_of(document, language)
    return {
        "json": json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8", "replace"),
        "md": markdown(sheet).encode(),
        "txt": plain_text(sheet).encode(),
        "docx": word_file(sheet, language=language, paper=paper),
    }


async def _fitting_pdf(
    browser: LockedBrowser, document: Resume, page: str, language: Locale, paper: Paper
) -> tuple[str, bytes]:
    pdf = await browser.pdf(page, paper=paper)
    if (pages := page_count(pdf)) < 2:
        return page, pdf
    density: Density = "compact"
    tight = cv_page(document, language=language, paper=paper, density=density)
    tight_pdf = await browser.pdf(tight, paper=paper)
    return (tight, tight_pdf) if page_count(tight_pdf) < pages else (page, pdf)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def file_name(document: Resume, version: int, format: Format) -> str:
    """`Chen_Senior-Software-Engineer_v3.pdf`: ASCII only, `CV_v3.pdf` when the document names nobody."""
    sheet = sheet_of(document, "en")
    jobs = next((section.entries for section in sheet.sections if section.key == "work"), ())
    role = sheet.label or (jobs[0].role if jobs else "")
    surname = ascii_name(sheet.name.split(" ")[-1]) if sheet.name else ""
    parts = [part for part in (surname, ascii_name(role)) if part]
    return "_".join([*(parts if surname else ["CV"]), f"v{version}"]) + f".{format}"


def ascii_name(text: str) -> str:
    """The words in plain ASCII letters, joined by hyphens; at most 40 characters, cut between words."""
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    words = re.findall(r"[A-Za-z0-9]+", letters.encode("ascii", "ignore").decode())
    while len("-".join(words)) > 40 and len(words) > 1:
        words.pop()
    return "-".join(words)[:40]
