"""Keeps what a person changed by hand when a document is written anew: a three-way merge in which they win."""

from typing import Any, cast

from lifeos.contracts import VersionWritten
from lifeos.contracts.deliverable import Leaf
from lifeos.grounding.revisions.edits import edited_leaves
from lifeos.grounding.revisions.folding import same_name, same_words
from lifeos.grounding.revisions.matching import entry_name, pairs

Json = Any


def with_edits(
    base: dict[str, Any], edited: VersionWritten, written: dict[str, Any], leaves: list[Leaf]
) -> tuple[dict[str, Any], list[Leaf]]:
    """`written` with every change that `edited` made to `base`. Their evidence is the person's edit."""
    merged = cast("dict[str, Any]", _merge(base, edited.document, written))
    return merged, edited_leaves(written, leaves, merged, edited.subject)


def _merge(base: Json, mine: Json, theirs: Json) -> Json:
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return _merge_fields(
            cast("dict[str, Json]", base or {}),
            cast("dict[str, Json]", mine),
            cast("dict[str, Json]", theirs),
        )
    if any(isinstance(each, list) for each in (base, mine, theirs)):
        # A list that is not there is an empty one: who took every line away refused those, not what comes later.
        return _merge_lists(*(cast("list[Json]", each or []) for each in (base, mine, theirs))) or None
    return mine


def _merge_fields(base: dict[str, Json], mine: dict[str, Json], theirs: dict[str, Json]) -> dict[str, Json]:
    keys = [*theirs, *(key for key in mine if key not in theirs)]
    merged = {key: _merge(base.get(key), mine.get(key), theirs.get(key)) for key in keys}
    return {key: value for key, value in merged.items() if value is not None}


def _merge_lists(base: list[Json], mine: list[Json], theirs: list[Json]) -> list[Json]:
    """Entry by entry: what they removed stays removed, what they added or changed stays, what is new comes in."""
    to_mine = dict(pairs(base, mine))
    from_theirs = {
        their: ours
        for ours, their in pairs(base, theirs)
        if their is not None and (ours is None or _may_be_one(base[ours], theirs[their]))
    }
    added = [mine[their] for ours, their in pairs(base, mine) if ours is None and their is not None]
    merged: list[Json] = []
    for position, entry in enumerate(theirs):
        ours = from_theirs.get(position)
        if ours is None:
            twin = next((each for each in added if _same(each, entry)), None)
            merged.append(entry if twin is None else _merge(None, twin, entry))
            added = [each for each in added if each is not twin]
        elif to_mine.get(ours) is not None:
            merged.append(_merge(base[ours], mine[cast("int", to_mine[ours])], entry))
    dropped = [ours for ours in range(len(base)) if ours not in from_theirs.values()]
    edited = [
        mine[place]
        for ours in dropped
        if (place := to_mine.get(ours)) is not None and mine[place] != base[ours]
    ]
    return merged + [each for each in (*edited, *added) if each not in merged]


def _may_be_one(one: Json, other: Json) -> bool:
    """A person may rename an employer; the writer never does: another name is another entry, however alike the rest."""
    names = entry_name(one), entry_name(other)
    return not (isinstance(one, dict) and all(names)) or same_name(*names)


def _same(one: Json, other: Json) -> bool:
    """Whether two entries that were added apart say the same: one name, and no field that differs."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return same_words(str(one), str(other))
    mine, theirs = cast("dict[str, Json]", one), cast("dict[str, Json]", other)
    shared = [key for key in mine.keys() & theirs.keys() if isinstance(mine[key], str)]
    named = same_words(entry_name(mine), entry_name(theirs))
    return named and all(same_words(mine[key], str(theirs[key])) for key in shared)
