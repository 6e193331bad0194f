"""The cues of all three languages compiled together, the topics, and what is known of one clause."""

from dataclasses import dataclass
from typing import Literal

from lifeos.contracts.words import Intent
from lifeos.router.intents.cues import compiled
from lifeos.router.intents.cues_en import ENGLISH
from lifeos.router.intents.cues_es import SPANISH
from lifeos.router.intents.cues_pt import PORTUGUESE

Stance = Literal["asks", "refuses", "tells", "open"]

CUES = compiled((ENGLISH, SPANISH, PORTUGUESE))
TOPICS: tuple[Intent, ...] = ("cv", "interview", "outreach")


@dataclass(frozen=True)
class Clause:
    """What the rules made of one clause."""

    words: str
    stance: Stance
    intents: tuple[Intent, ...]
    topics: tuple[Intent, ...]


def has(name: str, words: str) -> bool:
    """Whether a cue of any language occurs."""
    return CUES[name].search(words) is not None


def distinct(names: list[Intent]) -> tuple[Intent, ...]:
    """Each intent once, in the order of first mention."""
    once: list[Intent] = []
    for name in names:
        if name not in once:
            once.append(name)
    return tuple(once)


def topics_in(words: str) -> list[tuple[int, int, Intent]]:
    """Where the clause names a topic: begin, end and topic, in order and without overlap."""
    found: list[tuple[int, int, Intent]] = []
    for name in TOPICS:
        for match in CUES[name].finditer(words):
            found.append((match.start(), match.end(), name))
    found.sort()
    kept: list[tuple[int, int, Intent]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
