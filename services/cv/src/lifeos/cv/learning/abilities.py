"""Reads languages with their level, skills and certificates."""

import re

from lifeos.cv.learning.dates import periods
from lifeos.cv.learning.names import called, name_at
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, words
from lifeos.cv.learning.vocabulary import LANGUAGES, LEVEL

LANGUAGE = re.compile(rf"(?<![\w])(?:{'|'.join(sorted(LANGUAGES, key=len, reverse=True))})(?![\w])")
REFUSED = re.compile(
    r"doesn'?t count|don'?t (?:put|speak|really)|no cuenta|no hablo|nao conta|nao falo|tantito|kitchen|no pongas|nao coloca|no speak|not? (?:fluent|really)"
)
SEPARATOR = re.compile(r"\s*(?:[,;·•|\n]|(?<=\w\w)/(?=\w\w)|\s/\s|\s(?:and|y|e|&)\s)\s*")
"""What stands between two skills; "A/B testing" is one."""
PARTED = re.compile(rf"{SEPARATOR.pattern}|\s*\((?=[^()\n]{{1,120}}\))|\)\s*(?:[,;]\s*)?")
QUALITY = re.compile(
    r"\s+(?:ok(?:ay)?|(?:comecando|empezando|started|learning|aprendiendo|aprendendo)\b.*|well|bien|bem|mostly|a little|a bit|"
    r"um pouco|un poco|mas o menos|mais ou menos|very well|muy bien|muito bem)$"
)
LEAD = re.compile(
    r"^(?:and|y|e|also|tambien|tambem|the|el|la|o|a|with|con|com|de|un poco de|um pouco de|a bit of|a little|some|algo de|:)\s+"
)
CERTIFICATE_AFTER = re.compile(
    r"(?:certified (?:in|as an?)|certificat(?:e|ion) (?:in|of|for|as)|certificad[oa] (?:en|em|de|como)|certificacion (?:en|de|como)|"
    r"certificacao (?:em|de|como)|licen[cs]ed? (?:as an?|in|to)|(?:hold|have|got|earned|passed) (?:an?|my|the)|tengo (?:el|la|mi|un|una)|tenho (?:a|o|uma?|minha|meu)|"
    r"tirei (?:a|o|minha|meu)|saque (?:el|la|mi)|obtuve (?:el|la|mi|un|una)|passei na|y (?:la|el) de|y (?:la|el)|e (?:a|o) de)\s+"
)
KNOWN_CERTIFICATE = re.compile(
    r"(?<!\w)(?:aws certified [a-z ]{4,40}|pmp|cpa|cfa|cissp|ccna|itil(?: v?\d)?|prince2|scrum master|csm|psm i*|six sigma(?: (?:green|black|yellow) belt)?|"
    r"lean six sigma(?: (?:green|black|yellow) belt)?|toefl|ielts|celpe-bras|dele [abc][12]|first aid|primeros auxilios|primeiros socorros|oab|crea|crm|coren|"
    r"manipulador de alimentos|servsafe(?: manager)?|cswip [\d.]+|food hygiene(?: level \d)?|nebosh|iosh|cscs|acca|shrm-cp)(?!\w)"
)
ISSUER = re.compile(r"(?<!\w)(?:from|by|with|de la|del|de|da|do|por|pela|pelo|issued by|emitid[oa] p\w+)\s+")


def note_languages(note: Notebook, clause: Span) -> bool:
    """Note each language that has a level or stands beside a verb of speaking."""
    here = note.here
    found = list(LANGUAGE.finditer(here.plain, clause.start, clause.end))
    if not found or REFUSED.search(here.plain, clause.start, clause.end):
        return False
    speaks = words(*here.cues.speak).search(here.plain, clause.start, clause.end)
    done, begins = False, clause.start
    for place, match in enumerate(found):
        ends = found[place + 1].start() if place + 1 < len(found) else clause.end
        level = _level(here, begins, match, ends)
        begins = max(match.end(), level.end if level else 0)
        if not level and not _plainly_spoken(here, speaks, match):
            continue
        name = called(here, Span(match.start(), match.end()))
        if name:
            note.add("language", {"language": name, **({"fluency": level} if level else {})}, clause)
            done = True
    return done


def _plainly_spoken(here: Passage, speaks: re.Match[str] | None, language: re.Match[str]) -> bool:
    if not speaks or speaks.start() > language.start():
        return False
    between = here.plain[speaks.end() : language.start()]
    return len(between) < 60 and not re.search(r"[.!?]| with | con | com ", between)


def _level(here: Passage, begins: int, language: re.Match[str], ends: int) -> Said | None:
    """The level after the language, or just before it ("a C1 de inglés", "native Spanish")."""
    after_end = min(ends, language.end() + 40)
    after = LEVEL.search(here.plain, language.end(), after_end)
    before = list(LEVEL.finditer(here.plain, max(begins, language.start() - 24), language.start()))
    if before and not re.search(r"[,;.)]", here.plain[before[-1].end() : language.start()]):
        gap = here.plain[before[-1].end() : language.start()].split()
        joined = set(gap) & {"and", "y", "e"}
        if len(gap) <= 3 and not joined:
            return say(here, *before[-1].span())
    if after and not re.search(r"[.;]|,\s*(?:un|a|algo|some)", here.plain[language.end() : after.start()]):
        return say(here, *after.span())
    shared = re.compile(r"\s+(?:and|y|e)\s+").match(here.plain, language.end())
    if shared and shared.end() == ends:
        following = LANGUAGE.match(here.plain, ends)
        return _level(here, ends, following, following.end() + 40) if following else None
    return None


