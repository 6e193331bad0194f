"""Reads what the person studied, where and when."""

import re

from lifeos.cv.learning.dates import Period, periods
from lifeos.cv.learning.names import called, name_at
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, say, words
from lifeos.cv.learning.vocabulary import DEGREE, PLACES, ROLE, SCHOOL

IN = re.compile(
    r"\s*(?:\((?:[^()]{1,20})\)\s*)?(?:in|en|em|of|de|in the|on)\s+(?:(?:the|la|el|los|las|a|o)\s+)?"
)
AT = re.compile(r"(?<!\w)(?:at|from|in|with|through|por|pela|pelo|en|na|no|nas|nos|em|de|da|do|del|a)\s+")
SUBJECT = re.compile(
    r"(?<!\w)(?:studied|study|studying|i read|reading|majored in|majoring in|diplomad[oa] en|graduad[oa] e[nm]|formad[oa] em|licenciad[oa] e[nm]|graduated in|graduated with a degree in|estudie|estudio|estudiando|curse|cursando|"
    r"me (?:gradue|recibi|titule|licencie) (?:en|de)|me forme (?:en|como)|"
    r"(?:me )?formei(?:-me)? em|estudei|estudo|estudando|fiz|faco|fazendo|cursei|curso(?= \w+ n[ao])|hice|estoy haciendo|haciendo|licenciei-me em)\s+"
)
STOPS = re.compile(
    r"(?<!\w)(?:at|from|in|with|while|when|where|and i|and|but|because|por|pela|pelo|en|na|no|nas|nos|em|y|e|pero|mas|porque|del|da|hasta|ate|desde|since|"
    r"until|entre|between|que|which|that|before|after|antes|depois|despues|then|luego|aqui|mismo|la(?= hice)|tambem|tambien|quando|cuando)(?!\w)|[,.;:()\n–—|·]|\s-\s|\d{4}"
)
NOT_SUBJECT = re.compile(
    r"(?:hard|a lot|for|to|there|part time|muito|mucho|tudo|todo|nomas|solo|so|bolo|isso|eso|that|it|my|mi|meu|un|uma?|una|abroad|again|english|ingles)(?!\w)"
)
UNIVERSITY = re.compile(
    r"(?<!\w)(?:universit\w*|universidade?|university|polytechnic|politecnic[oa]|faculdade|facultad)(?!\w)"
)
WORKED_THERE = re.compile(
    r"(?<!\w)(?:i (?:was|worked as|started as) an? (?:\w+ ){0,2}|(?:fui|trabaje (?:como|de)|trabalhei como) (?:\w+ ){0,2})(?:intern|trainee|apprentice|assistant|tutor|"
    r"becari[oa]|practicante|pasante|auxiliar|ayudante|estagiari[oa]|aprendiz|monitora?) (?:at|in|en|na|no|em)(?!\w)"
)
"""Work beside one's studies, however often the sentence names the degree."""
GOING_ON = re.compile(
    r"(?<!\w)(?:studying|i'?m doing|currently|still (?:studying|doing)|estudiando|cursando|estoy haciendo|estudo|estudando|estou (?:fazendo|cursando)|in progress|en curso|em andamento|actualmente|atualmente|semestre ahora|\d+o periodo)(?!\w)"
)
ENDING = re.compile(
    r"(?<!\w)(?:graduat\w+|finished|completed|conclu\w+|termin\w+|gradu\w+|me recibi|titulad\w+|formei|formad\w+|got my|earned|egres\w+|licenciei|obtained)(?!\w)"
)
BEGINNING = re.compile(
    r"(?<!\w)(?:started|began|begun|entered|inicio|iniciad[oa]|entrei|ingresei|ingressei|comecei|empece|entre en|ingrese|enrolled|registered|matricule|matriculei)(?!\w)"
)
NOT_DONE = re.compile(
    r"(?<!\w)(?:no (?:lo|la) (?:llegue a )?(?:hacer|hice|curse)|nunca (?:lo|la) (?:hice|curse)|nao cheguei a (?:fazer|cursar)|never (?:did|took|went to) it|signed up (?:for it )?but never (?:went|did))(?!\w)"
)
""" "El curso de celadora no lo llegué a hacer, me apunté nada más" is no course of theirs."""
LEAD = 60
"""Characters before a clause in which it may be said that a course began."""
BEGAN_SUBJECT = re.compile(
    r"(?<!\w)(?:empece|comecei|inicie|iniciei|started|began) (?!(?:a|to|como|as|en|na|no|at|in|de|un|una|uma?|mi|my|meu|minha|working|trabajando|trabalhando)(?!\w))"
    r"(?P<subject>(?:\w+ ){1,5})(?:en|na|no|at) (?:la |el |the )?(?=universi|faculdad|facultad|polytech|politec)"
)
""" "Empecé Biología Marina en la Universidad del Seno Austral" is a course of study, though jobs begin so too."""
LEFT_OFF = re.compile(
    r"(?<!\w)(?:discontinued|dropped out|left|stopped|gave up|quit|deje|abandone|larguei|parei|tranquei|abandonei)(?!\w)"
)


