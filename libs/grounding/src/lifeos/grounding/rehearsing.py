"""Reads from a turn whether somebody wants to practise their interview, and what they say while they do."""

import re

from lifeos.contracts.practice import PracticeStep
from lifeos.grounding.fold import folded

_WANTS = re.compile(
    r"(?<!\w)(?:practi[sc]e (?:(?:my|the|an|some|for (?:my|the|an)) )?(?:job )?(?:interview|answers|questions)|practi[sc]e (?:with me|now)|let'?s practi[sc]e|(?:want|like|ready|help me) to practi[sc]e|"
    r"rehears\w+ (?:my|the|an|for) interview|(?:do|run|have|start|try) (?:a|the) (?:mock|practice|trial) (?:interview|round)|mock interview|"
    r"(?:ask|quiz) me (?:(?:some|a few|the|interview|likely) )*questions|interview me|quiz me|"
    r"practic(?:ar|o|a|amos|quemos|ame) (?:(?:mi|la|una|para (?:mi|la|una)) )?entrevista|(?:vamos a|quiero|podemos|ayudame a) practicar|ensay(?:ar|emos|amos) (?:(?:mi|la|una|para (?:mi|la|una)) )?entrevista|"
    r"(?:hazme|hagamos) (?:(?:las|unas|algunas) )?preguntas(?: de entrevista)?|(?:hazme|hagamos|simul\w+) (?:un simulacro de|una|la) entrevista|simulacro de entrevista|entrevistame|"
    r"prati(?:car|quemos|camos) (?:(?:a|minha|uma|para (?:a|minha|uma)) )?entrevista|(?:vamos|quero|podemos|me ajuda a) praticar|trein(?:ar|emos|amos) (?:(?:a|minha|uma|para (?:a|minha|uma)) )?entrevista|"
    r"(?:me faz|faz(?:-me)?|me faca) (?:(?:as|umas|algumas) )?perguntas(?: de entrevista)?|simul\w+ (?:a|uma|minha) entrevista|simulacao de entrevista|me entrevista(?:r)?)(?!\w)"
)
_NOT = re.compile(
    r"(?<!\w)(?:don'?t|do not|not|never|no|nao|nunca|practi[sc]ed|practique|practicaba|pratiquei|praticava)(?!\w)(?: \w+){0,3} (?:practi|prati|ensay|trein|interview|entrevist|quiero|want)"
)
_STOP = re.compile(
    r"\W*(?:(?:ok(?:ay)?|please|por favor|no|thanks?|gracias|obrigad[oa]|let'?s|can we|could we|vamos a|vamos|podemos|i want to|quiero|quero)\W+){0,3}"
    r"(?:stop|im done|enough|that'?s enough|quit|end|finish|i'?m done|done|end (?:the )?(?:practice|round)|stop (?:the )?(?:practice|practi[sc]ing)|"
    r"basta|para|parar|paremos|termina\w*|terminemos|ya esta|es suficiente|suficiente|deja(?:mos|lo)?|dejemoslo|salir|"
    r"chega|pare|encerr\w+|acab\w+|ja chega|sair)(?:\W+(?:now please|thanks|thank you|please|gracias|obrigad[oa]|por favor|now|here|it|the practice|practi[sc]ing|this|ahora|aqui|la practica|de practicar|por hoy|agora|a pratica|de praticar|por hoje))?\W*"
)
_SKIP = re.compile(
    r"\W*(?:(?:ok(?:ay)?|please|por favor)\W+)?(?:skip(?: (?:it|this|this one))?|pass|next(?: (?:one|question))?|another (?:one|question)|i don'?t know|"
    r"paso|siguiente(?: pregunta)?|la siguiente|otra(?: pregunta)?|saltala|saltar|no (?:lo )?se|"
    r"passo|proxima(?: pergunta)?|a proxima|outra(?: pergunta)?|pula(?:r)?|nao sei)\W*"
)


_AGAIN = re.compile(
    r"\W*(?:(?:sorry|please|hm+|can you|could you|perdon|por favor|puedes|podrias|desculpa|pode|oi)\W+){0,3}"
    r"(?:(?:what|how|why)(?: do you mean| was (?:that|the question)| is the question)?|repeat(?: (?:that|it|the question))?|(?:say|ask) (?:that|it) again|again|pardon|i don'?t (?:understand|get it|follow)(?: the question)?|hm+|"
    r"(?:que|como)(?: quieres decir| dices| era la pregunta)?|repit\w*(?: la pregunta)?|repetir(?: la pregunta)?|otra vez|no (?:lo |la )?entiendo(?: la pregunta)?|"
    r"(?:o que|como)(?: voce quer dizer| assim| era a pergunta)?|repet\w+(?: a pergunta)?|de novo|nao entendi(?: a pergunta)?)(?:\W+(?:please|por favor|pls))?\W*"
)


def asks_again(message: str) -> bool:
    """ "What do you mean?", "repite la pregunta", and nothing else: the question is asked once more."""
    return bool(_AGAIN.fullmatch(folded(message)))


def wants_practice(message: str) -> bool:
    """An order to practise the interview; a story about practice is none."""
    plain = folded(message)
    return bool(_WANTS.search(plain)) and not _NOT.search(plain)


def stops_practice(message: str) -> bool:
    """ "Stop", "basta", "chega", and nothing else."""
    return bool(_STOP.fullmatch(folded(message)))


def skips_question(message: str) -> bool:
    """ "Next", "paso", "não sei", and nothing else."""
    return bool(_SKIP.fullmatch(folded(message)))


def is_about_practice(step: PracticeStep | None, message: str) -> bool:
    """Whether a turn belongs to the round that is going on: what is said in it is rehearsed, and no fact by itself."""
    return bool(step and step.next) and not wants_practice(message)
