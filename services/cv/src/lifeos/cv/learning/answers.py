"""Reads a short answer to the question that was just asked: the slot says what it means."""

import re
from datetime import date

from lifeos.contracts.memory import Question
from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.abilities import list_parts, note_languages, note_skill_list
from lifeos.cv.learning.addresses import YEARS, note_contacts
from lifeos.cv.learning.bare import answer_of, is_about_time, is_bare
from lifeos.cv.learning.contacts import note_name, note_target, person_name
from lifeos.cv.learning.cues import CUES
from lifeos.cv.learning.dates import PRESENT, periods
from lifeos.cv.learning.listed import LISTED, note_list
from lifeos.cv.learning.names import called, capitalised, name_at
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, trim, words
from lifeos.cv.learning.vocabulary import DEGREE, LANGUAGES, LEVEL, ROLE, SCHOOL

LONG = 16
"""Words: a longer answer is a story and is read like one."""

SHORT = 6
"""Words: a longer answer to the question for a contact may tell more than that."""
WHOLE: dict[str, tuple[MemoryKind, str]] = {
    "location": ("location", "value"), "target": ("target", "value"), "summary": ("summary", "text"),
}  # fmt: skip
CONTACTS: dict[str, MemoryKind] = {"email": "email", "phone": "phone", "link": "link", "links": "link"}
SHAPES = {
    "phone": re.compile(r"[+(]?\d[\d\s().-]{4,18}\d"),
    "link": re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?"),
}
"""What counts as a contact because it was asked for."""
LISTS: dict[str, MemoryKind] = {
    "skills": "skill", "skill": "skill", "certificates": "certificate", "certificate": "certificate",
    "projects": "project", "project": "project", "awards": "award", "award": "award",
    "volunteer": "volunteer", "interests": "interest", "interest": "interest",
}  # fmt: skip
ARTICLE = re.compile(r"(?:the|el|la|o)\s+")
AGREES = re.compile(
    r"\W*(?:(?:yes|yep|yeah|yup|correct|right|exactly|perfect|(?:that|it|all|everything)(?:'?s| is| are)? (?:is )?(?:all )?(?:right|correct|good|fine|all|it)|looks (?:right|good)|"
    r"si|correcto|exacto|perfecto|asi es|(?:todo )?(?:(?:esta|es) )?(?:todo )?(?:bien|correcto|todo)|eso es(?: todo)?|nada mas|no falta nada|"
    r"sim|certo|correto|exato|perfeito|isso(?: mesmo)?|(?:tudo )?(?:(?:esta|ta) )?(?:tudo )?(?:certo|correto|bem)|(?:e )?so isso|nao falta nada)(?!\w)[\s,.!]*)+"
)
"""The person says that what was understood is right."""
STUDIED = re.compile(r"\W*(?:i )?(?:studied|went to school|estudie|curse|estudei|cursei)(?!\w)")
DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WHERE_FIRST = re.compile(r"(?:at|in|since|from|until|en|desde|hasta|na|no|nas|nos|em|ate)\s")
"""A title begins with no place and no time."""
GOT = re.compile(
    r"(?:i (?:got|have|did|took|finished|completed|earned)|got|did|saque|obtuve|tengo|hice|termine|me dieron|tirei|fiz|obtive|tenho|terminei|conclui)\s+"
    r"(?:(?:my|an?|the|el|la|mi|una?|o|a|um|uma|meu|minha)\s+)?"
)
"""How people tell which degree they got."""
NOT_TO_BE_PUT = re.compile(
    r"(?:don'?t|do not|no need to) (?:put|write|include|mention|count)|doesn'?t count|no lo (?:pongas|incluyas|cuentes)|no (?:cuenta|hace falta)|"
    r"nao (?:coloca|coloque|ponha|poe|conta|precisa)"
)


def is_nothing(here: Passage) -> bool:
    """True for "skip", "no sé", "não sei": an answer that tells nothing."""
    plain = here.plain.strip(" .!?,\n\t")
    nothing = sorted({phrase for cues in CUES.values() for phrase in cues.nothing}, key=len, reverse=True)
    refused = re.compile(
        rf"(?:{'|'.join(nothing)})(?:[ ,.]+(?:please|por favor|gracias|obrigad[oa]|thanks|yet|sorry|perdon|desculpa))*"
    )
    parts = [p for p in re.split(r"\s*[,.;]\s*", plain) if p]
    return bool(parts) and all(refused.fullmatch(part) for part in parts)


ASKED_OF_US = re.compile(
    r"\b(?:cover letter|carta de|interview|entrevista|linkedin|messages?|mensaj\w*|mensage\w*|bilhete|follow[- ]?up|thank[- ]you|agradec\w*|"
    r"(?:dar\w* las )?gracias|(?:write|prepare|prepara\w*|escrib\w+|escrev\w+|redact\w+) )"
)
"""Words of somebody who wants something of us, and answers no question."""
SAID_BARE = frozenset({"name", "location", "target", "summary"})


