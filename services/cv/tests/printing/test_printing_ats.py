"""The gate passes what we print, and catches every layout that is known to break readers."""

import asyncio
import io
import subprocess
from typing import Any

import pypdf
import pytest
from printing_cvs import DOCUMENTS, ENGLISH, long_career
from printing_layouts import bad_layouts

from lifeos.contracts.deliverable import Finding
from lifeos.contracts.words import Locale
from lifeos.cv.printing import LockedBrowser, cv_page
from lifeos.cv.printing.ats import check_docx, check_pdf
from lifeos.cv.printing.ats.expected import expected_of
from lifeos.cv.printing.ats.recall import check_order, check_recall
from lifeos.cv.printing.files import pure_files
from lifeos.cv.printing.page import Paper

PAPERS: tuple[Paper, ...] = ("A4", "Letter")
LANGUAGES: tuple[Locale, ...] = ("en", "es", "pt")


def poppler_text(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


async def printed_findings(
    browser: LockedBrowser, document: dict[str, Any], language: Locale, paper: Paper
) -> list[Finding]:
    """What the gate and poppler find in the printed page; more than two pages would be a finding as well."""
    pdf = await browser.pdf(cv_page(document, language=language, paper=paper), paper=paper)
    report = await asyncio.to_thread(check_pdf, pdf, document, language)
    expected = expected_of(document, language)
    poppler = {"pdftotext": await asyncio.to_thread(poppler_text, pdf)}
    return [*report.findings, *check_recall(poppler, expected), *check_order(poppler, expected)]


@pytest.mark.slow
@pytest.mark.timeout(180)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_reader_finds_everything_in_the_shipped_template(
    browser: LockedBrowser, language: Locale, paper: Paper
) -> None:
    for name, (_, document) in DOCUMENTS.items():
        assert await printed_findings(browser, document, language, paper) == [], name


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_the_gate_passes_compact_print(browser: LockedBrowser) -> None:
    # Without poppler: when jobs without points follow each other closely, it takes their dates for a column.
    for name, (language, document) in DOCUMENTS.items():
        page = cv_page(document, language=language, paper="A4", density="compact")
        report = await asyncio.to_thread(check_pdf, await browser.pdf(page), document, language)
        assert report.findings == [], name


@pytest.mark.slow
@pytest.mark.parametrize("name", list(bad_layouts()))
async def test_a_planted_fault_fails_the_gate_by_its_rule(browser: LockedBrowser, name: str) -> None:
    layout = bad_layouts()[name]
    report = check_pdf(await browser.pdf(layout.html), ENGLISH, "en")
    assert not report.passed
    assert layout.rules & {finding.rule for finding in report.findings if finding.severity == "error"}, (
        report.findings
    )


@pytest.mark.slow
async def test_forty_jobs_get_plain_advice_and_no_smaller_print(browser: LockedBrowser) -> None:
    document = long_career(40)
    page = cv_page(document, language="en", paper="A4", density="compact")
    report = check_pdf(await browser.pdf(page), document, "en")
    assert [finding.rule for finding in report.findings] == ["A.pages"]
    assert "Start with Company Number" in report.findings[0].text
    assert report.passed


@pytest.mark.slow
async def test_a_value_that_the_page_dropped_is_missed(browser: LockedBrowser) -> None:
    pdf = await browser.pdf(cv_page(ENGLISH, language="en", paper="A4"))
    told_more = {**ENGLISH, "awards": [{"title": "Golden Spanner"}]}
    report = check_pdf(pdf, told_more, "en")
    assert {"B.recall", "D.sections"} <= {finding.rule for finding in report.findings}
    assert {finding.reader for finding in report.findings if finding.rule == "B.recall"} == set(
        report.readers
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "changed", "rule"),
    [
        ("name", "Alicia Chen", "D.name"),
        ("email", "alice@example.com", "D.email"),
        ("phone", "+1 415 555 9999", "D.phone"),
    ],
)
async def test_a_wrong_contact_field_is_named(
    browser: LockedBrowser, field: str, changed: str, rule: str
) -> None:
    pdf = await browser.pdf(cv_page(ENGLISH, language="en", paper="A4"))
    other = {**ENGLISH, "basics": {**ENGLISH["basics"], field: changed}}
    assert rule in {finding.rule for finding in check_pdf(pdf, other, "en").findings}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("field", "changed", "rule"),
    [
        ("name", "Southwind", "D.employer"),
        ("position", "Engineer", "D.title"),
        ("startDate", "2020-02", "D.start"),
        ("endDate", "2024-02", "D.end"),
    ],
)
async def test_a_wrong_job_field_is_named(
    browser: LockedBrowser, field: str, changed: str, rule: str
) -> None:
    pdf = await browser.pdf(cv_page(ENGLISH, language="en", paper="A4"))
    other = {**ENGLISH, "work": [{**ENGLISH["work"][0], field: changed}, *ENGLISH["work"][1:]]}
    assert rule in {finding.rule for finding in check_pdf(pdf, other, "en").findings}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["محمد الأمين", "李小龍", "Łukasz Żółć 🚀", "Nguyễn Thị Ánh", "Ζωή Παπαδοπούλου", "Иван Ильич"]
)
async def test_a_name_in_any_script_neither_breaks_printing_nor_the_gate(
    browser: LockedBrowser, name: str
) -> None:
    document = {**ENGLISH, "basics": {**ENGLISH["basics"], "name": name}}
    report = check_pdf(await browser.pdf(cv_page(document, language="en", paper="A4")), document, "en")
    assert report.pages >= 1
    assert not {"C.order", "C.date", "D.employer", "D.email"} & {finding.rule for finding in report.findings}


@pytest.mark.slow
async def test_an_empty_document_prints_and_is_called_empty(browser: LockedBrowser) -> None:
    report = check_pdf(await browser.pdf(cv_page({}, language="pt", paper="A4")), {}, "pt")
    assert [finding.rule for finding in report.findings] == ["A.empty"]
    assert (report.passed, report.pages) == (False, 1)


def test_a_file_that_is_no_pdf_is_a_finding() -> None:
    for broken in (b"", b"hello", b"%PDF-1.4\n%%EOF"):
        report = check_pdf(broken, ENGLISH, "en")
        assert [finding.rule for finding in report.findings] == ["A.unreadable"]
        assert not report.passed


def test_a_locked_and_an_endless_file_are_refused_unread() -> None:
    for pages, password, rule in ((1, "secret", "A.encrypted"), (31, None, "A.too-long")):
        writer = pypdf.PdfWriter()
        for _ in range(pages):
            writer.add_blank_page(width=200, height=200)
        if password:
            writer.encrypt(password, algorithm="RC4-128")
        file = io.BytesIO()
        writer.write(file)
        assert [finding.rule for finding in check_pdf(file.getvalue(), ENGLISH, "en").findings] == [rule]


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_the_word_file_reads_back_whole(name: str) -> None:
    language, document = DOCUMENTS[name]
    file = pure_files(document, language=language, paper="A4")["docx"]
    assert check_docx(file, document, language) == []


def test_a_word_file_of_another_document_fails() -> None:
    file = pure_files({"basics": {"summary": "x"}}, language="en", paper="A4")["docx"]
    rules = {finding.rule for finding in check_docx(file, ENGLISH, "en")}
    assert {"B.recall", "F.style"} <= rules
