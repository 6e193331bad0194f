"""Cuts a text into lines, sentences and clauses, written or spoken without punctuation."""

import itertools
import re
from functools import cache
from re import Pattern

from lifeos.contracts.words import Locale
from lifeos.cv.learning.cues import CUES
from lifeos.cv.learning.passage import Passage, Span, trim

ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-zÀ-ÿ]|[Dd]ra?|[Ss]ra?|[Mm]rs?|[Mm]s|[Ss]t|[Ii]nc|[Ll]td|[Cc]o|[Nn]o|[Nn]úm|[Uu]niv|[Ee]ng|[Aa]dm|[Ll]ic|"
    r"[Ii]ng|[Pp]rof|[Tt]el|[Cc]el|[Ee]tc|[Aa]prox|[Ee]ne|[Ff]eb|[Mm]ar|[Aa]br|[Jj]un|[Jj]ul|[Aa]go|[Ss]ept?|[Oo]ct|[Nn]ov|[Dd]ic|"
    r"[Jj]an|[Ff]ev|[Aa]br|[Ss]et|[Oo]ut|[Dd]ez|[Aa]ug|[Aa]pr|[Bb]|[Cc]om|[Dd]ept|vs|e\.g|i\.e|p\.ej|S\.A|approx|[Bb]\.[Ss]c|[Mm]\.[Ss]c|[Pp]h\.D|(?:[A-ZÀ-Þ]\.){1,3}[A-ZÀ-Þ]|ca|[Mm]a|[Ff]co|[Gg]pe)$"
)
SENTENCE_END = re.compile(r"[.!?…;]+(?=[\s\"'”»)]|$)|\n+[ \t]*(?:[-*•–▪●][ \t]+)?|[\u3002\uff01\uff1f]")
LONGEST = 300
"""Characters of a clause: nobody says more in one breath."""
BULLET = re.compile(r"[ \t]*(?:[-*•–—▪●·►>]|\d{1,2}[.)])[ \t]+")


def lines(text: str) -> list[Span]:
    """Every line that is not blank, bullet included."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def sentences(here: Passage, span: Span) -> list[Span]:
    """The sentences of a stretch; the full stop belongs to none of them."""
    found: list[Span] = []
    start = span.start
    for stop in SENTENCE_END.finditer(here.text, span.start, span.end):
        if stop.group() == "." and _is_abbreviation(here, start, stop.start(), stop.end()):
            continue
        found.append(Span(start, stop.start()))
        start = stop.end()
    found.append(Span(start, span.end))
    return [s for s in (trim(here.text, one.start, one.end) for one in found) if s.end > s.start]


def _is_abbreviation(here: Passage, start: int, place: int, after: int) -> bool:
    if not ABBREVIATION.search(here.text[max(start, place - 8) : place]):
        return False
    follows = here.text[after : after + 3].strip()
    return bool(follows)


def clauses(here: Passage, sentence: Span) -> list[Span]:
    """A sentence cut where the person starts to say something new."""
    cuts = [sentence.start]
    for found in _boundaries(here.language, here.lower_case).finditer(
        here.plain, sentence.start, sentence.end
    ):
        place = found.start()
        if _weight(here.plain[cuts[-1] : place]) >= 2 and place > cuts[-1]:
            cuts.append(place)
    cuts.append(sentence.end)
    parts = [trim(here.text, a, b) for piece in itertools.pairwise(cuts) for a, b in _bounded(here, *piece)]
    return [part for part in parts if part.end > part.start]


def _bounded(here: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of at most `LONGEST` characters, so that reading one stays cheap whatever was pasted."""
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        space = here.text.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > start else start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


SOME_YEAR = re.compile(r"\b(?:(?:19|20)\d\d|dos mil|dois mil|twenty \w|two thousand|nineteen)")
LIGHT = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:de|del|en|em|in|on|from|to|a|al|ate|hasta|since|desde|and|y|e|the|el|la|o|then|luego|aí|ai|so|but|pero|mas|"
    r"dos|dois|mil|two|thousand|twenty|nineteen|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro|ten|eleven|twelve|\w+teen|\w*veint\w+|vinte|"
    r"uno?|once|doce|trece|catorce|quince|dieci\w+|diez|nueve|ocho|siete|seis|cinco|cuatro|tres|doze|treze|quatorze|quinze|"
    r"deze\w+|dezoito|nove|oito|sete|um|one|three|four|five|six|seven|eight|nine|there|after|before|antes|previously|anteriormente|that|despues|depois|between|entre|well|yeah|okay)\b"
)


