"""Reads the top of a pasted CV: who somebody is, what they call themselves, where they live and how they are reached."""

import re

from lifeos.cv.learning.contacts import person_in_heading, person_name
from lifeos.cv.learning.names import name_at
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Span, fold, say
from lifeos.cv.learning.short_sections import pieces_of
from lifeos.cv.learning.talk import read_talk
from lifeos.cv.learning.vocabulary import ORGANISATION, PLACES, ROLE

POST_NOMINAL = re.compile(r"(?:[A-Z]\.?){2,5}|PhD|Ph\.D\.|MSc|BSc|MPhil|CEng")
"""What stands behind a name and a comma, and is no town: "Maria Yu, RN"."""
REGION = re.compile(
    r"(?:region|comunidad|provincia|departamento|condado|distrito|estado|county|state|province|district) (?:metropolitana )?(?:de|del|of|do|da) |"
    r"(?:\w+ ){1,2}(?:county|province|district)$"
)
HEADING_LABEL = re.compile(
    r"[\s*•-]*(?:(?:full )?name|nombres?(?: completos?| y apellidos?)?|nome(?: completo)?|profesion|ocupacion|profissao|ocupacao|profession|occupation|address|location|city|direccion|domicilio|ciudad|"
    r"localidad|residencia|contactos|contatos|ubicacion|endereco|cidade|morada|localizacao|residence|e-?mail|correo(?: electronico)?|phone|mobile|tel(?:efono|efone|emovel)?|"
    r"celular|movil|contacto|contato|contact)\.?\s*:[ \t]*"
)

ON_A_NETWORK = re.compile(
    r"[ \t]*(?P<place>[^\n·|]{3,80}?)\s*[·|]\s*(?:contact info|informacion de contacto|informacoes de contato)[ \t]*$"
)
""" "Apapa, Lagos State, Nigeria · Contact info": how the page of a network says where somebody lives."""
OF_NAME = re.compile(r"name|nombre|nome")
OF_PLACE = re.compile(
    r"address|location|city|direccion|domicilio|ciudad|localidad|residenc|ubicacion|endereco|cidade|morada|localizacao"
)


def read_heading(note: Notebook, found: list[Span]) -> None:
    """Name, headline, place and contacts at the top. Lines that are none of these are read as talk."""
    here = note.here
    for line in (_unlabelled(here, one) for one in found):
        if _note_place_on_a_network(note, line):
            continue
        rest = [part for part in pieces_of(here, line) if not note.is_taken(part.start, part.end)]
        if not rest:
            continue
        for part in rest[:2]:
            if not note.of_kind("name") and _note_heading_name(note, part, line):
                rest = [other for other in rest if other is not part]
        if rest and not note.of_kind("location"):
            rest = _note_place(note, rest, line)
        if rest and is_headline(here.text[rest[0].start : rest[0].end]) and not note.of_kind("summary"):
            said = say(here, rest[0].start, rest[-1].end)
            if said:
                note.add("summary", {"label": said}, line)
        elif rest:
            read_talk(note, Span(rest[0].start, rest[-1].end))


def _note_place_on_a_network(note: Notebook, line: Span) -> bool:
    found = ON_A_NETWORK.match(note.here.plain, line.start, line.end)
    said = say(note.here, *found.span("place")) if found and not note.of_kind("location") else None
    if said:
        note.add("location", {"value": said}, line)
        note.mark(line.start, line.end)
    return bool(said)


def _unlabelled(here: Passage, line: Span) -> Span:
    """The line without "Name:", "Dirección:" and the like."""
    label = HEADING_LABEL.match(here.plain, line.start, line.end)
    return Span(label.end(), line.end) if label else line


def _label_before(here: Passage, line: Span) -> str:
    """What `_unlabelled` left out of the line, folded."""
    return here.plain[here.text.rfind("\n", 0, line.start) + 1 : line.start].strip()


def _note_heading_name(note: Notebook, part: Span, line: Span) -> bool:
    here = note.here
    label = _label_before(here, line)
    said = None if note.named or (label and not OF_NAME.search(label)) else say(here, part.start, part.end)
    if not said or not person_in_heading(said.value) or PLACES & {fold(said.value)}:
        return False
    note.add("name", {"value": person_name(said)}, line)
    return True


def _note_place(note: Notebook, rest: list[Span], line: Span) -> list[Span]:
    """Note the part that is a place: a known one, or one beside the contacts; returns what is left."""
    here = note.here
    reached = [d for d in note.drafts if d.kind in {"email", "phone", "link"}]
    contacts = any(line.start <= d.start < line.end for d in reached)
    labelled = _label_before(here, line)
    if (
        OF_PLACE.search(labelled)
        and len(rest) <= 2
        and not any(c.isdigit() for c in here.text[rest[0].start : rest[-1].end])
    ):
        said = say(here, rest[0].start, rest[-1].end)
        if said:
            note.add("location", {"value": said}, line)
            return []
    for number, part in enumerate(rest):
        following = rest[number + 1] if number + 1 < len(rest) else None
        plain = here.plain[part.start : part.end]
        region = (
            following and here.text[part.end : following.start].strip() == "," and _is_region(here, following)
        )
        known = plain in PLACES or _is_town_and_state(plain)
        unnamed = not known and not labelled and not note.of_kind("name")
        if unnamed and following and _may_be_name_and_town(here, part, following):
            continue
        last = (
            number > 0
            and part is rest[-1]
            and len(plain.split()) <= 3
            and not ORGANISATION.search(plain)
            and not _is_in_a_headline(note, line)
        )
        span = name_at(here, part.start, part.end, allow_places=True)
        shaped = (
            bool(span)
            and span == part
            and here.text[part.start].isupper()
            and not ROLE.search(plain)
            and not POST_NOMINAL.fullmatch(here.text, part.start, part.end)
        )
        if not (known or (shaped and (region or contacts or last))) or (
            shaped
            and not known
            and person_in_heading(here.text[part.start : part.end])
            and not region
            and not contacts
            and not last
        ):
            continue
        end = following.end if region and following else part.end
        said = say(here, part.start, end)
        if said:
            note.add("location", {"value": said}, line)
        return [p for p in rest if p.start < part.start or p.start >= end]
    return rest


def _is_in_a_headline(note: Notebook, line: Span) -> bool:
    """ "Restorer of paintings | Canvas and panel | Altarpieces": under a name, bars part what somebody does."""
    named = any(line.start <= one.start < line.end for one in note.of_kind("name"))
    return not named and note.here.text.count("|", line.start, line.end) > 1


def _may_be_name_and_town(here: Passage, part: Span, following: Span) -> bool:
    """ "Kayleigh Stubbs, Gateshead" while nobody is named yet: the first may be a person, so only the second is a place."""
    return (
        person_in_heading(here.text[part.start : part.end])
        and not _is_region(here, following)
        and here.text[following.start].isupper()
        and name_at(here, following.start, following.end, allow_places=True) == following
    )


def _is_region(here: Passage, part: Span) -> bool:
    plain = here.plain[part.start : part.end]
    return (
        plain in PLACES
        or bool(REGION.match(plain))
        or bool(re.fullmatch(r"[A-Z]{2}", here.text[part.start : part.end]))
    )


def _is_town_and_state(plain: str) -> bool:
    found = re.fullmatch(r"(.{3,30})[ /-]+[a-z]{2}", plain)
    return bool(found and found.group(1).strip() in PLACES)


def is_headline(said: str) -> bool:
    """Whether words at the top can say what the person is: a title in few words."""
    plain = fold(said)
    return bool(ROLE.search(plain)) and len(plain.split()) <= 10 and not plain.endswith(".")
