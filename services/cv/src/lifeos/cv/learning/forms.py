"""Reads a form that somebody filled in: each value has its label, often several on a line, and jobs stand under each other.

What a form asks of other people (next of kin, who received it) is kept as it stands and is nothing of the person's own.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.contacts import person_name
from lifeos.cv.learning.dates import PRESENT, periods
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say, trim
from lifeos.cv.learning.profile import NUMBERING, section_of
from lifeos.cv.learning.sentences import lines, sentences

FIELD = re.compile(
    r"(?:(?<![^\n])[ \t]*+(?:[*•–-][ \t]*+)?|(?<![ \t])(?:[ \t]{2,}+|\t))(?:\d{1,2}(?:\.\d{1,2})?[.)]?[ \t]+)?"
    r"(?P<label>[^\W\d_](?:[^\s:;|?¿!]|[ ](?![ \t])){0,60}?)[ \t]*+:(?=[ \t]|\n|$)[ \t]*+"
)
"""A label at the beginning of a line, or after a gap in it."""
ASIDE = re.compile(r"\s*\([^)]*\)|\(s\)|\s+\d$")
_KINDS = {
    "surname": r"surnames?|last names?|family name|apellidos?|apelidos?|sobrenomes?",
    "forename": r"fore ?names?|first names?|given names?|nombres?|nomes? proprios?|primeiros? nomes?",
    "whole name": r"(?:full |complete )?name|nombres? completos?|(?:nombres?|nome) y apellidos?|apellidos? y nombres?|nome(?: completo)?",
    "employer": r"(?:name of )?(?:the )?(?:employer|company|organi[sz]ation)(?: name)?|(?:nombre de la )?(?:empresa|institucion|organizacion)|empleador|patron|razon social|entidad(?:e)?(?: empregadora| patronal)?|empregador|nome da empresa|lugar de trabajo|local de trabalho",
    "position": r"(?:job |position )?title|(?:position|post)(?: held)?|role|(?:cargo|puesto)(?: desempenado| ocupado| exercido)?|funcao|categoria(?: profissional)?|posicion|ocupacion",
    "begin": r"from|started|start(?: date)?|date (?:started|from)|desde|(?:fecha (?:de )?)?(?:inicio|ingreso|alta)|de|(?:data (?:de |da )?)?(?:inicio|admissao|entrada)",
    "end": r"to|until|left|end(?: date)?|date (?:left|to|ended)|hasta|(?:fecha (?:de )?)?(?:fin|termino|egreso|salida|baja|retiro)|a|ate|(?:data (?:de |da )?)?(?:fim|saida|demissao|termo)",
    "dates": r"dates?(?: employed)?|period(?: of employment)?|fechas?|periodo(?: trabajado)?|datas?",
    "duties": r"(?:main |key |principal )?(?:duties|responsibilities|tasks|achievements)(?: and \w+)?|(?:principales )?(?:tareas|funciones|labores|actividades|logros)(?: \w+){0,2}|(?:principais )?(?:tarefas|funcoes|atividades|actividades|atribuicoes)(?: \w+){0,2}",
    "target": r"(?:position|post|job|role) (?:applied for|sought|wanted|desired)|applying for|(?:oficio|puesto|cargo|vacante)(?: o \w+)? (?:que solicita|al que (?:se )?postula|solicitad[oa]|desead[oa]|pretendid[oa])|(?:cargo|profissao|vaga|funcao) pretendid[oa]",
    "phone": r"(?:mobile|home|contact)?\s*(?:tel|phone|telephone|mobile|cell)(?:ephone)?(?: (?:number|no))?\.?|telefono(?: (?:celular|movil|de contacto))?|celular|movil|telefone|telemovel|contacto telefonico",
    "place": r"(?:home |postal |current )?address|residence|town|domicilio|direccion|residencia|endereco|morada|localidad|ciudad|cidade",
    "of others": r"(?:name of )?next of kin|emergency contact|(?:person to contact )?in case of emergency|spouse|father'?s name|mother'?s name|referees?|references?|referencias?|contacto de (?:emergencia|urgencia)|(?:persona|pessoa) a contact[ae]r.*|en caso de emergencia.*|em caso de (?:urgencia|emergencia).*|conyuge|conjuge|(?:nombre|nome) d[aeo]l? (?:padre|madre|pai|mae|conyuge)|filiacao|filiacion|otro|outro(?: contacto)?|tiene familiares.*|recibido por|recebido por|received by|uso interno|office use(?: only)?|firma|assinatura|signed|signature",
}
KINDS = {kind: re.compile(rf"(?:{said})") for kind, said in _KINDS.items()}
_OF_A_JOB = frozenset({"employer", "position", "begin", "end", "dates", "duties", "none"})
_OF_EITHER = frozenset({"forename", "whole name", "phone", "place"})
"""What a form asks of the person, and again of each employer."""
NOBODY = re.compile(r"\W*(?:none|no one|n/?a|ningun[oa]?|nenhum[a]?|nada|no aplica|nao se aplica)?\W*")
STILL = re.compile(
    r"(?:i'?m |i am )?still(?: \w+){0,2}|sigo(?: \w+){0,2}|ainda(?: \w+){0,2}|vigente|ate a data|a la fecha"
)
OWN_BOSS = re.compile(
    r"(?:self[- ]?employed|freelance|own business|autonom[oa]|por cuenta propia|cuenta propia|por conta propria|conta propria|independiente)\s*[(:–-]+\s*(?P<name>[^()\n]{3,60}?)\)?$"
)


@dataclass(frozen=True)
class Field:
    """One label with its value; `line` is where both stand."""

    kind: str
    value: Span
    line: Span


def read_form(note: Notebook) -> bool:
    """Note what a form says under its labels, and mark those lines as understood. False when the text is no form."""
    found = _fields(note.here)
    jobs = _jobs(note.here, found)
    if not jobs:
        return False
    for field in found:
        if field.kind == "of others":
            note.keep(trim(note.here.text, field.line.start, field.line.end))
            note.mark(field.line.start, field.line.end)
    note.formed = True
    of_jobs = {field.line for fields in jobs for field in fields}
    _note_person(note, [field for field in found if field.line not in of_jobs])
    for fields in jobs:
        _note_job(note, fields)
    return True


def _fields(here: Passage) -> list[Field]:
    found: list[Field] = []
    for line in lines(here.text):
        labels = list(FIELD.finditer(here.plain, line.start, line.end))
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else line.end
            value = trim(here.text, label.end(), end)
            found.append(Field(_kind_of(label["label"]), value, Span(label.start(), end)))
    return [_going_on(here, field) if field.kind == "duties" else field for field in found]


def _going_on(here: Passage, field: Field) -> Field:
    """Duties often go on below their label, down to a blank line or the next label."""
    end = field.line.end
    for line in _lines_after(here, end):
        if "\n\n" in here.text[end : line.start] or FIELD.match(here.plain, line.start, line.end):
            break
        if section_of(here, line) or not any(sign.isalnum() for sign in here.text[line.start : line.end]):
            break
        end = line.end
    return Field(field.kind, trim(here.text, field.value.start, end), Span(field.line.start, end))


def _lines_after(here: Passage, place: int) -> Iterator[Span]:
    """The lines that begin after a place, one by one."""
    start = here.text.find("\n", place) + 1
    while start:
        end = here.text.find("\n", start)
        stop = len(here.text) if end < 0 else end
        if here.text[start:stop].strip():
            yield Span(start, stop)
        start = end + 1


def _kind_of(label: str) -> str:
    """What the label asks for; `none` when it is not known."""
    plain = ASIDE.sub("", label).strip(" .º°#*")
    return next((kind for kind, said in KINDS.items() if said.fullmatch(plain)), "none")


def _jobs(here: Passage, found: Sequence[Field]) -> list[list[Field]]:
    """The fields of each job: a new one begins where its first label comes again. None without employer, title and dates."""
    kinds = {field.kind for field in found}
    if not ({"employer", "position"} <= kinds and kinds & {"begin", "dates"}):
        return []
    opens = next(field.kind for field in found if field.kind in ("employer", "position"))
    jobs: list[list[Field]] = []
    for place, asked in enumerate(found):
        # Beneath an employer the address and the number are the employer's.
        field = replace(asked, kind="none") if jobs and jobs[-1] and asked.kind in _OF_EITHER else asked
        if field.kind == opens:
            jobs.append([field])
        elif jobs and jobs[-1] and field.kind in _OF_A_JOB and not _is_parted(here, found[place - 1], field):
            jobs[-1].append(field)
        elif jobs and jobs[-1]:
            # Another section has begun: what follows belongs to no job.
            jobs.append([])
    return [fields for fields in jobs if len(fields) > 1]


def _is_parted(here: Passage, before: Field, field: Field) -> bool:
    """Whether a heading stands between two fields, or a blank line or a number before one that no job has."""
    blank = "\n\n" in here.text[before.line.end : field.value.start]
    if field.kind == "none" and (blank or NUMBERING.match(here.plain, field.line.start)):
        return True
    own = here.text.rfind("\n", 0, field.line.start) + 1
    passed = itertools.takewhile(lambda line: line.start < own, _lines_after(here, before.line.end))
    opened = [section_of(here, line) for line in [*passed, Span(own, field.line.end)]]
    # "Contact: Mr Poe" beneath an employer is whom to ask there.
    return any(section and section[0] != "contact" for section in opened)


def _note_person(note: Notebook, found: Sequence[Field]) -> None:
    """Who somebody is and what they want. Only the first of each: later ones are of referees."""
    said = {
        kind: _first(note.here, found, kind)
        for kind in ("surname", "forename", "whole name", "phone", "place", "target")
    }
    forename = said["forename"] or said["whole name"]
    name = said["whole name"] or (forename if forename and " " in forename.value else None)
    if said["surname"] and forename:
        whole = f"{_spoken(forename)} {_spoken(said['surname'])}"
        first, last = sorted((forename, said["surname"]), key=lambda one: one.start)
        name = Said(whole, first.start, last.end, "reworded")
    if name and not note.named:
        _note_value(note, "name", "value", person_name(name))
    phone = said["phone"]
    if phone:
        digits = re.search(r"\+?\d[\d \t().-]{5,20}\d", note.here.text[phone.start : phone.end])
        if digits:
            start = phone.start + digits.start()
            _note_value(note, "phone", "value", Said(digits.group(), start, start + len(digits.group())))
    if said["place"]:
        _note_value(note, "location", "value", said["place"])
    if said["target"]:
        _note_value(note, "summary", "label", said["target"])


def _spoken(part: Said) -> str:
    return person_name(part).value


def _first(here: Passage, found: Sequence[Field], kind: str) -> Said | None:
    field = next(
        (
            each
            for each in found
            if each.kind == kind and not NOBODY.fullmatch(fold(here.text[each.value.start : each.value.end]))
        ),
        None,
    )
    return say(here, field.value.start, field.value.end) if field else None


def _note_value(note: Notebook, kind: MemoryKind, name: str, said: Said) -> None:
    """Note it with its label: the label says whose it is."""
    line = note.here.text.rfind("\n", 0, said.start) + 1
    label = FIELD.match(note.here.plain, line, said.end)
    span = trim(note.here.text, label.start() if label else said.start, said.end)
    if not note.of_kind(kind):
        note.add(kind, {name: said}, span)
    note.mark(span.start, span.end)


def _note_job(note: Notebook, fields: Sequence[Field]) -> None:
    here = note.here
    span = Span(fields[0].line.start, fields[-1].line.end)
    claims: dict[str, Said] = {}
    for field in fields:
        said = say(here, field.value.start, field.value.end)
        if said and not NOBODY.fullmatch(fold(said.value)):
            claims |= _claims(note, field, said)
    if "name" in claims or "position" in claims:
        job = note.add("job", claims, trim(here.text, span.start, span.end))
        for field in fields:
            _note_rest(note, job, field)
    else:
        note.keep(trim(here.text, span.start, span.end))
    note.mark(span.start, span.end)


def _claims(note: Notebook, field: Field, said: Said) -> dict[str, Said]:
    """What one field says of the job."""
    if field.kind == "employer":
        boss = OWN_BOSS.fullmatch(fold(said.value))
        own = say(note.here, said.start + boss.start("name"), said.start + boss.end("name")) if boss else None
        return {"name": own or said}
    if field.kind == "position":
        return {"position": said}
    if field.kind not in ("begin", "end", "dates"):
        return {}
    when = next(iter(periods(note.here, note.today, field.value.start, field.value.end)), None)
    if field.kind == "dates" and when and when.ranged:
        return {k: v for k, v in (("startDate", when.start), ("endDate", when.end)) if v}
    date = (when.point or when.start or when.end) if when else None
    if date:
        return {"endDate" if field.kind == "end" else "startDate": date}
    plain = fold(said.value)
    if field.kind == "end" and (STILL.fullmatch(plain) or PRESENT.match(plain)):
        return {"endDate": Said("present", said.start, said.end, "reworded")}
    return {}


def _note_rest(note: Notebook, job: Draft, field: Field) -> None:
    """Duties are what was done there; what other labels say of the job is kept."""
    if field.kind == "duties":
        for sentence in sentences(note.here, field.value):
            said = say(note.here, sentence.start, sentence.end)
            if said and not NOBODY.fullmatch(fold(said.value)):
                note.add("highlight", {"text": said}, sentence, about=job)
    elif field.kind == "none":
        note.keep(trim(note.here.text, field.line.start, field.line.end))
