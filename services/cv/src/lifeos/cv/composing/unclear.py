"""When it is better to ask for a whole list than for one fact after the other: something was told and not understood."""

import re
from collections.abc import Iterator

from lifeos.contracts.resume import PRESENT
from lifeos.cv.learning.vocabulary import DEGREE, ROLE
from lifeos.grounding.ledger.facts import Entry, Profile
from lifeos.grounding.revisions.folding import fold

MANY_GAPS = 3
"""Missing facts of all jobs from which one list is less work than a question for each."""
YEAR = re.compile(
    r"\b(?:(?:19|20)\d\d|two thousand|twenty \w+|nineteen \w+|dos mil|dois mil|mil novecentos|mil novecientos)\b|'\d\d\b"
)
AS = re.compile(r"\b(?:as an?|i was|como|fui|era|de)\s")
"""What a title stands behind."""
SENTENCE = re.compile(r"\w{3,}[.;:!?]\s")
"""What no name and no title has inside."""
STUDY = re.compile(
    r"\b(?:degree|diploma|university|college|school|bachelor\w*|master\w*|bootcamp|graduat\w+|studied|study|studies|bsc|msc|"
    r"universidad|universitari[oa]|estudi\w+|licenciatura|carrera|titul\w+|grado|bachillerato|tecnic[oa] (?:en|superior)|instituto|maestria|fp|"
    r"universidade|faculdade|estud\w+|formei|formad[oa]|graduacao|curso|tecnologo|ensino|mestrado|bacharelado)\b"
)


def jobs_are_unclear(known: Profile) -> bool:
    """True when dated words found no place, or when many facts of the jobs are missing."""
    if any(YEAR.search(words) and not STUDY.search(words) for words in _unplaced(known)):
        return True
    results = [fold(said.value) for job in known.jobs for said in job.highlights]
    if any(_tells_a_role(words) for words in [*_unplaced(known), *results]):
        return True
    if any(SENTENCE.search(job.value(field)) for job in known.jobs for field in ("name", "position")):
        return True
    return sum(_lacks(job) for job in known.jobs) >= MANY_GAPS


def studies_are_unclear(known: Profile) -> bool:
    """True when words about studies found no place, or when several facts of the schools are missing."""
    if any(STUDY.search(words) for words in _unplaced(known)):
        return True
    if any(DEGREE.search(fold(school.value("institution"))) for school in known.education):
        return True
    return sum(not school.value("institution") for school in known.education) > 1


def _tells_a_role(words: str) -> bool:
    """ "took a chance on me as a junior researcher": a title that no job has."""
    behind = AS.search(words)
    return bool(behind and ROLE.search(words, behind.end(), behind.end() + 40))


def _unplaced(known: Profile) -> Iterator[str]:
    return (fold(said.value) for said in known.others)


def _lacks(job: Entry) -> int:
    """How many of employer, title, beginning and end are not known."""
    ended = job.value("endDate") or (PRESENT if not job.value("startDate") else "")
    return sum(
        not value for value in (job.value("name"), job.value("position"), job.value("startDate"), ended)
    )
