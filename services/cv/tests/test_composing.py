"""A CV is the person's own words, in the places where a CV has them."""

from typing import Any

import pytest

from lifeos.contracts.words import Locale, MemoryKind
from lifeos.cv.composing import compose, profile
from lifeos.grounding.revisions.pointers import leaves_of
from services.cv.tests.telling import Story


def document_of(story: Story, language: Locale = "en") -> dict[str, Any]:
    return compose(story.memories, language).document


def test_later_claims_about_a_job_override_earlier_ones() -> None:
    story = Story()
    job = story.learned("job", name="Acme", startDate="2017", endDate="2019")
    story.learned("job", about=job, startDate="2018", position="welder")
    assert document_of(story)["work"] == [
        {"name": "Acme", "startDate": "2018", "endDate": "2019", "position": "Welder"}
    ]


def test_a_superseding_job_replaces_the_old_one_and_inherits_its_results() -> None:
    story = Story()
    old = story.learned("job", name="Acme", position="welder")
    story.learned("highlight", about=old, text="I cut scrap by 4%")
    story.learned("job", supersedes=(old,), name="Acme Marine")
    assert document_of(story)["work"] == [{"name": "Acme Marine", "highlights": ["Cut scrap by 4%"]}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Clínica Málaga", "clinica malaga"),
        ("Acme Ltd.", "Acme"),
        ("The Cedar Grill", "Cedar Grill"),
        ("Transportes Levante", "Trasportes Levante"),
    ],
)
def test_one_employer_told_twice_is_one_job(first: str, second: str) -> None:
    story = Story()
    story.learned("job", name=first, startDate="2017", endDate="2019")
    story.learned("job", name=second, startDate="2017-03", position="nurse")
    jobs = profile(story.memories).jobs
    assert [(job.value("startDate"), job.value("endDate"), job.value("position")) for job in jobs] == [
        ("2017-03", "2019", "nurse")
    ]


def test_results_told_under_either_mention_of_a_job_stay_with_it() -> None:
    story = Story()
    first = story.learned("job", name="Acme", endDate="present")
    story.learned("highlight", about=first, text="Cut scrap by 4%")
    second = story.learned("job", name="Acme", position="welder")
    story.learned("highlight", about=second, text="Trained 6 people")
    added = story.learned("job", about=first, location="Vigo")
    story.learned("highlight", about=added, text="Built a crane")
    assert document_of(story)["work"] == [
        {
            "name": "Acme",
            "position": "Welder",
            "location": "Vigo",
            "highlights": ["Cut scrap by 4%", "Built a crane", "Trained 6 people"],
        }
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"position": "Finance Manager"}, {"position": "Senior Finance Manager"}),
        ({"startDate": "2017", "endDate": "2018"}, {"startDate": "2019", "endDate": "2020"}),
        ({"endDate": "2015"}, {"startDate": "2019"}),
    ],
)
def test_a_promotion_or_a_second_stint_is_a_second_job(first: dict[str, str], second: dict[str, str]) -> None:
    story = Story()
    story.learn("job", {"name": "Brightwell", **first})
    story.learn("job", {"name": "Brightwell", **second})
    assert len(profile(story.memories).jobs) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("Hospital 12 de Octubre", "Hospital 13 de Octubre"), ("DHL", "DPD")]
)
def test_employers_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    story = Story()
    story.learned("job", name=one)
    story.learned("job", name=other)
    assert len(profile(story.memories).jobs) == 2


def test_jobs_stand_current_first_then_latest_first_then_undated_as_told() -> None:
    story = Story()
    story.learned("job", name="Undated One")
    story.learned("job", name="Old", startDate="2008", endDate="2012-05")
    story.learned("job", name="Undated Two")
    story.learned("job", name="Newer", startDate="2012", endDate="2012-11")
    story.learned("job", name="Now", startDate="2001", endDate="present")
    names = [job.value("name") for job in profile(story.memories).jobs]
    assert names == ["Now", "Newer", "Old", "Undated One", "Undated Two"]


def test_the_latest_contact_wins_and_skills_stand_once() -> None:
    story = Story()
    story.learned("email", value="old@example.com")
    story.learned("email", value="new@example.com")
    for skill in ("excel", "Excel", "EXCEL", "C++", "C#", "C"):
        story.learned("skill", name=skill)
    document = document_of(story)
    assert document["basics"]["email"] == "new@example.com"
    assert [skill["name"] for skill in document["skills"]] == ["Excel", "C++", "C#", "C"]


