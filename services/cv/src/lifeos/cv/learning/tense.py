"""Tells whether what people say they do is done today, by the tense of the verb or by naming their present job."""

import re

from lifeos.cv.learning.passage import Passage, Span

NOW = {
    "en": re.compile(
        r"(?:(?:and|also|now|today|there|here)[ ,]+)*(?:i|we) (?:also |now |currently |mostly |usually |still |often )*"
        r"(?:manage|lead|run|coordinate|supervise|oversee|train|teach|mentor|coach|handle|write|sell|build|make|drive|"
        r"look after|take care|work with|deal with|cook|clean|design|develop|test|maintain|own|support|serve|plan|"
        r"organi[sz]e|prepare|process|repair|operate|report|review|analy[sz]e|answer|open|close|order|translate|care for|"
        r"assist|advise|negotiate|create|help|am responsible|am in charge)(?!\w)"
    ),
    "es": re.compile(
        r"(?:(?:y|tambien|ahora|aqui|yo|me|nos|les)[ ,]+)*(?:dirijo|coordino|superviso|manejo|gestiono|"
        r"atiendo|vendo|tengo|hago|llevo|lidero|enseno|formo|entreno|organizo|preparo|programo|"
        r"diseno|cuido|doy|dirigimos|soy)(?!\w)"
    ),
    "pt": re.compile(
        r"(?:(?:e|tambem|agora|aqui|eu|me|nos)[ ,]+)*(?:dirijo|coordeno|supervisiono|gerencio|giro|atendo|"
        r"vendo|tenho|faco|cuido|lidero|ensino|formo|treino|organizo|preparo|programo|desenho|"
        r"dou|sou)(?!\w)"
    ),
}
"""Verbs of work in the first person of the present tense, where a clause begins; none of them looks the same in the past."""
THIRD_PERSON = re.compile(r"[óÓ](?!\w)")
"""In "coordinó" somebody did it in the past; without the accent it reads like "coordino"."""
PRESENT_JOB = re.compile(
    r"(?:\w+[ ,]+){0,2}?(?:(?:in|at) my (?:current|present) (?:job|role|position|post|company)|"
    r"(?:en|de) mi (?:trabajo|puesto|empleo|empresa) (?:actual|de ahora)|"
    r"n?o (?:meu )?(?:emprego|trabalho|cargo|posto) (?:atual|actual|de agora))(?!\w)"
)


def is_of_today(here: Passage, clause: Span) -> bool:
    """True for "I manage a team", "dirijo un equipo", "in my current job I opened two stores"."""
    if PRESENT_JOB.match(here.plain, clause.start, clause.end):
        return True
    found = NOW[here.language].match(here.plain, clause.start, clause.end)
    return bool(found) and not THIRD_PERSON.search(here.text, found.start(), found.end())
