"""What people say to the machine and not about themselves: questions, thanks, wishes about the talk. It is no fact."""

import re

from lifeos.cv.learning.passage import Passage, Span
from lifeos.cv.learning.subjects import FIRST_PERSON, first_person_at

TO_THE_MACHINE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|well|uh|um|hey|please|bueno|oye|por favor|bom|ah|then|and|entao|pues)\W+){0,3}(?:"
    r"(?:i want to |can i |let me |i'?d like to )?(?:talk|speak) (?:to|with)|good (?:morning|afternoon|evening)|tell me (?:a joke|about|what|how)|(?:delete|erase|forget|remove) (?:everything|all|my (?:data|account))|"
    r"(?:here(?:'s| is| are)|this is|i(?:'ve)? attach(?:ed)?|attached(?: is)?|see) (?:my |the |an? )?(?:old |current |latest |new )?(?:cv|resume|curriculum|file|linkedin\b)[^.]*|"
    r"(?:aqui (?:esta|va|tienes)|te (?:adjunto|mando|paso|dejo)|adjunto) (?:mi |el |un )?(?:viejo |antiguo |ultimo )?(?:cv|curriculum|hoja de vida|archivo)[^.]*|"
    r"(?:aqui (?:esta|vai|tem)|segue|em anexo|anexei|te mando|mando) (?:o |meu |o meu |em anexo )*(?:antigo |velho |ultimo )?(?:cv|curriculo|arquivo|ficheiro)[^.]*|"
    r"translate|thanks?|thank you|bye|goodbye|see you|you (?:ask|keep|should|can)|i (?:dunno|don'?t know|have no idea|don'?t get|don'?t understand)|"
    r"buen[oa]s (?:dias|tardes|noches)|(?:quiero |puedo )?hablar con|ponme con|pasame con|cuentame|dime|(?:borra|elimina|olvida) todo|traduce\w*|gracias|adios|chao|hasta luego|haz(?:me)? (?:otro|un|mi|el) c(?:v|urriculum)|"
    r"(?:quero |posso )?falar com|conta(?:-me)? (?:uma|sobre)|me conta|(?:apaga|esquece|exclui) tudo|traduz\w*|obrigad[oa]|tchau|ate logo|sei la|bom dia|boa (?:tarde|noite)|bons dias"
    r")(?!\w)"
)
LONGEST = 20
"""Words of a remark."""
ABOUT_THE_JOBS = re.compile(r"\d|(?<!\w)(?:worked|trabaje|trabalhei|studied|estudie|estudei)(?!\w)")

WISH = re.compile(
    r"(?:[,;]?\s{1,9}(?:and|so|y|e|pues|asi que|entao|por eso|entonces)){0,3}[,;]?\s{1,9}(?:i (?:just )?(?:need|want|would like)|necesito|quiero|quisiera|preciso(?: de)?|quero|gostaria de)\s+"
    r"(?:(?:to (?:make|have)|hacer|fazer|an?|un|una|um|uma|the|my|el|mi|o|meu|new|nuevo|novo)\s+){0,3}(?:cv|c\.v\.|resume|curriculum|curriculo|hoja de vida)(?!\w)[^.;]*$"
)
"""A wish for the document at the end of a sentence that says something."""


def without_wish(here: Passage, sentence: Span) -> Span:
    """The sentence up to where it asks for a CV."""
    wish = WISH.search(here.plain, sentence.start, sentence.end)
    return Span(sentence.start, wish.start()) if wish and wish.start() > sentence.start else sentence


def is_remark(here: Passage, sentence: Span) -> bool:
    """True for what is asked of the machine or told to it about the talk itself."""
    plain = here.plain[sentence.start : sentence.end]
    asks = (
        "?" in here.text[sentence.end : sentence.end + 2] or "¿" in here.text[sentence.start : sentence.end]
    )
    if asks and not FIRST_PERSON[here.language].search(plain) and not ABOUT_THE_JOBS.search(plain):
        return True
    remark = TO_THE_MACHINE.match(plain)
    if not remark or len(plain.split()) >= LONGEST or ABOUT_THE_JOBS.search(plain):
        return False
    # "Thanks, I led the night shift" says something after all.
    return first_person_at(here, sentence.start + remark.end(), sentence.end) < 0
