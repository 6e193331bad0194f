"""Learning with a model. It must quote the person for every fact; what the quote does not bear out is dropped."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args
from uuid import UUID, uuid5

from pydantic import BaseModel, Field

from lifeos.contracts import TurnReceived
from lifeos.contracts.asks import Talk
from lifeos.contracts.memory import Change, Claim, Memory
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import MemoryKind
from lifeos.cv.learning import Learned
from lifeos.cv.learning.orders import without_orders
from lifeos.cv.prompts import prompt
from lifeos.cv.read_twice import read_twice
from lifeos.grounding import FieldKind, Words, check_value
from lifeos.grounding.jobs import without_advert
from lifeos.grounding.letters import without_request
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder

WORTH_ASKING = 25
"""Characters below which a turn is a short answer, which the rules read exactly."""

KINDS: dict[str, dict[str, FieldKind]] = {
    "job": {"name": "employer", "position": "title", "location": "location", "startDate": "date", "endDate": "end_date"},
    "education": {
        "institution": "institution", "area": "text", "studyType": "degree", "startDate": "date", "endDate": "end_date",
    },
    "certificate": {"name": "certificate", "issuer": "institution", "date": "date"},
    "language": {"language": "language", "fluency": "fluency"},
    "skill": {"name": "skill"},
    "volunteer": {"name": "employer", "position": "title", "startDate": "date", "endDate": "end_date", "summary": "text"},
    "project": {"name": "employer", "description": "text", "startDate": "date", "endDate": "end_date"},
    "award": {"name": "certificate", "issuer": "institution", "date": "date"},
    "name": {"value": "name"},
    "email": {"value": "email"},
    "phone": {"value": "phone"},
    "link": {"value": "url"},
    "location": {"value": "location"},
}  # fmt: skip


class Quoted(BaseModel):
    """One fact as the model read it."""

    kind: str
    fields: dict[str, str]
    quote: str
    ref: str = ""
    about: str = ""
    corrects: str = ""


class Reading(BaseModel):
    """Everything the model read in one turn."""

    facts: list[Quoted] = Field(default=[], max_length=120)


@dataclass(frozen=True)
class _Read:
    """A fact that its quote bears out, and where the quote stands."""

    memory: Memory
    span: tuple[int, int]


async def learn_with_model(
    ladder: Ladder, turn: TurnReceived, talk: Talk, by_rule: Learned
) -> tuple[Learned, Usage]:
    """The model's facts that their quotes bear out, and those of the rules in words that the model left unread."""
    text = without_request(without_advert(without_orders(turn.request.message)))
    if len(text.strip()) < WORTH_ASKING:
        return by_rule, Usage()
    messages = [
        ChatMessage("system", prompt("learn").format(known=_known(talk.memories))),
        ChatMessage("user", text),
    ]
    found = await ladder.generate("learn", messages, Reading, person_id=turn.person_id)
    if found is None:
        return by_rule, Usage()
    usage = found.usage.as_contract()
    facts = _facts(found.value.facts, turn, text, talk.memories)
    if not facts:
        return by_rule, Usage(cost_usd=usage.cost_usd)
    facts = read_twice(facts, by_rule.facts)
    kept = {fact.id for fact in facts}
    by_rules = [change for change in by_rule.changes if change.memory_id in kept]
    seen = {(change.memory_id, change.field) for change in by_rules}
    changes = [one for one in _changes(facts, talk.memories) if (one.memory_id, one.field) not in seen]
    return Learned(by_rule.language, facts, [*by_rules, *changes]), usage


def _known(memories: Sequence[Memory]) -> str:
    """The ledger with short ids, for the model to refer to."""
    lines = [
        json.dumps(
            {"id": f"K{number}", "kind": memory.kind, **{f: c.value for f, c in memory.claims.items()}},
            ensure_ascii=False,
        )
        for number, memory in enumerate(memories)
        if memory.kind in ("job", "education")
    ]
    return "\n".join(lines) or "nothing yet"


