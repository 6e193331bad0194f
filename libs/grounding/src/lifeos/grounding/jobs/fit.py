"""Which requirements of a job a person's words bear out. When in doubt a requirement is missing: it is then asked about,
while a wrong "present" would be a lie in an application."""

import re
from collections.abc import Sequence
from typing import Any

from lifeos.contracts.job import FitItem, Posting, Requirement
from lifeos.contracts.memory import Evidence
from lifeos.contracts.words import Locale
from lifeos.grounding.fold import Token, fold, tokens
from lifeos.grounding.index import Passage, WordIndex, Words, index
from lifeos.grounding.jobs.cues import NUMBER_WORDS, YEARS
from lifeos.grounding.jobs.reading import years_asked
from lifeos.grounding.language import language_of
from lifeos.grounding.match import places_of
from lifeos.grounding.pointers import leaves
from lifeos.grounding.statements import is_own
from lifeos.grounding.tables import TABLES, every

MIN_SHARE = 0.6
"""Share of the content words of a requirement that one sentence must say."""
GENERIC = frozenset(
    [
        "experience",
        "experienced",
        "knowledge",
        "ability",
        "able",
        "skill",
        "skills",
        "good",
        "strong",
        "solid",
        "excellent",
        "proven",
        "minimum",
        "least",
        "years",
        "year",
        "valid",
        "current",
        "up-to-date",
        "required",
        "essential",
        "familiarity",
        "familiar",
        "understanding",
        "comfortable",
        "confident",
        "competent",
        "working",
        "work",
        "level",
        "equivalent",
        "similar",
        "ideally",
        "hold",
        "holding",
        "have",
        "having",
        "full",
        "own",
        "willing",
        "experiencia",
        "conocimiento",
        "conocimientos",
        "capacidad",
        "manejo",
        "dominio",
        "minimo",
        "minima",
        "menos",
        "anos",
        "ano",
        "vigente",
        "buena",
        "buen",
        "excelente",
        "solida",
        "requerido",
        "imprescindible",
        "indispensable",
        "deseable",
        "nivel",
        "equivalente",
        "similar",
        "preferentemente",
        "contar",
        "tener",
        "saber",
        "ser",
        "disposicion",
        "persona",
        "alguien",
        "trabajo",
        "trabajar",
        "conhecimento",
        "conhecimentos",
        "dominio",
        "pratica",
        "vivencia",
        "familiaridade",
        "pelo",
        "anos",
        "ano",
        "boa",
        "bom",
        "solida",
        "obrigatorio",
        "desejavel",
        "semelhante",
        "pessoa",
        "ter",
        "ser",
        "trabalho",
        "trabalhar",
        "sera",
        "indispensavel",
        "necessario",
        "valido",
        "valida",
        "atualizado",
        "certified",
        "certificate",
        "certificado",
    ]
)
"""Words that job texts wrap around what they ask for."""
OR = frozenset({"or", "o", "u", "ou"})
LAPSED = re.compile(
    r"(?<!\w)(?:expired|lapsed|ran out|used to|no longer|vencio|vencid[oa]|caduc\w+|expir\w+|ya no|venceu|ja nao|deixei de|tranquei|renovar(?:la|lo)?)(?!\w)"
)
WEAK = re.compile(
    r"(?<!\w)(?:help(?:ed|ing)?|assist(?:ed|ing|ant)?|support(?:ed)?|sat in|shadow\w*|had a go|tried|watch\w*|a bit of|a little|only|once|ayud\w+|apoy\w+|acompan\w+|asist\w+|un poco|solo|observ\w+|"
    r"ajud\w+|apoi\w+|um pouco|apenas|so uma|assisti|nunca|never|jamas)(?!\w)"
)
"""Words by which a person says less than a requirement asks."""
DENIED = re.compile(
    r"(?<!\w)(?:not|no|never|none|nor|without|can't|cannot|don't|doesn't|didn't|haven't|hasn't|isn't|wasn't|couldn't|wouldn't|nunca|jamas|tampoco|ninguna?|sin|nada|nao|nem|sem|nenhuma?)(?!\w)"
)
"""Any denial in the sentence: which of its words it takes back is not worth a guess here."""
OTHERS = re.compile(
    r"(?<!\w)(?:agenc\w+|colleagues?|coworkers?|partner|boss|manager (?:did|does|ran|handled)|cousin|brother|sister|mother|father|wife|husband|friend|mate|neighbou?r|"
    r"colega\w*|compa(?:nero|nera|dre)\w*|amig[oa]\w*|abuel[oa]|madre|padre|herman[oa]|primo|prima|espos[oa]|marido|mujer|pareja|jef[ea]|vecin[oa]|psicolog[oa]|"
    r"irmao|irma|mae|pai|avo|chefe|namorad[oa]|vizinh[oa]|(?:lo|la|los|las) (?:lleva|llevaba|hace|hacia|hizo|maneja\w*|vei?a) )(?!\w)"
)
"""Somebody else who may be the one that does it."""
RANKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(rf"(?<!\w)(?:{words})(?!\w)"))
    for rank, words in (
        (1, r"a1|basic\w*|beginner|elemental|elementar|basico"),
        (2, r"a2|pre-?intermedi\w+"),
        (3, r"b1|intermedi\w+"),
        (4, r"b2|upper[- ]intermediate|conversation\w*|good|bom|bueno"),
        (
            5,
            r"c1|advanced|avanzad[oa]|avancad[oa]|fluent\w*|fluid[oa]|fluente|professional|profesional|profissional",
        ),
        (6, r"c2|native|nativ[oa]|mother tongue|bilingu\w+|lengua materna|lingua materna"),
    )
)
LANGUAGE_NAMES = re.compile(
    r"(?<!\w)(?:english|spanish|french|german|italian|portuguese|mandarin|arabic|ingles|espanol|frances|aleman|italiano|portugues|chino|espanhol|alemao|chines)(?!\w)"
)
SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?=\S)[^.!?;\n]+)*")


