"""Reads that something which stands is not so: "I never worked at Costa", "remove the French", "no es una empresa"."""

import re
from collections.abc import Sequence

from lifeos.contracts.memory import Memory
from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning.ledger import standing_drafts
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Said, Span, fold
from lifeos.cv.learning.sentences import sentences

NAMED_BY: dict[MemoryKind, str] = {
    "skill": "name", "language": "language", "certificate": "name", "project": "name", "volunteer": "name", "award": "name",
    "interest": "name",
}  # fmt: skip
"""What goes by one value, besides jobs and schools."""
ORDER = re.compile(
    r"\W*(?:(?:no|ok|okay|and|also|then|now|please|just|so|actually|can you|could you|would you|i want you to|you can|bueno|y|por favor|ahora|puedes|podrias|quiero que|e|entao|agora|pode|voce pode|tambem|tambien)\W+){0,4}"
    r"(?:(?:remove|delete|take (?:out|off)|drop|erase|get rid of|leave out)(?!\w)|(?:quit[ae]\w*|borr[ae]\w*|elimin[ae]\w*|saca(?:r|lo|la)?|quitar\w*)(?!\w)|(?:tir[ae]\w*|remov[ae]\w*|apag\w+|exclu\w+|elimin\w+)(?!\w))"
)
"""What the person tells us to do, at the head of a sentence: "I cut costs at Acme" and "saqué un título" tell of work."""
DENIAL = re.compile(
    r"(?<!\w)(?:(?:never|did ?n[o']?t|didn'?t) (?:work(?:ed)?|stud(?:y|ied)) (?:at|for|in|with|there)(?!\w)|(?:is|was)(?: not|n'?t) (?:an? |my )?(?:employer|company|job|school|place i)|"
    r"(?:nunca|no) (?:trabaje|estudie) (?:en|para|con|ahi|alli)(?!\w)|no (?:es|era|fue) (?:una? |mi )?(?:empresa|trabajo|empleo|empleador|escuela)|"
    r"(?:nunca|nao) (?:trabalhei|estudei) (?:na|no|nas|nos|em|para|pra|com|la|ali)(?!\w)|nao (?:e|era|foi) (?:uma? |meu |minha )?(?:empresa|emprego|trabalho|empregador|escola))"
)
TOLD = re.compile(
    r"(?<!\w)(?:delete that|remove (?:it|that)|take (?:it|that) out|quita(?:lo|la)|borra(?:lo|la)|tira isso)\W*$"
)
MORE = re.compile(r"\s*(?:and|but|so|that|it|ever|y|pero|eso|nunca|e|mas|isso|ok|please|por favor)(?!\w)")
"""What may follow the name in a sentence that denies the whole."""
POINTS = re.compile(r"(?<!\w)(?:there|that|it|this|eso|esto|ahi|alli|isso|isto|la|ali)\W*$|(?<!\w)(?:lo|la)$")
SHORT = 8
CONTACTS: dict[MemoryKind, re.Pattern[str]] = {
    "email": re.compile(r"(?<!\w)(?:e-?mail|mail|correo)(?!\w)"),
    "phone": re.compile(
        r"(?<!\w)(?:phone|number|mobile|telefono|numero|movil|celular|telefone|telemovel|zap)(?!\w)"
    ),
    "location": re.compile(r"(?<!\w)(?:city|address|town|ciudad|direccion|cidade|endereco|morada)(?!\w)"),
}
"""How people call what goes by no name of its own."""
INSTEAD = re.compile(r"(?<!\w)(?:but|instead|it was|sino|fue en|mas sim|e sim|foi n[ao])(?!\w)|\d{4}")
"""Something else is told in the same breath: that is a correction."""


def note_removals(note: Notebook, known: Sequence[Memory]) -> None:
    """Withdraw what a sentence says is not so, when it names it. The words that it was learned from are kept."""
    here = note.here
    for sentence in sentences(here, Span(0, len(here.text))):
        plain = here.plain[sentence.start : sentence.end]
        asked = ORDER.match(plain) or DENIAL.search(plain) or TOLD.search(plain)
        if not asked or INSTEAD.search(plain):
            continue
        meant = [draft for draft in _removable(note, known) if _is_named(draft, plain)] or _pointed_at(
            note, plain
        )
        if DENIAL.search(plain):
            meant = [draft for draft in meant if not _says_more(draft, plain)]
        if meant:
            note.withdrawn.extend(meant)
            note.mark(sentence.start, sentence.end)


def _says_more(draft: Draft, plain: str) -> bool:
    """ "I never worked at Lidl nights" denies the nights, not the job."""
    name = fold(draft.value(NAMED_BY.get(draft.kind) or ("name" if draft.kind == "job" else "institution")))
    denied = DENIAL.search(plain)
    found = plain.find(name, denied.end()) if denied and name else -1
    if found < 0:
        return False
    after = plain[found + len(name) :]
    return bool(re.match(r"\s*\w", after)) and not MORE.match(after)


def _pointed_at(note: Notebook, plain: str) -> list[Draft]:
    """ "I never worked there", "quita eso": the one job that stands; of several nobody can tell which."""
    jobs = [draft for draft in note.standing if draft.kind == "job"]
    return jobs if len(jobs) == 1 and POINTS.search(plain) and len(plain.split()) <= SHORT else []


def _removable(note: Notebook, known: Sequence[Memory]) -> list[Draft]:
    gone = {old for memory in known for old in memory.supersedes}
    others = [
        Draft(m.kind, {k: Said(c.value, 0, 0, c.status) for k, c in m.claims.items()}, 0, 0, known=m.id)
        for m in known
        if m.kind in (*NAMED_BY, *CONTACTS) and m.id not in gone
    ]
    return [*(note.standing or standing_drafts(known)), *others]


def _is_named(draft: Draft, plain: str) -> bool:
    if draft.kind in CONTACTS:
        return bool(CONTACTS[draft.kind].search(plain))
    field = NAMED_BY.get(draft.kind) or ("name" if draft.kind == "job" else "institution")
    name = fold(draft.value(field))
    return bool(name) and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain))
