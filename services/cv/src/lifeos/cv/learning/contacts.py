"""Reads the person's name, where they live and what they are after."""

import re

from lifeos.cv.learning.names import called, capitalised, name_at
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, fold, reword, say, words
from lifeos.cv.learning.vocabulary import LANGUAGES, ORGANISATION, PLACES, ROLE

WANTED = re.compile(
    rf"(?<!\w)(?:i want|want|quiero|quero|busco)(?=\s+(?:(?:to be|an?|un[ao]?|uma?|ser)\s+)?(?:[\w-]+\s+){{0,2}}(?:{ROLE.pattern}|(?:job|puesto|trabajo|plaza|vaga|estagio|emprego|internship|practicas)(?!\w)))"
)
NO_PERSON = re.compile(
    r"(?<!\w)(?:curriculum|curriculo|vitae|resume|cv|hoja de vida|personal|datos|dados|profile|perfil|experience|experiencia|education|work|history|skills)(?!\w)"
)
RANK = re.compile(
    r"(?:senior|junior|head|lead|chief|assistant|deputy|staff|principal|registered|qualified|executive|managing|general|sales|sous|line|"
    r"jefe|jefa|tecnico|tecnica|auxiliar)(?!\w)"
)
AGAIN = 90
"""Characters within which somebody says their name again."""
JOKING = re.compile(r"(?<!\w)(?:brincadeira|broma|es joda|kidding|joking|just a joke)(?!\w)")
FROM_TOWN = re.compile(r"(?:(?P<self>(?:^|,\s*))(?:from|de|do|da)|(?<=\w)\s(?:from))\s+")
SHORT_NAMES = frozenset({"ma", "fco", "gpe", "ant", "jr", "sr"})
"""How first names are shortened: "Ma. del Socorro" is María."""
PARTICLES = frozenset(
    [
        "de",
        "la",
        "del",
        "da",
        "do",
        "das",
        "dos",
        "e",
        "y",
        "d'",
        "di",
        "van",
        "von",
        "der",
        "den",
        "du",
        "le",
        "al",
        "el",
        "bin",
        "ibn",
        "san",
        "mc",
        "o'",
    ]
)


def note_name(note: Notebook, clause: Span) -> bool:
    """Note the person's name when the clause says it."""
    here = note.here
    for cue in words(*here.cues.name).finditer(here.plain, clause.start, clause.end):
        span = _person_at(here, cue.end(), clause.end, strong=_is_strong(cue.group()))
        if span and not note.of_kind("name"):
            span = _name_said_again(here, span) or span
            said = called(here, span)
            if said:
                note.add("name", {"value": said}, clause)
                return True
    return False


def _name_said_again(here: Passage, span: Span) -> Span | None:
    """ "Meu nome é Ana de Oxóssi não menino é brincadeira é Ana Sacramento": after a word that takes it back, the same
    first name begins the name that counts."""
    first = re.match(r"\S+", here.plain[span.start : span.end])
    stop = min(len(here.plain), span.end + AGAIN)
    found = (
        re.compile(rf"(?<!\w){re.escape(first.group())}(?!\w)").search(here.plain, span.end, stop)
        if first
        else None
    )
    if not found:
        return None
    gap = here.plain[span.end : found.start()]
    taken_back = words(*here.cues.corrections).search(gap) or JOKING.search(gap)
    if not taken_back or words(*here.cues.kin).search(gap):
        return None
    again = _person_at(here, found.start(), min(len(here.plain), found.start() + AGAIN), strong=True)
    return again if again and " " in here.plain[again.start : again.end] else None


def _is_strong(cue: str) -> bool:
    """ "My name is" and "me llamo" are always followed by a name; "I'm" and "soy" are not."""
    return not re.fullmatch(r"soy|yo soy|sou|eu sou|(?:eu )?sou [oa]|this is|i'?m|i am", cue)


