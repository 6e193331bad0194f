"""Turns a spoken result into lines for a CV, by leaving out words and never by adding any.

Openers ("the thing I'm proudest of is that"), the first person and fillers go; numbers, nouns and hedges stay.
"We" stays as well: without it a team's result would read as one person's.
"""

import re
from dataclasses import dataclass

_FIRST = r"(?:i|i'm|i've|we|yo|eu|me|nosotros|n[oó]s|tamb[ié]+[ém]n?|also)\b"
_PROUD = r"proud(?:est)?(?: of| about)?"
_OPENERS = [
    r"(?:and|so|but|y|e|pero|mas|ent[ãa]o)(?:,\s*|\s+)(?=\S+ \S)",
    r"(?:where|at which|in which|during which) (?=(?:i|we|my)\b)",
    r"(?:donde|en (?:la|el) que|onde|em que|n[ao] qual) (?=\S+ \S)",
    rf"(?:and|so|then|also|but|plus|well|like|y|e|pero|mas|luego|depois|a[ií])(?:,\s*|\s+(?={_FIRST}))",
    r"(?:um+|uh+|er+m?|okay|ok|yeah|basically|honestly|actually|pues|bueno|o sea|entonces|ent[ãa]o|hum)\b[,\s]+",
    r"(?:bom|tipo|assim|este|mira|olha|bem),\s*",
    r"(?:(?:yes|yeah|s[íi]|sim)[,.:]?\s+)?(?:(?:it|that)(?:'s| is) (?:true|right|correct)|(?:eso )?es (?:verdad|cierto)|"
    r"(?:isso )?[ée] (?:verdade|certo))[,.:]\s*(?=\S+ \S)",
    rf"(?:(?:the|one|a)\s)?(?:\w+ )?(?:thing|achievement|result|moment|project)s? (?:that )?i(?:'m| am| was|'ve been)"
    rf"(?: really| very)?(?: the)?(?: most)? {_PROUD}[^,.;:]{{0,40}}? (?:is|was)(?: that| when| how)? ",
    rf"what i(?:'m| am| was)(?: the)?(?: most)? {_PROUD}[^,.;:]{{0,40}}? (?:is|was)(?: that| when| how)? ",
    r"i(?:'m| am)(?: really| very| most)? proud (?:that |of the fact that |of having |of (?=\w+ing\b))",
    r"my (?:\w+ )?(?:achievement|result|win|moment)[^,.;:]{0,30}? (?:is|was) (?:that |when )?(?=i\b|we\b)",
    r"i(?:'d| would) say (?:that )?",
    r"(?:de )?lo que (?:m[áa]s )?(?:orgullos[oa] (?:estoy|me siento)|me enorgullece|me da orgullo)[^,.;:]{0,40}? "
    r"(?:es|fue) (?:que )?",
    r"estoy (?:muy )?orgullos[oa] de (?:que )?",
    r"mi (?:mayor|principal|mejor) logro[^,.;:]{0,30}? (?:es|fue) (?:que )?",
    r"(?:la verdad es que|(?:yo )?dir[íi]a que|na verdade,?|(?:eu )?diria que|a verdade [ée] que)\s+",
    r"(?:a coisa de que|o que|do que|aquilo de que) (?:eu )?(?:mais )?(?:me orgulh[ao]|me d[áa] orgulho|tenho orgulho)"
    r"[^,.;:]{0,40}? (?:[ée]|foi) (?:que )?",
    r"(?:eu )?(?:tenho|estou) (?:muito )?orgulh(?:o|oso|osa) de (?:que )?",
    r"(?:a )?minha (?:maior|principal|melhor) conquista[^,.;:]{0,30}? (?:[ée]|foi) (?:que )?",
]
_INFINITIVE = r"(?=[a-záéíóúâêôãõñç]+[aei]r(?:se)?\b)"
_FIRST_PERSON = [
    r"i (?=(?:do|did|can|could|was|am|have|had|would|wo)n[o']?t\b)(?P<keep>)",
    r"(?:i'd|i would|i'll|i will|i think|i guess|i hope|i want) (?P<keep>)",
    r"(?:i've|i have) been (?=\w+ing\b)",
    r"i've (?:also )?",
    r"i have (?:also )?(?=\w+ed\b|(?:built|led|run|cut|made|won|grown|brought|written|set|kept|taught)\b)",
    r"(?:i'm|i am|i was)(?: also)? (?=\S+ \S)",
    r"i (?:(?:also|just|mainly|basically) )?(?-i:(?=[a-z0-9]))",
    r"my (?=\S+ \S)(?!.*\band i\b)",
    r"(?:yo|eu) (?:tamb[ié]+[ém]n? )?",
    rf"(?:me encarg(?:aba|o|u[ée]) de|me dedic(?:aba|o|qu[ée]) a|me toc(?:aba|[óo]|a)|ten[íi]a que) {_INFINITIVE}",
    rf"(?:me encarreg(?:ava|o) de|encarreg(?:ava|o)-me de|tinha (?:que|de)) {_INFINITIVE}",
    r"(?:est(?:aba|uve|oy)) (?=a cargo de )",
    r"(?:era|fui|soy|sou|fiquei|estava|estou)(?: el| la| o| a)? (?=respons[áa]vel (?:por|pel[ao]s?) |responsable de )",
]
_FILLERS = [
    r",? (?:you know|i guess|so yeah|and stuff(?: like that)?|and all that|or whatever)",
    r",? (?:and )?that's (?:the thing|what) i'm (?:most )?proud(?:est)? of",
    r",? (?:y eso|y tal|y todo eso|eso s[íi]|la verdad|¿no\?|¿sabes\?)",
    r",? (?:n[ée]\??|e tal|e tudo|e tudo mais|e essas coisas|sabe\??|viu\??)",
]
_HESITATIONS = r"(?:^|(?<=\s))(?:um+|uh+|erm+|hmm+|hum),?(?=\s|$)\s*|,? (?:you know|i mean|o sea),(?=\s)"
_HEDGE = r"\bi (?:wanna|want to) say\b"
_SPLITS = {
    r"(?:,? and|[.;]|,) (?=i(?:'m|'ve)? (?!think|guess|mean|wanna))": r"(?:i|i'm|i've)\b",
    r"(?:,? y|[.;]) (?=(?:tambi[ée]n )?(?:yo|me) )": r".",
    r"(?:,? e|[.;]) (?=(?:tamb[ée]m )?eu )": r".",
}


