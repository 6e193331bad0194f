"""Asked for all jobs or schools, a person answers with a list; what it says counts more than what was guessed."""

from datetime import date
from uuid import uuid4

import pytest

from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.words import Locale
from lifeos.cv.composing import compose, missing, questions
from lifeos.cv.drafts import borne_out
from lifeos.cv.learner import standing_after
from lifeos.cv.learning import Learned, learn
from services.cv.tests.telling import Story


def told(text: str, slot: str = "", known: list[Memory] | None = None) -> Learned:
    pending = Question(slot=slot, text="?") if slot else None
    return learn(
        text, turn_id=uuid4(), session_id=uuid4(), known=known or [], pending=pending, today=date(2026, 11, 22)
    )  # fmt: skip


def jobs(facts: list[Memory]) -> list[tuple[str, ...]]:
    fields = ("name", "position", "startDate", "endDate")
    return [
        tuple(fact.claims[field].value if field in fact.claims else "" for field in fields)
        for fact in facts
        if fact.kind == "job"
    ]


def compose_jobs(known: list[Memory], facts: list[Memory]) -> list[Memory]:
    return [fact for fact in standing_after(known, facts) if fact.kind == "job" and fact.about is None]


def known_job(**values: str) -> list[Memory]:
    story = Story()
    story.learn("job", values)
    return story.memories


@pytest.mark.parametrize(
    "text",
    [
        "Acme Ltd, cook, March 2015 - June 2018\nBistro Nine, head chef, July 2018 - today",
        "Acme Ltd, cook (March 2015 - June 2018)\nBistro Nine, head chef (July 2018 - today)",
        "Acme Ltd, cook, March 2015 - June 2018; Bistro Nine, head chef, July 2018 - today",
        "cook, Acme Ltd, March 2015 - June 2018\nhead chef, Bistro Nine, July 2018 - today",
        "- Acme Ltd, cook, 03/2015 - 06/2018\n- Bistro Nine, head chef, 07/2018 - today",
    ],
)
def test_each_line_is_a_job_however_it_is_written(text: str) -> None:
    assert jobs(told(text, "jobs").facts) == [
        ("Acme Ltd", "cook", "2015-03", "2018-06"), ("Bistro Nine", "head chef", "2018-07", "present"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clínica Sol, enfermera, de marzo de 2015 a junio de 2018", ("Clínica Sol", "enfermera", "2015-03", "2018-06")),
        ("Clínica Sol, enfermeira, de março de 2015 a junho de 2018", ("Clínica Sol", "enfermeira", "2015-03", "2018-06")),
        ("Clínica Sol, enfermera, desde 2019", ("Clínica Sol", "enfermera", "2019", "present")),
        ("Clínica Sol, enfermeira, desde 2019", ("Clínica Sol", "enfermeira", "2019", "present")),
    ],
)  # fmt: skip
def test_a_list_is_read_in_spanish_and_portuguese_too(text: str, expected: tuple[str, ...]) -> None:
    assert jobs(told(text, "jobs").facts) == [expected]


def test_a_line_completes_the_job_that_it_means() -> None:
    known = known_job(name="Acme", startDate="2015")

    facts = told("Acme Ltd, cook, March 2015 - June 2018", "jobs", known).facts

    assert jobs(standing_after(known, facts)) == [("Acme Ltd", "cook", "2015-03", "2018-06")]


def test_what_a_full_list_leaves_out_is_taken_out_and_its_words_are_kept() -> None:
    known = known_job(name="Where I Learned", startDate="2015")

    learned = told("Acme Ltd, cook, 2015 - 2018\nBistro Nine, chef, 2018 - 2020", "jobs", known)
    stand = standing_after(known, learned.facts)

    assert [name for name, *_ in jobs(stand)] == ["Acme Ltd", "Bistro Nine"]
    assert [fact.quote for fact in stand if fact.kind == "other"] == [known[0].quote]
    assert [(change.label, change.after) for change in learned.changes] == [("Where I Learned", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Yes, that is all",
        "yes",
        "Yep that's right",
        "Sí, eso es todo",
        "está todo bien",
        "Sim, é só isso",
        "tudo certo",
    ],
)
def test_who_says_that_all_is_right_changes_nothing(text: str) -> None:
    learned = told(text, "jobs", known_job(name="Acme", startDate="2015"))
    assert (learned.facts, learned.changes) == ([], [])


