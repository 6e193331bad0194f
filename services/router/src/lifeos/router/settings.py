"""What the router reads from the environment."""

from lifeos.runtime.settings import Settings


class RouterSettings(Settings):
    """The router has no settings of its own; its models are named by the ladder (`LIFEOS_LLM_...`)."""
