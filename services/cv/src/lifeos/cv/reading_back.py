"""What was heard in a call is read back to whoever said it, and counts as confirmed once they said yes."""

import re
from collections.abc import Sequence
from uuid import UUID

from lifeos.contracts.asks import SpokenTurn
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.resume import PRESENT
from lifeos.contracts.words import Locale
from lifeos.grounding.chatter import is_order, says_yes
from lifeos.grounding.fold import folded

SLOT = "heard"
MOST_READ = 3
"""Facts at a time: nobody keeps more in mind by ear."""
LONGEST = 160
"""Characters of one fact. A longer one is read on the page."""
_ORDER_OF_VALUES = (
    "position",
    "studyType",
    "area",
    "name",
    "institution",
    "value",
    "language",
    "fluency",
    "text",
)
_PLACED = {*_ORDER_OF_VALUES, "startDate", "endDate"}
_WISH = re.compile(
    r"\b(?:read (?:it|that|this|everything|me) back|read back|what (?:do you have|have you (?:got|noted|written|understood)|did you (?:note|write|understand|get))|"
    r"(?:leeme|repiteme|repite)\b.{0,20}\b(?:anotad[oa]|entendi\w*|tienes|dije)|que (?:has |)(?:anotado|apuntado|entendido|anotaste|apuntaste|entendiste|tienes anotado)|"
    r"(?:leia|repita|repete)\b.{0,20}\b(?:anotou|entendeu|tem|disse)|o que (?:voce )?(?:anotou|entendeu|tem anotado))\b"
)
_WISH_LENGTH = 14
_WORDS: dict[Locale, dict[str, str]] = {
    "en": {
        "ask": "Let me read back what I heard: {facts}. Is that right?",
        "at": "{what} at {place}",
        "period": "from {start} to {end}",
        "since": "since {start}",
        "begun": "beginning in {start}",
        "until": "until {end}",
        "month": "{month} {year}",
        "months": "January February March April May June July August September October November December",
    },
    "es": {
        "ask": "Te leo lo que entendí: {facts}. ¿Es correcto?",
        "at": "{what} en {place}",
        "period": "de {start} a {end}",
        "since": "desde {start}",
        "begun": "con inicio en {start}",
        "until": "hasta {end}",
        "month": "{month} de {year}",
        "months": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    },
    "pt": {
        "ask": "Vou ler o que entendi: {facts}. Está certo?",
        "at": "{what} em {place}",
        "period": "de {start} a {end}",
        "since": "desde {start}",
        "begun": "com início em {start}",
        "until": "até {end}",
        "month": "{month} de {year}",
        "months": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    },
}


def with_reading_back(
    questions: list[Question],
    message: str,
    standing: Sequence[Memory],
    language: Locale,
    *,
    corrected: bool = False,
) -> list[Question]:
    """The questions with the one that reads back: first when a document or this is asked for, or when what was read has just
    been `corrected`; else last."""
    heard = [(fact, _told(fact, language)) for fact in standing if _is_heard(fact)]
    shown = [(fact, text) for fact, text in heard if 0 < len(text) <= LONGEST][:MOST_READ]
    if not shown:
        return questions
    asked = Question(
        slot=SLOT,
        about=shown[0][0].id,
        text=_WORDS[language]["ask"].format(facts="; ".join(text for _, text in shown)),
        reads_back=[fact.id for fact, _ in shown],
    )
    first = corrected or is_order(message) or wants_it_read(message)
    return [asked, *questions] if first else [*questions, asked]


def wants_it_read(message: str) -> bool:
    """ "What do you have so far?" """
    plain = folded(message)
    return len(plain.split()) <= _WISH_LENGTH and bool(_WISH.search(plain))


def confirmed_by(message: str, turns: Sequence[SpokenTurn], turn_id: UUID) -> list[UUID]:
    """The facts that the reply before this turn read back to its end, when these words say yes and nothing else."""
    before = [spoken for spoken in turns if spoken.turn_id != turn_id]
    if not (before and before[-1].questions and before[-1].reply and says_yes(message)):
        return []
    question = before[-1].questions[0]
    # A reply that was cut is kept as it was heard: who did not hear the question did not answer it.
    return question.reads_back if question.text in before[-1].reply.text else []


def correctable(question: Question | None, known: Sequence[Memory]) -> Question | None:
    """What an answer other than yes is about: the dates of the one job that was read back, which are what is misheard most."""
    if question is None or not question.reads_back:
        return question
    jobs = [fact for fact in known if fact.id in question.reads_back and fact.kind == "job"]
    return Question(slot="job.dates", about=jobs[0].id, text=question.text) if len(jobs) == 1 else None


def _is_heard(fact: Memory) -> bool:
    return any(claim.status == "heard" for claim in fact.claims.values())


def _told(fact: Memory, language: Locale) -> str:
    """A fact as it is said: "cook at Blue Hotel, from March 2015 to June 2020"."""
    words = _WORDS[language]
    values = {field: claim.value for field, claim in fact.claims.items()}
    place = values.get("name" if fact.kind == "job" else "institution", "")
    named = [values[field] for field in _ORDER_OF_VALUES if values.get(field) and values[field] != place]
    what = ", ".join(named)
    said = words["at"].format(what=what, place=place) if what and place else what or place
    # A yes confirms the whole fact, so all of it is read.
    others = [_date(value, language) for field, value in values.items() if field not in _PLACED]
    dates = _period(values.get("startDate", ""), values.get("endDate", ""), language)
    return ", ".join(part for part in (said, *others, dates) if part)


def _period(start: str, end: str, language: Locale) -> str:
    """Nothing that was not said: only who still works there works there "since"."""
    words, ended = _WORDS[language], "" if end == PRESENT else _date(end, language)
    if not start:
        return words["until"].format(end=ended) if ended else ""
    name = "period" if ended else "since" if end else "begun"
    return words[name].format(start=_date(start, language), end=ended)


def _date(date: str, language: Locale) -> str:
    """`2015-03` as people say it; what is no date stays as it is."""
    year, _, rest = date.partition("-")
    if not (year.isdigit() and rest[:2].isdigit() and 1 <= int(rest[:2]) <= 12):
        return date
    month = _WORDS[language]["months"].split()[int(rest[:2]) - 1]
    return _WORDS[language]["month"].format(month=month, year=year)
