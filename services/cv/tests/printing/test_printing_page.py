"""The page: self-contained, in the CV's language, and every value is text."""

import re
from html import unescape
from typing import Any

import pytest
from printing_attacks import filled_with, payloads
from printing_cvs import DOCUMENTS, ENGLISH, SPARSE

from lifeos.contracts.resume import Resume
from lifeos.contracts.words import Locale
from lifeos.cv.printing.ats.expected import expected_of
from lifeos.cv.printing.ats.readers import normal
from lifeos.cv.printing.page import CSP, cv_page
from lifeos.cv.printing.sheet import sheet_of
from lifeos.cv.words import WORDS, date_text, period_text
from lifeos.grounding.revisions import leaves_of


def shown(page: str) -> str:
    """What a person sees of a page."""
    body = page.split("<body>")[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_the_example_cvs_are_valid_and_nothing_of_them_is_left_out(name: str) -> None:
    language, document = DOCUMENTS[name]
    assert Resume.model_validate(document).as_json() == document
    page = normal(shown(cv_page(document, language=language, paper="A4")))
    assert [text for text in expected_of(document, language).texts if normal(text) not in page] == []


def test_absent_parts_leave_no_trace() -> None:
    page = shown(cv_page(SPARSE, language="en", paper="A4"))
    assert page == "Experience Kitchen porter Apr 2023 - Present"
    assert shown(cv_page({}, language="en", paper="A4")) == ""


def test_parts_of_a_wrong_type_are_left_out() -> None:
    odd: dict[str, Any] = {
        "basics": ["Ann"],
        "work": [None, 3, "x", {"name": 7, "highlights": [None, {"a": 1}, "Kept"]}],
        "skills": {"name": "Go"},
        "education": [{}],
    }
    assert shown(cv_page(odd, language="en", paper="A4")) == "Experience Kept"


def test_the_page_loads_nothing_and_names_its_language_and_person() -> None:
    page = cv_page(ENGLISH, language="pt", paper="Letter")
    assert f'content="{CSP}"' in unescape(page)
    assert '<html lang="pt"' in page
    assert "<title>Alice Chen - CV</title>" in page
    assert re.findall(r"url\((?!data:)", page) == []
    assert re.findall(r'src="(?!data:)', page) == []
    assert "<script" not in page
    assert "size: Letter" in page


def test_markup_in_any_field_stays_text() -> None:
    harmless = set(re.findall(r"<(\w+)", cv_page(DOCUMENTS["full"][1], language="en", paper="A4")))
    for payload in payloads("http://127.0.0.1:9"):
        page = cv_page(filled_with(payload), language="en", paper="A4")
        assert " ".join(payload.split()) in shown(page)
        assert set(re.findall(r"<(\w+)", page)) <= harmless


def test_only_web_and_mail_addresses_become_links() -> None:
    basics = {
        "email": "a@b.example",
        "url": "javascript:alert(1)",
        "profiles": [{"url": "https://x.example/me"}],
    }
    page = cv_page({"basics": basics}, language="en", paper="A4")
    assert re.findall(r'href="([^"]*)"', page) == ["mailto:a@b.example", "https://x.example/me"]
    assert "javascript:alert(1)" in shown(page)


def test_a_photo_appears_only_when_it_lies_in_the_document() -> None:
    for image, there in (
        ("data:image/png;base64,AAAA", True),
        ("", False),
        ("https://x.example/me.png", False),
        ("data:image/svg+xml;base64,AAAA", False),
    ):
        page = cv_page({"basics": {"name": "Ann", "image": image}}, language="en", paper="A4")
        assert ("<img" in page) is there


def test_every_value_has_a_marked_place_that_shows_it() -> None:
    document = DOCUMENTS["full"][1]
    marked = re.findall(r'data-at="([^"]*)"', cv_page(document, language="en", paper="A4"))
    places = [place for each in marked for place in each.split()]
    values = [pointer for pointer, _ in leaves_of(document) if not pointer.startswith(("/meta", "/$schema"))]

    unmarked = [
        pointer
        for pointer in values
        if not any(pointer == place or pointer.startswith(f"{place}/") for place in places)
    ]
    assert [pointer for pointer in unmarked if not pointer.endswith(("/url", "/image"))] == []
    assert re.search(r'data-at="/work/0/name">([^<]*)<', cv_page(document, language="en", paper="A4"))


@pytest.mark.parametrize(
    ("language", "start", "end", "text"),
    [
        ("en", "2016-03", "2021-06", "Mar 2016 - Jun 2021"),
        ("es", "2016-01", "", "ene 2016 - actualidad"),
        ("pt", "2016-02-14", "2016", "fev 2016 - 2016"),
        ("en", "2016", "2016", "2016"),
        ("pt", "", "2019-12", "dez 2019"),
        ("en", "", "", ""),
    ],
)
def test_periods_read_naturally(language: Locale, start: str, end: str, text: str) -> None:
    assert period_text(start, end, language) == text


def test_what_is_no_date_stays_as_it_is() -> None:
    assert [date_text(text, "en") for text in ("soon", "2020-13", "2020-xx", "")] == [
        "soon",
        "2020-13",
        "2020-xx",
        "",
    ]


def test_every_language_has_every_word() -> None:
    for words in WORDS.values():
        assert set(words.sections) == set(WORDS["en"].sections)
        assert len(set(words.months)) == 12


def test_letters_that_break_readers_are_replaced_or_dropped() -> None:
    sheet = sheet_of({"basics": {"name": "O\ufb03ce\u00ad \ue001Manager\x00", "summary": "one\n\ntwo"}}, "en")
    assert sheet.name == "Office Manager"
    assert [fact.text for fact in sheet.sections[0].facts] == ["one", "two"]
