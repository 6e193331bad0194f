"""Reads a pasted profile or CV: a heading with contacts, then sections."""

import re
from dataclasses import dataclass

from lifeos.cv.learning import network
from lifeos.cv.learning.contacts import note_target
from lifeos.cv.learning.heading import read_heading
from lifeos.cv.learning.history import GAP, read_entries
from lifeos.cv.learning.network import is_of_a_network
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, say
from lifeos.cv.learning.schooling import read_studies
from lifeos.cv.learning.sentences import lines, sentences
from lifeos.cv.learning.short_sections import (
    pieces_of,
    read_as_talk,
    read_awards,
    read_certificates,
    read_interests,
    read_languages,
    read_projects,
    read_skills,
    read_volunteering,
)
from lifeos.cv.learning.vocabulary import ROLE, SECTIONS

INLINE = re.compile(r"(?P<head>[^\n:]{3,40}):\s+(?=\S)")
HEADINGS = {
    "certificates": re.compile(
        r"^(?:\w+ ){0,2}(?:certifica\w+|licen[cs]\w+|cursos|courses|accreditations)(?!\w)"
    ),
    "education": re.compile(
        r"(?<!\w)(?:education|studies|academic\w*|estudios|formacion|formacao|educacion|educacao|academic[ao]s?|estudos)(?!\w)"
    ),
    "work": re.compile(
        r"(?<!\w)(?:experience|employment|career|jobs|experiencias?|laboral(?:es)?|empleos?|trabajos|trayectoria|trabalhos?|empregos?|carreira|trajetoria|percurso)(?!\w)"
    ),
    "languages": re.compile(r"(?<!\w)(?:languages?|idiomas?|linguas?|lenguas?)(?!\w)"),
    "skills": re.compile(
        r"(?<!\w)(?:skills?|tools|technologies|software|habilidades?|competencias?|conocimientos|conhecimentos|herramientas|ferramentas|tecnologias)(?!\w)"
    ),
    "volunteer": re.compile(r"(?<!\w)(?:volunt\w+)(?!\w)"),
    "references": re.compile(r"(?<!\w)(?:references|referees|referencias)(?!\w)"),
    "summary": re.compile(r"^(?:\w+ ){0,2}(?:summary|profile|perfil|resumen|resumo|about)(?!\w)"),
}
"""Words that give a heading away, whatever else it says; the most telling first."""
GAPPED = re.compile(r"(?P<head>[^\s:]+(?: [^\s:]+){0,2})(?:[ \t]{2,}+|\t)[ \t]*+(?=\S)")
ASIDE = re.compile(r"(?<![ \t])[ \t]*+\([^()\n]{3,60}\)[ \t]*$")
NUMBERING = re.compile(r"[ \t]*(?:\d{1,2}|[ivx]{1,4})[.)][ \t]+")
"""How some number their headings."""


@dataclass(frozen=True)
class Section:
    """A section's name and its lines."""

    name: str
    lines: list[Span]


def is_profile(here: Passage) -> bool:
    """True when the text has headings of a CV."""
    found = [section_of(here, line) for line in lines(here.text)]
    strong = [name for name, _ in filter(None, found) if name in {"work", "education", "skills", "languages"}]
    return len(strong) >= 2 or ("work" in strong and len(found) > 4)


def section_of(here: Passage, line: Span) -> tuple[str, int] | None:
    """The section that a line opens, and where its own text begins on the same line."""
    number = NUMBERING.match(here.plain, line.start, line.end)
    words_of_line = Span(number.end(), line.end) if number else line
    words_of_line = _without_aside(here, words_of_line)
    plain = here.plain[words_of_line.start : words_of_line.end].strip(" \t:#*_=-\r")
    if plain in SECTIONS:
        return SECTIONS[plain], line.end
    if _looks_like_heading(here, words_of_line, numbered=bool(number)):
        named = next((section for section, key in HEADINGS.items() if key.search(plain)), None)
        if named:
            return named, line.end
    inline = INLINE.match(here.plain, words_of_line.start, line.end)
    if inline and inline["head"].strip(" -*•") in SECTIONS:
        return SECTIONS[inline["head"].strip(" -*•")], inline.end()
    return _before_a_gap(here, words_of_line.start, line.end) if number else None


def _before_a_gap(here: Passage, start: int, end: int) -> tuple[str, int] | None:
    """ "5. LANGUAGES   Irish - native": a numbered heading that shouts, with its text on the same line."""
    found = GAPPED.match(here.text, start, end)
    if not found or not found["head"].isupper():
        return None
    plain = here.plain[start : start + len(found["head"])]
    named = SECTIONS.get(plain) or next(
        (section for section, key in HEADINGS.items() if key.search(plain)), None
    )
    return (named, found.end()) if named else None


