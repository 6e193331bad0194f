"""Tells a pasted job advert from what a person says of themselves: nothing in an advert is a fact about them."""

import re
from dataclasses import dataclass

from lifeos.grounding.fold import folded
from lifeos.grounding.jobs.cues import ASKS, NICE
from lifeos.grounding.jobs.reading import heading_of

FEWEST_WORDS = 50
MOST_SELF = 0.012
"""Share of words in the first person; adverts quote a candidate now and then."""
SELF = re.compile(
    r"(?<!\w)(?:i|i'm|i've|i'd|my|yo|mi|mis|soy|fui|tengo|trabaje|trabajo|estudie|llevo|eu|meu|minha|sou|tenho|trabalhei|estudei|fiquei)(?!\w)"
)
ADDRESSED = re.compile(
    r"(?<!\w)(?:we (?:are|offer|need|want|look)|we're|our (?:team|company|school|ward)|you(?:'ll| will)|your|the (?:successful|ideal) candidate|apply|applicants?|looking for"
    r"|ofrecemos|buscamos|necesitamos|pedimos|se (?:requiere|ofrece|busca|valorara|exige)|busca|solicita\w*|requisitos|postul\w+|nuestro equipo|interesados|incorpor\w+|te damos"
    r"|oferecemos|procura(?:mos)?|precisamos|buscamos|pedimos|requisitos|candidat\w+|nossa equip\w+|a nossa|vagas?|damos)(?!\w)"
)
DATED = re.compile(
    r"(?:19|20)\d\d\s*(?:-|–|—|to|a|al|ate|hasta)\s*(?:\w+\.? (?:de )?)?(?:(?:19|20)\d\d|present|now|today|actual\w*|hoy|hoje|atual\w*)"
)
ASIDE = re.compile(
    r"(?<!\w)(?:my|me|i|i'm|this (?:job|one|ad|advert)|mi|este (?:trabajo|anuncio|puesto)|esta (?:oferta|vacante|vaga)|meu|minha|este anuncio|essa vaga|hazme|faz|make|adapt\w*|tailor|cv|resume|curricul\w+)(?!\w)"
)
LONGEST_ASIDE = 25


@dataclass(frozen=True)
class Advert:
    """Characters `start` to `end` of a message."""

    start: int
    end: int


def find_advert(message: str) -> Advert | None:
    """The advert that a message holds, without the sentence in front of it or behind it that speaks to us."""
    lines = [match for match in re.finditer(r"[^\n]+", message) if match.group().strip()]
    if not lines:
        return None
    first, last = 0, len(lines) - 1
    while first < last and first < 2 and _is_aside(lines[first].group()):
        first += 1
    while last > first and len(lines) - 1 - last < 2 and _is_aside(lines[last].group()):
        last -= 1
    start, end = lines[first].start(), lines[last].end()
    if _is_advert(message[start:end]):
        return Advert(start, end)
    return _beside_a_story(message)


def _beside_a_story(message: str) -> Advert | None:
    """The advert that stands after or before other words, with a blank line between; the longest one that is nothing else."""
    if len(message.split()) < FEWEST_WORDS:
        return None
    gaps = list(re.finditer(r"\n[ \t]*\n\s*", message))
    for gap in gaps:
        if _is_advert(message[gap.end() :]):
            return Advert(gap.end(), len(message.rstrip()))
    for gap in reversed(gaps):
        if _is_advert(message[: gap.start()]):
            return Advert(len(message) - len(message.lstrip()), gap.start())
    return None


def without_advert(message: str) -> str:
    """The message with an advert blanked, so that every other word stays in its place."""
    found = find_advert(message)
    if found is None:
        return message
    return message[: found.start] + " " * (found.end - found.start) + message[found.end :]


def _is_aside(line: str) -> bool:
    return len(line.split()) <= LONGEST_ASIDE and ASIDE.search(folded(line)) is not None


def _is_advert(text: str) -> bool:
    """An advert speaks to a reader, asks for things, and tells no life: no "I", no list of years."""
    plain = folded(text)
    count = len(plain.split())
    if (
        count < FEWEST_WORDS
        or len(SELF.findall(plain)) > max(1, MOST_SELF * count)
        or len(DATED.findall(plain)) > 1
    ):
        return False
    parts = {heading_of(line.strip(" -*•#\t")) for line in text.splitlines()} - {None, "about"}
    asks = len(ASKS.findall(plain)) + len(NICE.findall(plain))
    addressed = len(ADDRESSED.findall(plain))
    return (len(parts) >= 2 and addressed >= 1) or (asks >= 4 and addressed >= 3)
