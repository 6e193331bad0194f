"""Turns the ledger into a CV. Pure functions: no I/O, no model, and no word that the person did not say."""

from lifeos.cv.composing.changes import describe_changes
from lifeos.cv.composing.compose import Composed, compose
from lifeos.cv.composing.slots import missing, questions
from lifeos.grounding.ledger.facts import Entry, Profile, Said
from lifeos.grounding.ledger.profile import profile
from lifeos.grounding.revisions.edits import edited_leaves

__all__ = [
    "Composed",
    "Entry",
    "Profile",
    "Said",
    "compose",
    "describe_changes",
    "edited_leaves",
    "missing",
    "profile",
    "questions",
]
