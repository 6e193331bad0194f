"""Facts from files that say themselves what is what: JSON Resume, Reactive Resume, LinkedIn's export."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID, uuid5

from lifeos.contracts.memory import Claim, Evidence, Memory
from lifeos.contracts.resume import PRESENT
from lifeos.contracts.words import MemoryKind

Part = Mapping[str, Any]
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_PERIODS = frozenset({"job", "volunteer", "education", "project"})


@dataclass
class Facts:
    """Memories and the readable text that their evidence points into, made together."""

    file_id: UUID
    person_id: UUID
    lines: list[str] = field(default_factory=list[str])
    memories: list[Memory] = field(default_factory=list[Memory])

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def add(self, kind: MemoryKind, about: UUID | None = None, **values: Any) -> UUID | None:
        """One fact on a line of its own; blank values say nothing. Returns its id, None when nothing was said."""
        said = {
            name: _clean(value) for name, value in values.items() if isinstance(value, str) and _clean(value)
        }
        if not said:
            return None
        start = sum(len(line) + 1 for line in self.lines)
        line, claims = "", dict[str, Claim]()
        for name, value in said.items():
            line += " · " if line else ""
            at = start + len(line)
            evidence = Evidence(source="file", id=str(self.file_id), start=at, end=at + len(value))
            claims[name] = Claim(value=value, status="verbatim", evidence=[evidence])
            line += value
        if kind in _PERIODS and "startDate" in claims and "endDate" not in claims:
            claims["endDate"] = Claim(value=PRESENT, status="reworded", evidence=claims["startDate"].evidence)
        self.lines.append(line)
        memory = Memory(
            id=uuid5(self.file_id, f"{kind}:{len(self.memories)}:{line}"), kind=kind, about=about, claims=claims, quote=line,
            turn_id=self.file_id, session_id=self.person_id,
        )  # fmt: skip
        self.memories.append(memory)
        return memory.id


def _clean(value: str) -> str:
    return " ".join(re.sub(r"<[^<>]{1,200}>", " ", value).split())


def from_json_resume(document: Part, facts: Facts) -> None:
    """Every part of a JSON Resume that a memory can hold, under its own names."""
    _basics(_part(document, "basics"), facts)
    _with_results(document, facts)
    for entry in _parts(document, "education"):
        facts.add(
            "education", institution=entry.get("institution"), studyType=entry.get("studyType"), area=entry.get("area"),
            startDate=entry.get("startDate"), endDate=entry.get("endDate"),
        )  # fmt: skip
    for entry in _parts(document, "skills"):
        for name in _texts(entry, "keywords") or [str(entry.get("name", ""))]:
            facts.add("skill", name=name)
    for entry in _parts(document, "languages"):
        facts.add("language", language=entry.get("language"), fluency=entry.get("fluency"))
    for entry in _parts(document, "certificates"):
        facts.add("certificate", name=entry.get("name"), issuer=entry.get("issuer"), date=entry.get("date"))
    for entry in _parts(document, "awards"):
        facts.add("award", name=entry.get("title"), issuer=entry.get("awarder"), date=entry.get("date"))
    for entry in _parts(document, "interests"):
        facts.add("interest", name=entry.get("name"))


def _basics(basics: Part, facts: Facts) -> None:
    place = _part(basics, "location")
    facts.add("name", value=basics.get("name"))
    facts.add("target", value=basics.get("label"))
    facts.add("email", value=basics.get("email"))
    facts.add("phone", value=basics.get("phone"))
    facts.add("location", value=", ".join(str(place[key]) for key in ("city", "region") if place.get(key)))
    for link in (basics, *_parts(basics, "profiles")):
        facts.add("link", value=link.get("url"))
    facts.add("summary", text=basics.get("summary"))


def _with_results(document: Part, facts: Facts) -> None:
    """Jobs, volunteering and projects, each with its lines."""
    kinds: tuple[tuple[MemoryKind, str, str], ...] = (
        ("job", "work", "name"), ("volunteer", "volunteer", "organization"), ("project", "projects", "name"),
    )  # fmt: skip
    for kind, key, name in kinds:
        for entry in _parts(document, key):
            place = entry.get("location")
            about = facts.add(
                kind, name=entry.get(name), position=entry.get("position"), location=place if isinstance(place, str) else None,
                startDate=entry.get("startDate"), endDate=entry.get("endDate"),
            )  # fmt: skip
            for text in (entry.get("summary"), entry.get("description"), *_texts(entry, "highlights")):
                facts.add("highlight", about, text=text)


def from_reactive_resume(document: Part) -> dict[str, Any]:
    """Reactive Resume's JSON as JSON Resume. Hidden items are left out."""
    basics, sections = _part(document, "basics"), _part(document, "sections")

    def items(name: str) -> list[Part]:
        return [
            item
            for item in _parts(_part(sections, name), "items")
            if item.get("visible", True) and not item.get("hidden")
        ]

    def period(item: Part) -> dict[str, str]:
        return _period(str(item.get("date") or item.get("period") or ""))

    return {
        "basics": {
            "name": basics.get("name"), "label": basics.get("headline"), "email": basics.get("email"), "phone": basics.get("phone"),
            "location": {"city": basics.get("location")}, "summary": _part(sections, "summary").get("content") or _part(document, "summary").get("content"),
        },
        "work": [{"name": i.get("company"), "position": i.get("position"), "summary": i.get("summary") or i.get("description"), **period(i)} for i in items("experience")],
        "volunteer": [{"organization": i.get("organization"), "position": i.get("position"), "summary": i.get("summary") or i.get("description"), **period(i)} for i in items("volunteer")],
        "projects": [{"name": i.get("name"), "description": i.get("description"), **period(i)} for i in items("projects")],
        "education": [{"institution": i.get("institution") or i.get("school"), "studyType": i.get("studyType") or i.get("degree"), "area": i.get("area"), **period(i)} for i in items("education")],
        "skills": [{"name": i.get("name"), "keywords": i.get("keywords")} for i in items("skills")],
        "languages": [{"language": i.get("name") or i.get("language"), "fluency": i.get("description") or i.get("fluency")} for i in items("languages")],
        "certificates": [{"name": i.get("name") or i.get("title"), "issuer": i.get("issuer")} for i in items("certifications")],
        "awards": [{"title": i.get("title"), "awarder": i.get("awarder")} for i in items("awards")],
    }  # fmt: skip