def asks_or_agrees(here: Passage, slot: str) -> bool:
    """A wish or a mere "yes" in the place of an answer: neither is a name, a town or a trade."""
    bare = slot in SAID_BARE or slot.startswith(("job.", "education."))
    return bare and bool(AGREES.fullmatch(here.plain.strip()) or ASKED_OF_US.search(here.plain))


def note_answer(note: Notebook, pending: Question) -> int:
    """Note the answer in its slot. Where it ends; 0 when the text is not a short answer to this question."""
    here, slot = note.here, pending.slot
    if slot.endswith("highlights") or slot == "highlight":
        return 0
    everything = len(here.text)
    if slot in LISTED:
        agreed = AGREES.match(here.plain)
        listed = note_list(note, LISTED[slot], checked=bool(pending.choices))
        return everything if listed else agreed.end() if agreed else 0
    if asks_or_agrees(here, slot):
        return 0
    if slot in {"languages", "language"}:
        return everything if _note_bare_languages(note, Span(0, everything)) else 0
    if slot in LISTS:
        return _note_list(note, LISTS[slot])
    if len(here.plain.split()) > LONG:
        return 0
    kind, _, field = slot.partition(".")
    if kind in {"job", "education"} and field:
        return _note_field(note, pending)
    if slot in CONTACTS:
        return _note_contact(note, CONTACTS[slot])
    return _note_words(note, slot)


def _note_words(note: Notebook, slot: str) -> int:
    """A name, a place, a trade or a sentence of one's own."""
    answer = answer_of(note.here)
    whole = Span(0, answer.end)
    if slot == "name":
        if note_name(note, whole):
            return note.of_kind("name")[-1].claims["value"].end
        return answer.end if _note_bare_name(note, answer) else 0
    if slot not in WHOLE or (slot != "target" and not is_bare(note.here, answer)):
        return 0
    if slot == "location" and (STUDIED.match(note.here.plain) or SCHOOL.search(note.here.plain)):
        return 0
    if slot == "location" and _tells_a_deed(note.here, answer):
        return 0
    if slot == "target" and note_target(note, whole):
        return answer.end
    said = say(note.here, answer.start, answer.end) if is_bare(note.here, answer) else None
    if not said:
        return 0
    if slot == "location" and said.value.islower():
        said = reword(said, capitalised(said.value))
    kind, field = WHOLE[slot]
    note.add(kind, {field: said}, whole)
    return answer.end


def _tells_a_deed(here: Passage, answer: Span) -> bool:
    """ "No salão atendo 12 clientes por dia" is no town: it counts something, and not a house number."""
    told = here.plain[answer.start : answer.end].split()
    return (
        len(told) > 4
        and any(word.isdigit() for word in told)
        and "," not in here.plain[answer.start : answer.end]
    )


def _note_contact(note: Notebook, kind: MemoryKind) -> int:
    """A contact in any words. When more was said than that, the rest is read too."""
    here = note.here
    note_contacts(note)
    if not note.of_kind(kind):
        found = SHAPES[kind].search(here.plain) if kind in SHAPES else None
        said = say(here, *found.span()) if found and not YEARS.fullmatch(found.group()) else None
        if not said:
            return 0
        as_written = Said(here.text[said.start : said.end], said.start, said.end)
        note.add(kind, {"value": as_written}, Span(said.start, said.end))
    return len(here.text) if len(here.plain.split()) <= SHORT else 0


def _note_bare_name(note: Notebook, answer: Span) -> bool:
    said = say(note.here, answer.start, answer.end) if is_bare(note.here, answer) else None
    if (
        not said
        or not 1 <= len(said.value.split()) <= 6
        or any(c.isdigit() or c in "@/?" for c in said.value)
        or (ROLE.search(fold(said.value)) and (said.value.islower() or answer.start > 0))
    ):
        return False
    named = (
        person_name(said)
        if said.value.isupper()
        else reword(said, capitalised(said.value))
        if said.value.islower()
        else said
    )
    note.add("name", {"value": named}, answer)
    return True


def _note_bare_languages(note: Notebook, whole: Span) -> bool:
    here = note.here
    done = note_languages(note, whole)
    for found in re.finditer(r"[a-z]+", here.plain):
        known = found.group() in LANGUAGES and not note.is_taken(*found.span())
        negated = words(*here.cues.never).search(here.plain[max(0, found.start() - 12) : found.start()])
        sentence_end = re.search(r"[.;]|$", here.plain[found.end() :])
        rest = here.plain[found.end() : found.end() + (sentence_end.start() if sentence_end else 0)]
        negated = negated or NOT_TO_BE_PUT.search(rest)
        name = called(here, Span(*found.span())) if known and not negated else None
        if name:
            note.add("language", {"language": name}, whole)
            done = True
    return done


def _note_list(note: Notebook, kind: MemoryKind) -> int:
    """The answer, or its first sentence when more is told after it."""
    here, answer = note.here, answer_of(note.here)
    if kind == "skill":
        return _note_skills(note, answer)
    for end in (len(here.text), answer.end):
        said = say(here, answer.start, end) if is_bare(here, Span(answer.start, end)) else None
        if said:
            note.add(kind, {"name": said}, Span(0, end))
            return end
    return 0


