"""JSON Pointers of a document: its leaves, and what kind of value each one is."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast

FieldKind = Literal[
    "name", "employer", "institution", "date", "end_date", "email", "phone", "url", "location", "skill", "language",
    "fluency", "degree", "title", "label", "certificate", "number", "text", "summary",
]  # fmt: skip
"""What rules a value is checked by. `label` is a title that may also be one the person is looking for; a
`summary` may draw each sentence from all the words, where `text` must find it in one place."""

NO_CLAIMS = frozenset(("$schema", "meta"))
"""Top-level keys that say nothing about the person."""

_BY_PATH: tuple[tuple[str, FieldKind], ...] = (
    (r"/basics/name", "name"),
    (r"/basics/summary", "summary"),
    (r"/basics/label", "label"),
    (r"/basics/profiles/\d+/network", "employer"),
    (r"/basics/profiles/\d+/username", "name"),
    (r"/basics/location(/\w+)?|.*/location", "location"),
    (r"/work/\d+/name|/projects/\d+/(name|entity)|/volunteer/\d+/organization", "employer"),
    (r"/education/\d+/institution|.*/(issuer|awarder|publisher)", "institution"),
    (r"/education/\d+/(area|studyType)", "degree"),
    (r"/education/\d+/score", "number"),
    (r"/education/\d+/courses/\d+|/certificates/\d+/name|/awards/\d+/title|/publications/\d+/name", "certificate"),
    (r"/skills/\d+(/name)?|/(skills|projects|interests)/\d+/keywords/\d+|/interests/\d+(/name)?", "skill"),
    (r"/skills/\d+/level|/languages/\d+/fluency", "fluency"),
    (r"/languages/\d+(/language)?", "language"),
    (r"/references/\d+/name", "name"),
    (r"/projects/\d+/roles/\d+", "title"),
)  # fmt: skip

_BY_KEY: Mapping[str, FieldKind] = {
    "email": "email", "phone": "phone", "url": "url", "image": "url", "startDate": "date", "date": "date",
    "releaseDate": "date", "endDate": "end_date", "position": "title", "title": "title", "employer": "employer",
    "institution": "institution", "degree": "degree", "language": "language", "fluency": "fluency",
}  # fmt: skip


def kind_of(pointer: str) -> FieldKind:
    """The kind of the value at a JSON Resume pointer; `text` for whatever is not known."""
    for pattern, kind in _BY_PATH:
        if re.fullmatch(pattern, pointer):
            return kind
    return _BY_KEY.get(pointer.rpartition("/")[2], "text")


def leaves(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every string of a document that claims something, with its JSON Pointer, in document order."""
    for key, value in document.items():
        if key not in NO_CLAIMS:
            yield from _leaves(f"/{_escaped(key)}", value)


def _leaves(pointer: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value.strip():
            yield pointer, value
    elif isinstance(value, dict):
        for key, item in cast("dict[str, Any]", value).items():
            yield from _leaves(f"{pointer}/{_escaped(str(key))}", item)
    elif isinstance(value, list):
        for place, item in enumerate(cast("list[Any]", value)):
            yield from _leaves(f"{pointer}/{place}", item)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def sibling(document: Mapping[str, Any], pointer: str, key: str) -> str | None:
    """The string beside a leaf under another key, or None."""
    place: Any = document
    for part in pointer.split("/")[1:-1]:
        name = part.replace("~1", "/").replace("~0", "~")
        place = cast("list[Any]", place)[int(name)] if isinstance(place, list) else place[name]
    value = cast("dict[str, Any]", place).get(key) if isinstance(place, dict) else None
    return value if isinstance(value, str) else None
