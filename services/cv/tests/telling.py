"""Makes memories out of a text, each with the exact place of its words, as learning does."""

from uuid import NAMESPACE_URL, UUID, uuid5

from lifeos.contracts.memory import Claim, Evidence, Memory
from lifeos.contracts.words import ClaimStatus, MemoryKind

TURN = uuid5(NAMESPACE_URL, "turn")
SESSION = uuid5(NAMESPACE_URL, "session")


class Story:
    """A text that a person told, and the memories that were learned from it, in the order told."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.memories: list[Memory] = []

    def learned(
        self,
        kind: MemoryKind,
        about: UUID | None = None,
        supersedes: tuple[UUID, ...] = (),
        status: ClaimStatus = "verbatim",
        **values: str,
    ) -> UUID:
        """Adds a memory. A value that does not stand in the text yet is appended to it."""
        return self.learn(kind, values, about, supersedes, status)

    def learn(
        self,
        kind: MemoryKind,
        values: dict[str, str],
        about: UUID | None = None,
        supersedes: tuple[UUID, ...] = (),
        status: ClaimStatus = "verbatim",
    ) -> UUID:
        """The same, with the claims as a dictionary."""
        claims = {name: self._claim(value, status) for name, value in values.items()}
        memory = Memory(
            id=uuid5(NAMESPACE_URL, str(len(self.memories))),
            kind=kind,
            about=about,
            claims=claims,
            quote=" ".join(values.values()),
            turn_id=TURN,
            session_id=SESSION,
            supersedes=list(supersedes),
        )
        self.memories.append(memory)
        return memory.id

    def _claim(self, value: str, status: ClaimStatus) -> Claim:
        if value not in self.text:
            self.text += f"\n{value}"
        start = self.text.index(value)
        place = Evidence(source="message", id=str(TURN), start=start, end=start + len(value))
        return Claim(value=value, status=status, evidence=[place])
