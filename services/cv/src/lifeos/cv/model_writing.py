"""Writing with a model. Every value it writes is checked against the person's words, per job; a lie is left out."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from lifeos.contracts import DeliverableRequested
from lifeos.contracts.deliverable import Leaf, LeftOut
from lifeos.contracts.memory import Memory
from lifeos.contracts.resume import Resume
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import Locale
from lifeos.cv.composing import Composed, Profile, profile
from lifeos.cv.prompts import prompt
from lifeos.grounding import Words, check_document, plain_reason, question_for
from lifeos.grounding.revisions import same_name
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder

LANGUAGES: dict[Locale, str] = {"en": "English", "es": "Spanish", "pt": "Portuguese"}
REPAIR_AT_MOST = 12
ENTRY_SECTIONS = {"work": ("name", "position"), "education": ("institution", "studyType", "area")}
"""The fields that name an entry, the best first."""

Document = dict[str, Any]
Scope = Callable[[str], Sequence[Words]]


async def write_with_model(
    ladder: Ladder, request: DeliverableRequested, memories: Sequence[Memory], composed: Composed
) -> tuple[Composed, Usage]:
    """The model's CV without what the words do not bear out; `composed` itself when no model gives one."""
    if not memories:
        return composed, Usage()
    known = profile(memories)
    problem = ""
    best: tuple[Composed, Usage] | None = None
    spent = 0.0
    for _attempt in range(2):
        found = await ladder.generate(
            "write_cv", [_instructions(memories, request.language, problem)], Resume,
            accept=lambda draft: _forgotten(draft, known), person_id=request.person_id,
        )  # fmt: skip
        if found is None:
            break
        usage = found.usage.as_contract()
        spent += usage.cost_usd
        draft, lies = checked(found.value.as_json(), composed, memories, request.language)
        best = draft, usage.model_copy(update={"cost_usd": spent})
        if not lies:
            break
        problem = _repair(lies, request.language)
    return best or (composed, Usage())


def checked(
    document: Document, composed: Composed, memories: Sequence[Memory], language: Locale
) -> tuple[Composed, list[tuple[str, Leaf]]]:
    """The document with only what is borne out, and the values that were not, with their leaves."""
    document = _with_own_basics(document, composed.document)
    leaves = check_document(document, scope_of(document, memories))
    values = {leaf.pointer: value_at(document, leaf.pointer) for leaf in leaves}
    lies = [(values[leaf.pointer], leaf) for leaf in leaves if leaf.status == "unsupported"]
    kept = Resume.model_validate(without(document, [leaf.pointer for _, leaf in lies])).as_json()
    # Pointers move when entries go, so what is kept is checked again where it now stands.
    final = [leaf for leaf in check_document(kept, scope_of(kept, memories)) if leaf.status != "unsupported"]
    left_out = [
        LeftOut(
            pointer=leaf.pointer,
            value=value,
            reason=plain_reason(leaf, language),
            question=question_for(leaf.pointer, value, language),
        )
        for value, leaf in lies
    ]
    draft = Composed(
        document=kept,
        leaves=final,
        unplaced=composed.unplaced,
        left_out=[*composed.left_out, *left_out],
        missing=composed.missing,
        memories=[memory.id for memory in memories if memory.kind != "other"],
        title=composed.title,
    )
    return draft, lies


def scope_of(document: Document, memories: Sequence[Memory]) -> Scope:
    """Which words may bear a value out: inside a job or school only those that were said of it."""
    known = profile(memories)
    everything = [words for memory in memories for words in _words(memory)]
    by_entry: dict[str, list[Words]] = {}
    for section, names in ENTRY_SECTIONS.items():
        entries = known.jobs if section == "work" else known.education
        for index, item in enumerate(document.get(section, [])):
            named_by = next((name for name in names if item.get(name)), names[0])
            wanted = str(item.get(named_by, ""))
            ids = {id for entry in entries if _is(entry.value(named_by), wanted) for id in entry.ids}
            by_entry[f"/{section}/{index}/"] = [
                words for memory in memories if memory.id in ids for words in _words(memory)
            ]

    def scope(pointer: str) -> Sequence[Words]:
        found = next((words for prefix, words in by_entry.items() if pointer.startswith(prefix)), None)
        return everything if found is None else found

    return scope


