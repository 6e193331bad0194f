"""Free text: numbers, names and strong words must have been said, and most of the words covered nearby."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.grounding.fold import Token, fold
from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.inflation import inflated
from lifeos.grounding.match import places_of
from lifeos.grounding.quantities import wrong_quantity
from lifeos.grounding.stems import key_of
from lifeos.grounding.tables import TABLES, every
from lifeos.grounding.verdict import Span, Verdict, supported, unsupported

MIN_COVERAGE = 0.70
"""Share of content words that must have been said. Source: measured, honest bullets reach 0.75 to 1.0."""

WINDOW = 120
"""Words within which a sentence must find its words, so that a long story does not bear out everything."""

_STOPWORDS = every("stopwords")
_FILLERS = every("fillers")
_NAMELIKE = every("seniority")


@dataclass(frozen=True)
class Cover:
    """Where the content words of a claim were found. `share` is 0 to 1."""

    share: float
    spans: tuple[Span, ...]


def check_text(value: str, words: WordIndex, *, whole: bool = False) -> Verdict:
    """A sentence or several about the person; `whole` lets a summary draw each from all the words."""
    source = fold(value)
    exact = _exactly(source.text, words)
    if exact is not None:
        if is_denied_copy(exact):
            return unsupported("not_own", value)
        return supported(value, [exact])
    claim = Passage(words.passages[0].words, source, words.language) if words.passages else None
    if claim is None or not claim.tokens:
        return unsupported("not_said", value)
    cover = _cover_all(claim, words, None if whole else WINDOW)
    problem = (
        wrong_quantity(claim, words) or _strange_name(claim, words) or inflated(claim, words, cover.spans)
    )
    if problem is not None:
        return unsupported(*problem, coverage=cover.share)
    if cover.share < MIN_COVERAGE:
        return unsupported("not_said", value, coverage=cover.share)
    return supported(value, cover.spans, cover.share)


def is_denied_copy(span: Span) -> bool:
    """Whether a copy leaves out the "not" that stands right before it."""
    head = span.passage.text[max(span.start - 12, 0) : span.start]
    table = TABLES[span.passage.language]
    negated = re.search(rf"{table.negator_cues}\s*$", head) is not None
    return negated and not re.search(r"\b(?:no|zero|cero|without|sin|sem)\s*$", head)


def _exactly(wanted: str, words: WordIndex) -> Span | None:
    for passage in words.passages:
        for start, end in passage.occurrences(wanted):
            return Span(passage, start, end)
    return None


def _strange_name(claim: Passage, words: WordIndex) -> tuple[str, str] | None:
    """A capitalised word that was never said, except an ordinary one that opens a sentence."""
    dated = {position for said in claim.dates for position in range(said.start, said.end)}
    for token in claim.tokens:
        named = token.acronym or (token.capital and not token.opens)
        if claim.text[token.end : token.end + 1] == "$":
            continue
        if not named or token.start in dated or token.text in _STOPWORDS or token.text[0].isdigit():
            continue
        if not _name_said(token, words):
            return "name_not_said", claim.folded.said(token.start, token.end)
    return None


def _name_said(token: Token, words: WordIndex) -> bool:
    if words.says({token.text, token.text.removesuffix("'s")}):
        return True
    if token.acronym:
        return False
    return any(
        key_of(token.text, passage.language) in passage.keys and token.text not in _NAMELIKE
        for passage in words.passages
    )


def _cover_all(claim: Passage, words: WordIndex, window: int | None) -> Cover:
    """Coverage of each sentence within its own window, weighed by length."""
    sentences = _sentences(claim)
    covers = [_cover(sentence, words, window) for sentence in sentences]
    total = sum(len(sentence) for sentence in sentences)
    if not total:
        return Cover(1.0 if claim.numbers else 0.0, _number_spans(claim, words))
    share = (
        sum(cover.share * len(sentence) for cover, sentence in zip(covers, sentences, strict=True)) / total
    )
    return Cover(share, tuple(span for cover in covers for span in cover.spans))


def _number_spans(claim: Passage, words: WordIndex) -> tuple[Span, ...]:
    """Where the numbers of a claim stand that has no other content ("Led a team of 8")."""
    wanted = {number.value for number in claim.numbers}
    return tuple(
        Span(passage, said.start, said.end)
        for passage in words.passages
        for said in passage.numbers
        if said.value in wanted
    )[:5]


def _sentences(claim: Passage) -> list[list[Token]]:
    """The content words by sentence. Verbs of leading are left out: they have a rule of their own."""
    leading = TABLES[claim.language].leading
    numbered = [(said.start, said.end) for said in (*claim.numbers, *claim.dates) if not _is_doubtful(said)]
    found: list[list[Token]] = [[]]
    for token in claim.tokens:
        if token.opens and found[-1]:
            found.append([])
        counted = any(start <= token.start < end for start, end in numbered)
        plain = token.text in _STOPWORDS or token.text in _FILLERS or token.text in leading
        if not counted and not plain and len(token.text) > 1:
            found[-1].append(token)
    return [sentence for sentence in found if sentence]


def _is_doubtful(said: object) -> bool:
    return bool(getattr(said, "doubtful", False))


def _cover(sentence: Sequence[Token], words: WordIndex, window: int | None) -> Cover:
    best = Cover(0.0, ())
    for passage in words.passages:
        places = [places_of(token.text, passage) for token in sentence]
        share, chosen = _best_window(places, window or len(passage.tokens))
        if share > best.share:
            spans = [Span(passage, passage.tokens[p].start, passage.tokens[p].end) for p in chosen]
            best = Cover(share, tuple(spans))
    return best


def _best_window(places: Sequence[Sequence[int]], window: int) -> tuple[float, list[int]]:
    """The share of words found within one window, and where, in the tightest such window."""
    marks = sorted((place, word) for word, found in enumerate(places) for place in found[:2000])
    counts: dict[int, int] = {}
    best: tuple[int, int, int, int] = (0, 0, 0, 0)
    left = 0
    for right, (place, word) in enumerate(marks):
        counts[word] = counts.get(word, 0) + 1
        while place - marks[left][0] > window or counts[marks[left][1]] > 1:
            counts[marks[left][1]] -= 1
            if not counts[marks[left][1]]:
                del counts[marks[left][1]]
            left += 1
        score = (len(counts), marks[left][0] - place)
        if score > best[:2]:
            best = (*score, left, right)
    if not best[0]:
        return 0.0, []
    return best[0] / len(places), [place for place, _ in marks[best[2] : best[3] + 1]]