def _person_at(here: Passage, start: int, stop: int, strong: bool) -> Span | None:
    tokens = list(re.finditer(r"[^\s,;:()|·\"<>{}]{1,40}", here.text[: min(stop, start + 90)][start:]))
    taken: list[re.Match[str]] = []
    previous = start
    for token in tokens:
        at = start + token.start()
        if here.text[previous:at].strip(" ") or (here.plain[at] == " " and taken):
            break
        if here.plain[at] == " ":
            previous = start + token.end()
            continue
        word = token.group().rstrip(".!?")
        if not _is_part_of_name(here, word, bool(taken)):
            break
        if taken and fold(word) == fold(taken[-1].group()):
            taken = taken[:-1]
        taken.append(token)
        previous = start + token.end()
        if len(taken) == 6 or (
            token.group()[-1] in "!?." and len(word) > 1 and fold(word) not in SHORT_NAMES
        ):
            break
    while taken and fold(taken[-1].group()) in PARTICLES:
        taken.pop()
    return _checked_person(here, taken, start, strong)


def _is_part_of_name(here: Passage, word: str, begun: bool) -> bool:
    if not re.fullmatch(r"[^\W\d_][\w'’.-]*", word) or fold(word) in LANGUAGES:
        return False
    if begun and fold(word) in PARTICLES:
        return not (here.lower_case and fold(word) in {"y", "e"})
    if word[0].isupper():
        return True
    return (
        here.lower_case
        and not words(*here.cues.stop, *here.cues.chatter).fullmatch(fold(word))
        and not ROLE.fullmatch(fold(word))
    )


def _checked_person(here: Passage, taken: list[re.Match[str]], start: int, strong: bool) -> Span | None:
    if not taken or len(taken[0].group()) < 2:
        return None
    span = Span(start + taken[0].start(), start + taken[-1].end() - (taken[-1].group()[-1] in ".!?"))
    plain = here.plain[span.start : span.end]
    title = ROLE.search(plain)
    if plain in PLACES or (title and not strong and not _is_surname(here, taken, title, span)):
        return None
    capitals = any(c.isupper() for c in here.text[span.start : span.end])
    if not strong and (len(taken) < 2 or not capitals):
        return None
    if here.lower_case and not capitals:
        span = Span(span.start, start + taken[min(len(taken), 4) - 1].end())
    return span


def _is_surname(here: Passage, taken: list[re.Match[str]], title: re.Match[str], span: Span) -> bool:
    """ "I'm Tom Baker": a first name, a surname that is also a trade, and no employer after it."""
    capitals = len(taken) == 2 and all(token.group()[0].isupper() for token in taken)
    follows = re.compile(r"\s+(?:at|for|with|in|of|de|en|na|no|em)(?!\w)").match(here.plain, span.end)
    lead = RANK.match(here.plain, span.start)
    return capitals and title.start() > 0 and not follows and not lead


def note_location(note: Notebook, clause: Span) -> bool:
    """Note where the person lives, when they say so of themselves."""
    here = note.here
    if _note_home_town(note, clause):
        return True
    for cue in words(*here.cues.living).finditer(here.plain, clause.start, clause.end):
        weak = re.fullmatch(
            r"i moved to|i'm from|soy de|sou de|estoy en|estou em|aqui e[nm]|me mud\w+ \w+", cue.group()
        )
        span = name_at(here, cue.end(), clause.end, allow_places=True)
        if not span:
            continue
        plain = here.plain[span.start : span.end]
        if (weak and plain not in PLACES) or (
            here.text[span.start].islower() and plain.split()[0] in {"casa", "home"}
        ):
            continue
        if here.text[span.start].islower():
            span = _known_place(here, span)
        said = called(here, _with_region(here, span, clause.end))
        if said:
            note.add("location", {"value": said}, clause)
            return True
    return False


def _note_home_town(note: Notebook, clause: Span) -> bool:
    """ "I'm Ana Lima, a nurse from Leicester", "soy Marta, de Gijón": where people say they are from when they say
    who they are."""
    here = note.here
    introduced = words(*here.cues.name).search(here.plain, clause.start, clause.end)
    if not introduced or note.of_kind("location") or not note.of_kind("name"):
        return False
    found = FROM_TOWN.search(here.plain, introduced.end(), clause.end)
    span = name_at(here, found.end(), clause.end, allow_places=True) if found else None
    if not span or here.text[span.start].islower() or ORGANISATION.search(here.plain, span.start, span.end):
        return False
    said = called(here, _with_region(here, span, clause.end))
    if said:
        note.add("location", {"value": said}, clause)
    return bool(said)


