"""Reads a short answer to the question that was just asked: the slot says what it means."""

import re
from datetime import date

from lifeos.contracts.memory import Question
from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.abilities import note_languages, note_skill_list
from lifeos.cv.learning.contacts import note_contacts, note_name, note_target, person_name
from lifeos.cv.learning.cues import CUES
from lifeos.cv.learning.dates import PRESENT, periods
from lifeos.cv.learning.listed import LISTED, note_list
from lifeos.cv.learning.names import called, capitalised, name_at
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, trim, words
from lifeos.cv.learning.vocabulary import DEGREE, LANGUAGES, LEVEL

LONG = 16
"""Words: a longer answer is a story and is read like one."""

WHOLE: dict[str, tuple[MemoryKind, str]] = {
    "location": ("location", "value"),
    "target": ("target", "value"),
    "phone": ("phone", "value"),
    "link": ("link", "value"),
    "links": ("link", "value"),
    "summary": ("summary", "text"),
}
LISTS: dict[str, MemoryKind] = {
    "skills": "skill", "skill": "skill", "certificates": "certificate", "certificate": "certificate",
    "projects": "project", "project": "project", "awards": "award", "award": "award",
    "volunteer": "volunteer", "interests": "interest", "interest": "interest",
}  # fmt: skip
LEAD = re.compile(
    r"(?:(?:i (?:studied|went to|graduated)|studied|estudie|curse|estudei|cursei|me forme|me formei|it'?s|it is|it was|that was|i was|i'm|i am|as|at|in|for|the company was|my (?:\w+ ){1,2}(?:is|was)|was|from|i think|just|"
    r"es|fue|era|se llama|se llamaba|como|en|soy|fui|mi \w+ (?:es|era|fue)|creo que|"
    r"e|foi|chama|chamava|no|na|em|sou|meu \w+ (?:e|era|foi)|minha \w+ (?:e|era|foi)|acho que|a|an|un|una|um|uma|vivo en|moro em|i live in)\s+)+"
)
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


def note_answer(note: Notebook, pending: Question) -> bool:
    """Note the answer in its slot; False when the text is not a short answer to this question."""
    here = note.here
    slot = pending.slot
    count = len(here.plain.split())
    if slot.endswith("highlights") or slot == "highlight":
        return False
    if slot in LISTED:
        return note_list(note, LISTED[slot])
    if count > LONG and slot not in LISTS and slot != "languages":
        return False
    if slot.partition(".")[0] in {"job", "education"} and "." in slot:
        return _note_field(note, pending)
    return _note_whole(note, slot)


def _note_whole(note: Notebook, slot: str) -> bool:
    here = note.here
    whole = Span(0, len(here.text))
    if slot in {"email", "phone", "link", "links"}:
        return _note_contact(note, slot)
    if slot == "name":
        return note_name(note, whole) or _note_bare_name(note, whole)
    if slot in {"languages", "language"}:
        return _note_bare_languages(note, whole)
    if slot in LISTS:
        return _note_list(note, LISTS[slot], whole)
    if slot in WHOLE:
        if slot == "target" and note_target(note, whole):
            return True
        said = _bare(here)
        if said and slot == "location":
            said = reword(said, capitalised(said.value)) if said.value.islower() else said
        kind, field = WHOLE[slot]
        if said:
            note.add(kind, {field: said}, whole)
        return bool(said)
    return False


def _note_contact(note: Notebook, slot: str) -> bool:
    note_contacts(note)
    kind: MemoryKind = "link" if slot in {"link", "links"} else "email" if slot == "email" else "phone"
    if note.of_kind(kind):
        return True
    shape = re.compile(
        r"[+(]?\d[\d\s().-]{4,18}\d"
        if kind == "phone"
        else r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?"
        if kind == "link"
        else r"(?!x)x"
    )
    found = shape.search(note.here.plain)
    said = say(note.here, *found.span()) if found else None
    if said:
        note.add(
            kind,
            {"value": Said(note.here.text[said.start : said.end], said.start, said.end)},
            Span(said.start, said.end),
        )
    return bool(said)


def _note_bare_name(note: Notebook, whole: Span) -> bool:
    said = _bare(note.here)
    if (
        not said
        or not 1 <= len(said.value.split()) <= 6
        or any(c.isdigit() or c in "@/?" for c in said.value)
    ):
        return False
    named = (
        person_name(said)
        if said.value.isupper()
        else reword(said, capitalised(said.value))
        if said.value.islower()
        else said
    )
    note.add("name", {"value": named}, whole)
    return True


def _bare(here: Passage) -> Said | None:
    lead = LEAD.match(here.plain)
    return say(here, lead.end() if lead else 0, len(here.text))


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


def _note_list(note: Notebook, kind: MemoryKind, whole: Span) -> bool:
    if kind == "skill":
        lead = LEAD.match(note.here.plain)
        cue = words(*note.here.cues.use).match(note.here.plain)
        start = cue.end() if cue else lead.end() if lead else 0
        return note_skill_list(note, Span(start, whole.end), whole)
    said = _bare(note.here)
    if said:
        note.add(kind, {"name": said}, whole)
    return bool(said)


def _note_field(note: Notebook, pending: Question) -> bool:
    kind, _, field = pending.slot.partition(".")
    here = note.here
    whole = Span(0, len(here.text))
    if field in {"dates", "startDate", "endDate"}:
        claims = answered_dates(here, note.today, field, "startDate" if kind == "job" else "endDate")
    elif field in {"name", "institution", "position", "studyType", "area", "location"}:
        claims = _named(here, field)
    else:
        return False
    if not claims:
        return False
    draft = Draft(
        "job" if kind == "job" else "education",
        claims,
        whole.start,
        whole.end,
        known=pending.about,
        asked=True,
    )
    note.drafts.append(draft)
    note.take(claims.values())
    return True


def _named(here: Passage, field: str) -> dict[str, Said]:
    lead = LEAD.match(here.plain)
    start = lead.end() if lead else 0
    if field == "institution":
        school = _school_and_course(here, start)
        if school:
            return school
    span = name_at(here, start, len(here.text)) if field in {"name", "institution"} else None
    rest = here.plain[span.end :].strip(" .!,") if span else "x"
    said = called(here, span) if span and not rest else say(here, start, len(here.text))
    if not said or len(said.value.split()) > 10:
        return {}
    if field in {"name", "institution"} and said.value.islower():
        said = reword(said, capitalised(said.value))
    return {field: said}


def _school_and_course(here: Passage, start: int) -> dict[str, Said]:
    """ "COBAQ, prepa": the school, then what was studied there."""
    name, _, rest = here.text[start:].partition(",")
    school = say(here, start, start + len(name))
    course = say(here, start + len(name) + 1, len(here.text)) if rest.strip() else None
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
