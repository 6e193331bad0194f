"""Reads what people tell after an interview: what they said there about themselves counts, what others said does not."""

import re

from lifeos.contracts.words import Locale
from lifeos.cv.learning.passage import fold

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]+)*[.!?]*")
_SAID: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"(?:(?:and|so|then|but|also|there|which)[ ,]+)*i (?:also |then |just |even )*"
        r"(?:(?:told|showed) (?:them|her|him|the \w+)|said|explained|mentioned|answered|replied|added|talked about|spoke about|described|"
        r"gave (?:them )?(?:the|an) example of|forgot to (?:say|mention|tell them|add)|should have (?:said|mentioned|told them)|"
        r"(?:didn't|did not) (?:say|mention|tell them)|could have (?:said|mentioned))"
        r"(?:,? (?:that|how|when|about how|about when|about the time)\b)?[ ,:]+(?=(?:i|we|at|in|my team|when|during|last|since)\b)"
    ),
    "es": re.compile(
        r"(?:(?:y|pero|entonces|luego|tambien|ahi|yo)[ ,]+)*(?:les |le )?(?:tambien )?"
        r"(?:conte|dije|explique|comente|mencione|respondi|conteste|hable de|se me olvido (?:decir|contar|mencionar)|me olvide de (?:decir|contar|mencionar)|"
        r"olvide (?:decir|contar|mencionar)|no (?:dije|conte|mencione)|tendria que haber (?:dicho|contado)|tenia que haber (?:dicho|contado)|debi (?:decir|contar))"
        r"(?:les|le)?[ ,:]+(?:que|como|cuando)[ ,]+"
    ),
    "pt": re.compile(
        r"(?:(?:e|mas|entao|depois|tambem|ai|eu)[ ,]+)*(?:lhes |lhe )?(?:tambem )?"
        r"(?:contei|disse|expliquei|comentei|mencionei|respondi|falei|esqueci de (?:dizer|contar|mencionar|falar)|nao (?:disse|contei|mencionei|falei)|"
        r"devia ter (?:dito|contado|falado)|deveria ter (?:dito|contado|falado)|podia ter (?:dito|contado|falado))"
        r"(?: (?:a|para|pra) (?:eles|ela|ele|elas))?[ ,:]+(?:que|como|quando)[ ,]+"
    ),
}
"""What leads to the person's own words. Folded."""
_OTHERS: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"^\W*(?:(?:and|so|then|but|also|well|ok|overall|next|first|in the end|at the end)[ ,]+)*"
        r"(?:they|he|she|it|it's|we talked|we spoke|we discussed|his|her|their|the (?:interview\w*|recruiter|panel|manager|boss|team|company|role|position|job|salary|pay|"
        r"questions?|first question|second question|next (?:step|round)|atmosphere|vibe|offer|process|task|test)|my interviewer|next steps?|"
        r"(?:[\w.]+ ){1,3}(?:asked|said|told me|wanted|interviewed)|nobody|everyone|everybody|i (?:was asked|got asked|think|feel|felt|hope|guess|wish|don't know|am (?:happy|worried|nervous)|was nervous|had an interview|went to|will hear))\b"
    ),
    "es": re.compile(
        r"^\W*(?:(?:y|pero|entonces|luego|tambien|bueno|al final|primero|despues)[ ,]+)*"
        r"(?:me (?:preguntaron|pregunto|dijeron|dijo|entrevist\w+|pidieron|pidio|ofrecen|ofrecieron|llamaran|hicieron)|ellos|ella|el (?:entrevistador|reclutador|jefe|sueldo|salario|puesto|proceso|equipo|ambiente|test)|"
        r"la (?:entrevista|entrevistadora|reclutadora|jefa|empresa|oferta|prueba|vacante)|quieren|buscan|tienen|dijeron|dijo|fue|estuvo|salio|su|sus|hablamos|creo|espero|siento|senti|estaba nerviosa?|no se)\b"
    ),
    "pt": re.compile(
        r"^\W*(?:(?:e|mas|entao|depois|tambem|bom|no fim|no final|primeiro)[ ,]+)*"
        r"(?:me (?:perguntaram|perguntou|disseram|disse|entrevist\w+|pediram|pediu|ofereceram)|perguntaram|eles|elas|ela|ele|o (?:entrevistador|recrutador|chefe|salario|cargo|processo|time|clima|teste)|"
        r"a (?:entrevista|entrevistadora|recrutadora|chefe|empresa|oferta|prova|vaga|equipe)|querem|buscam|procuram|tem|disseram|foi|correu|seu|seus|falamos|acho|espero|senti|estava nervos[oa]|nao sei)\b"
    ),
}
"""Sentences about the others, the place or how it felt. Folded."""