def _weight(plain: str) -> int:
    """How many words say something beside connectors; a date counts as one when something is said of it."""
    said = len(re.findall(r"[a-z]{2,}", LIGHT.sub(" ", plain)))
    return said + bool(said and SOME_YEAR.search(plain))


@cache
def _boundaries(language: Locale, spoken: bool) -> Pattern[str]:
    cues = CUES[language]
    join = "|".join(sorted(cues.split, key=len, reverse=True))
    kin = "|".join(cues.kin)
    starts = {"en": _ENGLISH, "es": _SPANISH, "pt": _PORTUGUESE}[language]
    date_lead = r"(?:(?:ese|este|aquel) (?:mismo )?(?:ano|verano|mes)|that (?:same )?(?:year|summer|month)|(?:nesse|naquele) (?:mesmo )?(?:ano|mes|verao))\b|(?:in|since|from|en|em|desde|de|between|entre|by)\s+(?:[a-z]+\s+(?:de\s+|of\s+)?)?(?:(?:19|20)\d\d|dos mil|dois mil|twenty|el veinti\w+|el \w+ce\b)"
    apart = r"(?<!\bme)(?<!\bnao)(?<!\bnunca)(?<!\bla)" if language == "pt" else ""
    loose = (
        rf"|(?<!\beu)(?<!\byo)(?<!\bi)(?<!\bonde)(?<!\bdonde)(?<!\bwhere)(?<!\bque){apart}\s+(?={starts['spoken']})"
        if spoken
        else ""
    )
    pattern = (
        rf"[,;:]?\s+(?=(?:{join})[,\s]+\s*(?:{starts['me']}|(?:{date_lead})|(?:{kin})(?!\w)))"
        rf"|,\s+(?=(?:{starts['me']}|(?:{date_lead})[^,]{{0,40}},?\s+(?:{starts['me']})|(?:{kin})(?!\w)))"
        rf"|,\s+(?=(?:leaving|staying|saliendo|saindo)\s)|;\s+|\s+-\s+(?={starts['me']})|{LEAVING_FOR[language]}{loose}"
    )
    # A long run of spaces, or of words like "um" that are blanked out, is tried from each of its places.
    return re.compile(pattern.replace(r"\s+", r"\s{1,9}"))


