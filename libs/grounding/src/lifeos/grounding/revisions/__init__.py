"""Two revisions of a document side by side: which entry is which, and what bears out an edited one."""

from lifeos.grounding.revisions.edits import edited_leaves
from lifeos.grounding.revisions.folding import fold, same_date, same_name, same_words
from lifeos.grounding.revisions.matching import Pair, entry_name, pairs
from lifeos.grounding.revisions.merging import with_edits
from lifeos.grounding.revisions.pointers import escaped, leaves_of

__all__ = [
    "Pair",
    "edited_leaves",
    "entry_name",
    "escaped",
    "fold",
    "leaves_of",
    "pairs",
    "same_date",
    "same_name",
    "same_words",
    "with_edits",
]