def _facts(read: Sequence[Quoted], turn: TurnReceived, text: str, known: Sequence[Memory]) -> list[Memory]:
    """What of the reading is borne out. Jobs and schools come first, for what is about them may be read before."""
    ids: dict[str, _Read | Memory] = {f"K{number}": memory for number, memory in enumerate(known)}
    facts: dict[UUID, _Read] = {}
    for quoted in sorted(read, key=lambda one: not one.ref):
        about = ids.get(quoted.about)
        after = about.span[0] if isinstance(about, _Read) else 0
        span = find_quote(text, quoted.quote, after)
        if span is None or quoted.kind not in get_args(MemoryKind):
            continue
        claims = _claims(quoted, turn, text, span)
        if not claims:
            continue
        old = _corrected(ids.get(quoted.corrects), quoted.kind)
        one = _Read(_memory(quoted, turn, text[span[0] : span[1]], claims, old, None if old else about), span)
        facts.setdefault(one.memory.id, one)
        if quoted.ref:
            ids[quoted.ref] = one
    return [one.memory for one in facts.values()]


def _corrected(old: _Read | Memory | None, kind: str) -> Memory | None:
    """The known fact that is corrected. Only one of the same kind: a result corrects no job."""
    return old if isinstance(old, Memory) and old.kind == kind else None


def _memory(
    quoted: Quoted,
    turn: TurnReceived,
    quote: str,
    claims: dict[str, Claim],
    old: Memory | None,
    about: _Read | Memory | None,
) -> Memory:
    entry = about.memory if isinstance(about, _Read) else about
    said = ":".join(claim.value.casefold() for claim in claims.values())
    return Memory(
        id=uuid5(turn.turn_id, f"{quoted.kind}:{entry.id if entry else ''}:{said}"),
        kind=cast("MemoryKind", quoted.kind),
        about=entry.id if entry else old.about if old else None,
        claims={**old.claims, **claims} if old else claims,
        quote=quote,
        turn_id=turn.turn_id,
        session_id=turn.session_id,
        supersedes=[old.id] if old else [],
    )


def _claims(quoted: Quoted, turn: TurnReceived, text: str, span: tuple[int, int]) -> dict[str, Claim]:
    """The fields that the quote bears out, each with its own evidence."""
    words = [
        Words(
            source="message",
            id=str(turn.turn_id),
            text=text[span[0] : span[1]],
            offset=span[0],
        )
    ]
    kinds = KINDS.get(quoted.kind, {})
    claims: dict[str, Claim] = {}
    for field, value in quoted.fields.items():
        if not value.strip() or (kinds and field not in kinds):
            continue
        verdict = check_value(kinds.get(field, "text"), value.strip(), words)
        if verdict.status != "unsupported":
            claims[field] = Claim(value=value.strip(), status=verdict.status, evidence=verdict.evidence)
    return claims


def find_quote(text: str, quote: str, after: int = 0) -> tuple[int, int] | None:
    """Where the model's quote stands in the text, up to case and white space: from `after` on, else anywhere."""
    words = quote.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = pattern.search(text, after) or pattern.search(text)
    return found.span() if found else None


def _changes(facts: Sequence[Memory], known: Sequence[Memory]) -> list[Change]:
    by_id = {memory.id: memory for memory in known}
    changes: list[Change] = []
    for fact in facts:
        old = next((by_id[id] for id in fact.supersedes if id in by_id), None)
        if old is None:
            continue
        label = next(
            (fact.claims[f].value for f in ("name", "institution", "language") if f in fact.claims), fact.kind
        )
        for field, claim in fact.claims.items():
            before = old.claims[field].value if field in old.claims else ""
            if before != claim.value:
                changes.append(
                    Change(memory_id=fact.id, field=field, before=before, after=claim.value, label=label)
                )
    return changes
