"""Reads what was copied from a person's page on a network such as LinkedIn: its entries have lines of a fixed kind and order.

A job is a title, "Employer · Full-time" and its dates; or an employer with what it lasted, and under it the titles held there,
each with its dates. What the page says around it ("see more", "22 endorsements") is nobody's words.
"""

import re

from lifeos.cv.learning.abilities import note_skill_list
from lifeos.cv.learning.dates import Period, periods
from lifeos.cv.learning.history import GAP, period_claims
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say, trim
from lifeos.cv.learning.rows import is_role
from lifeos.cv.learning.sentences import BULLET
from lifeos.cv.learning.vocabulary import ORGANISATION, PLACES

CHROME = re.compile(
    r"(?<!\w)(?:contact info|informacion de contacto|informacoes de contato|connections|followers|seguidores|conexoes|contactos en comun|"
    r"mutual connections|conexoes em comum|see more|ver mas|ver mais|endorsements|validaciones|show credential|mostrar credencial|exibir credencial|enviar mensaje|open to)(?!\w)"
)
"""What the page of a network says around what somebody wrote."""
NOISE = re.compile(
    r"[ \t]*+(?:.{2,60} logo|logo (?:de|da|do|of) .{2,60}|(?:…|\.\.\.)?\s*(?:see (?:more|less)|ver (?:mas|menos|mais))|(?:show|mostrar|exibir|ver) (?:credential|credencial|all|las|los|todas?|todos?|as|os)(?: .{0,40})?|"
    r"\d+ (?:endorsements?|validaci\w+|recomendac\w+)|foto de (?:portada|perfil|capa))[ \t]*$"
)
VOUCHED = re.compile(r"[ \t]*(?:endorsed by|(?:validad|avalad|recomendad|endossad)\w* p[oe]r) ")
KIND = (
    r"(?:full[- ]time|part[- ]time|self[- ]employed|freelance|contract|internship|apprenticeship|seasonal|temporary|jornada (?:completa|parcial)|autonom[oa]|contrato(?: temporal| temporario)?|"
    r"practicas|aprendiz|temporal|tempo integral|meio periodo|estagio|temporario|profissional independente|bolsa|beca|"
    r"(?:\d+ (?:yrs?|years?|mos?|months?|anos?|mes(?:es)?|a|m)(?!\w)(?: (?:y|e) )?[ ]?)+)"
)
ONLY_KIND = re.compile(rf"[ \t]*+{KIND}(?:[ \t]*+·[ \t]*+{KIND})*[ \t]*+$")
""" "Tempo integral · 5 anos 2 meses" under an employer."""
WITH_KIND = re.compile(rf"[ \t]*+(?P<said>[^\s·][^\n·]{{1,90}}?)[ \t]*+·[ \t]*+{KIND}[ \t]*+$")
WORKPLACE = re.compile(
    r"(?<![ \t])[ \t]*+·[ \t]*+(?:on-site|remote|hybrid|presencial|remoto|a distancia|hibrido)[ \t]*$"
)
ISSUED = re.compile(
    r"[ \t]*(?:issued|expedicion|expedida?|emitid[oa]|emision|emissao)(?: (?:in|on|en|em|el))?[ \t]*:?[ \t]+(?=\S)"
)
COUNTED = re.compile(r"(?<![ \t])[ \t]*+·[ \t]*+\d+[ \t]*+(?:endorsements?|validaci\w+|recomendac\w+)[ \t]*$")
SKILLS_OF_A_JOB = re.compile(r"[ \t]*(?:skills|aptitudes|competencias)[ \t]*:[ \t]*")
PROFICIENCY = re.compile(r"proficien|competenc|nivel|nativ|fluen|basic|avanc|avanz|intermedi|element|bilingu")
SHAPED_PLACE = re.compile(
    r"[ \t]*[A-ZÀ-Þ][\w.'’-]*(?: (?:d[aeo]s? |of )?[A-ZÀ-Þ][\w.'’-]*){0,3}(?:, [A-ZÀ-Þ][\w.'’-]*(?: (?:d[aeo]s? |of )?[A-ZÀ-Þ][\w.'’-]*){0,2}){1,2}[ \t]*$"
)
""" "Ondo State, Nigeria" right under the dates."""


def is_of_a_network(here: Passage) -> bool:
    """Whether the text is such a page."""
    return len({found.group() for found in CHROME.finditer(here.plain)}) >= 2


