"""Which parts of a story an answer tells. A spoken sentence often holds several: "When the supplier failed, I found another in 2 days"."""

import re

from lifeos.contracts.pack import STORY_PARTS, StoryPart
from lifeos.contracts.words import Locale
from lifeos.grounding.fold import folded
from lifeos.interview.stories import part_of

_CLAUSE = re.compile(
    r"[.,;:!?]\s+|\s+(?:and|but|so|then|y|e|pero|entonces|mas|porem|entao)\s+(?=\S)", re.IGNORECASE
)
_SITUATION: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"^\W*(?:when|while|after|before|during|once|one day|last (?:year|month)|(?:in|at|back in) (?:\d{4}|my|the|our))\b"
    ),
    "es": re.compile(
        r"^\W*(?:cuando|mientras|tras|despues de|antes de|durante|un dia|el ano pasado|en (?:\d{4}|mi|la|el|nuestro))\b"
    ),
    "pt": re.compile(
        r"^\W*(?:quando|enquanto|apos|depois de|antes de|durante|um dia|no ano passado|em \d{4}|n[oa] (?:meu|minha|nosso|nossa|empresa|loja))\b"
    ),
}
_ACTION: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"\bi (?:also |then |quickly |personally |first |finally )?(?!had to\b|needed to\b|was\b|wanted\b|learned\b|learnt\b|realised\b|realized\b)"
        r"(?:\w{2,}ed|found|built|made|told|wrote|led|ran|took|got|brought|bought|sold|taught|gave|went|saw|kept|set|put|cut|met|paid|sent|spoke|drew|chose|held|rebuilt|rewrote|dealt|sat|stood|did)\b"
    ),
    "es": re.compile(
        r"\b(?:hice|puse|dije|traje|conduje|propuse|traduje|rehice|di|fui a|me puse|construi|decidi|pedi|escribi|vendi|reuni|abri)\b|\b[^\W\d_]{3,}(?:é|í)(?!\w)"
    ),
    "pt": re.compile(
        r"\b(?:fiz|pus|disse|trouxe|propus|refiz|dei|decidi|pedi|escrevi|vendi|reuni|abri|construi|consegui|resolvi)\b|\b[^\W\d_]{2,}ei(?!\w)"
    ),
}
"""What somebody did themselves. Spanish tells "llamé" from "llame" by its accent, so that text is read with accents."""
_RESULT: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:lost (?:no|nothing|nobody|not a)|no (?:order|customer|client|patient|one|complaint)s? (?:was|were|left|got)|without (?:losing|any|a single)|ended up|turned out|ever since)\b"
    ),
    "es": re.compile(
        r"\b(?:no (?:se )?perd\w+|no hubo|sin (?:perder|ningun\w*|quejas|errores)|termin(?:o|amos|e) (?:en|con|siendo)|desde entonces|al final)\b"
    ),
    "pt": re.compile(
        r"\b(?:nao (?:se )?perd\w+|nao houve|sem (?:perder|nenhum\w*|reclamacoes|erros)|acab(?:ou|amos|ei)|desde entao|no fim)\b"
    ),
}


def parts_told(text: str, language: Locale) -> list[StoryPart]:
    """The parts in the order of a story, each once. A figure after a deed is its result."""
    found: set[StoryPart] = set()
    for clause in _CLAUSE.split(text):
        if clause and clause.strip():
            found |= _parts_of(clause, language, after_a_deed="action" in found)
    return [part for part in STORY_PARTS if part in found]


def _parts_of(clause: str, language: Locale, *, after_a_deed: bool) -> set[StoryPart]:
    plain = folded(clause)
    part = part_of(clause, language)
    found: set[StoryPart] = {part} if part else set()
    if _SITUATION[language].search(plain):
        found.add("situation")
    if _ACTION[language].search(clause.lower()) or _ACTION[language].search(plain):
        found.add("action")
    figure = re.search(r"\d", plain) and (after_a_deed or "action" in found)
    if _RESULT[language].search(plain) or figure:
        found.add("result")
    return found