def _is(known: str, wanted: str) -> bool:
    return bool(known) and bool(wanted) and same_name(known, wanted)


def _words(memory: Memory) -> list[Words]:
    """The quote of a memory, at the place where it stands in its message; and what it kept from earlier turns."""
    own = str(memory.turn_id)
    spans = [
        e for claim in memory.claims.values() for e in claim.evidence if e.source == "message" and e.id == own
    ]
    start = min((e.start for e in spans), default=0)
    for claim in memory.claims.values():
        at = memory.quote.find(claim.value)
        if at >= 0 and claim.evidence and claim.evidence[0] in spans:
            start = claim.evidence[0].start - at
            break
    earlier = [
        Words(source=e.source, id=e.id, text=claim.value, offset=e.start)
        for claim in memory.claims.values()
        for e in claim.evidence
        if e.id != own
    ]
    return [Words(source="message", id=own, text=memory.quote, offset=max(0, start)), *earlier]


def _instructions(memories: Sequence[Memory], language: Locale, problem: str) -> ChatMessage:
    facts = [
        {
            "id": str(memory.id)[:8],
            "kind": memory.kind,
            **({"about": str(memory.about)[:8]} if memory.about else {}),
            **{field: claim.value for field, claim in memory.claims.items()},
            "said": memory.quote,
        }
        for memory in memories
    ]
    body = prompt("write_cv").format(
        language=LANGUAGES[language], facts=json.dumps(facts, ensure_ascii=False, indent=0), problem=problem
    )
    return ChatMessage("user", body)


def _forgotten(draft: Resume, known: Profile) -> str | None:
    """A sentence naming the jobs that the draft lacks."""
    employers = [entry.value("name") for entry in known.jobs]
    gone = [name for name in employers if name and not any(_is(name, work.name or "") for work in draft.work)]
    return f"These jobs are missing: {', '.join(gone[:REPAIR_AT_MOST])}. Add them." if gone else None


def _repair(lies: Sequence[tuple[str, Leaf]], language: Locale) -> str:
    lines = [
        f"- {leaf.pointer}: {value!r}: {plain_reason(leaf, language)}"
        for value, leaf in lies[:REPAIR_AT_MOST]
    ]
    return (
        "\nYour last draft stated things that the facts do not bear out. Remove or correct them:\n"
        + "\n".join(lines)
    )


def _with_own_basics(document: Document, composed: Document) -> Document:
    """Name and contacts are copied from the ledger: there is nothing to write about them."""
    own = composed.get("basics", {})
    basics = {**document.get("basics", {})}
    for field in ("name", "email", "phone", "url", "location", "profiles"):
        basics.pop(field, None)
        if field in own:
            basics[field] = own[field]
    return {**document, "basics": basics}


def value_at(document: Document, pointer: str) -> str:
    """The value that a JSON Pointer names (RFC 6901)."""
    found: Any = document
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        found = found[int(key)] if isinstance(found, list) else found[key]
    return str(found)


def without(document: Document, pointers: Sequence[str]) -> Document:
    """The document with the named values blanked; blanks and emptied entries are then left out."""
    copy: Document = json.loads(json.dumps(document))
    for pointer in pointers:
        *path, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
        place: Any = copy
        for key in path:
            place = place[int(key)] if isinstance(place, list) else place[key]
        place[int(last) if isinstance(place, list) else last] = None
    return _without_none(copy)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        kept = [_without_none(item) for item in value if item is not None]  # pyright: ignore[reportUnknownVariableType]
        return [item for item in kept if item not in ({}, [])]
    return value
