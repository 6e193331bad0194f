"""Reads job titles: what the person was, in their own words."""

import re

from lifeos.cv.learning.passage import Passage, Said, Span, fold, say, words
from lifeos.cv.learning.subjects import is_about_somebody_else, is_only_correction
from lifeos.cv.learning.vocabulary import MONTHS, ROLE

LEAVE_WORDS = re.compile(
    r"(?:a|an|the|un|una|el|la|um|uma|o|their|su|its|mi|my|first|still|now|also|then|ya|ja|la|more or less|mas bien|basically|(?:funcao|cargo|puesto|role|position|post) (?:de|of))\s+"
)
TITLE_LIKE = re.compile(r"(?<!\w)\w{3,}(?:er|or|ist|man|woman|ero|dora|ista|eiro|eira)$")
NO_TITLE = re.compile(
    r"(?:number|member|summer|winter|other|another|whatever|together|matter|order|career|favor|error|mejor|peor|menor|"
    r"mayor|melhor|pior|maior|primero|entero|numero|dinero|primeiro|dinheiro|inteiro|super|over|ever|never|older|younger|"
    r"longer|bigger|better|under|human|computer|paper|quarter|semester|master|silver|rather|either|power|dollar|major|minor|poor)$"
)
DATED = re.compile(
    rf"\s+(?:(?:de|do|del|of|in|en|em)\s+)?(?:(?:{'|'.join(m for m in MONTHS if len(m) > 3)})(?:\s+(?:de|of|del)\s+|\s+)(?:\d|dos mil|dois mil|twenty|two thousand|mil)|(?:\d\d?/)?(?:19|20)\d\d)"
)
NUMBER_LEAD = re.compile(r"\s*(?:\d|about|around|unos|unas|uns|umas|tres|dos|dois|two|three|ocho|noventa)")


WAS_THERE = re.compile(
    r"(?<!\w)(?:i was|i am|i'm|i've been|i became|worked as) an? (?P<what>[\w'’/-]+(?: [\w'’&/-]+){0,3}?) at (?:the )?$"
    r"|(?<!\w)(?:fui|era|soy|sou|estuve de|trabaj\w+ (?:de|como)|trabalh\w+ (?:de|como)) (?P<como>[\w/-]+) (?:en|no|na|em) (?:el |la |los |las |o |a )?$"
)
""" "I was a yard hand at ...", "fui catadora en ...": what somebody was where the name of a place follows, known as a title or not."""
NO_WORK = re.compile(
    r"(?:student|pupil|patient|inpatient|guest|customer|client|visitor|member|fan|kid|child|teenager|candidate|finalist|speaker|witness|resident|regular|"
    r"bit|lot|little|while|mess|prisoner|inmate|owner of)$"
)


def was_there(before: str) -> re.Match[str] | None:
    """What somebody was, where these words end with the preposition before a name."""
    found = WAS_THERE.search(before)
    return found if found and is_what_somebody_was(found) else None


def is_what_somebody_was(found: re.Match[str]) -> bool:
    """Whether it can be work: in Spanish and Portuguese, where no article tells, by the ending of a title."""
    if found["como"]:
        return is_title(found["como"])
    return not NO_WORK.search(found["what"])


def find_role(here: Passage, clause: Span, employer: Span | None) -> Said | None:
    """What the person was: after "as", "como", "I was a", "soy"; or the words before "at <employer>"."""
    best: Said | None = None
    for cue in words(*here.cues.role).finditer(here.plain, clause.start, clause.end):
        if _is_negated(here, clause, cue.start()):
            continue
        if is_about_somebody_else(here, clause.start, cue.start()) or NUMBER_LEAD.match(
            here.plain, cue.end()
        ):
            continue
        said = role_at(here, cue.end(), clause.end, employer)
        if said and best and not _is_corrected(here, best.end, cue.start()):
            continue
        best = said or best
    if best or not employer:
        return best
    being = was_there(here.plain[clause.start : employer.start])
    if being:
        start, end = being.span("what" if being["what"] else "como")
        return say(here, clause.start + start, clause.start + end)
    return _role_before(here, clause, employer) or _role_after_pause(here, clause, employer)


def _is_negated(here: Passage, clause: Span, place: int) -> bool:
    """ "not as a nurse"; "no, wait, as a nurse" is a correction."""
    begins = max(clause.start, place - 12)
    found = words(*here.cues.never).search(here.plain, begins, place)
    return bool(found) and not is_only_correction(here.plain[found.start() if found else place : place + 1])


def _is_corrected(here: Passage, start: int, end: int) -> bool:
    gap = here.plain[start:end]
    return len(gap) < 30 and bool(words(*here.cues.corrections).search(gap))