def from_linkedin(tables: Mapping[str, str]) -> dict[str, Any]:
    """LinkedIn's export as JSON Resume."""

    def rows(name: str) -> list[dict[str, str]]:
        found = csv.DictReader(io.StringIO(tables.get(name, "")))
        return [
            {str(key): (value or "").strip() for key, value in row.items() if isinstance(value, str)}
            for row in found
        ]

    profile = (rows("profile") or [{}])[0]
    emails = rows("email addresses")
    main = next(
        (row for row in emails if row.get("Primary", "").lower() in ("yes", "true")), (emails or [{}])[0]
    )
    return {
        "basics": {
            "name": " ".join(filter(None, (profile.get("First Name"), profile.get("Last Name")))), "label": profile.get("Headline"),
            "email": main.get("Email Address"), "location": {"city": profile.get("Geo Location")}, "summary": profile.get("Summary"),
        },
        "work": [
            {"name": r.get("Company Name"), "position": r.get("Title"), "location": r.get("Location"), "summary": r.get("Description"),
             "startDate": _date(r.get("Started On", "")), "endDate": _date(r.get("Finished On", ""))}
            for r in rows("positions")
        ],
        "education": [
            {"institution": r.get("School Name"), "studyType": r.get("Degree Name"), "startDate": _date(r.get("Start Date", "")), "endDate": _date(r.get("End Date", ""))}
            for r in rows("education")
        ],
        "skills": [{"name": r.get("Name")} for r in rows("skills")],
        "languages": [{"language": r.get("Name"), "fluency": r.get("Proficiency")} for r in rows("languages")],
        "certificates": [{"name": r.get("Name"), "issuer": r.get("Authority"), "date": _date(r.get("Started On", ""))} for r in rows("certifications")],
    }  # fmt: skip


def _date(text: str) -> str:
    """LinkedIn's dates ("Mar 2021", "2021") as JSON Resume's; blank when it is none."""
    found = re.fullmatch(r"(?:([A-Za-z]{3})[a-z]* )?((?:19|20)\d\d)", text.strip())
    if not found:
        return text.strip() if re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){0,2}", text.strip()) else ""
    month = _MONTHS.get((found[1] or "").lower())
    return f"{found[2]}-{month:02d}" if month else found[2]


def _period(text: str) -> dict[str, str]:
    """ "March 2021 - Present" as two dates."""
    parts = re.split(r"\s+(?:-|–|—|to)\s+", text.strip())
    dates = [_date(part) for part in parts]
    found = {"startDate": dates[0]} if dates and dates[0] else {}
    return found | ({"endDate": dates[1]} if len(dates) > 1 and dates[1] else {})


def _part(part: Part, name: str) -> Part:
    found = part.get(name)
    return cast("Part", found) if isinstance(found, Mapping) else {}


def _parts(part: Part, name: str) -> list[Part]:
    found = part.get(name)
    return (
        [cast("Part", item) for item in cast("Iterable[Any]", found) if isinstance(item, Mapping)]
        if isinstance(found, list)
        else []
    )


def _texts(part: Part, name: str) -> list[str]:
    found = part.get(name)
    return (
        [item for item in cast("Iterable[Any]", found) if isinstance(item, str)]
        if isinstance(found, list)
        else []
    )