LEAVING_FOR: dict[Locale, str] = {
    "en": r"\s+(?=to (?:join|start at|work (?:at|for|as)|become)(?!\w))|,?\s+(?=which is where i)",
    "es": r"\s+(?=para (?:entrar|incorporarme|unirme|empezar)(?!\w))",
    "pt": r"\s+(?=para (?:entrar|ingressar|integrar|comecar|trabalhar)(?!\w))",
}
""" "I left in 2021 to join Acme" ends one job and tells of the next."""
_ENGLISH = {
    "me": r"(?:(?:then |now |later |also |finally |last year |currently )?(?:i|we)(?:'(?:m|ve|d|ll|re))? (?!guess|think|mean|believe|suppose)\w+|(?:finished|got|did|took|went|left|became|joined|moved|worked|started|trained|built|led|managed|ran|passed|graduated|studied|earned|completed|cut|won|set up|taught|wrote|made|grew|raised|reduced|increased|helped|handled|speak|live)\b|my \w+|it'?s|that was|there i)",
    "spoken": r"(?:(?:and |but |so |then |because |yeah |now )*(?:i(?:'m|'ve|'d)? (?!guess\b|think\b|mean\b|wanna\b|was born)\w+|i'm\b|we (?:did|had|were|cut|got|built|made)\b|my (?:name|email|e-mail|phone|number|mom|mum|dad|brother|sister|wife|husband|friend)\w*\b|they (?:threw|didn'?t|let|made|promoted|hired)\b|what i want|that'?s the thing|that was (?:in )?(?:twenty|nineteen|two thousand|(?:19|20)\d\d)|before that|after that|for languages|so yeah)\b|and then\b|then (?:nothing|in)\b|in (?:the )?(?:january|february|march|april|may|june|july|august|september|october|november|december)? ?(?:twenty|nineteen|two thousand|(?:19|20)\d\d)[\w ]{0,24} i )",
}
_SPANISH = {
    "me": r"(?:yo \w+|me (?!gusta)\w+|nos \w+|(?:nunca|ahora|actualmente|hoy|tambien|ahi|alli|asi|antes|luego|despues) (?:\w+e|\w+i|soy|estoy|tengo|trabajo|me|llevo|sigo|hago)\b|(?:estoy|soy|fui|era|estuve|tengo|hablo|vivo|trabajo|trabajaba|llevo|hago|hacia|manejo|coordino|dirijo|superviso|gestiono|atiendo|vendo|uso|busco|quiero|pase|sali|volvi|hice|logre|empece|entre (?:a|en)|estudie|trabaje|termine|reduje|aumente|lidere|forme|coordine|cree|gane|monte|arme|ayude|lleve|dirigi|implemente|organice|gestione|consegui|aprendi|saque|di|abri|cubri|atendi|vendi|subi|baje|bajamos|subimos|logramos|redujimos|tuve|anduve|conduje|ensene|capacite|disene|desarrolle|lance)\b|mi (?:correo|telefono|movil|celular|cel|numero|email|nombre|whats\w*)\b)",
    "spoken": r"(?:(?:y |pero |luego |pues |entonces |despues )*(?:yo \w+|me (?:llamo|meti|fui|pase|quede|subieron|ascendieron|contrataron|cambie|encargue|toco)\b|(?:y )?ahi (?:anduve|estuve|sigo|segui|estoy|me)\b|alli (?:estuve|segui|sigo)\b|eso fue\b|(?:mi|un) (?:compadre|hermano|hermana|esposo|esposa|mama|papa|amigo|amiga|primo|prima|cel|celular|correo|telefono|numero|email|whats\w*)\b|antes (?:estuve|trabaje|trabajaba|era|fui)\b|ahora (?:estoy|trabajo|soy)\b|mi (?:primer|ultimo) (?:trabajo|empleo)\b|alla (?:dure|estuve|trabaje|aprendi|me)\b|dure\b|(?!vamos|estamos|somos)\w{3,}(?:amos|imos)\b|tengo\b|tuve\b|estudie\b|hablo\b|trabaje\b|trabajo (?:en|de|como)\b|entre (?:a|en)\b|empece\b|estuve\b|nunca \w+|hacia\b|hago\b|vivo\b|quiero\b|busco\b|soy\b|de ingles\b|manejo\b|coordino\b|se usar\b|logre\b|hice\b|la hice\b|en (?:\w+ (?:de|del) )?dos mil [\w ]{0,30} (?:entre|empece|me|pase|trabaje)\b|antes de eso|despues de eso)|no,? no se hizo\b)",
}
_PORTUGUESE = {
    "me": r"(?:eu \w+|me (?!disse|deu|emprestou)\w+|(?:nunca|agora|atualmente|hoje|tambem|la|ai|antes|depois) (?:eu|\w+ei|sou|estou|tenho|trabalho|moro|fui|faco)\b|(?:estou|sou|fui|era|estive|tenho|falo|moro|trabalho|trabalhava|faco|fazia|cuido|cuidava|coordeno|lidero|gerencio|atendo|atendia|vendo|uso|procuro|quero|sai|fiz|consegui|conduzi|bati|reduzi|aumentei|ganhei|abri|dirigi|implementei|redesenhei|coordenei|liderei|treinei|criei|montei|ajudei|organizei|passei|entrei|comecei|estudei|trabalhei|terminei|conclui|formei|fiquei|desenvolvi|atendi|vendi|subi|cobri|ensinei|lancei|tive|tirei)\b|meu (?:e-?mail|telefone|celular|numero|nome|whats\w*|portfolio)\b)",
    "spoken": r"(?:(?:e |mas |ai |entao |depois |porque )*(?:eu (?!acho)\w+|me (?:chamo|formei|mudei|contrataram|promoveram)\b|antes (?:eu|trabalhei|fiquei|estava)\b|agora (?:eu|to|estou|trabalho|procuro)\b|meu primeiro (?:emprego|trabalho)\b|(?!lei\b|rei\b|sei\b)\w{3,}ei\b|(?:o |a )?(?:meu|minha) (?:irmao|irma|marido|esposa|mae|pai|amigo|amiga|primo|prima|whats\w*|celular|telefone|e-?mail|nome|numero)\b|trabalho (?:com|na|no|em|como)\b|trabalhei\b|entrei\b|comecei\b|fui (?:pra|para|pro)\b|fiz\b|estudei\b|falo\b|moro\b|quero\b|procuro\b|sou\b|tenho\b|sei (?:mexer|usar)\b|bati\b|ganhei\b|cuido\b|consegui\b|ingles\b|faculdade\b|isso (?:de|foi|em)\b|na pandemia\b|a renovacao\b|em (?:\w+ de )?dois mil e[\w ]{0,30} (?:entrei|comecei|fui|passei|trabalhei)\b|antes disso|depois disso|la (?:fiquei|eu)\b))",
}
