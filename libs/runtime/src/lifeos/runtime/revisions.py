"""What a person changed by hand in earlier versions, for whoever writes the next one."""

from dataclasses import dataclass
from uuid import UUID

from lifeos.contracts import VersionWritten
from lifeos.contracts.asks import AskDeliverable, DeliverableDetail
from lifeos.runtime.bus import Bus

EDITS_AT_MOST = 100


@dataclass(frozen=True)
class Edit:
    """A version by the person, and the version that they changed."""

    base: VersionWritten
    hand: VersionWritten


async def document_of(bus: Bus, person_id: UUID, deliverable: UUID) -> DeliverableDetail:
    """A document as it now stands, with its newest version."""
    return await bus.ask(AskDeliverable(person_id=person_id, deliverable=deliverable))


async def edits_of(bus: Bus, person_id: UUID, found: DeliverableDetail) -> list[Edit]:
    """Every edit that the person ever made to a document, oldest first.

    A writer starts from the ledger each time, so an edit counts for all later versions, not only the next.
    """
    edits: list[Edit] = []
    if found.deliverable is None:
        return edits
    numbers = [version.version for version in found.versions if version.author == "person"]
    for number in numbers[-EDITS_AT_MOST:]:
        base = await _version(bus, person_id, found.deliverable.id, number - 1)
        hand = await _version(bus, person_id, found.deliverable.id, number)
        if base and hand:
            edits.append(Edit(base, hand))
    return edits


async def _version(bus: Bus, person_id: UUID, deliverable: UUID, number: int) -> VersionWritten | None:
    return (
        await bus.ask(AskDeliverable(person_id=person_id, deliverable=deliverable, version=number))
    ).written
