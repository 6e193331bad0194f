"""Degrees and job titles. A higher level or rank than was said is never supported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.grounding.fold import Token, fold, folded, tokens
from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.match import nearest_places
from lifeos.grounding.statements import is_denied, is_own, is_somebody_elses, is_superiors, is_wished
from lifeos.grounding.stems import alike, key_of, stem
from lifeos.grounding.tables import any_cue, every
from lifeos.grounding.verdict import Span, Verdict, supported, unsupported

DEGREE_LEVELS: tuple[tuple[float, str], ...] = (
    (5, r"ph\.? ?d\.?|doctorate|doctor(?:ado|ate|al)?|doutora(?:do|mento)|dphil"),
    (4, r"mba|m\.?b\.?a\.?"),
    (
        4,
        r"masters?|master's|m\.?sc\.?|m\.?a\.|m\.?eng|m\.?ed|magister|maestria|mestrado|mestre",
    ),
    (3.5, r"posgrado|pos-?graduacao|postgraduate|postgrado"),
    (
        3,
        r"bachelors?|bachelor'?s|b\.?sc\.?|b\.?a\.?|b\.?eng|b\.?com\.?|bacharel(?:ado)?|licenciatura|licenciad[oa]"
        r"|grado en|grado|ingenieria|engenharia|undergraduate|graduacao|titulad[oa]",
    ),
    (
        2,
        r"associate'?s? degree|hnd|foundation degree|tecnologo|tecnico superior|grado superior|fp superior"
        r"|ciclo superior|cfgs|diplomatura",
    ),
    (
        1,
        r"tecnico|curso tecnico|grado medio|fp|vocational|apprenticeship|svq|nvq|btec|diploma|ausbildung"
        r"|formacion profesional",
    ),
    (
        0,
        r"high school|ged|a-?levels|gcse|secondary school|bachillerato|preparatoria|prepa|secundaria|eso"
        r"|ensino medio|segundo grau",
    ),
)
"""Degree words, folded, from the highest level down; a longer word wins where two overlap."""

_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ora|ero|era|eiro|eira|ista|ant[ea]?|ent[ea])s?$")
"""Endings of words for someone who does a thing: "SOX controls" do not make a controller."""

_SENIORITY = every("seniority")
_STOPWORDS = every("stopwords")
_UNFINISHED = re.compile(rf"\b(?:{any_cue('unfinished_cues')})")


@dataclass(frozen=True)
class LevelSaid:
    """A level word and where it stands."""

    level: float
    word: str
    start: int
    end: int


def degrees_in(text: str) -> list[LevelSaid]:
    """Every degree word of a folded text, the longer one where two overlap."""
    found = [
        LevelSaid(level, match.group(), match.start(), match.end())
        for level, pattern in DEGREE_LEVELS
        for match in re.finditer(rf"(?<![\w.])(?:{pattern})(?!\w)", text)
    ]
    found.sort(key=lambda said: said.start - said.end)
    kept: list[LevelSaid] = []
    taken: set[int] = set()
    for said in found:
        span = range(said.start, said.end)
        if taken.isdisjoint(span):
            kept.append(said)
            taken.update(span)
    return kept


def check_degree(value: str, words: WordIndex) -> Verdict:
    """A degree or field of study: the level and every word of the field must have been said."""
    wanted = folded(value)
    levels = degrees_in(wanted)
    spans: list[Span] = []
    for level in levels:
        said = _same_degree(level, words)
        if said is None:
            return unsupported("degree_not_said", value)
        if _is_unfinished(said) and not _UNFINISHED.search(wanted):
            return unsupported("degree_unfinished", value)
        spans.append(said)
    covered = {position for level in levels for position in range(level.start, level.end)}
    rest = [t for t in tokens(fold(value)) if t.start not in covered and t.text not in _STOPWORDS]
    for token in rest:
        found = _word_said(token, words)
        if found is None:
            return unsupported("degree_not_said", value)
        spans.append(found)
    exact = whole_span(value, words)
    if exact is not None and is_denied(exact.passage, exact.start, exact.end):
        return unsupported("not_own", value)
    return (
        supported(value, [exact] if exact else spans)
        if spans or exact
        else unsupported("degree_not_said", value)
    )


def _same_degree(wanted: LevelSaid, words: WordIndex) -> Span | None:
    for passage in words.passages:
        for said in degrees_in(passage.text):
            mba = ("mba" in wanted.word.replace(".", "")) <= ("mba" in said.word.replace(".", ""))
            if said.level == wanted.level and mba and is_own(passage, said.start, said.end):
                return Span(passage, said.start, said.end)
    return None


def _is_unfinished(said: Span) -> bool:
    sentence_end = re.search(r"[.;\n]\s", said.passage.text[said.end : said.end + 90])
    reach = said.end + (sentence_end.start() if sentence_end else 90)
    return said.passage.cue(_UNFINISHED, said.start - 40, reach)


def check_title(value: str, words: WordIndex, *, wished: bool = False) -> Verdict:
    """A job title: every word said close together, seniority exactly. `wished` allows a title one looks for."""
    parts = [t for t in tokens(fold(value)) if t.text not in _STOPWORDS] or list(tokens(fold(value)))
    for part in parts:
        if part.text in _SENIORITY and not _seniority_said(part.text, words):
            return unsupported("title_not_said", part.text)
    missing = [part.text for part in parts if _word_said(part, words) is None]
    if missing or not parts:
        return unsupported("title_not_said", ", ".join(missing) or value)
    own = [span for span in _title_spans(value, parts, words) if _is_held(span, wished=wished)]
    if not own:
        return unsupported("title_not_own", value)
    return supported(value, own[:1])


def _is_held(span: Span, *, wished: bool) -> bool:
    passage, start = span.passage, span.start
    if passage.words.source in {"edit", "confirmation"}:
        return True
    if is_superiors(passage, start) or is_somebody_elses(passage, start):
        return False
    return not is_denied(passage, start, span.end) and (wished or not is_wished(passage, start))


def _seniority_said(word: str, words: WordIndex) -> bool:
    return any(
        said in _SENIORITY and stem(said, passage.language) == stem(word, passage.language)
        for passage in words.passages
        for said in passage.places
    )


def _title_spans(value: str, parts: Sequence[Token], words: WordIndex) -> list[Span]:
    """Places where the words of a title stand together, the exact one first."""
    exact: list[Span] = []
    near: list[Span] = []
    wanted = folded(value)
    for passage in words.passages:
        exact += [Span(passage, start, end) for start, end in passage.occurrences(wanted)]
        options = [_places(part, passage) for part in parts]
        if not all(options):
            continue
        for anchor in options[0][:200]:
            nearest = nearest_places(options, anchor)
            first, last = min(nearest), max(nearest)
            if last - first <= 2 * len(parts) + 8:
                near.append(Span(passage, passage.tokens[first].start, passage.tokens[last].end))
    return exact + near


def _places(part: Token, passage: Passage) -> tuple[int, ...]:
    exact = passage.places.get(part.text, ())
    if exact or part.acronym:
        return exact
    same_stem = [
        place
        for place in passage.keys.get(key_of(part.text, passage.language), ())
        if stem(passage.tokens[place].text, passage.language) == stem(part.text, passage.language)
    ]
    forms = [word for word in passage.prefixes.get(part.text[:5], ()) if alike(word, part.text)]
    found = {*same_stem, *(place for word in forms for place in passage.places[word])}
    agent = _AGENT.search(part.text) is not None
    return tuple(sorted(p for p in found if (_AGENT.search(passage.tokens[p].text) is not None) == agent))


def _word_said(part: Token, words: WordIndex) -> Span | None:
    for passage in words.passages:
        for place in _places(part, passage)[:1]:
            token = passage.tokens[place]
            return Span(passage, token.start, token.end)
    return None


def whole_span(value: str, words: WordIndex) -> Span | None:
    """Where a value stands just as it is, as whole words."""
    for passage in words.passages:
        for start, end in passage.occurrences(folded(value)):
            return Span(passage, start, end)
    return None
