"""The example stories: what people told, what of it is true, and what they would answer when asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from lifeos.contracts.words import Locale

STORIES = Path(__file__).parent / "stories"
Part = Literal["dev", "practice", "heldout", "newest", "later"]


@dataclass(frozen=True)
class Story:
    """One person. `facts` is what the turns state, `sheet` what the person knows besides; `decoys` are names that
    the turns mention and that are nothing of the person's own."""

    name: str
    language: Locale
    style: str
    turns: tuple[str, ...]
    facts: Mapping[str, Any]
    sheet: Mapping[str, Any]
    decoys: tuple[str, ...]


def load_stories(part: Part) -> list[Story]:
    """The stories of one folder, by name. `dev` may be read to improve rules. `heldout` is scored as sums; its files that end in
    b, c or d were read once. `newest` and then `later` came after them, from people who did not know how they would be read, and were read once too."""
    return [_story(path) for path in sorted((STORIES / part).glob("*.yaml"))]


def _story(path: Path) -> Story:
    told = yaml.safe_load(path.read_text("utf-8"))
    return Story(
        name=path.stem,
        language=told["language"],
        style=told["style"],
        turns=tuple(told.get("turns") or [told["story"]]),
        facts=told["facts"],
        sheet=told.get("sheet", {}),
        decoys=tuple(told.get("decoys", [])),
    )