@dataclass(frozen=True)
class Line:
    """One line for a CV, made of the characters `start` to `end` (code points) of what was said."""

    text: str
    start: int
    end: int


def lines(said: str) -> list[Line]:
    """The lines that one spoken result makes, in the order told. Never empty unless nothing was said."""
    found: list[Line] = []
    for start, end in _parts(said):
        text = _capital(_without_ego(said[start:end]))
        if text:
            found.append(Line(text, start, end))
    if not found and said.strip():
        start, end = _trimmed(said, 0, len(said))
        found = [Line(said[start:end], start, end)]
    return found


def capital(text: str) -> str:
    """The text with a capital first letter. Names such as `iPhone` or `e-commerce.pt` keep theirs."""
    return _capital(text)


def _parts(said: str) -> list[tuple[int, int]]:
    """Where a result falls into several: before each further "and I"."""
    cuts, said = [0], said.replace("’", "'")
    for pattern, head in _SPLITS.items():
        for match in re.finditer(pattern, said, re.IGNORECASE):
            before = _without_openers(said[cuts[-1] : match.start()])
            after = said[match.end() :]
            long_enough = len(before.split()) > 2 and len(after.split()) > 2
            if match.start() > cuts[-1] and long_enough and re.match(head, before, re.IGNORECASE):
                cuts.append(match.end())
    ends = [*cuts[1:], len(said)]
    return [
        _trimmed(said, start, _before_joint(said, start, end)) for start, end in zip(cuts, ends, strict=True)
    ]


def _before_joint(said: str, start: int, end: int) -> int:
    """The end of a part without the "and" that joins it to the next."""
    if end == len(said):
        return end
    joint = re.search(r"(?:,? (?:and|y|e)|[.;,]) $", said[start:end], re.IGNORECASE)
    return start + joint.start() if joint else end


def _trimmed(said: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks, bullets and closing punctuation at its edges."""
    text = said[start:end]
    lead = re.match(r"(?:[\s•·▪*>]|[–—-](?!\d))*(?=\S)", text)
    start += lead.end() if lead and lead.end() < len(text) else 0
    kept = said[start:end].rstrip()
    shorter = re.sub(r"[.,;:]+$", "", kept)
    return start, start + len(shorter or kept)


def _without_openers(text: str) -> str:
    for _ in range(4):
        for pattern in _OPENERS:
            text = re.sub(rf"^\s*{pattern}", "", text, flags=re.IGNORECASE)
    return text


def _without_ego(part: str) -> str:
    text = " ".join(part.replace("’", "'").split())
    plain = text
    text = re.sub(_HESITATIONS, "", text, flags=re.IGNORECASE)
    text = re.sub(_HEDGE, "about", text, flags=re.IGNORECASE)
    text = _without_openers(text)
    for pattern in _FIRST_PERSON:
        match = re.match(pattern, text, re.IGNORECASE)
        if match:
            text = text if "keep" in match.groupdict() else text[match.end() :]
            break
    for pattern in _FILLERS:
        text = re.sub(rf"{pattern}$", "", text, flags=re.IGNORECASE)
    text = text.strip(" ,;:")
    return text if len(text.split()) > 1 or len(plain.split()) == 1 else plain


def _capital(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if not first or any(c.isupper() or c in ".@" for c in first) else text[0].upper() + text[1:]
