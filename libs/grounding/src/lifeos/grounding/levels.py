"""Levels: degrees, command of a language, seniority in titles. More than was said is never supported."""

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

LANGUAGE_NAMES: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in """
    english ingles
    spanish espanol espanhol castellano castelhano
    portuguese portugues
    french frances
    german aleman alemao
    italian italiano
    catalan catalao
    galician gallego galego
    basque euskera vasco basco
    dutch holandes neerlandes
    polish polaco polones
    russian ruso russo
    arabic arabe
    chinese chino chines mandarin mandarim
    japanese japones
    korean coreano
    romanian rumano romeno
    ukrainian ucraniano
    hindi
    tamil
    turkish turco
    swedish sueco
    greek griego grego
    guarani
    quechua
    """.splitlines()
    if line.strip()
)

_FLUENCY: tuple[tuple[float, str], ...] = (
    (
        1.0,
        r"basic|beginner|elementary|basico|inicial|principiante|some|a little|a bit|un poco|um pouco|tantito|bit of",
    ),
    (
        2.0,
        r"intermediate|conversational|intermedio|intermediaria?|intermediario|conversacional|medio|limited working",
    ),
    (2.5, r"upper[- ]intermediate|intermedio alto|intermediario superior"),
    (3.0, r"advanced|proficient|proficiency|professional working|avanzado|avancado|profesional"),
    (
        3.5,
        r"fluent|fluently|fluency|fluido|fluida|fluidez|con soltura|fluente|fluencia|fluentemente|full professional",
    ),
    (
        5.0,
        r"native|mother tongue|first language|nativo|nativa|lengua materna|lingua materna|materno|bilingual|bilingue",
    ),
)
_CEFR = {"a1": 1.0, "a2": 1.0, "b1": 2.0, "b2": 2.5, "c1": 3.5, "c2": 4.5}
_CEFR_WORD = re.compile(r"\b[abc][12]\b")
_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ora|ero|era|eiro|eira|ista|ant[ea]?|ent[ea])s?$")
"""Endings of words for someone who does a thing: "SOX controls" do not make a controller."""

_SENIORITY = every("seniority")
_STOPWORDS = every("stopwords")
_UNFINISHED = re.compile(rf"\b(?:{any_cue('unfinished_cues')})")
_ANY_LANGUAGE = re.compile(
    r"\b(?:" + "|".join(sorted({n for names in LANGUAGE_NAMES for n in names})) + r")\b"
)


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
    exact = _whole(value, words)
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


def _whole(value: str, words: WordIndex) -> Span | None:
    for passage in words.passages:
        for start, end in passage.occurrences(folded(value)):
            return Span(passage, start, end)
    return None


def check_fluency(value: str, words: WordIndex, about: str | None = None) -> Verdict:
    """A level of a language or skill. `about` names it, so that another one's level does not count."""
    wanted = _fluency_in(folded(value))
    if not wanted:
        exact = _whole(value, words)
        return supported(value, [exact]) if exact else unsupported("level_not_said", value)
    spans: list[Span] = []
    for level in wanted:
        span = _same_fluency(level, words, about)
        if span is None:
            return unsupported("level_not_said", value)
        spans.append(span)
    return supported(value, spans)


def _fluency_in(text: str) -> list[LevelSaid]:
    found = [LevelSaid(_CEFR[m.group()], m.group(), m.start(), m.end()) for m in _CEFR_WORD.finditer(text)]
    for level, pattern in reversed(_FLUENCY):
        for match in re.finditer(rf"\b(?:{pattern})\b", text):
            if not any(said.start <= match.start() < said.end for said in found):
                found.append(LevelSaid(level, match.group(), match.start(), match.end()))
    return found


def _same_fluency(wanted: LevelSaid, words: WordIndex, about: str | None) -> Span | None:
    exact_scale = wanted.word in _CEFR
    for passage in words.passages:
        for said in _fluency_in(passage.text):
            fits = said.word == wanted.word if exact_scale else _stands_for(wanted.level, said)
            if fits and _is_about(about, passage, said) and is_own(passage, said.start, said.end):
                return Span(passage, said.start, said.end)
    return None


def _stands_for(wanted: float, said: LevelSaid) -> bool:
    if said.level == wanted:
        return True
    return said.word in _CEFR and said.level >= wanted > said.level - 1.0


def _is_about(about: str | None, passage: Passage, said: LevelSaid) -> bool:
    """Whether the language named nearest to a level, in its own part of the sentence first, is this one."""
    if about is None:
        return True
    name = folded(about)
    names = next((group for group in LANGUAGE_NAMES if name in group), frozenset({name}))
    low = max(said.start - 60, 0)
    near = [(m.start(), m.end(), m.group()) for m in _ANY_LANGUAGE.finditer(passage.text, low, said.end + 60)]
    near += [(start, end, name) for start, end in passage.occurrences(name) if abs(start - said.start) <= 60]
    if not near:
        return False
    return min(near, key=lambda mention: _distance(passage.text, mention, said))[2] in names


def _distance(text: str, mention: tuple[int, int, str], said: LevelSaid) -> tuple[int, int, int]:
    start, end, _ = mention
    before = end <= said.start
    between = text[end : said.start] if before else text[said.end : start]
    marks = sum(between.count(mark) for mark in ",;.") + 2 * sum(between.count(mark) for mark in ";.")
    return marks, len(between), 0 if before else 1
