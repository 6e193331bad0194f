"""The person's words, as far as the ledger keeps them, and which of them may bear out which value of a CV."""

from collections.abc import Callable, Sequence
from typing import Any

from lifeos.contracts.memory import Memory
from lifeos.cv.composing.sections import SECTIONS, entries_of
from lifeos.grounding import Words
from lifeos.grounding.ledger import Entry, profile, words_of
from lifeos.grounding.revisions import entry_name, same_name

STRICT = frozenset({"work", "education"})
"""Sections whose entries may stand on nothing but what was said of them."""
OWN_WORDS = STRICT | {"volunteer", "projects", "certificates", "awards"}
"""Sections whose known entries may not borrow a number or a date from elsewhere."""

NAMED_BY = ("institution", "name", "position", "studyType", "area")

Document = dict[str, Any]
Scope = Callable[[str], Sequence[Words]]


def scope_of(document: Document, memories: Sequence[Memory]) -> Scope:
    """Which words may bear a value out: inside a job or school only those that were said of it."""
    known = profile(memories)
    everything = [words for memory in memories for words in words_of(memory)]
    by_entry: dict[str, list[Words]] = {}
    for section in (each for each in SECTIONS if each.name in OWN_WORDS):
        for index, item in enumerate(document.get(section.name, [])):
            same = [e for e in entries_of(known, section) if _is(_called(e), _called_in(item))]
            ids = {id for entry in same for id in entry.ids}
            if ids or section.name in STRICT:
                by_entry[f"/{section.name}/{index}/"] = [
                    words for memory in memories if memory.id in ids for words in words_of(memory)
                ]

    def scope(pointer: str) -> Sequence[Words]:
        found = next((words for prefix, words in by_entry.items() if pointer.startswith(prefix)), None)
        return everything if found is None else found

    return scope


def _called(entry: Entry) -> str:
    """What an entry goes by: its employer or school, and without one its title."""
    return next((entry.value(field) for field in NAMED_BY if entry.value(field)), "")


def _called_in(item: dict[str, Any]) -> str:
    """The same of an entry of the document."""
    return str(next((item[field] for field in NAMED_BY if item.get(field)), "")) or entry_name(item)


def _is(known: str, wanted: str) -> bool:
    """The same name; and what has no name can only stand on words about what has none."""
    return same_name(known, wanted) if known and wanted else not known and not wanted
