"""A JSON Resume laid out as lines to print: the one reading of the document that every format shares."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlsplit

from lifeos.contracts.words import Locale
from lifeos.cv.printing.words import WORDS, date_text, period_text


@dataclass(frozen=True)
class Link:
    """A piece of contact data as text, with the address it leads to when that address is safe."""

    text: str
    href: str | None = None


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


Part = dict[str, Any]


def sheet_of(document: Part, language: Locale) -> Sheet:
    """Lay a JSON Resume out. Parts that are absent, empty or of another type than the schema's are left out."""
    basics = _part(document, "basics")
    summary = Section("summary", WORDS[language].sections["summary"], facts=_summary(basics))
    sections = [summary, *(_section(document, key, language) for key in _ORDER)]
    return Sheet(
        name=_text(basics, "name"),
        label=_text(basics, "label"),
        contacts=_contacts(basics),
        links=tuple(_links(basics)),
        photo=_photo(_text(basics, "image")),
        sections=tuple(section for section in sections if section.entries or section.facts),
    )


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


def _section(document: Part, key: str, language: Locale) -> Section:
    title = WORDS[language].sections[key]
    parts = _parts(document, key)
    if key in _FACTS:
        return Section(key, title, facts=tuple(_FACTS[key](parts)))
    entries = (_ENTRIES[key](part, language) for part in parts)
    return Section(key, title, entries=tuple(entry for entry in entries if entry != Entry()))


def _contacts(basics: Part) -> tuple[Link, ...]:
    email, phone = _text(basics, "email"), _text(basics, "phone")
    home = _part(basics, "location")
    town = " ".join(filter(None, (_text(home, "postalCode"), _text(home, "city"))))
    parts = (_text(home, "address"), town, _text(home, "region"), _text(home, "countryCode"))
    place = ", ".join(dict.fromkeys(filter(None, parts)))
    mail = f"mailto:{email}" if re.fullmatch(r"[\w.+-]+@[\w.-]+", email) else None
    found = (Link(email, mail), Link(phone), Link(place))
    return tuple(link for link in found if link.text)


def _links(basics: Part) -> list[Link]:
    links = [_link(_text(basics, "url"))]
    for profile in _parts(basics, "profiles"):
        address = _link(_text(profile, "url"))
        shown = address.text if address else ""
        names = [_text(profile, key) for key in ("network", "username")]
        unseen = [name for name in names if name and name.casefold() not in shown.casefold()]
        text = ": ".join([*unseen, shown] if shown else unseen)
        links.append(Link(text, address.href if address else None) if text else None)
    return [link for link in links if link]


def _link(url: str) -> Link | None:
    if not url:
        return None
    try:
        safe = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        safe = False
    return Link(shown_url(url) or url, url if safe else None)


def _photo(image: str) -> str | None:
    """Only a picture that lies in the document itself: a page that fetches nothing cannot be made to."""
    return image if re.fullmatch(r"data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+", image) else None


def _summary(basics: Part) -> tuple[Fact, ...]:
    return tuple(Fact("", line) for line in _paragraphs(basics, "summary"))


def _work(part: Part, language: Locale) -> Entry:
    return _post(part, "name", language)


def _volunteer(part: Part, language: Locale) -> Entry:
    return _post(part, "organization", language)


def _post(part: Part, employer: str, language: Locale) -> Entry:
    notes = [*_paragraphs(part, "description"), *_paragraphs(part, "summary")]
    return _entry(
        who=_text(part, employer),
        when=_period(part, language),
        role=_text(part, "position"),
        place=_text(part, "location"),
        link=_link(_text(part, "url")),
        notes=tuple(notes),
        points=_texts(part, "highlights"),
    )


def _education(part: Part, language: Locale) -> Entry:
    words = WORDS[language]
    notes = [f"{words.grade}: {score}" for score in [_text(part, "score")] if score]
    notes += [f"{words.courses}: {', '.join(courses)}" for courses in [_texts(part, "courses")] if courses]
    return _entry(
        who=_text(part, "institution"),
        when=_period(part, language),
        role=", ".join(filter(None, (_text(part, "studyType"), _text(part, "area")))),
        link=_link(_text(part, "url")),
        notes=tuple(notes),
    )


