"""A JSON Resume laid out as lines to print: the one reading of the document that every format shares."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from lifeos.contracts.words import Locale
from lifeos.cv.printing.parts import Part, paragraphs_of, part_of, parts_of, shown_url, text_of, texts_of
from lifeos.cv.words import WORDS, date_text, period_text


@dataclass(frozen=True)
class Link:
    """A piece of contact data as text, with the address it leads to when that address is safe."""

    text: str
    href: str | None = None
    at: str = ""
    """JSON Pointers of the values that it shows, or of what they stand in, parted by blanks."""


@dataclass(frozen=True)
class Entry:
    """A job, a degree, a project: who (bold), when, role, place, then words. Empty parts are not printed."""

    who: str = ""
    when: str = ""
    role: str = ""
    place: str = ""
    link: Link | None = None
    notes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    at: "Places" = field(default_factory=lambda: Places(), compare=False)


@dataclass(frozen=True)
class Places:
    """The JSON Pointers behind each part of an entry, parted by blanks; the page marks its claims by them."""

    who: str = ""
    when: str = ""
    role: str = ""
    place: str = ""
    notes: str = ""
    points: str = ""


@dataclass(frozen=True)
class Fact:
    """One line such as `Databases: PostgreSQL, Redis`; the label may be empty."""

    label: str
    text: str


@dataclass(frozen=True)
class Section:
    """A titled part of the CV: either entries or one-line facts."""

    key: str
    title: str
    entries: tuple[Entry, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Everything a printed CV says, in the order it says it."""

    name: str
    label: str
    contacts: tuple[Link, ...]
    links: tuple[Link, ...]
    photo: str | None
    sections: tuple[Section, ...]


def sheet_of(document: Part, language: Locale) -> Sheet:
    """Lay a JSON Resume out. Parts that are absent, empty or of another type than the schema's are left out."""
    basics = part_of(document, "basics")
    summary = Section("summary", WORDS[language].sections["summary"], facts=_summary(basics))
    sections = [summary, *(_section(document, key, language) for key in _ORDER)]
    return Sheet(
        name=text_of(basics, "name"),
        label=text_of(basics, "label"),
        contacts=_contacts(basics),
        links=tuple(_links(basics)),
        photo=_photo(text_of(basics, "image")),
        sections=tuple(section for section in sections if section.entries or section.facts),
    )


def _section(document: Part, key: str, language: Locale) -> Section:
    title = WORDS[language].sections[key]
    parts = parts_of(document, key)
    if key in _FACTS:
        return Section(key, title, facts=tuple(_FACTS[key](parts)))
    laid_out = [_ENTRIES[key](part, language) for part in parts]
    entries = [
        replace(entry, at=_places(entry, key, index))
        for index, entry in enumerate(laid_out)
        if entry != Entry()
    ]
    return Section(key, title, entries=tuple(entries))


def _places(entry: Entry, key: str, index: int) -> Places:
    base = f"/{key}/{index}"
    who, when, role, place = (" ".join(f"{base}/{name}" for name in names.split()) for names in _FIELDS[key])
    notes = " ".join(
        f"{base}/{name}" for name in ("description", "summary", "score", "courses", "keywords", "type")
    )
    return Places(who if entry.role else f"{who} {role}", when, role, place, notes, f"{base}/highlights")


def _contacts(basics: Part) -> tuple[Link, ...]:
    email, phone = text_of(basics, "email"), text_of(basics, "phone")
    home = part_of(basics, "location")
    town = " ".join(filter(None, (text_of(home, "postalCode"), text_of(home, "city"))))
    parts = (text_of(home, "address"), town, text_of(home, "region"), text_of(home, "countryCode"))
    place = ", ".join(dict.fromkeys(filter(None, parts)))
    mail = f"mailto:{email}" if re.fullmatch(r"[\w.+-]+@[\w.-]+", email) else None
    found = (
        Link(email, mail, "/basics/email"),
        Link(phone, None, "/basics/phone"),
        Link(place, None, "/basics/location"),
    )
    return tuple(link for link in found if link.text)


def _links(basics: Part) -> list[Link]:
    links = [_link(text_of(basics, "url"), "/basics/url")]
    for index, profile in enumerate(parts_of(basics, "profiles")):
        address = _link(text_of(profile, "url"))
        shown = address.text if address else ""
        names = [text_of(profile, key) for key in ("network", "username")]
        unseen = [name for name in names if name and name.casefold() not in shown.casefold()]
        text = ": ".join([*unseen, shown] if shown else unseen)
        href, at = address.href if address else None, f"/basics/profiles/{index}"
        links.append(Link(text, href, at) if text else None)
    return [link for link in links if link]


def _link(url: str, at: str = "") -> Link | None:
    if not url:
        return None
    try:
        safe = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        safe = False
    return Link(shown_url(url) or url, url if safe else None, at)


