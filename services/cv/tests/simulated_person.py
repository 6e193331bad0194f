"""A person with a fact sheet who answers one question at a time, as people type: sometimes a word, sometimes a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from zlib import crc32

from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.resume import PRESENT
from lifeos.contracts.words import Locale
from lifeos.cv.composing import Entry, profile
from lifeos.grounding.revisions.folding import fold, same_name

_DONT_KNOW: dict[Locale, str] = {"en": "I don't know", "es": "no lo sé", "pt": "não sei"}
_SENTENCES: dict[str, dict[Locale, str]] = {
    "name": {"en": "My name is {}.", "es": "Me llamo {}.", "pt": "Me chamo {}."},
    "email": {"en": "My email is {}", "es": "Mi correo es {}", "pt": "Meu e-mail é {}"},
    "phone": {"en": "You can call me on {}", "es": "Mi teléfono es el {}", "pt": "Meu telefone é {}"},
    "location": {"en": "I live in {}.", "es": "Vivo en {}.", "pt": "Moro em {}."},
    "target": {"en": "I'm looking for a job as {}.", "es": "Busco trabajo de {}.", "pt": "Procuro vaga de {}."},
    "languages": {"en": "I speak {}.", "es": "Hablo {}.", "pt": "Falo {}."},
    "skills": {"en": "I use {}.", "es": "Uso {}.", "pt": "Uso {}."},
    "job.name": {"en": "It was at {}.", "es": "Fue en {}.", "pt": "Foi na {}."},
    "job.position": {"en": "My job title was {}.", "es": "Mi puesto era {}.", "pt": "Meu cargo era {}."},
    "job.startDate": {"en": "I started in {}.", "es": "Empecé en {}.", "pt": "Comecei em {}."},
    "job.endDate": {"en": "I left in {}.", "es": "Estuve hasta {}.", "pt": "Fiquei até {}."},
    "education.institution": {"en": "I studied at {}.", "es": "Estudié en {}.", "pt": "Estudei na {}."},
    "education.studyType": {"en": "I got my {}.", "es": "Saqué {}.", "pt": "Fiz {}."},
}  # fmt: skip
_FROM_TO: dict[Locale, str] = {"en": "From {} to {}.", "es": "Desde {} hasta {}.", "pt": "De {} a {}."}
_SINCE: dict[Locale, str] = {
    "en": "Since {}, I'm still there.",
    "es": "Desde {}, y sigo ahí.",
    "pt": "Desde {}, e ainda estou lá.",
}
_STILL: dict[Locale, str] = {"en": "I'm still there", "es": "sigo ahí", "pt": "ainda estou lá"}
_TODAY: dict[Locale, str] = {"en": "today", "es": "hoy", "pt": "hoje"}
_WORKED: dict[Locale, str] = {
    "en": "I worked at {} as {}, {}",
    "es": "Trabajé en {} como {}, {}",
    "pt": "Trabalhei na {} como {}, {}",
}
_MONTHS: dict[Locale, str] = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
_SENTENCE_WORDS = 6


@dataclass(frozen=True)
class _Place:
    """A job or a school the person remembers; `what` is the title or the degree."""

    name: str
    what: str = ""
    area: str = ""
    start: str = ""
    end: str = ""
    results: tuple[str, ...] = ()


class SimulatedPerson:
    """Answers in one language from a fact sheet: name, email, phone, location, label, jobs, education, languages,
    skills, unknown. `facts` is what the person told before, in case it is asked again."""

    def __init__(
        self, sheet: Mapping[str, Any], language: Locale = "en", facts: Mapping[str, Any] | None = None
    ) -> None:
        self._language: Locale = language
        self._sheet: dict[str, Any] = {**(facts or {}), **sheet}
        told: Mapping[str, Any] = facts or {}
        self._jobs = _places(sheet.get("jobs"), told.get("jobs"))
        self._schools = _places(sheet.get("education"), told.get("education"))
        self._unknown = frozenset(cast("list[str]", sheet.get("unknown", [])))

    @classmethod
    def from_story(cls, story: Mapping[str, Any]) -> "SimulatedPerson":
        """The person behind a story file, with its keys language, facts and sheet."""
        return cls(story["sheet"], story["language"], story["facts"])

    def answer(self, question: Question, memories: Sequence[Memory]) -> str:
        """What this person types to the question; `I don't know` in their language when the sheet is silent."""
        kind, _, field = question.slot.partition(".")
        if question.slot in self._unknown or kind in self._unknown:
            return _DONT_KNOW[self._language]
        if kind in ("job", "education"):
            return self._about_place(question, field, memories) or _DONT_KNOW[self._language]
        if kind in ("jobs", "schools") and question.choices and self._is_right(kind, memories):
            return question.choices[0]
        if kind in ("jobs", "schools"):
            return self._list(question) or _DONT_KNOW[self._language]
        if kind == "story":
            return self._story() or _DONT_KNOW[self._language]
        known = self._sheet.get("label" if kind == "target" else kind)
        return self._said(question, _listed(known)) or _DONT_KNOW[self._language]

    def _about_place(self, question: Question, field: str, memories: Sequence[Memory]) -> str:
        known = profile(memories)
        places, entries = (
            (self._jobs, known.jobs) if question.slot.startswith("job.") else (self._schools, known.education)
        )
        entry = next((each for each in entries if question.about in each.ids), None)
        place = _meant(entry, places)
        if place is None:
            return ""
        if field == "highlights":
            return _untold(place.results, memories)
        if field == "dates":
            return self._period(place, question)
        words = {"name": place.name, "position": place.what, "studyType": place.what}
        if field == "institution":
            return self._said(question, ", ".join(filter(None, [place.name, place.what, place.area])))
        if field in words:
            return self._said(question, words[field])
        date = place.start if field == "startDate" else place.end
        return _STILL[self._language] if date == PRESENT else self._said(question, self._spoken(date))

    def _period(self, place: _Place, question: Question) -> str:
        start, end = self._spoken(place.start), self._spoken(place.end)
        if not start and place.end == PRESENT:
            return _STILL[self._language]
        if not start or not end:
            return start or end
        if place.end == PRESENT:
            return _SINCE[self._language].format(start)
        return f"{start} - {end}" if _is_terse(question) else _FROM_TO[self._language].format(start, end)

    def _list(self, question: Question) -> str:
        """A line for each place, as asked; half of the people write the dates in brackets."""
        lines: list[str] = []
        for place in self._jobs if question.slot == "jobs" else self._schools:
            end = _TODAY[self._language] if place.end == PRESENT else self._spoken(place.end)
            when = " - ".join(filter(None, [self._spoken(place.start), end]))
            what = " ".join(filter(None, [place.what, "" if question.slot == "jobs" else place.area]))
            named = ", ".join(filter(None, [place.name, what]))
            brackets = crc32(place.name.encode()) % 2 == 0
            lines.append((f"{named} ({when})" if brackets else f"{named}, {when}") if when else named)
        return "\n".join(lines)

    def _story(self) -> str:
        told = [
            _WORKED[self._language].format(
                job.name, job.what, self._period(job, Question(slot="story", text=""))
            )
            for job in self._jobs
            if job.what
        ]
        return " ".join(told)

    def _is_right(self, kind: str, memories: Sequence[Memory]) -> bool:
        """Whether every job or school that was understood is one of this person's, dates and all, and none is missing."""
        known = profile(memories)
        places, shown, name = (
            (self._jobs, known.jobs, "name")
            if kind == "jobs"
            else (self._schools, known.education, "institution")
        )
        return len(shown) == len(places) and all(
            any(same_name(place.name, entry.value(name)) and _same_time(place, entry) for entry in shown)
            for place in places
        )

    def _said(self, question: Question, words: str) -> str:
        """The words alone, or in a sentence. What is a sentence already stays as it is."""
        is_sentence = words.endswith(".") or len(words.split()) > _SENTENCE_WORDS
        if not words or is_sentence or _is_terse(question):
            return words
        return _SENTENCES[question.slot][self._language].format(words)

    def _spoken(self, date: str) -> str:
        """`2017-03` as a person says it; anything else as it stands in the sheet."""
        parts = date.split("-")
        if len(parts) < 2 or not all(part.isdigit() for part in parts):
            return date
        joint = " " if self._language == "en" else " de "
        return f"{_MONTHS[self._language].split()[int(parts[1]) - 1]}{joint}{parts[0]}"


