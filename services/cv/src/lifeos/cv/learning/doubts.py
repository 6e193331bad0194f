"""Takes back a name that cannot be one: what is not clear is left open and asked about, never put in a field."""

import re

from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Passage, Said, fold

LONGEST_NAME = 8
"""Words. Longer "names" were sentences in every story that was read."""
COMMON = frozenset(
    # Words that stand where an employer could stand, in the three languages, and never are one.
    [
        "client",
        "clients",
        "customer",
        "customers",
        "company",
        "internet",
        "home",
        "team",
        "job",
        "work",
        "break",
        "career",
        "junior",
        "mid",
        "senior",
        "lead",
        "trainee",
        "pleno",
        "ir",
        "cliente",
        "clientes",
        "empresa",
        "casa",
        "equipo",
        "equipe",
        "trabajo",
        "trabalho",
        "pausa",
        "descanso",
        "licencia",
        "licenca",
        "sabatico",
        "becario",
        "estagiario",
        "estagio",
        "practicas",
        "semisenior",
        "ssr",
        "jr",
        "sr",
        "remote",
        "remoto",
        "freelance-client",
    ]
)
BREAK = re.compile(
    r"\b(career break|sabbatical|parental leave|maternity leave|pausa|año sabático|ano sabático|licencia|licença)\b",
    re.IGNORECASE,
)
DEGREE_BEHIND = re.compile(r"\s+(?:B|M)\.?\s?(?:Sc|A|Eng|Phil|Ed)\b\.?.*$|\s+(?:Ph\.?D|MBA)\b.*$")
TOLD = re.compile(r"^(?:[a-zà-ÿ]+ed|[\wà-ÿ]+(?:é|ei|í|aba|ía|ava))$", re.IGNORECASE)
"""The first word of a sentence about what was done: "shipped", "implementé", "reduzi", "coordenei"."""


def doubt(note: Notebook) -> None:
    """Look once more at every employer and school that was read, but not at those that answer a question."""
    for draft in list(note.drafts):
        field = {"job": "name", "education": "institution"}.get(draft.kind)
        said = draft.claims.get(field) if field else None
        if field is None or said is None or draft.asked or draft.known:
            continue
        shorter = _without_degree(note.here, said)
        if shorter:
            draft.claims[field] = shorter
        elif not _may_be_a_name(said.value, spoken=note.here.lower_case):
            _take_back(note, draft, field)
    for job in note.of_kind("job"):
        if "position" in job.claims and not job.asked and not job.known and _is_told(job.value("position")):
            _take_back(note, job, "position")


def _without_degree(here: Passage, said: Said) -> Said | None:
    """ "Trinity College Dublin M.Sc. in Statistics": the school without the degree that stands behind it."""
    found = DEGREE_BEHIND.search(said.value)
    if not found or here.text[said.start : said.end] != said.value or not found.start():
        return None
    return Said(said.value[: found.start()], said.start, said.start + found.start(), said.status)


def _may_be_a_name(value: str, *, spoken: bool) -> bool:
    words = value.split()
    if len(words) > LONGEST_NAME or re.search(r"[;!?]", value) or BREAK.search(value):
        return False
    if len(words) > 2 and TOLD.match(words[0]) and not words[1][:1].isupper():
        return False
    if len(words) == 1 and fold(value) in COMMON:
        return False
    # Whoever writes capitals writes them in names too; spoken text has none to go by.
    return spoken or any(character.isupper() or character.isdigit() for character in value)


def _is_told(title: str) -> bool:
    """ "Llevaba la contabilidad de 26 clientes" tells what was done; it is no title."""
    words = title.split()
    return len(words) > LONGEST_NAME or (len(words) > 3 and bool(TOLD.match(words[0])))


def _take_back(note: Notebook, draft: Draft, field: str) -> None:
    said = draft.claims.pop(field)
    if note.understood:
        note.understood[said.start : said.end] = bytes(said.end - said.start)
    if draft.claims:
        return
    note.drafts.remove(draft)
    for other in note.drafts:
        if other.about is draft:
            other.kind, other.about = ("other", None) if other.kind == "highlight" else (other.kind, None)
