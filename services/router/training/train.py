"""Trains the weights of the intent embedding from `utterances.jsonl` and writes `weights.npz` into the package.

Run from anywhere: `python services/router/training/train.py`. Needs scikit-learn, which the product does not.
Every tenth utterance (by hash of its text) is the dev fold: never trained on, it sets no weight.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.svm import SVC

from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import read_text
from lifeos.router.intents.embedding import WEIGHTS, Vector, Weights, build_encoder, features, likelihoods
from lifeos.router.intents.rules import judge
from lifeos.router.intents.vocabulary import TOPICS

UTTERANCES = Path(__file__).parent / "utterances.jsonl"
DEV_SHARE = 10
START = 0.65
START_WHEN_TOLD = 0.7
OFFER = 0.3
WIDTH = 0.5
KERNEL: dict[str, Any] = {"kernel": "rbf", "gamma": WIDTH, "C": 8.0}


@dataclass(frozen=True)
class Utterance:
    """One labelled turn."""

    text: str
    language: str
    intents: tuple[Intent, ...]
    style: str


def utterances(path: Path = UTTERANCES) -> list[Utterance]:
    """Every labelled turn of the file, in order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Utterance(row["text"], row["language"], tuple(row["intents"]), row["style"]) for row in rows]


def in_dev_fold(utterance: Utterance) -> bool:
    """Whether the utterance is kept from training."""
    return hashlib.sha256(utterance.text.encode()).digest()[0] % DEV_SHARE == 0


def labels(rows: list[Utterance]) -> Vector:
    """One row per utterance, one column per intent of `TOPICS`."""
    return np.asarray([[name in row.intents for name in TOPICS] for row in rows], dtype=np.float32)


def vectors(rows: list[Utterance]) -> Vector:
    """The features of every utterance."""
    encoder = build_encoder()
    texts = [read_text(row.text) for row in rows]
    return np.stack([features(encoder, text, judge(text)) for text in texts])


def train(rows: list[Utterance]) -> Weights:
    """The examples at the border of any intent, and how strongly each pulls towards it."""
    inputs, wanted = vectors(rows), labels(rows)
    pulls = np.zeros((len(TOPICS), len(rows)), dtype=np.float32)
    intercepts = np.zeros(len(TOPICS), dtype=np.float32)
    for column in range(len(TOPICS)):
        model: Any = SVC(**KERNEL)
        model.fit(inputs, wanted[:, column])
        pulls[column, model.support_] = model.dual_coef_[0]
        intercepts[column] = model.intercept_[0]
    at_the_border = pulls.any(axis=0)
    return Weights(
        examples=inputs[at_the_border],
        pulls=pulls[:, at_the_border],
        intercepts=intercepts,
        width=WIDTH,
        start=START,
        start_when_told=START_WHEN_TOLD,
        offer=OFFER,
        metadata={},
    )


def dev_accuracy(weights: Weights, rows: list[Utterance]) -> float:
    """Share of utterances whose three yes-or-no answers are all right at the border."""
    guessed = [[likely > 0.5 for likely in likelihoods(weights, vector).values()] for vector in vectors(rows)]
    return float((np.asarray(guessed) == (labels(rows) > 0)).all(axis=1).mean())


def main() -> None:
    """Trains and writes the weights."""
    rows = utterances()
    kept = [row for row in rows if not in_dev_fold(row)]
    dev = [row for row in rows if in_dev_fold(row)]
    weights = train(kept)
    metadata = {
        "utterances_sha256": hashlib.sha256(UTTERANCES.read_bytes()).hexdigest(),
        "trained_on": len(kept),
        "examples": len(weights.examples),
        "dev": len(dev),
        "dev_accuracy": round(dev_accuracy(weights, dev), 4),
        "width": WIDTH,
        "start": START,
        "start_when_told": START_WHEN_TOLD,
        "offer": OFFER,
    }
    np.savez_compressed(
        WEIGHTS,
        examples=weights.examples.astype(np.float16),
        pulls=weights.pulls.astype(np.float16),
        intercepts=weights.intercepts,
        metadata=np.asarray(json.dumps(metadata)),
    )
    sys.stdout.write(json.dumps(metadata) + "\n")


if __name__ == "__main__":
    main()
