"""What the door says to whoever meets a refusal, in the language they read. A sentence is known by its English text."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import get_args

from lifeos.contracts.words import Locale

LOCALES: tuple[Locale, ...] = get_args(Locale)


@dataclass(frozen=True)
class Sentence:
    """`english` may have `{places}`, and `values` fill them: anything that can be written, or sentences."""

    english: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])

    def told(self, language: Locale) -> str:
        """In this language; in English where the catalogue has no such sentence."""
        template = catalogue(language).get(self.english, self.english)
        if not self.values:
            return template
        return template.format_map({name: _told(value, language) for name, value in self.values.items()})


def _told(value: object, language: Locale) -> object:
    if isinstance(value, Sentence):
        return value.told(language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts: Sequence[object] = value
        return "; ".join(str(_told(part, language)) for part in parts)
    return value


@cache
def catalogue(language: Locale) -> Mapping[str, str]:
    """English sentence → sentence in this language. English itself needs none."""
    if language == "en":
        return {}
    return tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text("utf-8"))


def language_of(accepted: str) -> Locale:
    """The first of our languages that an Accept-Language header asks for (RFC 9110, 12.5.4); English when there is none."""
    wanted: Locale = "en"
    most = 0.0
    for part in accepted.split(","):
        tag, _, weight = part.partition(";q=")
        for ours in LOCALES:
            if tag.strip().lower().split("-")[0] == ours and _weight(weight) > most:
                wanted, most = ours, _weight(weight)
    return wanted


def _weight(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0
