"""What a model that talks by itself is told: one Markdown file per task."""

from functools import cache
from importlib.resources import files


@cache
def prompt(name: str) -> str:
    return files(__package__ or __name__).joinpath(f"{name}.md").read_text("utf-8")
