"""Reads prose, spoken words and terse notes clause by clause, keeping in mind which job is being talked about."""

import re

from lifeos.cv.learning.abilities import note_certificates, note_languages, note_skills
from lifeos.cv.learning.contacts import note_location, note_name, note_target
from lifeos.cv.learning.dates import periods
from lifeos.cv.learning.education import note_education, note_school_dates
from lifeos.cv.learning.moods import is_mood
from lifeos.cv.learning.notes import Notebook
from lifeos.cv.learning.passage import Passage, Said, Span, say, words
from lifeos.cv.learning.remarks import is_remark, without_wish
from lifeos.cv.learning.returning import (
    is_done_elsewhere,
    known_job_named,
    says_more_than_being_there,
    turn_to_named_job,
    turn_to_present_job,
)
from lifeos.cv.learning.sentences import clauses, sentences
from lifeos.cv.learning.subjects import REGRET, first_person_at, is_about_somebody_else
from lifeos.cv.learning.work import note_job, note_more_of_job

DUTY = {
    "en": re.compile(
        r"(?<![\w'])(?:i|we)(?:'ve| have)? (?:also |now |still |mostly |usually )?(?!am\b|was\b|think\b|guess\b|feel\b|felt\b|love\b|like\b|want\b|hope\b|had\b|need\b|don't\b|didn't\b|mean\b|live\b|moved\b|left\b|been\b|know\b|wanna\b|stayed home|could|would|should)[a-z]+|(?<!\w)my \w+ (?:\w+ )?(?:was|is|went|rose|fell|dropped|grew)"
    ),
    "es": re.compile(
        r"(?:^|y |nunca )(?:yo |me |nos |tambien )?(?:\w{3,}(?:aba|abamos|iamos|amos|imos|ando|iendo)|tengo|hago|hacia|hice|tuve|llevo|dirijo|coordino|superviso|manejo|gestiono|atiendo|vendo|ensena\w*|puro)(?!\w)"
    ),
    "pt": re.compile(
        r"(?:^|e )(?:eu |me |nos |a gente |tambem )?(?:\w{3,}(?:ava|avamos|iamos|amos|emos|imos|ando|endo)|tenho|faco|fazia|fiz|cuido|cuidava|coordeno|lidero|gerencio|atendo|atendia|vendo|dou|dava)(?!\w)"
    ),
}
SCRAP = 4
"""Words up to which a part of a sentence needs a deed or a figure to be a result."""
REFUSED = re.compile(
    r"(?<!\w)(?:applied (?:to|for)|interviewed (?:at|with|for)|postule|aplique|me candidatei|they offered|me ofrecieron|me ofereceram|i staged|no sorry|didn'?t hear|proud of$|i might|i would)(?!\w)"
)
NOTHING_DONE = re.compile(
    r"(?<!\w)(?:never (?:did|went|wanted|liked|came|looked|regretted|finished|thought|knew|left)|nunca (?:quise|fui|volvi|pense|termine|quis|voltei|pensei|terminei)|"
    r"me (?:queda|quedan|falta|faltan)|so falta|ainda falta|"
    r"(?:is|was|are) wrong|not right|esta mal|(?:esta |ta )?errad[oa]|i made a mistake|"
    r"(?:they|he|she) (?:paid|pay) me|i (?:was|got|get) paid|me pag(?:aban|an|avam|am|aron)|(?:my|the) (?:boss|manager|supervisor) (?:said|says|used to say|told)|"
    r"mi (?:jefe|jefa|encargad[oa]) (?:decia|dijo|dice)|(?:meu|minha) (?:chefe|gerente|encarregad[oa]) (?:dizia|disse|diz))(?!\w)"
)
RANGE = re.compile(
    r"(?:19|20)\d\d\s*(?:-|–|—|to|until|til|till|a|al|ate|hasta|y|e|and)\s*(?:[a-z]+\.? (?:de |of )?)?(?:(?:19|20)\d\d|now|present|today|hoy|hoje)|(?:since|desde|until|hasta|ate|til|till) (?:[a-z]+ (?:de )?)?(?:19|20)\d\d"
)
NAMED = re.compile(r"(?<=\s)[A-ZÀ-Þ][\wÀ-ÿ&'’-]{2,}")
"""A time of its own and a name: another job or school, however it was told. It is kept, and asked about."""
FIGURE = re.compile(
    r"\d|%|(?<!\w)(?:percent|por ciento|por cento|half|double\w*|mitad|metade|doble|dobro)(?!\w)"
)
SPOKEN_FIGURE = re.compile(
    r"(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|veint\w+|treinta|cuarenta|noventa|cien|ciento|mil|dois|duas|quatro|sete|oito|nove|dez|onze|doze|vinte|trinta|cem|cento)(?!\w)"
)


