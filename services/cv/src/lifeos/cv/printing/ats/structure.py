"""Part A: the file itself. Fonts, tags, language, title, pictures, hidden or tiny letters, lost characters."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf

from lifeos.contracts.deliverable import Finding
from lifeos.contracts.words import Locale
from lifeos.cv.printing.ats.expected import Expected, Job
from lifeos.cv.printing.ats.readers import Reading

PAGE_LIMIT = 2
SMALLEST_SIZE = 8.95
"""Points. The rule is 9; printing rounds."""

HIDDEN_LIGHTNESS = 0.85
"""Ink lighter than this on white paper is there for machines only, and they treat it as cheating."""

LARGEST_PICTURE = 0.5
"""Share of a page. A portrait takes about a hundredth; a scanned page lies between its margins."""

_DAMAGE: tuple[tuple[str, str, str], ...] = (
    ("A.private-use", "[\ue000-\uf8ff]", "An icon stands in the text; readers see a letter without meaning there."),
    ("A.ligature", "[\ufb00-\ufb06]", "Letters are joined (as in \"fi\"), so words like \"office\" are not found."),
    ("A.lost-letters", r"\ufffd|\(cid:\d+\)", "Some letters come out as unreadable signs; there may be no font for them here."),
    ("A.soft-hyphen", "\u00ad", "Words contain hidden hyphens, so they are not found when searched for."),
)  # fmt: skip


def error(rule: str, text: str, reader: str | None = None) -> Finding:
    """A finding that fails the gate."""
    return Finding(rule=rule, severity="error", text=text, reader=reader)


def warning(rule: str, text: str, reader: str | None = None) -> Finding:
    """A finding that the person should know and the gate lets pass."""
    return Finding(rule=rule, severity="warning", text=text, reader=reader)


def check_structure(pdf: bytes, reading: Reading, expected: Expected, language: Locale) -> Iterator[Finding]:
    """Every fault of the file as such."""
    file = pypdf.PdfReader(io.BytesIO(pdf))
    yield from _check_length(len(file.pages), expected)
    yield from _check_fonts(file)
    yield from _check_catalogue(file, language)
    yield from _check_text(reading, expected)
    yield from _check_letters(reading)


def _check_length(pages: int, expected: Expected) -> Iterator[Finding]:
    if pages <= PAGE_LIMIT:
        return
    longest = sorted(expected.jobs, key=_length, reverse=True)[:2]
    names = " and ".join(job.company or job.title for job in longest if job.company or job.title)
    advice = f" Start with {names}: keep the three or four strongest points of each." if names else ""
    if len(expected.jobs) > 8:
        advice += " Older jobs can be left out or kept to one line."
    yield warning(
        "A.pages",
        f"It does not fit: the CV fills {pages} pages, and {PAGE_LIMIT} is what people read. "
        f"Smaller print would not help.{advice}",
    )


def _length(job: Job) -> int:
    return sum(map(len, job.points))


def _check_fonts(file: pypdf.PdfReader) -> Iterator[Finding]:
    fonts = {str(font.get("/BaseFont", "")) + str(font.get("/Subtype")): font for font in _fonts(file)}
    if any(font.get("/Subtype") == "/Type3" for font in fonts.values()):
        yield error("A.type3-font", "A font is stored as drawings (Type 3), so its name and weight are lost.")
    if any("/ToUnicode" not in font for font in fonts.values()):
        yield error("A.font-unicode", "A font does not say which letters its signs stand for.")
    if not all(_embedded(font) for font in fonts.values() if font.get("/Subtype") != "/Type3"):
        yield error("A.font-embedded", "A font is not part of the file, so other computers show another one.")


def _fonts(file: pypdf.PdfReader) -> Iterator[dict[str, Any]]:
    for page in file.pages:
        yield from _resource_fonts(page.get("/Resources"), depth=3)


def _resource_fonts(resources: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The fonts of a page and of the forms drawn on it, which may nest."""
    found = resources.get_object() if resources is not None else {}
    yield from _values(found.get("/Font"))
    if depth:
        for form in _values(found.get("/XObject")):
            yield from _resource_fonts(form.get("/Resources"), depth - 1)


def _values(reference: Any) -> list[Any]:
    return [value.get_object() for value in reference.get_object().values()] if reference is not None else []


def _embedded(font: dict[str, Any]) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    keys = descriptor.get_object() if descriptor is not None else {}
    return any(key in keys for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _check_catalogue(file: pypdf.PdfReader, language: Locale) -> Iterator[Finding]:
    root: Any = file.trailer["/Root"]
    marks = root.get("/MarkInfo")
    if not (marks is not None and marks.get_object().get("/Marked")):
        yield error("A.tagged", "The file has no structure tags, so readers must guess headings and lists.")
    # A page without a language gets the browser's own, so a wrong one is as likely as none.
    if not str(root.get("/Lang") or "").lower().startswith(language):
        yield error("A.language", "The file does not say that it is in the language of the CV.")
    if not (file.metadata and file.metadata.title):
        yield error("A.title", "The file has no title.")


def _check_text(reading: Reading, expected: Expected) -> Iterator[Finding]:
    wanted = sum(len(re.sub(r"\s", "", text)) for text in expected.texts)
    for reader, text in reading.texts.items():
        if len(re.sub(r"\s", "", text)) < 0.9 * wanted:
            yield error("A.too-little-text", "A good part of the words is not there as text.", reader)
            break
    if reading.covered > LARGEST_PICTURE:
        yield error("A.page-image", "A picture covers the page; machines read text, not pictures.")
    for rule, pattern, sentence in _DAMAGE:
        for reader, text in reading.texts.items():
            if re.search(pattern, text):
                yield error(rule, sentence, reader)
                break


def _check_letters(reading: Reading) -> Iterator[Finding]:
    if any(letter.lightness > HIDDEN_LIGHTNESS for letter in reading.letters):
        yield error(
            "A.hidden-text", "Some text is printed in white; readers see it and treat it as cheating."
        )
    if any(letter.size < SMALLEST_SIZE for letter in reading.letters):
        yield error("A.small-text", "Some text is smaller than 9 points.")
