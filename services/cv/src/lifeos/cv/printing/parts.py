"""Values out of a JSON Resume whose quality is unknown: clean text, and nothing where there is none."""

import re
from typing import Any, cast

Part = dict[str, Any]


def paragraphs_of(part: Part, key: str) -> tuple[str, ...]:
    """The lines of a text, each cleaned; a CV shows them as paragraphs."""
    value = part.get(key)
    lines = (clean_text(line) for line in value.splitlines()) if isinstance(value, str) else ()
    return tuple(line for line in lines if line)


def text_of(part: Part, key: str) -> str:
    """A text as one clean line; empty when absent or of another type."""
    value = part.get(key)
    return clean_text(value) if isinstance(value, str) else ""


def texts_of(part: Part, key: str) -> tuple[str, ...]:
    """A list of texts without blanks; empty when absent or of another type."""
    items = part.get(key)
    if not isinstance(items, list):
        return ()
    texts = (clean_text(item) for item in cast("list[Any]", items) if isinstance(item, str))
    return tuple(text for text in texts if text)


def part_of(document: Part, key: str) -> Part:
    """An object inside the document; empty when absent or of another type."""
    value = document.get(key)
    return cast("Part", value) if isinstance(value, dict) else {}


def parts_of(document: Part, key: str) -> list[Part]:
    """The objects of a list; whatever else stands in the list is left out."""
    items = document.get(key)
    if not isinstance(items, list):
        return []
    return [cast("Part", item) for item in cast("list[Any]", items) if isinstance(item, dict)]


def shown_url(url: str) -> str:
    """A web address as people write it: without scheme, `www.` and closing slash."""
    return re.sub(r"^(https?://)?(www\.)?", "", url, flags=re.IGNORECASE).rstrip("/")


def clean_text(text: str) -> str:
    """One line, without what no font draws and readers stumble on: controls, private-use icons, ligatures."""
    return " ".join(_UNPRINTABLE.sub("", text).translate(_LIGATURES).split())


_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ue000-\uf8ff\ufffc-\uffff\ud800-\udfff]"
)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
