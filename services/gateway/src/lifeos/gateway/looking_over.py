"""What files and debriefs share: facts that are shown before they are facts, and what is left out of them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from lifeos.contracts.memory import Memory, Understood

NAMES = ("name", "institution")


def understood(facts: Sequence[Memory], known: Sequence[Memory] = ()) -> list[Understood]:
    """Each fact as it is shown; `known` are the things that stand already and that facts may add to."""
    named = {memory.id: _name(memory) for memory in [*known, *facts]}
    return [_shown(memory, named) for memory in facts]


def without(facts: Sequence[Memory], left_out: set[UUID]) -> list[Memory]:
    """What is left, without what belongs to something that was left out."""
    return [each for each in facts if each.id not in left_out and each.about not in left_out]


def _shown(memory: Memory, named: Mapping[UUID, str]) -> Understood:
    pages = [each.page for claim in memory.claims.values() for each in claim.evidence if each.page]
    return Understood(
        id=memory.id,
        kind=memory.kind,
        values={name: claim.value for name, claim in memory.claims.items()},
        about=named.get(memory.about, "") if memory.about else "",
        quote=memory.quote,
        page=min(pages, default=None),
    )


def _name(memory: Memory) -> str:
    return next((memory.claims[name].value for name in NAMES if name in memory.claims), "")