def note_education(note: Notebook, clause: Span) -> bool:
    """Note a course of study when the clause tells of one."""
    here = note.here
    if not words(*here.cues.studied).search(here.plain, clause.start, clause.end) and not _at_university(
        here, clause
    ):
        return False
    if NOT_DONE.search(here.plain, clause.start, min(len(here.plain), clause.end + LEAD)):
        return False
    if WORKED_THERE.search(here.plain, clause.start, clause.end) and not SUBJECT.search(
        here.plain, clause.start, clause.end
    ):
        return False
    degree = DEGREE.search(here.plain, clause.start, clause.end)
    subject = _subject(here, clause, degree)
    school = institution(here, clause, bool(degree or subject))
    if not school and not (
        degree and (subject or SUBJECT.search(here.plain, clause.start, degree.start() + 1))
    ):
        return False
    claims: dict[str, Said | None] = {
        "institution": called(here, school) if school else None,
        "studyType": say(here, *degree.span()) if degree else None,
        "area": subject,
    }
    kept = {name: said for name, said in claims.items() if said}
    kept.update(study_dates(here, periods(here, note.today, clause.start, clause.end), clause))
    note.school = note.add("education", kept, clause)
    return True


def _at_university(here: Passage, clause: Span) -> bool:
    """ "I read English at Cardiff University": a university that nobody says they worked at."""
    found = UNIVERSITY.search(here.plain, clause.start, clause.end)
    working = words(*here.cues.work).search(here.plain, clause.start, clause.end)
    began = BEGAN_SUBJECT.search(here.plain, clause.start, clause.end)
    if began and not ROLE.search(began["subject"]):
        return True
    if not found or working or ROLE.search(here.plain, clause.start, found.start()):
        return False
    return bool(
        AT.search(here.plain, clause.start, found.end())
        or DEGREE.search(here.plain, clause.start, clause.end)
    )


def _subject(here: Passage, clause: Span, degree: re.Match[str] | None) -> Said | None:
    starts: list[int] = []
    if degree:
        joined = IN.match(here.plain, degree.end(), clause.end)
        follows = joined.end() if joined else 0
        if joined and not SCHOOL.match(here.plain, follows, clause.end):
            starts.append(follows)
    starts.extend(m.end() for m in SUBJECT.finditer(here.plain, clause.start, clause.end))
    starts.extend(m.start("subject") for m in BEGAN_SUBJECT.finditer(here.plain, clause.start, clause.end))
    for start in starts:
        if NOT_SUBJECT.match(here.plain, start, clause.end) or DEGREE.match(here.plain, start, clause.end):
            continue
        stop = _subject_end(here, start, clause)
        said = say(here, start, stop)
        if (
            said
            and len(said.value) > 1
            and len(said.value.split()) <= 6
            and not DEGREE.search(here.plain, start, stop)
            and not SCHOOL.match(here.plain, start, stop)
        ):
            return said
    return None


def _subject_end(here: Passage, start: int, clause: Span) -> int:
    """Where the name of a subject ends; "Fabrication and Welding" and "Ciencias de la Computación" are one each."""
    for stop in STOPS.finditer(here.plain, start, clause.end):
        follows = here.text[stop.end() : stop.end() + 2].strip()
        if stop.group() in {"and", "y", "e"} and (
            follows[:1].isupper() and not name_is_school(here, stop.end(), clause.end)
        ):
            continue
        return stop.start()
    of_school = re.compile(
        r"\s+(?:de la|de|da|do|del|of the)\s+(?=univ|u\.|puc|instit|escola|escuela|facult)"
    ).search(here.plain, start, clause.end)
    return of_school.start() if of_school else clause.end


def name_is_school(here: Passage, start: int, stop: int) -> bool:
    """True when the name that begins here is that of a school."""
    span = name_at(here, start, stop)
    return bool(span and SCHOOL.search(here.plain, span.start, span.end))


NO_SCHOOL = re.compile(r"(?:certificat\w*|certificad[oa]|titulo|title|course|exam\w*|home|casa)")
"""What a course is or where it was taken, and no school."""


