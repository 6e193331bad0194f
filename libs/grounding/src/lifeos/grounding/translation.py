"""Is a line in another language still what the person said? Figures, dates, names and strength are compared directly;
the rest by translating it back: what comes back must be the person's own words again. No I/O, no model.
"""

import re
from dataclasses import dataclass

from lifeos.contracts.words import Locale
from lifeos.grounding.dates import find_dates
from lifeos.grounding.fold import Token, fold, folded, tokens
from lifeos.grounding.levels import degrees_in
from lifeos.grounding.numbers import find_numbers
from lifeos.grounding.stems import key_of
from lifeos.grounding.tables import TABLES, every, months_in_words

BACK_SHARE = 0.6
"""Share of the content words of a line that must come back, and of those that come back that must be its own."""
BACK_SHARE_OF_ANOTHER_DEED = 0.75
"""The same where another verb comes back: "rehice" may return as "reconstruí", "construí" must not return as "limpié"."""
LENGTHS = (0.4, 2.5)
"""Words of a translation for each word of the line; the three languages need about as many."""
_PROPER_NOUNS_OF_NOBODY = frozenset(months_in_words()) | frozenset(
    [
        "i",
        "english",
        "spanish",
        "portuguese",
        "french",
        "german",
        "italian",
        "chinese",
        "japanese",
        "russian",
        "arabic",
        "dutch",
        "catalan",
        "basque",
        "galician",
        "european",
        "american",
        "british",
        "latin",
        "brazilian",
        "mexican",
        "argentinian",
        "colombian",
        "chilean",
        "peruvian",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
"""What English writes with a capital and other languages without. Folded."""
_PLACES: dict[str, str] = {
    name: group.split()[0]
    for group in (
        "brazil brasil", "spain espana espanha", "germany alemania alemanha", "france francia franca", "italy italia",
        "switzerland suiza suica", "london londres", "lisbon lisboa", "mexico mejico", "portugal portugal", "europe europa",
        "africa africa", "asia asia", "peru peru", "chile chile", "colombia colombia", "argentina argentina", "ireland irlanda",
        "england inglaterra", "scotland escocia", "japan japon japao", "seville sevilla sevilha", "geneva ginebra genebra",
        "america america", "kingdom unido",
    )
    for name in group.split()
}  # fmt: skip
"""Names of places that change with the language, to one of their names. Folded."""


@dataclass(frozen=True)
class Difference:
    """How a translation is not what was said: a code, and the word that shows it."""

    code: str
    word: str


def difference(own: str, own_language: Locale, told: str, language: Locale) -> Difference | None:
    """The first figure, date, name or strength in which a translation differs; None when there is none."""
    return (
        _figures(own, own_language, told, language)
        or _names(own, told)
        or _strength(own, own_language, told, language)
        or _length(own, told)
    )


def comes_back(own: str, back: str, language: Locale, *, exactly: bool) -> bool:
    """Whether a translation put back into the person's language says what they said. `exactly`: every word, as for a title."""
    mine, theirs = _content(own, language), _content(back, language)
    if not mine or not theirs:
        return folded(own) == folded(back)
    if exactly:
        return set(mine) == set(theirs)
    shared = len(set(mine) & set(theirs))
    wanted = BACK_SHARE if mine[0] == theirs[0] else BACK_SHARE_OF_ANOTHER_DEED
    return min(shared / len(set(theirs)), shared / len(set(mine))) >= wanted


def _figures(own: str, own_language: Locale, told: str, language: Locale) -> Difference | None:
    mine, theirs = _numbers(own, own_language), _numbers(told, language)
    for number in sorted(theirs - mine):
        return Difference("number_not_said", f"{number[0]:g}")
    for number in sorted(mine - theirs):
        return Difference("number_lost", f"{number[0]:g}")
    for date in sorted(_dates(told, language) ^ _dates(own, own_language)):
        return Difference("date_differs", "-".join(str(part) for part in date if part))
    levels = {each.level for each in degrees_in(folded(own))}
    for degree in degrees_in(folded(told)):
        if degree.level >= 1 and degree.level not in levels:
            return Difference("degree_not_said", degree.word)
    return None


def _numbers(text: str, language: Locale) -> set[tuple[float, bool]]:
    return {
        (number.value, number.percent)
        for number in find_numbers(folded(text), language)
        if not number.doubtful
    }


def _dates(text: str, language: Locale) -> set[tuple[int, int]]:
    plain = folded(text)
    return {(date.year, date.month or 0) for date in find_dates(plain, find_numbers(plain, language))}


def _names(own: str, told: str) -> Difference | None:
    mine, theirs = list(tokens(fold(own))), list(tokens(fold(told)))
    known, shown = {_one_name(token.text) for token in mine}, {_one_name(token.text) for token in theirs}
    for token in theirs:
        if _is_name(token) and _one_name(token.text) not in known:
            return Difference("name_not_said", token.text)
    for token in mine:
        if _is_name(token) and _one_name(token.text) not in shown:
            return Difference("name_lost", token.text)
    return None


def _is_name(token: Token) -> bool:
    named = token.acronym or (token.capital and not token.opens)
    return named and token.text not in _PROPER_NOUNS_OF_NOBODY


def _one_name(name: str) -> str:
    return _PLACES.get(name, name)


def _strength(own: str, own_language: Locale, told: str, language: Locale) -> Difference | None:
    mine, theirs = _words(own), _words(told)
    before, after = TABLES[own_language], TABLES[language]
    led = next((word for word in theirs if word in after.leading), None)
    if led and not set(mine) & before.leading and not re.search(before.leading_cues, folded(own)):
        return Difference("verb_stronger", led)
    praised = next((word for word in theirs if word in after.praise), None)
    if praised and not set(mine) & before.praise:
        return Difference("praise_not_said", praised)
    for name, other in (("up", "down"), ("down", "up")):
        word = next((word for word in theirs if word in getattr(after, name)), None)
        if word and set(mine) & getattr(before, other) and not set(mine) & getattr(before, name):
            return Difference("direction_turned", word)
    if bool(re.search(before.negator_cues, folded(own))) != bool(re.search(after.negator_cues, folded(told))):
        return Difference("denial_differs", "")
    return None


def _length(own: str, told: str) -> Difference | None:
    share = len(_words(told)) / max(1, len(_words(own)))
    return None if LENGTHS[0] <= share <= LENGTHS[1] else Difference("length_differs", "")


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(fold(text))]


_LIGHT = every("stopwords")


def _content(text: str, language: Locale) -> list[str]:
    """The words that say something, by what they are compared by, in order."""
    return [key_of(word, language) for word in _words(text) if word not in _LIGHT]
