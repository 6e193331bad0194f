"""Trains the weights of the intent embedding from `utterances.jsonl` and writes `weights.npz` into the package.

Run from anywhere: `python services/router/training/train.py`. Needs scikit-learn, which the product does not.
Every sixth utterance (by hash of its text) is the dev fold: never trained on, it sets no weight.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import read_text
from lifeos.router.intents.embedding import WEIGHTS, Vector, build_encoder, features
from lifeos.router.intents.rules import TOPICS, judge

UTTERANCES = Path(__file__).parent / "utterances.jsonl"
DEV_SHARE = 6
START = 0.62
START_WHEN_TOLD = 0.8
OFFER = 0.3
INVERSE_REGULARISATION = 30.0


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


def train(rows: list[Utterance]) -> tuple[Vector, Vector]:
    """Coefficients (intents x features) and intercepts."""
    inputs, wanted = vectors(rows), labels(rows)
    coefficients: list[Any] = []
    intercepts: list[float] = []
    for column in range(len(TOPICS)):
        model: Any = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000)
        model.fit(inputs, wanted[:, column])
        coefficients.append(model.coef_[0])
        intercepts.append(float(model.intercept_[0]))
    return np.asarray(coefficients, dtype=np.float32), np.asarray(intercepts, dtype=np.float32)


def dev_accuracy(coefficients: Vector, intercepts: Vector, rows: list[Utterance]) -> float:
    """Share of utterances whose three yes-or-no answers are all right at probability 0.5."""
    guessed = vectors(rows) @ coefficients.T + intercepts > 0
    return float((guessed == (labels(rows) > 0)).all(axis=1).mean())


def main() -> None:
    """Trains and writes the weights."""
    rows = utterances()
    kept = [row for row in rows if not in_dev_fold(row)]
    dev = [row for row in rows if in_dev_fold(row)]
    coefficients, intercepts = train(kept)
    metadata = {
        "utterances_sha256": hashlib.sha256(UTTERANCES.read_bytes()).hexdigest(),
        "trained_on": len(kept),
        "dev": len(dev),
        "dev_accuracy": round(dev_accuracy(coefficients, intercepts, dev), 4),
        "start": START,
        "start_when_told": START_WHEN_TOLD,
        "offer": OFFER,
    }
    np.savez_compressed(
        WEIGHTS, coefficients=coefficients, intercepts=intercepts, metadata=np.asarray(json.dumps(metadata))
    )
    sys.stdout.write(json.dumps(metadata) + "\n")


if __name__ == "__main__":
    main()
