"""Reads from a turn which message is wanted, for whom and what for. What is not said plainly stays a visible gap."""

import re
from dataclasses import dataclass
from typing import Literal

from lifeos.contracts.letter import Brief, Purpose
from lifeos.contracts.words import DeliverableKind
from lifeos.grounding.fold import folded
from lifeos.grounding.letters.naming import ADDRESS, names_somebody, position_of, recipient_of
from lifeos.grounding.letters.wishes import (
    asks_to_approve_a_message,
    asks_to_change_a_message,
    means_the_same_person,
)

_KINDS: tuple[tuple[DeliverableKind, str], ...] = (
    ("cover_letter", r"cov\w*r letter|carta d\w* (?:presentacion|apresentacao|motivacion|motivacao)"),
    (
        "follow_up",
        r"follow(?:ing)?[- ]?up|remind|chase|nudge|heard back|hear back|seguimiento|recuerda\w*|un toque|no me (?:ha|han|he) (?:contestado|respondido)|"
        r"acompanhamento|lembrar|lembr[ae]|cobra\w*|nao me respond\w+",
    ),
    (
        "linkedin_note",
        r"connection (?:request|note)|invit\w+|(?:linkedin|short|connection) note|\bnote\b|\bnota\b|solicitud de (?:contacto|conexion)|invitacion|"
        r"convite|bilhete|(?:solicitacao|pedido|nota) de conexao",
    ),
    ("email", r"e-?mail|\bmail\b|correo"),
    ("linkedin_message", r"linkedin|m[ei]s+ag\w+|mensaje|mensagem|\bmsg\b"),
)
"""Folded: no capitals, no accents. The first that is named is meant."""
_PURPOSES: tuple[tuple[Purpose, str], ...] = (
    ("thank_you", r"thank\w*|agradec(?!eria)\w*|dar(?:le)? las gracias|obrigad\w+"),
    ("referral", r"refer(?!ence)\w*|refier\w+|recomiend\w+|recomend\w+|indicacao|indicar|indique|me indica"),
    (
        "application",
        r"apply\w*|applying|\bopening\b|position|vacancy|\bad\b|job above|postul\w+|candidat\w+|oferta|vacante|puesto|\bvaga\b",
    ),
)
_REQUEST = re.compile(
    r"^\W*(?:(?:a|an|un|una|uma|um|short|quick|cold|corta|corto|curtinh[oa]|rapid[oa]|breve|linkedin|linkedin's|thank[- ]?you|please|por favor|need|necesito|preciso de)\W+)*"
    r"(?:(?:\d{2,3}[- ](?:character|char|caracter\w*) )?(?:note|invitation|connection request|message|mesage|msg|e-?mail|mail|cover letter|follow[- ]?up|nota|invitacion|"
    r"solicitud de (?:contacto|conexion)|mensaje|correo|carta d\w* (?:presentacion|apresentacao)|convite|mensagem|pedido de conexao|solicitacao de conexao))\b"
    r"(?:\W+\w+){0,4}?\W+(?:to|for|para|pra|pro|pa|p/|a|al|dirigida|enderecada)\b"
)
_THANKS = re.compile(
    r"\b(?:write|help me|can you write|escribe\w*|escribi\w*|escreve\w*|redacta|ayudame a|me ajuda a|faz um|write a)\b.*\b(?:thank\w*|agradec\w*|gracias)|"
    r"\b(?:thank\w*|say thanks|agradec\w*|dar\w* las gracias)\b.*\b(?:write|escribes|escribe|escreve)\b"
)
_WRITE_SOMETHING = re.compile(r"\b(?:escribi(?:me)?|escribeme|escreve|write) (?:algo|something)\b")


