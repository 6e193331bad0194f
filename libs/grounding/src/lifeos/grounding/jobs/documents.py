"""Job descriptions as JSON: JSON Resume's job schema, written out as the advert that it stands for.

https://github.com/jsonresume/resume-schema, `job-schema.json`: title, company, type, date, description, location, remote,
salary, experience, responsibilities, qualifications, skills (name, level, keywords). The schema demands none of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from lifeos.contracts.words import Locale
from lifeos.grounding.fold import folded
from lifeos.grounding.jobs.adverts import ADDRESSED, DATED, SELF, find_advert
from lifeos.grounding.jobs.reading import read_posting
from lifeos.grounding.language import language_of

_HEADINGS: Mapping[Locale, tuple[str, str]] = {
    "en": ("Responsibilities", "Requirements"),
    "es": ("Responsabilidades", "Requisitos"),
    "pt": ("Responsabilidades", "Requisitos"),
}
ASKED = ("qualifications", "skills", "responsibilities", "experience")
"""A JSON object with a title and one of these is a job description, and no CV."""
FEWEST_ASKED = 3
"""Requirements of a short advert."""


@dataclass(frozen=True)
class JobDocument:
    """The text that is kept, and what the document itself says of title and company."""

    text: str
    title: str
    company: str


def job_document(text: str) -> JobDocument | None:
    """The job that a JSON text describes; None when it is no job description."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    fields = cast("dict[str, Any]", value)
    title = _text(fields.get("title"))
    if not title or "basics" in fields or not any(fields.get(name) for name in ASKED):
        return None
    return JobDocument("\n".join(_lines(fields)), title, _text(fields.get("company")))


def is_advert(text: str) -> bool:
    """Whether a file holds a job description rather than somebody's CV: the whole of it, so a short one will do."""
    return bool(job_document(text) or find_advert(text) or _is_short_advert(text))


def _is_short_advert(text: str) -> bool:
    plain = folded(text)
    own = SELF.search(plain) or DATED.search(plain)
    return not own and bool(ADDRESSED.search(plain)) and len(read_posting(text).requirements) >= FEWEST_ASKED


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    told = _text(fields.get("description"))
    duties, asked = _HEADINGS[language_of(" ".join([told, *_listed(fields, "qualifications")]))]
    facts = [
        _place(fields.get("location")),
        _text(fields.get("type")),
        _text(fields.get("remote")),
        _text(fields.get("salary")),
    ]
    yield _text(fields.get("title"))
    yield from (
        line
        for line in (_text(fields.get("company")), " · ".join(fact for fact in facts if fact), told)
        if line
    )
    if own := _listed(fields, "responsibilities"):
        yield from ("", duties, *(f"- {each}" for each in own))
    wanted = [
        *_listed(fields, "qualifications"),
        *_skills(fields),
        *filter(None, [_text(fields.get("experience"))]),
    ]
    if wanted:
        yield from ("", asked, *(f"- {each}" for each in wanted))


def _listed(fields: Mapping[str, Any], name: str) -> list[str]:
    value = fields.get(name)
    return (
        [text for each in cast("list[Any]", value) if (text := _text(each))]
        if isinstance(value, list)
        else []
    )


def _skills(fields: Mapping[str, Any]) -> list[str]:
    """Each skill with its level and keywords: "SQL, advanced: window functions"."""
    found: list[str] = []
    value = fields.get("skills")
    for each in cast("list[Any]", value) if isinstance(value, list) else []:
        skill = cast("Mapping[str, Any]", each) if isinstance(each, dict) else {"name": each}
        named = ", ".join(part for part in (_text(skill.get("name")), _text(skill.get("level"))) if part)
        more = ", ".join(_listed(skill, "keywords"))
        found += [": ".join(part for part in (named, more) if part)] if named or more else []
    return found


def _place(value: Any) -> str:
    if not isinstance(value, dict):
        return _text(value)
    fields = cast("Mapping[str, Any]", value)
    return ", ".join(part for name in ("city", "region", "countryCode") if (part := _text(fields.get(name))))


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
