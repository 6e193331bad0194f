"""Joins what a model and the rules read in the same turn: each thing once, and nothing lost that either read."""

from collections.abc import Sequence
from uuid import UUID

from lifeos.contracts.memory import Memory

CONTACTS = frozenset({"email", "phone", "link"})


def read_twice(by_model: Sequence[Memory], by_rule: Sequence[Memory]) -> list[Memory]:
    """The model's facts, and those of the rules in words that the model left unread.

    A correction that only the rules saw stands, for the model would have made a second job of it. Contacts are
    read exactly by rule, so none of them is lost. What was about a fact that fell away is about its twin.
    """
    corrections = [fact for fact in by_rule if fact.supersedes]
    twins: dict[UUID, UUID] = {}
    facts: list[Memory] = []
    for fact in by_model:
        correction = None if fact.supersedes else _twin(fact, corrections)
        if correction:
            twins[fact.id] = correction.id
        else:
            facts.append(fact)
    for fact in by_rule:
        twin = _twin(fact, facts)
        if twin:
            twins[fact.id] = twin.id
        elif _is_new(fact, facts):
            facts.append(fact)
    return [_about_twin(fact, twins) for fact in facts]


def _twin(fact: Memory, others: Sequence[Memory]) -> Memory | None:
    return next((other for other in others if other.kind == fact.kind and _overlap(fact, other)), None)


def _is_new(fact: Memory, others: Sequence[Memory]) -> bool:
    if fact.kind == "name":
        return all(other.kind != "name" for other in others)
    return fact.kind in CONTACTS or bool(fact.supersedes) or not any(_overlap(fact, one) for one in others)


def _about_twin(fact: Memory, twins: dict[UUID, UUID]) -> Memory:
    twin = twins.get(fact.about) if fact.about else None
    return fact.model_copy(update={"about": twin}) if twin and twin != fact.id else fact


def _overlap(one: Memory, other: Memory) -> bool:
    """Whether both stand on some of the same words of this turn."""
    return any(
        mine.start < its.end and its.start < mine.end
        for claim in one.claims.values()
        for mine in claim.evidence
        if mine.id == str(one.turn_id)
        for theirs in other.claims.values()
        for its in theirs.evidence
        if its.id == mine.id
    )