_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*[.!?]*")
_OWN = re.compile(
    r"\b(?:my|mine|mi|mio|meu|minha|i|i'm|yo|eu|me llamo|me chamo|soy|sou|me escrib\w+ a|contact me|reach me)\b"
)
_TOLD = re.compile(
    r"\b(?:i (?:work|worked|am an?|was|built|cut|led|studied)|trabajo|trabaje|trabalho|trabalhei|my name|me llamo|me chamo|"
    r"meu nome)\b|(?:19|20)\d\d"
)
"""A sentence of the story, of which no name is a recipient's."""
_OWN_ADDRESS = re.compile(r"(?<!\w)(?:my )?(?:e-?mail|correo|mail)(?: (?:is|es|address|e))?[: ]+\S+@\S+")
_WRITES = re.compile(r"\b(?:write|writing|escrib\w+|escrev\w+|message|thank\w*|agradec\w+)\b")
_ORDER = re.compile(
    r"^\W*(?:(?:and|then|also|please|pls|ok|okay|hi|hello|hey|so|now|y|e|luego|tambien|tambem|por favor|oi|ola|hola|che|ah|bom)\W+)*"
    r"(?:write(?! to \S+@\S+(?:[;.!]|$))|draft|e-?mail(?! ?:)(?! \S+@(?!\S+ (?:about|and (?:tell|ask|say)|to (?:say|ask|apply|tell)|asking|saying|sobre|y (?:dile|cuentale|pregunta\w*)|para (?:postular\w*|preguntar\w*|decir\w*)|diciendo|e (?:diz|fala|pergunta)|dizendo|para (?:me candidatar|dizer|perguntar))\b))|message|send|prepare|make|do|need|create|compose|follow|remind|thank|chase|nudge|help me|"
    r"(?:can|could|would|will) (?:you|u)|i(?:'d| would) like|i (?:need|want)|theres? this|turn my|"
    r"escrib\w+|redact\w+|haz\w*|hace\w*|me (?:haces|ayudas|armas|escribes)|arma\w*|prepar\w+|necesito|quiero|quisiera|"
    r"(?:me )?(?:podrias|puedes)|manda\w*|envia\w*|crea\w*|hay que|le agradeceria|recuerda\w*|"
    r"escrev\w+|faz|faca|me (?:ajuda|faz)|monta\w*|preciso|gostaria|queria|quero|(?:vc|voce) (?:consegue|pode|poderia)|solicito|"
    r"pode(?:ria)?|cri[ae]\w*|lembr\w+)\b"
)
_LISTED = re.compile(
    r"^\W*(?:(?:please|por favor|a|an|the|my|un|mi|um|o|meu) )*(?:cv|resume|curr\w+|hoja de vida|(?:interview )?pack)\b"
    r"|^\W*(?:also|tambien|tambem) (?:an?|un|una|uma|um) "
)
"""A list of what is wanted, without a verb: "CV, pack and a note to Maria", "Also a cover letter for Northwind"."""
_SOMEBODY = re.compile(
    r"\b(?:hiring (?:manager|team)|recruiter|panel|recruiting|reclutador\w*|responsable|gerente|jef[ea]|seleccion|recrutador\w*|gestor\w*|responsavel|team at|job above|vaga acima|oferta de arriba|puesto de arriba)\b|\bentrevista (?:de|com|con)\b|\binterview with\b"
)


_ANOTHER = re.compile(
    r"^\W*(?:(?:y|and|e|also|tambien|tambem) )?(?:(?:ahora|now|agora) )?(?:otro|otra|another(?: one)?|outro|outra) (?:para|to|for|pra)\b"
)
"""One more of what was just made."""
_TO_THEMSELVES = re.compile(
    r"\b(?:to me|me at|escrib(?:e|an|eme|anme) a mi|escribanme|escribeme a|me escrib\w+ a|comigo|para mim em)\b"
)
_REASON = re.compile(
    r"(?:\b(?:because|since|porque|ya que|pois|por que|saying (?:that )?|to say (?:that )?|mentioning|diciendo (?:que )?|para decirle que|dizendo (?:que )?|pra dizer que|"
    r"thank(?:ing)? (?:her|him|them) for|agradecerle por|agradecer (?:por|pela|pelo)|(?:asking|ask) (?:if|whether|when|for)|preguntando\w* si|pregunt\w+ si|"
    r"perguntando se)\b|\b(?:we (?:talked|spoke) about|hablamos de|falamos (?:de|sobre))\b)[^.!?\n]{4,200}",
    re.IGNORECASE,
)
"""What somebody says about the content: it is theirs to put into a sentence."""
_NO_APPLICATION = re.compile(
    r"\b(?:declin\w+|reject\w*|resign\w*|turn (?:it|them|the offer) down|withdraw\w*|references? request|request (?:for )?a reference|rechaz\w+|renunci\w+|"
    r"retirar\w*|recus\w+|demitir\w*|demissao|desist\w+)\b"
)
"""A message that asks for no job: no sentence about a position may stand in it."""


@dataclass(frozen=True)
class Wanted:
    """One message that a turn asks for."""

    kind: DeliverableKind
    brief: Brief


_LISTED_CV = re.compile(
    r"(?:^|[,;:.]|\b(?:and|y|e|plus|also|oh)\b)\s*(?:(?:and|y|e|also|oh|then) )*(?:an? |my |the |mi |un |el |meu |um |o )?(?:new |nuevo |novo )?"
    r"(?:cv|c\.v\.|resume|curriculum|curriculo|hoja de vida)(?= ?(?:[,;.!]|and\b|y\b|e\b|please|por favor|pls|$))"
)
_LISTED_PACK = re.compile(
    r"(?:^|[,;:.]|\b(?:and|y|e|plus|also|oh)\b)\s*(?:(?:and|y|e|also|oh|then) )*(?:an? |my |the |mi |un |el |una |la |meu |um |o |uma |a )?"
    r"(?:(?:interview )?pack|paquete de entrevista|preparacion (?:de|para) (?:la )?entrevista|pacote de entrevista|preparacao (?:de|para) (?:a )?entrevista)(?= ?(?:[,;.!]|and\b|y\b|e\b|for\b|para\b|please|por favor|pls|$))"
)
"""What stands in one list with messages: "CV, pack, an e-mail to Maria". Folded."""


