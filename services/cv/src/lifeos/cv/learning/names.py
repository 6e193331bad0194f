"""Reads the name of an employer, a school, a person or a place that begins somewhere in the text."""

import re

from lifeos.cv.learning.passage import EDGES, Passage, Said, Span, fold, reword, say, words
from lifeos.cv.learning.vocabulary import (
    ACRONYMS,
    LANGUAGES,
    LEVEL,
    MONTHS,
    NUMBERS,
    ORGANISATION,
    PLACES,
    ROLE,
)

TOKEN = re.compile(r"[^\s,;:()|·<>{}\[\]\"“”]{1,40}")
JOINERS = frozenset(
    [
        "of",
        "de",
        "del",
        "da",
        "do",
        "dos",
        "das",
        "la",
        "las",
        "los",
        "el",
        "the",
        "&",
        "+",
        "y",
        "e",
        "and",
        "d'",
        "di",
        "van",
        "von",
        "der",
        "den",
        "du",
        "le",
        "al",
    ]
)
ALSO = frozenset({"and", "y", "e"})
PAIRED = re.compile(
    r"^(?:johnson|marks|procter|ernst|barnes|bed|dolce|pull|black|standard|price|tate|harvey|smith|bang|crate|abercrombie)$"
)
CALLED = r"(?:\s+(?:called|named|llamad[oa]s?|chamad[oa]s?|que se llam(?:a|aba)|que se cham(?:a|ava)))"
LEAD = re.compile(
    rf"(?:(?:a|an|una?|uma?)(?:\s+\w+){{1,3}}?{CALLED}\s+|(?:this|a) place(?: called)?\s+|(?:the|el|la|los|las|lo|o|a|os|as|l[aá] n[ao])\s+)"
)
NOUN = re.compile(
    r"(?:(?:company|firm|restaurant|bakery|agency|bank|hotel|shop|startup|start-up|chain|group|supermarket|consultancy|"
    r"empresa|firma|restaurante|panaderia|agencia|banco|hotel|tienda|startup|cadena|grupo|supermercado|consultora|consultoria|"
    r"escritorio|loja|padaria|rede|clinica|hospital|colegio|escola|escuela|taller|fabrica|bufete|despacho|constructora|construtora|transportadora)"
    r"\s+)(?=\S)"
)


def name_at(here: Passage, start: int, stop: int, allow_places: bool = False) -> Span | None:
    """The name that begins at `start`, after an article perhaps; None when what follows is no name."""
    place = _after_article(here, start, stop)
    span = _capitalised(here, place, stop)
    if not span and here.lower_case:
        span = _lower_case(here, place, stop)
    if not span or not _is_name(here, span, allow_places):
        return None
    return span


def _after_article(here: Passage, start: int, stop: int) -> int:
    while start < stop and here.plain[start].isspace():
        start += 1
    place = start
    for _ in range(2):
        lead = LEAD.match(here.plain, place, stop)
        # "en El Corte Inglés": an article with a capital belongs to the name.
        if lead and here.text[place].isupper() and here.text[lead.end() : lead.end() + 1].isupper():
            break
        place = lead.end() if lead else place
    noun = NOUN.match(here.plain, place, stop)
    if (
        noun
        and not here.lower_case
        and here.text[noun.end() : noun.end() + 1].isupper()
        and here.text[place].islower()
    ):
        place = noun.end()
    return place


def _capitalised(here: Passage, start: int, stop: int) -> Span | None:
    """Words with capitals, joined by "of", "de", "&" and numbers inside: "Hospital 12 de Octubre"."""
    end = start
    first: int | None = None
    joined_at: int | None = None
    previous = start
    for count, token in enumerate(TOKEN.finditer(here.text, start, stop)):
        word = token.group()
        if (
            count > 9
            or here.text[previous : token.start()].strip(" \t")
            or "\n" in here.text[previous : token.start()]
        ):
            break
        kind = _kind(word, first is not None)
        dated = re.match(
            r"\w+\.?\s+(?:(?:de|del|of)\s+)?(?:19|20)\d\d", here.text[token.start() : token.start() + 30]
        )
        if kind == "no" or (dated and fold(word).strip(EDGES) in MONTHS):
            break
        if kind == "name":
            first = token.start() if first is None else first
            end = token.start() + len(word.rstrip(".!?'’" if not _dotted(word) else "!?'’"))
        elif fold(word) in ALSO and joined_at is None:
            joined_at = end
        previous = token.end()
        if kind == "name" and word.endswith((".", "!", "?")) and not _dotted(word):
            break
    if first is None:
        return None
    return Span(first, _without_second(here, first, joined_at, end))