def read_talk(note: Notebook, span: Span) -> None:
    """Note everything that a stretch of talk says; what finds no place becomes a highlight or is kept as it is."""
    for sentence in sentences(note.here, span):
        read_sentence(note, sentence)


def read_sentence(note: Notebook, sentence: Span) -> None:
    """Read one sentence clause by clause."""
    here = note.here
    if is_remark(here, sentence):
        note.mark(sentence.start, sentence.end)
        return
    if note.is_taken_whole(sentence):
        return
    said = without_wish(here, sentence)
    note.mark(said.end, sentence.end)
    sentence = said
    other_person = False
    for clause in clauses(here, sentence):
        about_other = is_about_somebody_else(here, clause.start, clause.end)
        has_self = first_person_at(here, clause.start, clause.end) >= 0
        other_person = about_other or (
            other_person and not has_self and here.language == "en" and not here.lower_case
        )
        if other_person and not has_self:
            _keep(note, clause)
        else:
            _read_clause(note, clause)


def _read_clause(note: Notebook, clause: Span) -> None:
    if REGRET.fullmatch(note.here.plain, clause.start, clause.end):
        note.mark(clause.start, clause.end)
        return
    before = len(note.drafts)
    changed = _note_facts(note, clause)
    if not changed and len(note.drafts) == before:
        _keep_or_highlight(note, clause)
    else:
        _keep_rest(note, clause)


def _note_facts(note: Notebook, clause: Span) -> bool:
    """True when the clause told something that has a place of its own."""
    if is_small_talk(note.here, clause):
        note.mark(clause.start, clause.end)
        return True
    done = note_name(note, clause)
    done = note_location(note, clause) or done
    if note_target(note, clause):
        return True
    done = note_certificates(note, clause) or done
    done = note_languages(note, clause) or done
    if note_education(note, clause):
        return True
    done = note_skills(note, clause) or done
    done = note_job(note, clause) or done
    return note_more_of_job(note, clause) or done or _note_later_dates(note, clause)


def _note_later_dates(note: Notebook, clause: Span) -> bool:
    """What a later clause adds to the certificate or the course of study that was told last."""
    last = note.drafts[-1] if note.drafts else None
    here = note.here
    if last and last.kind == "certificate" and "date" not in last.claims and clause.end - clause.start < 40:
        point = next((p.point for p in periods(here, note.today, clause.start, clause.end) if p.point), None)
        if point:
            last.claims["date"] = point
            last.widen(clause)
            note.take([point])
        return bool(point)
    if not note.school or last is not note.school:
        return False
    if not words(
        *here.cues.study,
        "la hice",
        "lo hice",
        "fiz",
        "finished",
        "graduated",
        "termine",
        "terminei",
        "conclui",
    ).search(here.plain, clause.start, clause.end):
        return False
    before = len(note.school.claims)
    note_school_dates(note, clause, note.school)
    return len(note.school.claims) > before


def is_small_talk(here: Passage, span: Span) -> bool:
    """True for greetings, fillers and bare requests, which state nothing about the person."""
    plain = here.plain[span.start : span.end]
    request = re.match(
        rf"[\s\W]*(?:(?:{'|'.join(here.cues.chatter)})[\s,]+)*(?:{'|'.join(here.cues.requests)})(?!\w)", plain
    )
    if request and len(plain.split()) < 30 and not FIGURE.search(plain):
        return True
    rest = words(*here.cues.chatter).sub(" ", plain)
    return not re.search(r"\w", rest)


def _keep_or_highlight(note: Notebook, clause: Span) -> None:
    here = note.here
    contact = note.is_taken(clause.start, clause.end)
    if contact and len(here.plain[clause.start : clause.end].split()) < 14:
        return
    whole, clause = clause, turn_to_named_job(note, clause)
    if clause.end <= clause.start:
        return
    turn_to_present_job(note, clause)
    opens_with_job = clause.start > whole.start and says_more_than_being_there(here, clause)
    named = whole != clause or known_job_named(note, whole) is not None
    if not named and is_done_elsewhere(note, whole):
        note.job = None
    if note.job and is_highlight(here, clause, done_there=opens_with_job):
        text = opened(here, clause)
        if text:
            note.add("highlight", {"text": text}, clause, about=note.job)
            return
    _keep(note, clause)


