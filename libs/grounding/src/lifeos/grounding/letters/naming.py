"""Reads from the words of a request whom a message is for. When in doubt nobody is named: a wrong name would greet a stranger."""

import re

from pydantic import ValidationError

from lifeos.contracts.letter import Recipient
from lifeos.grounding.fold import folded

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAMED = r"(?:[A-ZÀ-Ý][\w'’-]*)(?: (?:(?:de|da|do|del|dos|das|e|y|of|for|and|&|la|las|los|el) ){0,2}[A-ZÀ-Ý&][\w'’-]*)*"
_PLAIN = r"[^\W\d_][\w'’&-]*(?: (?:(?:de|da|do|del|dos|das) )?[^\W\d_][\w'’-]*){0,2}?"
_TITLE = (
    r"(?i:(?:(?:the|la|el|o|a|os|as|à|ao|my|mi|minha|meu|old|former|ex|antigu[oa]|anterior|colleague|boss|head|manager|friend|mentor|jef[ea]|"
    r"compañer[oa]|colega|chefe|amig[oa]|ex-(?:colega|jef[ea]|chefe|compañer[oa])|don|doña|dona|se[ñn]or[a]?|senhora?|mr|mrs|ms|dr|dra|sr|sra|prof)"
    r"\b[.,]? )*)"
)
_FOR = r"\bto\b|\bfor\b|\bpara(?: [ao])?\b|\bpr[aoá]s?\b|\bp/|\bpa\b"
_TO = (
    rf"(?i:{_FOR}|\bwith\b|\bback from\b|\bthank\b|\bremind\b|\bemail\b|\bmessage\b|\bchase\b|\bal?\b|\bcon\b|\bcom\b|"
    r"\bà\b|\bao\b|\blembrar\b|\bcontestado\b|\brespondido\b)"
)
_AT = r"(?:\bat\b|\bof\b|\bfrom\b|\bis at\b|\ben\b|\bde\b|\bdel\b|\bd\b|\bda\b|\bdo\b|\bna\b|\bno\b)"
_NOT_NAMES = re.compile(
    r"^(?:above|arriba|acima|ayer|yesterday|hiring|recruit\w*|manager|team|panel|head|the|job|role|position|linkedin|cv|hr|human|rh|recursos|gerente|gestor\w*|"
    r"respons\w+|jefe|reclutad\w+|recrutad\w+|seleccion|contratacion|contratacao|puesto|oferta|vaga|carta|cover|interview|entrevista|company|empresa|apply|ask|"
    r"introduce|help|me|us|you|her|him|them|ella|ellas|ellos|ela|ele|elas|eles|mim|ti|it|this|that|say|postularme|presentarme|agradecer\w*|conectar|esta|este|essa|esse|a|an|o|os|la|el|minha|meu|mi|"
    r"write|hoy|ontem|hoje|all|my|mis|barista|coordenador\w*|coordinador\w*|boss|line|director\w*|diretor\w*|chefe|talent|people|rrhh|novo|nuevo|new|again|"
    r"english|spanish|french|german|italian|portuguese|ingles|espanol|frances|aleman|portugues|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|"
    r"miercoles|jueves|viernes|segunda|terca|quarta|quinta|sexta|january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|"
    r"marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro)\b"
)
"""Folded: words after "to" or "at" that begin no name of a person or a company."""
_A_POST = re.compile(
    r"\b(?:jobs?|roles?|positions?|post|vacancy|opening|vagas?|puesto|vacante|cargo|oferta)\b"
)
_AT_COMPANY = re.compile(rf"(?i:\bat) (?:the )?(?P<name>(?:St\. )?{_NAMED})")
_COMPANY = re.compile(rf"{_AT} (?:the |la |el |los |las |a |o )?(?P<name>(?:St\. )?{_NAMED})")
_CALLED = re.compile(
    rf"(?i:\b(?:name is|name's|called|se llama|llamad[oa]|se chama|chama-se|chamad[oa]|atenci[oó]n de|attention of|addressed to|adress it to|address it to|"
    rf"dirigid[oa] a|endere[cç]ad[oa] [àa]o?)) {_TITLE}(?P<name>{_NAMED})"
)
_BESIDE_A_ROLE = re.compile(
    rf"(?i:\b(?:boss|head|manager|recruiter|chef|jef[ea]|director[a]?|diretor[a]?|gerente|coordinador[a]?|coordenador[a]?|recrutador[a]?|"
    rf"reclutador[a]?|responsable|respons[aá]vel|chefe))\b[^.!?,;\n]{{0,60}}, {_TITLE}(?P<name>{_NAMED})(?=[,.;( ]|$)"
)
_PERSON = re.compile(rf"{_TO} {_TITLE}(?P<name>{_NAMED})")
_WRITTEN_TO = re.compile(
    rf"(?i:\b(?:write|e-?mails?|messages?|notes?|letters?|escrib\w+|correos?|mensajes?|notas?|cartas?|escrev\w+|mensage\w+)) (?i:to|a|al|para|pra|à|ao) {_TITLE}(?P<name>{_NAMED})"
)
"""Right after the order and its "to": whoever is named later is somebody else."""
_PERSON_PLAIN = re.compile(rf"(?i:{_FOR}) (?:o |a )?(?P<name>{_PLAIN})(?= (?:at|from|of|de|da|do|d) |, |$)")
_COMPANY_PLAIN = re.compile(
    r"^ (?:at|from|of|de|da|d) (?P<name>[a-z][\w&'-]*(?: [a-z][\w&'-]*)?)(?= and\b|[,?;.]|$)"
)
_FOR_A_PLACE = re.compile(
    rf"(?i:{_FOR}) (?i:(?:the|el|la|o|a) )?(?i:hospital|hotel|cl[ií]nica|col[eé]gio|banco|empresa|restaurante|tienda|loja) (?P<name>{_NAMED})"
)
_POSITION_EN = re.compile(
    r"(?i:\b(?:for|about|as|of|to)) (?i:(?:the|an?|your|their) )(?P<name>[^\W\d_][\w/&+#'’-]*(?: (?!(?:for|to|at|in|the|and|with|about)\b)[^\W\d_][\w/&+#'’-]*){0,4}?) "
    r"(?i:position|role|job|vacancy|opening|post)\b"
)
_POSITION = re.compile(
    r"(?i:\b(?:puesto|vacante|cargo|plaza|oferta|vaga|posi[cç][aã]o|posici[oó]n)) (?i:de|del|da|do|para) (?:(?i:la|el|o|a) )?"
    r"(?P<name>[^\W\d_][\w/&+#'’-]*(?: (?:de |da |do |del )?(?!(?:en|na|no|em|y|e|a|al|para|pra|con|com|por|pelo|que|de|da|do|del)\b)[^\W\d_][\w/&+#'’-]*){0,4})"
)
_ITS_COMPANY = re.compile(r" (?:de|da|do|del) [A-ZÀ-Ý].*$")
_NO_POSITION = re.compile(
    r"^(?:this|that|same|new|open|above|next|first|last|other|right|good|current|next|dream|any|whole|full|part|great|best|hard|real|"
    r"arriba|acima|abajo|abaixo|trabajo|trabalho|emprego|empleo|la|el|esta|este|essa|esse|mi|meu|minha)\b"
)
"""Folded: words that stand where a position could, and name none."""
_ENDS_A_NAME = re.compile(r" (?:de|da|do|del|dos|das|of|for|e|y|and) ")
_ORGANISATION = re.compile(
    r"^(?:super\w+|clinic\w*|hospital|colegio|escola|escuela|universi\w+|banco|bank|grupo|group|laboratori\w+|constru\w+|hotel|pousada|textil\w+|moveis|"
    r"transport\w+|cement\w+|seguro\w*|seguradora|fundac\w+|instituto|institute|coop\w+|grafica|editorial|estudio|studio|energ\w+|vinedos|talleres|"
    r"logistic\w*|farmac\w+|drogarias?|tecelagem|mineracao|casa|aguas|astilleros|frigorifico)\b"
    r"|\b(?:ltd|inc|gmbh|llc|s\.?a|plc|group|services|systems|freight|housing|works|foods|bank|energy|analytics|insurance|publishing|logistics|"
    r"industries|shipping|robotics|partners|company|school|college|university|council)\b"
)


