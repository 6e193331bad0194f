"""What bears out a document after a person changed it by hand."""

from typing import Any, cast

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.memory import Evidence
from lifeos.grounding.revisions.matching import pairs
from lifeos.grounding.revisions.pointers import escaped, leaves_of


def edited_leaves(
    before_document: dict[str, Any],
    before_leaves: list[Leaf],
    after_document: dict[str, Any],
    edit_subject: str,
) -> list[Leaf]:
    """One leaf for each value of the edited document.

    A value that the person left as it was keeps its evidence, wherever its entry stands now; what they wrote is
    confirmed by the edit (its subject is `edit_subject`). A line moved to another job counts as written anew:
    the words that bore it out spoke of the job it came from.
    """
    origins = _origins(before_document, after_document, "", "")
    known = {leaf.pointer: leaf for leaf in before_leaves}
    leaves: list[Leaf] = []
    for pointer, value in leaves_of(after_document):
        leaf = known.get(origins.get(pointer, ""))
        if leaf:
            leaves.append(leaf.model_copy(update={"pointer": pointer}))
        else:
            edit = Evidence(source="edit", id=edit_subject, start=0, end=len(str(value)))
            leaves.append(Leaf(pointer=pointer, status="confirmed", evidence=[edit]))
    return leaves


def _origins(before: Any, after: Any, ours: str, theirs: str) -> dict[str, str]:
    """Where each unchanged value of `after` stood in `before`, by pointer."""
    found: dict[str, str] = {}
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = cast("dict[str, Any]", before), cast("dict[str, Any]", after)
        for key in old.keys() & new.keys():
            found |= _origins(old[key], new[key], f"{ours}/{escaped(key)}", f"{theirs}/{escaped(key)}")
    elif isinstance(before, list) and isinstance(after, list):
        past, present = cast("list[Any]", before), cast("list[Any]", after)
        for mine, its in pairs(past, present):
            if mine is not None and its is not None:
                found |= _origins(past[mine], present[its], f"{ours}/{mine}", f"{theirs}/{its}")
    elif type(before) is type(after) and before == after:
        found[theirs] = ours
    return found
