"""What is kept of a model's draft. Each value is checked against the person's words; plain facts come from the ledger."""

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from lifeos.contracts.deliverable import Leaf, LeftOut
from lifeos.contracts.memory import Memory
from lifeos.contracts.resume import Period, Resume
from lifeos.contracts.words import Locale
from lifeos.cv.composing import Composed
from lifeos.cv.composing.sections import SECTIONS
from lifeos.cv.ledger_words import scope_of
from lifeos.cv.pairing import pointers_in, same_entries
from lifeos.grounding import Words, check_document, check_value, plain_reason, question_for
from lifeos.grounding.revisions import entry_name, same_name

CONTACTS = ("name", "email", "phone", "url", "location", "profiles")
WRITTEN = frozenset({"highlights", "summary", "description", "keywords", "courses", "roles"})
"""Fields that a model words itself; every other field of a known entry is copied from the ledger."""
COMPLETE = ("work", "education")
"""Sections in which nothing may be lost."""
WITH_PERIODS = tuple(section.name for section in SECTIONS if issubclass(section.model, Period))
ROUNDS = 6

Document = dict[str, Any]
Scope = Callable[[str], Sequence[Words]]
Lie = tuple[str, Leaf]


def checked(
    draft: Document, composed: Composed, memories: Sequence[Memory], language: Locale
) -> tuple[Composed, list[Lie]] | None:
    """The draft with only what is borne out, and the values that were not; None when no such document is found.

    `composed` is the CV of the same ledger in the person's own words.
    """
    lies = _lies(draft, composed, memories)
    document = without(draft, [leaf.pointer for _, leaf in lies])
    for _ in range(ROUNDS):
        document = _with_own(document, composed)
        # Pointers move when entries go, so what is kept is checked again where it now stands.
        leaves = _leaves(document, composed, scope_of(document, memories))
        bad = [leaf.pointer for leaf in leaves if leaf.status == "unsupported"]
        if not bad:
            return _as_composed(document, leaves, composed, memories, _left_out(lies, language)), lies
        document = without(document, bad)
    return None


def borne_out(composed: Composed, memories: Sequence[Memory], language: Locale) -> Composed:
    """The CV in the person's own words without what other words of theirs contradict, which becomes a question.

    The learner reads one turn at a time; a degree may be called unfinished in another one.
    """
    document, scope = composed.document, scope_of(composed.document, memories)
    calculated = {leaf.pointer for leaf in composed.leaves if leaf.status == "calculated"}
    doubted = [
        (value_at(document, leaf.pointer), leaf)
        for leaf in check_document(document, scope)
        if leaf.status == "unsupported" and leaf.pointer not in calculated
    ]
    if not doubted:
        return composed
    kept = without(document, [leaf.pointer for _, leaf in doubted])
    leaves = list(_own_leaves(kept, composed).values())
    return _as_composed(kept, leaves, composed, memories, _left_out(doubted, language))


def _lies(draft: Document, composed: Composed, memories: Sequence[Memory]) -> list[Lie]:
    scope = scope_of(draft, memories)
    found = [leaf for leaf in _leaves(draft, composed, scope) if leaf.status == "unsupported"]
    return [(_value(draft, leaf.pointer), leaf) for leaf in found]


def _value(draft: Document, pointer: str) -> str:
    """What a pointer says; an end that is not there says that it goes on."""
    try:
        return value_at(draft, pointer)
    except KeyError:
        return "present"


def _leaves(document: Document, composed: Composed, scope: Scope) -> list[Leaf]:
    """Every value with what bears it out: the ledger's own evidence where the ledger says the same."""
    own = _own_leaves(document, composed)
    leaves = [own.get(leaf.pointer, leaf) for leaf in check_document(document, scope)]
    return leaves + _open_ends(document, own, scope)


def _own_leaves(document: Document, composed: Composed) -> dict[str, Leaf]:
    """The leaves of values that stand in the person's own CV, under the pointers of this document."""
    by_pointer = {leaf.pointer: leaf for leaf in composed.leaves}
    found: dict[str, Leaf] = {}
    for ours, theirs in pointers_in(document, composed.document):
        leaf = by_pointer.get(theirs)
        if leaf:
            found[ours] = leaf.model_copy(update={"pointer": ours})
    return found