def without_noise(note: Notebook, found: list[Span]) -> list[Span]:
    """The lines that somebody wrote. What the page adds is marked as understood; who vouches for a skill is kept as it stands."""
    kept: list[Span] = []
    for line in found:
        if VOUCHED.match(note.here.plain, line.start, line.end):
            note.keep(line)
        elif NOISE.match(note.here.plain, line.start, line.end):
            note.mark(line.start, line.end)
        else:
            kept.append(line)
    return kept


def read_work(note: Notebook, found: list[Span]) -> None:
    """Each job with its lines."""
    lines = without_noise(note, found)
    dated = {place: when for place, line in enumerate(lines) if (when := _only_dates(note, line))}
    employer: Said | None = None
    grouped = False
    begins = [0, *(_head(note.here, lines, dated, place) for place in dated), len(lines)]
    for number, (place, when) in enumerate(dated.items()):
        head = lines[begins[number + 1] : place]
        title, named = _title_and_employer(note.here, head)
        if any(said and GAP.match(fold(said.value)) for said in (title, named)):
            for line in [*head, lines[place], *lines[place + 1 : begins[number + 2]]]:
                note.keep(line)
            continue
        if named:
            employer, grouped = named, any(_is_kind(note.here, line) for line in head)
        elif not grouped and _blank_before(note.here, lines, begins[number + 1]):
            # An entry of its own that names no employer has none: the one above is another entry's.
            employer = None
        claims = {"name": employer} if employer else {}
        claims |= {"position": title} if title else {}
        note.job = note.add(
            "job",
            claims | period_claims(when),
            trim(note.here.text, (head or [lines[place]])[0].start, lines[place].end),
        )
        for line in [*head, lines[place]]:
            _mark_kinds(note, line)
        _read_below(note, lines[place + 1 : begins[number + 2]])
    for line in lines[: begins[1]] if dated else lines:
        note.keep(line)
    note.job = None


def _only_dates(note: Notebook, line: Span) -> Period | None:
    """The period of a line that says nothing else, save how long it was."""
    when = next(iter(periods(note.here, note.today, line.start, line.end)), None)
    if when is None or not when.ranged:
        return None
    rest = f"{note.here.plain[line.start : when.first]}·{note.here.plain[when.last : line.end]}".split("·")
    said = [piece.strip(" \t\r.()") for piece in rest]
    # "sept. 2019 - actualidad · Murcia": a few words without a figure say where.
    where = [one for one in said if one and not ONLY_KIND.fullmatch(one)]
    few = sum(len(one.split()) for one in where) < 4
    return when if few and not any(re.search(r"\d", one) for one in where) else None


def _mark_kinds(note: Notebook, line: Span) -> None:
    """How long it lasted follows from its dates; whether it was full-time is no word that a CV lacks."""
    for piece in re.finditer(r"[^·\n]+", note.here.plain[line.start : line.end]):
        if ONLY_KIND.fullmatch(piece.group()):
            note.mark(line.start + piece.start(), line.start + piece.end())


def _head(here: Passage, lines: list[Span], dated: dict[int, Period], place: int) -> int:
    """Where the lines above some dates begin that name the title and, where it is a new one, the employer."""
    first = place
    if first and first - 1 not in dated and not _is_bullet(here, lines[first - 1]):
        first -= 1
    above = first - 1
    while above >= 0 and (_is_kind(here, lines[above]) or _is_place(here, lines[above])):
        above -= 1
    if above < first - 1 and above >= 0 and above not in dated and not _is_bullet(here, lines[above]):
        return above
    one_more = first - 1
    parted = one_more >= 0 and (
        one_more == 0
        or _blank_before(here, lines, one_more)
        or WITH_KIND.match(here.plain, lines[first].start, lines[first].end)
    )
    if (
        parted
        and one_more not in dated
        and not _is_bullet(here, lines[one_more])
        and not _blank_before(here, lines, first)
    ):
        return one_more
    return first


def _blank_before(here: Passage, lines: list[Span], place: int) -> bool:
    return place > 0 and "\n\n" in re.sub(
        r"[ \t\r]", "", here.text[lines[place - 1].end : lines[place].start]
    )


def _is_kind(here: Passage, line: Span) -> bool:
    return bool(ONLY_KIND.match(here.plain, line.start, line.end))


def _is_bullet(here: Passage, line: Span) -> bool:
    return bool(BULLET.match(here.text, line.start, line.end)) or bool(
        SKILLS_OF_A_JOB.match(here.plain, line.start, line.end)
    )


def _is_place(here: Passage, line: Span) -> bool:
    """ "Lagos, Nigeria", "Manaus, Amazonas · Presencial", "Pamplona y alrededores"."""
    if WORKPLACE.search(here.plain, line.start, line.end):
        return True
    parts = [part.strip() for part in here.plain[line.start : line.end].strip().split(",")]
    said = here.text[line.start : line.end].strip()
    known = any(part in PLACES for part in parts) or parts[-1].endswith(" y alrededores")
    return known and len(said.split()) <= 8 and not ORGANISATION.search(parts[0])


