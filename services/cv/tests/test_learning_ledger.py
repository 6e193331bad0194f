"""Answers to questions, repetitions and corrections of what is known."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest

from lifeos.contracts.memory import Memory, Question
from lifeos.cv.learning import Learned, learn


def hear(text: str, known: Sequence[Memory] = (), pending: Question | None = None, turn: int = 1) -> Learned:
    """What is learned from one turn."""
    ids = {"turn_id": UUID(int=turn), "session_id": UUID(int=7)}
    return learn(text, **ids, known=known, pending=pending, today=date(2026, 11, 22))


def only(learned: Learned, kind: str) -> Memory:
    """The one fact of a kind."""
    (found,) = [memory for memory in learned.facts if memory.kind == kind]
    return found


KNOWN = hear("I worked at Acme as a nurse from 2016 to 2017. My email is ana@x.com.").facts
JOB = next(memory for memory in KNOWN if memory.kind == "job")


def test_what_is_known_is_not_learned_again() -> None:
    assert hear("I worked at Acme as a nurse from 2016 to 2017.", KNOWN, turn=2).facts == []


def test_a_corrected_date_replaces_the_whole_job_and_is_named() -> None:
    learned = hear("No, it was 2018 to 2019 at Acme.", KNOWN, turn=2)
    job = only(learned, "job")
    assert job.supersedes == [JOB.id]
    assert {k: c.value for k, c in job.claims.items()} == {
        "name": "Acme", "position": "nurse", "startDate": "2018", "endDate": "2019"
    }  # fmt: skip
    assert job.claims["position"].evidence == JOB.claims["position"].evidence
    assert [(c.field, c.before, c.after, c.label) for c in learned.changes] == [
        ("startDate", "2016", "2018", "Acme"),
        ("endDate", "2017", "2019", "Acme"),
    ]


def test_a_correction_that_leaves_the_old_end_impossible_leaves_the_end_out() -> None:
    job = only(hear("Actually I joined Acme in 2018, not 2016.", KNOWN, turn=2), "job")
    assert job.claims["startDate"].value == "2018"
    assert "endDate" not in job.claims


def test_a_new_address_supersedes_the_old_one() -> None:
    learned = hear("My email is now ana@y.org.", KNOWN, turn=2)
    assert only(learned, "email").supersedes == [m.id for m in KNOWN if m.kind == "email"]
    assert [(c.before, c.after) for c in learned.changes] == [("ana@x.com", "ana@y.org")]


@pytest.mark.parametrize(
    "text",
    ["At Acme I trained 12 new nurses.", "En Acme formé a 12 enfermeras.", "Na Acme treinei 12 enfermeiras."],
)
def test_a_result_at_a_known_employer_is_a_highlight_of_that_job(text: str) -> None:
    assert only(hear(text, KNOWN, turn=2), "highlight").about == JOB.id


@pytest.mark.parametrize(
    ("slot", "text", "claims"),
    [
        ("job.dates", "2015 to 2019", {"startDate": "2015", "endDate": "2019"}),
        ("job.dates", "de abril de 2016 a mayo de 2018", {"startDate": "2016-04", "endDate": "2018-05"}),
        ("job.startDate", "março de 2015", {"startDate": "2015-03"}),
        ("job.endDate", "still there", {"endDate": "present"}),
    ],
)
def test_an_answer_completes_the_job_that_was_asked_about(
    slot: str, text: str, claims: dict[str, str]
) -> None:
    known = hear("I worked at Globex as a driver.").facts
    job = only(hear(text, known, Question(slot=slot, about=known[0].id, text="?"), turn=2), "job")
    assert job.about == known[0].id
    assert {field: claim.value for field, claim in job.claims.items()} == claims


@pytest.mark.parametrize(
    "text", ["skip", "no sé", "não sei", "no phone", "I don't know", "no tengo", "prefiro não dizer"]
)
def test_an_answer_that_tells_nothing_teaches_nothing(text: str) -> None:
    assert hear(text, pending=Question(slot="phone", text="?")).facts == []


@pytest.mark.parametrize(
    ("slot", "text", "kind", "value"),
    [
        ("name", "Ana López", "name", "Ana López"),
        ("name", "ana lópez", "name", "Ana López"),
        ("location", "vivo en Vigo", "location", "Vigo"),
        ("phone", "555 0123", "phone", "555 0123"),
        ("target", "warehouse manager", "target", "warehouse manager"),
    ],
)
def test_a_short_answer_fills_exactly_the_slot(slot: str, text: str, kind: str, value: str) -> None:
    (fact,) = hear(text, pending=Question(slot=slot, text="?")).facts
    assert (fact.kind, fact.claims["value"].value) == (kind, value)


def test_an_end_before_its_start_is_left_out_and_never_swapped() -> None:
    job = only(hear("I worked at Acme from 2019 to 2015 as a cook."), "job")
    assert job.claims["startDate"].value == "2019"
    assert "endDate" not in job.claims


def test_a_pasted_profile_gives_jobs_with_their_bullets() -> None:
    learned = hear(
        "EXPERIENCE\nAcme Ltd, London\nProject Manager\nJan 2019 - Present\n• Led 5 people\n\n"
        "Team Lead at Globex (2015 - 2018)\n- Cut cost by 10%\n\nEDUCATION\nBSc Physics, University of Leeds, 2011 – 2014\nSKILLS\nPython, SQL"
    )
    jobs = [m for m in learned.facts if m.kind == "job"]
    assert [(m.claims["name"].value, m.claims["position"].value) for m in jobs] == [
        ("Acme Ltd", "Project Manager"),
        ("Globex", "Team Lead"),
    ]
    highlights = [(m.claims["text"].value, m.about) for m in learned.facts if m.kind == "highlight"]
    assert highlights == [("Led 5 people", jobs[0].id), ("Cut cost by 10%", jobs[1].id)]
