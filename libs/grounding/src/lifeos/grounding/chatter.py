"""Tells what people say to keep a talk going, or to give an order, from what answers a question. None of it is a fact."""

import re

from lifeos.grounding.fold import folded

_FILLER = (
    r"(?:and|now|ok(?:ay)?|so|then|also|please|pls|oh|well|right|yes|no|hm+|uh+|um+|hey|hi|"
    r"y|ahora|vale|bueno|pues|luego|entonces|tambien|por favor|si|oye|a ver|"
    r"e|agora|bom|entao|ta|beleza|sim|nao|tambem|olha|ai)"
)
_CHATTER = re.compile(
    r"\W*(?:(?:hiya|hi|hello|hey|morning|good (?:morning|afternoon|evening)|ok(?:ay)?|k|cool|great|nice one|fine|sure|perfect|awesome|lovely|thanks?|thank you|thx|ta|cheers|lol|"
    r"haha\w*|hm+|uh+|um+|eh|oh|yes|yep|yeah|no|nope|nah|done|i'?m done|im done|that'?s (?:it|all|enough)|enough|stop(?: it| now| please)?|wait|next|skip|bye|goodbye|looks good|all good|so|well|"
    r"please|now|and|for now|you|very much|a lot|it|good|"
    r"hola|buen[oa]s|buenos dias|vale|va|listo|dale|claro|genial|perfecto|gracias|muchas gracias|jaja\w*|si|basta|para|paramos|parar|dejemoslo|dejalo|ya(?: esta)?|nada(?: mas)?|siguiente|adios|chao|bien|muy bien|todo bien|de acuerdo|"
    r"oi|ola|beleza|blz|legal|otimo|perfeito|obrigad[oa]|valeu|kkk\w*|rs+|sim|nao|chega|pare|parar|isso|tchau|ta|ta bom|tudo bem|tudo certo|certo|proxima|so isso|por hoje)(?:\W+|$))+"
)
"""Nothing else in the whole message."""
_ORDER = re.compile(
    rf"\W*(?:{_FILLER}\W+){{0,4}}(?:"
    r"same (?:for|to|again|email|message|note|one)\b|the same (?:for|to|e-?mail|message|note|letter|one|again)\b|(?:one|another|another one|it) (?:to|for)\b|the (?:e-?mail|message|note|letter|cv|resume|pack)\b|"
    r"(?:make|write|send|prepare|create|translate|shorten|rewrite|print|download|show me|give me|get me)\b(?!-)|do (?:it|that|this|the|my|a|another)\b|(?:can|could|may) (?:we|you|i)\b|let'?s\b|let us\b|"
    r"(?:stop|cancel|undo|continue|go on|carry on|repeat)\b|(?:what|why|how|who|when|where|which) (?:do|does|did|is|are|was|were|can|should|about|if|now)\b|(?:is|are) (?:it|this|that|you|there)\b|"
    r"lo mismo\b|(?:el|la) mism[oa] (?:correo|mensaje|nota|carta|para|a)\b|(?:otro|otra|un[oa]?) (?:mas |correo |mensaje |nota |carta )?(?:para|a)\b|(?:el|la|un|una) (?:correo|mensaje|nota|carta|cv|curriculum)\b|"
    r"(?:haz(?:me|lo|la)?|hagamos|escribe\w*|escribi(?:me|le)?|manda\w*|envia\w*|preparame|redacta\w*|traduce\w*|ensename|muestrame|dame|ponme|puedes|podrias|podemos|dejemos\w*|sigamos|sigue|continua\w*|repite|cancela)\b|"
    r"(?:que|como|cuando|donde|quien|cual|por que) (?:es|son|hago|hacemos|puedo|pasa|significa|quieres|hay|sigue|tengo)\b|"
    r"o mesmo\b|a mesma (?:mensagem|nota|carta|coisa)\b|(?:outro|outra|um|uma) (?:mais |e-?mail |mensagem |nota |carta )?(?:para|pra|pro)\b|(?:o|a|um|uma) (?:e-?mail|mensagem|nota|carta|cv|curriculo)\b|"
    r"(?:faz|faca|me faz|escreve\w*|prepara|prepare|traduz\w*|mostra|me da|pode|podemos|vamos|continua\w*|repete|repita|cancela|encerra\w*)\b|"
    r"(?:que|como|quando|onde|quem|qual|por que) (?:e|sao|faco|posso|significa|voce|tem|agora)\b"
    r")"
)
_OURS = re.compile(
    r"\b(?:cv|resume|curriculum|curriculo|e-?mail|correo|message|mensaje|mensagem|note|nota|letter|carta|pack)\b"
)
_YES = re.compile(
    r"\W*(?:yes|yep|yeah|yup|sure|correct|right|exactly|perfect|indeed|absolutely|ok(?:ay)?|(?:that|it)(?:'?s| is) (?:all )?(?:right|correct|it|fine|perfect)|"
    r"all (?:of it|right|correct|good)|it is|they are|si|(?:es )?correcto|exacto|exactamente|claro|perfecto|(?:todo )?(?:esta )?(?:bien|correcto)|asi es|eso es|de acuerdo|vale|"
    r"sim|certo|correto|exato|exatamente|isso(?: mesmo)?|(?:esta )?tudo (?:certo|bem|correto)|e isso|esta (?:certo|correto|bem))(?:\W+(?!\W)|\W*$)"
)
_COURTESY = re.compile(
    r"\W*(?:thank you|thanks|please|gracias|muchas gracias|obrigad[oa]|por favor)(?:\W+(?!\W)|\W*$)"
)
LONGEST = 25
"""Words beyond which a message tells a story, whatever it begins with."""
_WISHES = re.compile(
    rf"\W*(?:{_FILLER}\W+){{0,4}}(?:i (?:want|need|would like)|i'?d like|quiero|quisiera|necesito|quero|queria|preciso)\b"
)
"""A wish: an answer when somebody was asked what they are looking for, else an order."""


def is_chatter(text: str) -> bool:
    """Greetings, thanks, yes and no, "stop" and "next", and nothing else."""
    return bool(_CHATTER.fullmatch(folded(text)))


def says_yes(text: str) -> bool:
    """A yes and nothing beside it: "yes, but until July" is none."""
    plain, found = folded(text), False
    while plain:
        yes = _YES.match(plain)
        match = yes or _COURTESY.match(plain)
        if match is None:
            return False
        plain, found = plain[match.end() :], found or yes is not None
    return found


def is_order(text: str, *, wish_answers: bool = False) -> bool:
    """A message that begins by telling or asking us something. `wish_answers`: "I want to be a nurse" answers the question."""
    plain = folded(text)
    if len(plain.split()) > LONGEST or _is_a_name(text, plain):
        return False
    return bool(_ORDER.match(plain)) or (not wish_answers and bool(_WISHES.match(plain)))


def _is_a_name(text: str, plain: str) -> bool:
    """ "Make It Happen Ltd" is a company."""
    words = [word for word in text.split() if len(word) > 2]
    return len(text.split()) > 1 and all(word[0].isupper() for word in words) and not _OURS.search(plain)
