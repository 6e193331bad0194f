"""A whole document: which words may bear which leaf out, and what the person is told."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.words import Locale
from lifeos.grounding import (
    FieldKind,
    Words,
    check_document,
    check_value,
    index,
    kind_of,
    leaves,
    plain_reason,
    question_for,
    years_between,
    years_worked,
)

NORTH = "I was a picker at Northgate Foods from March 2010 to March 2016. I trained 12 temps."
DELTA = "Since March 2016 I'm a planner at Delta Freight. I look after fifteen suppliers. I speak French, C1, and German, A2."
DOCUMENT: dict[str, Any] = {
    "$schema": "https://example.com/schema.json",
    "basics": {"summary": "Planner at Delta Freight with 14 years of experience."},
    "work": [
        {
            "name": "Northgate Foods",
            "startDate": "2010-03",
            "endDate": "2016-03",
            "highlights": ["Trained 12 temps"],
        },
        {"name": "Delta Freight", "startDate": "2016-03", "highlights": ["Manage 15 suppliers"]},
    ],
    "languages": [{"language": "French", "fluency": "C1"}, {"language": "German", "fluency": "A2"}],
}


def message(text: str) -> list[Words]:
    return [Words("message", "turn", text)]


def scope_by_job(pointer: str) -> Sequence[Words]:
    if pointer.startswith("/work/0/"):
        return message(NORTH)
    return message(DELTA) if pointer.startswith("/work/1/") else message(f"{NORTH} {DELTA}")


def statuses(
    document: dict[str, Any], scope: Callable[[str], Sequence[Words]] = scope_by_job
) -> dict[str, str]:
    return {leaf.pointer: leaf.status for leaf in check_document(document, scope, date(2024, 6, 1))}


def test_an_honest_document_is_borne_out_and_years_are_calculated_from_the_jobs() -> None:
    found = statuses(DOCUMENT)
    assert found["/basics/summary"] == "calculated"
    assert set(found.values()) == {"calculated", "verbatim", "reworded"}
    assert "/$schema" not in found


def test_years_that_the_jobs_do_not_add_up_to_are_unsupported() -> None:
    document = {**DOCUMENT, "basics": {"summary": "Planner at Delta Freight with 15 years of experience."}}
    assert statuses(document)["/basics/summary"] == "unsupported"


def test_a_calculated_sentence_may_not_carry_a_lie_beside_the_years() -> None:
    document = {**DOCUMENT, "basics": {"summary": "Planner at Oracle with 14 years of experience."}}
    assert statuses(document)["/basics/summary"] == "unsupported"


def test_a_true_number_moved_to_another_job_is_caught() -> None:
    moved = [{"name": "Northgate Foods", "highlights": ["Look after 15 suppliers"]}]
    assert statuses({"work": moved}) == {"/work/0/name": "verbatim", "/work/0/highlights/0": "unsupported"}


def test_a_level_of_another_language_does_not_count() -> None:
    languages = [{"language": "German", "fluency": "C1"}]
    assert statuses({"languages": languages})["/languages/0/fluency"] == "unsupported"


@pytest.mark.parametrize(
    ("pointer", "kind"),
    [
        ("/basics/name", "name"),
        ("/basics/label", "label"),
        ("/work/0/name", "employer"),
        ("/work/12/startDate", "date"),
        ("/work/0/endDate", "end_date"),
        ("/work/0/highlights/3", "text"),
        ("/education/0/studyType", "degree"),
        ("/skills/0/keywords/2", "skill"),
        ("/skills/1", "skill"),
        ("/certificates/0/name", "certificate"),
        ("/basics/location/city", "location"),
        ("/anything/else", "text"),
    ],
)
def test_a_pointer_tells_the_kind(pointer: str, kind: FieldKind) -> None:
    assert kind_of(pointer) == kind


def test_leaves_are_named_by_escaped_pointers() -> None:
    assert list(leaves({"a/b": ["x", {"c~d": "y"}], "n": 3, "blank": " "})) == [
        ("/a~1b/0", "x"),
        ("/a~1b/1/c~0d", "y"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [("2010-03", "2016-03", 6), ("2010-03", "2016-02", 5), ("2010", "present", 14), ("soon", "2016", None)],
)
def test_years_between_counts_full_years(start: str, end: str, years: int | None) -> None:
    assert years_between(start, end, date(2024, 6, 1)) == years


def test_overlapping_years_count_once_and_gaps_do_not_count() -> None:
    assert years_worked([("2010", "2012"), ("2011", "2013"), ("2015", "2016")]) == 4


@pytest.mark.parametrize(
    ("text", "skill", "held"),
    [
        ("I don't know SAP but I use Excel every day.", "SAP", False),
        ("I don't know SAP but I use Excel every day.", "Excel", True),
        ("No sé SAP. Manejo Excel.", "SAP", False),
        ("No sé SAP. Manejo Excel.", "Excel", True),
        ("Não sei SAP, mas uso Excel.", "SAP", False),
        ("Não sei SAP, mas uso Excel.", "Excel", True),
        ("I have never used Oracle, SAP or Sage.", "SAP", False),
        ("Nunca usei SAP.", "SAP", False),
        ("My brother uses SAP at work.", "SAP", False),
        ("Quiero aprender SAP.", "SAP", False),
        ("Trabalhei no SAP Labs com Excel.", "SAP", True),
    ],
)
def test_a_skill_counts_only_when_it_is_ones_own(text: str, skill: str, held: bool) -> None:
    assert (check_value("skill", skill, message(text)).status != "unsupported") is held


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_every_finding_is_told_in_the_language_of_the_person(language: Locale) -> None:
    verdict = check_value("date", "2015-03", message(NORTH))
    leaf = Leaf(pointer="/work/0/startDate", status="unsupported", reason=verdict.reason)
    reason = plain_reason(leaf, language)
    assert "2015" in reason
    assert "2015-03" not in reason
    assert reason.endswith(".")
    assert plain_reason(Leaf(pointer="/x", status="verbatim"), language) == ""


@pytest.mark.parametrize(
    ("pointer", "value", "language", "question"),
    [
        ("/work/0/name", "Acme", "en", "Is it true that you worked at Acme?"),
        ("/work/0/startDate", "2016-03", "en", "Is it true that this began in March 2016?"),
        ("/work/0/startDate", "2016-03", "pt", "É verdade que isto começou em março de 2016?"),
        ("/work/0/endDate", "2016", "es", "¿Es cierto que esto terminó en 2016?"),
        ("/skills/0/name", "SAP", "es", "¿Es cierto que sabes SAP?"),
        ("/certificates/0/date", "2019-05", "en", "Is it true that this was in May 2019?"),
    ],
)
def test_the_question_is_one_that_a_person_can_answer(
    pointer: str, value: str, language: Locale, question: str
) -> None:
    assert question_for(pointer, value, language) == question


def test_what_the_person_confirmed_is_confirmed() -> None:
    verdict = check_value("employer", "Acme", [Words("confirmation", "life.memory.confirmed.v1.s.m", "Acme")])
    assert verdict.status == "confirmed"


@pytest.mark.parametrize(
    ("said", "name", "holds"),
    [
        ("Surname: O'SHEA     Forename(s): NORA\nAddress: Dingle", "Nora O'Shea", True),
        ("1. Apellidos: ROJAS PAZ\n2. Nombres: Elena", "Elena Rojas Paz", True),
        ("1. Apellidos: ROJAS PAZ\n2. Nombres: Elena", "Elena Paz", False),
        ("Apellidos: ROJAS\nNombres: Elena\nCónyuge\nApellidos: SOTO\nNombres: Juan", "Juan Rojas", False),
        ("Apellidos: ROJAS\nNombres: Elena\nCónyuge\nApellidos: SOTO\nNombres: Juan", "Elena Soto", False),
    ],
)
def test_the_two_first_fields_of_a_form_are_one_name(said: str, name: str, holds: bool) -> None:
    found = check_value("name", name, index([Words("message", "1", said)]))

    assert (found.status != "unsupported") == holds, found
