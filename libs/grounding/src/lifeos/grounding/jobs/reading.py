"""Finds in a job text what it asks of the candidate: line by line under headings, sentence by sentence in prose."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lifeos.contracts.job import Posting, Requirement
from lifeos.grounding.fold import Folded, fold
from lifeos.grounding.jobs.cues import (
    ASKS,
    EMPTY_LEAD,
    EXPERIENCE,
    HEADINGS,
    INJECTED,
    NICE,
    NOTHING_ASKED,
    NUMBER_WORDS,
    YEARS,
    Part,
)
from lifeos.grounding.jobs.level import keywords_of, seniority_of
from lifeos.grounding.language import language_of

MOST_REQUIREMENTS = 60
LONGEST_HEADING = 8
LONGEST_ITEM = 260
BULLET = re.compile(r"[\s\-–—*•·▪●◦►>✔✅➕➤🔹🔸▫️◾️#_|]*(?:\d{1,2}[.)]\s+)?(?:[^\w\s\"'(¿¡$€£+]{1,4}\s*)?")
SENTENCE_END = re.compile(r"(?<=[\w)\"'’%])[.!?;](?=\s|$)|\s[·|]\s")
SPLIT = re.compile(
    r",? (?:and|but) (?=we |you |must |should |at least |ideally|it |the appointment)|,? (?:y|e) (?=valor|se |al menos |pelo menos |que |saber |ter |tener )"
    r"|, (?:so|as|because|since|tal como|como|ya que|pues|pois|porque) |, (?:and )?(?=(?:have|hold|be|some)(?!\w))|, (?:and|y|e) (?=an? |una? |uma? )"
)
LISTED = re.compile(r"[^\s_#]")
"""A bullet or a number before a line: rather an item of a list than a heading."""
FIRM = re.compile(
    r"(?<!\w)(?:must|subject to|required|essential|looking to appoint|imprescindible|indispensable|obligatori|obrigatori|se exige|exige-se)"
)
"""In an advert with a list, prose around it asks for something only when it says so outright."""


@dataclass(frozen=True)
class _Line:
    """Folded characters of a line, and the part of the advert it stands in."""

    start: int
    end: int
    part: Part | None


def read_posting(text: str, *, title: str | None = None, company: str | None = None) -> Posting:
    """Everything that a job text asks for, in its own words. What the person said of title and company counts first."""
    folded = fold(text)
    found: dict[tuple[int, int], Requirement] = {}
    for start, end, must in _asked(folded):
        first, last = _trimmed(folded, start, end)
        if last - first < 3 or INJECTED.search(folded.text, first, last):
            continue
        begin, stop = folded.span(first, last)
        found.setdefault((begin, stop), Requirement(text=text[begin:stop], start=begin, end=stop, must=must))
        if len(found) >= MOST_REQUIREMENTS:
            break
    requirements = list(found.values())
    guessed_title, guessed_company = _named(text)
    return Posting(
        title=(title or guessed_title).strip(),
        company=(company or guessed_company).strip(),
        language=language_of(text),
        years=_years(requirements),
        seniority=seniority_of(title or guessed_title, text),
        requirements=requirements,
        keywords=keywords_of(requirements),
    )


def _asked(folded: Folded) -> Iterator[tuple[int, int, bool]]:
    """Stretches that state a requirement: start, end (folded characters), and whether it is a must."""
    lines = list(_lines(folded))
    structured = any(line.part in ("must", "nice") for line in lines)
    for line in lines:
        if line.part in ("must", "nice"):
            yield from _listed(folded.text, line)
        elif line.part is None:
            yield from _told(folded.text, line, structured=structured)


def _listed(text: str, line: _Line) -> Iterator[tuple[int, int, bool]]:
    """What a line under a heading asks for."""
    for start, end, _ in _sentences(text, line):
        said = text[start:end]
        if len(said) <= LONGEST_ITEM and not NOTHING_ASKED.match(said.strip()):
            yield start, end, line.part == "must" and not NICE.search(said)


def _told(text: str, line: _Line, *, structured: bool) -> Iterator[tuple[int, int, bool]]:
    """What a line of prose asks for. After "must have:", what follows between semicolons is asked for too."""
    listing: bool | None = None
    for start, end, stop in _sentences(text, line):
        said = text[start:end]
        asks = (ASKS.search(said) or NICE.search(said)) and (not structured or FIRM.search(said))
        if listing is not None:
            yield start, end, listing and not NICE.search(said)
        elif asks and not NOTHING_ASKED.search(said) and not INJECTED.search(said):
            yield from _clauses(said, start)
        opens = listing is None and asks and ":" in said
        listing = (listing if listing is not None else bool(opens) or None) if stop == ";" else None


def _lines(folded: Folded) -> Iterator[_Line]:
    edges = [0, *sorted(folded.breaks), len(folded.text)]
    part: Part | None = None
    for first, last in itertools.pairwise(edges):
        bullet = BULLET.match(folded.text, first, last)
        start = bullet.end() if bullet else first
        said = folded.text[start:last].strip()
        if not said:
            continue
        listed = bool(bullet and LISTED.search(bullet.group()))
        opened = _heading(said, listed=listed)
        if opened is None:
            yield _Line(start, last, part)
            continue
        part, rest = opened
        if rest:
            yield _Line(last - len(folded.text[start:last].lstrip()) + rest, last, part)


def heading_of(line: str) -> Part | None:
    """What part of an advert a line opens, when it is a heading."""
    opened = _heading(fold(line).text.strip(), listed=False) if line.strip() else None
    return opened[0] if opened else None


def _heading(said: str, *, listed: bool) -> tuple[Part, int] | None:
    """What part a line opens, and where on it the part itself begins when it goes on after a colon."""
    head, colon, rest = said.partition(":")
    head = head.strip(" *_#?¿!¡")
    if not head or len(head.split()) > LONGEST_HEADING or (not colon and said[-1:] in ".,;"):
        return None
    for part, pattern in HEADINGS:
        found = pattern.search(head)
        if found is None:
            continue
        whole = len(found.group()) * 2 >= len(head)
        opens = (
            found.start() == 0 and (not listed or "**" in said) and (part != "must" or len(head.split()) <= 4)
        )
        if whole or opens or (colon and (not listed or not rest.strip())):
            return part, (len(said) - len(rest.lstrip()) if rest.strip() else 0)
    return None


def _sentences(text: str, line: _Line) -> Iterator[tuple[int, int, str]]:
    """The sentences of a line, each with what ends it."""
    start = line.start
    for stop in [*SENTENCE_END.finditer(text, line.start, line.end), None]:
        end = stop.start() if stop else line.end
        if text[start:end].strip():
            yield start, end, stop.group().strip() if stop else ""
        start = stop.end() if stop else end


def _clauses(said: str, offset: int) -> Iterator[tuple[int, int, bool]]:
    """The requirements of a sentence of prose, each from its cue on."""
    edges = [said.index(":") + 1 if ":" in said else 0]
    for cut in SPLIT.finditer(said, edges[0]):
        edges += [cut.start(), cut.end()]
    edges.append(len(said))
    nice_sentence = NICE.search(said) is not None
    asked = edges[0] > 0
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        clause = said[start:end]
        cue = ASKS.search(clause) or NICE.search(clause)
        if cue is None and not asked:
            continue
        asked = True
        nice = NICE.search(clause) is not None or (nice_sentence and ASKS.search(clause) is None)
        yield offset + start, offset + end, not nice


def _trimmed(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Without blanks, bullets and the words that only lead up to it."""
    text = folded.text
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")%+#"):
        end -= 1
    lead = EMPTY_LEAD.match(text, start + (len(text[start:end]) - len(text[start:end].lstrip())), end)
    first = lead.end() if lead and lead.end() < end else start
    while first < end and not (text[first].isalnum() or text[first] in "("):
        first += 1
    return first, end


