"""What is said in a call beside the conversation itself, in three languages."""

import tomllib
from functools import cache
from importlib.resources import files

from lifeos.contracts.words import Locale


@cache
def _bank(locale: Locale) -> dict[str, str]:
    return tomllib.loads(files(__package__ or __name__).joinpath(f"{locale}.toml").read_text("utf-8"))


def phrase(locale: Locale, name: str, **values: object) -> str:
    """A sentence by its name, with its places filled."""
    return _bank(locale)[name].format(**values)
