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


def own_words(text: str, language: Locale) -> str:
    """The text with everything blanked that is not what the person says about their own work. It keeps its length."""
    plain, kept = fold(text), list(text)
    for sentence in SENTENCE.finditer(text):
        start, end = sentence.span()
        said = list(_SAID[language].finditer(plain, start, end))
        if _OTHERS[language].match(plain[start:end]):
            kept[start : said[0].end() if said else end] = " " * ((said[0].end() if said else end) - start)
        for lead in said:
            kept[lead.start() : lead.end()] = " " * (lead.end() - lead.start())
    return "".join(kept)
