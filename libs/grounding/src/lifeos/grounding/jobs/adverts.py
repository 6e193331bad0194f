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
FEWEST_WORDS_NAMED = 12
"""Words of an advert that was announced as one."""
MOST_BLOCKS = 24
LEAD = re.compile(
    r"(?:^|\n|[.!?] )[ \t]*(?:(?:and |ok |so )?(?:here(?:'s| is| are)|this is|i (?:saw|found|like)|i'm applying for|the (?:ad|advert|advertisement|job|posting|vacancy)(?: is| says)?\b|"
    r"esta es|este es|aquí está|vi |encontré|la (?:oferta|vacante)|el (?:anuncio|puesto)|essa é|esta é|a vaga|o anúncio|achei|encontrei))"
    r"[^\n:.!?]{0,50}?(?:\b(?:job|role|ad|advert|advertisement|posting|vacancy|position|oferta|anuncio|anúncio|vacante|puesto|vaga|essa|esta|this)\b)?[^\n:.!?]{0,30}:[ \t]*(?=\n|\S)"
)
"""Words that announce an advert."""
WISH = re.compile(
    r"\b(?:make (?:my|me)|prepare me|get me ready|tailor my|(?:write|draft|send) (?:an? |another |a short )?(?:\w+ )?(?:e-?mail|note|message|letter) (?:to|for)|"
    r"hazme|preparame|adapta mi|escrib\w* (?:un|una) (?:correo|mensaje|nota|carta)|faz (?:o )?(?:meu|um|uma)|me prepara|escrev\w+ (?:um|uma) (?:e-?mail|mensagem|nota|carta))\b"
)
"""Folded: wishes for what we make."""


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
    if named := _named(message):
        return named
    first, last = 0, len(lines) - 1
    while first < last and first < 2 and _is_aside(lines[first].group()):
        first += 1
    while last > first and len(lines) - 1 - last < 2 and _is_aside(lines[last].group()):
        last -= 1
    start, end = lines[first].start(), lines[last].end()
    if _is_advert(message[start:end]) and not WISH.search(folded(message[start:end])):
        return Advert(start, end)
    return _beside_a_story(message)


def _beside_a_story(message: str) -> Advert | None:
    """The advert that stands among other words, with blank lines around it."""
    if len(message.split()) < FEWEST_WORDS:
        return None
    blocks = _blocks(message)
    for length in range(len(blocks) - 1, 0, -1):
        for first in range(len(blocks) - length + 1):
            start, end = blocks[first][0], blocks[first + length - 1][1]
            edges = (blocks[first], blocks[first + length - 1])
            if not any(_speaks_to_us(message[a:b]) for a, b in edges) and _is_advert(message[start:end]):
                return Advert(start, end)
    return None


def _named(message: str) -> Advert | None:
    """What follows "Here is the job I saw:", up to the next words that speak to us."""
    lead = LEAD.search(folded_alike(message))
    if lead is None:
        return None
    start = lead.end()
    end = len(message.rstrip())
    for first, last in _blocks(message):
        if first > start and _speaks_to_us(message[first:last]):
            end = len(message[:first].rstrip())
            break
    start += len(message[start:end]) - len(message[start:end].lstrip())
    text = message[start:end]
    asks = len(ASKS.findall(folded(text))) + len(NICE.findall(folded(text)))
    parts = {heading_of(line.strip(" -*•#\t")) for line in text.splitlines()} - {None, "about"}
    enough = len(text.split()) >= FEWEST_WORDS_NAMED and (parts or asks >= 2)
    return Advert(start, end) if enough and len(SELF.findall(folded(text))) <= 1 else None


def folded_alike(message: str) -> str:
    """In small letters, each in its place."""
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in message)


def _blocks(message: str) -> list[tuple[int, int]]:
    """Stretches between blank lines, at most the last `MOST_BLOCKS`."""
    found = [(each.start(), each.end()) for each in re.finditer(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*", message)]
    return found[-MOST_BLOCKS:]


def _speaks_to_us(block: str) -> bool:
    """A wish, or words about oneself, of which an advert has none."""
    plain = folded(block)
    return bool(SELF.search(plain) or WISH.search(plain)) or _is_aside(block)


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