def note_skills(note: Notebook, clause: Span) -> bool:
    """Note what comes after "I use", "manejo", "sei mexer em" as skills."""
    here = note.here
    cue = words(*here.cues.use).search(here.plain, clause.start, clause.end)
    if not cue or words(*here.cues.never).search(here.plain[clause.start : cue.start()]):
        return False
    if AMOUNT.match(here.plain, cue.end(), clause.end):
        return False
    return note_skill_list(note, Span(cue.end(), clause.end), clause, strict=True)


def note_skill_list(note: Notebook, span: Span, quote: Span, strict: bool = False) -> bool:
    """Note each part of a list; `strict` stops at the first part that is a sentence."""
    here = note.here
    done = False
    for start, end in list_parts(here, span):
        said = _skill(here, start, end)
        if not said:
            continue
        if len(said.value.split()) > (4 if strict else 7) or len(said.value) > 60:
            if strict:
                break
            continue
        if (
            fold(said.value) in LANGUAGES
            or LEVEL.fullmatch(fold(said.value))
            or note.is_taken(said.start, said.end)
        ):
            continue
        note.add("skill", {"name": said}, quote)
        done = True
    return done


def list_parts(here: Passage, span: Span) -> list[tuple[int, int]]:
    """Where each part of a list stands. Brackets hold parts of their own: "Python (pandas, numpy)" names three."""
    edges = [span.start]
    for found in PARTED.finditer(here.text, span.start, span.end):
        edges.extend((found.start(), found.end()))
    edges.append(span.end)
    return list(zip(edges[::2], edges[1::2], strict=False))


def _skill(here: Passage, start: int, end: int) -> Said | None:
    said = say(here, start, end)
    while said:
        lead = LEAD.match(fold(said.value) + " ")
        tail = QUALITY.search(fold(said.value))
        if lead and said.status == "verbatim" and lead.end() < len(said.value):
            said = say(here, said.start + lead.end(), said.end)
        elif tail and said.status == "verbatim":
            said = say(here, said.start, said.start + tail.start())
        else:
            break
    if not said or not any(c.isalpha() for c in said.value):
        return None
    return said


AMOUNT = re.compile(r"\s*\d+\s")
""" "Manejo 7 hectáreas" tells what was done there, and no skill."""
NAMELESS = re.compile(
    r"(?:the |my |la |mi |a |minha )?(?:licen[cs]e|licencia|licenca|certificate|certificado|certification)"
)
"""Which one, was not said."""


def note_certificates(note: Notebook, clause: Span) -> bool:
    """Note a certificate or licence."""
    here = note.here
    if REFUSED.search(here.plain, clause.start, clause.end):
        return False
    cue = words(*here.cues.certified).search(here.plain, clause.start, clause.end)
    known = [
        m
        for m in KNOWN_CERTIFICATE.finditer(here.plain, clause.start, clause.end)
        if not note.is_taken(*m.span())
    ]
    if not cue and not (known and CERTIFICATE_AFTER.search(here.plain, clause.start, clause.end)):
        return False
    negated = words(*here.cues.never, *here.cues.wish).search(here.plain, clause.start, clause.end)
    names = [say(here, *m.span()) for m in known] or _certificates(here, clause)
    kept = [
        name for name in names if name and len(name.value) > 2 and not NAMELESS.fullmatch(fold(name.value))
    ]
    if negated or not kept:
        return False
    for name in kept:
        note.add("certificate", {"name": name, **_about_certificate(note, name, clause)}, clause)
    return True


def _certificates(here: Passage, clause: Span) -> list[Said | None]:
    before = re.compile(
        r"(?<!\w)(?:my|an?|the|mi|la|una?|minha|meu|uma?|a)\s+(?P<name>\w(?:(?!\s(?:my|an?|the|i|mi|la|una?|minha|meu|uma?)\s)[\w .&/+-]){1,40}?)\s+(?:certificat\w+|certified|licen[cs]e)(?!\w)"
    )
    found = before.search(here.plain, clause.start, clause.end)
    if found:
        whole = found.group().endswith(("licence", "license"))
        return [say(here, found.start("name"), found.end() if whole else found.end("name"))]
    cue = words(*here.cues.certified).match(here.plain, clause.start, clause.end)
    if (
        cue
        and len(here.plain[clause.start : clause.end].split()) <= 7
        and not CERTIFICATE_AFTER.match(here.plain, clause.start)
    ):
        return [say(here, clause.start, clause.end)]
    stop = re.compile(
        r"[,.;()]|\s(?:from|by|back|(?:in|en|em) (?:19|20)\d\d|en dos|em dois|that|which|and|y|e|but|pero|mas|pela|pelo|desde|since|de la|del|do|da)(?!\w)|$"
    )
    names: list[Said | None] = []
    for cue in CERTIFICATE_AFTER.finditer(here.plain, clause.start, clause.end):
        end = stop.search(here.plain, cue.end(), clause.end)
        name = say(here, cue.end(), end.start() if end else clause.end)
        if (
            name
            and len(name.value.split()) <= 7
            and (
                words(*here.cues.certified).search(fold(name.value))
                or names
                or cue.group().startswith(("certif", "licen"))
            )
        ):
            names.append(name)
    return names


def _about_certificate(note: Notebook, name: Said, clause: Span) -> dict[str, Said]:
    here = note.here
    claims: dict[str, Said] = {}
    issuer = ISSUER.search(here.plain, name.end, min(clause.end, name.end + 20))
    span = name_at(here, issuer.end(), clause.end) if issuer else None
    if span and here.text[span.start].isupper():
        said = called(here, span)
        if said:
            claims["issuer"] = said
    found = [p.point for p in periods(here, note.today, name.end, clause.end) if p.point]
    if found and found[0]:
        claims["date"] = reword(found[0], found[0].value)
    return claims