def test_what_is_added_to_a_yes_is_read() -> None:
    [job] = jobs(told("Yes, but I also worked at Bistro Nine as a chef from 2018 to 2020.", "jobs").facts)
    assert job == ("Bistro Nine", "chef", "2018", "2020")


def test_two_lines_about_one_employer_are_two_jobs() -> None:
    known = known_job(name="Vagarosa", position="gestora de produto", startDate="2018-03")

    facts = told(
        "Vagarosa, Diretora de produto, janeiro de 2023 - hoje\nVagarosa, Gestora de produto, março de 2018 - janeiro de 2023",
        "jobs",
        known,
    ).facts

    assert [name for name, *_ in jobs(compose_jobs(known, facts))] == ["Vagarosa", "Vagarosa"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Seguradora Índico, S.A., Jurista, 2016 - 2022",
            ("Seguradora Índico, S.A", "Jurista", "2016", "2022"),
        ),
        ("Fonda Doña Licha, Lavaloza, 2009 - 2011", ("Fonda Doña Licha", "Lavaloza", "2009", "2011")),
        ("Clínica Sol, analista, 15/07/2016 - 31/01/2020", ("Clínica Sol", "analista", "2016-07", "2020-01")),
    ],
)
def test_legal_forms_unknown_titles_and_whole_dates(text: str, expected: tuple[str, ...]) -> None:
    assert jobs(told(text, "jobs").facts) == [expected]


def test_results_of_a_job_that_was_taken_out_are_kept_too() -> None:
    story = Story()
    job = story.learned("job", name="Where I Learned", startDate="2015")
    story.learned("highlight", about=job, text="I cut waste by 12%")

    learned = told("Acme Ltd, cook, 2015 - 2018", "jobs", story.memories)
    document = compose(standing_after(story.memories, learned.facts), "en")

    assert [work["name"] for work in document.document["work"]] == ["Acme Ltd"]
    assert "12%" in str(document.unplaced) + str(document.document)


def test_a_part_of_a_long_list_takes_nothing_out() -> None:
    story = Story()
    for name in ("First Co", "Second Co", "Third Co"):
        story.learned("job", name=name, startDate="2015")

    learned = told("First Co, cook, 2015 - 2016", "jobs", story.memories)

    document = compose(standing_after(story.memories, learned.facts), "en").document
    assert {work["name"] for work in document["work"]} == {"First Co", "Second Co", "Third Co"}
    assert learned.changes == []


@pytest.mark.parametrize(
    "text",
    [
        "I worked at Acme Ltd as a cook from March 2015 to June 2018, and it was a wonderful time for me.",
        "Trabajé en Acme Ltd como cocinera de marzo de 2015 a junio de 2018, y fue un tiempo muy bueno.",
        "Trabalhei na Acme Ltd como cozinheira de março de 2015 a junho de 2018, e foi um tempo muito bom.",
    ],
)
def test_prose_instead_of_a_list_is_read_as_prose(text: str) -> None:
    [(name, position, *dates)] = jobs(told(text, "jobs").facts)
    assert (name, dates) == ("Acme Ltd", ["2015-03", "2018-06"])
    assert position in {"cook", "cocinera", "cozinheira"}


