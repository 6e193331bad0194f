"""What the words of a turn ask for beside what its intents say: a list of documents, a message without a verb, practice."""

from collections.abc import Sequence

from lifeos.contracts.turn import IntentGuess
from lifeos.contracts.words import Intent
from lifeos.grounding.chatter import is_order
from lifeos.grounding.letters import asks_for_a_message, introduces_oneself, listed_documents
from lifeos.grounding.rehearsing import wants_practice
from lifeos.router.intents import Reading


def with_what_is_named(intents: Sequence[IntentGuess], message: str) -> list[IntentGuess]:
    """The intents with what the words name; nothing is added where a button was pressed.

    An address in an introduction ("I'm Ana, email ana@example.com") asks for no message.
    """
    if any(intent.tier == "ui" for intent in intents):
        return list(intents)
    kept = [each for each in intents if each.name != "outreach" or not introduces_oneself(message)]
    have = {intent.name for intent in kept}
    more = [
        IntentGuess(name=name, confidence=0.9, tier="rule") for name in _named(message) if name not in have
    ]
    found = [*(each for each in kept if not more or each.name != "chat"), *more]
    return found or [IntentGuess(name="chat", confidence=0.9, tier="rule")]


def _named(message: str) -> list[Intent]:
    found: list[Intent] = []
    found.extend(listed_documents(message))
    if wants_practice(message):
        # There is no pack to ask from yet: one is made.
        found.append("interview")
    if asks_for_a_message(message):
        found.append("outreach")
    return list(dict.fromkeys(found))


def orders_documents(reading: Reading, message: str) -> bool:
    """Whether a turn orders documents, so that it answers no question of a practice."""
    if asks_for_a_message(message):
        return True
    wanted = any(intent.name != "chat" for intent in reading.intents) and not reading.unsure
    return wanted and is_order(message)
