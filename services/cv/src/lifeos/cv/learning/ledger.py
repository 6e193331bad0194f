"""Turns drafts into memories: leaves out what is known, adds to what is known, and records corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from rapidfuzz import fuzz

from lifeos.contracts.memory import Change, Claim, Memory
from lifeos.cv.learning.notes import Draft, Notebook
from lifeos.cv.learning.passage import Said, fold, words
from lifeos.cv.learning.subjects import REGRET

MERGED = {"job": "name", "education": "institution"}
SINGLE = {"name", "email", "phone", "location", "target"}
KEYS = {
    "job": ("name", "position", "startDate"), "education": ("institution", "studyType", "area"),
    "language": ("language",), "skill": ("name",), "certificate": ("name",), "volunteer": ("name", "position"),
}  # fmt: skip
ALIKE = 90
"""Similarity (0 to 100) from which two names of an employer are one."""


@dataclass(frozen=True)
class Turn:
    """Which turn is being learned from."""

    id: UUID
    session_id: UUID
    text: str


@dataclass(frozen=True)
class Kept:
    """What a draft became."""

    memory: Memory | None
    changes: list[Change]


def standing_drafts(known: Sequence[Memory]) -> list[Draft]:
    """Known jobs and schools as drafts, so that "there" and their names can refer to them."""
    gone = {old for memory in known for old in memory.supersedes}
    whole = [m for m in known if m.id not in gone and m.kind in MERGED and m.about is None]
    return [
        Draft(m.kind, {k: Said(c.value, 0, 0, c.status) for k, c in m.claims.items()}, 0, 0, known=m.id)
        for m in whole
    ]


def settle(note: Notebook, turn: Turn, known: Sequence[Memory]) -> tuple[list[Memory], list[Change]]:
    """Every draft as a memory, with the corrections among them."""
    gone = {old for memory in known for old in memory.supersedes}
    live = [memory for memory in known if memory.id not in gone]
    cue = words(*note.here.cues.corrected).search(note.here.plain)
    correcting = bool(cue or note.corrects or REGRET.match(note.here.plain))
    facts: dict[UUID, Memory] = {}
    changes: list[Change] = []
    ids: dict[int, UUID] = {}
    for draft in note.drafts:
        _drop_impossible(draft, note.today)
        kept = _keep(draft, turn, live, ids, correcting)
        changes.extend(kept.changes)
        if kept.memory:
            facts[kept.memory.id] = kept.memory
    for draft in note.withdrawn:
        kept = _withdrawn(draft, turn, live)
        changes.extend(kept.changes)
        if kept.memory:
            facts[kept.memory.id] = kept.memory
    return list(facts.values()), changes


def _withdrawn(draft: Draft, turn: Turn, known: list[Memory]) -> Kept:
    """A job or school that is none: its words stay, without a place in a document."""
    old = next((memory for memory in known if memory.id == draft.known), None)
    if old is None:
        return Kept(None, [])
    parts = [m for m in known if m.about == old.id and m.kind == old.kind]
    memory = old.model_copy(
        update={
            "id": uuid5(turn.id, f"other:{old.id}"), "kind": "other", "about": None, "turn_id": turn.id,
            "session_id": turn.session_id, "supersedes": [old.id, *(part.id for part in parts)],
            "claims": _whole(old, known),
        }
    )  # fmt: skip
    field = MERGED.get(draft.kind) or next(iter(old.claims), "name")
    name = old.claims[field].value if field in old.claims else old.quote
    return Kept(memory, [Change(memory_id=memory.id, field=field, before=name, after="", label=name)])


def _drop_impossible(draft: Draft, today: date) -> None:
    """An end before its start, or an end in the future, cannot be right: it is left out, never swapped."""
    end, start = draft.value("endDate"), draft.value("startDate")
    if draft.kind not in MERGED or not end or end == "present":
        return
    size = min(len(end), len(start)) if start else 0
    studying = draft.kind == "education"
    future = end[:4] > str(today.year + (8 if studying else 0)) or (
        not studying and end > today.isoformat()[: len(end)]
    )
    if (size and end[:size] < start[:size]) or future:
        del draft.claims["endDate"]


def is_backwards(start: str, end: str) -> bool:
    """True when a period would end before it starts."""
    size = min(len(start), len(end))
    return end != "present" and end[:size] < start[:size]


def _keep(draft: Draft, turn: Turn, known: list[Memory], ids: dict[int, UUID], correcting: bool) -> Kept:
    about = draft.known or (_about(draft.about, ids) if draft.about else None)
    new = {k: said for k, said in draft.claims.items() if said.end > said.start}
    if draft.kind in MERGED:
        return _keep_merged(draft, new, turn, known, ids, correcting)
    twin = _twin(draft, known, about)
    if twin:
        return _complete(draft, new, twin, turn, correcting)
    old = [m for m in known if m.kind == draft.kind] if draft.kind in SINGLE else []
    if old and not _is_replacement(draft, old, correcting):
        old = []
    memory = _memory(draft, new, turn, about, [m.id for m in old])
    before = old[-1].claims["value"].value if old else ""
    change = [
        Change(
            memory_id=memory.id, field="value", before=before, after=draft.value("value"), label=draft.kind
        )
    ]
    return Kept(memory, change if old else [])


def _is_replacement(draft: Draft, old: list[Memory], correcting: bool) -> bool:
    return correcting and all("value" in m.claims for m in old) and bool(draft.value("value"))


def _about(job: Draft, ids: dict[int, UUID]) -> UUID | None:
    return ids.get(id(job)) or job.known


def _twin(draft: Draft, known: list[Memory], about: UUID | None) -> Memory | None:
    """The known fact that says the same."""
    fields = KEYS.get(draft.kind) or tuple(draft.claims)
    for memory in known:
        if memory.kind != draft.kind or (draft.kind == "highlight" and memory.about != about):
            continue
        mine = [fold(draft.value(f)) for f in fields]
        theirs = [fold(memory.claims[f].value) if f in memory.claims else "" for f in fields]
        if mine == theirs:
            return memory
    return None


def _complete(draft: Draft, new: dict[str, Said], twin: Memory, turn: Turn, correcting: bool) -> Kept:
    """A language that now has a level, a certificate that now has a date; otherwise nothing new."""
    fresh = {k: said for k, said in new.items() if k not in twin.claims}
    changed = {
        k: said
        for k, said in new.items()
        if k in twin.claims and fold(twin.claims[k].value) != fold(said.value)
    }
    if not fresh and not (changed and correcting):
        return Kept(None, [])
    return _replaced(draft, {**fresh, **(changed if correcting else {})}, twin, turn)


def _keep_merged(
    draft: Draft,
    new: dict[str, Said],
    turn: Turn,
    known: list[Memory],
    ids: dict[int, UUID],
    correcting: bool,
) -> Kept:
    old = _known_thing(draft, known)
    if not old:
        memory = _memory(draft, new, turn, None, [])
        ids[id(draft)] = memory.id
        return Kept(memory, [])
    ids[id(draft)] = old.id
    whole = _whole(old, known)
    fresh = {k: said for k, said in new.items() if k not in whole}
    changed = {
        k: s
        for k, s in new.items()
        if k in whole and (draft.asked or k != MERGED[draft.kind]) and fold(whole[k].value) != fold(s.value)
    }
    sharper = all(s.value.startswith(whole[k].value) for k, s in changed.items())
    if changed and not (correcting or draft.asked or sharper):
        return _contradiction(draft, turn, old)
    if changed:
        kept = _replaced(draft, {**fresh, **changed}, old, turn, whole)
        ids[id(draft)] = kept.memory.id if kept.memory else old.id
        return kept
    if not fresh:
        return Kept(None, [])
    return Kept(_memory(draft, fresh, turn, old.id, []), [])


def _contradiction(draft: Draft, turn: Turn, old: Memory) -> Kept:
    """Another date for a known job, without a word that corrects: kept as it was said, nothing is replaced."""
    text = Said(turn.text[draft.start : draft.end], draft.start, draft.end)
    return Kept(
        _memory(Draft("other", {"text": text}, draft.start, draft.end), {"text": text}, turn, old.id, []), []
    )


def _whole(old: Memory, known: list[Memory]) -> dict[str, Claim]:
    """A job with everything that was added to it later."""
    whole = dict(old.claims)
    for memory in known:
        if memory.about == old.id and memory.kind == old.kind:
            whole.update(memory.claims)
    return whole


def _known_thing(draft: Draft, known: list[Memory]) -> Memory | None:
    """The known job or school that a draft is about: by id, or by its name and, when both are told, the title."""
    if draft.known or draft.listed:
        return next((m for m in known if m.id == draft.known), None)
    field = MERGED[draft.kind]
    name = fold(draft.value(field))
    for memory in known:
        if memory.kind != draft.kind or memory.about or field not in memory.claims or not name:
            continue
        if fuzz.ratio(name, fold(memory.claims[field].value)) < ALIKE:
            continue
        if _same_role(draft, memory):
            return memory
    return None


def _same_role(draft: Draft, memory: Memory) -> bool:
    for field in ("position", "studyType"):
        mine = fold(draft.value(field))
        theirs = fold(memory.claims[field].value) if field in memory.claims else ""
        if mine and theirs and fuzz.token_set_ratio(mine, theirs) < ALIKE:
            return False
    return True


def _replaced(
    draft: Draft, said: dict[str, Said], old: Memory, turn: Turn, whole: dict[str, Claim] | None = None
) -> Kept:
    """A memory that replaces an old one: what was said now, and the old claims with their old evidence."""
    claims = {**(whole or old.claims), **{k: s.claim(str(turn.id)) for k, s in said.items()}}
    if (
        "endDate" in claims
        and "endDate" not in said
        and "startDate" in claims
        and is_backwards(claims["startDate"].value, claims["endDate"].value)
    ):
        del claims["endDate"]
    key = _key(draft, {k: c.value for k, c in claims.items()})
    memory = Memory(
        id=uuid5(turn.id, f"{draft.kind}:{key}"),
        kind=draft.kind,
        about=old.about,
        claims=claims,
        quote=turn.text[draft.start : draft.end],
        turn_id=turn.id,
        session_id=turn.session_id,
        supersedes=[old.id],
    )
    label = next((claims[f].value for f in ("name", "institution", "language") if f in claims), draft.kind)
    before = whole or old.claims
    changes = [
        Change(memory_id=memory.id, field=k, before=before[k].value, after=s.value, label=label)
        for k, s in said.items()
        if k in before
    ]
    return Kept(memory, changes)


def _memory(
    draft: Draft, new: dict[str, Said], turn: Turn, about: UUID | None, supersedes: list[UUID]
) -> Memory:
    key = _key(draft, {k: said.value for k, said in (new or draft.claims).items()})
    return Memory(
        id=uuid5(turn.id, f"{draft.kind}:{key if about is None else f'{about}:{key}'}"),
        kind=draft.kind,
        about=about,
        claims={k: said.claim(str(turn.id)) for k, said in new.items()},
        quote=turn.text[draft.start : draft.end],
        turn_id=turn.id,
        session_id=turn.session_id,
        supersedes=supersedes,
    )


def _key(draft: Draft, values: dict[str, str]) -> str:
    """What the fact is called: it never depends on where it stands in the text."""
    fields = KEYS.get(draft.kind) or tuple(sorted(values))
    return "|".join(" ".join(fold(values.get(field, "")).split()) for field in fields)
