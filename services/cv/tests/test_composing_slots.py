"""The next question is the most useful one, concrete, and never asked again once answered "I don't know"."""

import pytest

from lifeos.contracts.words import Locale
from lifeos.cv.composing import missing, questions
from lifeos.cv.composing.slots import Declined
from services.cv.tests.telling import Story


def complete_story() -> Story:
    story = Story()
    for kind, value in (("name", "Ana Lima"), ("email", "ana@example.com"), ("phone", "600 100 200")):
        story.learn(kind, {"value": value})  # pyright: ignore[reportArgumentType]
    story.learned("location", value="Vigo")
    story.learned("target", value="controller")
    job = story.learned("job", name="Acme", position="accountant", startDate="2017-03", endDate="present")
    story.learned("highlight", about=job, text="I cut the close to 5 days")
    story.learned("highlight", about=job, text="I trained 6 people")
    story.learned("education", institution="UPV", studyType="BSc", startDate="2012", endDate="2016")
    story.learned("language", language="English")
    story.learned("skill", name="Excel")
    return story


CHECKED: Declined = frozenset({("jobs", None), ("schools", None)})
"""The jobs and the studies were looked over already."""


def test_nothing_is_asked_when_nothing_is_missing() -> None:
    assert questions(complete_story().memories, "en", CHECKED) == []
    assert missing(complete_story().memories) == []


def test_what_was_understood_is_shown_once_to_be_looked_over() -> None:
    jobs, schools = questions(complete_story().memories, "en")
    assert "Acme (accountant, Mar 2017 - Present)" in jobs.text
    assert "UPV (BSc, 2012 - 2016)" in schools.text
    assert (jobs.choices, schools.choices) == (["Yes, that is all"], ["Yes, that is all"])


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_first_question_to_a_stranger_is_about_their_work(language: Locale) -> None:
    slots = [question.slot for question in questions([], language)]
    assert slots[:3] == ["story", "name", "email"]


def test_who_told_a_name_but_no_work_is_asked_for_work_after_the_contact() -> None:
    story = Story()
    story.learned("name", value="Ana")
    assert missing(story.memories)[:2] == ["email", "story"]


@pytest.mark.parametrize(
    ("values", "slot", "language", "text"),
    [
        ({"name": "Mercadona", "position": "cajera"}, "job.dates", "en",
         "When did you work at Mercadona? From when to when?"),
        ({"name": "Mercadona", "endDate": "2012"}, "job.position", "es", "¿Qué puesto tenías en Mercadona?"),
        ({"name": "Itaú", "endDate": "2012"}, "job.position", "pt", "Qual era o seu cargo em Itaú?"),
        ({"name": "Itaú", "endDate": "present"}, "job.position", "pt", "Qual é o seu cargo em Itaú?"),
        ({"name": "Itaú", "position": "x", "endDate": "2012"}, "job.startDate", "es",
         "¿Cuándo empezaste en Itaú? Mes y año, si lo sabes."),
        ({"name": "Itaú", "position": "x", "startDate": "2012"}, "job.endDate", "pt",
         "Até quando você ficou em Itaú, ou ainda está lá?"),
        ({"position": "pipe welder", "endDate": "2012"}, "job.name", "en",
         "Which company or place was that: pipe welder?"),
        ({"position": "soldador"}, "job.dates", "es",
         "¿Cuándo trabajaste como soldador? ¿Desde cuándo hasta cuándo?"),
        ({"startDate": "2012"}, "job.position", "en", "What was your job title there (“2012”)?"),
        ({"name": "Acme"}, "job.highlights", "en", "What are you most proud of at Acme? A number helps."),
    ],
)  # fmt: skip
def test_a_question_speaks_of_the_job_in_the_persons_words(
    values: dict[str, str], slot: str, language: Locale, text: str
) -> None:
    story = Story()
    job = story.learn("job", values)
    asked = {question.slot: question for question in questions(story.memories, language)}
    assert (asked[slot].text, asked[slot].about) == (text, job)


@pytest.mark.parametrize(
    ("values", "slot", "text"),
    [
        ({"area": "Derecho", "endDate": "2012"}, "education.institution", "¿Dónde estudiaste Derecho?"),
        ({"institution": "UNED"}, "education.studyType", "¿Qué título obtuviste, o vas a obtener, en UNED?"),
        ({"area": "Derecho", "startDate": "2012"}, "education.dates",
         "¿Cuándo estudiaste Derecho? ¿Desde cuándo hasta cuándo?"),
    ],
)  # fmt: skip
def test_a_question_speaks_of_the_school_in_the_persons_words(
    values: dict[str, str], slot: str, text: str
) -> None:
    story = Story()
    school = story.learn("education", values)
    asked = {question.slot: question for question in questions(story.memories, "es")}
    assert (asked[slot].text, asked[slot].about) == (text, school)


