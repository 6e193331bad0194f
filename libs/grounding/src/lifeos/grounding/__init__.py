"""Does this claim follow from these words? Deterministic, in English, Spanish and Portuguese. No I/O, no model."""

from lifeos.grounding.check import check_document, check_value
from lifeos.grounding.experience import years_between, years_worked
from lifeos.grounding.index import WordIndex, Words, index
from lifeos.grounding.pointers import FieldKind, kind_of, leaves
from lifeos.grounding.report import UNCOVERED, plain_reason, question_for
from lifeos.grounding.verdict import Verdict

__all__ = [
    "UNCOVERED",
    "FieldKind",
    "Verdict",
    "WordIndex",
    "Words",
    "check_document",
    "check_value",
    "index",
    "kind_of",
    "leaves",
    "plain_reason",
    "question_for",
    "years_between",
    "years_worked",
]