def _years(requirements: list[Requirement]) -> int | None:
    """The most years of experience that a must asks for."""
    found = [years for each in requirements if each.must and (years := years_asked(each.text)) is not None]
    return max(found, default=None)


def years_asked(requirement: str) -> int | None:
    """The fewest years of experience in one requirement; None when it counts none."""
    plain = fold(requirement).text
    said = YEARS.search(plain)
    if said is None or not (said.start() == 0 or EXPERIENCE.search(plain)):
        return None
    return int(said["number"]) if said["number"] else NUMBER_WORDS[said["word"]]


TITLE_END = re.compile(r"\s+(?:wanted|[-–—|•·]|para|for|at|en|na|no)\s+|\s*[,|(]|\s+[-–—]\s")
WANTED = re.compile(
    r"(?:^|\n|\. )(?P<company>(?:(?:The|La|El|A|O)\s)?[A-ZÀ-Þ][^\n.!?]{2,60}?)(?:,[^\n.]{0,120}?,)?\s+(?:is (?:looking for|hiring|seeking)|are (?:looking for|hiring)|busca|procura|contrata|solicita|recruta)\s+(?:an? |a un[oa]? |un[oa]? |uma? )?(?P<title>[A-ZÀ-Þ][^\n,.;]{2,60})"
)


def _named(text: str) -> tuple[str, str]:
    """Title and company, as far as the first lines tell them; empty where they do not."""
    wanted = WANTED.search(text)
    if wanted:
        title = re.split(r"\s(?:para|for|to|que|who|with|con|com)\s", wanted["title"])[0]
        return title.strip(), re.sub(r"^(?:The|La|El|A|O)\s", "", wanted["company"].strip())
    lines = [BULLET.sub("", line, count=1).strip(" *#¡!") for line in text.splitlines() if line.strip()]
    lines = [line for line in lines[:6] if ">" not in line and len(line.split()) <= 40]
    parts = [part for line in lines[:2] for part in _parts(line)]
    if not parts:
        return "", ""
    title = re.split(r"\s+wanted\b", parts[0])[0]
    company = next((part for part in parts[1:3] if NAMELIKE.fullmatch(part)), "")
    return re.sub(r"[^\w)\]]+$", "", title)[:120], company[:120]


def _parts(line: str) -> list[str]:
    line = re.sub(r"^[^:]{3,14}:\s|^[A-ZÁÉÍÓÚ]{6,}!\s", "", line)
    return [part for part in (p.strip(" *!¡") for p in re.split(r"\s*[|•@]\s*|\s[-–—]\s|,\s", line)) if part]


NAMELIKE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.&'’À-ÿ-]*)(?:\s(?:[A-ZÀ-Þ][\w.&'’À-ÿ-]*|de|da|do|del|la|of|the|&|y|e)){0,5}"
)
"""Words with capitals, as a company is written."""
