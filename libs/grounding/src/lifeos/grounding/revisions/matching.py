"""Which entry of one document is which entry of another, wherever it stands."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, cast

from lifeos.grounding.revisions.folding import same_name
from lifeos.grounding.revisions.pointers import leaves_of

_NAMES = (
    "name",
    "institution",
    "organization",
    "title",
    "language",
    "url",
    "reference",
    "text",
    "requirement",
)
_ALIKE = 0.6
Pair = tuple[int | None, int | None]


def entry_name(entry: Any) -> str:
    """What an entry is called: its employer, school, skill; or the text itself."""
    if not isinstance(entry, dict):
        return str(entry)
    fields = cast("dict[str, Any]", entry)
    return str(next((fields[name] for name in (*_NAMES, "position", "network") if fields.get(name)), ""))


def pairs(before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """Every entry of both lists once, with its counterpart or None: in the order of `after`, the gone ones last.

    Equal entries belong together first, then those with the name and the most values in common, then those without
    the same name that share at least half of their values (an employer that was renamed).
    """
    found: dict[int, int] = {}
    for least in (1.0, 0.5, 0.0):
        for theirs in range(len(after)):
            if theirs in found:
                continue
            free = [ours for ours in range(len(before)) if ours not in found.values()]
            scored = [(_likeness(before[ours], after[theirs]), -abs(ours - theirs), ours) for ours in free]
            fit = [each for each in scored if each[0] >= max(least, 0.01)]
            if fit:
                found[theirs] = max(fit)[2]
    matched: list[Pair] = [(found.get(theirs), theirs) for theirs in range(len(after))]
    return matched + [(ours, None) for ours in range(len(before)) if ours not in found.values()]


def _likeness(one: Any, other: Any) -> float:
    """1 for equal entries, 0 for entries that are not the same thing."""
    if one == other:
        return 1.0
    if not (isinstance(one, dict) and isinstance(other, dict)):
        ratio = SequenceMatcher(None, str(one), str(other), autojunk=False).ratio()
        return ratio * 0.9 if ratio >= _ALIKE else 0.0
    ours = [value for _, value in leaves_of(one)]
    theirs = [value for _, value in leaves_of(other)]
    shared = sum(min(ours.count(value), theirs.count(value)) for value in set(ours))
    share = shared / max(len(ours), len(theirs), 1)
    if same_name(entry_name(one), entry_name(other)):
        return 0.5 + 0.4 * share
    return 0.4 * share if share >= 0.5 else 0.0
