"""Reads from a turn which message is wanted, for whom and what for. What is not said plainly stays a visible gap."""

import re
from dataclasses import dataclass

from pydantic import ValidationError

from lifeos.contracts.letter import Brief, Purpose, Recipient
from lifeos.contracts.words import DeliverableKind
from lifeos.grounding.fold import folded

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
        r"convite|(?:solicitacao|pedido|nota) de conexao",
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
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAMED = r"(?:[A-ZÀ-Ý][\w'’-]*)(?: (?:(?:de|da|do|del|dos|das|e|y|of|for|and|&|la|las|los|el) ){0,2}[A-ZÀ-Ý&][\w'’-]*)*"
_PLAIN = r"[^\W\d_][\w'’&-]*(?: (?:(?:de|da|do|del|dos|das) )?[^\W\d_][\w'’-]*){0,2}?"
_TITLE = r"(?i:(?:(?:the|la|el|o|a|os|as|à|ao|my|mi|minha|meu|ex-colega|se[ñn]or[a]?|senhora?|mr|mrs|ms|dr|dra|sr|sra)\.? )*)"
_FOR = r"\bto\b|\bfor\b|\bpara(?: [ao])?\b|\bpr[aoá]s?\b|\bp/|\bpa\b"
_TO = (
    rf"(?i:{_FOR}|\bwith\b|\bback from\b|\bthank\b|\bremind\b|\bemail\b|\bmessage\b|\bchase\b|\bal?\b|\bcon\b|\bcom\b|"
    r"\bà\b|\bao\b|\blembrar\b|\bcontestado\b|\brespondido\b)"
)
_AT = r"(?:\bat\b|\bof\b|\bfrom\b|\bis at\b|\ben\b|\bde\b|\bdel\b|\bd\b|\bda\b|\bdo\b|\bna\b|\bno\b|\bin\b)"
_NOT_PEOPLE = re.compile(
    r"^(?:above|arriba|acima|ayer|yesterday|hiring|recruit\w*|manager|team|panel|head|the|job|role|position|linkedin|cv|hr|human|rh|recursos|gerente|gestor\w*|respons\w+|jefe|reclutad\w+|recrutad\w+|"
    r"seleccion|contratacion|contratacao|puesto|oferta|vaga|carta|cover|interview|entrevista|company|empresa|apply|ask|introduce|help|me|us|you|her|him|them|mim|ti|it|"
    r"this|that|say|postularme|presentarme|agradecer\w*|conectar|esta|este|a|an|o|os|la|el|minha|meu|mi|write|hoy|ontem|hoje|all|my|mis)\b"
)
_COMPANY = re.compile(rf"{_AT} (?:the |la |el |los |las |a |o )?(?P<name>(?:St\. )?{_NAMED})")
_PERSON = re.compile(rf"{_TO} {_TITLE}(?P<name>{_NAMED})")
_PERSON_PLAIN = re.compile(rf"(?i:{_FOR}) (?:o |a )?(?P<name>{_PLAIN})(?= (?:at|from|of|de|da|do|d) |, |$)")
_COMPANY_PLAIN = re.compile(
    r"^ (?:at|from|of|de|da|d) (?P<name>[a-z][\w&'-]*(?: [a-z][\w&'-]*)?)(?= and\b|[,?;.]|$)"
)
_ENDS_A_NAME = re.compile(r" (?:de|da|do|del|dos|das|of|for|e|y|and) ")
_ORGANISATION = re.compile(
    r"^(?:super\w+|clinic\w*|hospital|colegio|escola|escuela|universi\w+|banco|bank|grupo|group|laboratori\w+|constru\w+|hotel|pousada|textil\w+|moveis|"
    r"transport\w+|cement\w+|seguro\w*|seguradora|fundac\w+|instituto|institute|coop\w+|grafica|editorial|estudio|studio|energ\w+|vinedos|talleres|"
    r"logistic\w*|farmac\w+|drogarias?|tecelagem|mineracao|casa|aguas|astilleros|frigorifico)\b"
    r"|\b(?:ltd|inc|gmbh|llc|s\.?a|plc|group|services|systems|freight|housing|works|foods|bank|energy|analytics|insurance|publishing|logistics|"
    r"industries|shipping|robotics|partners|company|school|college|university|council)\b"
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
_WRITES = re.compile(r"\b(?:write|writing|escrib\w+|escrev\w+|message|thank\w*|agradec\w+)\b")
_ORDER = re.compile(
    r"^\W*(?:(?:and|then|also|please|pls|ok|okay|hi|hello|hey|so|now|y|e|luego|tambien|tambem|por favor|oi|ola|hola|che|ah|bom)\W+)*"
    r"(?:write(?! to \S+@)|draft|e-?mail(?! ?:)(?! \S+@)|message|send|prepare|make|do|need|create|compose|follow|remind|thank|chase|nudge|help me|"
    r"(?:can|could|would|will) (?:you|u)|i(?:'d| would) like|i (?:need|want)|theres? this|turn my|"
    r"escrib\w+|redact\w+|haz\w*|hace\w*|me (?:haces|ayudas|armas|escribes)|arma\w*|prepar\w+|necesito|quiero|quisiera|"
    r"podrias|puedes|manda\w*|envia\w*|crea\w*|hay que|le agradeceria|recuerda\w*|"
    r"escrev\w+|faz|faca|me (?:ajuda|faz)|monta\w*|preciso|gostaria|queria|quero|(?:vc|voce) (?:consegue|pode|poderia)|solicito|"
    r"pode(?:ria)?|cri[ae]\w*|lembr\w+)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:hiring (?:manager|team)|recruiter|panel|recruiting|reclutador\w*|responsable|gerente|jef[ea]|seleccion|recrutador\w*|gestor\w*|responsavel|team at|job above|vaga acima|oferta de arriba|puesto de arriba)\b|\bentrevista (?:de|com|con)\b|\binterview with\b"
)


@dataclass(frozen=True)
class Wanted:
    """One message that a turn asks for."""

    kind: DeliverableKind
    brief: Brief


def asks_for_a_message(message: str) -> bool:
    """Whether a turn orders a message to somebody, or only names one and whom it is for ("thank-you e-mail for Karen")."""
    return _is_named(message) or any(_asks(sentence.group()) for sentence in _SENTENCE.finditer(message))


def _is_named(message: str) -> bool:
    plain = folded(message)
    if message.rstrip().endswith("?") and not _name(message):
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
        kind = "email" if purpose == "thank_you" or _ADDRESS.search(message) else "linkedin_message"
    if kind == "follow_up":
        purpose = "follow_up"
    if kind == "cover_letter":
        purpose = "application"
    return Wanted(kind, Brief(recipient=_recipient(message), purpose=purpose))


def _recipient(message: str) -> Recipient:
    address = _ADDRESS.search(message)
    text = _ADDRESS.sub(" ", message).replace("()", " ")
    text = re.sub(r"\s*\(\s*\)\s*", " ", text)
    name = _name(text)
    company = _company(text, name)
    try:
        return Recipient(name=name, company=company, email=address.group().rstrip(".") if address else None)
    except ValidationError:
        return Recipient(name=name[:160], company=company[:160])


def _name(text: str) -> str:
    for pattern in (_PERSON, _PERSON_PLAIN):
        for found in pattern.finditer(text):
            name = _person_alone(found["name"])
            if _is_person(name) and not _is_where(text, found.start("name")):
                return name
    return ""


def _person_alone(name: str) -> str:
    """A first and last name, without the company that a small word joins to them."""
    for joint in _ENDS_A_NAME.finditer(name):
        if len(name[: joint.start()].split()) >= 2:
            return name[: joint.start()]
    return name.strip(" .,")


def _is_person(name: str) -> bool:
    plain = folded(name)
    too_short = name.isupper() and len(name) <= 3
    return not (too_short or _NOT_PEOPLE.match(plain) or _ORGANISATION.search(plain))


def _is_where(text: str, start: int) -> bool:
    """A name right after "at" is where somebody works."""
    head = text[:start]
    at = re.search(rf"{_AT} (?:the |la |el |a |o )?$", head)
    return bool(at) and not re.search(rf"{_TO} {_TITLE}$", head)


def _company(text: str, name: str) -> str:
    """Where the recipient works: named after them, or instead of them."""
    after = text.partition(name)[2] if name else text
    found = [each["name"] for part in (after, text) for each in _COMPANY.finditer(part)]
    if name:
        found += [each["name"] for each in _COMPANY_PLAIN.finditer(after)]
    found += [each["name"] for each in _PERSON.finditer(text)]
    listed = re.search(rf", (?P<name>{_NAMED})\W*$", after)
    found += [listed["name"]] if listed and name else []
    for company in found:
        plain = folded(company)
        short = company.isupper() and len(company) <= 2
        if (
            company not in name
            and not name.startswith(company)
            and not short
            and not _NOT_PEOPLE.match(plain)
        ):
            return company
    return ""


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
    own_address = _ADDRESS.search(sentence) and _OWN.search(plain)
    return bool(own_address or _TOLD.search(plain))


def without_request(text: str) -> str:
    """The text with every sentence blanked that asks for a message: its names and addresses are those of somebody else.

    It keeps its length, so that places in it stay places in the text.
    """
    sentences = list(_SENTENCE.finditer(text))
    asked = [_asks(sentence.group()) for sentence in sentences]
    if not any(asked):
        return text
    blank = list(text)
    for sentence, asks in zip(sentences, asked, strict=True):
        others = _ADDRESS.search(sentence.group()) and not _is_told(sentence.group())
        if asks or others:
            blank[sentence.start() : sentence.end()] = " " * (sentence.end() - sentence.start())
    return "".join(blank)


def _asks(sentence: str) -> bool:
    """A sentence that orders a message to somebody: an order or a wish, a message, and whom it is for."""
    plain = folded(sentence)
    if (
        not any(re.search(words, plain) for _, words in _KINDS)
        and not _WRITES.search(plain)
        and not _THANKS.search(plain)
    ):
        return False
    ordered = _ORDER.search(plain) or _is_named(sentence)
    return bool(ordered) and bool(_ADDRESS.search(sentence) or _name(sentence) or _SOMEBODY.search(plain))
