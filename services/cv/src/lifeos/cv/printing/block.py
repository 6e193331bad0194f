"""A stretch of a document that is read from top to bottom, and how it stands on the page."""

from dataclasses import dataclass
from typing import Literal

Style = Literal["title", "meta", "heading", "subheading", "text", "item", "quote"]


@dataclass(frozen=True)
class Block:
    style: Style
    text: str
