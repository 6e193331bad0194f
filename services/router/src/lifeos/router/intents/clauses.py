"""Folds text and cuts it into clauses, the unit in which a request, a refusal or a mention is read.

Spoken turns come in lower case, without accents or punctuation, and with typing slips, so nothing here relies on
either. Work is bounded: of a long text only the beginning and the end are read.
"""

import re
import unicodedata
from dataclasses import dataclass

EDGE_CHARACTERS = 300
"""How much of each end of a long text is read. A request stands in the first or last sentences."""
LONG_WORDS = 70
"""From this many words on a text is a story or a pasted document, not a request."""

_ACCENTED_WORDS = (("más", "mais"), ("é", "eh"), ("È", "eh"))
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "\u200b": "", "\u200d": "", "\ufeff": ""}
)
_QUOTED = re.compile(r"(?<!\w)(?:\"[^\"]{2,200}\"|“[^”]{2,200}”|«[^»]{2,200}»)")
_SENTENCE_END = re.compile(r"(?<=\?)\s*|[.!;:…\n\r¿¡]+(?:\s+|$)|[\n\r¿¡;…]+|!+|\s[-—–]+\s|[()]")
_WORD = re.compile(r"\w+")
_ADDRESS_IN_BRACKETS = re.compile(r"\s*\([\w.+-]{1,64}@[\w.-]{1,200}\)")
_NO_WORD = re.compile(r"\w{41,}")
_PAST_FIRST_PERSON = re.compile(r"(?<=\w{3})é(?!\w)")
_PORTUGUESE = re.compile(
    r"(?<!\w)(?:nao|voce|vc|meu|minha|meus|minhas|uma|um|pra|pro|tenho|amanha|curriculo|com|do|da|ao|oi|ola|fui|sou|muito|eh|esta|em|daqui|dois|duas|pela|pelo|isso|mim|quero|faz|fazer|escreve|agora|depois|os|ja|eu|num|numa|seu|sua)(?!\w)"
)
_NOT_PORTUGUESE = re.compile(
    r"(?<!\w)(?:the|my|i|you|to|and|is|el|la|los|las|mi|un|una|y|con|que|quiero|necesito|del|hagas|haz|es|al|lo|hace|don't|cv yet)(?!\w)"
)
_IN_THE = re.compile(r"(?<!\w)no(?= \w)")

_KEYWORDS = (
    "curriculum", "curriculo", "interview", "interviews", "entrevista", "entrevistas", "message", "messages",
    "mensaje", "mensajes", "mensagem", "linkedin", "recruiter", "recruiters", "reclutador", "reclutadora",
    "recrutador", "recrutadora",
)  # fmt: skip
_NOT_SLIPS = frozenset(
    [
        "massage",
        "massages",
        "recruited",
        "recruits",
        "entrevisto",
        "entreviste",
        "entrevisté",
        "interviewed",
        "interviewer",
        "practices",
        "entrevistam",
        "entrevistan",
        "entrevistar",
        "entrevistado",
        "entrevistada",
        "passage",
        "mensajero",
        "curriculos",
        "curriculums",
    ]
)
_MISSPELT = {
    "wirte": "write", "writte": "write", "rigth": "write", "creat": "create", "biuld": "build", "plese": "please",
    "pleas": "please", "ned": "need", "nead": "need", "prepair": "prepare", "giv": "give", "qestions": "questions",
    "emial": "email", "leter": "letter", "lettr": "letter", "resumee": "resume", "resum": "resume", "rezume": "resume",
    "manger": "manager", "hasme": "hazme", "asme": "hazme", "aser": "hacer", "aserme": "hacerme",
    "nesesito": "necesito", "necesitp": "necesito", "escrive": "escribe", "escriveme": "escribeme", "coreo": "correo",
    "ban": "van", "fas": "faz", "faser": "fazer", "presizo": "preciso", "presiso": "preciso",
    "oq": "o que", "apresentasao": "apresentacao", "presentasion": "presentacion", "redije": "redija", "kiero": "quiero",
    "qiero": "quiero", "porfabor": "por favor", "currilum": "curriculum", "enterview": "interview",
    "entrevisa": "entrevista", "entrebista": "entrevista", "entervista": "entrevista", "recuiter": "recruiter",
    "mesage": "message", "messege": "message", "mensage": "mensaje", "mensajem": "mensagem", "mensgem": "mensagem",
    "curiculo": "curriculo", "curriclo": "curriculo", "curiculum": "curriculum", "curicullum": "curriculum",
}  # fmt: skip


