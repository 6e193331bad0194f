"""Names: people, employers, schools, certificates, places, skills, languages."""

import re
from collections.abc import Callable, Sequence
from itertools import product

from rapidfuzz import fuzz

from lifeos.grounding.fluency import LANGUAGE_NAMES
from lifeos.grounding.fold import Token, fold, folded, tokens
from lifeos.grounding.index import Passage, WordIndex
from lifeos.grounding.match import nearest_places
from lifeos.grounding.statements import is_customer, is_denied, is_own, is_somebody_elses
from lifeos.grounding.stems import key_of
from lifeos.grounding.tables import every
from lifeos.grounding.verdict import Span, Verdict, supported, unsupported

MIN_FUZZY_LENGTH = 8
MIN_RATIO = 93
"""A longer name may differ by a typing slip. Source: measured on the prototype, see the checker's tests."""

_COUNTRIES = {
    "AR": "argentina", "BR": "brasil brazil", "CL": "chile", "CO": "colombia", "DE": "germany alemania alemanha",
    "ES": "spain espana espanha", "FR": "france francia franca", "GB": "uk england scotland wales britain",
    "IE": "ireland irlanda", "MX": "mexico", "PE": "peru", "PT": "portugal", "US": "usa us", "UY": "uruguay",
}  # fmt: skip
_STOPWORDS = every("stopwords")
_LABEL = r"(?:\(s\))?(?: ?\([^()]{1,30}\))? ?: ?"
SURNAME = re.compile(
    rf"(?<!\w)(?:surnames?|last names?|family name|apellidos?|apelidos?|sobrenomes?){_LABEL}"
)
FORENAME = re.compile(
    rf"(?<!\w)(?:fore ?names?|first names?|given names?|nombres?|nomes? proprios?|primeiros? nomes?){_LABEL}"
)
"""How forms call the two parts of a name."""

Own = Callable[[Passage, int, int], bool]


def check_name(value: str, words: WordIndex) -> Verdict:
    """A person's name: every part, in order, letter by letter; or as the two first fields of a form give it."""
    verdict = _check(value, words, "name_not_said", _anyone, slips=False)
    fields = _in_two_fields(value, words) if verdict.status == "unsupported" else []
    return supported(value, fields) if fields else verdict


def _in_two_fields(value: str, words: WordIndex) -> list[Span]:
    """ "Surname: SOSA   Forenames: Ana María" says "Ana María Sosa". Later fields of a form may be of other people."""
    parts = folded(value).split(" ")
    for passage in words.passages:
        first, last = FORENAME.search(passage.text), SURNAME.search(passage.text)
        for cut in range(1, len(parts)) if first and last else ():
            spans = [
                _right_after(passage, label.end(), " ".join(said))
                for label, said in ((first, parts[:cut]), (last, parts[cut:]))
                if label
            ]
            if all(spans):
                return [span for span in spans if span]
    return []


def _right_after(passage: Passage, place: int, said: str) -> Span | None:
    end = place + len(said)
    whole = passage.text.startswith(said, place) and not passage.text[end : end + 1].isalnum()
    return Span(passage, place, end) if whole else None


def check_organisation(value: str, words: WordIndex) -> Verdict:
    """An employer, school or issuer that the person names for themselves."""
    return _check(value, words, "name_not_said", is_own, slips=True)


def check_employer(value: str, words: WordIndex) -> Verdict:
    """An employer that the person names as such, not as a customer or a partner in a project."""
    return _check(value, words, "name_not_said", _employs, slips=True)


def _employs(passage: Passage, start: int, end: int) -> bool:
    return is_own(passage, start, end) and not is_customer(passage, start)


def check_certificate(value: str, words: WordIndex) -> Verdict:
    """A certificate, licence, award or course that the person names for themselves."""
    verdict = _check(value, words, "certificate_not_said", is_own, slips=True)
    parts = [token for token in tokens(fold(value)) if token.capital or token.text not in _STOPWORDS]
    numbered = any(character.isdigit() for character in value)
    if verdict.status != "unsupported" or numbered or len(parts) < 2 or verdict.reason == f"not_own: {value}":
        return verdict
    span = _together(parts, words, apart=6)
    return supported(value, [span]) if span else verdict


def _anyone(passage: Passage, start: int, end: int) -> bool:
    return not (is_denied(passage, start, end) or is_somebody_elses(passage, start))


def _check(value: str, words: WordIndex, code: str, own: Own, *, slips: bool) -> Verdict:
    spans, seen = _mentions(value, words, own)
    if spans:
        return supported(value, spans)
    if seen:
        return unsupported("not_own", value)
    found = _loosely(value, words, slips=slips)
    if found and own(found.passage, found.start, found.end):
        return supported(value, [found])
    return unsupported(code, value)


def _mentions(value: str, words: WordIndex, own: Own) -> tuple[list[Span], bool]:
    """The person's own mentions of exactly this value, and whether there was any mention at all."""
    wanted = folded(value)
    seen = False
    spans: list[Span] = []
    for passage in words.passages:
        for start, end in passage.occurrences(wanted):
            seen = True
            if own(passage, start, end):
                spans.append(Span(passage, start, end))
    return spans[:1] if spans else [], seen


