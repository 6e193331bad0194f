"""E-mail addresses, phone numbers, addresses of pages: exact, also when they were dictated."""

import re
from itertools import accumulate

from lifeos.grounding.fold import folded
from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.tables import numbers_in_words
from lifeos.grounding.verdict import Span, Verdict, supported, unsupported

MIN_PHONE_DIGITS = 7

_SPOKEN_SIGNS = {
    "arroba": "@", "at": "@", "dot": ".", "punto": ".", "ponto": ".", "underscore": "_", "guion bajo": "_",
    "underline": "_", "dash": "-", "hyphen": "-", "guion": "-", "hifen": "-", "traco": "-", "slash": "/",
    "barra": "/", "diagonal": "/",
}  # fmt: skip
_DIGIT_RUN = re.compile(r"(?:\+|\b00)?\(?\d(?:[\d\s().\-/]*\d)?")
_DIGIT_WORDS = numbers_in_words()


def check_email(value: str, words: WordIndex) -> Verdict:
    """Exactly this address, written or dictated."""
    wanted = folded(value)
    pattern = re.compile(r"(?<![\w.+@-])" + re.escape(wanted) + r"(?![\w@-]|\.\w)")
    for passage in words.passages:
        found = pattern.search(passage.text)
        if wanted and found:
            return supported(value, [Span(passage, found.start(), found.end())])
        spoken = _find_dictated(passage, wanted)
        if spoken:
            return supported(value, [spoken])
    return unsupported("contact_not_said", value)


def _find_dictated(passage: Passage, wanted: str) -> Span | None:
    """Where an address was spelled out ("ana dot diaz at gmail dot com")."""
    if not wanted or len(wanted) > 200:
        return None
    signs: dict[str, list[str]] = {}
    for word, sign in _SPOKEN_SIGNS.items():
        signs.setdefault(sign, []).append(word)
    parts = [
        rf"\s*(?:{re.escape(character)}|\b(?:{'|'.join(signs[character])})\b)\s*"
        if character in signs
        else re.escape(character)
        for character in wanted
    ]
    found = re.search(r"(?<![\w.+@-])" + "".join(parts) + r"(?![\w@])", passage.text)
    return Span(passage, found.start(), found.end()) if found else None


def check_phone(value: str, words: WordIndex) -> Verdict:
    """The same digits, at least seven; a country code that was said may be left out, none may be added."""
    wanted = _digits(value)
    if len(wanted) < MIN_PHONE_DIGITS:
        return unsupported("contact_not_said", value)
    for passage in words.passages:
        for found in _DIGIT_RUN.finditer(passage.text):
            if _same_number(wanted, found.group()):
                return supported(value, [Span(passage, found.start(), found.end())])
        spoken = _find_spoken_digits(passage, wanted)
        if spoken:
            return supported(value, [spoken])
    return unsupported("contact_not_said", value)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isascii() and character.isdigit())


def _same_number(wanted: str, said: str) -> bool:
    """Whether whole groups of digits in a row make the number; `+34` before it may be left out."""
    groups = re.findall(r"\d+", said, re.ASCII)
    edges = {0, *accumulate(map(len, groups))}
    digits = "".join(groups)
    international = said.startswith(("+", "00"))
    position = digits.find(wanted)
    while position >= 0:
        if position in edges and position + len(wanted) in edges:
            return not international or position <= len(groups[0])
        position = digits.find(wanted, position + 1)
    return (
        international and 1 <= len(digits) - len(wanted) <= 4 and len(wanted) >= 9 and digits.endswith(wanted)
    )


def _find_spoken_digits(passage: Passage, wanted: str) -> Span | None:
    """Where digits were said one by one or in groups ("six one two, thirty-four ...")."""
    run: list[tuple[str, int, int]] = []
    for token in passage.tokens:
        digits = _spoken_digits(token.text)
        if digits is None:
            run = run if token.text in {"y", "e", "and"} else []
            continue
        run = [*run[-20:], (digits, token.start, token.end)]
        tail = ""
        for digits_before, start, _ in reversed(run):
            tail = digits_before + tail
            if len(tail) > 2 * len(wanted):
                break
            if len(tail) >= len(wanted) and _compact(tail) == wanted:
                return Span(passage, start, token.end)
    return None


def _spoken_digits(word: str) -> str | None:
    if word in {"oh", "o"}:
        return "0"
    value = _DIGIT_WORDS.get(word)
    if value is None:
        return None
    return f"{value // 10}_" if 20 <= value < 100 and value % 10 == 0 else str(value)


def _compact(tail: str) -> str:
    """`3_4` (thirty four) is 34; `3_` alone is 30."""
    return re.sub(r"_(?=\d)", "", tail).replace("_", "0")


def check_url(value: str, words: WordIndex) -> Verdict:
    """The same host and path; scheme, `www.` and a closing slash do not count."""
    wanted = re.sub(r"^[a-z][a-z0-9+.-]*://", "", folded(value).replace(" ", ""))
    wanted = wanted.removeprefix("www.").rstrip("/")
    if not wanted or "." not in wanted:
        return unsupported("contact_not_said", value)
    pattern = re.compile(r"(?:[a-z]+://)?(?<![\w@-])(?:www\.)?" + re.escape(wanted) + r"/?(?![\w/-]|\.\w)")
    for passage in words.passages:
        found = pattern.search(passage.text)
        span = Span(passage, found.start(), found.end()) if found else _find_dictated(passage, wanted)
        if span:
            return supported(value, [span])
    return unsupported("contact_not_said", value)
