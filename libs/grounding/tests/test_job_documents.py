"""JSON Resume's job schema: the same requirements as in the advert that it stands for."""

import json
from typing import Any

import pytest

from lifeos.grounding.jobs import is_advert, job_document, read_posting

DOCUMENT: dict[str, Any] = {
    "title": "Ward manager",
    "company": "Clinica Norte",
    "type": "Full-time",
    "description": "We run a ward of 30 beds and look for somebody to lead its nurses.",
    "location": {"city": "Leeds", "countryCode": "GB"},
    "remote": "None",
    "salary": "40000",
    "experience": "Senior",
    "responsibilities": ["Plan the shifts", "Train new nurses"],
    "qualifications": ["NMC registration", "3 years of experience as a nurse"],
    "skills": [{"name": "HealthRoster", "level": "Advanced", "keywords": ["shifts", "leave"]}],
    "meta": {"version": "v1.0.0"},
}


def test_what_the_document_asks_for_is_what_is_read() -> None:
    found = job_document(json.dumps(DOCUMENT))
    assert found is not None
    posting = read_posting(found.text, title=found.title, company=found.company)

    assert (posting.title, posting.company, posting.years) == ("Ward manager", "Clinica Norte", 3)
    asked = [requirement.text for requirement in posting.requirements if requirement.must]
    assert asked[:2] == ["NMC registration", "3 years of experience as a nurse"]
    assert any(text.startswith("HealthRoster, Advanced") for text in asked)
    assert not [text for text in asked if "Train" in text], "a duty is nothing that is asked for"
    assert all(found.text[each.start : each.end] == each.text for each in posting.requirements)


@pytest.mark.parametrize(
    ("description", "heading"),
    [
        ("Buscamos a una persona para dirigir la planta.", "Requisitos"),
        ("Procuramos uma pessoa para a nossa loja.", "Requisitos"),
    ],
)
def test_its_headings_are_in_its_language(description: str, heading: str) -> None:
    found = job_document(
        json.dumps({"title": "Chefe", "description": description, "qualifications": ["CRM"]})
    )

    assert found is not None
    assert heading in found.text


@pytest.mark.parametrize(
    "text",
    [
        "Ward manager. We look for a nurse.",
        "{not json",
        "[]",
        json.dumps({"basics": {"name": "Ana"}, "title": "CV", "skills": [{"name": "SQL"}]}),
        json.dumps({"title": "Only a title"}),
        json.dumps({"title": ["a"], "skills": ["SQL"]}),
    ],
)
def test_what_is_no_job_description_is_none(text: str) -> None:
    assert job_document(text) is None


@pytest.mark.parametrize(
    "odd",
    [
        {"qualifications": None},
        {"qualifications": "NMC", "skills": {"name": "x"}},
        {"skills": [None, 3, {"level": 1}, "SQL"]},
        {"location": ["Leeds"], "skills": ["SQL"]},
    ],
)
def test_a_document_that_bends_the_schema_breaks_nothing(odd: dict[str, Any]) -> None:
    text = json.dumps({"title": "Nurse"} | odd)
    found = job_document(text)

    assert found is None or found.text.startswith("Nurse")
    assert isinstance(is_advert(text), bool)
