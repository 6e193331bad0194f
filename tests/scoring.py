"""How well a CV tells a story: stated facts that stand in their field, are missing, or stand where they do not belong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from rapidfuzz import fuzz

from lifeos.contracts.resume import PRESENT
from lifeos.cv.composing import profile
from lifeos.cv.drafts import value_at
from lifeos.cv.learning.passage import fold
from lifeos.cv.ledger_words import scope_of
from lifeos.grounding import Words, check_document
from tests.dropping import dropped_words
from tests.likeness import ALIKE, LOOSE, alike, shares_most
from tests.stories import Story
from tests.storytelling import TODAY, Telling

Json = Mapping[str, Any]
JOB = {"title": "position", "start": "startDate", "end": "endDate"}
STUDY = {"start": "startDate", "end": "endDate"}
NAMED = {"work": "name", "education": "institution", "volunteer": "organization", "certificates": "name"}
STATED = {"work": "jobs", "education": "education", "volunteer": "volunteer", "certificates": "certificates"}
DECOY_FREE = (
    "name",
    "position",
    "institution",
    "organization",
    "issuer",
    "language",
    "label",
    "area",
    "studyType",
)


@dataclass
class Score:
    """Each list holds one plain line a fact, for whoever improves the rules."""

    kept: list[str] = field(default_factory=list[str])
    missing: list[str] = field(default_factory=list[str])
    more_kept: list[str] = field(default_factory=list[str])
    more_missing: list[str] = field(default_factory=list[str])
    wrong: list[str] = field(default_factory=list[str])
    invented: list[str] = field(default_factory=list[str])
    dropped: list[str] = field(default_factory=list[str])

    @property
    def share(self) -> float:
        """Share of the stated employers, titles, dates, institutions and contacts in their right field, 0 to 1."""
        return len(self.kept) / max(1, len(self.kept) + len(self.missing))

    def add(self, other: "Score") -> None:
        """Takes in the lines of another story."""
        for name, lines in vars(other).items():
            getattr(self, name).extend(lines)


def score(story: Story, telling: Telling) -> Score:
    """Compare a CV with what the person stated. What the sheet adds is true as well, but is not asked for here."""
    found = Score()
    document = telling.cv.document
    _contacts(found, story, document)
    for section, fields in (("work", JOB), ("education", STUDY)):
        _entries(found, story, telling, section, fields)
    _more(found, story, document)
    found.wrong.extend(_strangers(story, document))
    found.wrong.extend(_decoys(story, document))
    found.invented.extend(_invented(telling))
    found.dropped.extend(dropped_words(story, telling))
    return found


def _contacts(found: Score, story: Story, document: Json) -> None:
    basics = document.get("basics", {})
    place = basics.get("location", {})
    got = {**basics, "location": place.get("city") or place.get("address")}
    for name in ("name", "email", "phone", "location"):
        stated, other = story.facts.get(name), story.sheet.get(name)
        if stated:
            _count(found, name, str(stated), got.get(name), [other])
        elif got.get(name) and not (other and alike(str(got[name]), str(other))):
            found.wrong.append(f"{name}: {got[name]}")
    if story.facts.get("label"):
        right = alike(str(basics.get("label", "")), str(story.facts["label"]))
        (found.more_kept if right else found.more_missing).append(f"label: {story.facts['label']}")


def _entries(found: Score, story: Story, telling: Telling, section: str, fields: Mapping[str, str]) -> None:
    """Each stated job or school with the entry that fits it best; one entry serves one stated thing."""
    document, going_on = telling.cv.document, _going_on(telling, section)
    name = NAMED[section]
    stated_name = "employer" if section == "work" else "institution"
    left = list(document.get(section, []))
    sheet = story.sheet.get(STATED[section]) or {}
    for stated in _most_told_first(story.facts.get(STATED[section], [])):
        own = [entry for entry in left if _is_told(entry, stated, name, stated_name)]
        best = max(own, key=lambda entry: _fit(stated, entry, fields), default=None)
        _count(found, stated_name, str(stated[stated_name]), best and best.get(name), [])
        if best is not None:
            left = [entry for entry in left if entry is not best]
        for key, place in fields.items():
            if stated.get(key):
                other = sheet.get(stated[stated_name], {}).get(key)
                about = f"{stated[stated_name]} {key}"
                got = _got(best, place, str(stated[key]))
                if stated[key] == PRESENT and best and best.get(name) in going_on:
                    got = PRESENT
                _count(found, about, str(stated[key]), got, [other])


def _going_on(telling: Telling, section: str) -> frozenset[str]:
    """Names of the jobs or schools known to go on. A CV cannot show that before it is known when they began."""
    known = profile(telling.memories)
    entries = known.jobs if section == "work" else known.education
    return frozenset(each.value(NAMED[section]) for each in entries if each.value("endDate") == PRESENT)


def _is_told(entry: Json, stated: Json, name: str, stated_name: str) -> bool:
    """Whether an entry is the stated thing: by its name, or without one by its title."""
    if entry.get(name):
        return alike(str(entry[name]), str(stated[stated_name]))
    return bool(stated.get("title")) and alike(str(entry.get("position", "")), str(stated["title"]))


def _most_told_first(stated: Sequence[Json]) -> list[Json]:
    return sorted(stated, key=len, reverse=True)


def _fit(stated: Json, entry: Json, fields: Mapping[str, str]) -> int:
    return sum(
        alike(str(_got(entry, place, str(stated[key])) or ""), str(stated[key]))
        for key, place in fields.items()
        if stated.get(key)
    )


def _got(entry: Json | None, place: str, wanted: str) -> str | None:
    """A value of an entry. JSON Resume says `present` by a beginning without an end."""
    if entry is None:
        return None
    if wanted == PRESENT and not entry.get(place) and (entry.get("startDate") or place != "endDate"):
        return PRESENT
    return entry.get(place)


def _count(found: Score, what: str, wanted: str, got: Any, others: Sequence[Any]) -> None:
    truths = [wanted, *(str(other) for other in others if other)]
    if got and any(alike(str(got), truth) for truth in truths):
        found.kept.append(f"{what}: {wanted}")
        return
    found.missing.append(f"{what}: {wanted}")
    if got:
        found.wrong.append(f"{what}: {got} instead of {wanted}")


def _more(found: Score, story: Story, document: Json) -> None:
    """Facts beside the main ones: studies, languages, certificates, skills, results."""
    texts = [fold(text) for text in _texts(document)]
    text = " | ".join(texts)
    studied = [fold(f"{e.get('studyType', '')} {e.get('area', '')}") for e in document.get("education", [])]
    for stated in story.facts.get("education", []):
        for key in ("degree", "area"):
            if stated.get(key):
                right = any(shares_most(fold(str(stated[key])), each) for each in studied)
                (found.more_kept if right else found.more_missing).append(f"{key}: {stated[key]}")
    for stated in story.facts.get("languages", []):
        _mention(found, text, "language", stated["language"])
    for stated in story.facts.get("certificates", []):
        _mention(found, text, "certificate", stated["name"])
    for skill in story.facts.get("skills", []):
        _mention(found, text, "skill", skill)
    for job in story.facts.get("jobs", []):
        for result in job.get("highlights", []):
            told = fold(result)
            right = any(fuzz.ratio(told, each) >= LOOSE or shares_most(told, each) for each in texts)
            (found.more_kept if right else found.more_missing).append(f"highlight: {result}")


def _mention(found: Score, text: str, what: str, stated: Any) -> None:
    if stated:
        right = fuzz.partial_ratio(fold(str(stated)), text) >= ALIKE
        (found.more_kept if right else found.more_missing).append(f"{what}: {stated}")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in cast("dict[str, Any]", value).values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _texts(item)
    else:
        yield str(value)


def _strangers(story: Story, document: Json) -> Iterator[str]:
    """Employers, schools, organisations and certificates of the CV that are none of the person's."""
    for section, name in NAMED.items():
        told = [
            str(each.get("employer") or each.get("institution") or each.get("name"))
            for each in story.facts.get(STATED[section], [])
        ]
        known = [*told, *(story.sheet.get(STATED[section]) or {})]
        for entry in document.get(section, []):
            got = str(entry.get(name, ""))
            if got and section != "certificates" and not any(alike(got, each) for each in known):
                yield f"{section}/{name}: {got}"
            if section == "certificates" and any(
                alike(got, str(job["employer"])) for job in story.facts.get("jobs", [])
            ):
                yield f"{section}/{name}: {got}"