@pytest.mark.parametrize(
    "text",
    ["I don't know", "no lo sé", "não sei", "???", "later, please", "Not now, thanks", "🙂", "- - -", ";;;"],
)
def test_no_list_at_all_takes_nothing_out(text: str) -> None:
    known = known_job(name="Acme", startDate="2015")

    learned = told(text, "jobs", known)

    assert jobs(standing_after(known, learned.facts)) == jobs(known)
    assert learned.changes == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "University of Leeds, BSc Chemistry, 2010 - 2013",
            ("University of Leeds", "BSc", "Chemistry", "2010", "2013"),
        ),
        (
            "BSc in Chemistry, University of Leeds, 2013",
            ("University of Leeds", "BSc", "Chemistry", "", "2013"),
        ),
        (
            "Universidad de Sevilla, Licenciatura en Química, 2010 - 2013",
            ("Universidad de Sevilla", "Licenciatura", "Química", "2010", "2013"),
        ),
        (
            "Universidade de Coimbra, Licenciatura em Química (2010 - 2013)",
            ("Universidade de Coimbra", "Licenciatura", "Química", "2010", "2013"),
        ),
    ],
)
def test_each_line_is_a_school(text: str, expected: tuple[str, ...]) -> None:
    [school] = told(text, "schools").facts
    fields = ("institution", "studyType", "area", "startDate", "endDate")
    assert tuple(school.claims[f].value if f in school.claims else "" for f in fields) == expected


def test_an_employer_on_the_list_is_no_place_of_study() -> None:
    story = Story()
    story.learned("education", institution="Oak Primary School")

    learned = told("Oak Primary School, teacher, 2010 - 2013", "jobs", story.memories)
    stand = standing_after(story.memories, learned.facts)

    assert [fact.kind for fact in stand if fact.kind in {"job", "education"}] == ["job"]


def asked(story: Story) -> list[str]:
    return [gap for gap in missing(story.memories) if gap in {"jobs", "schools"}]


@pytest.mark.parametrize(
    "words",
    [
        "Then three years at the docks until 2017",
        "luego tres años en el puerto hasta 2017",
        "depois o porto, até 2017",
    ],
)
def test_dated_words_without_a_place_ask_for_the_list(words: str) -> None:
    story = Story()
    story.learned("job", name="Acme", position="cook", startDate="2018", endDate="present")
    assert asked(story) == []

    story.learned("other", text=words)
    assert asked(story) == ["jobs"]


@pytest.mark.parametrize(
    "words", ["a degree in chemistry, 2013", "la carrera de química, 2013", "a faculdade, 2013"]
)
def test_words_about_studies_without_a_place_ask_for_the_schools(words: str) -> None:
    story = Story()
    story.learned("job", name="Acme", position="cook", startDate="2018", endDate="present")
    story.learned("other", text=words)

    assert asked(story) == ["schools"]


def test_what_is_clear_asks_for_no_list() -> None:
    story = Story()
    story.learned("job", name="Acme", position="cook", startDate="2018")
    story.learned("education", institution="University of Leeds", studyType="BSc")
    story.learned("other", text="I like long walks")

    assert asked(story) == []


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_list_is_asked_for_in_words(language: Locale) -> None:
    story = Story()
    story.learned("other", text="the docks, 2017")

    first = questions(story.memories, language)[0]

    assert first.slot == "jobs"
    assert {"en": "one a line", "es": "uno por línea", "pt": "um por linha"}[language] in first.text


def test_what_other_words_of_the_person_contradict_becomes_a_question() -> None:
    known = told("I have a degree in Chemistry from the University of Leeds, 2013.").facts
    known = standing_after(known, told("I never finished my degree in Chemistry.", known=known).facts)
    said = compose(known, "en")

    kept = borne_out(said, known, "en")

    assert len(kept.document["education"]) == 1 < len(said.document["education"])
    assert [out.question for out in kept.left_out if out.value == "Chemistry"] == [
        "Is it true that you studied Chemistry?"
    ]


def test_a_cv_that_all_words_bear_out_is_left_as_it_is() -> None:
    story = Story()
    story.learned("job", name="Acme", position="cook", startDate="2018", endDate="2020")
    composed = compose(story.memories, "en")

    assert borne_out(composed, story.memories, "en") is composed
