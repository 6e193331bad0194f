"""The personas: one Markdown file each, the same words for chat and voice."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lifeos.contracts.words import Persona


@dataclass(frozen=True)
class PersonaCard:
    """How a persona is called, heard and instructed."""

    id: Persona
    name: str
    voice: str
    instructions: str


@cache
def persona_card(persona: Persona) -> PersonaCard:
    """The card of one persona, read from its file."""
    text = files(__package__ or __name__).joinpath(f"{persona}.md").read_text("utf-8")
    _, head, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return PersonaCard(persona, fields["name"], fields["voice"], body.strip())