def _keep(note: Notebook, clause: Span) -> None:
    """Keep the words as they are: they found no place in a document."""
    said = say(note.here, clause.start, clause.end)
    if said and not is_small_talk(note.here, clause):
        raw = note.here.text[said.start : said.end]
        note.add("other", {"text": Said(raw, said.start, said.end)}, clause)


def is_highlight(here: Passage, clause: Span, *, done_there: bool = False) -> bool:
    """True when a clause states what the person did or reached, rather than something private.

    `done_there`: it came after the name of a job ("En Acme rehíce el tablero"), so it needs no other sign of a deed.
    """
    plain = here.plain[clause.start : clause.end]
    if words(*here.cues.private).search(plain) or len(plain.split()) < 2:
        return False
    if is_about_somebody_else(here, clause.start, clause.end) or words(*here.cues.target).search(plain):
        return False
    if words(*here.cues.never).search(plain) and len(plain.split()) < 4:
        return False
    if REFUSED.search(plain) or NOTHING_DONE.search(plain) or is_mood(here, clause):
        return False
    if RANGE.search(plain) and NAMED.search(here.text, clause.start + 1, clause.end):
        return False
    figure = FIGURE.search(plain) or (here.lower_case and SPOKEN_FIGURE.search(plain))
    first_person = first_person_at(here, clause.start, clause.end) >= 0
    return bool(done_there or DUTY[here.language].search(plain) or figure or first_person)


def opened(here: Passage, clause: Span) -> Said | None:
    """The clause without its opener ("And", "The thing I'm proudest of is that")."""
    opener = re.compile(
        rf"(?:(?:{'|'.join(sorted(here.cues.openers, key=len, reverse=True))})[\s,]+)+"
    ).match(here.plain, clause.start, clause.end)
    said = say(here, opener.end() if opener else clause.start, clause.end)
    if said and opener and said.status == "verbatim":
        return Said(said.value, said.start, said.end, "reworded")
    return said


def _keep_rest(note: Notebook, clause: Span) -> None:
    """Parts between commas that none of the facts of this clause took are kept too."""
    here = note.here
    if is_small_talk(here, clause):
        return
    for part in _parts(here, clause):
        plain = here.plain[part.start : part.end]
        when = periods(here, note.today, part.start, part.end)
        dated = bool(when)
        if (
            note.is_taken(part.start, part.end)
            or len(plain.split()) < 2
            or (dated and len(plain.split()) < 5)
        ):
            continue
        if is_small_talk(here, part):
            continue
        said = opened(here, part)
        unfit = (
            REFUSED.search(plain)
            or NOTHING_DONE.search(plain)
            or is_about_somebody_else(here, part.start, part.end)
            or is_mood(here, part)
        )
        private = words(*here.cues.private, *here.cues.target).search(plain) or unfit
        only_dates = (
            len(when) == 1
            and len(plain[: when[0].first - part.start].split())
            + len(plain[when[0].last - part.start :].split())
            == 0
        )
        elsewhere = RANGE.search(plain) and NAMED.search(here.text, part.start, part.end)
        result = not elsewhere and note.job and note.drafts and note.drafts[-1].kind in {"job", "highlight"}
        if said and result and not private and not only_dates and not _is_scrap(here, part):
            note.add("highlight", {"text": said}, part, about=note.job)
        else:
            _keep(note, part)


def _is_scrap(here: Passage, part: Span) -> bool:
    """ "em Braga", "during the M.Sc": a few words that state no deed and no figure, or begin with somebody else."""
    plain = here.plain[part.start : part.end].strip()
    kin = re.match(
        rf"(?:(?:my|mi|o meu|a minha|meu|minha|un|una|a) )?(?:{'|'.join(here.cues.kin)})(?!\w)", plain
    )
    deed = DUTY[here.language].search(plain) or FIGURE.search(plain)
    return bool(kin) or (len(plain.split()) <= SCRAP and not deed)


def _parts(here: Passage, clause: Span) -> list[Span]:
    cuts = re.compile(r",\s+(?=\D)|\s+(?=(?:doing|encadenando|fazendo|haciendo|puro) )|\(|\)|:\s")
    edges = [clause.start]
    for found in cuts.finditer(here.plain, clause.start, clause.end):
        edges.extend((found.start(), found.end()))
    edges.append(clause.end)
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if b > a]
