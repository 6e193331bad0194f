"""Reads the lines of a work or education section: what stands on each, and which period it tells."""

import re
from dataclasses import dataclass

from lifeos.cv.learning.dates import Period, periods
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say
from lifeos.cv.learning.sentences import BULLET
from lifeos.cv.learning.vocabulary import DEGREE, PLACES, ROLE, SCHOOL

PIECES = re.compile(
    r"\s*[|·•\t]\s*|\s+[–—-]\s+|,\s+|:\s+|\s*[()]\s*|\s+(?:at|@|en el|en la|en|na|no)\s+(?=[A-ZÀ-Þ])"
)
EMPLOYMENT = re.compile(
    r"(?:full[- ]time|part[- ]time|self-employed|contract|internship|jornada (?:completa|parcial)|tempo integral|meio periodo|remote|remoto|hybrid|hibrido|on-site|presencial|\d+ (?:yrs?|mos?|anos?|meses|mes|years?|months?).*|\d+ a(?: \d+ m)?|\d+ m)$"
)
LABEL = re.compile(r"[\s*•–-]*(?P<label>[a-z][a-z /&-]{2,34}?)\s*:[ \t]*")
INITIALS = re.compile(r"\([A-ZÀ-Þ]{2,8}\)")
INITIALS_LENGTH = 10
MARK = re.compile(r"[ \t]*#{1,6}[ \t]+")
"""How Markdown marks a heading."""
LABELS = {
    word: name
    for name, said in {
        "name": "company|employer|organisation|organization|empresa|empleador|organizacion|institucion|empregador|organizacao|company name",
        "position": "position|title|job title|role|post|cargo|puesto|puesto desempenado|cargo ocupado|funcao|ocupacion|ocupacao|posicion|posicao",
        "dates": "dates|date|period|duration|fecha|fechas|periodo|duracion|data|datas|duracao|from",
        "duties": "responsibilities|duties|tasks|key achievements|achievements|main duties|key responsibilities|highlights|"
        "funciones|responsabilidades|tareas|logros|logros principales|funciones principales|actividades|funciones y logros|"
        "funcoes|atividades|principais atividades|principais conquistas|resultados|conquistas|tarefas|atribuicoes",
    }.items()
    for word in said.split("|")
}
"""What a form calls a line of a job."""
LEGAL_FORM = re.compile(
    r"(?:inc|ltd|llc|llp|plc|corp|co|gmbh|ag|bv|nv|pty|pvt|pvt ltd|pty ltd|s\.? ?a|s\.? ?l|s\.? ?a\.? ?s|s\.? ?r\.? ?l|s\.? ?l\.? ?u|s\.? ?a\.? de c\.? ?v|s\.? de r\.? ?l|"
    r"lda|ltda|eireli|sgps)\.?"
)
"""What follows the name of a company after a comma: "Acme, S.A."."""
RANK = re.compile(r"(?:senior|junior|sr|jr|deputy|vice|interim|acting)[ .]")


@dataclass(frozen=True)
class Row:
    """One line: its parts without the dates, its period, and whether it is a bullet or follows a blank line."""

    span: Span
    parts: list[Said]
    period: Period | None
    bullet: bool
    after_blank: bool
    label: str = ""
    """What a form calls the line: `name`, `position`, `dates`; nothing when it has no label."""


def rows_of(note: Notebook, found: list[Span], *, bullets: bool = True) -> list[Row]:
    """The lines of a section; a label that stands alone, such as "Responsibilities:", is none.

    Without `bullets` a line with a bullet is read as one without.
    """
    rows: list[Row] = []
    for number, line in enumerate(found):
        bullet = bullets and bool(BULLET.match(note.here.text, line.start, line.end))
        when = periods(note.here, note.today, line.start, line.end)
        kept = [p for p in when if p.ranged or _is_alone(note.here, p, line)] if not bullet else []
        before = note.here.text[found[number - 1].end : line.start] if number else ""
        label, begins = label_of(note.here, line)
        parts = _parts(note.here, Span(begins, line.end), kept[:1])
        if (label and not parts and not kept) or _heads_a_table(parts):
            continue
        if label in ("name", "position") and not kept:
            whole = say(note.here, begins, line.end)
            parts = [whole] if whole else parts
        rows.append(Row(line, parts, kept[0] if kept else None, bullet, before.count("\n") > 1, label))
    return rows


