"""Tells whether a turn corrects a fact or wishes an edit of the CV that exists."""

import re

from lifeos.router.intents.vocabulary import CUES, Clause, has

_POINTS_AT_THE_CV = re.compile(
    r"(?<!\w)(?:it|that|this|one page|page|photo|picture|summary|section|skills?|bullets?|heading|title|job|year|date|phone|\w+(?:le|lo|la)|foto|pagina|resumen|resumo|secao|seccion|habilidades?|titulo|fecha|data|telefono|telefone|ano|menor|curto|corto|cort[oa]|ele|isso|eso|trabajo|emprego|puesto|cargo|shorter|longer|words?)(?!\w)"
)
_BESIDE = re.compile(r"(?<!\w)(?:thanks|thank you|gracias|obrigad[oa]|valeu|how are|you|tu|voce|vc)(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d")


def is_update(clauses: list[Clause]) -> bool:
    """True for "add Python to it", "quítale la foto", "na verdade entrei em 2018"."""
    return any(_edits(clause) or _corrects(clause) for clause in clauses)


def _edits(clause: Clause) -> bool:
    if clause.stance == "refuses" or set(clause.topics) - {"cv"} or set(clause.intents) - {"cv"}:
        return False
    if clause.stance == "tells" and not clause.intents:
        return False
    words = _without_fillers(clause.words)
    verb = CUES["edit"].match(words)
    if verb is None and clause.intents == ("cv",):
        verb = CUES["edit"].search(words)
    if verb is None:
        return False
    rest = words[verb.end() :]
    return "cv" in clause.topics or bool(_POINTS_AT_THE_CV.search(words)) or len(rest.split()) >= 1


def _corrects(clause: Clause) -> bool:
    """A correction cue and something a CV holds; "actually, how are you?" corrects nothing."""
    words = clause.words
    if clause.intents or set(clause.topics) - {"cv", "outreach"} or _BESIDE.search(words):
        return False
    cue = CUES["correction"].search(words)
    if cue is None or cue.start() > 24:
        return False
    return bool(_YEAR.search(words)) or (has("fact", words[cue.end() :]) and len(words.split()) >= 4)


def _without_fillers(words: str) -> str:
    for _ in range(4):
        filler = CUES["filler"].match(words)
        if filler is None or CUES["edit"].match(words):
            return words
        words = words[filler.end() :].lstrip(" ,.")
    return words