def role_at(here: Passage, start: int, stop: int, employer: Span | None) -> Said | None:
    """The title that begins at `start`: up to the first word that cannot belong to one."""
    lead = LEAVE_WORDS.match(here.plain, start + _blanks(here.plain, start), stop)
    place = lead.end() if lead else start + _blanks(here.plain, start)
    lead = LEAVE_WORDS.match(here.plain, place, stop)
    place = lead.end() if lead else place
    limit = min(stop, employer.start) if employer and employer.start > place else stop
    dated = DATED.search(here.plain, place, limit)
    limit = dated.start() if dated else limit
    end = _role_end(here, place, limit)
    said = say(here, place, end)
    if not said or not is_title(said.value) or len(said.value.split()) > 8:
        return None
    return _without_echo(here, said)


def is_title(value: str) -> bool:
    """True when the words can be a job title: a known one, or a last word with the ending of one."""
    plain = fold(value)
    return bool(ROLE.search(plain)) or bool(TITLE_LIKE.search(plain) and not NO_TITLE.search(plain))


def _blanks(plain: str, start: int) -> int:
    return (
        len(plain[start:]) - len(plain[start:].lstrip())
        if start < len(plain) and plain[start].isspace()
        else 0
    )


def _role_end(here: Passage, place: int, limit: int) -> int:
    stops = words(
        *[w for w in here.cues.stop if w not in {"a", "time"}], r"(?:19|20)\d\d", r"\d{1,2}/\d{2,4}", "a"
    )
    edge = re.compile(r"[,.;:()\n|·–—]|\s-\s").search(here.plain, place, limit)
    end = edge.start() if edge else limit
    for found in stops.finditer(here.plain, place, end):
        if found.group() in {"de", "of", "do", "da"} and not re.match(
            r"\s+(?:(?:19|20)|dos mil|dois mil)", here.plain[found.end() : found.end() + 9]
        ):
            continue
        if found.start() > place:
            return found.start()
    return end


def _without_echo(here: Passage, said: Said) -> Said:
    """ "executiva de contas executiva de contas pme" is said once, in its longer form."""
    parts = said.value.split()
    for size in range(len(parts) // 2, 0, -1):
        if [fold(p) for p in parts[:size]] == [fold(p) for p in parts[size : 2 * size]]:
            second = here.text.find(parts[0], said.start + 1, said.end)
            return Said(" ".join(parts[size:]), second, said.end, said.status) if second > 0 else said
    return said


def _role_before(here: Passage, clause: Span, employer: Span) -> Said | None:
    """ "line cook at Lula", "caixa no Pão de Açúcar": the words straight before the preposition."""
    lead = here.plain[clause.start : employer.start]
    found = re.search(
        r"([\w/ -]{3,50}?)\s+(?:at|for|with|en|na|no|em|para|pra|con|com|do|da)\s+(?:the |el |la |o |a )?$",
        lead,
    )
    if not found:
        return None
    stops = list(
        words(*here.cues.stop, *here.cues.now, *here.cues.work, *here.cues.before).finditer(found.group(1))
    )
    start = clause.start + found.start(1) + (stops[-1].end() if stops else 0)
    said = say(here, start, clause.start + found.end(1))
    if not said or not ROLE.search(fold(said.value)) or len(said.value.split()) > 5:
        return None
    return said


def _role_after_pause(here: Passage, clause: Span, employer: Span) -> Said | None:
    """ "at Lula from 2017 to 2020, um, lead line cook": a title after a filler, at the clause's end."""
    linked = re.compile(r"\s+de\s+").match(here.plain, employer.end, clause.end)
    if linked and here.language != "en":
        return role_at(here, linked.end(), clause.end, None)
    pause = re.search(r"\s{3,}(?=(?:\w+ ?){1,4}$)", here.plain[employer.end : clause.end])
    return role_at(here, employer.end + pause.end(), clause.end, None) if pause and here.lower_case else None


def bare_role(here: Passage, clause: Span) -> Said | None:
    """ "lead line cook", "yeah line cook there until ...": a title that stands alone."""
    opener = re.compile(rf"(?:(?:{'|'.join(here.cues.openers)}|as|como)\s+)*").match(
        here.plain, clause.start, clause.end
    )
    said = role_at(here, opener.end() if opener else clause.start, clause.end, None)
    follows = here.plain[said.end : clause.end].strip() if said else ""
    if said and words(*here.cues.wish, *here.cues.never).search(fold(said.value)):
        return None
    ends_there = not follows or re.match(r"(?:there|ahi|alli|la|until|hasta|ate|,|from|desde)", follows)
    return said if said and ends_there and len(said.value.split()) <= 4 else None
