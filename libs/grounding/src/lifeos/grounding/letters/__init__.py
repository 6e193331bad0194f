"""Messages to people: is every sentence true, and is it written as a short message should be? No I/O, no model."""

from lifeos.grounding.letters.requests import (
    asks_for_a_message,
    introduces_oneself,
    listed_documents,
    without_request,
)
from lifeos.grounding.letters.several import wanted_messages
from lifeos.grounding.letters.style import findings_of
from lifeos.grounding.letters.truth import SENTENCE, Named, judge, unsupported_in

__all__ = [
    "SENTENCE",
    "Named",
    "asks_for_a_message",
    "findings_of",
    "introduces_oneself",
    "judge",
    "listed_documents",
    "unsupported_in",
    "wanted_messages",
    "without_request",
]
