"""The gate: all parts together, as one report."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pypdf
from pypdf.errors import PyPdfError

from lifeos.contracts.deliverable import AtsReport, Finding
from lifeos.contracts.words import Locale
from lifeos.cv.printing.ats.expected import Expected, expected_of
from lifeos.cv.printing.ats.fields import check_fields
from lifeos.cv.printing.ats.readers import READERS, Reading, Unreadable, read_pdf
from lifeos.cv.printing.ats.recall import check_order, check_recall
from lifeos.cv.printing.ats.structure import check_structure, error

MOST_PAGES = 30
"""Reading takes about a tenth of a second a page; forty jobs fill ten."""


def check_pdf(pdf: bytes, document: dict[str, Any], language: Locale) -> AtsReport:
    """Read the real PDF back and say what machines will not find. Takes about a second: run it in a thread."""
    if refusal := _refusal(pdf):
        return AtsReport(passed=False, findings=[refusal])
    try:
        reading = read_pdf(pdf)
    except Unreadable:
        return AtsReport(passed=False, findings=[error("A.unreadable", "The file cannot be read.")])
    expected = expected_of(document, language)
    findings = (
        list(_findings(pdf, reading, expected, language))
        if expected.texts
        else [error("A.empty", "The CV says nothing yet.")]
    )
    return AtsReport(
        passed=not any(finding.severity == "error" for finding in findings),
        findings=findings,
        readers=list(READERS),
        pages=len(pypdf.PdfReader(io.BytesIO(pdf)).pages),
    )


def check_docx(file: bytes, document: dict[str, Any], language: Locale) -> list[Finding]:
    """Part F: the Word file says the same words, with real headings and lists, no tables and no text boxes."""
    read = docx.Document(io.BytesIO(file))
    expected = expected_of(document, language)
    text = "\n".join(paragraph.text for paragraph in read.paragraphs)
    used = {paragraph.style.name for paragraph in read.paragraphs if paragraph.style}
    findings = list(check_recall({"python-docx": text}, expected))
    if read.tables:
        findings.append(error("F.table", "The Word file lays text out in tables."))
    if any(element.tag.endswith("}txbxContent") for element in read.element.iter()):
        findings.append(error("F.text-box", "The Word file puts text into boxes, which many readers skip."))
    wanted = {
        "Title": bool(expected.name),
        "Heading 1": bool(expected.sections),
        "Heading 2": bool(expected.jobs),
    }
    wanted["List Bullet"] = any(job.points for job in expected.jobs)
    findings += [
        error("F.style", f"The Word file lacks the style {style}.")
        for style, needed in wanted.items()
        if needed and style not in used
    ]
    return findings


def _findings(pdf: bytes, reading: Reading, expected: Expected, language: Locale) -> Iterator[Finding]:
    yield from check_structure(pdf, reading, expected, language)
    yield from check_recall(reading.texts, expected)
    yield from check_order(reading.texts, expected)
    yield from check_fields(reading.lines, expected)


def _refusal(pdf: bytes) -> Finding | None:
    """Why the file is not read at all."""
    try:
        file = pypdf.PdfReader(io.BytesIO(pdf))
        if file.is_encrypted:
            return error("A.encrypted", "The file is locked by a password.")
        if len(file.pages) > MOST_PAGES:
            return error(
                "A.too-long", f"{len(file.pages)} pages are no CV any more; it was not checked further."
            )
    except (PyPdfError, ValueError, OSError):
        return error("A.unreadable", "The file cannot be read.")
    return None