_SOMEBODY: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"^\W*(?:(?:and|so|then|but|also|well|ok)[ ,]+)*(?:the|a|an|one of|some of|both|my(?! (?:team|crew|group|colleagues and i|boss and i)\b)|his|her|their|our boss|somebody|someone|this|that) (?:\w+[ ,]+){1,6}?"
        r"(?:said|says|told|asked|asks|mentioned|explained|wanted|wants|has|have|had|is|are|was|were|did|does|looked|seemed|cut|grew|runs?|ran|offers?|offered|pays?|paid|works?|worked|interviewed)\b"
    ),
    "es": re.compile(
        r"^\W*(?:(?:y|pero|entonces|luego|tambien|bueno)[ ,]+)*(?:el|la|los|las|un[oa]?|mi(?! (?:equipo|grupo|turno)\b)|su|sus|alguien|esa?|este|esta) (?:[\w.]+[ ,]+){1,6}?"
        r"(?:dijo|dijeron|dice|dicen|pregunto|preguntaron|me pregunt\w+|me dijo|conto|explico|quiere\w*|tiene\w*|tenia\w*|es|son|era|estaba|fue|hizo|ofrec\w+|pag\w+|parecia|trabaj\w+)\b"
    ),
    "pt": re.compile(
        r"^\W*(?:(?:e|mas|entao|depois|tambem|bom)[ ,]+)*(?:o|a|os|as|um|uma|minha(?! (?:equipe|equipa|turma)\b)|meu(?! (?:time|grupo|turno)\b)|seu|sua|alguem|ess[ea]|est[ea]) (?:[\w.]+[ ,]+){1,6}?"
        r"(?:disse|disseram|diz|dizem|falou|falaram|perguntou|perguntaram|me pergunt\w+|me disse|contou|explicou|que fez|fez|quer\w*|tem|tinha\w*|e|sao|era|estava|foi|oferec\w+|pag\w+|parecia|trabalh\w+)\b"
    ),
}
"""A sentence whose subject is somebody or something else. Folded."""
_MONEY: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:salary|pay|wage|offer\w*|asked for|package|budget for the role)\b[^.!?]*\d"),
    "es": re.compile(r"\b(?:sueldo|salario|ofrec\w+|pedi|piden|pagan|pagaban|cobr\w+)\b[^.!?]*\d"),
    "pt": re.compile(r"\b(?:salario|oferec\w+|pedi|pedem|pagam|pagavam|proposta)\b[^.!?]*\d"),
}
_NERVES: dict[Locale, re.Pattern[str]] = {
    "en": re.compile(
        r"^\W*(?:and |but |so )?i (?:got|was|felt|feel|froze|blushed|stuttered|rambled|panicked|forgot (?:my|everything|what)|sweated|talked too|went (?:in|blank|red)|left|arrived|waited)\b"
    ),
    "es": re.compile(
        r"^\W*(?:y |pero )?(?:me (?:puse|senti|quede|bloquee|fui|trabe)|tartamude\w*|sude|llegue|espere|sali|hable demasiado|fue|estuve nervios\w*)\b"
    ),
    "pt": re.compile(
        r"^\W*(?:e |mas )?(?:(?:eu )?(?:fiquei|me senti|travei|gaguejei|suei|cheguei|esperei|sai|falei demais|me enrolei|me atrapalhei)|estava nervos\w*)\b"
    ),
}
"""How it felt and how they came and went: true, and no line of a CV."""
_JOINED = re.compile(
    r"(?:and|so|but|then|also|there|which|i|y|pero|entonces|luego|tambien|yo|e|mas|entao|depois|tambem|eu)\b"
)
_MYSELF_EN = re.compile(r"\b(?:i|i'm|i've|i'd|we|we've|my|our)\b")


def own_words(text: str, language: Locale) -> str:
    """The text with everything blanked that is not what the person says about their own work. It keeps its length."""
    plain, kept = fold(text), list(text)
    for sentence in SENTENCE.finditer(text):
        start, end = sentence.span()
        said = [
            lead
            for lead in _SAID[language].finditer(plain, start, end)
            if _begins_a_clause(plain, start, lead)
        ]
        if _is_no_deed(plain[start:end], language) or _OTHERS[language].match(plain[start:end]):
            stop = said[0].end() if said and not _MONEY[language].search(plain[start:end]) else end
            kept[start:stop] = " " * (stop - start)
        for lead in said:
            kept[lead.start() : lead.end()] = " " * (lead.end() - lead.start())
    return "".join(kept)


def _begins_a_clause(plain: str, start: int, lead: re.Match[str]) -> bool:
    """ "A gestora disse que" is hers; "e disse que" is one's own."""
    before = plain[start : lead.start()].rstrip()
    return not before or before[-1] in ",;:" or bool(_JOINED.match(lead.group()))


def _is_no_deed(sentence: str, language: Locale) -> bool:
    """Somebody else's, about money, about nerves, or a scrap without a person in it."""
    if (
        _SOMEBODY[language].match(sentence)
        or _MONEY[language].search(sentence)
        or _NERVES[language].match(sentence)
    ):
        return True
    return language == "en" and not _MYSELF_EN.search(sentence)
