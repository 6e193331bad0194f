"""The picture of a person that their memories give, and the words that bear it out. Pure functions."""

from lifeos.grounding.ledger.facts import Entry, Profile, Said
from lifeos.grounding.ledger.profile import profile
from lifeos.grounding.ledger.words import said_once, words_of

__all__ = ["Entry", "Profile", "Said", "profile", "said_once", "words_of"]
