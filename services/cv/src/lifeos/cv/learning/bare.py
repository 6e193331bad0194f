"""Tells a bare answer ("Vigo", "it was Acme") from talk about something else ("make my CV now", "I cut costs by 20%").

A question was asked, but people go on telling, ask back or give orders. Only a bare answer fills the field that was
asked for; everything else is read like any talk.
"""

import re
from re import Pattern

from lifeos.contracts.words import Locale
from lifeos.cv.learning.passage import Passage, Span, trim, words

LEAD = re.compile(
    r"(?:(?:i (?:studied|went to|graduated)|studied|estudie|curse|estudei|cursei|me forme|me formei|it'?s|it is|it was|that was|i was|i'?m from|i'm|i am|as|at|in|for|the company was|my (?:\w+ ){1,2}(?:is|was)|was|from|i think|just|"
    r"es|fue|era|se llama|se llamaba|como|en|soy|fui|mi \w+ (?:es|era|fue)|creo que|yo|eu|"
    r"e|foi|chama|chamava|no|na|em|sou de|sou|soy de|meu \w+ (?:e|era|foi)|minha \w+ (?:e|era|foi)|acho que|a|an|un|una|um|uma|vivo en|moro em|i live in)\s+)+"
)
"""What people put before an answer."""
END = (
    r"(?<=[\w)\"'’][\w)\"'’])[.!?;]+(?=\s+\S)|\n+|(?<=\w),?\s+(?:please|thanks|thank you|por favor|gracias|obrigad[oa]|at the moment|right now|for now|"
    r"currently|these days|ahora mismo|por ahora|actualmente|de momento|por enquanto|atualmente|no momento|hoje em dia)\b"
)
CUT: dict[Locale, Pattern[str]] = {
    "en": re.compile(rf"{END}|,?\s+(?:but|though|although)\s(?=\w)"),
    "es": re.compile(rf"{END}|,?\s+(?:pero|aunque)\s(?=\w)"),
    "pt": re.compile(rf"{END}|,?\s+(?:mas|porem|embora)\s(?=\w)"),
}
"""Where an answer ends and more talk begins."""
ABBREVIATED = re.compile(
    r"(?:^|\W)(?:st|dr|dra|mr|mrs|ms|sr|sra|av|no|co|inc|ltd|corp|dept|jr|cia|ltda|univ|s\.a|[a-z])$"
)
NOT_BARE = re.compile(r"[%@?¿]|://|\d[\d\s().-]{6,}\d|\b(?:in|en|em)\s+(?:19|20)\d\d\b")
"""What stands in no name, title or place."""
SENTENCE: dict[Locale, Pattern[str]] = {
    "en": words(
        r"i(?=\W+\w)", "no", "i'?m", "i'?ve", "i'?d", "i'?ll", "you", "your", "my", "me", "we", "it'?s", "that'?s", "that is", "this is", "what", "why",
        "how", "please", "sorry", "thanks?", "thank", "make", "can", "could", "would", "do", "does", "did", "don'?t", "didn'?t",
        "have", "has", "had", "is", "are", "lives?", "know", "want", "need", "speak", "worked", "born", "rather", "nothing", "later",
        "looks?", "(?:update|change|delete|remove|stop|write|send|show|tell|call) (?:it|the|that|this)",
    ),
    "es": words(
        "no", "yo", "me", "mi", "mis", "te", "tu", "tus", "su", "lo que", "eso", "esto", "que", "por que", "por favor", "gracias", "perdon",
        "hablo", "se usar", "tengo", "tiene", "trabajo en", "trabaje", "naci", "puedes?", "puedo", "quiero", "necesit\\w+", "haz\\w*", "hace", "vive",
        "actualiza\\w*", "cambia\\w*", "manda\\w*", "envia\\w*", "borra\\w*", "quita\\w*", "pon", "ponlo", "quedo", "reduje", "hice", "tuve", "estuve", "puse", "dije",
        "conduje", "pude", "soy", "estoy", "fui", "era", "es", "ya te", "prefiero",
    ),
    "pt": words(
        "eu", "me", "meu", "minha", "meus", "minhas", "te", "seu", "sua", "voce", "isso", "isto", "que", "por que", "por favor", "obrigad[oa]",
        "desculpe?a?", "falo", "sei", "tenho", "tem", "trabalhei", "trabalho na", "nasci", "pode", "posso", "quero", "precis\\w+", "faca", "faz", "fiz", "deixe", "deixa",
        "mora", "moro", "atualiz\\w+", "mud[ae]", "mand[ae]", "envi[ae]", "apag\\w+", "tir[ae]", "ficou", "reduzi", "sou", "estou", "fui", "prefiro",
    ),
}  # fmt: skip
"""Words of sentences; an "i" at the end is a number, as in "engineer I". In a name they have a capital, like every
word around them."""
TOLD: dict[Locale, Pattern[str]] = {
    "en": re.compile(r"(?!x)x"),
    "es": re.compile(
        r"(?<!\w)(?!caf[eé]\b|comit[eé]\b|beb[eé]\b|chal[eé]\b)(?:[a-zñ]{2,}[éí]|[a-zñ]{3,}[aei]mos)(?!\w)"
    ),
    "pt": re.compile(r"(?<!\w)(?:[a-zç]{2,}ei|[a-zç]{3,}[aei]mos)(?!\w)"),
}
"""Verbs told in the first person, in small letters."""
PASSING = re.compile(
    r"\b(?:start\w*|began|begun|join\w*|hired|left|leave|quit|finish\w*|end\w*|stay\w*|still|worked|working|been|there|until|since|from|till|graduat\w*|studied|went|think|guess|"
    r"believe|remember|about|around|was|promoted|empe\w+|comen\w+|comec\w+|entr\w+|ingres\w+|inici\w+|sali|sai|deje|deixei|termin\w+|acab\w+|hasta|ate|desde|sigo|segui|continu\w+|"
    r"trabaj\w+|trabalh\w+|estuve|estive|fui|fue|foi|era|creo|acho|graduei|forme\w*|estud\w+|conclu\w+|fiquei|contrat\w+)\b"
)
"""How people tell from when to when."""
BORN = re.compile(r"\b(?:born|birthday|naci|nasci|nacimiento|nascimento|cumplo)\b")


