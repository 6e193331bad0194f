"""Four text extractors that do not agree on bad layouts, and one view of the letters with fonts and places."""

import io
import re
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

READERS = ("pypdf", "pdfminer", "pdfplumber", "pypdfium2")


class Unreadable(Exception):
    """This is not a PDF that can be opened."""


@dataclass(frozen=True)
class Cell:
    """Words that stand together on a line; a wide gap ends a cell. Sizes and places in points."""

    text: str
    bold: bool
    size: float
    x0: float
    x1: float


@dataclass(frozen=True)
class TextLine:
    """One printed line, left to right."""

    page: int
    top: float
    cells: tuple[Cell, ...]
    page_width: float

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def bold(self) -> bool:
        return all(cell.bold for cell in self.cells)

    @property
    def size(self) -> float:
        return max(cell.size for cell in self.cells)


@dataclass(frozen=True)
class Letter:
    """A visible letter: its size in points, and its lightness from 0 (black) to 1 (white)."""

    text: str
    size: float
    lightness: float


@dataclass(frozen=True)
class Reading:
    """A PDF as its readers see it."""

    texts: dict[str, str]
    lines: tuple[TextLine, ...]
    letters: tuple[Letter, ...]
    covered: float
    """The largest share of a page that a picture covers, 0 to 1."""


def read_pdf(pdf: bytes) -> Reading:
    """Read a PDF with all four extractors. Raises Unreadable."""
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as opened:
            pages = list(opened.pages)
            texts = {
                "pypdf": "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages),
                "pdfminer": extract_text(io.BytesIO(pdf)),
                "pdfplumber": "\n".join(page.extract_text() or "" for page in pages),
                "pypdfium2": _pdfium_text(pdf),
            }
            lines = [line for number, page in enumerate(pages) for line in _lines(number, page)]
            letters = [letter for page in pages for letter in map(_letter, page.chars) if letter.text.strip()]
            covered = max((_covered(page) for page in pages), default=0.0)
    except Exception as error:
        # Extractors raise dozens of types on a broken file; each of them means the same to the person.
        raise Unreadable(type(error).__name__) from error
    return Reading(texts, tuple(lines), tuple(letters), covered)


def normal(text: str) -> str:
    """For comparing: one case, single blanks, none where a line may break after a hyphen or slash.

    Never a compatibility normalisation (NFKC): it would hide the damage that ligatures do.
    """
    return re.sub(r"(?<=[-\u2010\u2013\u2014/?|]) ", "", " ".join(text.casefold().split()))


def _pdfium_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    # PDFium writes U+FFFE for the hyphen at the end of a broken line.
    return "\n".join(pages).replace("\ufffe", "-").replace("\u0002", "-")


def _lines(number: int, page: Any) -> list[TextLine]:
    words = page.extract_words(extra_attrs=["fontname", "size"], use_text_flow=False)
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        # Letters of two sizes on one line share a baseline to within a few points.
        if rows and abs(rows[-1][0]["bottom"] - word["bottom"]) < 3.5:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [TextLine(number, row[0]["top"], _cells(row), float(page.width)) for row in rows]


def _cells(row: list[dict[str, Any]]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for word in sorted(row, key=lambda word: word["x0"]):
        bold = "bold" in word["fontname"].lower()
        last = cells[-1] if cells else None
        if last and word["x0"] - last.x1 < 0.75 * word["size"] and last.bold == bold:
            joined = f"{last.text} {word['text']}"
            cells[-1] = Cell(joined, bold, max(last.size, word["size"]), last.x0, word["x1"])
        else:
            cells.append(Cell(word["text"], bold, word["size"], word["x0"], word["x1"]))
    return tuple(cells)


def _letter(char: dict[str, Any]) -> Letter:
    return Letter(char["text"], float(char["size"]), _lightness(char.get("non_stroking_color")))


def _lightness(color: Any) -> float:
    """How light an ink is: grey, RGB or CMYK, each component 0 to 1; an unknown one counts as black."""
    parts = [float(part) for part in color] if isinstance(color, (tuple, list)) else []
    if len(parts) == 4:
        return (1 - parts[3]) * (1 - max(parts[:3]))
    return min(parts, default=0.0)


def _covered(page: Any) -> float:
    area = float(page.width) * float(page.height)
    shares = (float(image["width"]) * float(image["height"]) / area for image in page.images)
    return max(shares, default=0.0)