_HESITATION = re.compile(
    r"(?<!\w)(?:u+mm+|uu+m|um(?=,? (?:so|yeah|yes|i|can|could|like|well|ok|okay|you|now|what|the|my|make|write|hi|hello|and|maybe)(?!\w))|u+h+|err+m?|h+m+|like(?= (?:put|make|write|do|a |an |the |practi|prep|send|draft|get|help))|you know|kind of|sort of|i guess|i mean|o sea|tipo(?= (?:assim|um|uma|a|o|me|faz))|tipo assim|ai(?= (?:pra|pro|um|uma|o|a|meu|minha|que|me)(?!\w))|este+|pues|sabes|ne|ta(?=\W*$)|viu|sei la|a ver|digamos)(?!\w),?\s*"
)


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces; "más" stays apart from "mas" (but)."""
    lowered = _NO_WORD.sub(" ", unicodedata.normalize("NFC", text)).lower().translate(_APOSTROPHES)
    for accented, plain in _ACCENTED_WORDS:
        if accented in lowered:
            lowered = re.sub(rf"(?<!\w){accented}(?!\w)", plain, lowered)
    lowered = _PAST_FIRST_PERSON.sub("ei", lowered)
    decomposed = unicodedata.normalize("NFD", lowered)
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    spaced = re.sub(r"[^\S\n]+", " ", bare).strip()
    fluent = _HESITATION.sub("", spaced).strip(" ,") or spaced
    return _WORD.sub(_mended, fluent)


def _shortened(word: str) -> set[str]:
    """The word and all that is left of it when one letter goes: two words share one when a slip lies between."""
    return {word} | {word[:index] + word[index + 1 :] for index in range(len(word))}


_SLIPS = {variant: word for word in reversed(_KEYWORDS) for variant in _shortened(word)}


def _mended(match: re.Match[str]) -> str:
    """A keyword for one typing slip of it ("interveiw"), else the word itself."""
    word = match.group()
    if word in _MISSPELT:
        return _MISSPELT[word]
    if not 6 <= len(word) <= 13 or word in _NOT_SLIPS or word in _KEYWORDS:
        return word
    return next((_SLIPS[variant] for variant in sorted(_shortened(word)) if variant in _SLIPS), word)


@dataclass(frozen=True)
class Text:
    """A turn's words as the rules read them: folded sentences of its beginning and its end."""

    sentences: tuple[str, ...]
    long: bool
    """True: a story or a pasted document; only unmistakable requests at its edges count."""
    folded: str
    """The folded words that were read, for the cues."""
    said: str
    """The same words as they were said, for the embedding: accents and question marks carry meaning."""


def read_text(text: str) -> Text:
    """Folds the ends of a text and cuts them into sentences. Constant work whatever the length."""
    text = _ADDRESS_IN_BRACKETS.sub(" ", text)
    long = len(text) > 4 * EDGE_CHARACTERS or len(text[: 4 * EDGE_CHARACTERS].split()) > LONG_WORDS
    if not long:
        sentences = _in_portuguese_no_is_in(_sentences(text))
        return Text(sentences, False, " ".join(sentences), " ".join(text.split()))
    head, tail = text[:EDGE_CHARACTERS], text[-EDGE_CHARACTERS:]
    first = [words for words in _sentences(head)[:2] if len(words.split()) <= 40]
    last = [words for words in _sentences(tail)[-2:] if len(words.split()) <= 40]
    if not last:
        last = [" ".join(tail.split()[-20:])] if text.strip() else []
        last = [fold(words) for words in last]
    ending = " ".join(last[-1:])
    return Text(_in_portuguese_no_is_in((*first, *last)), True, ending, ending)


def _in_portuguese_no_is_in(sentences: tuple[str, ...]) -> tuple[str, ...]:
    """ "no" refuses in English and Spanish, but is "in the" in Portuguese ("no LinkedIn")."""
    words = " ".join(sentences)
    if len(_PORTUGUESE.findall(words)) <= len(_NOT_PORTUGUESE.findall(words)):
        return sentences
    return tuple(_IN_THE.sub("na", sentence) for sentence in sentences)


def _sentences(text: str) -> tuple[str, ...]:
    stripped = text.strip().strip('"“”«»')
    unquoted = _QUOTED.sub(" ", stripped)
    pieces = (fold(piece) for piece in _SENTENCE_END.split(unquoted))
    return tuple(piece for piece in pieces if _WORD.search(piece))
