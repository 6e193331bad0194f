"""Wishes about a message that was written already: change it, approve or send it, or write one more to the same person."""

import re

from lifeos.grounding.fold import folded

_CHANGE = re.compile(
    r"\W*(?:(?:please|can you|could you|now|ok|por favor|puedes|podrias|ahora|pode|agora)\W+){0,3}"
    r"(?:(?:make|keep) (?:it|this|that|the (?:message|e-?mail|note|letter)) (?:\w+ ){0,2}(?:shorter|longer|warmer|friendlier|more \w+|less \w+|nicer|simpler|short|formal)|"
    r"(?:shorten|lengthen|rewrite|reword|change|edit|fix) (?:it|this|that|the (?:message|e-?mail|note|letter|text|ending|beginning|subject|greeting|last (?:line|sentence)|first (?:line|sentence)))|"
    r"(?:hazlo|hazla|ponlo|dejalo) (?:mas|menos) \w+|(?:acortal[oa]|alargal[oa]|reescribel[oa]|cambial[oa]|corrigel[oa])|(?:acorta|cambia|reescribe|corrige) (?:el|la) (?:mensaje|correo|nota|carta|texto|final|principio|asunto|saludo)|"
    r"(?:deixa|faz|fica|torna)(?:-[oa])? (?:mais|menos) \w+|(?:encurta|alonga|reescreve|muda|troca|corrige)(?:-[oa])?(?: (?:isso|isto|ele|ela|[oa] (?:mensagem|e-?mail|nota|carta|texto|final|comeco|assunto|saudacao)))?)"
    r"(?:\W+\w+){0,6}\W*"
)
"""Folded, and nothing else."""

_IT = r"(?:it|this|that|them|everything|all of it|(?:the|this|that)(?: exact)? (?:message|e-?mail|note|letter|text))"
_LO = r"(?:esto|eso|todo|(?:el|la|este|esta|ese|esa) (?:mensaje|correo|nota|carta|texto))"
_ISSO = r"(?:isso|isto|tudo|(?:[oa]|est[ea]|ess[ea]) (?:mensagem|e-?mail|nota|carta|texto))"
_APPROVALS = "|".join(
    (
        rf"(?:i )?(?:hereby )?approved? {_IT}",
        r"i approved?",
        r"approved",
        rf"(?:(?:you )?(?:can|may|should) |go ahead and )?send {_IT}(?: (?:to|for) (?:her|him|them))?(?: (?:out|off))?",
        rf"you have my (?:permission|approval|consent|ok)(?: to send {_IT})?",
        rf"(?:yo )?(?:ya )?(?:lo |la )?aprueb[oa](?: {_LO})?",
        rf"(?:yo )?(?:ya )?(?:lo |la )?aprobe(?: {_LO})?",
        r"aprobad[oa]",
        r"aprueb(?:al[oa]|el[oa])",
        r"(?:ya )?(?:puedes )?(?:envia|manda)(?:rl[oa]|sel[oa]|l[oa])",
        rf"(?:envia|manda) {_LO}",
        r"tienes mi (?:permiso|aprobacion|autorizacion)",
        rf"(?:eu )?(?:ja )?aprov(?:o|a|ei|e)(?:-[oa])?(?: {_ISSO})?",
        r"aprovad[oa]",
        rf"(?:(?:ja )?pode )?(?:enviar?|mandar?|envie|mande)(?:-[oa])?(?: {_ISSO})?",
        r"(?:voce )?tem (?:a )?minha (?:permissao|aprovacao|autorizacao)",
    )
)
_APPROVE = re.compile(
    r"\W*(?:(?:yes|yeah|ok|okay|good|great|perfect|please|now|just|si|sim|bueno|vale|perfecto|bom|perfeito|por favor|ahora|agora)\W+){0,4}"
    rf"(?:{_APPROVALS})(?:(?:\W+(?:and|then|y|e|luego|depois))?\W+(?:{_APPROVALS}))*"
    r"(?:\W+(?:now|right now|right away|please|today|ya|ahora|ahora mismo|ja|agora|por favor|hoy|hoje)){0,3}\W*"
)
"""Folded, and nothing else."""

_SAME = re.compile(
    r"(?<!\w)(?:to|for|with|thank|remind|message|email|chase) (?:her|him|them)(?!\w)|(?<!\w)(?:her|him|them) (?:a|an|another|one more)(?!\w)|"
    r"(?<!\w)(?:a|para|con) (?:ella|el|ellos|ellas)(?!\w)(?! \w+(?:o|a)r)|(?<!\w)(?:escrib|mand|envi|agradec|record)\w*(?:le|les)(?!\w)|(?<!\w)(?:otro|otra) (?:correo|mensaje|nota|carta)(?! (?:a|para) [a-z])|"
    r"(?<!\w)(?:para|pra|com|a) (?:ela|ele|elas|eles)(?!\w)|(?<!\w)(?:escrev|mand|envi|agradec|lembr)\w*-lhe|(?<!\w)(?:outro|outra) (?:e-?mail|mensagem|nota|carta)(?! (?:para|pra) [a-z])|"
    r"(?<!\w)another (?:one|e-?mail|message|note)(?! (?:to|for) [a-z])|(?<!\w)the same person"
)
"""Folded."""


_REFUSES = re.compile(r"(?<!\w)(?:don'?t|do not|not|no|nao|nunca|never)(?!\w)")


def asks_to_change_a_message(message: str) -> bool:
    """ "Make it shorter", "cambia el final": the text stands beside the chat and is changed there."""
    return bool(_CHANGE.fullmatch(folded(message)))


def asks_to_approve_a_message(message: str) -> bool:
    """ "I approve it", "envíalo ya": only a press under the exact text does either."""
    return bool(_APPROVE.fullmatch(folded(message)))


def means_the_same_person(message: str) -> bool:
    """Whether a turn points at somebody without naming them, and does not refuse to."""
    plain = folded(message)
    return bool(_SAME.search(plain)) and not _REFUSES.search(plain)