def _known_place(here: Passage, span: Span) -> Span:
    """As much of a name without capitals as ends in a known place ("rio verde goias"); else its first words."""
    said = list(re.finditer(r"\S+", here.plain[span.start : span.end]))
    for last in reversed(said):
        for first in said[: said.index(last) + 1]:
            if here.plain[span.start + first.start() : span.start + last.end()] in PLACES:
                return Span(span.start, span.start + last.end())
    return span


def _with_region(here: Passage, span: Span, stop: int) -> Span:
    """ "Austin, Texas" is one place; "Greenock, where I work" is not."""
    region = re.compile(
        r",\s*([A-ZÀ-Þ][\w.À-ÿ-]+(?:\s(?:de\s|do\s|of\s)?[A-ZÀ-Þ][\wÀ-ÿ-]+){0,2})(?=[\s.,;)]|$)"
    )
    found = region.match(here.text, span.end, stop)
    if found and (fold(found.group(1)) in PLACES or re.fullmatch(r"[A-Z]{2}", found.group(1))):
        return Span(span.start, found.end(1))
    return span


WISH_WORDS = 14
"""Words of what somebody looks for; more is a telling without full stops."""


def note_target(note: Notebook, clause: Span) -> bool:
    """Note the work that the person is looking for."""
    here = note.here
    cue = words(*here.cues.target).search(here.plain, clause.start, clause.end) or WANTED.search(
        here.plain, clause.start, clause.end
    )
    if not cue:
        return False
    lead = here.plain[clause.start : cue.start()]
    if words(*here.cues.kin).search(lead) or words(*here.cues.never).search(lead[-12:]):
        return False
    article = re.compile(r"\s*(?:to be |ser )?(?:an? |una? |uma? |el |la |the |my next |meu |mi )?").match(
        here.plain, cue.end(), clause.end
    )
    start = article.end() if article else cue.end()
    ending = re.compile(
        r"\s+(?:and i\b|because|so that|since|where i|porque|ya que|pues|y me\b|e me\b|full time|at last)"
    ).search(here.plain, start, clause.end)
    said = say(here, start, ending.start() if ending else clause.end)
    if (
        not said
        or not 2 < len(said.value) < 140
        or len(said.value.split()) > WISH_WORDS
        or re.match(
            r"(?:cv|resume|curriculum|curriculo|help|ayuda|ajuda|you|that|que|voltar)\b", fold(said.value)
        )
    ):
        return False
    said = _job_only(said)
    note.add("target", {"value": said}, clause)
    return True


def _job_only(said: Said) -> Said:
    shorter = re.sub(r"\s+(?:job|role|position|post)$", "", said.value)
    return (
        Said(shorter, said.start, said.start + len(shorter), said.status)
        if said.status == "verbatim"
        else reword(said, shorter)
    )


def person_in_heading(text: str) -> bool:
    """True when a line at the top can be a person's name."""
    parts = text.split()
    if not 2 <= len(parts) <= 6 or any(c.isdigit() for c in text) or "@" in text:
        return False
    capital = all(p[0].isupper() or fold(p) in PARTICLES or fold(p[:2]) == "d'" for p in parts)
    plain = fold(text)
    return (
        capital
        and not ROLE.search(plain)
        and plain not in PLACES
        and not NO_PERSON.search(plain)
        and not ORGANISATION.search(plain)
    )


def person_name(said: Said) -> Said:
    """A name that shouts in capitals, spoken normally: "RUI D'ALMEIDA" -> "Rui d'Almeida"."""
    if not said.value.isupper():
        return said
    return reword(said, " ".join(_person_part(part, n) for n, part in enumerate(said.value.lower().split())))


def _person_part(part: str, place: int) -> str:
    if place and fold(part) in PARTICLES:
        return part
    if part[:2] in {"d'", "d’"}:
        return part[:2] + part[2:].capitalize()
    return capitalised(part) if "'" not in part[:3] else "'".join(p.capitalize() for p in part.split("'"))
