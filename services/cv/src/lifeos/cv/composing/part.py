"""One entry of the document while it is written: its values by place, each with status and evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from lifeos.contracts.deliverable import Leaf, LeftOut
from lifeos.contracts.memory import Evidence
from lifeos.contracts.resume import ResumePart
from lifeos.contracts.words import ClaimStatus
from lifeos.cv.composing.tidy import capital, lines
from lifeos.grounding.ledger.facts import Said


@dataclass(frozen=True)
class Value:
    """A value ready for the document."""

    value: str
    status: ClaimStatus
    evidence: list[Evidence]
    memory_id: UUID


@dataclass
class Part:
    """Values by their place inside the entry, such as `highlights/0`; what was left out; what has no place here."""

    ids: frozenset[UUID] = frozenset()
    leaves: dict[str, Value] = field(default_factory=dict[str, Value])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])
    unplaced: list[Said] = field(default_factory=list[Said])
    used: set[UUID] = field(default_factory=set[UUID])

    def add(self, place: str, value: Value) -> None:
        """Sets a value at its place."""
        self.leaves[place] = value
        self.used.add(value.memory_id)

    def put(
        self,
        place: str,
        said: Said,
        model: type[ResumePart],
        name: str,
        reason: str,
        question: str,
        capitalised: bool = False,
    ) -> None:
        """Sets a claim at its place, or leaves it out when the model refuses it there."""
        value = as_said(said, capitalised)
        if accepted(model, name, value.value):
            self.add(place, value)
        else:
            self.leave_out(place, said, reason, question)

    def leave_out(self, place: str, said: Said, reason: str, question: str) -> None:
        """Keeps a value out of the document, visibly, with a question that would settle it."""
        self.left_out.append(
            LeftOut(pointer=place, value=said.value.strip(), reason=reason, question=question)
        )

    def tidied(self, said: Said) -> list[Value]:
        """The lines of a spoken result. What a person typed into the document stays as they typed it."""
        if any(each.source == "edit" for each in said.claim.evidence):
            return [as_said(said)]
        return [
            Value(
                line.text,
                _status(said, line.text == said.value[line.start : line.end]),
                _narrowed(said, line.start, line.end),
                said.memory.id,
            )
            for line in lines(said.value)
        ]

    def tree(self) -> dict[str, Any]:
        """The entry as JSON."""
        root: dict[str, Any] = {}
        for place, value in self.leaves.items():
            _set(root, place.split("/"), value.value)
        return root

    def leaves_at(self, pointer: str) -> list[Leaf]:
        """The leaves, for an entry that stands at this pointer."""
        return [
            Leaf(pointer=f"{pointer}/{place}", status=value.status, evidence=value.evidence)
            for place, value in self.leaves.items()
        ]

    def left_out_at(self, pointer: str) -> list[LeftOut]:
        """What was left out of an entry that stands at this pointer."""
        return [each.model_copy(update={"pointer": f"{pointer}/{each.pointer}"}) for each in self.left_out]


def as_said(said: Said, capitalised: bool = False) -> Value:
    """A claim as it stands in the document: blanks in order, perhaps a capital letter, nothing else."""
    stripped = said.value.strip()
    start = said.value.index(stripped)
    text = " ".join(stripped.split())
    text = capital(text) if capitalised else text
    evidence = _narrowed(said, start, start + len(stripped))
    return Value(text, _status(said, text == stripped), evidence, said.memory.id)


def joined(told: Iterable[Value]) -> Value:
    """Several values as one text, in the order told, each closed by a full stop."""
    values = list(told)
    if len(values) == 1:
        return values[0]
    weakest: ClaimStatus = "heard" if any(value.status == "heard" for value in values) else "reworded"
    evidence = [each for value in values for each in value.evidence]
    return Value(" ".join(_closed(value.value) for value in values), weakest, evidence, values[0].memory_id)


def _closed(text: str) -> str:
    return text if text[-1:] in ".!?:;…" else f"{text}."


def accepted(model: type[ResumePart], name: str, value: str) -> bool:
    """Whether the strict model takes this value in this field."""
    try:
        model.model_validate({name: value})
    except ValidationError:
        return False
    return True


def _status(said: Said, unchanged: bool) -> ClaimStatus:
    return "reworded" if said.claim.status == "verbatim" and not unchanged else said.claim.status


def _narrowed(said: Said, start: int, end: int) -> list[Evidence]:
    """The evidence of a part of a claim: closer where the source holds the claim letter by letter."""
    exact = said.claim.status in ("verbatim", "heard", "confirmed")
    return [
        each.model_copy(update={"start": each.start + start, "end": each.start + end})
        if exact and each.end - each.start == len(said.value)
        else each
        for each in said.claim.evidence
    ]


def _set(root: dict[str, Any], path: list[str], value: str) -> None:
    """Sets a value in a tree of objects; a number in the path means the next item of a list."""
    head, *rest = path
    if not rest:
        root[head] = value
    elif rest[0].isdigit():
        items: list[Any] = root.setdefault(head, [])
        if len(rest) == 1:
            items.append(value)
            return
        if len(items) <= int(rest[0]):
            items.append({})
        _set(items[int(rest[0])], rest[1:], value)
    else:
        _set(root.setdefault(head, {}), rest, value)
