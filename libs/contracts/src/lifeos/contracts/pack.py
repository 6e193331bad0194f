"""Interview preparation: the pack, the rounds of practice, and what came of the real interview."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from lifeos.contracts.base import Contract

Round = Literal["screening", "manager", "skills", "behaviour", "closing"]
StoryPart = Literal["situation", "task", "action", "result", "reflection"]
STORY_PARTS: tuple[StoryPart, ...] = ("situation", "task", "action", "result", "reflection")
"""STAR and what was learned from it (STAR+R)."""


class Story(Contract):
    """One story in the person's own words, sorted into its parts. A part that was not told is empty, never made up."""

    id: UUID = Field(description="The memory that the story began with.")
    title: str
    quote: str = Field(description="The words that it was told in.")
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    reflection: str = ""
    memories: list[UUID] = []

    @property
    def told(self) -> list[StoryPart]:
        return [part for part in STORY_PARTS if getattr(self, part)]


class PackQuestion(Contract):
    """One question that may come, and why: a line of the advert, a fact of the CV, or because it always comes."""

    round: Round
    text: str
    why: str
    source: Literal["advert", "cv", "usual"]
    about: str = Field(
        default="", description="The line of the advert or the words of the person that it comes from."
    )
    story: UUID | None = Field(default=None, description="The story that answers it best.")
    status: Literal["strong", "solid", "gap", "open"] = Field(
        default="open",
        description="strong: a story with a result answers it; solid: a story does; gap: nothing told does; open: no story needed.",
    )
    follow_ups: list[str] = []


class PackGap(Contract):
    """A requirement of the advert that nothing the person said bears out."""

    requirement: str
    must: bool
    advice: str


class Pack(Contract):
    """The document of an interview pack."""

    heading: str
    role: str = ""
    company: str = ""
    questions: list[PackQuestion] = []
    stories: list[Story] = []
    gaps: list[PackGap] = []
    ask_them: list[str] = []
    checklist: list[str] = []
