"""The person's words, as far as the ledger keeps them, and which of them may bear out which value of a CV."""

from collections.abc import Callable, Sequence
from typing import Any

from lifeos.contracts.memory import Memory
from lifeos.cv.composing import Entry, profile
from lifeos.cv.composing.sections import SECTIONS, entries_of
from lifeos.grounding import Words
from lifeos.grounding.revisions import entry_name, same_name

STRICT = frozenset({"work", "education"})
"""Sections whose entries may stand on nothing but what was said of them."""
OWN_WORDS = STRICT | {"volunteer", "projects", "certificates", "awards"}
"""Sections whose known entries may not borrow a number or a date from elsewhere."""
# What was reworded in an earlier message was checked when it was learned; its words are in another quote.
LETTER_BY_LETTER = frozenset({"verbatim", "heard", "confirmed"})

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


def words_of(memory: Memory) -> list[Words]:
    """The quote of a memory at its place, and its values that stand elsewhere: in an earlier message, in an edit."""
    quote = Words(source="message", id=str(memory.turn_id), text=memory.quote, offset=_offset(memory))
    end = quote.offset + len(quote.text)
    elsewhere = [
        Words(source=each.source, id=each.id, text=claim.value, offset=each.start, page=each.page)
        for claim in memory.claims.values()
        for each in claim.evidence[:1]
        if (
            claim.status == "reworded"
            or (claim.status in LETTER_BY_LETTER and each.end - each.start == len(claim.value))
        )
        and not (each.source == "message" and each.id == quote.id and quote.offset <= each.start < end)
    ]
    return [quote, *elsewhere]


def _offset(memory: Memory) -> int:
    """Where the quote begins in its message: the ledger does not say, but a value inside the quote tells it."""
    spans = [
        (claim.value, each.start)
        for claim in memory.claims.values()
        for each in claim.evidence
        if each.source == "message" and each.id == str(memory.turn_id)
    ]
    # Names said in small letters stand in capitals in the ledger.
    quote = memory.quote.casefold()
    for value, start in spans:
        if quote.count(value.casefold()) == 1:
            return max(0, start - quote.index(value.casefold()))
    return min((start for _, start in spans), default=0)


def _called(entry: Entry) -> str:
    """What an entry goes by: its employer or school, and without one its title."""
    return next((entry.value(field) for field in NAMED_BY if entry.value(field)), "")


def _called_in(item: dict[str, Any]) -> str:
    """The same of an entry of the document."""
    return str(next((item[field] for field in NAMED_BY if item.get(field)), "")) or entry_name(item)


def _is(known: str, wanted: str) -> bool:
    """The same name; and what has no name can only stand on words about what has none."""
    return same_name(known, wanted) if known and wanted else not known and not wanted
