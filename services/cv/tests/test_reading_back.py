"""Which facts are read back, in which words, and what counts as a yes."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from lifeos.contracts.asks import SpokenTurn
from lifeos.contracts.memory import Claim, Memory, Question
from lifeos.contracts.turn import Reply, Segment
from lifeos.contracts.words import ClaimStatus, Locale, MemoryKind
from lifeos.cv.learner import pending_question
from lifeos.cv.reading_back import MOST_READ, confirmed_by, correctable, wants_it_read, with_reading_back
from lifeos.grounding.chatter import says_yes

OTHER = Question(slot="name", text="What is your full name?")


def fact(kind: MemoryKind, values: dict[str, str], so: ClaimStatus = "heard") -> Memory:
    claims = {field: Claim(value=value, status=so) for field, value in values.items()}
    return Memory(id=uuid4(), kind=kind, claims=claims, quote="", turn_id=uuid4(), session_id=UUID(int=0))


JOB = {"position": "cook", "name": "Blue Hotel", "startDate": "2015-03", "endDate": "2020-06"}


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", "cook at Blue Hotel, from March 2015 to June 2020"),
        ("es", "cook en Blue Hotel, de marzo de 2015 a junio de 2020"),
        ("pt", "cook em Blue Hotel, de março de 2015 a junho de 2020"),
    ],
)
def test_a_job_is_read_as_people_say_it(language: Locale, read: str) -> None:
    asked = with_reading_back([OTHER], "Thank you.", [fact("job", JOB)], language)
    assert asked[0] == OTHER
    assert read in asked[-1].text


@pytest.mark.parametrize(
    ("changed", "read"),
    [
        ({"endDate": "present"}, "cook at Blue Hotel, since March 2015"),
        ({"startDate": "2015", "endDate": "2020"}, "cook at Blue Hotel, from 2015 to 2020"),
        ({"endDate": ""}, "cook at Blue Hotel, beginning in March 2015"),
        ({"startDate": ""}, "cook at Blue Hotel, until June 2020"),
        ({"startDate": "", "endDate": ""}, "cook at Blue Hotel"),
        ({"location": "Leeds"}, "cook at Blue Hotel, Leeds, from March 2015 to June 2020"),
        ({"position": ""}, "Blue Hotel, from March 2015"),
        ({"name": ""}, "cook, from March 2015"),
    ],
)
def test_what_is_not_known_is_not_read(changed: dict[str, str], read: str) -> None:
    values = {field: value for field, value in (JOB | changed).items() if value}
    assert f"heard: {read}" in with_reading_back([], "", [fact("job", values)], "en")[0].text


def test_only_what_was_heard_is_read_three_facts_at_a_time() -> None:
    facts = [
        fact("name", {"value": "Ana Lopez"}, "confirmed"),
        fact("email", {"value": "ana@example.org"}),
        fact("job", JOB),
        fact("other", {"text": "word " * 60}),
        fact("language", {"language": "French", "fluency": "fluent"}),
        fact("skill", {"name": "Python"}),
    ]
    asked = with_reading_back([], "", facts, "en")[0]
    assert asked.reads_back == [facts[1].id, facts[2].id, facts[4].id]
    assert len(asked.reads_back) == MOST_READ
    assert "Ana" not in asked.text
    assert "Python" not in asked.text


def test_nothing_heard_nothing_asked() -> None:
    assert with_reading_back([OTHER], "Make my CV.", [fact("name", {"value": "Ana"}, "verbatim")], "en") == [
        OTHER
    ]


@pytest.mark.parametrize(
    "message",
    [
        "Please make my CV.",
        "What do you have so far?",
        "Haz mi CV.",
        "¿Qué has anotado?",
        "O que você anotou?",
    ],
)
def test_it_comes_first_when_it_matters(message: str) -> None:
    asked = with_reading_back([OTHER], message, [fact("job", JOB)], "en")
    assert [each.slot for each in asked] == ["heard", "name"]


@pytest.mark.parametrize("text", ["I read books back home.", "I tell you what I did.", "Tengo dos hijos."])
def test_telling_is_no_wish_to_hear_it(text: str) -> None:
    assert not wants_it_read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        "Yes, that's right.",
        "Yeah, it is.",
        "Exactly, thank you!",
        "Sí, es correcto.",
        "Así es.",
        "Sim, está certo.",
        "Isso mesmo.",
    ],
)
def test_a_yes_is_a_yes(text: str) -> None:
    assert says_yes(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "No.",
        "Thank you.",
        "Yes, but until July 2020.",
        "Yes, and I also cleaned.",
        "Right after that I left.",
        "Sí, pero no en 2020.",
        "Não.",
    ],
)
def test_a_yes_with_more_is_none(text: str) -> None:
    assert not says_yes(text)


def turn(question: Question, heard: str, *, interrupted: bool = False) -> SpokenTurn:
    """A turn whose reply asked this, of which this much was heard."""
    return SpokenTurn(
        turn_id=uuid4(),
        sequence=1,
        person="Please make my CV.",
        reply=Reply(text=heard, segments=[Segment(speaker="antonio", text=heard)]),
        outcome="replied",
        questions=[question],
        interrupted=interrupted,
        at=datetime.now(UTC),
    )


def test_only_who_heard_the_whole_question_confirms_with_a_yes() -> None:
    asked = with_reading_back([], "", [fact("job", JOB)], "en")[0]
    whole, cut = turn(asked, f"I am writing it. {asked.text}"), turn(asked, asked.text[:40], interrupted=True)
    assert confirmed_by("Yes.", [whole], uuid4()) == asked.reads_back
    assert confirmed_by("Yes.", [cut], uuid4()) == []
    assert confirmed_by("Yes, until 2021.", [whole], uuid4()) == []
    assert confirmed_by("Yes.", [], uuid4()) == []
    assert confirmed_by("Yes.", [whole, turn(OTHER, OTHER.text)], uuid4()) == [], (
        "another question came between"
    )


def test_a_question_that_was_spoken_over_is_not_answered() -> None:
    """ "Wait a moment" is no name."""
    assert pending_question([turn(OTHER, "What is", interrupted=True)], uuid4()) is None
    assert pending_question([turn(OTHER, f"{OTHER.text} As it", interrupted=True)], uuid4()) == OTHER
    assert pending_question([turn(OTHER, "Put differently by a model?")], uuid4()) == OTHER


def test_a_no_is_about_the_dates_of_the_one_job_that_was_read() -> None:
    job, name = fact("job", JOB), fact("name", {"value": "Ana Lopez"})
    asked = with_reading_back([], "", [job, name], "en")[0]
    pending = correctable(asked, [job, name])
    assert pending
    assert (pending.slot, pending.about) == ("job.dates", job.id)
    assert correctable(asked, [job, fact("job", JOB)]) == pending, "a job that was not read is not meant"
    assert correctable(with_reading_back([], "", [name], "en")[0], [name]) is None
    assert correctable(OTHER, [job]) == OTHER
    assert correctable(None, [job]) is None


def test_of_two_jobs_that_were_read_none_is_guessed() -> None:
    jobs = [fact("job", JOB), fact("job", JOB | {"name": "Green Hotel"})]
    assert correctable(with_reading_back([], "", jobs, "en")[0], jobs) is None
