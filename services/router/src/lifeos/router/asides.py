"""What people ask of the product beside documents: another language, another persona, to be forgotten; and small talk."""

import re

from lifeos.contracts.words import Locale
from lifeos.grounding.fold import folded

LANGUAGE_NAMES: dict[Locale, str] = {
    "en": r"english|ingles",
    "es": r"spanish|espanol|castellano|espanhol",
    "pt": r"portuguese|portugues",
}
_DOCUMENT = r"(?:cv|c\.v\.|resume|curriculum|curriculo|hoja de vida|document\w*|it|everything|todo|tudo|lo|o)"
_IN: dict[Locale, re.Pattern[str]] = {
    locale: re.compile(
        rf"(?<!\w){_DOCUMENT}(?:[ ,]+\w+){{0,8}}[ ,]+(?:in|en|em|to|al?|para(?: o)?) (?:the |el |o )?(?:{names})(?!\w)"
        rf"|(?<!\w)(?:in|en|em) (?:{names}) (?:cv|resume|curriculum|curriculo)(?!\w)"
        rf"|(?<!\w)(?:{names}) (?:cv|resume|version)(?!\w)|(?<!\w)version (?:in|en|em) (?:{names})(?!\w)"
        rf"|(?<!\w)(?:translat\w+|traduc\w+|traduz\w*)(?: \w+){{0,6}} (?:{names})(?!\w)"
    )
    for locale, names in LANGUAGE_NAMES.items()
}
_ERASE = re.compile(
    r"(?<!\w)(?:(?:delete|erase|forget|remove) (?:everything|all (?:my|of)|my (?:data|account))|(?:borra|elimina|olvida)\w* (?:todo|mis datos|mi cuenta)|"
    r"(?:apag\w+|exclu\w+|esque\w+) (?:tudo|meus dados|minha conta))(?!\w)"
)
_PERSONA = re.compile(
    r"(?<!\w)(?:(?:talk|speak|switch|change) (?:to|with)|hablar con|ponme con|pasame con|cambia a|falar com|muda pra|mudar para|passa pra) "
    r"(?:\w+ )?(?:antonio|mariana|executor|both|los dos|os dois|ambos)(?!\w)"
)
_SMALL_TALK = re.compile(
    r"\W*(?:(?:ok(?:ay)?|thanks?|thank you|cheers|great|cool|nice|bye|goodbye|see you|good (?:morning|night|evening)|haha\w*|lol|hi|hello|hey|"
    r"tell me a joke|gracias|muchas|vale|genial|adios|chao|hasta (?:luego|manana)|buen[oa]s?|dias|tardes|noches|hola|jaja\w*|cuentame un chiste|"
    r"obrigad[oa]|muito|valeu|tchau|ate (?:logo|amanha)|bom dia|boa (?:tarde|noite)|oi|ola|kkk\w*|conta uma piada|sei la)(?:\W+|$))+"
)


def asked_language(message: str) -> Locale | None:
    """The language that a document is asked for in, when the words name one."""
    plain = folded(message)
    return next((locale for locale, pattern in _IN.items() if pattern.search(plain)), None)


def asks_to_be_forgotten(message: str) -> bool:
    """ "Delete everything you know about me": the page and the API can, the chat cannot."""
    return bool(_ERASE.search(folded(message)))


def asks_for_a_persona(message: str) -> bool:
    """ "Let me talk to Mariana": chosen above the chat, not by words."""
    return bool(_PERSONA.search(folded(message)))


def is_small_talk(message: str) -> bool:
    """Greetings, thanks and good-byes, and nothing else."""
    return bool(_SMALL_TALK.fullmatch(folded(message)))
