"""The person's words, as far as the ledger keeps them."""

from collections.abc import Sequence

from lifeos.contracts.memory import Memory
from lifeos.grounding.index import Words

# What was reworded in an earlier message was checked when it was learned; its words are in another quote.
LETTER_BY_LETTER = frozenset({"verbatim", "confirmed"})


def words_of(memory: Memory) -> list[Words]:
    """The quote of a memory at its place, and its values that stand elsewhere: in an earlier message, in an edit."""
    source = "file" if _is_from_a_file(memory) else "message"
    quote = Words(source=source, id=str(memory.turn_id), text=memory.quote, offset=_offset(memory))
    end = quote.offset + len(quote.text)
    elsewhere = [
        Words(source=each.source, id=each.id, text=claim.value, offset=each.start, page=each.page)
        for claim in memory.claims.values()
        for each in claim.evidence[:1]
        if (
            claim.status in ("reworded", "heard")
            or (claim.status in LETTER_BY_LETTER and each.end - each.start == len(claim.value))
        )
        and not (each.id == quote.id and quote.offset <= each.start < end)
    ]
    return [quote, *elsewhere]


def _is_from_a_file(memory: Memory) -> bool:
    """Its origin is then the file's id, which stands where a turn's would."""
    told = [
        each.source
        for claim in memory.claims.values()
        for each in claim.evidence
        if each.id == str(memory.turn_id)
    ]
    return "file" in told


def _offset(memory: Memory) -> int:
    """Where the quote begins in its message: the ledger does not say, but a value inside the quote tells it."""
    spans = [
        (claim.value, each.start)
        for claim in memory.claims.values()
        for each in claim.evidence
        if each.id == str(memory.turn_id)
    ]
    # Names said in small letters stand in capitals in the ledger.
    quote = memory.quote.casefold()
    for value, start in spans:
        if quote.count(value.casefold()) == 1:
            return max(0, start - quote.index(value.casefold()))
    return min((start for _, start in spans), default=0)


def said_once(memories: Sequence[Memory]) -> list[Words]:
    """Everything the person said that memories keep, each stretch once."""
    found: dict[tuple[str, int, str], Words] = {}
    for memory in memories:
        for words in words_of(memory):
            found.setdefault((words.id, words.offset, words.text), words)
    return list(found.values())
