"""What the cv service reads from the environment."""

from typing import Literal

from pydantic import Field

from lifeos.runtime.settings import Settings


class CvSettings(Settings):
    """Printing and where files go. Models are named by the ladder (`LIFEOS_LLM_...`)."""

    files_url: str = Field(default="", description="Where printed files are kept.")
    chromium: str = Field(default="", description="Path of Chromium; absent: the usual places are looked at.")
    paper: Literal["A4", "Letter"] = Field(default="A4", description="Paper of printed documents.")