def find_fit(posting: Posting, said: Sequence[Words], document: dict[str, Any] | None) -> list[FitItem]:
    """Each requirement with the words that bear it out. `said` are the person's words, `document` their CV."""
    shown = index(
        [Words("message", "cv", value) for _, value in leaves(document or {})] or [], posting.language
    )
    words = index([part for each in said for part in _sentences(each)], posting.language)
    return [_item(requirement, shown, words, posting.language) for requirement in posting.requirements]


def score(items: Sequence[FitItem], met: frozenset[str]) -> int:
    """Share of what is met, 0 to 100; a must counts twice. Without requirements 0."""
    weights = [2 if item.requirement.must else 1 for item in items]
    won = sum(weight for weight, item in zip(weights, items, strict=True) if item.status in met)
    return round(100 * won / sum(weights)) if weights else 0


def speaks_of(requirement: str, text: str, language: Locale) -> bool:
    """Whether a text says anything of what a requirement asks for. True where that cannot be told: the requirement has
    common words alone, or is in another language."""
    groups = _groups(requirement, language)
    if not groups or language_of(requirement, language) != language:
        return True
    return _groups_said(groups, index([Words("message", "", text)], language).passages) > 0


def _item(requirement: Requirement, shown: WordIndex, words: WordIndex, language: Locale) -> FitItem:
    found = _borne_out(requirement.text, words, language)
    if found is None:
        return FitItem(requirement=requirement, status="missing")
    evidence, quote = found
    in_cv = _groups_said(_groups(requirement.text, language), shown.passages) >= MIN_SHARE
    return FitItem(
        requirement=requirement, status="present" if in_cv else "shown", evidence=[evidence], quote=quote
    )


def _sentences(words: Words) -> list[Words]:
    return [
        Words(words.source, words.id, found.group(), words.offset + found.start(), words.page)
        for found in SENTENCE.finditer(words.text)
        if found.group().strip()
    ]


