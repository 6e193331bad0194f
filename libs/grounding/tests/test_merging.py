"""A person's edits survive when a document is written anew, and nothing else is changed by them."""

import copy
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from hypothesis import given
from hypothesis import strategies as st

from lifeos.contracts import VersionWritten
from lifeos.contracts.deliverable import Leaf, version_id
from lifeos.contracts.memory import Evidence
from lifeos.grounding.revisions import leaves_of, with_edits

Document = dict[str, Any]
CV = uuid5(NAMESPACE_URL, "cv")
BASE: Document = {
    "basics": {"name": "Ana Lopez", "label": "Nurse"},
    "work": [
        {
            "name": "Hospital La Paz",
            "position": "Nurse",
            "startDate": "2015-03",
            "highlights": ["Cut waiting times by 20%", "Trained six colleagues"],
        },
        {"name": "Clinica Sol", "position": "Head nurse", "highlights": ["Led a team of 12 nurses"]},
    ],
    "skills": [{"name": "Excel"}, {"name": "SAP"}],
}


def edited(document: Document) -> VersionWritten:
    return VersionWritten(
        id=version_id(CV, 2), person_id=CV, session_id=CV, deliverable=CV, version=2, kind="cv", author="person",
        title="CV", language="en", document=document,
    )  # fmt: skip


def said(document: Document) -> list[Leaf]:
    """Every value with words of its own, so that evidence can be told apart."""
    return [
        Leaf(
            pointer=pointer,
            status="reworded",
            evidence=[Evidence(source="message", id=f"turn {value}", start=0, end=len(str(value)))],
        )
        for pointer, value in leaves_of(document)
    ]


def merged(base: Document, mine: Document, theirs: Document) -> tuple[Document, dict[str, Leaf]]:
    document, leaves = with_edits(base, edited(mine), theirs, said(theirs))
    assert [leaf.pointer for leaf in leaves] == [pointer for pointer, _ in leaves_of(document)]
    return document, {leaf.pointer: leaf for leaf in leaves}


def test_what_the_person_changed_wins_and_what_is_new_comes_in() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["basics"]["label"] = "Ward Manager"
    theirs["basics"]["label"] = "Head nurse"
    theirs["work"][0]["endDate"] = "2020-06"
    theirs["languages"] = [{"language": "French"}]
    document, leaves = merged(BASE, mine, theirs)

    assert document["basics"]["label"] == "Ward Manager"
    assert document["work"][0]["endDate"] == "2020-06"
    assert document["languages"] == [{"language": "French"}]
    assert leaves["/basics/label"].status == "confirmed"
    assert leaves["/basics/label"].evidence[0].source == "edit"
    assert leaves["/languages/0/language"].evidence[0].id == "turn French"


def test_a_removed_line_stays_removed_though_it_is_written_again() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["work"][0]["highlights"] = ["Trained six colleagues"]
    theirs["work"][0]["highlights"] = [
        "Opened a night ward",
        "Cut waiting times by 20%",
        "Trained six colleagues",
    ]
    document, leaves = merged(BASE, mine, theirs)

    assert document["work"][0]["highlights"] == ["Opened a night ward", "Trained six colleagues"]
    assert leaves["/work/0/highlights/1"].evidence[0].id == "turn Trained six colleagues"


def test_a_removed_line_stays_removed_though_it_is_worded_a_little_differently() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["work"][0]["highlights"] = ["Trained six colleagues"]
    theirs["work"][0]["highlights"] = ["Cut the waiting times by 20%", "Trained six colleagues"]
    document, _ = merged(BASE, mine, theirs)

    assert document["work"][0]["highlights"] == ["Trained six colleagues"]


def test_a_removed_job_stays_removed_and_the_others_keep_their_evidence() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    del mine["work"][0]
    theirs["work"].insert(0, {"name": "Casa Pepe", "position": "Cook"})
    document, leaves = merged(BASE, mine, theirs)

    assert [job["name"] for job in document["work"]] == ["Casa Pepe", "Clinica Sol"]
    assert leaves["/work/1/highlights/0"].evidence[0].id == "turn Led a team of 12 nurses"


def test_a_reworded_line_keeps_the_persons_words_when_jobs_change_places() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["work"][1]["highlights"] = ["Led 12 nurses on two wards"]
    theirs["work"].reverse()
    document, leaves = merged(BASE, mine, theirs)

    assert document["work"][0]["highlights"] == ["Led 12 nurses on two wards"]
    assert leaves["/work/0/highlights/0"].status == "confirmed"
    assert leaves["/work/1/highlights/0"].evidence[0].id == "turn Cut waiting times by 20%"


def test_what_the_person_added_stays_and_stands_once() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["skills"].append({"name": "Python"})
    theirs["skills"].append({"name": "Word"})
    document, leaves = merged(BASE, mine, theirs)

    assert [skill["name"] for skill in document["skills"]] == ["Excel", "SAP", "Word", "Python"]
    assert leaves["/skills/3/name"].evidence[0].source == "edit"