def _note_skills(note: Notebook, answer: Span) -> int:
    """Each skill of a list. Where most parts are skills and some are not, those are read like any talk."""
    here, cue = note.here, words(*note.here.cues.use).match(note.here.plain)
    start = cue.end() if cue else answer.start
    for end in (len(here.text), answer.end):
        if is_bare(here, Span(start, end)):
            return end if note_skill_list(note, Span(start, end), Span(0, end)) else 0
    parts = [Span(*part) for part in list_parts(here, Span(start, len(here.text)))]
    bare = [part for part in parts if is_bare(here, part)]
    if 2 * len(bare) > len(parts):
        for part in bare:
            note_skill_list(note, part, part)
    return 0


def _note_field(note: Notebook, pending: Question) -> int:
    kind, _, field = pending.slot.partition(".")
    here, end = note.here, len(note.here.text)
    if field in {"dates", "startDate", "endDate"}:
        alone = "startDate" if kind == "job" else "endDate"
        claims = answered_dates(here, note.today, field, alone) if is_about_time(here) else {}
    elif field in {"name", "institution", "position", "studyType", "area", "location"}:
        claims, end = _named(here, field), answer_of(here).end
    else:
        return 0
    if not claims:
        return 0
    whole: MemoryKind = "job" if kind == "job" else "education"
    note.drafts.append(Draft(whole, claims, 0, end, known=pending.about, asked=True))
    note.take(claims.values())
    return end


def _named(here: Passage, field: str) -> dict[str, Said]:
    answer = answer_of(here)
    if not is_bare(here, answer):
        return {}
    told = here.plain[answer.start : answer.end]
    strange = SCHOOL.search(told) or DEGREE.match(told) or DATED.search(told)
    if field in {"name", "position"} and strange and not ROLE.search(told):
        return {}
    if field == "position" and (DATED.search(told) or WHERE_FIRST.match(here.plain.strip())):
        return {}
    if field == "institution":
        school = _school_and_course(here, answer)
        if school:
            return school
    span = name_at(here, answer.start, answer.end) if field in {"name", "institution"} else None
    rest = here.plain[span.end : answer.end].strip(" .!,") if span else "x"
    start = answer.start
    if field == "studyType" and (got := GOT.match(here.plain, start)):
        start = got.end()
    if field == "position" and (article := ARTICLE.match(here.plain, start)):
        start = article.end()
    said = called(here, span) if span and not rest else say(here, start, answer.end)
    if not said or len(said.value.split()) > 10:
        return {}
    if field in {"name", "institution"} and said.value.islower():
        said = reword(said, capitalised(said.value))
    return {field: said}


def _school_and_course(here: Passage, answer: Span) -> dict[str, Said]:
    """ "COBAQ, prepa": the school, then what was studied there."""
    name, _, rest = here.text[answer.start : answer.end].partition(",")
    school = say(here, answer.start, answer.start + len(name))
    course = say(here, answer.start + len(name) + 1, answer.end) if rest.strip() else None
    degree = DEGREE.search(fold(course.value)) if course else None
    if not school or not course or not degree or len(school.value.split()) > 8:
        return {}
    named = reword(school, capitalised(school.value)) if school.value.islower() else school
    parts = course.value.split(",", 1)
    kind = say(here, course.start, course.start + len(parts[0]))
    area = say(here, course.start + len(parts[0]) + 1, course.end) if parts[1:] else None
    return {k: v for k, v in (("institution", named), ("studyType", kind), ("area", area)) if v}


def answered_dates(here: Passage, today: date, field: str, alone: str) -> dict[str, Said]:
    """The dates of an answer: a range fills both ends, one date the end that was asked for.

    `alone` is what a single date means when both were asked for.
    """
    found = periods(here, today)
    claims: dict[str, Said] = {}
    for period in found[:1]:
        if period.start:
            claims["startDate"] = period.start
        if period.end:
            claims["endDate"] = period.end
        if period.point and field != "dates":
            claims[field] = period.point
        elif period.point:
            claims[alone] = period.point
    now = re.compile(
        rf"\W*(?:i'?m |yes,? |si,? |sim,? |todavia |aun |ainda |until |hasta |ate |la |a |o )*(?:still|sigo|ainda|{PRESENT.pattern}|until now|continuo)"
    ).match(here.plain)
    if not found and now and field in {"endDate", "dates"}:
        span = trim(here.text, 0, now.end())
        claims["endDate"] = Said("present", span.start, span.end, "reworded")
    return claims


def completes_language(known: Draft | None, here: Passage) -> Said | None:
    """ "B2" as the answer to how well a language is spoken."""
    level = LEVEL.search(here.plain) if known and known.kind == "language" else None
    return say(here, *level.span()) if level and len(fold(here.text).split()) <= 6 else None