def _heads_a_table(parts: list[Said]) -> bool:
    """ "PERIODO   EMPRESA   CARGO" says what stands below, and is no entry."""
    return len(parts) > 1 and all(fold(said.value) in LABELS for said in parts)


def label_of(here: Passage, line: Span) -> tuple[str, int]:
    """What a form calls the line, and where its own text begins: "Cargo: Jefe de ventas"."""
    found = LABEL.match(here.plain, line.start, line.end)
    name = LABELS.get(found["label"].strip()) if found else None
    mark = MARK.match(here.plain, line.start, line.end)
    return (name, found.end()) if found and name else ("", mark.end() if mark else line.start)


def _is_alone(here: Passage, period: Period, line: Span) -> bool:
    """A single year counts as the date of an entry when it closes or opens the line."""
    before = here.text[line.start : period.first].strip(" -•*(")
    after = here.text[period.last : line.end].strip(" .)")
    told = re.search(r"(?<!\w)(?:in|en|em|de|of|del|do)\s+$", here.plain[line.start : period.first])
    return not before or (not after and not told)


def _parts(here: Passage, line: Span, when: list[Period]) -> list[Said]:
    pieces: list[Said] = []
    edges = [line.start]
    for found in PIECES.finditer(here.text, line.start, line.end):
        if _is_inside_name(here, line, found):
            continue
        edges.extend((found.start(), found.end()))
    edges.append(line.end)
    cuts = [(p.first, p.last) for p in when]
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        for a, b in _without(start, end, cuts):
            said = say(here, a, b)
            if (
                said
                and any(c.isalpha() for c in said.value)
                and not EMPLOYMENT.match(fold(said.value))
                and not _is_date_word(said)
            ):
                pieces.append(said)
    return _with_legal_forms(here, pieces)


def _with_legal_forms(here: Passage, pieces: list[Said]) -> list[Said]:
    whole: list[Said] = []
    for piece in pieces:
        named = (
            say(here, whole[-1].start, piece.end)
            if whole and LEGAL_FORM.fullmatch(fold(piece.value))
            else None
        )
        if named:
            whole[-1] = named
        else:
            whole.append(piece)
    return whole


def _is_inside_name(here: Passage, line: Span, cut: re.Match[str]) -> bool:
    """ "University of Texas at Austin" and "Licenciatura en Ciencias" are not cut at their preposition, nor a name at its initials."""
    if _is_beside_initials(here, line, cut):
        return True
    if not cut.group().strip().isalpha() and cut.group().strip() not in {"en el", "en la"}:
        return False
    listed = "," in here.text[cut.end() : line.end] and "," not in here.text[line.start : cut.start()]
    if listed and not ROLE.search(here.plain, line.start, cut.start()):
        # "ONG Batuque na Laje, coordenadora": the comma parts the employer from the title.
        return True
    degree = DEGREE.search(here.plain, line.start, cut.end())
    school = SCHOOL.search(here.plain, line.start, cut.start())
    if school and not degree and cut.group().strip() == "at":
        return True
    studied = degree or school
    return bool(studied) and not SCHOOL.search(here.plain, cut.end(), min(line.end, cut.end() + 40))


def _is_beside_initials(here: Passage, line: Span, cut: re.Match[str]) -> bool:
    """ "Instituto Nacional (INPA)"."""
    begins, ends = max(line.start, cut.start() - INITIALS_LENGTH), min(line.end, cut.end() + INITIALS_LENGTH)
    return any(
        one.start() < cut.end() and cut.start() < one.end()
        for one in INITIALS.finditer(here.text, begins, ends)
    )


def _is_date_word(said: Said) -> bool:
    return bool(
        re.fullmatch(
            r"(?:desde|since|from|de|a|to|until|hasta|ate|a data|ate a data|present|actualidad|atual|presente)",
            fold(said.value),
        )
    )


def _without(start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for first, last in cuts:
        if first < end and start < last:
            return [pair for pair in ((start, max(start, first)), (min(end, last), end)) if pair[0] < pair[1]]
    return [(start, end)]


def is_role(said: Said | None) -> bool:
    """Whether the words can be a job title."""
    if said is None:
        return False
    plain = fold(said.value)
    return bool(ROLE.search(plain) or RANK.match(plain))


def is_place(said: Said) -> bool:
    """Whether the words are a known place."""
    return fold(said.value) in PLACES
