"""The CV as a Word file: headings and lists as real styles, no tables, no text boxes."""

import io
from typing import cast

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from lifeos.contracts.words import Locale
from lifeos.cv.printing.page import Paper
from lifeos.cv.printing.sheet import Entry, Link, Section, Sheet

FONT = "Calibri"
ACCENT = RGBColor(0x17, 0x50, 0x6B)
INK = RGBColor(0x1C, 0x21, 0x26)
SIZES_MM: dict[Paper, tuple[float, float]] = {"A4": (210, 297), "Letter": (215.9, 279.4)}
LANGUAGE_TAGS: dict[Locale, str] = {"en": "en-US", "es": "es-ES", "pt": "pt-BR"}


def word_file(sheet: Sheet, *, language: Locale, paper: Paper) -> bytes:
    """A .docx that Word, LibreOffice and applicant tracking systems read in the same order as the page."""
    document = docx.Document()
    dress(document, language, paper)
    document.core_properties.title = f"{sheet.name} - CV" if sheet.name else "CV"
    document.core_properties.author = sheet.name
    document.core_properties.comments = ""
    document.core_properties.language = LANGUAGE_TAGS[language]
    if sheet.name:
        document.add_paragraph(sheet.name, style="Title")
    if sheet.label:
        document.add_paragraph(sheet.label, style="Subtitle")
    for links in filter(None, (sheet.contacts, sheet.links)):
        document.add_paragraph(_joined(links))
    for section in sheet.sections:
        _add_section(document, section)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_section(document: Document, section: Section) -> None:
    document.add_heading(section.title, 1)
    for fact in section.facts:
        paragraph = document.add_paragraph()
        if fact.label:
            paragraph.add_run(f"{fact.label}: " if fact.text else fact.label).bold = True
        paragraph.add_run(fact.text)
    for entry in section.entries:
        _add_entry(document, entry)


def _add_entry(document: Document, entry: Entry) -> None:
    document.add_heading(entry.who, 2)
    if entry.role or entry.when or entry.place:
        _add_post(document.add_paragraph(), entry)
    for note in entry.notes:
        document.add_paragraph(note)
    if entry.link:
        document.add_paragraph(entry.link.text)
    for point in entry.points:
        document.add_paragraph(point, style="List Bullet")


def _add_post(paragraph: Paragraph, entry: Entry) -> None:
    paragraph.paragraph_format.keep_with_next = bool(entry.notes or entry.points)
    for number, part in enumerate(filter(None, (entry.role, entry.when, entry.place))):
        paragraph.add_run(" | " if number else "")
        paragraph.add_run(part).bold = part == entry.role


def _joined(links: tuple[Link, ...]) -> str:
    return " | ".join(link.text for link in links)


def dress(document: Document, language: Locale, paper: Paper) -> None:
    """Paper, margins and the styles that every Word file of ours has."""
    page = document.sections[0]
    width, height = SIZES_MM[paper]
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(18)
    _style(document, "Normal", 10.5, INK, before=0, after=2)
    _style(document, "Title", 26, INK, before=0, after=2, bold=True)
    _style(document, "Subtitle", 13, ACCENT, before=0, after=4)
    _style(document, "Heading 1", 12, ACCENT, before=13, after=3, bold=True)
    _style(document, "Heading 2", 11, INK, before=7, after=0, bold=True)
    _style(document, "List Bullet", 10.5, INK, before=0, after=1)
    _style(document, "Quote", 10.5, ACCENT, before=0, after=4)
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), LANGUAGE_TAGS[language])


def _style(
    document: Document,
    name: str,
    size: float,
    color: RGBColor,
    *,
    before: float,
    after: float,
    bold: bool = False,
) -> None:
    style = cast("ParagraphStyle", document.styles[name])
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = color
    for fonts in style.element.iter(qn("w:rFonts")):
        # Headings name a theme font, which would win over the name set here.
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
