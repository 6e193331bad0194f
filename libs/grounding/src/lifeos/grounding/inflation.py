"""Claims made bigger than the words: helping turned into leading, praise, doubling, a change turned round."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.levels import degrees_in
from lifeos.grounding.stems import stem
from lifeos.grounding.tables import TABLES
from lifeos.grounding.verdict import Span

Problem = tuple[str, str]

NEAR = 60
"""Characters around the matched words in which the verb of the person's own sentence is looked for."""

_AWARD = re.compile(r"\b(?:award-winning|world-class|record-breaking|single-handedly|top-performing)\b")


def inflated(claim: Passage, words: WordIndex, spans: Sequence[Span]) -> Problem | None:
    """The first word of a claim that is stronger than what was said."""
    return (
        _stronger_verb(claim, words, spans)
        or _praise(claim, words)
        or _higher_rank(claim, words)
        or _turned_round(claim, words, spans)
    )


def _stronger_verb(claim: Passage, words: WordIndex, spans: Sequence[Span]) -> Problem | None:
    table = TABLES[words.language]
    strong = next((token for token in claim.tokens if token.text in table.leading), None)
    if strong is None:
        return None
    near = _nearby(spans)
    wanted = stem(strong.text, words.language)
    said_near = any(wanted == stem(word, words.language) for word in near)
    cue = re.compile(table.leading_cues)
    if said_near or cue.search(" ".join(near)):
        return None
    helped = any(word in table.helping for word in near)
    said_anywhere = words.says(table.leading) or any(cue.search(passage.text) for passage in words.passages)
    if helped or not said_anywhere:
        return "verb_stronger", strong.text
    return None


def _nearby(spans: Sequence[Span]) -> list[str]:
    """The words in the same sentences as the matched ones, close to them."""
    found: list[str] = []
    for passage in {id(span.passage): span.passage for span in spans}.values():
        own = [span for span in spans if span.passage is passage]
        low, high = min(span.start for span in own) - NEAR, max(span.end for span in own) + NEAR // 2
        first = bisect_left(passage.starts, low)
        for token in passage.tokens[first : bisect_left(passage.starts, high)]:
            if token.opens and token.start <= own[0].start:
                found.clear()
            found.append(token.text)
    return found


def _praise(claim: Passage, words: WordIndex) -> Problem | None:
    table = TABLES[words.language]
    whole = _AWARD.search(claim.text)
    if whole and not any(whole.group() in passage.text for passage in words.passages):
        return "praise_not_said", whole.group()
    for token in claim.tokens:
        if token.text in table.praise and not _stem_said(token.text, words):
            return "praise_not_said", token.text
        if token.text in table.multiples and not _stem_said(token.text, words):
            return "number_not_said", token.text
    return None


def _stem_said(word: str, words: WordIndex) -> bool:
    wanted = stem(word, words.language)
    return any(wanted == stem(said, words.language) for passage in words.passages for said in passage.places)


def _higher_rank(claim: Passage, words: WordIndex) -> Problem | None:
    """A degree or a rank in running text that the words do not hold."""
    table = TABLES[words.language]
    for token in claim.tokens:
        if token.text in table.seniority - table.leading - table.praise and not _stem_said(token.text, words):
            return "title_not_said", token.text
    said = {level.level for passage in words.passages for level in degrees_in(passage.text)}
    for level in degrees_in(claim.text):
        if level.level >= 3 and level.level not in said:
            return "degree_not_said", level.word
    return None


def _turned_round(claim: Passage, words: WordIndex, spans: Sequence[Span]) -> Problem | None:
    """More where the person said less, or the other way round."""
    table = TABLES[words.language]
    near = set(_nearby(spans))
    for claimed, opposite in ((table.up, table.down), (table.down, table.up)):
        word = next((token.text for token in claim.tokens if token.text in claimed), None)
        if word and not near & claimed and near & opposite:
            return "direction_turned", word
    return None
