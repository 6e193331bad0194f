"""Whatever is in the ledger: nothing is invented, nothing is lost, and the document is a valid JSON Resume."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import get_args
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from lifeos.contracts.memory import Memory
from lifeos.contracts.resume import Resume
from lifeos.contracts.words import ClaimStatus, Locale, MemoryKind
from lifeos.cv.composing import Composed, compose, missing, profile, questions
from lifeos.cv.composing.tidy import lines
from lifeos.grounding.revisions.pointers import leaves_of
from services.cv.tests.telling import TURN, Story

SCHEMA = Draft7Validator(
    json.loads((files("lifeos.contracts") / "jsonresume" / "schema.json").read_text("utf-8"))
)
LANGUAGES: tuple[Locale, ...] = get_args(Locale)
SLOTS = {
    "name", "email", "phone", "location", "target", "job.name", "job.position", "job.dates", "job.startDate",
    "job.endDate", "job.highlights", "education.institution", "education.studyType", "education.dates",
    "jobs", "schools", "languages", "skills", "story",
}  # fmt: skip
_FIELDS: dict[MemoryKind, list[str]] = {
    "job": ["name", "position", "location", "startDate", "endDate", "team"],
    "education": ["institution", "studyType", "area", "startDate", "endDate"],
    "volunteer": ["name", "position", "startDate", "endDate"],
    "project": ["name", "description", "startDate", "endDate"],
    "certificate": ["name", "issuer", "date"],
    "award": ["name", "issuer", "date"],
    "language": ["language", "fluency"],
    "skill": ["name", "level"],
    "interest": ["name"],
    "highlight": ["text"],
    "summary": ["text"],
    "other": ["text"],
}
_OFTEN: list[MemoryKind] = ["job", "highlight"]
_KINDS: list[MemoryKind] = [*get_args(MemoryKind), *_OFTEN * 4]
"""Every kind, and most often what a CV is mostly made of."""
_WORDS = [
    "Acme", "ACME Ltd", "Clínica Málaga", "Inglés", "C1", "welder", "I cut scrap by 4%, and I trained 6 people",
    "me encargaba de coordinar a 5 personas", "a@example.com", "linkedin.com/in/ana", "Vigo", "Austin, Texas",
    "eu coordenava a equipe", "  spaced   out ", "e-mail: none", "",
]  # fmt: skip
_DATES = ["2015", "2017", "2017-03", "2019-12-24", "present", "spring 2017", "2017-19"]
_values = st.sampled_from(_WORDS) | st.text(max_size=12)
_dates = st.sampled_from(_DATES)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A ledger of up to twelve memories that add to, repeat, contradict and correct each other."""
    story = Story()
    for place in range(draw(st.integers(0, 12))):
        kind: MemoryKind = draw(st.sampled_from(_KINDS))
        names = draw(
            st.lists(st.sampled_from(_FIELDS.get(kind, ["value"])), min_size=1, max_size=4, unique=True)
        )
        values = {name: draw(_dates if "ate" in name else _values) for name in names}
        known = st.sampled_from([uuid5(TURN, "unknown"), *(memory.id for memory in story.memories)])
        about: UUID | None = draw(st.none() | known) if place else None
        supersedes = (draw(known),) if place and draw(st.integers(0, 4)) == 0 else ()
        status: ClaimStatus = draw(
            st.sampled_from(["verbatim", "verbatim", "heard", "confirmed", "unsupported"])
        )
        story.learn(kind, values, about, supersedes, status)
    return story


@given(stories(), st.sampled_from(LANGUAGES))
@settings(max_examples=70, deadline=None)
def test_every_document_is_a_valid_resume(story: Story, language: Locale) -> None:
    document = compose(story.memories, language).document
    SCHEMA.validate(document)
    assert Resume.model_validate(document).as_json() == document


@given(stories(), st.sampled_from(LANGUAGES))
@settings(max_examples=70, deadline=None)
def test_every_value_has_exactly_one_leaf(story: Story, language: Locale) -> None:
    composed = compose(story.memories, language)
    pointers = [leaf.pointer for leaf in composed.leaves]
    assert sorted(pointers) == sorted(pointer for pointer, _ in leaves_of(composed.document))
    assert len(pointers) == len(set(pointers))


