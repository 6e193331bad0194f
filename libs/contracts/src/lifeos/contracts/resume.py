"""JSON Resume 1.3.1 as strict models: the CV contract.

The schema (vendored beside this file, MIT) requires nothing and accepts month 19. These models hold what a CV
needs: real months, an end not before its start, no empty strings, no unknown keys lost on the way through.
"""

import re
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

PRESENT = "present"
"""A job's end in the ledger while it goes on. JSON Resume leaves endDate out instead."""


def is_date(value: str) -> bool:
    """Whether it is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` with a real month and day."""
    return bool(re.fullmatch(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value))


def _real_date(value: str) -> str:
    if not is_date(value):
        raise ValueError("a date is YYYY, YYYY-MM or YYYY-MM-DD with a real month and day")
    return value


ResumeDate = Annotated[str, AfterValidator(_real_date)]
Text = Annotated[str, Field(min_length=1)]


class ResumePart(BaseModel):
    """Keeps keys it does not know, so that import and export lose nothing."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Period(ResumePart):
    startDate: ResumeDate | None = None  # noqa: N815 (JSON Resume's own name)
    endDate: ResumeDate | None = None  # noqa: N815

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        start, end = self.startDate, self.endDate
        if start and end and end[: len(start)] < start[: len(end)]:
            raise PydanticCustomError(
                "ends_before_it_starts",
                "it ends ({end}) before it starts ({start})",
                {"end": end, "start": start},
            )
        return self


class Location(ResumePart):
    address: Text | None = None
    postalCode: Text | None = None  # noqa: N815
    city: Text | None = None
    countryCode: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None  # noqa: N815
    region: Text | None = None


class Profile(ResumePart):
    network: Text | None = None
    username: Text | None = None
    url: Text | None = None


class Basics(ResumePart):
    name: Text | None = None
    label: Text | None = None
    image: Text | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    phone: Text | None = None
    url: Text | None = None
    summary: Text | None = None
    location: Location | None = None
    profiles: list[Profile] = []


class Work(Period):
    name: Text | None = None
    location: Text | None = None
    description: Text | None = None
    position: Text | None = None
    url: Text | None = None
    summary: Text | None = None
    highlights: list[Text] = []


class Volunteer(Period):
    organization: Text | None = None
    position: Text | None = None
    url: Text | None = None
    summary: Text | None = None
    highlights: list[Text] = []


class Education(Period):
    institution: Text | None = None
    url: Text | None = None
    area: Text | None = None
    studyType: Text | None = None  # noqa: N815
    score: Text | None = None
    courses: list[Text] = []


class Award(ResumePart):
    title: Text | None = None
    date: ResumeDate | None = None
    awarder: Text | None = None
    summary: Text | None = None


class Certificate(ResumePart):
    name: Text | None = None
    date: ResumeDate | None = None
    url: Text | None = None
    issuer: Text | None = None


class Publication(ResumePart):
    name: Text | None = None
    publisher: Text | None = None
    releaseDate: ResumeDate | None = None  # noqa: N815
    url: Text | None = None
    summary: Text | None = None


class Skill(ResumePart):
    name: Text | None = None
    level: Text | None = None
    keywords: list[Text] = []


class Language(ResumePart):
    language: Text | None = None
    fluency: Text | None = None


class Interest(ResumePart):
    name: Text | None = None
    keywords: list[Text] = []


class Reference(ResumePart):
    name: Text | None = None
    reference: Text | None = None


class Project(Period):
    name: Text | None = None
    description: Text | None = None
    highlights: list[Text] = []
    keywords: list[Text] = []
    url: Text | None = None
    roles: list[Text] = []
    entity: Text | None = None
    type: Text | None = None


class Resume(ResumePart):
    """A CV. Everything may be absent while drafting; approval and export are where strictness lies."""

    basics: Basics = Basics()
    work: list[Work] = []
    volunteer: list[Volunteer] = []
    education: list[Education] = []
    awards: list[Award] = []
    certificates: list[Certificate] = []
    publications: list[Publication] = []
    skills: list[Skill] = []
    languages: list[Language] = []
    interests: list[Interest] = []
    references: list[Reference] = []
    projects: list[Project] = []

    def as_json(self) -> dict[str, Any]:
        """The document as JSON Resume writes it: nothing null, nothing empty."""
        return _without_blanks(self.model_dump(mode="json", exclude_none=True))


def _without_blanks(value: Any) -> Any:
    blanks: tuple[Any, ...] = (None, "", [], {})
    if isinstance(value, dict):
        parts = cast("dict[str, Any]", value)
        kept = {key: _without_blanks(item) for key, item in parts.items()}
        return {key: item for key, item in kept.items() if item not in blanks}
    if isinstance(value, list):
        return [item for item in map(_without_blanks, cast("list[Any]", value)) if item not in blanks]
    return value
