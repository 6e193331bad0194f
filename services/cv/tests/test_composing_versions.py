"""Between two versions: what changed, in plain lines, and what still bears out each value."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.memory import Evidence
from lifeos.contracts.words import Locale
from lifeos.cv.composing import describe_changes, edited_leaves
from lifeos.grounding.revisions.pointers import leaves_of

BEFORE: dict[str, Any] = {
    "basics": {"name": "Ana", "location": {"city": "Vigo"}},
    "work": [
        {"name": "Acme", "position": "Welder", "startDate": "2017", "highlights": ["Cut scrap by 4%", "Trained 6 people"]},
        {"name": "Globex", "position": "Fitter", "startDate": "2012", "endDate": "2016"},
    ],
    "skills": [{"name": "TIG"}],
}  # fmt: skip


ACME, GLOBEX = BEFORE["work"]
LINES = ACME["highlights"]
EDITS: dict[str, dict[str, Any]] = {
    "start": {"work": [ACME | {"startDate": "2018"}, GLOBEX]},
    "skill": {"skills": [*BEFORE["skills"], {"name": "Excel"}]},
    "no skill": {"skills": []},
    "end": {"work": [ACME | {"endDate": "2019"}, GLOBEX]},
    "no end": {"work": [ACME, {key: value for key, value in GLOBEX.items() if key != "endDate"}]},
    "line": {"work": [ACME | {"highlights": ["Cut scrap by 5%", LINES[1]]}, GLOBEX]},
    "new line": {"work": [ACME, GLOBEX | {"highlights": ["Built a crane"]}]},
    "moved line": {"work": [ACME | {"highlights": LINES[1:]}, GLOBEX | {"highlights": LINES[:1]}]},
    "job": {"work": [{"name": "Initech", "position": "Lead"}, ACME, GLOBEX]},
    "renamed": {"work": [ACME, GLOBEX | {"name": "Globex Marine and Sons"}]},
    "order": {"work": [GLOBEX, ACME]},
    "name": {"basics": BEFORE["basics"] | {"name": "Ana Lima"}},
    "phone": {"basics": BEFORE["basics"] | {"phone": "600 100 200"}},
}


def edited(change: str) -> dict[str, Any]:
    return {key: value for key, value in deepcopy(BEFORE | EDITS[change]).items() if value}


@pytest.mark.parametrize(
    ("change", "language", "expected"),
    [
        ("start", "en", ["Acme: start 2017 -> 2018"]),
        ("start", "es", ["Acme: inicio 2017 -> 2018"]),
        ("start", "pt", ["Acme: início 2017 -> 2018"]),
        ("skill", "en", ["Added: Excel"]),
        ("skill", "es", ["Añadido: Excel"]),
        ("no skill", "pt", ["Removido: TIG"]),
        ("end", "en", ["Added: Acme: end 2019"]),
        ("no end", "es", ["Quitado: Globex: fin 2016"]),
        ("line", "en", ["Acme: Cut scrap by 4% -> Cut scrap by 5%"]),
        ("new line", "en", ["Added: Globex: Built a crane"]),
        ("job", "en", ["Added: Initech, Lead"]),
        ("renamed", "pt", ["Globex: nome Globex -> Globex Marine and Sons"]),
        ("order", "es", ["Orden cambiado: empleos"]),
        ("name", "en", ["name: Ana -> Ana Lima"]),
        ("phone", "pt", ["Adicionado: telefone: 600 100 200"]),
    ],
)
def test_each_change_is_one_plain_line(change: str, language: Locale, expected: list[str]) -> None:
    assert describe_changes(BEFORE, edited(change), language) == expected


def test_a_first_version_has_no_changes() -> None:
    assert describe_changes(None, BEFORE, "en") == []


def leaves(document: dict[str, Any]) -> list[Leaf]:
    """Leaves whose evidence names the pointer it was made for, so that a test sees where it went."""
    return [
        Leaf(pointer=pointer, status="verbatim", evidence=[Evidence(source="message", id=pointer, start=0, end=1)])
        for pointer, _ in leaves_of(document)
    ]  # fmt: skip


def origins(after: dict[str, Any]) -> dict[str, str]:
    found = edited_leaves(BEFORE, leaves(BEFORE), after, "life.x")
    assert [leaf.pointer for leaf in found] == [pointer for pointer, _ in leaves_of(after)]
    return {leaf.pointer: leaf.evidence[0].id for leaf in found}


def test_a_changed_value_is_confirmed_by_the_edit_and_the_rest_keeps_its_words() -> None:
    found = {leaf.pointer: leaf for leaf in edited_leaves(BEFORE, leaves(BEFORE), edited("line"), "life.x")}
    changed = found.pop("/work/0/highlights/0")
    assert (changed.status, changed.evidence) == (
        "confirmed",
        [Evidence(source="edit", id="life.x", start=0, end=len("Cut scrap by 5%"))],
    )
    assert all(leaf.evidence[0].id == pointer for pointer, leaf in found.items())


@pytest.mark.parametrize(
    ("change", "pointer", "origin"),
    [
        ("order", "/work/1/highlights/1", "/work/0/highlights/1"),
        ("order", "/work/0/name", "/work/1/name"),
        ("job", "/work/1/position", "/work/0/position"),
        ("job", "/work/0/position", "life.x"),
        ("renamed", "/work/1/startDate", "/work/1/startDate"),
        ("renamed", "/work/1/name", "life.x"),
    ],
)
def test_evidence_follows_a_value_to_its_new_place(change: str, pointer: str, origin: str) -> None:
    assert origins(edited(change))[pointer] == origin


def test_a_result_moved_to_another_job_needs_the_persons_word() -> None:
    found = origins(edited("moved line"))
    assert found["/work/1/highlights/0"] == "life.x"
    assert found["/work/0/highlights/0"] == "/work/0/highlights/1"


_names = st.sampled_from(["Acme", "Acme Ltd", "Globex", "Initech"])
_texts = st.sampled_from(["Cut scrap by 4%", "Cut scrap by 5%", "Trained 6 people", "Built a crane"])
_jobs = st.fixed_dictionaries(
    {"name": _names},
    optional={
        "position": st.sampled_from(["Welder", "Fitter"]),
        "startDate": st.sampled_from(["2012", "2017"]),
        "highlights": st.lists(_texts, min_size=1, max_size=3),
    },
)
_documents = st.fixed_dictionaries(
    {},
    optional={
        "basics": st.fixed_dictionaries({"name": st.sampled_from(["Ana", "Ana Lima"])}),
        "work": st.lists(_jobs, min_size=1, max_size=4),
        "skills": st.lists(st.fixed_dictionaries({"name": _names}), min_size=1, max_size=3),
    },
)


@given(_documents, _documents)
def test_two_documents_differ_exactly_when_a_line_says_so(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert bool(describe_changes(before, after, "en")) == (before != after)


@given(_documents, _documents)
def test_every_value_of_an_edited_document_has_one_leaf_and_kept_words_are_for_that_value(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    found = edited_leaves(before, leaves(before), after, "life.x")
    old, new = dict(leaves_of(before)), dict(leaves_of(after))
    assert [leaf.pointer for leaf in found] == list(new)
    kept = [leaf for leaf in found if leaf.status == "verbatim"]
    assert all(old[leaf.evidence[0].id] == new[leaf.pointer] for leaf in kept)
    assert len({leaf.evidence[0].id for leaf in kept}) == len(kept)


@given(_documents)
def test_an_edit_that_changes_nothing_changes_no_evidence(document: dict[str, Any]) -> None:
    assert edited_leaves(document, leaves(document), deepcopy(document), "life.x") == leaves(document)