def listed_documents(message: str) -> list[Literal["cv", "interview"]]:
    """The documents that an order for messages lists beside them."""
    plain = folded(message)
    found: list[Literal["cv", "interview"]] = []
    if _LISTED_CV.search(plain):
        found.append("cv")
    if _LISTED_PACK.search(plain):
        found.append("interview")
    return found if found and asks_for_a_message(message) else []


def introduces_oneself(message: str) -> bool:
    """ "I'm Ana Ruiz, email ana.ruiz@example.com": an address of one's own, and no order."""
    plain = folded(message)
    return bool(_OWN_ADDRESS.search(plain)) and not any(_asks(s.group()) for s in _SENTENCE.finditer(message))


def asks_for_a_message(message: str) -> bool:
    """Whether a turn orders a message to somebody, or only names one and whom it is for ("thank-you e-mail for Karen")."""
    return _is_named(message) or any(_asks(sentence.group()) for sentence in _SENTENCE.finditer(message))


def _is_named(message: str) -> bool:
    plain = folded(message)
    if message.rstrip().endswith("?") and not names_somebody(message):
        return False
    return any(pattern.search(plain) for pattern in (_REQUEST, _THANKS, _WRITE_SOMETHING))


def wanted_message(message: str) -> Wanted:
    """The kind, the purpose and the recipient, as far as the words that ask for it say. What the rest of a story names is
    somebody else, and its address is the writer's own."""
    message = _asking(message)
    plain = folded(message)
    named: Purpose | None = next((name for name, words in _PURPOSES if re.search(words, plain)), None)
    purpose: Purpose = named or "introduction"
    kind: DeliverableKind | None = next((name for name, words in _KINDS if re.search(words, plain)), None)
    if kind is None:
        kind = "email" if purpose == "thank_you" or ADDRESS.search(message) else "linkedin_message"
    if kind == "follow_up":
        purpose = "follow_up"
    if kind == "cover_letter":
        purpose = "application"
    return Wanted(
        kind,
        Brief(
            told=_told(message),
            position=position_of(message)[:160],
            recipient=recipient_of(message, is_letter=kind == "cover_letter"),
            purpose=purpose,
        ),
    )


def _asking(message: str) -> str:
    """The message without the sentences of a story: whom they name is not meant, and their addresses are the writer's own."""
    kept = list(message)
    for sentence in _SENTENCE.finditer(message):
        text = sentence.group()
        if _is_told(text) and not (_asks(text) or _is_named(text)):
            kept[sentence.start() : sentence.end()] = " " * len(text)
    return "".join(kept)


def _is_told(sentence: str) -> bool:
    plain = folded(sentence)
    own_address = ADDRESS.search(sentence) and _OWN.search(plain) and not _ORDER.search(plain)
    return bool(own_address or _TOLD.search(plain))


def without_request(text: str) -> str:
    """The text with every sentence blanked that asks for a message: its names and addresses are those of somebody else.

    It keeps its length, so that places in it stay places in the text.
    """
    sentences = list(_SENTENCE.finditer(text))
    asked = [_asks(sentence.group()) for sentence in sentences]
    if not any(asked) and not any(_is_about_the_last_one(sentence.group()) for sentence in sentences):
        return text
    blank = list(text)
    for sentence, asks in zip(sentences, asked, strict=True):
        others = ADDRESS.search(sentence.group()) and not _is_told(sentence.group())
        if asks or others or _is_about_the_last_one(sentence.group()):
            blank[sentence.start() : sentence.end()] = " " * (sentence.end() - sentence.start())
    return "".join(blank)


def _is_about_the_last_one(sentence: str) -> bool:
    """ "Make it shorter", "now a note for her too": words to the machine about what it wrote."""
    plain = folded(sentence)
    named = any(re.search(words, plain) for _, words in _KINDS) or bool(_WRITES.search(plain))
    return (
        asks_to_change_a_message(sentence)
        or asks_to_approve_a_message(sentence)
        or (named and means_the_same_person(sentence) and not _is_told(sentence) and not _OWN.search(plain))
    )


def _asks(sentence: str) -> bool:
    """A sentence that orders a message to somebody: an order or a wish, a message, and whom it is for."""
    plain = folded(sentence)
    if _ANOTHER.search(plain):
        return True
    if (
        not any(re.search(words, plain) for _, words in _KINDS)
        and not _WRITES.search(plain)
        and not _THANKS.search(plain)
    ):
        return False
    if _TO_THEMSELVES.search(plain):
        return False
    ordered = _ORDER.search(plain) or _LISTED.search(plain) or _is_named(sentence)
    return bool(ordered) and bool(
        ADDRESS.search(sentence) or names_somebody(sentence) or _SOMEBODY.search(plain)
    )


def _told(message: str) -> str:
    """What the turn says of the content, in the person's words; blank when it says nothing."""
    found = " ".join(" ".join(match.group().split()) for match in _REASON.finditer(message))
    if not found and _NO_APPLICATION.search(folded(message)):
        found = " ".join(message.split())
    return found[:300].strip(" ,;")
