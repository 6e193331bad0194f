"""What the personas say without a model: short sentences per language and persona, never a fact of their own."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from lifeos.contracts.words import Locale, Speaker


@cache
def _table(locale: Locale) -> dict[str, Any]:
    return tomllib.loads(files(__package__ or __name__).joinpath(f"{locale}.toml").read_text("utf-8"))


def phrase(locale: Locale, speaker: Speaker, which: str, /, **values: object) -> str:
    """One sentence. A persona without its own wording uses the common one."""
    table = _table(locale)
    text: str = table.get(speaker, {}).get(which) or table["common"][which]
    return text.format(**values) if values else text


def names_of(locale: Locale) -> set[str]:
    """Every phrase and persona of a language, to compare the languages in a test."""
    return {f"{group}.{name}" for group, entries in _table(locale).items() for name in entries}
