"""Which entry of a model's draft is which entry of the person's own CV."""

from collections.abc import Iterator, Sequence
from typing import Any

from lifeos.cv.composing.sections import SECTIONS
from lifeos.grounding.revisions import entry_name, escaped, leaves_of, same_name, same_words

Document = dict[str, Any]


def same_entries(drafted: Sequence[Document], own: Sequence[Document]) -> dict[int, int]:
    """Places in `drafted` with their places in `own`, each at most once. One employer may stand for several
    positions: those with the same position and dates belong together first."""
    scored = sorted(
        (
            (-_likeness(entry, other), ours, theirs)
            for ours, entry in enumerate(drafted)
            for theirs, other in enumerate(own)
            if _same(entry, other)
        ),
    )
    found: dict[int, int] = {}
    for _, ours, theirs in scored:
        if ours not in found and theirs not in found.values():
            found[ours] = theirs
    return found


def pointers_in(document: Document, own: Document) -> Iterator[tuple[str, str]]:
    """Pointers of values that both documents hold at the same place of the same entry: here, and in `own`."""
    yield from _equal(document.get("basics", {}), own.get("basics", {}), "/basics", "/basics")
    for section in (each.name for each in SECTIONS):
        drafted, known = document.get(section, []), own.get(section, [])
        for ours, theirs in same_entries(drafted, known).items():
            yield from _equal(drafted[ours], known[theirs], f"/{section}/{ours}", f"/{section}/{theirs}")


def _equal(entry: Document, own: Document, ours: str, theirs: str) -> Iterator[tuple[str, str]]:
    for key in entry.keys() & own.keys():
        here, there = f"{ours}/{escaped(key)}", f"{theirs}/{escaped(key)}"
        places: dict[object, str] = {}
        for pointer, value in leaves_of(own[key], there):
            places.setdefault((value, _field(pointer, there)), pointer)
        for pointer, value in leaves_of(entry[key], here):
            place = places.get((value, _field(pointer, here)))
            if place:
                yield pointer, place


def _field(pointer: str, under: str) -> str:
    """The path inside a field, without places in lists: a line may stand at another place."""
    return "/".join(part for part in pointer.removeprefix(under).split("/") if not part.isdigit())


def _same(entry: Document, other: Document) -> bool:
    name, known = entry_name(entry), entry_name(other)
    return bool(name) and bool(known) and same_name(name, known)


def _likeness(entry: Document, other: Document) -> int:
    positions = str(entry.get("position", "")), str(other.get("position", ""))
    alike = 2 * same_words(*positions) if all(positions) else 0
    return alike + sum(entry.get(date) == other.get(date) for date in ("startDate", "endDate"))
