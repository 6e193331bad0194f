"""Writes the CV from the ledger. It moves the person's own words to their places; it writes none itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lifeos.contracts.deliverable import Leaf, LeftOut, Unplaced
from lifeos.contracts.memory import Evidence, Memory
from lifeos.contracts.resume import PRESENT, Resume
from lifeos.contracts.words import Locale, MemoryKind
from lifeos.cv.composing.basics import basics_part
from lifeos.cv.composing.part import Part, accepted
from lifeos.cv.composing.sections import SECTIONS, Section, entries_of
from lifeos.cv.composing.slots import entry_label, missing, where
from lifeos.cv.composing.texts import question_text, reason_text, title_text
from lifeos.grounding.ledger.facts import Entry, Profile, Said
from lifeos.grounding.ledger.order import starts_after
from lifeos.grounding.ledger.profile import profile
from lifeos.grounding.revisions.folding import fold


@dataclass(frozen=True)
class Composed:
    """A CV with what bears out each of its values, and everything that found no place in it."""

    document: dict[str, Any]
    leaves: list[Leaf]
    unplaced: list[Unplaced]
    left_out: list[LeftOut]
    missing: list[str]
    memories: list[UUID]
    title: str


_BASICS_FIELDS: dict[MemoryKind, str] = {
    "name": "name",
    "email": "email",
    "phone": "phone",
    "location": "location",
    "link": "url",
    "target": "label",
    "summary": "summary",
}


def compose(memories: Sequence[Memory], language: Locale) -> Composed:
    """The CV that the ledger (standing memories, oldest first) bears out."""
    known = profile(memories)
    parts: dict[str, list[Part]] = {}
    unplaced = list(known.others)
    for section in SECTIONS:
        written = [_entry(section, entry, known, language) for entry in entries_of(known, section)]
        parts[section.name] = written
        unplaced.extend(said for part in written for said in part.unplaced)
    basics = basics_part(known, language)
    unplaced.extend(basics.unplaced)
    document, leaves, left_out = _assembled(basics, parts)
    left_out.extend(_doubts(known, parts, language))
    used = {said_id for part in (basics, *(p for ps in parts.values() for p in ps)) for said_id in part.used}
    return Composed(
        document=Resume.model_validate(document).as_json(),
        leaves=leaves,
        unplaced=[Unplaced(text=said.value.strip(), evidence=_source(said)) for said in unplaced],
        left_out=left_out,
        missing=missing(memories),
        memories=[
            memory_id for memory_id in dict.fromkeys(each.id for each in memories) if memory_id in used
        ],
        title=title_text(document.get("basics", {}).get("name", ""), language),
    )


def _entry(section: Section, entry: Entry, known: Profile, language: Locale) -> Part:
    part = Part(entry.ids)
    words = {"label": entry_label(entry), "at": where(entry, known, language)}
    kept = _without_misleading_dates(section, entry, part, words, language)
    for name, said in entry.claims.items():
        target = section.fields.get(name)
        if target is None:
            part.unplaced.append(said)
        elif name in kept:
            question, reason = _if_refused(section, name, said, words, language)
            part.put(
                target, said, section.model, target, reason, question, capitalised=name in section.capital
            )
    if entry.value("endDate") == PRESENT:
        part.used.add(entry.claims["endDate"].memory.id)
    _put_highlights(part, entry.highlights)
    return part


def _without_misleading_dates(
    section: Section, entry: Entry, part: Part, words: dict[str, str], language: Locale
) -> frozenset[str]:
    """The claims that may stand. JSON Resume reads a beginning without an end as "until today", and so would a
    reader: a beginning stands alone only when the person said that it goes on."""
    names = frozenset(entry.claims)
    start, end = entry.claims.get("startDate"), entry.claims.get("endDate")
    goes_on = end is not None and end.value.strip() == PRESENT
    if goes_on:
        names -= {"endDate"}
    if start is None or goes_on:
        return names
    question = question_text(
        _dates_slot(section, "job.endDate" if end is None else "job.dates"), language, **words
    )
    ends_well = end is not None and accepted(section.model, "endDate", end.value.strip())
    if not ends_well:
        part.leave_out("startDate", start, reason_text("open_end", language), question)
        return names - {"startDate"}
    if end is not None and starts_after(start.value.strip(), end.value.strip()):
        reason = reason_text("contradiction", language, start=start.value.strip(), end=end.value.strip())
        part.leave_out("startDate", start, reason, question)
        part.leave_out("endDate", end, reason, question)
        return names - {"startDate", "endDate"}
    return names


def _dates_slot(section: Section, slot: str) -> str:
    if section.kind == "job":
        return slot
    return "education.dates" if section.kind == "education" else "dates"


def _if_refused(
    section: Section, name: str, said: Said, words: dict[str, str], language: Locale
) -> tuple[str, str]:
    """The question and the reason in case the document cannot hold a value."""
    if name in ("startDate", "endDate"):
        question = question_text(_dates_slot(section, f"job.{name}"), language, **words)
        return question, reason_text("not_a_date", language)
    if name == "date":
        return question_text("date", language, **words), reason_text("not_a_date", language)
    return question_text("right", language, value=said.value.strip()), reason_text("refused", language)


def _put_highlights(part: Part, told: Sequence[Said]) -> None:
    """The results of an entry, one line each; a line told twice in the same words stands once."""
    seen: set[str] = set()
    place = 0
    for said in told:
        for line in part.tidied(said):
            if fold(line.value) not in seen or not fold(line.value):
                part.add(f"highlights/{place}", line)
                place += 1
            seen.add(fold(line.value))


def _assembled(
    basics: Part, parts: dict[str, list[Part]]
) -> tuple[dict[str, Any], list[Leaf], list[LeftOut]]:
    """The document of all parts that hold anything, with its leaves and what was left out, by pointer."""
    document: dict[str, Any] = {}
    leaves: list[Leaf] = []
    left_out: list[LeftOut] = basics.left_out_at("/basics")
    if basics.leaves:
        document["basics"] = basics.tree()
        leaves.extend(basics.leaves_at("/basics"))
    for name, written in parts.items():
        kept = [part for part in written if part.leaves]
        if kept:
            document[name] = [part.tree() for part in kept]
        for index, part in enumerate(kept):
            leaves.extend(part.leaves_at(f"/{name}/{index}"))
            left_out.extend(part.left_out_at(f"/{name}/{index}"))
        for part in written:
            left_out.extend([] if part.leaves else part.left_out_at(f"/{name}/-"))
    return document, leaves, left_out


def _doubts(known: Profile, parts: dict[str, list[Part]], language: Locale) -> list[LeftOut]:
    """What the words do not bear out, as questions, at the place it would have."""
    found: list[LeftOut] = []
    for said, entry in known.unsupported:
        value = said.value.strip()
        reason, question = reason_text("unsupported", language), question_text("true", language, value=value)
        found.append(
            LeftOut(pointer=_place_of(said, entry, parts), value=value, reason=reason, question=question)
        )
    return found


def _place_of(said: Said, entry: UUID | None, parts: dict[str, list[Part]]) -> str:
    """The pointer a value would have; `-` stands for the next item of a list, as in RFC 6901."""
    if said.memory.kind in _BASICS_FIELDS:
        return f"/basics/{_BASICS_FIELDS[said.memory.kind]}"
    section = next((each for each in SECTIONS if each.kind == said.memory.kind), None)
    place = section.fields.get(said.field, said.field) if section else "highlights/-"
    for name, written in parts.items():
        for index, part in enumerate([part for part in written if part.leaves]):
            if entry in part.ids:
                return f"/{name}/{index}/{place}"
    return f"/{section.name if section else 'work'}/-/{place}"


def _source(said: Said) -> Evidence:
    """Where the words stand; a claim without evidence is known to come from its turn, and no closer."""
    turn = Evidence(source="message", id=str(said.memory.turn_id), start=0, end=0)
    return next(iter(said.claim.evidence), turn)
