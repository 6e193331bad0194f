"""The lists of the document: which entries each shows, and which of its fields takes which claim."""

from dataclasses import dataclass

from lifeos.contracts.resume import (
    Award,
    Certificate,
    Education,
    Interest,
    Language,
    Project,
    ResumePart,
    Skill,
    Volunteer,
    Work,
)
from lifeos.contracts.words import MemoryKind
from lifeos.grounding.ledger.facts import Entry, Profile


@dataclass(frozen=True)
class Section:
    """A list of the document: which model it has, and which field of it takes which claim."""

    name: str
    kind: MemoryKind
    model: type[ResumePart]
    fields: dict[str, str]
    capital: frozenset[str] = frozenset()


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


SECTIONS = (
    Section(
        "work", "job", Work,
        _same("name", "position", "location", "description", "summary", "url", "startDate", "endDate"),
        frozenset({"position", "summary", "description"}),
    ),
    Section(
        "volunteer", "volunteer", Volunteer,
        {"name": "organization"} | _same("position", "summary", "url", "startDate", "endDate"),
        frozenset({"position", "summary"}),
    ),
    Section(
        "education", "education", Education,
        _same("institution", "studyType", "area", "score", "url", "startDate", "endDate"),
        frozenset({"studyType", "area"}),
    ),
    Section(
        "awards", "award", Award,
        {"name": "title", "issuer": "awarder"} | _same("date", "summary"),
    ),
    Section(
        "certificates", "certificate", Certificate, _same("name", "date", "issuer", "url"), frozenset({"name"})
    ),
    Section("skills", "skill", Skill, _same("name", "level")),
    Section("languages", "language", Language, _same("language", "fluency"), frozenset({"language"})),
    Section("interests", "interest", Interest, _same("name")),
    Section(
        "projects", "project", Project,
        _same("name", "description", "entity", "type", "url", "startDate", "endDate"),
        frozenset({"description"}),
    ),
)  # fmt: skip


def entries_of(known: Profile, section: Section) -> tuple[Entry, ...]:
    """The entries of the person that a section shows."""
    by_kind: dict[MemoryKind, tuple[Entry, ...]] = {
        "job": known.jobs,
        "volunteer": known.volunteer,
        "education": known.education,
        "award": known.awards,
        "certificate": known.certificates,
        "skill": known.skills,
        "language": known.languages,
        "interest": known.interests,
        "project": known.projects,
    }
    return by_kind[section.kind]
