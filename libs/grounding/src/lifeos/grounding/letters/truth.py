"""Does a sentence of a message claim something about its writer, and do their words bear it out?

A message talks about three things: the writer, whose words must bear every claim out; the recipient and the position, of which only
what the form and the advert name may be said; and the message itself ("I am writing about ..."), for which a closed vocabulary is
enough. A sentence made of these words alone claims nothing. Every other is checked like a line of a CV, and there an advert's own
numbers and titles count for nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lifeos.contracts.resume import PRESENT
from lifeos.contracts.words import Locale
from lifeos.grounding.check import check_value
from lifeos.grounding.fold import Folded, Token, find_words, fold, folded, tokens
from lifeos.grounding.index import Passage, WordIndex, Words, index
from lifeos.grounding.letters.talk import TALK
from lifeos.grounding.levels import degrees_in
from lifeos.grounding.tables import every
from lifeos.grounding.text import check_text
from lifeos.grounding.verdict import Verdict, unsupported

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*[.!?]*")

_OWN_TITLE = re.compile(
    r"\b(?:as|as an?|as the|i am|i'm|i was|i've been|my (?:role|job|work|time) (?:as|of)|former|ex|como|de|soy|fui|era|sou|siendo|sendo|"
    r"mi (?:puesto|cargo|trabajo) (?:de|como)|meu (?:cargo|trabalho) (?:de|como))\s+(?:an?|the|el|la|un|una|o|a|um|uma)?\s*$"
)
_MINUTES = re.compile(
    r"\b(?:\d{1,2}|ten|fifteen|twenty|thirty|diez|quince|veinte|treinta|dez|quinze|vinte|trinta)[- ](?:min\w*)"
)
_STOPWORDS = every("stopwords")


_AS_TITLE = re.compile(
    r"\b(?:as an?|as the|i was an?|i am an?|i'm an?|como|fui|soy|sou|era) (?:el |la |un |una |o |a |um |uma )?"
    r"(?P<title>[^\W\d]+(?: (?!(?:at|in|for|en|em|na|no|del|until|from|desde|hasta|ate|and|y|e|i|yo|eu|who|que|with|con|com)\b)[^\W\d]+){0,4})"
)
_NOW = re.compile(
    r"\b(?:currently|at present|now work|actualmente|hoy trabajo|ahora trabajo|atualmente|hoje trabalho|agora trabalho)\b"
)
_LEFT = re.compile(r"\b(?:left|quit|resigned|until|deje|sali|renuncie|hasta|sai|deixei|ate)\b")
_LONG_NAME = re.compile(
    r"[A-ZÀ-Ý][\w'’&.-]*(?: (?:(?:de|da|do|del|dos|das|of|the|&) ){0,2}(?!I\b)[A-ZÀ-Ý][\w'’&-]*)+"
)


@dataclass(frozen=True)
class Named:
    """What a message may name without any word of its writer: strings of the form and of the advert."""

    recipient: str = ""
    company: str = ""
    position: str = ""
    own: tuple[str, ...] = ()
    """Employer and title of the job whose words are looked at: they need not stand beside the result."""

    @property
    def strings(self) -> list[str]:
        return _longest_first(self.recipient, *self.recipient.split()[:1], self.company, self.position)

    @property
    def not_employers(self) -> list[str]:
        return _longest_first(self.recipient, *self.recipient.split()[:1], self.position)


def _longest_first(*names: str) -> list[str]:
    return sorted({folded(name) for name in names if name.strip()}, key=len, reverse=True)


def unsupported_in(
    text: str, words: Sequence[Words], named: Named, language: Locale
) -> list[tuple[str, Verdict]]:
    """Every sentence of `text` that claims what the words do not bear out, with the reason."""
    ready = index(words, language)
    found: list[tuple[str, Verdict]] = []
    for match in SENTENCE.finditer(text):
        sentence = match.group().strip()
        verdict = judge(sentence, ready, named, language) if sentence else None
        if verdict is not None and verdict.status == "unsupported":
            found.append((sentence, verdict))
    return found


def judge(sentence: str, words: WordIndex, named: Named, language: Locale) -> Verdict | None:
    """Whether the words bear one sentence out; None when it claims nothing."""
    stolen = _title_taken(sentence, words, named)
    if stolen:
        return unsupported("title_not_own", stolen)
    if not _claims(_without(sentence, named.strings), language):
        return None
    # Whoever claims something may not name the company of the recipient with it: it would read as an employer.
    rest = _without(sentence, named.not_employers)
    wrong = _wrong_post(rest, words) or _wrong_name(rest, words)
    if wrong is not None:
        return wrong
    result = _without(rest, _longest_first(*named.own))
    return check_text(result if _claims(result, language) else rest, words)


def _wrong_post(sentence: str, words: WordIndex) -> Verdict | None:
    """A title that was not the writer's, or one that they do not have any more."""
    plain = fold(sentence)
    for found in _AS_TITLE.finditer(plain.text):
        title = sentence[slice(*plain.span(found.start("title"), found.end("title")))]
        verdict = check_value("title", title, words)
        if verdict.status == "unsupported":
            return verdict
    if _NOW.search(plain.text) and not _still_there(plain, words):
        return unsupported("present_not_said", sentence)
    return None