def _without_aside(here: Passage, line: Span) -> Span:
    """ "EMPLOYMENT (most recent first)" is the heading "EMPLOYMENT"."""
    found = ASIDE.search(here.text, line.start, line.end)
    return Span(line.start, found.start()) if found and found.start() > line.start else line


def _looks_like_heading(here: Passage, line: Span, *, numbered: bool) -> bool:
    """A short line that shouts, ends in a colon or is marked as a heading; or stands alone with no title in it."""
    text = here.text[line.start : line.end].strip()
    if len(text.split()) > 5 or any(c.isdigit() or c in ",|@" for c in text):
        return False
    alone = (numbered or here.text[: line.start].endswith("\n\n")) and not ROLE.search(
        here.plain, line.start, line.end
    )
    return (
        text.isupper()
        or text.endswith(":")
        or text.startswith(("#", "**"))
        or (alone and len(text.split()) <= 3)
    )


def read_profile(note: Notebook) -> None:
    """Note the heading, then every section by its own rules."""
    readers = READERS | OF_A_NETWORK if is_of_a_network(note.here) else READERS
    for section in _sections(note.here):
        read = readers.get(section.name, read_as_talk)
        read(note, [line for line in section.lines if not (note.formed and note.is_taken_whole(line))])


def _sections(here: Passage) -> list[Section]:
    made = [Section("heading", [])]
    networked = is_of_a_network(here)
    for line in (_once(here, line) for line in lines(here.text)):
        opened = section_of(here, line)
        if not opened or (networked and not _is_heading_of_a_page(here, line)):
            made[-1].lines.append(line)
            continue
        made.append(Section(opened[0], []))
        if opened[1] < line.end:
            made[-1].lines.append(Span(opened[1], line.end))
    return made


def _is_heading_of_a_page(here: Passage, line: Span) -> bool:
    """The headings of a network's page are known; "Skills: Excel · SQL", "Trabajos en altura" and "Career break" are none."""
    plain = here.plain[line.start : line.end].strip()
    if GAP.match(plain):
        return False
    return plain in SECTIONS or (len(plain.split()) < 3 and ":" not in plain)


def _once(here: Passage, line: Span) -> Span:
    """A line that a network's page holds twice in a row ("Product ManagerProduct Manager"), once."""
    text = here.text[line.start : line.end].strip()
    half = len(text) // 2
    doubled = len(text) > 5 and len(text) % 2 == 0 and text[:half] == text[half:]
    start = here.text.index(text, line.start) if text else line.start
    return Span(start, start + half) if doubled else line


def first_piece(here: Passage, line: Span) -> Said | None:
    """What stands before the first comma, bar or dash of a line."""
    parts = pieces_of(here, line)
    return say(here, parts[0].start, parts[0].end) if parts else None


def note_references(note: Notebook) -> None:
    """Keep what is said of referees as it stands: their numbers, titles and employers are not the person's."""
    others = {"references", "interests"} if is_of_a_network(note.here) else {"references"}
    for section in _sections(note.here):
        for line in section.lines if section.name in others else []:
            note.keep(line)


def _kept_already(_note: Notebook, _found: list[Span]) -> None:
    """Referees: see `note_references`."""


def _read_summary(note: Notebook, found: list[Span]) -> None:
    for line in found:
        for sentence in sentences(note.here, line):
            if note_target(note, sentence):
                continue
            said = say(note.here, sentence.start, sentence.end)
            if said:
                note.add("summary", {"text": said}, sentence)


def _read_target(note: Notebook, found: list[Span]) -> None:
    for line in found:
        said = say(note.here, line.start, line.end)
        if said and not note_target(note, line):
            note.add("target", {"value": said}, line)


READERS = {
    "heading": read_heading,
    "contact": read_heading,
    "summary": _read_summary,
    "target": _read_target,
    "work": read_entries,
    "education": read_studies,
    "skills": read_skills,
    "languages": read_languages,
    "certificates": read_certificates,
    "volunteer": read_volunteering,
    "projects": read_projects,
    "awards": read_awards,
    "interests": read_interests,
    "references": _kept_already,
}
OF_A_NETWORK = {
    "work": network.read_work,
    "skills": network.read_skills,
    "languages": network.read_languages,
    "certificates": network.read_certificates,
    "interests": _kept_already,
}
"""On the page of a network these have lines of a fixed kind; its interests are whom somebody follows, and were kept."""
