"""What a message says around the person's own words: short sentences that claim nothing about them."""

import tomllib
from functools import cache
from importlib.resources import files

from lifeos.contracts.words import Locale


@cache
def phrases(locale: Locale) -> dict[str, str]:
    """Every phrase of a language by name."""
    return tomllib.loads(files(__package__ or __name__).joinpath(f"{locale}.toml").read_text("utf-8"))


def phrase(locale: Locale, which: str, /, **values: str) -> str:
    """One phrase with its gaps filled."""
    return phrases(locale)[which].format(**values)