def _is_terse(question: Question) -> bool:
    """Half of the questions get a terse answer, always the same ones."""
    return crc32(f"{question.slot} {question.text}".encode()) % 2 == 0


def _places(sheet: Any, facts: Any) -> tuple[_Place, ...]:
    """What was told (a list) completed by the sheet (by employer or school). The sheet has the last word."""
    more = cast("dict[str, dict[str, Any]]", sheet or {})
    told = cast("list[dict[str, Any]]", facts or [])
    names = {str(each.get("employer") or each.get("institution")): each for each in told}
    alone = [{"employer": name} for name in more if name not in names]
    return tuple(_place(each, more) for each in [*told, *alone])


def _place(told: dict[str, Any], more: dict[str, dict[str, Any]]) -> _Place:
    name = str(told.get("employer") or told.get("institution"))
    known: dict[str, Any] = {**told, **more.get(name, {})}
    return _Place(
        name=name,
        what=str(known.get("title") or known.get("degree") or ""),
        area=str(known.get("area") or ""),
        start=str(known.get("start") or ""),
        end=str(known.get("end") or ""),
        results=(*told.get("highlights", []), *more.get(name, {}).get("results", [])),
    )


def _meant(entry: Entry | None, places: Sequence[_Place]) -> _Place | None:
    """The place a question speaks of: by name and title, by name, by title. Without an entry, the first."""
    if entry is None:
        return places[0] if places else None
    name = entry.value("name") or entry.value("institution")
    what = entry.value("position") or entry.value("studyType") or entry.value("area")
    named = [place for place in places if name and _alike(place.name, name)]
    titled = [place for place in named or places if what and (_alike(place.what, what) or place.area == what)]
    if named:
        return (titled or named)[0]
    return titled[0] if titled and not name else None


def _alike(one: str, other: str) -> bool:
    if same_name(one, other):
        return True
    ours, theirs = fold(one), fold(other)
    return bool(ours and theirs) and (f" {ours} " in f" {theirs} " or f" {theirs} " in f" {ours} ")


def _same_time(place: _Place, job: Entry) -> bool:
    """Whether no date that is shown contradicts what the person remembers."""
    pairs = ((place.start, job.value("startDate")), (place.end, job.value("endDate")))
    return all(
        not ours or not theirs or ours.startswith(theirs) or theirs.startswith(ours) for ours, theirs in pairs
    )


def _untold(results: Sequence[str], memories: Sequence[Memory]) -> str:
    heard = fold(" ".join([memory.quote for memory in memories]))
    return next((result for result in results if fold(result) not in heard), "")


def _listed(known: Any) -> str:
    """A list as people write it; languages with their levels."""
    if not isinstance(known, list):
        return str(known or "")
    items = cast("list[Any]", known)
    return ", ".join(
        f"{item['language']} {item.get('level', '')}".strip() if isinstance(item, dict) else str(item)
        for item in items
    )