def _project(part: Part, language: Locale) -> Entry:
    words = WORDS[language]
    notes = [*_paragraphs(part, "description"), *_paragraphs(part, "type")]
    keywords = ", ".join(_texts(part, "keywords"))
    return _entry(
        who=_text(part, "name"),
        when=_period(part, language),
        role=", ".join(_texts(part, "roles")),
        place=_text(part, "entity"),
        link=_link(_text(part, "url")),
        notes=(*notes, f"{words.keywords}: {keywords}") if keywords else tuple(notes),
        points=_texts(part, "highlights"),
    )


def _award(part: Part, language: Locale) -> Entry:
    return _honour(part, ("title", "date", "awarder"), language)


def _certificate(part: Part, language: Locale) -> Entry:
    return _honour(part, ("name", "date", "issuer"), language)


def _publication(part: Part, language: Locale) -> Entry:
    return _honour(part, ("name", "releaseDate", "publisher"), language)


def _honour(part: Part, keys: tuple[str, str, str], language: Locale) -> Entry:
    who, when, giver = (_text(part, key) for key in keys)
    return _entry(
        who=who,
        when=date_text(when, language) if when else "",
        role=giver,
        link=_link(_text(part, "url")),
        notes=_paragraphs(part, "summary"),
    )


def _entry(**parts: Any) -> Entry:
    """The role stands in for a name that was not said, so that every entry opens in bold."""
    entry = Entry(**parts)
    return entry if entry.who else replace(entry, who=entry.role, role="")


def _skills(parts: list[Part]) -> list[Fact]:
    grouped = [part for part in parts if _texts(part, "keywords")]
    single = [part for part in parts if part not in grouped]
    facts = [Fact(_named(part, "name", "level"), ", ".join(_texts(part, "keywords"))) for part in grouped]
    return [*facts, *_one_line(single, "name", "level")]


def _languages(parts: list[Part]) -> list[Fact]:
    return _one_line(parts, "language", "fluency")


def _references(parts: list[Part]) -> list[Fact]:
    facts = [Fact(_text(part, "name"), _text(part, "reference")) for part in parts]
    return [fact for fact in facts if fact.label or fact.text]


def _one_line(parts: list[Part], name: str, degree: str) -> list[Fact]:
    text = ", ".join(filter(None, (_named(part, name, degree) for part in parts)))
    return [Fact("", text)] if text else []


def _named(part: Part, name: str, degree: str) -> str:
    what, how = _text(part, name), _text(part, degree)
    return f"{what} ({how})" if what and how else what or how


_ORDER = (
    "work", "projects", "education", "skills", "languages", "certificates",
    "awards", "publications", "volunteer", "interests", "references",
)  # fmt: skip
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
    return period_text(_text(part, "startDate"), _text(part, "endDate"), language)


def _paragraphs(part: Part, key: str) -> tuple[str, ...]:
    value = part.get(key)
    lines = (clean_text(line) for line in value.splitlines()) if isinstance(value, str) else ()
    return tuple(line for line in lines if line)


def _text(part: Part, key: str) -> str:
    value = part.get(key)
    return clean_text(value) if isinstance(value, str) else ""


def _texts(part: Part, key: str) -> tuple[str, ...]:
    items = part.get(key)
    if not isinstance(items, list):
        return ()
    texts = (clean_text(item) for item in cast("list[Any]", items) if isinstance(item, str))
    return tuple(text for text in texts if text)


def _part(document: Part, key: str) -> Part:
    value = document.get(key)
    return cast("Part", value) if isinstance(value, dict) else {}


def _parts(document: Part, key: str) -> list[Part]:
    items = document.get(key)
    if not isinstance(items, list):
        return []
    return [cast("Part", item) for item in cast("list[Any]", items) if isinstance(item, dict)]
