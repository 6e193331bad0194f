"""What the interview service reads from the environment."""

from lifeos.runtime.settings import Settings


class InterviewSettings(Settings):
    """It has no settings of its own; its models are named by the ladder (`LIFEOS_LLM_...`)."""
