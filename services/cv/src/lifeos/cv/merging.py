"""Keeps what a person changed by hand when a document is written anew: a three-way merge in which they win."""

from typing import Any, cast

from lifeos.contracts import VersionWritten
from lifeos.contracts.deliverable import Leaf
from lifeos.grounding.revisions import edited_leaves, pairs

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
    if isinstance(mine, list) and isinstance(theirs, list):
        return _merge_lists(
            cast("list[Json]", base or []), cast("list[Json]", mine), cast("list[Json]", theirs)
        )
    return mine


def _merge_fields(base: dict[str, Json], mine: dict[str, Json], theirs: dict[str, Json]) -> dict[str, Json]:
    keys = [*theirs, *(key for key in mine if key not in theirs)]
    merged = {key: _merge(base.get(key), mine.get(key), theirs.get(key)) for key in keys}
    return {key: value for key, value in merged.items() if value is not None}


def _merge_lists(base: list[Json], mine: list[Json], theirs: list[Json]) -> list[Json]:
    """Entry by entry: what they removed stays removed, what they added stays, what is new comes in."""
    to_mine = dict(pairs(base, mine))
    from_theirs = {their: ours for ours, their in pairs(base, theirs) if their is not None}
    merged: list[Json] = []
    for position, entry in enumerate(theirs):
        ours = from_theirs.get(position)
        if ours is None:
            merged.append(entry)
        elif to_mine.get(ours) is not None:
            merged.append(_merge(base[ours], mine[cast("int", to_mine[ours])], entry))
    added = [their for ours, their in pairs(base, mine) if ours is None and their is not None]
    return merged + [mine[position] for position in added if mine[position] not in merged]
