"""Folding: lower case, no accents, single blanks, and the way back to the characters it came from."""

import re
import unicodedata
from dataclasses import dataclass

_PLAIN = str.maketrans("‘’‚‛´`′“”„–—−‐‑‒", "'''''''\"\"\"------")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*[+#]*")


@dataclass(frozen=True)
class Folded:
    """A folded text. `origins[i]` is where character `i` stood in the original; `breaks` are line ends."""

    text: str
    original: str
    origins: tuple[int, ...]
    breaks: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original characters (end exclusive) behind the folded characters `start` to `end`."""
        if start >= end:
            return (0, 0)
        last = self.origins[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return (self.origins[start], last)

    def said(self, start: int, end: int) -> str:
        """The original characters behind the folded ones."""
        first, last = self.span(start, end)
        return self.original[first:last]


@dataclass(frozen=True)
class Token:
    """A word of a folded text. `capital` tells whether the original starts with a capital letter."""

    text: str
    start: int
    end: int
    capital: bool
    acronym: bool
    opens: bool


def fold(text: str) -> Folded:
    """Fold a text; never fails, whatever the characters."""
    plain = text.translate(_PLAIN)
    out: list[str] = []
    origins: list[int] = []
    breaks: set[int] = set()
    for position, character in enumerate(plain):
        if character.isspace():
            if character in "\n\r":
                breaks.add(max(len(out) - (1 if out and out[-1] == " " else 0), 0))
            if out and out[-1] != " ":
                out.append(" ")
                origins.append(position)
            continue
        for folded in fold_character(character):
            out.append(folded)
            origins.append(position)
    if out and out[-1] == " ":
        out.pop()
        origins.pop()
    return Folded("".join(out), text, tuple(origins), frozenset(breaks))


def fold_character(character: str) -> str:
    """One character without case and accents; perhaps several characters, perhaps none."""
    if character.isascii():
        return character.lower()
    decomposed = unicodedata.normalize("NFKD", character).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed).casefold()
    return "".join(part for part in decomposed if not unicodedata.combining(part) and not part.isspace())


def folded(text: str) -> str:
    """The folded text alone."""
    return fold(text).text


def plain_case(text: str) -> str:
    """Case and blanks evened out, accents kept: two texts with the same result are the same words."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_PLAIN)).casefold().split())


def tokens(source: Folded) -> tuple[Token, ...]:
    """The words of a text in order."""
    found: list[Token] = []
    previous_end = 0
    for match in _TOKEN.finditer(source.text):
        said = source.said(match.start(), match.end())
        gap = source.text[previous_end : match.start()]
        found.append(
            Token(
                text=match.group(),
                start=match.start(),
                end=match.end(),
                capital=said[:1].isupper(),
                acronym=sum(character.isupper() for character in said) >= 2,
                opens=previous_end == 0 or _ends_sentence(source, previous_end, match.start(), gap),
            )
        )
        previous_end = match.end()
    return tuple(found)


def _ends_sentence(source: Folded, start: int, end: int, gap: str) -> bool:
    if any(position in source.breaks for position in range(start, end)):
        return True
    return bool(re.search(r"[.!?;:•·|*\"]\s|^ ?[•·|*] ?|[¿¡]", gap))


def find_words(text: str, wanted: str, start: int = 0) -> int:
    """Where `wanted` stands in `text` as whole words, or -1."""
    position = text.find(wanted, start)
    while position >= 0:
        end = position + len(wanted)
        if _border(text, position, wanted[0]) and _border(text, end, wanted[-1], after=True):
            return position
        position = text.find(wanted, position + 1)
    return -1


def _border(text: str, position: int, edge: str, *, after: bool = False) -> bool:
    if not (edge.isalnum() or edge in "+#"):
        return True
    neighbour = text[position : position + 1] if after else text[max(position - 1, 0) : position]
    return not (neighbour.isalnum() or (after and neighbour in {"+", "#"}))