def _dotted(word: str) -> bool:
    """True for "U.", "S.A." and "Inc.", whose full stop belongs to the name."""
    return bool(re.fullmatch(r"(?:\w\.)+|(?:Inc|Ltd|Co|Corp|St|Univ|Dr|Sra?)\.", word))


def _kind(word: str, begun: bool) -> str:
    plain = fold(word).strip(EDGES)
    if word[0].isupper() and plain not in {"i", "i'm", "i've", "i'd"}:
        return "name"
    if word[0].isdigit():
        inside = bool(re.match(r"\d+[A-Z]", word)) or (
            begun and not re.match(r"(?:19|20)\d\d", word) and len(word) <= 3
        )
        return ("name" if re.match(r"\d+[A-Z]", word) else "joiner") if inside else "no"
    return "joiner" if (begun and plain in JOINERS) or word == "&" else "no"


def _without_second(here: Passage, first: int, joined_at: int | None, end: int) -> int:
    """ "Acme and Globex" are two names, "Devon and Exeter Hospital" is one."""
    if joined_at is None or joined_at >= end:
        return end
    head, tail = here.plain[first:joined_at], here.plain[joined_at:end]
    one_name = ORGANISATION.search(tail) and not ORGANISATION.search(head)
    return end if one_name or PAIRED.match(head.split()[-1]) else joined_at


def _lower_case(here: Passage, start: int, stop: int) -> Span | None:
    """Up to five words until one that cannot belong to a name."""
    stops = words(*here.cues.stop)
    end = start
    previous = start
    count = 0
    for token in TOKEN.finditer(here.text, start, stop):
        word = here.plain[token.start() : token.end()].strip(EDGES)
        gap = here.text[previous : token.start()]
        if (
            gap.strip(" ")
            or here.plain[token.start()] == " "
            or not word
            or word[0].isdigit()
            or word in NUMBERS[here.language]
        ):
            break
        if word in {"de", "of"} and ROLE.match(here.plain, token.end() + 1, stop):
            break
        if word not in JOINERS - ALSO or not count:
            if stops.fullmatch(word) and word not in {"de", "of", "do", "da"}:
                break
            count += 1
            end = token.start() + len(here.text[token.start() : token.end()].rstrip(EDGES))
        if count == 5 or here.text[token.end() - 1] in ".,;!?":
            break
        previous = token.end()
    return Span(start, end) if count else None


def _is_name(here: Passage, span: Span, allow_places: bool) -> bool:
    plain = " ".join(here.plain[span.start : span.end].split()).strip(EDGES)
    first = plain.split(" ")[0] if plain else ""
    refused = (
        len(plain) < 2
        or not any(c.isalpha() for c in plain)
        or plain in MONTHS
        or plain in LANGUAGES
        or bool(LEVEL.fullmatch(plain))
        or (not allow_places and plain in PLACES)
    )
    if refused:
        return False
    lower = here.text[span.start].islower()
    if (
        words(*here.cues.generic).fullmatch(first)
        and lower
        and not (ORGANISATION.match(first) and " " in plain)
    ):
        return False
    return not (lower and words(*here.cues.indefinite).fullmatch(first)) and not (
        lower and bool(ROLE.fullmatch(plain))
    )


def called(here: Passage, span: Span) -> Said | None:
    """A name as a claim; one that was said without capitals gets them."""
    said = say(here, span.start, span.end)
    if not said or any(c.isupper() for c in said.value):
        return said
    return reword(said, capitalised(said.value))


def capitalised(name: str) -> str:
    """The name with the capitals that names have: "royal mail of the north" -> "Royal Mail of the North"."""
    parts = name.split(" ")
    return " ".join(_capital(part, place) for place, part in enumerate(parts))


def _capital(part: str, place: int) -> str:
    if fold(part) in ACRONYMS:
        return part.upper()
    if place and fold(part) in JOINERS:
        return part
    return "-".join(piece[:1].upper() + piece[1:] for piece in part.split("-"))