def _open_ends(document: Document, own: dict[str, Leaf], scope: Scope) -> list[Leaf]:
    """A beginning without an end claims "until today" (JSON Resume). Where nobody said so, it is a lie."""
    lies: list[Leaf] = []
    for section in WITH_PERIODS:
        for place, entry in enumerate(document.get(section, [])):
            pointer = f"/{section}/{place}/endDate"
            if "startDate" not in entry or "endDate" in entry or f"/{section}/{place}/startDate" in own:
                continue
            verdict = check_value("end_date", "present", scope(pointer))
            if verdict.status == "unsupported":
                lies.append(Leaf(pointer=pointer, status="unsupported", reason=verdict.reason))
    return lies


def _with_own(document: Document, composed: Composed) -> Document:
    """The draft with everything that is nobody's to word: names, contacts, dates, and what it forgot."""
    own = composed.document
    basics = {key: value for key, value in document.get("basics", {}).items() if key not in CONTACTS}
    kept = {key: value for key, value in own.get("basics", {}).items() if key in CONTACTS}
    whole: Document = {**document, "basics": {**kept, **basics}}
    for section in (each.name for each in SECTIONS if each.name in own):
        entries = whole.get(section)
        whole[section] = _entries(section, entries, own[section]) if entries else own[section]
    return Resume.model_validate(copy.deepcopy(whole)).as_json()


def _entries(section: str, drafted: list[Document], own: list[Document]) -> list[Document]:
    same = same_entries(drafted, own)
    entries = [
        _with_facts(entry, own[same[place]]) if place in same else entry
        for place, entry in enumerate(drafted)
    ]
    if section not in COMPLETE:
        return entries
    for place, entry in enumerate(own):
        if place not in same.values():
            entries.insert(place, _forgotten_entry(entry, drafted))
    return entries


def _with_facts(entry: Document, own: Document) -> Document:
    worded = {key: value for key, value in entry.items() if key in WRITTEN}
    facts = {key: value for key, value in own.items() if key not in WRITTEN or key not in worded}
    dated = {"startDate", "endDate"}
    more = {key: value for key, value in entry.items() if key not in own and key not in dated}
    return {**more, **facts, **worded}


def _forgotten_entry(own: Document, drafted: Sequence[Document]) -> Document:
    """An entry as the person's own CV has it; without results when the draft has them under another position."""
    merged = any(same_name(entry_name(own), entry_name(entry)) for entry in drafted)
    return {key: value for key, value in own.items() if not merged or key not in WRITTEN}


def _left_out(lies: Sequence[Lie], language: Locale) -> list[LeftOut]:
    return [
        LeftOut(
            pointer=leaf.pointer,
            value=value,
            reason=plain_reason(leaf, language),
            question=question_for(leaf.pointer, value, language),
        )
        for value, leaf in lies
    ]


def _as_composed(
    document: Document,
    leaves: list[Leaf],
    composed: Composed,
    memories: Sequence[Memory],
    left_out: list[LeftOut],
) -> Composed:
    return Composed(
        document=document,
        leaves=leaves,
        unplaced=composed.unplaced,
        left_out=[*composed.left_out, *left_out],
        missing=composed.missing,
        memories=[memory.id for memory in memories if memory.kind != "other"],
        title=composed.title,
    )


def value_at(document: Document, pointer: str) -> str:
    """The value that a JSON Pointer names (RFC 6901). Raises KeyError where there is none."""
    place, last = _place(document, pointer)
    return str(place[last])


def with_values(document: Document, values: Mapping[str, str]) -> Document:
    """The document with other values where the JSON Pointers name some. Raises KeyError where there is none."""
    changed = copy.deepcopy(document)
    for pointer, value in values.items():
        place, last = _place(changed, pointer)
        place[last] = value
    return changed


def without(document: Document, pointers: Sequence[str]) -> Document:
    """The document with the named values gone, and with them the entries that hold nothing any more.

    An end that is not there cannot go: its beginning does.
    """
    left = copy.deepcopy(document)
    for pointer in pointers:
        place, last = _place(left, pointer)
        place[last if isinstance(place, list) or last in place else "startDate"] = None
    return cast("Document", _without_none(left))


def _place(document: Document, pointer: str) -> tuple[Any, Any]:
    """The list or object that holds the value, and the index or name of the value in it."""
    *path, last = _keys(pointer)
    place: Any = document
    for key in path:
        place = place[int(key)] if isinstance(place, list) else place[key]
    return place, int(last) if isinstance(place, list) else last


def _keys(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {key: _without_none(item) for key, item in fields.items() if item is not None}
    if isinstance(value, list):
        kept = [_without_none(item) for item in cast("list[Any]", value) if item is not None]
        return [item for item in kept if item not in ({}, [])]
    return value
