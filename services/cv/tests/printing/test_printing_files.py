"""The other files: each says everything, and the JSON is the document and nothing else."""

import io
import json
import re

import docx
import pytest
from printing_cvs import DOCUMENTS, ENGLISH, FULL, long_career

from lifeos.contracts.words import MEDIA_TYPES
from lifeos.cv.printing import LockedBrowser, file_name, print_files
from lifeos.cv.printing.ats.expected import expected_of
from lifeos.cv.printing.ats.readers import normal
from lifeos.cv.printing.files import page_count, pure_files


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_markdown_text_and_word_contain_every_value(name: str) -> None:
    language, document = DOCUMENTS[name]
    files = pure_files(document, language=language, paper="Letter")
    word = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(files["docx"])).paragraphs)
    markdown = re.sub(r"\\(.)", r"\1", files["md"].decode())
    for file in (word, markdown, files["txt"].decode()):
        assert [
            text for text in expected_of(document, language).texts if normal(text) not in normal(file)
        ] == []


def test_the_json_is_the_document_itself() -> None:
    for language, document in DOCUMENTS.values():
        file = pure_files(document, language=language, paper="A4")["json"]
        assert json.loads(file) == document
    assert "Ibáñez".encode() in pure_files(DOCUMENTS["spanish"][1], language="es", paper="A4")["json"]


def test_markup_in_a_value_stays_text_in_markdown() -> None:
    document = {"basics": {"name": "# *Ann* <b>", "summary": "- not a list\n1. nor this\nC# and snake_case"}}
    lines = pure_files(document, language="en", paper="A4")["md"].decode().splitlines()
    assert lines[0] == r"# \# \*Ann\* \<b\>"
    assert r"\- not a list" in lines
    assert r"1\. nor this" in lines
    assert "C# and snake_case" in lines


def test_the_word_file_carries_title_author_and_language() -> None:
    file = docx.Document(io.BytesIO(pure_files(ENGLISH, language="pt", paper="A4")["docx"]))
    properties = file.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Alice Chen - CV",
        "Alice Chen",
        "pt-BR",
    )
    assert file.sections[0].page_width is not None
    assert round(file.sections[0].page_width.mm) == 210


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Alice Chen", "Senior Software Engineer", "Chen_Senior-Software-Engineer_v3.pdf"),
        ("José Ibáñez", "Técnico/a", "Ibanez_Tecnico-a_v3.pdf"),
        ("Łukasz Groß", "", "Gross_v3.pdf"),
        ("李小龍", "Actor", "CV_v3.pdf"),
        ("", "Actor", "CV_v3.pdf"),
        ("../../etc/passwd", "a\\b", "etc-passwd_a-b_v3.pdf"),
    ],
)
def test_a_file_name_is_plain_ascii(name: str, label: str, expected: str) -> None:
    assert file_name({"basics": {"name": name, "label": label}}, 3, "pdf") == expected


def test_a_long_role_is_cut_between_words() -> None:
    document = {
        "basics": {"name": "Ann Lee", "label": "Head of Customer Success and Strategic Partnerships EMEA"}
    }
    assert file_name(document, 1, "docx") == "Lee_Head-of-Customer-Success-and-Strategic_v1.docx"


async def test_without_a_browser_everything_but_the_pdf_is_there() -> None:
    files = await print_files(ENGLISH, language="en", paper="A4", browser=None)
    assert set(files) == set(MEDIA_TYPES) - {"pdf", "eml"}


@pytest.mark.slow
async def test_the_page_is_set_compactly_only_when_that_saves_a_page(browser: LockedBrowser) -> None:
    for document, density, pages in (
        (ENGLISH, "normal", 1),
        (long_career(5), "compact", 1),
        (FULL, "normal", 2),
    ):
        files = await print_files(document, language="en", paper="A4", browser=browser)
        assert set(files) == set(MEDIA_TYPES) - {"eml"}
        assert (f'class="{density}"' in files["html"].decode(), page_count(files["pdf"])) == (True, pages)
