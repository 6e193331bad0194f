"""When two spellings mean the same: accents, case, punctuation and legal forms do not count."""

import re
import unicodedata
from difflib import SequenceMatcher

_LEGAL_FORMS = frozenset(
    [
        "inc",
        "llc",
        "llp",
        "ltd",
        "limited",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "sl",
        "slu",
        "sau",
        "sas",
        "srl",
        "spa",
        "lda",
        "ltda",
        "eireli",
        "cia",
        "co",
        "corp",
    ]
)
_ARTICLES = frozenset(["the", "el", "la", "los", "las", "o", "a", "os", "as"])
_ALMOST_EQUAL = 0.92
_SHORTEST_FUZZY = 6


def fold(text: str) -> str:
    """The text in lower case, without accents and punctuation. `+` and `#` stay: C, C++ and C# are three skills."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    without_dots = re.sub(r"[.'’´`]", "", plain)
    return " ".join(re.sub(r"[^\w+#]|_", " ", without_dots).split())


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same words."""
    return one == other or (fold(one) == fold(other) != "")


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one employer, school or thing: a slip of a letter counts, another number does not."""
    if same_words(one, other):
        return True
    left, right = _bare(one), _bare(other)
    if not left or not right:
        return False
    if left == right:
        return True
    if min(len(left), len(right)) < _SHORTEST_FUZZY or re.findall(r"\d+", left) != re.findall(r"\d+", right):
        return False
    likeness = SequenceMatcher(None, left, right, autojunk=False)
    # The quick ratio is an upper bound at a fraction of the cost, and most names are nothing alike.
    return likeness.quick_ratio() >= _ALMOST_EQUAL and likeness.ratio() >= _ALMOST_EQUAL


def _bare(name: str) -> str:
    words = fold(name).split()
    kept = [word for word in words if word not in _LEGAL_FORMS]
    if kept and kept[0] in _ARTICLES:
        kept = kept[1:]
    return " ".join(kept)


def same_date(one: str, other: str) -> bool:
    """Whether two dates can be the same day: `2017` and `2017-03` can, `2017` and `2018` cannot."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")
