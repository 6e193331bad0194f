"""The picture of a person that the ledger gives: what each value is and which memory said it."""

from dataclasses import dataclass
from uuid import UUID

from lifeos.contracts.memory import Claim, Memory
from lifeos.contracts.words import MemoryKind


@dataclass(frozen=True)
class Said:
    """One claim, and the memory it was stated in."""

    memory: Memory
    field: str
    claim: Claim

    @property
    def value(self) -> str:
        return self.claim.value


@dataclass(frozen=True)
class Entry:
    """A job, a school, a skill: everything said about it. `ids` are all memories it was gathered from."""

    id: UUID
    kind: MemoryKind
    claims: dict[str, Said]
    highlights: tuple[Said, ...] = ()
    ids: frozenset[UUID] = frozenset()

    def value(self, field: str) -> str:
        """The value of a field, or nothing when it was not said."""
        said = self.claims.get(field)
        return said.value.strip() if said else ""

    @property
    def quote(self) -> str:
        """The person's words that the entry was first learned from."""
        known = [*self.claims.values(), *self.highlights]
        return next((said.memory.quote for said in known if said.memory.id == self.id), known[0].memory.quote)


@dataclass(frozen=True)
class Profile:
    """What the ledger says about a person, entries latest first."""

    name: Said | None = None
    email: Said | None = None
    phone: Said | None = None
    location: Said | None = None
    target: Said | None = None
    headlines: tuple[Said, ...] = ()
    """What the person wrote below their name: `Senior Finance Manager`."""
    links: tuple[Said, ...] = ()
    summary: tuple[Said, ...] = ()
    jobs: tuple[Entry, ...] = ()
    education: tuple[Entry, ...] = ()
    skills: tuple[Entry, ...] = ()
    languages: tuple[Entry, ...] = ()
    certificates: tuple[Entry, ...] = ()
    projects: tuple[Entry, ...] = ()
    volunteer: tuple[Entry, ...] = ()
    awards: tuple[Entry, ...] = ()
    interests: tuple[Entry, ...] = ()
    others: tuple[Said, ...] = ()
    """Words that have no place in a CV."""
    unsupported: tuple[tuple[Said, UUID | None], ...] = ()
    """Claims that the words do not bear out, with the entry they were meant for."""
    overtaken: tuple[Said, ...] = ()
    """Claims for which a later one of the same field stands, or which were said before in the same words."""
