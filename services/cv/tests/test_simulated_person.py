"""The simulated person says what stands in the sheet, in the language of the story, and nothing else."""

from typing import Any

import pytest

from lifeos.contracts.words import Locale
from lifeos.cv.composing import questions
from services.cv.tests.simulated_person import SimulatedPerson
from services.cv.tests.telling import Story

SHEET: dict[str, Any] = {
    "name": "Ana Lima",
    "email": "ana@example.com",
    "label": "controller",
    "location": "Vigo",
    "skills": ["Excel", "SAP"],
    "jobs": {
        "Acme": {"title": "accountant", "start": "2017-03", "end": "2019", "results": ["I cut the close to 5 days."]},
        "Globex": {"title": "clerk", "start": "2012", "end": "present"},
    },
    "education": {"UPV": {"degree": "BSc", "start": "2008", "end": "2012"}},
    "unknown": ["phone", "languages"],
}  # fmt: skip


def answers(language: Locale) -> dict[tuple[str, str], str]:
    """Every answer to a story that names two employers, a school and nothing else."""
    story = Story()
    names = {story.learned("job", name=name): name for name in ("Acme", "Globex")}
    names[story.learned("education", institution="UPV")] = "UPV"
    person = SimulatedPerson(SHEET, language)
    declined: set[tuple[str, Any]] = set()
    found: dict[tuple[str, str], str] = {}
    for _ in range(3):
        for question in questions(story.memories, language, frozenset(declined)):
            declined.add((question.slot, question.about))
            about = names[question.about] if question.about else ""
            found[question.slot, about] = person.answer(question, story.memories)
    return found


@pytest.mark.parametrize(
    ("language", "unknown", "month", "still"),
    [
        ("en", "I don't know", "March 2017", "still there"),
        ("es", "no lo sé", "marzo de 2017", "sigo ahí"),
        ("pt", "não sei", "março de 2017", "ainda estou lá"),
    ],
)
def test_answers_come_from_the_sheet(language: Locale, unknown: str, month: str, still: str) -> None:
    said = answers(language)
    expected = {
        ("name", ""): "Ana Lima",
        ("email", ""): "ana@example.com",
        ("phone", ""): unknown,
        ("languages", ""): unknown,
        ("target", ""): "controller",
        ("location", ""): "Vigo",
        ("skills", ""): "Excel, SAP",
        ("job.position", "Acme"): "accountant",
        ("job.dates", "Acme"): month,
        ("job.dates", "Globex"): still,
        ("job.highlights", "Acme"): "I cut the close to 5 days.",
        ("job.highlights", "Globex"): unknown,
        ("education.studyType", "UPV"): "BSc",
        ("education.dates", "UPV"): "2012",
    }
    missing = {
        slot: (said.get(slot), words) for slot, words in expected.items() if words not in said.get(slot, "")
    }
    assert missing == {}


def test_some_answers_are_terse_and_some_are_sentences() -> None:
    said = {answer for language in ("en", "es", "pt") for answer in answers(language).values()}
    assert {"Ana Lima", "Vigo", "accountant"} & said
    assert any(answer.startswith(("My ", "I ", "Me ", "Mi ", "Meu ")) for answer in said)


def test_a_result_is_told_once() -> None:
    story = Story()
    job = story.learned("job", name="Acme", position="accountant", startDate="2017", endDate="2019")
    asked = next(each for each in questions(story.memories, "en") if each.slot == "job.highlights")
    person = SimulatedPerson(SHEET)
    first = person.answer(asked, story.memories)
    story.learned("highlight", about=job, text=first)
    assert (first, person.answer(asked, story.memories)) == ("I cut the close to 5 days.", "I don't know")


def test_what_was_told_before_is_told_again_when_asked() -> None:
    story = {
        "language": "es",
        "facts": {"jobs": [{"employer": "Acme", "title": "cajera", "start": "2012", "end": "present"}]},
        "sheet": {"jobs": {"Acme": {"title": "Jefa de caja"}}},
    }
    told = Story()
    told.learned("job", name="Acme")
    said = {
        each.slot: SimulatedPerson.from_story(story).answer(each, told.memories)
        for each in questions(told.memories, "es")
    }
    assert "Jefa de caja" in said["job.position"]
    assert said["job.dates"] == "Desde 2012, y sigo ahí."
    assert said["email"] == "no lo sé"
