"""What a reader must find: taken from the document itself, so that a value the layout dropped is noticed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lifeos.contracts.words import Locale
from lifeos.cv.printing.parts import clean_text, part_of, parts_of, shown_url, text_of
from lifeos.cv.words import date_text, period_text

_PERIOD = ("startDate", "endDate")
PRINTED: dict[str, tuple[str, ...]] = {
    "basics": ("name", "label", "email", "phone", "url", "summary", "location", "profiles"),
    "location": ("address", "postalCode", "city", "region", "countryCode"),
    "profiles": ("network", "username", "url"),
    "work": ("name", "position", "location", "description", "summary", "highlights", "url", *_PERIOD),
    "volunteer": ("organization", "position", "location", "summary", "highlights", "url", *_PERIOD),
    "education": ("institution", "studyType", "area", "score", "courses", "url", *_PERIOD),
    "projects": (
        "name", "description", "roles", "entity", "type", "keywords", "highlights", "url", *_PERIOD,
    ),
    "awards": ("title", "date", "awarder", "summary"),
    "certificates": ("name", "date", "issuer", "url"),
    "publications": ("name", "publisher", "releaseDate", "url", "summary"),
    "skills": ("name", "level", "keywords"),
    "languages": ("language", "fluency"),
    "interests": ("name", "keywords"),
    "references": ("name", "reference"),
}  # fmt: skip
"""The values of JSON Resume that a CV shows. Pictures, `meta` and keys outside the schema are not shown."""

SECTIONS = tuple(key for key in PRINTED if key not in ("basics", "location", "profiles"))
_DATES = {*_PERIOD, "date", "releaseDate"}


@dataclass(frozen=True)
class Job:
    """A job as the document has it; `when` is its period in print, dates are `YYYY` or `YYYY-MM`."""

    company: str
    title: str
    when: str
    start: str
    end: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """Everything to look for."""

    name: str
    email: str
    phone: str
    texts: tuple[str, ...]
    jobs: tuple[Job, ...]
    sections: tuple[str, ...]
    side_words: tuple[str, ...]


def expected_of(document: dict[str, Any], language: Locale) -> Expected:
    """Collect what the printed file must contain."""
    basics = part_of(document, "basics")
    texts = [*_texts("basics", basics, language)]
    for key in SECTIONS:
        for part in parts_of(document, key):
            texts += _texts(key, part, language)
    filled = [
        key
        for key in SECTIONS
        if any(True for part in parts_of(document, key) for _ in _texts(key, part, language))
    ]
    summary = ["summary"] if text_of(basics, "summary") else []
    side = [text for key in ("skills", "languages") for part in parts_of(document, key)
            for text in _texts(key, part, language)]  # fmt: skip
    return Expected(
        name=text_of(basics, "name"),
        email=text_of(basics, "email"),
        phone=text_of(basics, "phone"),
        texts=tuple(dict.fromkeys(texts)),
        jobs=tuple(_job(part, language) for part in parts_of(document, "work")),
        sections=tuple(summary + filled),
        side_words=tuple(side),
    )


def _job(part: dict[str, Any], language: Locale) -> Job:
    start, end = text_of(part, "startDate"), text_of(part, "endDate")
    return Job(
        company=text_of(part, "name"),
        title=text_of(part, "position"),
        when=period_text(start, end, language),
        start=start[:7],
        end=end[:7],
        points=tuple(_lines("highlights", part.get("highlights"), language)),
    )


def _texts(kind: str, part: dict[str, Any], language: Locale) -> Iterator[str]:
    for key in PRINTED[kind]:
        value = part.get(key)
        if key in PRINTED:
            for item in parts_of(part, key) or [part_of(part, key)]:
                yield from _texts(key, item, language)
        if not isinstance(value, dict):
            yield from _lines(key, value, language)


def _lines(key: str, value: Any, language: Locale) -> Iterator[str]:
    """Each line of a value as it is shown."""
    items = cast("list[Any]", value) if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str):
            for line in map(clean_text, item.splitlines()):
                shown = (
                    date_text(line, language) if key in _DATES else shown_url(line) if key == "url" else line
                )
                if shown:
                    yield shown
