"""What the pack says around the person's own words: questions, reasons, advice. Written by hand, in three languages."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from lifeos.contracts.words import Locale


@cache
def bank(locale: Locale) -> dict[str, Any]:
    """Everything that a language has, by group."""
    return tomllib.loads(files(__package__ or __name__).joinpath(f"{locale}.toml").read_text("utf-8"))
