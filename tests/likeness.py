"""When two values say the same, as a person who compares two CVs would see it."""

from rapidfuzz import fuzz

from lifeos.cv.learning.passage import fold

LOOSE = 75
"""The same for a whole line, which may lose "I" and fillers."""
MOST_WORDS_MORE = 3
"""A name may be said longer or shorter by so many words ("Arla", "Arla dairy lab")."""
ALIKE = 85
"""Likeness (0 to 100) from which two spellings are one."""
PLAIN = str.maketrans(".,;:()·|/", " " * 9)


def alike(got: str, wanted: str) -> bool:
    """Whether two values say the same: dates to the precision that both have, words up to spelling and extent."""
    one, other = (" ".join(fold(text).translate(PLAIN).split()) for text in (got, wanted))
    if not one or not other:
        return one == other
    if one[:4].isdigit() and one[4:5] in ("", "-"):
        year = [word for word in other.replace("-", " ").split() if len(word) == 4 and word.isdigit()]
        return one.startswith(other) or other.startswith(one) or (not other[:4].isdigit() and one[:4] in year)
    digits = [sign for sign in one if sign.isdigit()]
    if len(digits) >= 7 and digits == [sign for sign in other if sign.isdigit()]:
        return True
    close = abs(len(one.split()) - len(other.split())) <= MOST_WORDS_MORE
    inside = min(len(one), len(other)) > 3 and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")
    return (inside and close) or fuzz.ratio(one, other) >= ALIKE


def shares_most(told: str, got: str) -> bool:
    """Whether a line of the CV holds nearly all words of a told result; "I" and fillers may go."""
    wanted = set(told.translate(PLAIN).split())
    return len(wanted & set(got.translate(PLAIN).split())) >= 0.75 * len(wanted)
