"""Numbers in running text: digits in any notation and number words, with percent, money and corrections."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from lifeos.contracts.words import Locale
from lifeos.grounding.tables import TABLES, any_cue, numbers_in_words, scales_in_words

_SMALL = numbers_in_words()
_SCALES = scales_in_words()
_AMBIGUOUS = frozenset(["one", "un", "una", "uno", "um", "uma", "once", "dos", "par", "couple"])
_JOINERS = frozenset(("and", "y", "e"))
_HALF = re.compile(r"\b(?:half an?|half|medio|media|meio|meia) $")
_SCALED = re.compile(r"(k|mm|mn|bn|mi|m|b)\b|\s(mm|mn|bn|mi)\b|[\s-]?(" + "|".join(_SCALES) + r")\b")
_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SPACED = re.compile(r"(?<![\d.,+-])(?<!\d )\d{1,3}(?: \d{3})+(?![\d.,-]| \d)")
_PERCENT = re.compile(r"\s?(?:%|percent\b|per ?cent\b|por ciento\b|por cento\b|pct\b)")
_MONEY_AFTER = re.compile(
    r"\s?(?:(?:de|of) )?(€|\$|£|r\$|(?:euros?|eur|dollars?|dolares|usd|pounds?|gbp|libras|reais|brl|pesos?|mxn|ars)\b)"
)
_MONEY_BEFORE = re.compile(r"(€|£|r\$|us\$|\$|\beur|\busd|\bgbp|\bbrl|\bmxn)\s?$")
_RANGE = re.compile(r"\s*(?:%|percent)?\s*(?:to|a|al|ate|ao|para|hasta|until|-|y|e|and|or|o|ou|→|->)\s*")
_DOWN_FROM = re.compile(r"\s*(?:%|percent)?,?\s*(?:down|up)?\s*(?:from|desde|de)\s*")
_CORRECTION = re.compile(rf"\b{any_cue('correction_cues')}\b")
_CURRENCY = {
    "€": "eur", "euro": "eur", "euros": "eur", "eur": "eur", "£": "gbp", "pound": "gbp", "pounds": "gbp",
    "gbp": "gbp", "libras": "gbp", "r$": "brl", "reais": "brl", "brl": "brl", "$": "$", "us$": "usd",
    "dollar": "usd", "dollars": "usd", "dolares": "usd", "usd": "usd", "peso": "mxn", "pesos": "mxn",
    "mxn": "mxn", "ars": "mxn",
}  # fmt: skip


@dataclass(frozen=True)
class Number:
    """A number and where it stands. `other` is a second reading; `doubtful` words may not be numbers at all."""

    value: float
    start: int
    end: int
    percent: bool = False
    currency: str | None = None
    other: float | None = None
    doubtful: bool = False

    def equals(self, value: float) -> bool:
        return self.value == value or self.other == value


@dataclass
class _Spoken:
    """A number being read word by word."""

    start: int
    end: int
    first: str
    total: float = 0
    current: float = 0
    words: int = 1
    joined: bool = False

    def accepts(self, value: int) -> bool:
        """Whether a word below a thousand can continue this number (twenty + one, but not twenty + sixteen)."""
        if value >= 100:
            return self.current == 0
        rest = self.current % 100
        if rest == 0:
            return self.current == 0 or self.current >= 100
        return rest >= 20 and rest % 10 == 0 and 0 < value < 10

    def value(self) -> float:
        return self.total + self.current


def find_numbers(text: str, language: Locale) -> tuple[Number, ...]:
    """Every number of a folded text, in order; numbers that the speaker took back are left out."""
    found = _with_units(text, [*_digits(text), *_words(text, language)])
    return tuple(_without_corrected(text, found))


def _digits(text: str) -> list[Number]:
    spaced = {match.start(): match for match in _SPACED.finditer(text)}
    numbers: list[Number] = []
    covered = 0
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text):
        if match.start() < covered:
            continue
        whole = spaced.get(match.start(), match)
        covered = whole.end()
        numbers.extend(_scaled(text, number) for number in _digit_values(whole))
    return numbers


def _digit_values(match: re.Match[str]) -> list[Number]:
    said = match.group().replace(" ", "")
    plain = _plain_digits(said) if not said.isdigit() else said
    if plain is not None:
        return [Number(_as_float(plain), match.start(), match.end())]
    return [
        Number(_as_float(part.group()), match.start() + part.start(), match.start() + part.end())
        for part in re.finditer(r"\d+", match.group())
    ]


def _as_float(digits: str) -> float:
    try:
        return float(digits[:300])
    except ValueError:
        return 0.0


def _plain_digits(said: str) -> str | None:
    """Digits with a point for decimals, or None when the marks make no number (10.12.2016)."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", said):
        return said.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", said):
        return said.replace(",", "")
    if re.fullmatch(r"\d+[.,]\d+", said):
        return said.replace(",", ".")
    return None