def test_a_level_told_later_joins_its_language() -> None:
    story = Story()
    story.learned("language", language="inglés")
    story.learned("language", language="Inglés", fluency="C1")
    assert document_of(story, "es")["languages"] == [{"language": "Inglés", "fluency": "C1"}]


def test_a_level_that_adds_to_a_language_joins_it() -> None:
    story = Story()
    language = story.learned("language", language="French")
    story.learned("language", about=language, fluency="B2")
    assert document_of(story)["languages"] == [{"language": "French", "fluency": "B2"}]


def test_a_correction_of_a_result_stays_with_its_job() -> None:
    story = Story()
    job = story.learned("job", name="Acme", endDate="present")
    wrong = story.learned("highlight", about=job, text="Cut scrap by 4%")
    story.learned("highlight", supersedes=(wrong,), text="Cut scrap by 5%")
    assert document_of(story)["work"] == [{"name": "Acme", "highlights": ["Cut scrap by 5%"]}]


def test_a_summary_told_in_parts_has_the_words_of_each_part() -> None:
    story = Story()
    story.learned("summary", text="coded welder with ten years offshore.")
    story.learned("summary", text="I like quiet crews.")
    composed = compose(story.memories, "en")
    assert composed.document == {
        "basics": {"summary": "Coded welder with ten years offshore. I like quiet crews."}
    }
    spans = [story.text[each.start : each.end] for each in composed.leaves[0].evidence]
    assert spans == ["coded welder with ten years offshore.", "I like quiet crews."]
    assert composed.memories == [memory.id for memory in story.memories]


def test_a_job_that_goes_on_has_no_end() -> None:
    story = Story()
    job = story.learned("job", name="Acme", startDate="2020-03", endDate="present")
    composed = compose(story.memories, "en")
    assert composed.document["work"] == [{"name": "Acme", "startDate": "2020-03"}]
    assert composed.memories == [job]
    assert composed.left_out == []


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Until when were you at Acme, or are you still there?"),
        ("es", "¿Hasta cuándo estuviste en Acme, o sigues ahí?"),
        ("pt", "Até quando você ficou em Acme, ou ainda está lá?"),
    ],
)
def test_a_beginning_without_an_end_is_not_printed_as_until_today(language: Locale, question: str) -> None:
    story = Story()
    story.learned("job", name="Acme", startDate="2020")
    composed = compose(story.memories, language)
    assert composed.document["work"] == [{"name": "Acme"}]
    assert [(each.pointer, each.value, each.question) for each in composed.left_out] == [
        ("/work/0/startDate", "2020", question)
    ]


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "It ends (2015) before it starts (2017)."),
        ("es", "Termina (2015) antes de empezar (2017)."),
        ("pt", "Termina (2015) antes de começar (2017)."),
    ],
)
def test_an_end_before_its_start_is_left_out_and_asked_about(language: Locale, reason: str) -> None:
    story = Story()
    story.learned("job", name="Acme", startDate="2017", endDate="2015")
    composed = compose(story.memories, language)
    assert composed.document["work"] == [{"name": "Acme"}]
    assert [(each.pointer, each.reason) for each in composed.left_out] == [
        ("/work/0/startDate", reason),
        ("/work/0/endDate", reason),
    ]
    assert all("Acme" in each.question for each in composed.left_out)


@pytest.mark.parametrize(
    ("kind", "values", "pointer"),
    [
        ("email", {"value": "ana at example"}, "/basics/email"),
        ("job", {"name": "Acme", "endDate": "spring 2017"}, "/work/0/endDate"),
        ("certificate", {"name": "CPIM", "date": "2022-19"}, "/certificates/0/date"),
        ("education", {"endDate": "long ago"}, "/education/-/endDate"),
    ],
)
def test_what_the_contract_refuses_is_left_out(
    kind: MemoryKind, values: dict[str, str], pointer: str
) -> None:
    story = Story()
    story.learn(kind, values)
    composed = compose(story.memories, "en")
    assert [each.pointer for each in composed.left_out] == [pointer]
    assert composed.left_out[0].value not in dict(leaves_of(composed.document)).values()


def test_a_claim_that_the_words_do_not_bear_out_becomes_a_question() -> None:
    story = Story()
    story.learned("job", name="Acme", endDate="present")
    story.learned("job", name="Globex", endDate="2015")
    story.learned("job", about=story.memories[1].id, status="unsupported", position="Head of Everything")
    composed = compose(story.memories, "en")
    assert [(each.pointer, each.question) for each in composed.left_out] == [
        ("/work/1/position", "Is it true: Head of Everything?")
    ]


