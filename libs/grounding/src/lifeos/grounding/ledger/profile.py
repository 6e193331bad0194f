"""Gathers the ledger into one picture of a person: jobs with their highlights, studies, contacts, skills."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from lifeos.contracts.memory import Memory
from lifeos.contracts.words import MemoryKind
from lifeos.grounding.ledger.facts import Entry, Profile, Said
from lifeos.grounding.ledger.order import latest_first, starts_after
from lifeos.grounding.ledger.standing import standing
from lifeos.grounding.revisions.folding import same_date, same_name, same_words

_KEY: dict[MemoryKind, str] = {
    "job": "name",
    "education": "institution",
    "volunteer": "name",
    "project": "name",
    "certificate": "name",
    "award": "name",
    "language": "language",
    "skill": "name",
    "interest": "name",
}
_DIFFERS: dict[MemoryKind, tuple[str, ...]] = {
    "job": ("position", "startDate", "endDate"),
    "education": ("studyType", "area", "startDate", "endDate"),
    "volunteer": ("position", "startDate", "endDate"),
    "project": ("startDate", "endDate"),
    "certificate": ("issuer", "date"),
    "award": ("issuer", "date"),
}
"""Two entries of one name that differ here are two things: a promotion, a second degree."""
_OTHER_NAMES = {
    ("education", "name"): "institution",
    ("volunteer", "organization"): "name",
    ("award", "title"): "name",
    ("award", "awarder"): "issuer",
    ("language", "name"): "language",
}
_DATES = frozenset({"startDate", "endDate", "date"})
_WITH_HIGHLIGHTS = frozenset({"job", "volunteer", "project"})
_MAIN_FIELDS = ("value", "text", "name")


@dataclass
class _Draft:
    id: UUID
    kind: MemoryKind
    claims: dict[str, Said] = field(default_factory=dict[str, Said])
    highlights: list[Said] = field(default_factory=list[Said])
    ids: set[UUID] = field(default_factory=set[UUID])

    def frozen(self) -> Entry:
        return Entry(self.id, self.kind, self.claims, tuple(self.highlights), frozenset(self.ids))


@dataclass
class _Gathering:
    singles: dict[MemoryKind, Said] = field(default_factory=dict["MemoryKind", Said])
    many: dict[MemoryKind, list[Said]] = field(default_factory=dict["MemoryKind", list[Said]])
    drafts: dict[UUID, _Draft] = field(default_factory=dict[UUID, _Draft])
    others: list[Said] = field(default_factory=list[Said])
    headlines: list[Said] = field(default_factory=list[Said])
    unsupported: list[tuple[Said, UUID | None]] = field(default_factory=list[tuple[Said, "UUID | None"]])
    overtaken: list[Said] = field(default_factory=list[Said])

    def entries(self, kind: MemoryKind) -> tuple[Entry, ...]:
        """The entries of one kind, each thing once, latest first."""
        merged: list[_Draft] = []
        for draft in self.drafts.values():
            if draft.kind == kind and (draft.claims or draft.highlights):
                same = [earlier for earlier in merged if _same_thing(earlier, draft)]
                if same:
                    self._merge(same[-1], draft)
                else:
                    merged.append(draft)
        return tuple(latest_first([draft.frozen() for draft in merged]))

    def _merge(self, earlier: _Draft, later: _Draft) -> None:
        for name, said in later.claims.items():
            known = earlier.claims.get(name)
            if known is None:
                earlier.claims[name] = said
            elif _first_stands(known, said, is_key=name == _KEY[earlier.kind]):
                self.overtaken.append(said)
            else:
                self.overtaken.append(known)
                earlier.claims[name] = said
        earlier.highlights.extend(later.highlights)
        earlier.ids |= later.ids


def _first_stands(first: Said, later: Said, is_key: bool) -> bool:
    """Whether of two ways to say the same the first is kept: a name as first spelled, unless only the later one
    has capitals; a date when it is more exact."""
    if is_key:
        return not (first.value.islower() and not later.value.islower())
    return later.field in _DATES and len(first.value) > len(later.value)


def profile(memories: Sequence[Memory]) -> Profile:
    """The picture that the standing memories, oldest first, give of a person."""
    found = _Gathering()
    ledger = standing(memories)
    for memory in ledger.memories:
        root = ledger.roots[memory.id]
        if root in found.drafts and root != memory.id:
            _add_to_entry(found, found.drafts[root], memory)
        else:
            found.drafts.update(_stands_alone(found, memory, ledger.earlier_ids(memory.id)))
    for memory in ledger.replaced:
        found.overtaken.extend(_said(memory))
    jobs, education = found.entries("job"), found.entries("education")
    return Profile(
        name=found.singles.get("name"),
        email=found.singles.get("email"),
        phone=found.singles.get("phone"),
        location=found.singles.get("location"),
        target=found.singles.get("target"),
        headlines=tuple(_each_once(found, found.headlines)),
        links=tuple(_each_once(found, found.many.get("link", []))),
        summary=tuple(_each_once(found, found.many.get("summary", []))),
        jobs=jobs,
        education=education,
        skills=found.entries("skill"),
        languages=found.entries("language"),
        certificates=found.entries("certificate"),
        projects=found.entries("project"),
        volunteer=found.entries("volunteer"),
        awards=found.entries("award"),
        interests=found.entries("interest"),
        others=tuple(found.others),
        unsupported=tuple(found.unsupported),
        overtaken=tuple(found.overtaken),
    )


def _said(memory: Memory) -> list[Said]:
    """The claims of a memory under the field names of its kind. Blank ones say nothing."""
    key = _KEY.get(memory.kind)
    named = {_OTHER_NAMES.get((memory.kind, name), name): claim for name, claim in memory.claims.items()}
    main = next((name for name in _MAIN_FIELDS if name in named), None)
    if key and main and key not in named:
        named[key] = named.pop(main)
    return [Said(memory, name, claim) for name, claim in named.items() if claim.value.strip()]


def _stands_alone(found: _Gathering, memory: Memory, earlier_ids: set[UUID]) -> dict[UUID, _Draft]:
    """Takes in a memory that adds to no entry; gives the entry it opens, if it opens one."""
    claims = _supported(found, memory, memory.id if memory.kind in _KEY else None)
    if memory.kind in _KEY:
        ids = {memory.id, *earlier_ids}
        return {memory.id: _Draft(memory.id, memory.kind, {said.field: said for said in claims}, ids=ids)}
    main = _main(claims)
    for said in claims:
        if memory.kind == "summary" and said.field == "label":
            found.headlines.append(said)
        elif said is not main or memory.kind in ("highlight", "other"):
            found.others.append(said)
        elif memory.kind in ("link", "summary"):
            found.many.setdefault(memory.kind, []).append(said)
        else:
            known = found.singles.get(memory.kind)
            found.overtaken.extend([known] if known else [])
            found.singles[memory.kind] = said
    return {}


def _add_to_entry(found: _Gathering, draft: _Draft, memory: Memory) -> None:
    """Takes in a memory about a known entry. Of two claims of one field the later stands."""
    claims = _supported(found, memory, draft.id)
    main = _main(claims)
    draft.ids.add(memory.id)
    for said in claims:
        if memory.kind == draft.kind or (memory.kind == "location" and said is main):
            name = "location" if memory.kind == "location" else said.field
            known = draft.claims.get(name)
            found.overtaken.extend([known] if known else [])
            draft.claims[name] = Said(memory, name, said.claim)
        elif said is main and draft.kind in _WITH_HIGHLIGHTS:
            draft.highlights.append(said)
        else:
            found.others.append(said)


def _supported(found: _Gathering, memory: Memory, entry: UUID | None) -> list[Said]:
    said = _said(memory)
    found.unsupported.extend((each, entry) for each in said if each.claim.status == "unsupported")
    return [each for each in said if each.claim.status != "unsupported"]


def _main(claims: Sequence[Said]) -> Said | None:
    by_name = {said.field: said for said in claims}
    return next((by_name[name] for name in _MAIN_FIELDS if name in by_name), claims[0] if claims else None)


def _each_once(found: _Gathering, told: Iterable[Said]) -> list[Said]:
    kept: list[Said] = []
    for said in told:
        if any(same_words(said.value, known.value) for known in kept):
            found.overtaken.append(said)
        else:
            kept.append(said)
    return kept


def _same_thing(one: _Draft, other: _Draft) -> bool:
    """Whether two entries of a kind are one: the same name, and nothing that tells them apart."""
    key = _KEY[one.kind]
    if key not in one.claims or key not in other.claims:
        return False
    same = same_words if one.kind in ("skill", "language", "interest") else same_name
    if not same(one.claims[key].value, other.claims[key].value):
        return False
    for name in _DIFFERS.get(one.kind, ()):
        if name in one.claims and name in other.claims:
            alike = same_date if name in _DATES else same_words
            if not alike(one.claims[name].value, other.claims[name].value):
                return False
    return not (_period_breaks(one, other) or _period_breaks(other, one))


def _period_breaks(starting: _Draft, ending: _Draft) -> bool:
    start, end = starting.claims.get("startDate"), ending.claims.get("endDate")
    return bool(start and end and starts_after(start.value, end.value))