def _scaled(text: str, number: Number) -> Number:
    """The number times the k, M, thousand or million right after it."""
    match = _SCALED.match(text, number.end)
    if match is None:
        return number
    short = match.group(1) or match.group(2)
    if short == "m":
        money = _MONEY_BEFORE.search(text, max(number.start - 6, 0), number.start) is not None
        scaled = replace(number, value=number.value * 1e6, end=match.end())
        return scaled if money else replace(number, other=number.value * 1e6, end=match.end())
    factor = {"k": 1e3, "bn": 1e9, "b": 1e9}.get(short, 1e6) if short else float(_SCALES[match.group(3)])
    other = number.value if short == "mm" else None
    return replace(number, value=_tidy(number.value * factor), end=match.end(), other=other)


def _tidy(value: float) -> float:
    return round(value, 6) if abs(value) < 1e15 else value


def _words(text: str, language: Locale) -> list[Number]:
    numbers: list[Number] = []
    spoken: _Spoken | None = None
    previous = ""
    end = -1
    for match in _PART.finditer(text):
        adjacent = text[end : match.start()] in {" ", "-"}
        if spoken is None or not adjacent or not _extended(spoken, match):
            _close(spoken, numbers, language)
            spoken = _begun(text, match, previous)
        previous, end = match.group(), match.end()
    _close(spoken, numbers, language)
    return numbers


def _begun(text: str, match: re.Match[str], previous: str) -> _Spoken | None:
    word = match.group()
    if word in _SMALL and not (previous in {"por", "per"} and word in {"ciento", "cento"}):
        return _Spoken(match.start(), match.end(), first=word, current=_SMALL[word])
    if word in _SCALES and word not in {"docenas", "duzias"} and not previous[:1].isdigit():
        half = _HALF.search(text, max(match.start() - 8, 0), match.start()) is not None
        return _Spoken(match.start(), match.end(), first=word, total=_SCALES[word] * (0.5 if half else 1))
    return None


def _extended(number: _Spoken, match: re.Match[str]) -> bool:
    """Add a word to a number when it belongs to it; tells whether it did."""
    word = match.group()
    if word in _JOINERS and not number.joined:
        number.joined = word != "and" or number.value() >= 100
        return number.joined
    if word in _SMALL and number.accepts(_SMALL[word]):
        number.current += _SMALL[word]
    elif word in _SCALES and number.value() > 0 and not number.joined:
        _multiply(number, _SCALES[word])
    else:
        return False
    number.end, number.joined, number.words = match.end(), False, number.words + 1
    return True


def _multiply(number: _Spoken, scale: int) -> None:
    if number.current and scale in (12, 100):
        number.current *= scale
    elif number.current:
        number.total += number.current * scale
        number.current = 0
    else:
        number.total *= scale


def _close(number: _Spoken | None, numbers: list[Number], language: Locale) -> None:
    if number is None:
        return
    table = TABLES[language]
    usual = number.first in table.small_numbers and number.first not in table.doubtful_numbers
    doubtful = number.words == 1 and number.first in _AMBIGUOUS and not usual
    numbers.append(Number(float(number.value()), number.start, number.end, doubtful=doubtful))


def _with_units(text: str, found: list[Number]) -> list[Number]:
    ordered = [_with_unit(text, number) for number in sorted(found, key=lambda number: number.start)]
    for position, (left, right) in enumerate(pairwise(ordered)):
        gap = text[left.end : right.start]
        if len(gap) > 24 or not (_RANGE.fullmatch(gap) or _DOWN_FROM.fullmatch(gap)):
            continue
        percent = left.percent or right.percent
        currency = left.currency or right.currency
        ordered[position] = replace(left, percent=percent, currency=left.currency or currency)
        ordered[position + 1] = replace(right, percent=percent, currency=right.currency or currency)
    return ordered


def _with_unit(text: str, number: Number) -> Number:
    percent = _PERCENT.match(text, number.end)
    if percent:
        return replace(number, percent=True)
    money = _MONEY_BEFORE.search(text, max(number.start - 6, 0), number.start)
    money = money or _MONEY_AFTER.match(text, number.end)
    return replace(number, currency=_CURRENCY[money.group(1)]) if money else number


def _without_corrected(text: str, found: list[Number]) -> list[Number]:
    dropped = {
        left.start
        for left, right in pairwise(found)
        if corrected_between(text, left.end, right.start) and not left.doubtful
    }
    return [number for number in found if number.start not in dropped]


def corrected_between(text: str, start: int, end: int) -> bool:
    """Whether the speaker took back what stands before `start` and said it anew at `end` ("no, wait")."""
    gap = text[start:end]
    return 0 < len(gap) <= 40 and len(gap.split()) <= 6 and _CORRECTION.search(gap) is not None


def same_money(claimed: str | None, said: str | None) -> bool:
    """Whether two currencies can be the same; a bare dollar sign stands for dollars and pesos."""
    if claimed is None or claimed == said:
        return True
    return "$" in {claimed, said} and {claimed, said} <= {"$", "usd", "mxn"}