def _loosely(value: str, words: WordIndex, *, slips: bool) -> Span | None:
    """The same words with other punctuation between them, or with a typing slip in a long one."""
    wanted = [token.text for token in tokens(fold(value))]
    if not wanted:
        return None
    for passage in words.passages:
        for place in _first_places(passage, wanted[0], slips=slips):
            span = _follows(passage, place, wanted, slips=slips)
            if span is not None:
                return span
    return None


def _first_places(passage: Passage, first: str, *, slips: bool) -> Sequence[int]:
    places = passage.places.get(first, ())
    if places or not slips or len(first) < MIN_FUZZY_LENGTH - 1:
        return places
    near = [word for word in passage.prefixes.get(first[:5], ()) if _same_word(first, word, slips=True)]
    return [place for word in near for place in passage.places[word]]


def _follows(passage: Passage, place: int, wanted: Sequence[str], *, slips: bool) -> Span | None:
    said = passage.tokens[place : place + len(wanted)]
    if len(said) < len(wanted) or not all(
        _same_word(one, token.text, slips=slips) for one, token in zip(wanted, said, strict=True)
    ):
        return None
    if said[-1].end - said[0].start > sum(map(len, wanted)) + 4 * len(wanted):
        return None
    if any(token.opens for token in said[1:]):
        return None
    return Span(passage, said[0].start, said[-1].end)


def _same_word(wanted: str, said: str, *, slips: bool) -> bool:
    if wanted == said:
        return True
    if not slips or min(len(wanted), len(said)) < MIN_FUZZY_LENGTH - 1 or not (wanted + said).isalpha():
        return False
    return wanted[0] == said[0] and wanted[-1] == said[-1] and fuzz.ratio(wanted, said) >= MIN_RATIO


def check_skill(value: str, words: WordIndex) -> Verdict:
    """A skill the person claims for themselves; common words may be put differently, names may not."""
    verdict = _check(value, words, "skill_not_said", is_own, slips=True)
    if verdict.status != "unsupported" or verdict.reason == f"not_own: {value}":
        return verdict
    parts = [token for token in tokens(fold(value)) if token.text not in _STOPWORDS]
    if len(parts) > 1 or (parts and not parts[0].acronym and len(parts[0].text) >= 5):
        span = _together(parts, words)
        if span is not None:
            return supported(value, [span])
    return verdict


def _together(parts: Sequence[Token], words: WordIndex, apart: int = 3) -> Span | None:
    """Where all the parts stand close together, in any form of the words."""
    for passage in words.passages:
        places = [_places_of(part, passage) for part in parts]
        if not places or not all(places):
            continue
        for anchor in places[0][:200]:
            nearest = nearest_places(places, anchor)
            first, last = min(nearest), max(nearest)
            span = Span(passage, passage.tokens[first].start, passage.tokens[last].end)
            if last - first <= len(parts) + apart and is_own(passage, span.start, span.end):
                return span
    return None


def _places_of(part: Token, passage: Passage) -> tuple[int, ...]:
    exact = passage.places.get(part.text, ())
    if exact or (part.capital and not part.opens) or part.acronym:
        return exact
    return passage.keys.get(key_of(part.text, passage.language), ())


def check_language(value: str, words: WordIndex) -> Verdict:
    """A human language the person speaks, by its name in any of the three languages."""
    wanted = folded(value)
    group = next((names for names in LANGUAGE_NAMES if wanted in names), None)
    verdict = _check(value, words, "language_not_said", is_own, slips=False)
    if verdict.status != "unsupported" or group is None:
        return verdict
    for passage, name in product(words.passages, sorted(group)):
        for start, end in passage.occurrences(name):
            if is_own(passage, start, end):
                return supported(value, [Span(passage, start, end)])
    return verdict


def check_location(value: str, words: WordIndex) -> Verdict:
    """A place: every part of it must have been named."""
    if re.fullmatch(r"[A-Z]{2}", value) and value in _COUNTRIES:
        return _check_country(value, words)
    spans: list[Span] = []
    for part in re.split(r"[,;/()|]", value):
        if not folded(part):
            continue
        found, seen = _mentions(part.strip(), words, _anyone)
        loose = next(iter(found), None) if seen else _loosely(part, words, slips=True)
        if loose is None:
            return unsupported("place_not_said", part.strip())
        spans.append(loose)
    whole, _ = _mentions(value, words, _anyone)
    return supported(value, whole or spans) if spans else unsupported("place_not_said", value)


def _check_country(value: str, words: WordIndex) -> Verdict:
    for name in [value.lower(), *_COUNTRIES[value].split()]:
        for passage in words.passages:
            for start, end in passage.occurrences(name):
                if len(name) > 2 or passage.folded.said(start, end).isupper():
                    return supported(value, [Span(passage, start, end)])
    return unsupported("place_not_said", value)
