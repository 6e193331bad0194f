"""Where a word of a claim stands in a passage, in whatever form."""

from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from lifeos.grounding.index import Passage
from lifeos.grounding.stems import alike, key_of

MIN_SLIP_LENGTH = 7
MIN_SLIP_RATIO = 88


def places_of(word: str, passage: Passage) -> tuple[int, ...]:
    """Where a word, a form of it, a synonym or a slip of it stands in a passage."""
    found = passage.places.get(word, ()) + passage.keys.get(key_of(word, passage.language), ())
    if len(word) >= 5:
        forms = [form for form in passage.prefixes.get(word[:5], ()) if alike(form, word)]
        found += tuple(place for form in forms for place in passage.places[form])
    if not found and len(word) >= MIN_SLIP_LENGTH and word.isalpha():
        near = process.extractOne(word, passage.places.keys(), scorer=fuzz.ratio, score_cutoff=MIN_SLIP_RATIO)
        found = passage.places[near[0]] if near else ()
    return tuple(sorted(set(found)))


def nearest_places(options: Sequence[Sequence[int]], anchor: int) -> list[int]:
    """Of each sorted list of places the one nearest to the anchor."""
    return [min(_beside(places, anchor), key=lambda place: abs(place - anchor)) for places in options]


def _beside(places: Sequence[int], anchor: int) -> Sequence[int]:
    after = bisect_left(places, anchor)
    return places[max(after - 1, 0) : after + 1]