def recipient_of(message: str, *, is_letter: bool) -> Recipient:
    """Name, company and address as far as they are plainly said. A letter to a name alone is one to a company."""
    address = ADDRESS.search(message)
    text = re.sub(r"\s*\(\s*\)\s*", " ", ADDRESS.sub(" ", message))
    name = _name(text)
    company = _company(text, name)
    if is_letter and name and not (_CALLED.search(text) or _BESIDE_A_ROLE.search(text) or company):
        name, company = "", name
    try:
        return Recipient(name=name, company=company, email=address.group().rstrip(".") if address else None)
    except ValidationError:
        return Recipient(name=name[:160], company=company[:160])


def position_of(message: str) -> str:
    """The position that a message is about, in the words of the request: "the caseworker position", "vaga de estoquista"."""
    for pattern in (_POSITION_EN, _POSITION):
        for found in pattern.finditer(message):
            name = found["name"].strip(" .,;")
            name = _ITS_COMPANY.sub("", name) if name[:1].islower() else name
            if len(name) >= 2 and not _NO_POSITION.match(folded(name)):
                return name
    return ""


def is_a_role(name: str) -> bool:
    """Whether what stands for a name is a role or a team: "the hiring manager", "HR team"."""
    return bool(_NOT_NAMES.match(folded(name.strip())))


def names_somebody(sentence: str) -> bool:
    """Whether a person or a company is named that a message could be for."""
    name = _name(sentence)
    return bool(name or _company(sentence, name))


def _name(text: str) -> str:
    for pattern in (_CALLED, _WRITTEN_TO, _BESIDE_A_ROLE, _PERSON, _PERSON_PLAIN):
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
    too_short = (name.isupper() and len(name) <= 3) or len(name) < 2
    return not (too_short or _NOT_NAMES.match(plain) or _ORGANISATION.search(plain) or _A_POST.search(plain))


def _is_where(text: str, start: int) -> bool:
    """A name right after "at" is where somebody works."""
    head = text[:start]
    at = re.search(rf"{_AT} (?:the |la |el |a |o )?$", head)
    return bool(at) and not re.search(rf"(?:{_TO}|(?i:atenci[oó]n de|attention of)) {_TITLE}$", head)


def _company(text: str, name: str) -> str:
    """Where the recipient works: named after them, or instead of them."""
    after = text.partition(name)[2] if name else text
    found = [
        each["name"]
        for pattern in (_AT_COMPANY, _COMPANY)
        for part in (after, text)
        for each in pattern.finditer(part)
    ]
    if name:
        found += [each["name"] for each in _COMPANY_PLAIN.finditer(after)]
    found += [each["name"] for each in _PERSON.finditer(text)]
    listed = re.search(rf", (?P<name>{_NAMED})\W*$", after)
    found += [listed["name"]] if listed and name else []
    found += [each["name"] for each in _FOR_A_PLACE.finditer(text)]
    for company in found:
        plain = folded(company)
        short = company.isupper() and len(company) <= 2
        if company not in name and not name.startswith(company) and not short and not _NOT_NAMES.match(plain):
            return company
    return ""