def test_what_both_added_stands_once() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["skills"].append({"name": "Python"})
    theirs["skills"].append({"name": "python", "level": "daily"})
    document, _ = merged(BASE, mine, theirs)

    assert [skill["name"].lower() for skill in document["skills"]] == ["excel", "sap", "python"]


def test_a_section_that_the_person_emptied_stays_empty_until_something_new_is_known() -> None:
    mine = {key: value for key, value in BASE.items() if key != "skills"}
    theirs = copy.deepcopy(BASE)
    theirs["skills"].append({"name": "Word"})
    document, _ = merged(BASE, mine, theirs)

    assert document.get("skills") == [{"name": "Word"}]


def test_a_field_that_the_person_emptied_stays_empty() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    del mine["basics"]["label"]
    theirs["basics"]["label"] = "Senior Nurse"
    theirs["basics"]["email"] = "ana@example.com"
    document, _ = merged(BASE, mine, theirs)

    assert document["basics"] == {"name": "Ana Lopez", "email": "ana@example.com"}


def test_a_fact_that_was_taken_back_goes_unless_the_person_wrote_it() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["basics"]["label"] = "Ward Manager"
    theirs["skills"] = [{"name": "Excel"}]
    del theirs["work"][1]
    document, _ = merged(BASE, mine, theirs)

    assert document["skills"] == [{"name": "Excel"}]
    assert [job["name"] for job in document["work"]] == ["Hospital La Paz"]


def test_a_job_that_the_person_edited_stays_though_the_writer_dropped_it() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["work"][1]["position"] = "Ward manager"
    del theirs["work"][1]
    document, leaves = merged(BASE, mine, theirs)

    assert [job["position"] for job in document["work"]] == ["Nurse", "Ward manager"]
    assert leaves["/work/1/position"].status == "confirmed"


NAMES = st.sampled_from(["Acme", "Borealis", "Casa Pepe", "Delta Freight", "Hospital La Paz"])
LINES = st.sampled_from(
    ["Cut costs by 20%", "Led a team of 12", "Opened two shops", "Wrote the handbook", "Trained six people"]
)
JOBS = st.fixed_dictionaries(
    {"name": NAMES},
    optional={
        "position": st.sampled_from(["Nurse", "Cook", "Driver"]),
        "highlights": st.lists(LINES, min_size=1, max_size=4, unique=True),
    },
)


def _name(job: dict[str, Any]) -> str:
    return job["name"]


DOCUMENTS = st.fixed_dictionaries(
    {
        "basics": st.fixed_dictionaries(
            {"name": st.just("Ana")}, optional={"label": st.sampled_from(["A", "B"])}
        )
    },
    optional={"work": st.lists(JOBS, min_size=1, max_size=4, unique_by=_name)},
)


@given(DOCUMENTS, DOCUMENTS)
def test_without_an_edit_the_new_document_is_taken_as_it_is(base: Document, theirs: Document) -> None:
    document, leaves = with_edits(base, edited(base), theirs, said(theirs))

    assert document == theirs
    assert leaves == said(theirs)


@given(DOCUMENTS, DOCUMENTS)
def test_when_the_writer_changed_nothing_the_edited_document_is_taken(base: Document, mine: Document) -> None:
    assert with_edits(base, edited(mine), base, said(base))[0] == mine


@given(DOCUMENTS, DOCUMENTS)
def test_when_both_came_to_the_same_document_it_is_that_one(base: Document, both: Document) -> None:
    assert with_edits(base, edited(both), both, said(both))[0] == both


@given(DOCUMENTS, DOCUMENTS, st.sampled_from(["Ward Manager", "Chef"]))
def test_an_edited_field_always_survives(base: Document, theirs: Document, label: str) -> None:
    mine = copy.deepcopy(base)
    mine["basics"]["label"] = label
    document, _ = merged(base, mine, theirs)

    assert document["basics"]["label"] == label


@given(DOCUMENTS, DOCUMENTS, st.data())
def test_an_edited_job_always_survives_and_no_removed_one_returns(
    base: Document, theirs: Document, data: st.DataObject
) -> None:
    mine = copy.deepcopy(base)
    jobs = mine.get("work", [])
    if not jobs:
        return
    place = data.draw(st.integers(0, len(jobs) - 1))
    if data.draw(st.booleans()):
        jobs[place]["summary"] = "Written by hand"
        document, _ = merged(base, mine, theirs)
        assert [job["name"] for job in document["work"] if job.get("summary") == "Written by hand"] == [
            jobs[place]["name"]
        ]
    else:
        gone = jobs.pop(place)
        document, _ = merged(base, mine, theirs)
        assert gone["name"] not in [job["name"] for job in document.get("work", [])]