def _may_be_place(here: Passage, line: Span) -> bool:
    """Right under the dates, what has the form of a place is one, and so is a single word."""
    if _is_bullet(here, line):
        return False
    shaped = SHAPED_PLACE.match(here.text, line.start, line.end)
    return bool(shaped) or _is_place(here, line) or len(here.text[line.start : line.end].split()) == 1


def _title_and_employer(here: Passage, head: list[Span]) -> tuple[Said | None, Said | None]:
    """The title stands above "Employer · Full-time", or below an employer with what it lasted."""
    plain = [
        line for line in head if not _is_kind(here, line) and not (len(head) > 2 and _is_place(here, line))
    ]
    if not plain:
        return None, None
    stems = [_stem(here, line) for line in plain]
    last, before = stems[-1], stems[-2] if len(stems) > 1 else None
    if before is None or last is None:
        return last, None
    grouped = any(_is_kind(here, line) for line in head)
    title_below = grouped or (is_role(last) and not is_role(before))
    return (last, before) if title_below else (before, last)


def _stem(here: Passage, line: Span) -> Said | None:
    found = WITH_KIND.match(here.plain, line.start, line.end)
    return say(here, *(found.span("said") if found else (line.start, line.end)))


def _read_below(note: Notebook, found: list[Span]) -> None:
    """Where a job was, the skills that the page lists under it, and what was done there."""
    here = note.here
    for number, line in enumerate(found):
        skills = SKILLS_OF_A_JOB.match(here.plain, line.start, line.end)
        bullet = BULLET.match(here.text, line.start, line.end)
        said = say(here, bullet.end() if bullet else line.start, line.end)
        if skills:
            for part in re.finditer(r"[^·\n]+", here.text[skills.end() : line.end]):
                note_skill_list(
                    note, trim(here.text, skills.end() + part.start(), skills.end() + part.end()), line
                )
        elif number == 0 and not _is_bullet(here, line) and _may_be_place(here, line):
            where = WORKPLACE.search(here.plain, line.start, line.end)
            place = say(here, line.start, where.start() if where else line.end)
            if place and note.job:
                note.job.claims["location"] = place
                note.job.widen(line)
                note.take([place])
        elif said:
            note.add("highlight", {"text": said}, line, about=note.job)


def read_certificates(note: Notebook, found: list[Span]) -> None:
    """Name, issuer and "Issued May 2017 · Expires ..." under each other."""
    here = note.here
    waiting: list[Said] = []
    for line in without_noise(note, found):
        issued = ISSUED.match(here.plain, line.start, line.end)
        said = say(here, line.start, line.end)
        if issued and waiting:
            when = next(iter(periods(here, note.today, issued.end(), line.end)), None)
            date = (when.point or when.start) if when else None
            claims = {"name": waiting[0]} | ({"issuer": waiting[1]} if len(waiting) > 1 else {})
            note.add(
                "certificate", claims | ({"date": date} if date else {}), Span(waiting[0].start, line.end)
            )
            note.mark(line.start, line.end)
            waiting = []
        elif said:
            waiting.append(said)
    for said in waiting:
        note.add("certificate", {"name": said}, Span(said.start, said.end))


def read_skills(note: Notebook, found: list[Span]) -> None:
    """A skill a line, without how many vouch for it."""
    for line in without_noise(note, found):
        counted = COUNTED.search(note.here.plain, line.start, line.end)
        said = say(note.here, line.start, counted.start() if counted else line.end)
        if said:
            note.add("skill", {"name": said}, line)
        note.mark(line.start, line.end)


def read_languages(note: Notebook, found: list[Span]) -> None:
    """A language, and how well on the same line or on the next one."""
    here = note.here
    lines = without_noise(note, found)
    place = 0
    while place < len(lines):
        line = lines[place]
        name, _, level = here.text[line.start : line.end].partition(" - ")
        language = say(here, line.start, line.start + len(name))
        below = lines[place + 1] if place + 1 < len(lines) else None
        fluency = say(here, line.end - len(level), line.end) if level else None
        if not level and below and PROFICIENCY.search(here.plain, below.start, below.end):
            fluency = say(here, below.start, below.end)
            place += 1
        if language:
            claims = {"language": language} | ({"fluency": fluency} if fluency else {})
            note.add("language", claims, Span(language.start, (fluency or language).end))
        place += 1
