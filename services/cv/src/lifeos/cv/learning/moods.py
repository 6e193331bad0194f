"""Tells wishes, needs and moods from what was done: "I am tired of night shifts" is true, and no line of a CV."""

import re

from lifeos.cv.learning.passage import Passage, Span

MOOD = {
    "en": re.compile(
        r"(?:(?:and|but|so|because|honestly|well|now)[ ,]+)*i(?:'m| am| was| feel| felt|'ve been| have been)? "
        r"(?:(?:so|very|really|a (?:bit|little)|just|quite|also|still|getting|not) )*"
        r"(?:(?:tired|sick of|fed up|afraid|scared|nervous|worried|sad|happy|unhappy|stressed|excited|sorry|desperate|anxious|"
        r"unsure|sure|frustrated|grateful|glad|lost|stuck|jealous|angry|upset|ashamed|exhausted|miserable|lonely|hoping|"
        r"want|wanted|wanna|need|hope|wish|hate|miss|don't (?:have|want|like|know|need)|do not (?:have|want|like|know|need)|"
        r"can't|cannot|would (?:like|love|rather|prefer))(?!\w)|(?:'d|d) (?:like|love|rather|prefer)(?!\w))"
    ),
    "es": re.compile(
        r"(?:(?:y|pero|porque|asi que|la verdad|ahora|yo|ya)[ ,]+)*(?:no )?"
        r"(?:(?:estoy|estaba|me siento|me sentia|ando) (?:(?:muy|tan|un poco|bastante|ya) )*"
        r"(?:cansad|hart|nervios|preocupad|triste|content|feliz|asustad|estresad|desesperad|list[oa]|perdid|agobiad|"
        r"ilusionad|agotad|segur|sol[oa](?!\w)|quemad)|(?:necesito|quiero|queria|quise|quisiera|espero|ojala|me gustaria|extrano|"
        r"echo de menos|odio|puedo)(?!\w)|(?<=no )tengo(?!\w))"
    ),
    "pt": re.compile(
        r"(?:(?:e|mas|porque|por isso|na verdade|agora|eu|ja)[ ,]+)*(?:nao )?"
        r"(?:(?:estou|tou|to|estava|me sinto|sinto-me|me sentia|ando) (?:(?:muito|tao|um pouco|bastante|ja) )*"
        r"(?:cansad|fart|nervos|preocupad|triste|content|feliz|assustad|estressad|stressad|desesperad|pront[oa]|perdid|"
        r"animad|esgotad|segur|sozinh)|(?:preciso|quero|queria|quis|espero|tomara|gostaria|gostava de|tenho saudade|odeio|"
        r"posso)(?!\w)|(?<=nao )tenho(?!\w)|fui (?:despedid|mandad[oa] embora))"
    ),
}
"""Where a clause begins, on the folded text."""


def is_mood(here: Passage, clause: Span) -> bool:
    """True for a clause that says what the person feels, wants or lacks."""
    return bool(MOOD[here.language].match(here.plain, clause.start, clause.end))
