"""What has been understood so far while reading one turn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.passage import Passage, Said, Span, fold, say


@dataclass(eq=False)
class Draft:
    """A fact in the making. `about` is the job it belongs to, `known` the id of a fact that already stands."""

    kind: MemoryKind
    claims: dict[str, Said]
    start: int
    end: int
    about: "Draft | None" = None
    known: UUID | None = None
    asked: bool = False
    listed: bool = False
    """Told as an entry of its own in a list: it is what `known` says, and without that a new thing."""

    @property
    def span(self) -> Span:
        """The words that the fact was learned from."""
        return Span(self.start, self.end)

    def value(self, name: str) -> str:
        """A claim's value, or nothing."""
        return self.claims[name].value if name in self.claims else ""

    def widen(self, span: Span) -> None:
        """Take further words into the quote."""
        self.start, self.end = min(self.start, span.start), max(self.end, span.end)


@dataclass
class Notebook:
    """The drafts of one turn, and which job the person is talking about. Lives as long as one call of learn()."""

    here: Passage
    today: date
    standing: list[Draft] = field(default_factory=list[Draft])
    drafts: list[Draft] = field(default_factory=list[Draft])
    withdrawn: list[Draft] = field(default_factory=list[Draft])
    """Known things that the person left out of a list of all of them."""
    named: bool = False
    """The person's name is known: only their own "my name is" replaces it."""
    corrects: bool = False
    """The turn gives other dates for what stands."""
    job: Draft | None = None
    school: Draft | None = None
    index: dict[tuple[object, ...], Draft] = field(default_factory=dict[tuple[object, ...], Draft])
    formed: bool = False
    """The text is a form: the lines of its fields are understood, and no other reader reads them."""
    understood: bytearray = field(default_factory=bytearray)

    def add(self, kind: MemoryKind, claims: dict[str, Said], span: Span, about: Draft | None = None) -> Draft:
        """Note a fact; one that was noted before in the same words is not noted twice."""
        key = (kind, id(about), *sorted((field, fold(said.value)) for field, said in claims.items()))
        if key in self.index:
            return self.index[key]
        draft = Draft(kind, claims, span.start, span.end, about)
        self.index[key] = draft
        self.drafts.append(draft)
        self.take(claims.values())
        return draft

    def keep(self, span: Span) -> None:
        """Keep words as they stand: they found no place, or are none of the person's own."""
        said = say(self.here, span.start, span.end)
        if said:
            self.add("other", {"text": said}, span)

    def add_to(self, known: Draft, claims: dict[str, Said], span: Span) -> Draft:
        """Note claims about a fact that stands from an earlier turn."""
        draft = Draft(known.kind, claims, span.start, span.end, known=known.known)
        self.drafts.append(draft)
        self.take(claims.values())
        return draft

    def take(self, claims: Iterable[Said]) -> None:
        """Remember which words were understood."""
        for said in claims:
            self.mark(said.start, said.end)

    def mark(self, start: int, end: int) -> None:
        """Remember one stretch as understood."""
        if not self.understood:
            self.understood = bytearray(len(self.here.text))
        self.understood[start:end] = b"\x01" * (end - start)

    def is_taken(self, start: int, end: int) -> bool:
        """True when some of these words were understood already."""
        return 1 in self.understood[start:end]

    def is_taken_whole(self, span: Span) -> bool:
        """True when all of these words were understood already."""
        return bool(self.understood) and 0 not in self.understood[span.start : span.end]

    def of_kind(self, kind: MemoryKind) -> list[Draft]:
        """All drafts of a kind, in the order they were said."""
        return [draft for draft in self.drafts if draft.kind == kind]
