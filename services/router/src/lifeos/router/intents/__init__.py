"""Which documents or help a turn asks for, in English, Spanish and Portuguese, without a model."""

from lifeos.router.intents.reader import IntentReader, Reading

__all__ = ["IntentReader", "Reading"]
