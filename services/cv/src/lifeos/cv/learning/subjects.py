"""Tells whether a stretch of talk is about the person: not about a sister, a wish, or something that never was."""

import re
from functools import cache
from re import Pattern

from lifeos.contracts.words import Locale
from lifeos.cv.learning.cues import CUES
from lifeos.cv.learning.passage import Passage, words

FIRST_PERSON = {
    "en": re.compile(r"(?<![\w'])(?:i|i'm|i've|i'd|we|we've)(?![\w])"),
    "es": re.compile(
        r"(?<!\w)(?:yo|soy|fui|estuve|estoy|tengo|trabajo|he|llevo|me (?:fui|meti|encargue|quede|cambie|incorpore|llamo|pase))(?!\w)"
    ),
    "pt": re.compile(r"(?<!\w)(?:eu|sou|fui|estou|tenho|trabalho|me (?:formei|mudei|chamo))(?!\w)"),
}
ACCENTED_FIRST = {
    "en": re.compile(r"(?!x)x"),
    "es": re.compile(r"(?<!\w)(?:\w{2,}[éí]|\w{3,}[ai]mos)(?!\w)"),
    "pt": re.compile(
        r"(?<!\w)(?:\w{2,}ei|(?:conduz|bat|consegu|atend|vend|abr|dirig|cobr|sa[ií]|reduz|assum|desenvolv|introduz|produz|promov|resolv)i"
        r"|(?:constru|distribu|contribu)[ií]|\w{3,}[aei]mos)(?!\w)",
        # A sentence may begin with what was done.
        re.IGNORECASE,
    ),
}
THIRD_SPANISH = re.compile(
    r"(?<!\w)(?:trabaj|entr|empez|pas|estudi|dej|lleg|fund|gan|compr|cerr|ayud|contrat)ó(?!\w)"
)

REGRET = re.compile(
    r"\W*(?:(?:oh|ah|no|uh|ok|wait|ups|oops|ay|opa|eh)\W{1,3}){0,4}(?:i made a mistake|my mistake|my bad|sorry|apologies|i was wrong|i got (?:it|that) wrong|correction|"
    r"perdon\w*|disculpa\w*|lo siento|me equivoque|me he equivocado|correccion|desculp\w+|perdao|me enganei|enganei-me|errei|correcao|na verdade|en realidad|actually)(?!\w)"
)
"""How a message begins that takes something back."""


def first_person_at(here: Passage, start: int, end: int) -> int:
    """Where the person last speaks of themselves in a stretch; -1 when nowhere."""
    found = FIRST_PERSON[here.language].finditer(here.plain, start, end)
    plain = [m.start() for m in found if here.text[m.end() - 1] != "ó"]
    accented = [m.start() for m in ACCENTED_FIRST[here.language].finditer(here.text, start, end)]
    return max([*plain, *accented], default=-1)


@cache
def _somebody_else(language: Locale) -> Pattern[str]:
    return words(*CUES[language].kin, *CUES[language].others)


def somebody_else_at(here: Passage, start: int, end: int) -> int:
    """Where another person is last named as the one who acts; -1 when nowhere."""
    found = [m.start() for m in _somebody_else(here.language).finditer(here.plain, start, end)]
    third = (
        [m.start() for m in THIRD_SPANISH.finditer(here.text, start, end)] if here.language == "es" else []
    )
    return max([*found, *third], default=-1)


def is_about_somebody_else(here: Passage, start: int, place: int) -> bool:
    """True when the last one named before `place` is not the person."""
    other = somebody_else_at(here, start, place)
    return (
        other >= 0
        and other > first_person_at(here, max(start, other), place)
        and first_person_at(here, other, place) < 0
    )


OF_A_TITLE = re.compile(
    r"(?<!\w)(?:(?:customer|client|vendor|supplier|account) (?:service|services|support|care|success|experience|relations|sales|manager|management|advisor|adviser|executive|liaison|onboarding)|"
    r"(?:atencion|servicio|soporte|asesor\w*|relacion\w*|gestor\w*) (?:al?|de|con) (?:el )?clientes?|(?:atendimento|suporte|servico|relacionamento|gestor\w*) (?:ao?|de|com) (?:o )?clientes?)(?!\w)"
)
"""Customers in the name of a trade: the employer that follows is no customer."""


def is_denied(here: Passage, start: int, place: int) -> bool:
    """True when the words before `place` say that it never was, or is only wished for."""
    lead = here.plain[max(start, place - 60) : place]
    wish = words(*here.cues.wish).search(OF_A_TITLE.sub(" ", lead))
    never = list(words(*here.cues.never).finditer(lead))
    return bool(wish) or any(
        len(lead[m.end() :].split()) <= 5 and not is_only_correction(lead[m.start() :]) for m in never
    )


def correction_at(here: Passage, place: int, stop: int) -> re.Match[str] | None:
    """The words at `place` that take back what stands before them: ", no sorry,"."""
    return re.compile(rf"[\s,.]*(?:{'|'.join(here.cues.corrections)})(?=[\s,])").match(
        here.plain, place, stop
    )


def is_only_correction(said: str) -> bool:
    return bool(
        re.match(r"(?:no|nao|not)[ ,]+(?:wait|sorry|miento|perdon|espera|perai|desculpa|i lie)", said)
    )


def was_refused(here: Passage, start: int, end: int) -> bool:
    """True when the words say that nothing came of a job."""
    refused = re.compile(
        r"(?:they |he |she )?(?:didn'?t|did not|never) (?:hire|take|call|want)|didn'?t (?:get (?:it|the)|hear)|turned me down|no se hizo|no me (?:contrataron|llamaron|tomaron|quedaron)|"
        r"nao me (?:contrataram|chamaram|quiseram)|nao (?:rolou|deu certo|passei)|nao fui (?:chamad|contratad)|but i never did|pero no (?:quise|acepte)"
    )
    return bool(refused.search(here.plain, start, end))
