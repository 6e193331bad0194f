"""Command of a language or skill: the level said for that one, no higher one, and no other one's."""

import re

from lifeos.grounding.fold import folded
from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.levels import LevelSaid, whole_span
from lifeos.grounding.statements import is_own
from lifeos.grounding.verdict import Span, Verdict, supported, unsupported

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
_ANY_LANGUAGE = re.compile(
    r"\b(?:" + "|".join(sorted({n for names in LANGUAGE_NAMES for n in names})) + r")\b"
)


def check_fluency(value: str, words: WordIndex, about: str | None = None) -> Verdict:
    """A level of a language or skill. `about` names it, so that another one's level does not count."""
    wanted = _fluency_in(folded(value))
    if not wanted:
        exact = whole_span(value, words)
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