def _decoys(story: Story, document: Json) -> Iterator[str]:
    """Decoys in a field that makes them the person's own; in a result they are only mentioned."""
    for section, entries in document.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            for name in DECOY_FREE:
                got = f" {fold(str(entry.get(name, '')))} "
                for decoy in story.decoys:
                    if f" {fold(decoy)} " in got:
                        yield f"{section}/{name}: {entry[name]} (decoy)"


def _invented(telling: Telling) -> Iterator[str]:
    """Values that no words bear out; inside a job only the words about that job count. What the composer itself
    calculated, such as the name of a network, is no claim of the person."""
    document = telling.cv.document
    own = scope_of(document, telling.memories)
    everything = [Words(source="message", id=id, text=text) for id, text in telling.said.items()]
    inside = tuple(f"/{section}/{index}/" for section in ("work", "education") for index in range(50))

    def scope(pointer: str) -> Sequence[Words]:
        return own(pointer) if pointer.startswith(inside) else [*own(pointer), *everything]

    calculated = {leaf.pointer for leaf in telling.cv.leaves if leaf.status == "calculated"}
    for leaf in check_document(document, scope, TODAY):
        if leaf.status == "unsupported" and leaf.pointer not in calculated:
            yield f"{leaf.pointer}: {value_at(document, leaf.pointer)} ({leaf.reason})"