def _borne_out(requirement: str, words: WordIndex, language: Locale) -> tuple[Evidence, str] | None:
    groups = _groups(requirement, language)
    if not groups:
        return None
    for passage in words.passages:
        if _share(groups, passage) < MIN_SHARE or not _is_enough(requirement, groups, passage):
            continue
        return passage.evidence(0, len(passage.text)), passage.words.text.strip()
    return None


def _groups(requirement: str, language: Locale) -> list[list[Token]]:
    """The content words, each with the alternatives that "or" joins to it."""
    groups: list[list[Token]] = []
    joined = False
    plain = YEARS.sub(lambda found: " " * len(found.group()), fold(requirement).text)
    for token in tokens(fold(requirement)):
        if token.text in OR:
            joined = bool(groups)
            continue
        if not plain[token.start : token.end].strip() or _is_empty(token, language):
            continue
        if joined:
            groups[-1].append(token)
        else:
            groups.append([token])
        joined = False
    return groups


def _is_empty(token: Token, language: Locale) -> bool:
    table = TABLES[language]
    return (
        token.text in GENERIC
        or token.text in table.stopwords
        or token.text in every("fillers")
        or token.text in NUMBER_WORDS
        or any(pattern.fullmatch(token.text) for _, pattern in RANKS)
    )


def _share(groups: Sequence[Sequence[Token]], passage: Passage) -> float:
    return sum(_said(group, passage) for group in groups) / len(groups)


def _groups_said(groups: Sequence[Sequence[Token]], passages: Sequence[Passage]) -> float:
    """Share of the groups that stand anywhere in a CV."""
    if not groups:
        return 0.0
    return sum(any(_said(group, passage) for passage in passages) for group in groups) / len(groups)


def _said(group: Sequence[Token], passage: Passage) -> bool:
    return any(_places(token, passage) for token in group)


def _places(token: Token, passage: Passage) -> tuple[int, ...]:
    """Short names, versions and classes must be said as they are: "C" is not "C++", "B" not "C"."""
    exact = token.acronym or len(token.text) <= 3 or any(c.isdigit() for c in token.text)
    return passage.places.get(token.text, ()) if exact else places_of(token.text, passage)


def _is_enough(requirement: str, groups: Sequence[Sequence[Token]], passage: Passage) -> bool:
    """The person says it of themselves, without taking it back, and says as much as is asked."""
    if any(pattern.search(passage.text) for pattern in (LAPSED, WEAK, DENIED, OTHERS)):
        return False
    places = [place for group in groups for token in group for place in _places(token, passage)[:1]]
    spans = [(passage.tokens[place].start, passage.tokens[place].end) for place in places]
    if not spans or not all(is_own(passage, start, end) for start, end in spans):
        return False
    if any(
        c.isdigit() or token.acronym for group in groups for token in group for c in token.text
    ) and not all(
        _said(group, passage)
        for group in groups
        if any(t.acronym or any(c.isdigit() for c in t.text) for t in group)
    ):
        return False
    return _long_enough(requirement, passage) and _well_enough(requirement, passage)


def _long_enough(requirement: str, passage: Passage) -> bool:
    asked = years_asked(requirement)
    if asked is None:
        return True
    said = [
        int(m["number"]) if m["number"] else NUMBER_WORDS[m["word"]] for m in YEARS.finditer(passage.text)
    ]
    return bool(said) and max(said) >= asked


def _well_enough(requirement: str, passage: Passage) -> bool:
    """A language is spoken at least as well as asked."""
    plain = fold(requirement).text
    if not LANGUAGE_NAMES.search(plain):
        return True
    wanted = max((rank for rank, pattern in RANKS if pattern.search(plain)), default=0)
    said = max((rank for rank, pattern in RANKS if pattern.search(passage.text)), default=0)
    return said >= wanted