def test_two_jobs_at_one_employer_are_told_apart_by_title() -> None:
    story = Story()
    story.learned("job", name="Acme", position="clerk")
    story.learned("job", name="Acme", position="manager")
    texts = [each.text for each in questions(story.memories, "en") if each.slot == "job.dates"]
    assert texts == [
        "When did you work at Acme as clerk? From when to when?",
        "When did you work at Acme as manager? From when to when?",
    ]


def test_titles_and_dates_come_before_niceties() -> None:
    story = Story()
    story.learned("job", name="Old", endDate="2010")
    story.learned("job", name="New", startDate="2011", endDate="present")
    assert missing(story.memories) == [
        "jobs", "name", "email", "job.position", "job.startDate", "phone", "location", "job.highlights",
        "education.institution", "target", "languages", "skills",
    ]  # fmt: skip
    first_jobs = [each.text for each in questions(story.memories, "en")[3:6]]
    assert first_jobs == [
        "What is your job title at New?",
        "What was your job title at Old?",
        "When did you start at Old? Month and year, if you know.",
    ]


def test_after_one_result_a_second_is_asked_for_in_other_words() -> None:
    story = Story()
    job = story.learned("job", name="Acme")
    story.learned("highlight", about=job, text="I cut scrap")
    asked = {question.slot: question.text for question in questions(story.memories, "pt")}
    assert asked["job.highlights"] == "O que mais você conseguiu em Acme? Um número ajuda."


def test_at_most_twelve_questions_are_asked() -> None:
    story = Story()
    for place in range(9):
        story.learned("job", name=f"Employer {place}")
    assert len(questions(story.memories, "en")) == 12


def test_i_dont_know_is_an_answer() -> None:
    story = Story()
    job = story.learned("job", name="Acme", position="welder", endDate="2012")
    declined = frozenset({("job.startDate", job), ("phone", None)})
    before = {(each.slot, each.about) for each in questions(story.memories, "en")}
    after = {(each.slot, each.about) for each in questions(story.memories, "en", declined)}
    assert before - after == declined


def test_dates_that_nobody_remembers_are_not_asked_for_one_by_one() -> None:
    story = Story()
    job = story.learned("job", name="Acme", position="welder", endDate="2012")
    asked = questions(story.memories, "en", frozenset({("job.dates", job)}))
    assert "job.startDate" not in [each.slot for each in asked]


def test_a_declined_question_stays_declined_when_the_job_is_corrected() -> None:
    story = Story()
    old = story.learned("job", name="Acme", endDate="present")
    story.learned("job", supersedes=(old,), name="Acme Marine", endDate="present")
    asked = questions(story.memories, "en", frozenset({("job.position", old)}))
    assert "job.position" not in [each.slot for each in asked]


@pytest.mark.parametrize(
    ("start", "end", "slot"),
    [
        ("2017", "2015", "job.dates"),
        ("spring 2017", "2019", "job.startDate"),
        ("2017", "2019-13", "job.endDate"),
    ],
)
def test_dates_that_a_cv_cannot_hold_are_asked_for(start: str, end: str, slot: str) -> None:
    story = complete_story()
    story.learned("job", name="Globex", position="clerk", startDate=start, endDate=end)
    assert missing(story.memories) == [slot, "job.highlights"]


@pytest.mark.parametrize(
    ("start", "end", "slot", "text"),
    [
        ("2012", "2014", "job.dates", "Trabajaste en Globex de 2012 a 2014. ¿De qué mes a qué mes?"),
        ("2012", "2014-05", "job.startDate", "¿En qué mes de 2012 empezaste en Globex?"),
        ("2012", "present", "job.startDate", "¿En qué mes de 2012 empezaste en Globex?"),
        ("2012-02", "2014", "job.endDate", "¿Hasta qué mes de 2014 estuviste en Globex?"),
    ],
)
def test_months_are_asked_for_last_and_are_not_missing(start: str, end: str, slot: str, text: str) -> None:
    story = complete_story()
    job = story.learned("job", name="Globex", position="clerk", startDate=start, endDate=end)
    story.learned("highlight", about=job, text="I built the archive")
    story.learned("highlight", about=job, text="I never lost a file")
    asked = questions(story.memories, "es", CHECKED)
    assert [(each.slot, each.about, each.text) for each in asked] == [(slot, job, text)]
    assert missing(story.memories) == []


def test_the_beginning_of_studies_is_asked_for_last() -> None:
    story = complete_story()
    school = story.learned("education", institution="UNED", studyType="MBA", endDate="2020")
    asked = questions(story.memories, "pt", CHECKED)
    assert [(each.about, each.text) for each in asked] == [
        (school, "Em que ano você começou a estudar em UNED?")
    ]