def _still_there(claim: Folded, words: WordIndex) -> bool:
    """Whether one sentence of the person says that it goes on, of a name that the claim has."""
    names = {token.text for token in tokens(claim) if _is_name(token)}
    for passage in words.passages:
        for found in SENTENCE.finditer(passage.folded.said(0, len(passage.text))):
            said = index([Words("message", "", found.group())], passage.language)
            if _LEFT.search(folded(found.group())):
                continue
            if said.says(names) and check_value("end_date", PRESENT, said).status != "unsupported":
                return True
    return False


def _wrong_name(sentence: str, words: WordIndex) -> Verdict | None:
    """A name of several words must have been said in one piece: its words alone may come from two names."""
    for found in _LONG_NAME.finditer(sentence):
        name = folded(found.group())
        opens = found.start() == 0 or sentence[: found.start()].rstrip()[-1:] in (".", ":", "!", "?", "")
        if not opens and not any(find_words(passage.text, name) >= 0 for passage in words.passages):
            return unsupported("name_not_said", found.group())
    return None


def _title_taken(sentence: str, words: WordIndex, named: Named) -> str:
    """The advertised position or the recipient's company as the writer's own, unless they said it themselves."""
    plain = folded(sentence)
    position = folded(named.position)
    if not position or any(position in passage.text for passage in words.passages):
        return ""
    for place in re.finditer(rf"(?<!\w){re.escape(position)}(?!\w)", plain):
        head = plain[: place.start()]
        if _OWN_TITLE.search(head) and not re.search(
            r"\b(?:position|role|job|vacancy|opening|puesto|vacante|cargo|vaga) (?:de|as|of)\s*$", head
        ):
            return named.position
    return ""


def _without(sentence: str, names: Sequence[str]) -> str:
    source = fold(sentence)
    text = list(sentence)
    for name in names:
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", source.text):
            first, last = source.span(place.start(), place.end())
            text[first:last] = " " * (last - first)
    return re.sub(r" {2,}", " ", "".join(text)).strip()


def _claims(sentence: str, language: Locale) -> bool:
    """Whether a sentence says more than why one writes: a number, a name, a degree, any word outside the closed vocabulary."""
    source = fold(_MINUTES.sub(" ", sentence))
    passage = Passage(Words("message", "", source.text), source, language)
    if any(not number.doubtful for number in passage.numbers) or degrees_in(source.text):
        return True
    return any(_is_name(token) or not _is_talk(token, language) for token in tokens(source))


def _is_talk(token: Token, language: Locale) -> bool:
    return len(token.text) < 2 or token.text in _STOPWORDS or token.text in TALK[language]


def _is_name(token: Token) -> bool:
    named = token.acronym or (token.capital and not token.opens)
    return (
        named
        and token.text not in _STOPWORDS
        and token.text not in ("cv", "linkedin")
        and not token.text[0].isdigit()
    )
