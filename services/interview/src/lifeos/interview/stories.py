"""The person's stories, in their own words: which sentences belong together, and which part of a story each one is.

Nothing is written here. A sentence that fits no part is not used; a part that was not told stays empty.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.memory import Evidence, Memory
from lifeos.contracts.pack import STORY_PARTS, Story, StoryPart
from lifeos.contracts.words import Locale
from lifeos.grounding import check_value, index
from lifeos.grounding.fold import folded
from lifeos.grounding.ledger import Entry, Said, profile, words_of
from lifeos.interview.bank import bank

SENTENCE = re.compile(
    r"(?:\s|,|(?:and|but|so|where|which|because|then|y|e|pero|mas|donde|onde|porque|entonces|então|así que)\b(?=\W))*"
    r"(?P<told>[^.!?;\n]+(?:[.!?;](?=\S)[^.!?;\n]+)*)",
    re.IGNORECASE,
)
"""A sentence without the words that only join it to what was said before."""
SHORTEST = 12
"""Characters below which a sentence tells nothing."""
MOST = 6
_ORDER: tuple[StoryPart, ...] = ("reflection", "result", "situation", "task", "action")
"""Which part wins when the cues of several stand in one sentence."""


@dataclass(frozen=True)
class Told:
    """A story and what bears each of its parts out. Pointers begin at the story."""

    story: Story
    leaves: list[Leaf]


def stories(memories: Sequence[Memory], language: Locale) -> list[Told]:
    """One story for each job that has something to tell, the latest first, at most six. The best told come first."""
    found: list[Told] = []
    for job in profile(memories).jobs:
        for said in _starting_points(job):
            told = _story(job, said, memories, language)
            if told and not any(told.story.quote == other.story.quote for other in found):
                found.append(told)
    ranked = sorted(enumerate(found), key=lambda pair: (-len(pair[1].story.told), pair[0]))
    return [told for _, told in ranked[:MOST]]


def _starting_points(job: Entry) -> Iterable[Said]:
    """The results of a job, those with a number first."""
    return sorted(job.highlights, key=lambda said: not re.search(r"\d", said.value))[:3]


def _story(job: Entry, said: Said, memories: Sequence[Memory], language: Locale) -> Told | None:
    """The result with the sentences told around it in the same breath: the quote of the memory, sorted into parts."""
    words = [words for memory in memories if memory.id in job.ids for words in words_of(memory)]
    if not words or check_value("text", said.value, index(words, language)).status == "unsupported":
        return None
    quotes = _around(said, memories)
    parts: dict[StoryPart, list[tuple[str, Evidence]]] = {}
    for quote in quotes:
        for text, evidence in quote:
            part = part_of(text, language)
            if part:
                parts.setdefault(part, []).append((text, evidence))
    own = line(_joined(said.value))
    if not any(own in text for told in parts.values() for text, _ in told):
        part = "result" if re.search(r"\d", own) else "action"
        parts.setdefault(part, []).append((own, said.claim.evidence[0])) if said.claim.evidence else None
    if not parts:
        return None
    return _told(job, said, parts, quotes)


def _told(
    job: Entry,
    said: Said,
    parts: dict[StoryPart, list[tuple[str, Evidence]]],
    quotes: Sequence[Sequence[tuple[str, Evidence]]],
) -> Told:
    texts = {part: ". ".join(text for text, _ in told) for part, told in parts.items()}
    company, position = job.value("name"), job.value("position")
    story = Story(
        id=said.memory.id,
        title=" · ".join(part for part in (_short(_joined(said.value)), company or position) if part),
        quote=". ".join(text for quote in quotes for text, _ in quote) or line(_joined(said.value)),
        memories=list(dict.fromkeys([said.memory.id, *(c.memory.id for c in job.claims.values())])),
        **texts,
    )
    leaves = [
        Leaf(pointer=f"/{part}", status="verbatim", evidence=[evidence for _, evidence in parts[part]])
        for part in STORY_PARTS
        if part in parts
    ]
    return Told(story, leaves)


def _around(said: Said, memories: Sequence[Memory]) -> list[list[tuple[str, Evidence]]]:
    """The sentences of the quote that the result was told in, each with its place."""
    found: list[list[tuple[str, Evidence]]] = []
    for words in words_of(said.memory)[:1]:
        sentences = [
            (
                line(match["told"]),
                Evidence(
                    source=words.source,
                    id=words.id,
                    start=words.offset + match.start("told"),
                    end=words.offset + match.end("told"),
                    page=words.page,
                ),
            )
            for match in SENTENCE.finditer(words.text)
            if len(line(match["told"])) >= SHORTEST
        ]
        found.append(sentences)
    return found


def part_of(sentence: str, language: Locale) -> StoryPart | None:
    """Which part of a story a spoken sentence is, by how it begins or what it names; None when nothing tells."""
    plain = folded(sentence)
    found: list[StoryPart] = [part for part in _ORDER if _cues(language)[part].search(plain)]
    if "result" in found or (re.search(r"\d", plain) and "action" not in found and "situation" not in found):
        return found[0] if found and found[0] == "reflection" else "result"
    return found[0] if found else None


@cache
def _cues(language: Locale) -> dict[StoryPart, re.Pattern[str]]:
    listed = bank(language)["cues"]
    return {
        part: re.compile(
            r"(?<!\w)(?:" + "|".join(re.escape(folded(cue)) for cue in listed[part]) + r")(?!\w)"
        )
        for part in STORY_PARTS
    }


def line(text: str) -> str:
    """A sentence as it stands alone: single blanks, a capital, no mark at its end."""
    plain = " ".join(text.split()).strip(" .,;:-–—•")
    return plain[:1].upper() + plain[1:]


def _joined(text: str) -> str:
    """A result without the words that joined it to the sentence before."""
    found = SENTENCE.match(text)
    return found["told"] if found else text


def _short(text: str, longest: int = 70) -> str:
    whole = line(text)
    return whole if len(whole) <= longest else whole[:longest].rsplit(" ", 1)[0] + " …"