def _photo(image: str) -> str | None:
    """Only a picture that lies in the document itself: a page that fetches nothing cannot be made to."""
    return image if re.fullmatch(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+", image) else None


def _summary(basics: Part) -> tuple[Fact, ...]:
    return tuple(Fact("", line) for line in paragraphs_of(basics, "summary"))


def _work(part: Part, language: Locale) -> Entry:
    return _post(part, "name", language)


def _volunteer(part: Part, language: Locale) -> Entry:
    return _post(part, "organization", language)


def _post(part: Part, employer: str, language: Locale) -> Entry:
    notes = [*paragraphs_of(part, "description"), *paragraphs_of(part, "summary")]
    return _entry(
        who=text_of(part, employer),
        when=_period(part, language),
        role=text_of(part, "position"),
        place=text_of(part, "location"),
        link=_link(text_of(part, "url")),
        notes=tuple(notes),
        points=texts_of(part, "highlights"),
    )


def _education(part: Part, language: Locale) -> Entry:
    words = WORDS[language]
    notes = [f"{words.grade}: {score}" for score in [text_of(part, "score")] if score]
    notes += [f"{words.courses}: {', '.join(courses)}" for courses in [texts_of(part, "courses")] if courses]
    return _entry(
        who=text_of(part, "institution"),
        when=_period(part, language),
        role=", ".join(filter(None, (text_of(part, "studyType"), text_of(part, "area")))),
        link=_link(text_of(part, "url")),
        notes=tuple(notes),
    )


def _project(part: Part, language: Locale) -> Entry:
    words = WORDS[language]
    notes = [*paragraphs_of(part, "description"), *paragraphs_of(part, "type")]
    keywords = ", ".join(texts_of(part, "keywords"))
    return _entry(
        who=text_of(part, "name"),
        when=_period(part, language),
        role=", ".join(texts_of(part, "roles")),
        place=text_of(part, "entity"),
        link=_link(text_of(part, "url")),
        notes=(*notes, f"{words.keywords}: {keywords}") if keywords else tuple(notes),
        points=texts_of(part, "highlights"),
    )


def _award(part: Part, language: Locale) -> Entry:
    return _honour(part, ("title", "date", "awarder"), language)


def _certificate(part: Part, language: Locale) -> Entry:
    return _honour(part, ("name", "date", "issuer"), language)


def _publication(part: Part, language: Locale) -> Entry:
    return _honour(part, ("name", "releaseDate", "publisher"), language)


def _honour(part: Part, keys: tuple[str, str, str], language: Locale) -> Entry:
    who, when, giver = (text_of(part, key) for key in keys)
    return _entry(
        who=who,
        when=date_text(when, language) if when else "",
        role=giver,
        link=_link(text_of(part, "url")),
        notes=paragraphs_of(part, "summary"),
    )


def _entry(**parts: Any) -> Entry:
    """The role stands in for a name that was not said, so that every entry opens in bold."""
    entry = Entry(**parts)
    return entry if entry.who else replace(entry, who=entry.role, role="")


def _skills(parts: list[Part]) -> list[Fact]:
    grouped = [part for part in parts if texts_of(part, "keywords")]
    single = [part for part in parts if part not in grouped]
    facts = [Fact(_named(part, "name", "level"), ", ".join(texts_of(part, "keywords"))) for part in grouped]
    return [*facts, *_one_line(single, "name", "level")]


def _languages(parts: list[Part]) -> list[Fact]:
    return _one_line(parts, "language", "fluency")


def _references(parts: list[Part]) -> list[Fact]:
    facts = [Fact(text_of(part, "name"), text_of(part, "reference")) for part in parts]
    return [fact for fact in facts if fact.label or fact.text]


def _one_line(parts: list[Part], name: str, degree: str) -> list[Fact]:
    text = ", ".join(filter(None, (_named(part, name, degree) for part in parts)))
    return [Fact("", text)] if text else []


def _named(part: Part, name: str, degree: str) -> str:
    what, how = text_of(part, name), text_of(part, degree)
    return f"{what} ({how})" if what and how else what or how


_ORDER = (
    "work", "projects", "education", "skills", "languages", "certificates",
    "awards", "publications", "volunteer", "interests", "references",
)  # fmt: skip
_PERIOD = "startDate endDate"
_FIELDS = {
    "work": ("name", _PERIOD, "position", "location"),
    "volunteer": ("organization", _PERIOD, "position", "location"),
    "education": ("institution", _PERIOD, "studyType area", ""),
    "projects": ("name", _PERIOD, "roles", "entity"),
    "awards": ("title", "date", "awarder", ""),
    "certificates": ("name", "date", "issuer", ""),
    "publications": ("name", "releaseDate", "publisher", ""),
}
"""JSON Resume's fields behind who, when, role and place of an entry."""
_FACTS: dict[str, Callable[[list[Part]], list[Fact]]] = {
    "skills": _skills,
    "languages": _languages,
    "interests": _skills,
    "references": _references,
}
_ENTRIES: dict[str, Callable[[Part, Locale], Entry]] = {
    "work": _work,
    "projects": _project,
    "education": _education,
    "certificates": _certificate,
    "awards": _award,
    "publications": _publication,
    "volunteer": _volunteer,
}


def _period(part: Part, language: Locale) -> str:
    return period_text(text_of(part, "startDate"), text_of(part, "endDate"), language)
