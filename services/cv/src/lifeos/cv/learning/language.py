"""Which of the three languages a text is in."""

from lifeos.contracts.words import Locale
from lifeos.cv.learning.cues import CUES
from lifeos.cv.learning.passage import fold, words

ENOUGH = 4000
"""Characters that are looked at: the opening of a long text tells as much as all of it."""


def detect_language(text: str, fallback: Locale) -> Locale:
    """The language whose everyday words are most frequent; `fallback` when nothing tells them apart."""
    plain = fold(text[:ENOUGH])
    letters = text[:ENOUGH].lower()
    scores: dict[Locale, float] = {
        locale: sum(1 for _ in words(*cues.common).finditer(plain)) for locale, cues in CUES.items()
    }
    scores["pt"] += 2 * sum(letters.count(sign) for sign in ("ã", "õ", "ç", "ê", "lh"))
    scores["es"] += 2 * sum(letters.count(sign) for sign in ("ñ", "¿", "¡", "ción"))
    scores["en"] += sum(letters.count(sign) for sign in (" th", "ing ", "'m "))
    best = max(scores.values())
    winners: list[Locale] = [locale for locale, score in scores.items() if score == best]
    if best <= 0 or (best < 2 and len(plain.split()) < 4):
        return fallback
    return fallback if fallback in winners else winners[0]
