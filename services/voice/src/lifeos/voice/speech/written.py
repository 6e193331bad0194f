"""What the engine spells out, as people write it: years, amounts, shares, telephone numbers, addresses."""

import re

from text_to_num import alpha2digit

_YEAR_IN_HALVES = re.compile(r"\b(1[89]|20) (?:(\d\d)|oh (\d))\b(?! ?%| percent)")
_PERCENT = re.compile(r"\b(\d[\d.,]*) per ?cent\b", re.IGNORECASE)
_ONE_BY_ONE = re.compile(r"\b\d(?:[ ,]+\d){5,}\b")
_WORD = r"[\w-]+(?: (?:dot|underscore|dash) [\w-]+)*"
_ADDRESS = re.compile(rf"\b({_WORD}) at ([\w-]+(?: dot [\w-]+)* dot [a-z]{{2,6}})\b", re.IGNORECASE)
_NO_NAMES = re.compile(
    r"^(?:me|us|is|was|am|are|it|him|her|them|work|worked|working|look|find|reach|mail|e-mail|email|write|available)$",
    re.IGNORECASE,
)
_SIGNS = {" dot ": ".", " underscore ": "_", " dash ": "-"}


def as_written(text: str) -> str:
    """The text with its numbers in digits and its e-mail addresses joined. English only."""
    text = alpha2digit(text, "en")
    text = _YEAR_IN_HALVES.sub(lambda found: found[1] + (found[2] or f"0{found[3]}"), text)
    text = _PERCENT.sub(r"\1%", text)
    text = _ONE_BY_ONE.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    return _ADDRESS.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    """An address as it is typed; a sentence such as "worked at acme dot com" stays one."""
    if _NO_NAMES.match(found[1]):
        return found[0]
    whole = f"{found[1]}@{found[2]}".lower()
    for spoken, sign in _SIGNS.items():
        whole = whole.replace(spoken, sign)
    return whole