def answer_of(here: Passage) -> Span:
    """The words that may be the answer: after what leads up to it, up to the end of its sentence."""
    lead = LEAD.match(here.plain)
    start = lead.end() if lead else 0
    for cut in CUT[here.language].finditer(here.plain, start):
        if cut.group().startswith(".") and ABBREVIATED.search(here.plain, 0, cut.start()):
            continue
        return trim(here.text, start, cut.start())
    return trim(here.text, start, len(here.text))


def is_bare(here: Passage, span: Span) -> bool:
    """True when the words can be a name, a title, a place or a trade, and are no sentence of their own."""
    if span.end <= span.start or NOT_BARE.search(here.plain, span.start, span.end):
        return False
    text = here.text[span.start : span.end]
    if _is_name(text):
        return True
    # A few words are easily taken for another language: long words of sentences count in all of them.
    found = (
        match.group()
        for language, pattern in SENTENCE.items()
        for match in pattern.finditer(here.plain, span.start, span.end)
        if language == here.language or len(match.group()) > 3
    )
    return not any(found) and not TOLD[here.language].search(here.text, span.start, span.end)


def is_about_time(here: Passage) -> bool:
    """True when a date in the answer can be the one that was asked for."""
    if NOT_BARE.search(re.sub(r"\d[\d\s./–-]*\d", "0", here.plain)) or BORN.search(here.plain):
        return False
    told = SENTENCE[here.language].search(here.plain) or TOLD[here.language].search(here.text)
    return not told or bool(PASSING.search(here.plain))


def _is_name(text: str) -> bool:
    """ "Make It Happen", "Mi Tienda": more than one word, each long one with a capital."""
    long = re.findall(r"[^\W\d_]{3,}", text)
    return len(re.findall(r"[^\W\d_]+", text)) > 1 and bool(long) and all(word[0].isupper() for word in long)