def institution(here: Passage, span: Span, studied: bool) -> Span | None:
    """The school that a stretch names: by its own word ("Universidad"), or after "at", "en", "pela" of a study."""
    candidates = [name_at(here, m.end(), span.end) for m in AT.finditer(here.plain, span.start, span.end)]
    named = [one for one in candidates if one and SCHOOL.search(here.plain, one.start, one.end)]
    if named:
        return _from_its_word(here, named[0])
    for found in SCHOOL.finditer(here.plain, span.start, span.end):
        one = name_at(here, found.start(), span.end)
        if one and here.text[one.start].isupper() and one.end - one.start > 2:
            return one
    if not studied:
        return None
    usable = [one for one in candidates if one and _is_school_like(here, one)]
    return usable[0] if usable else None


def _from_its_word(here: Passage, span: Span) -> Span:
    """ "Cuidados Críticos de la Universidad de Alcalá" begins with "Universidad"; "Anna University" with "Anna"."""
    found = SCHOOL.search(here.plain, span.start, span.end)
    lead = here.plain[span.start : found.start()] if found else ""
    return (
        Span(found.start(), span.end)
        if found and re.search(r"(?:^|\s)(?:de|da|do|del|la|of|the)\s+$", lead)
        else span
    )


def _is_school_like(here: Passage, span: Span) -> bool:
    plain = here.plain[span.start : span.end]
    if (
        plain in PLACES
        or DEGREE.fullmatch(plain)
        or NO_SCHOOL.fullmatch(plain)
        or re.match(r"(?:19|20)\d\d", plain)
    ):
        return False
    lead = here.plain[max(0, span.start - 16) : span.start]
    subject_before = (
        re.search(r"(?<!\w)(?:in|en|em|of|de)\s+$", lead) and here.plain[max(0, span.start - 40) : span.start]
    )
    if subject_before and (DEGREE.search(subject_before) or SUBJECT.search(subject_before + " ")):
        return not re.search(
            rf"(?:{DEGREE.pattern})\s*(?:in|en|em|of|de)\s+$", subject_before
        ) and not SUBJECT.search(subject_before)
    return True


def study_dates(here: Passage, found: list[Period], clause: Span) -> dict[str, Said]:
    """When a course of study began and ended; one date alone is its end unless the words say that it began then."""
    claims: dict[str, Said] = {}
    left_off = LEFT_OFF.search(here.plain, clause.start, clause.end)
    if (
        left_off
        and len(found) > 1
        and found[0].point
        and found[1].point
        and found[0].last <= left_off.start() < found[1].first
    ):
        return {"startDate": found[0].point, "endDate": found[1].point}
    for period in found[:1]:
        if period.start:
            claims["startDate"] = period.start
        if period.end:
            claims["endDate"] = period.end
        if period.point and _says_it_began(here, clause):
            claims["startDate"] = period.point
        elif period.point:
            claims["endDate"] = period.point
    now = GOING_ON.search(here.plain, clause.start, clause.end)
    if now and "endDate" not in claims:
        claims["endDate"] = Said("present", now.start(), now.end(), "reworded")
    return claims


def _says_it_began(here: Passage, clause: Span) -> bool:
    """In this clause; or before it, where it was cut before the name: "comecei estética na | Faculdade X em 2021"."""
    began, ended = (
        [found.start() for found in cue.finditer(here.plain, clause.start, clause.end)]
        for cue in (BEGINNING, ENDING)
    )
    if began or ended:
        return bool(began) and not ended
    lead = here.plain[max(0, clause.start - LEAD) : clause.start].rpartition("\n")[2]
    if not re.search(r"(?<!\w)(?:en|na|no|em|at|in)(?: la| el| the)?\s*$", lead):
        return False
    before = [
        (found.start(), cue is BEGINNING) for cue in (BEGINNING, ENDING) for found in cue.finditer(lead)
    ]
    return bool(before) and max(before)[1]


def note_school_dates(note: Notebook, clause: Span, draft: Draft) -> None:
    """Add the school or the dates that a later clause gives to a course of study."""
    school = institution(note.here, clause, True) if "institution" not in draft.claims else None
    name = called(note.here, school) if school else None
    if name:
        draft.claims["institution"] = name
        draft.widen(clause)
        note.take([name])
    found = study_dates(note.here, periods(note.here, note.today, clause.start, clause.end), clause)
    for name, said in found.items():
        draft.claims.setdefault(name, said)
    if found:
        draft.widen(clause)
    note.take(found.values())