def test_a_result_without_a_job_and_other_words_wait_in_the_tray() -> None:
    story = Story()
    story.learned("highlight", text="I won a prize")
    story.learned("other", text="my brother works at BAE")
    composed = compose(story.memories, "en")
    assert composed.document == {}
    assert [each.text for each in composed.unplaced] == ["I won a prize", "my brother works at BAE"]
    spans = [story.text[each.evidence.start : each.evidence.end] for each in composed.unplaced]
    assert spans == [each.text for each in composed.unplaced]


@pytest.mark.parametrize(
    ("told", "basics"),
    [
        ("Getafe", {"location": {"city": "Getafe"}}),
        ("Austin, Texas", {"location": {"address": "Austin, Texas"}}),
        ("Rua Sete 41", {"location": {"address": "Rua Sete 41"}}),
    ],
)
def test_a_plain_city_is_a_city_and_anything_longer_an_address(told: str, basics: dict[str, Any]) -> None:
    story = Story()
    story.learned("location", value=told)
    assert document_of(story)["basics"] == basics


def test_links_become_profiles_or_the_own_page() -> None:
    story = Story()
    for link in ("linkedin.com/in/ana", "ana.design", "https://ana.blog/x", "my portfolio"):
        story.learned("link", value=link)
    composed = compose(story.memories, "en")
    assert composed.document["basics"] == {
        "url": "https://ana.design",
        "profiles": [
            {"network": "LinkedIn", "url": "https://linkedin.com/in/ana"},
            {"url": "https://ana.blog/x"},
        ],
    }
    assert [each.text for each in composed.unplaced] == ["my portfolio"]


def test_the_label_is_the_target_else_the_latest_position() -> None:
    story = Story()
    story.learned("job", name="Old", position="cook", endDate="2010")
    story.learned("job", name="Now", position="sous chef", endDate="present")
    assert document_of(story)["basics"]["label"] == "Sous chef"
    story.learned("target", value="chef de cuisine")
    assert document_of(story)["basics"]["label"] == "Chef de cuisine"


@pytest.mark.parametrize(
    ("language", "title", "nameless"),
    [
        ("en", "CV - Ana Lima", "CV"),
        ("es", "Currículum - Ana Lima", "Currículum"),
        ("pt", "Currículo - Ana Lima", "Currículo"),
    ],
)
def test_the_title_names_the_person(language: Locale, title: str, nameless: str) -> None:
    story = Story()
    assert compose(story.memories, language).title == nameless
    story.learned("name", value="Ana Lima")
    assert compose(story.memories, language).title == title


def test_a_result_that_splits_has_the_exact_words_of_each_line() -> None:
    story = Story("Well, I build dashboards, and I trained 6 people there.")
    job = story.learned("job", name="Acme")
    story.learned("highlight", about=job, text="I build dashboards, and I trained 6 people there.")
    composed = compose(story.memories, "en")
    assert composed.document["work"][0]["highlights"] == ["Build dashboards", "Trained 6 people there"]
    spans = {
        leaf.pointer: story.text[leaf.evidence[0].start : leaf.evidence[0].end] for leaf in composed.leaves
    }
    assert spans["/work/0/highlights/0"] == "I build dashboards"
    assert spans["/work/0/highlights/1"] == "I trained 6 people there"


def test_a_line_that_the_person_typed_into_the_document_stays_as_typed() -> None:
    story = Story()
    job = story.learned("job", name="Acme")
    story.learned("highlight", about=job, text="I did it my way.", status="confirmed")
    memory = story.memories[1]
    evidence = [memory.claims["text"].evidence[0].model_copy(update={"source": "edit"})]
    claim = memory.claims["text"].model_copy(update={"evidence": evidence})
    composed = compose([story.memories[0], memory.model_copy(update={"claims": {"text": claim}})], "en")
    assert composed.document["work"][0]["highlights"] == ["I did it my way."]
    assert composed.leaves[-1].status == "confirmed"


def test_what_was_heard_in_a_call_stays_heard() -> None:
    story = Story()
    job = story.learned("job", name="Acme", position="welder", status="heard")
    story.learned("highlight", about=job, text="I cut scrap by 4%", status="heard")
    assert {leaf.status for leaf in compose(story.memories, "en").leaves} == {"heard"}
