"""Keeps what a person wrote into a message by hand when the message is written again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.letter import MOST_PARAGRAPHS, Letter, character_limit
from lifeos.outreach.situation import Paragraph
from lifeos.runtime.revisions import Edit


@dataclass
class Kept:
    """The message with the person's edits, and their words that found no place in it."""

    letter: Letter
    leaves: list[Leaf]
    lost: list[str] = field(default_factory=list[str])


def with_edits(letter: Letter, leaves: Sequence[Leaf], edits: Sequence[Edit]) -> Kept:
    """The new message with each edit made again, one after the other.

    A paragraph that the person changed or took out stays so while the writer would still write it as before; one that
    they added stays behind the paragraph that it followed. Where the writer now says something else, because a fact
    was added or taken back, the new words stand and the person's are named in `lost`: they spoke of the old ones.
    """
    paragraphs = _paragraphs(letter, leaves)
    kept, subject = Kept(letter, list(leaves)), letter.subject
    for edit in edits:
        base, hand = Letter.model_validate(edit.base.document), Letter.model_validate(edit.hand.document)
        paragraphs, lost = _again(
            _paragraphs(base, edit.base.leaves), _paragraphs(hand, edit.hand.leaves), paragraphs
        )
        kept.lost += lost
        subject = hand.subject if base.subject == subject else subject
    merged = letter.model_copy(
        update={"subject": subject, "paragraphs": [paragraph.text for paragraph in paragraphs]}
    )
    if not _fits(merged, edits):
        return Kept(letter, list(leaves), [*kept.lost, *_own_words(paragraphs)])
    kept.letter, kept.leaves = merged, _pointed(paragraphs)
    return kept


def _fits(merged: Letter, edits: Sequence[Edit]) -> bool:
    """What was added to a short message may be too much beside what the writer says now."""
    limits = [character_limit(edit.hand.kind, merged.premium) for edit in edits]
    lengths = [len(merged.text(edit.hand.kind)) for edit in edits]
    too_long = any(length > limit for length, limit in zip(lengths, limits, strict=True))
    return not too_long and len(merged.paragraphs) <= MOST_PARAGRAPHS


def _paragraphs(letter: Letter, leaves: Sequence[Leaf]) -> list[Paragraph]:
    found = {leaf.pointer: leaf for leaf in leaves}
    return [
        Paragraph(text, found.get(f"/paragraphs/{number}")) for number, text in enumerate(letter.paragraphs)
    ]


def _again(
    base: list[Paragraph], hand: list[Paragraph], new: list[Paragraph]
) -> tuple[list[Paragraph], list[str]]:
    """One edit made again, and what of it had no place. Old words of the writer are never brought back by it."""
    place = _places(base, new)
    instead: dict[int, list[Paragraph]] = {}
    behind: dict[int, list[Paragraph]] = {}
    lost: list[str] = []
    for tag, first, last, start, end in _matched(base, hand).get_opcodes():
        own = [paragraph for paragraph in hand[start:end] if _by_hand(paragraph)]
        places = [place[each] for each in range(first, last) if each in place]
        if tag == "equal" or (end > start and not own):
            continue
        if tag == "insert":
            before = [place[each] for each in range(first) if each in place]
            behind.setdefault(max(before, default=0), []).extend(own)
        elif len(places) == last - first:
            instead |= {each: own if each == places[0] else [] for each in places}
        else:
            lost += [paragraph.text for paragraph in own]
    made: list[Paragraph] = []
    for number, paragraph in enumerate(new):
        made += [*instead.get(number, [paragraph]), *behind.get(number, [])]
    return (made, lost) if made else (new, lost)


def _places(base: list[Paragraph], new: list[Paragraph]) -> dict[int, int]:
    """Where each paragraph of `base` stands in `new`: by its words, or by what bears it out, as a model words it anew."""
    blocks = _matched(base, new).get_matching_blocks()
    place = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    for number, paragraph in enumerate(base):
        free = [each for each in range(len(new)) if each not in place.values()]
        for each in free if number not in place else []:
            same = _evidence(paragraph) == _evidence(new[each])
            if same and (paragraph.leaf or (number == each and len(base) == len(new))):
                place[number] = each
                break
    return place


def _matched(one: list[Paragraph], other: list[Paragraph]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [each.text for each in one], [each.text for each in other], autojunk=False)


def _evidence(paragraph: Paragraph) -> set[tuple[str, int, int]]:
    said = paragraph.leaf.evidence if paragraph.leaf else []
    return {(each.id, each.start, each.end) for each in said}


def _by_hand(paragraph: Paragraph) -> bool:
    leaf = paragraph.leaf
    return leaf is not None and {each.source for each in leaf.evidence} == {"edit"}


def _own_words(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if _by_hand(paragraph)]


def _pointed(paragraphs: Sequence[Paragraph]) -> list[Leaf]:
    return [
        paragraph.leaf.model_copy(update={"pointer": f"/paragraphs/{number}"})
        for number, paragraph in enumerate(paragraphs)
        if paragraph.leaf
    ]
