"""A message written again keeps what the person wrote by hand, and says which words of theirs found no place."""

from uuid import UUID

import pytest

from lifeos.contracts import VersionWritten
from lifeos.contracts.deliverable import Leaf, version_id
from lifeos.contracts.letter import Letter, Recipient
from lifeos.contracts.memory import Evidence
from lifeos.contracts.words import DeliverableKind
from lifeos.grounding.revisions import edited_leaves
from lifeos.outreach.keeping import with_edits
from lifeos.runtime.revisions import Edit

MESSAGE = UUID(int=3)
WRITER = ["Hello Maria,", "I saw the post.", "I cut waste by 20%.", "Could we talk?", "Ana Lopez"]
PROOF, NAME = "/paragraphs/2", "/paragraphs/4"


def letter(*paragraphs: str, subject: str = "The post") -> Letter:
    return Letter(recipient=Recipient(name="Maria Perez"), subject=subject, paragraphs=list(paragraphs))


def told(pointer: str, start: int) -> Leaf:
    words = Evidence(source="message", id="turn", start=start, end=start + 5)
    return Leaf(pointer=pointer, status="verbatim", evidence=[words])


def version(
    number: int, written: Letter, leaves: list[Leaf], kind: DeliverableKind = "email"
) -> VersionWritten:
    return VersionWritten(
        id=version_id(MESSAGE, number),
        person_id=MESSAGE,
        session_id=MESSAGE,
        deliverable=MESSAGE,
        version=number,
        kind=kind,
        author="writer",
        title="Message",
        language="en",
        document=written.model_dump(mode="json"),
        leaves=leaves,
    )


def edit(
    base: VersionWritten, *paragraphs: str, subject: str = "The post", kind: DeliverableKind = "email"
) -> Edit:
    hand = letter(*paragraphs, subject=subject)
    document = hand.model_dump(mode="json")
    leaves = edited_leaves(base.document, base.leaves, document, "edit")
    return Edit(base, version(base.version + 1, hand, leaves, kind))


FIRST = version(1, letter(*WRITER), [told(PROOF, 0), told(NAME, 40)])


@pytest.mark.parametrize(
    ("by_hand", "again"),
    [
        (
            [*WRITER[:2], "I cut waste by a fifth.", *WRITER[3:]],
            [*WRITER[:2], "I cut waste by a fifth.", *WRITER[3:]],
        ),
        (
            [*WRITER[:3], "I can start in May.", *WRITER[3:]],
            [*WRITER[:3], "I can start in May.", *WRITER[3:]],
        ),
        ([*WRITER[:1], *WRITER[2:]], [*WRITER[:1], *WRITER[2:]]),
        ([*WRITER, "PS: I live nearby."], [*WRITER, "PS: I live nearby."]),
    ],
    ids=["changed", "added", "taken out", "added at the end"],
)
def test_an_edit_stays_while_the_writer_says_the_same(by_hand: list[str], again: list[str]) -> None:
    kept = with_edits(letter(*WRITER), FIRST.leaves, [edit(FIRST, *by_hand)])
    assert (kept.letter.paragraphs, kept.lost) == (again, [])
    assert all(leaf.pointer.startswith("/paragraphs/") for leaf in kept.leaves)
    by_pointer = {leaf.pointer: leaf for leaf in kept.leaves}
    name = by_pointer[f"/paragraphs/{again.index('Ana Lopez')}"]
    assert name.evidence[0].source == "message"


def test_an_edit_of_what_was_taken_back_is_left_out_and_named() -> None:
    hand = edit(FIRST, *WRITER[:2], "I cut waste by a fifth.", "I can start in May.", *WRITER[3:])
    again = [*WRITER[:2], "I trained six people.", *WRITER[3:]]
    kept = with_edits(letter(*again), [told(PROOF, 90), told(NAME, 40)], [hand])
    assert kept.letter.paragraphs == again
    assert kept.lost == ["I cut waste by a fifth.", "I can start in May."]


def test_an_edit_stays_when_a_model_words_the_rest_anew() -> None:
    hand = edit(FIRST, *WRITER[:2], "I cut waste by a fifth.", *WRITER[3:])
    again = ["Hello Maria,", "Your post caught my eye.", "Waste fell by 20%.", "May I call you?", "Ana Lopez"]
    kept = with_edits(letter(*again), [told(PROOF, 0), told(NAME, 40)], [hand])
    assert kept.letter.paragraphs == [*again[:2], "I cut waste by a fifth.", *again[3:]]
    assert kept.lost == []


def test_old_words_of_the_writer_are_not_brought_back() -> None:
    """A restored version names facts that may have been taken back since."""
    second = version(2, letter(*WRITER[:2], *WRITER[3:]), [told("/paragraphs/3", 40)])
    restored = Edit(second, version(3, letter(*WRITER), FIRST.leaves))
    kept = with_edits(letter(*WRITER[:2], *WRITER[3:]), second.leaves, [restored])
    assert kept.letter.paragraphs == [*WRITER[:2], *WRITER[3:]]


def test_a_subject_by_hand_stays_until_the_writer_has_another() -> None:
    hand = edit(FIRST, *WRITER, subject="About Thursday")
    same = with_edits(letter(*WRITER), FIRST.leaves, [hand])
    other = with_edits(letter(*WRITER, subject="The other post"), FIRST.leaves, [hand])
    assert (same.letter.subject, other.letter.subject) == ("About Thursday", "The other post")


def test_several_edits_are_made_again_in_their_order() -> None:
    one = edit(FIRST, *WRITER[:3], "I can start in May.", *WRITER[3:])
    two = edit(one.hand, *WRITER[:3], "I can start in June.", *WRITER[3:])
    kept = with_edits(letter(*WRITER), FIRST.leaves, [one, two])
    assert kept.letter.paragraphs == [*WRITER[:3], "I can start in June.", *WRITER[3:]]


def test_a_note_that_would_grow_too_long_names_the_words_it_lost() -> None:
    base = version(1, letter("Hello Maria, " + "a" * 100, "Ana"), [], "linkedin_note")
    hand = edit(base, "Hello Maria, " + "a" * 100, "b" * 80, "Ana", kind="linkedin_note")
    kept = with_edits(letter("Hello Maria, " + "c" * 150, "Ana"), [], [hand])
    assert kept.letter.paragraphs == ["Hello Maria, " + "c" * 150, "Ana"]
    assert kept.lost == ["b" * 80]