@given(stories(), st.sampled_from(LANGUAGES))
@settings(max_examples=70, deadline=None)
def test_what_is_called_verbatim_stands_so_in_the_words(story: Story, language: Locale) -> None:
    composed = compose(story.memories, language)
    values = dict(leaves_of(composed.document))
    for leaf in composed.leaves:
        assert leaf.evidence
        assert leaf.status != "unsupported"
        if leaf.status == "verbatim":
            spans = [story.text[each.start : each.end] for each in leaf.evidence]
            assert spans == [values[leaf.pointer]] * len(spans)


@given(stories(), st.sampled_from(LANGUAGES))
@settings(max_examples=100, deadline=None)
def test_nothing_that_was_said_is_lost(story: Story, language: Locale) -> None:
    composed = compose(story.memories, language)
    replaced = {old for memory in story.memories for old in memory.supersedes}
    overtaken = {(said.memory.id, said.value) for said in profile(story.memories).overtaken}
    for memory in story.memories:
        for value in told(memory):
            kept = any(shows(text, value) for text in accounted(composed))
            assert kept or memory.id in replaced or (memory.id, value) in overtaken or value == "present", (
                value
            )


@given(stories(), st.sampled_from(LANGUAGES))
@settings(max_examples=70, deadline=None)
def test_no_value_of_the_document_was_made_up(story: Story, language: Locale) -> None:
    composed = compose(story.memories, language)
    said = {plain(value) for memory in story.memories for value in told(memory)}
    said |= {plain(line.text) for memory in story.memories for value in told(memory) for line in lines(value)}
    summaries = [value for memory in story.memories if memory.kind == "summary" for value in told(memory)]
    values = dict(leaves_of(composed.document))
    for leaf in composed.leaves:
        value = plain(str(values[leaf.pointer])).removeprefix("https://")
        in_summary = leaf.pointer == "/basics/summary" and all(
            # The composer closes each of the person's sentences with a full stop.
            word.rstrip(".") in " ".join(summaries).casefold()
            for word in value.split()
        )
        assert value in said or in_summary or (leaf.status, value) == ("calculated", "linkedin")


@given(stories())
@settings(max_examples=70, deadline=None)
def test_only_a_claim_with_a_successor_is_overtaken(story: Story) -> None:
    replaced = {old for memory in story.memories for old in memory.supersedes}
    known = profile(story.memories)
    overtaken = {(said.memory.id, said.field) for said in known.overtaken}
    for said in known.overtaken:
        successors = [
            memory
            for memory in story.memories
            if memory.id != said.memory.id and (memory.id, said.field) not in overtaken and told(memory)
        ]
        assert said.memory.id in replaced or successors


@given(stories(), st.sampled_from(LANGUAGES))
@settings(max_examples=50, deadline=None)
def test_used_memories_and_questions_come_from_the_ledger(story: Story, language: Locale) -> None:
    composed = compose(story.memories, language)
    ids = [memory.id for memory in story.memories]
    assert [each for each in ids if each in composed.memories] == composed.memories
    asked = questions(story.memories, language)
    assert len(asked) <= 12
    assert {each.about for each in asked} <= {*ids, None}
    assert {each.slot for each in asked} <= SLOTS
    assert set(missing(story.memories)) <= SLOTS
    declined = frozenset((each.slot, each.about) for each in asked)
    again = {(each.slot, each.about) for each in questions(story.memories, language, declined)}
    assert not again & declined


def told(memory: Memory) -> list[str]:
    return [claim.value for claim in memory.claims.values() if claim.value.strip()]


def accounted(composed: Composed) -> Iterator[str]:
    """Every text in which a value may turn up."""
    yield from (str(value) for _, value in leaves_of(composed.document))
    yield "\n".join(str(value) for _, value in leaves_of(composed.document))
    yield from (each.text for each in composed.unplaced)
    yield from (each.value for each in composed.left_out)


def shows(text: str, value: str) -> bool:
    """Whether a text holds a value, blanks and capitals aside; a spoken result shows as its lines."""
    shown = plain(text)
    return plain(value) in shown or all(plain(line.text) in shown for line in lines(value))


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()
