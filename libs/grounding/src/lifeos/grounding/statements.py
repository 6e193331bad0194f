"""Whether a mention is the person's own statement: not denied, not wished for, not somebody else's."""

import re
from dataclasses import dataclass

from lifeos.contracts.words import Locale
from lifeos.grounding.index import Passage
from lifeos.grounding.tables import TABLES
from lifeos.grounding.tables.table import Table

_CONTRAST = re.compile(
    r"\b(?:but|however|though|yet|except|and i|then|pero|sino|aunque|excepto|y me|luego|despues|entonces"
    r"|mas|porem|exceto|embora|e eu|depois|entao)\b"
)
_SELF = re.compile(
    r"\b(?:i|i'm|i've|me|my|we|our|yo|mi|mis|soy|trabaje|entre|eu|meu|minha|sou|trabalho|trabalhei|entrei)\b"
)
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|[•·]")
_REACH = 90


@dataclass(frozen=True)
class _Cues:
    denied_before: re.Pattern[str]
    denied_next: re.Pattern[str]
    denied_after: re.Pattern[str]
    wish: re.Pattern[str]
    others: re.Pattern[str]
    superior: re.Pattern[str]
    customer: re.Pattern[str]


def _cues(table: Table) -> _Cues:
    negator, ability = table.negator_cues, table.ability_cues
    return _Cues(
        denied_before=re.compile(rf"{negator}(?:\s+\w+)?\s+(?:{ability}\s+)+[^.;!?]{{0,60}}$"),
        denied_next=re.compile(rf"{negator}(?:\s+(?:any|much|an?|de|al?|o|el|la|em|en|with|con|com))?\s*$"),
        denied_after=re.compile(rf",?\s*(?:{table.denied_after_cues})\s*(?:[.,;!?]|$)"),
        wish=re.compile(table.wish_cues),
        others=re.compile(table.others_cues),
        superior=re.compile(table.superior_cues),
        customer=re.compile(table.customer_cues),
    )


_CUES: dict[Locale, _Cues] = {language: _cues(table) for language, table in TABLES.items()}
"""A language has its own cues only: the Portuguese "no" is "in the", not a denial."""


def is_denied(passage: Passage, start: int, end: int) -> bool:
    """Whether the words around a mention deny it ("I don't know SAP", "SAP no lo sé", "nunca usei SAP")."""
    head = _sentence_head(passage, start)
    before = _CONTRAST.split(head)[-1]
    if _CUES[passage.language].denied_next.search(before):
        return True
    denied = _CUES[passage.language].denied_before.search(before)
    if denied and _still_listing(before[denied.start() :]):
        return True
    return _CUES[passage.language].denied_after.match(passage.text, end) is not None


def is_wished(passage: Passage, start: int) -> bool:
    """Whether a mention is only a wish or an attempt ("I want to learn SAP", "I applied to Alinea")."""
    head = _CONTRAST.split(_sentence_head(passage, start, reach=60))[-1]
    return _CUES[passage.language].wish.search(head) is not None


def is_somebody_elses(passage: Passage, start: int) -> bool:
    """Whether a relative or friend is the subject ("my brother works for BAE")."""
    head = _sentence_head(passage, start, reach=60)
    found = list(_CUES[passage.language].others.finditer(head))
    return bool(found) and _SELF.search(head, found[-1].end()) is None


def is_superiors(passage: Passage, start: int) -> bool:
    """Whether a title is that of the person reported to or helped ("reported to the Sales Director")."""
    return _CUES[passage.language].superior.search(_sentence_head(passage, start).rstrip()) is not None


_ROLE_AT = re.compile(
    r"(?:\b(?:manager|lead|leader|head|coordinator|officer|engineer|director|assistant|administrator|planner|controller|agent|advis[oe]r|executive|"
    r"representative|rep|specialist|analyst|consultant|supervisor|associate|auditor|worker|clerk|operator|services?|support|care|success) at"
    r"|\b(?:(?:jef|director|gestor|coordinador|encargad|responsabl|asesor|agent|ejecutiv|analist|auditor|tecnic|especialist|auxiliar|operador|asistent)\w*"
    r"(?: de (?:proyectos?|cuentas?|clientes?|campanas?|auditorias?|atencion al cliente|servicio al cliente))?|atencion al cliente|servicio al cliente) en"
    r"|\b(?:(?:gerent|chef|diretor|gestor|coordenador|encarregad|responsav|assessor|agent|executiv|analist|auditor|tecnic|especialist|auxiliar|operador|assistent|atendent)\w*"
    r"(?: de (?:projetos?|contas?|clientes?|campanhas?|auditorias?|atendimento))?|atendimento ao cliente) (?:na|no|nas|nos|em))"
    r"(?: the| el| la| o| a)?\s*$"
)
"""A title right before the place: "project manager at Acme" and "customer service agent at Acme" work for Acme. Folded."""


def is_customer(passage: Passage, start: int) -> bool:
    """Whether an organisation is named as a customer or partner ("a project for Disney")."""
    head = _sentence_head(passage, start)
    return not _ROLE_AT.search(head) and _CUES[passage.language].customer.search(head) is not None


def is_own(passage: Passage, start: int, end: int) -> bool:
    """Whether the person states a mention for themselves."""
    if passage.words.source in {"edit", "confirmation"}:
        return True
    return not (
        is_denied(passage, start, end) or is_wished(passage, start) or is_somebody_elses(passage, start)
    )


def _sentence_head(passage: Passage, start: int, reach: int = _REACH) -> str:
    """What stands before a mention in its sentence, at most `reach` characters."""
    first = max(start - reach, 0)
    ends = [match.end() for match in _SENTENCE_END.finditer(passage.text, first, start)]
    ends += [position for position in range(first, start) if position in passage.folded.breaks]
    return passage.text[max([first, *ends]) : start]


def _still_listing(between: str) -> bool:
    """Whether the words since the denial are one list, so that the denial still holds."""
    parts = between.split(",")
    return all(len(part.split()) <= 3 for part in parts[1:])
