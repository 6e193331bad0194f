"""Which memories stand, and which entry each of them adds to."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from lifeos.contracts.memory import Memory

_HOLDING_RESULTS = frozenset({"job", "education", "volunteer", "project"})
"""Entries that results and places can belong to."""
_ENTRIES = _HOLDING_RESULTS | {"certificate", "award", "language", "skill", "interest"}
"""Kinds that a later memory of the same kind can add to."""


@dataclass(frozen=True)
class Ledger:
    """Memories in an order in which an entry comes before what adds to it.

    `roots` names the entry of each memory (itself when it adds to none), `heirs` which memory took the place of
    an older one, `replaced` the memories of the list whose place was taken.
    """

    memories: tuple[Memory, ...]
    roots: dict[UUID, UUID]
    heirs: dict[UUID, UUID]
    replaced: tuple[Memory, ...]

    def earlier_ids(self, memory_id: UUID) -> set[UUID]:
        """The ids under which an entry was known before corrections took its place."""
        return {old for old in self.heirs if _last_heir(self.heirs, old) == memory_id}


def standing(memories: Sequence[Memory]) -> Ledger:
    """Sorts out who replaced whom. Said twice under one id counts once, as said last."""
    by_id = {memory.id: memory for memory in memories}
    told = {memory_id: place for place, memory_id in enumerate(by_id)}
    heirs: dict[UUID, UUID] = {}
    for memory in by_id.values():
        for old in memory.supersedes:
            adds_to_it = memory.about == old and old in by_id
            if not adds_to_it and (old not in told or told[old] < told[memory.id]):
                heirs[old] = memory.id
    kept = {memory_id: memory for memory_id, memory in by_id.items() if memory_id not in heirs}
    abouts = {memory_id: _about(memory, by_id, heirs) for memory_id, memory in kept.items()}
    roots = {memory_id: _root(memory_id, kept, abouts) for memory_id in kept}
    in_order = sorted(
        kept, key=lambda each: (max(told[each], told[roots[each]]), roots[each] != each, told[each])
    )
    replaced = tuple(memory for memory_id, memory in by_id.items() if memory_id in heirs)
    return Ledger(tuple(kept[each] for each in in_order), roots, heirs, replaced)


def _last_heir(heirs: dict[UUID, UUID], memory_id: UUID) -> UUID:
    # An heir is always told later than whom it replaces, so this ends.
    while memory_id in heirs:
        memory_id = heirs[memory_id]
    return memory_id


def _about(memory: Memory, by_id: dict[UUID, Memory], heirs: dict[UUID, UUID]) -> UUID | None:
    """The entry a memory speaks of. A correction that names none speaks of the one its predecessor spoke of."""
    about = memory.about
    if about is None:
        before = [by_id[old] for old in memory.supersedes if old in by_id and old in heirs]
        about = next((old.about for old in before if old.about and old.kind == memory.kind), None)
    return _last_heir(heirs, about) if about else None


def _root(memory_id: UUID, kept: dict[UUID, Memory], abouts: dict[UUID, UUID | None]) -> UUID:
    root, seen = memory_id, {memory_id}
    while True:
        above = abouts[root]
        if above is None or above in seen or above not in kept or not _can_add(kept[root], kept[above]):
            break
        seen.add(above)
        root = above
    return root if root == memory_id or kept[root].kind in _ENTRIES else memory_id


def _can_add(memory: Memory, entry: Memory) -> bool:
    same_kind = memory.kind == entry.kind
    return same_kind or (
        entry.kind in _HOLDING_RESULTS and memory.kind in ("highlight", "summary", "location")
    )
