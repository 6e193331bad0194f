"""Learning with a model. It must quote the person for every fact; what the quote does not bear out is dropped."""

import json
import re
from collections.abc import Sequence
from typing import cast, get_args
from uuid import UUID, uuid5

from pydantic import BaseModel, Field

from lifeos.contracts import TurnReceived
from lifeos.contracts.asks import Talk
from lifeos.contracts.memory import Change, Claim, Memory
from lifeos.contracts.words import MemoryKind, Rung
from lifeos.cv.learning import Learned
from lifeos.cv.prompts import prompt
from lifeos.grounding import Words, check_value
from lifeos.grounding.check import FieldKind
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
    "name": {"value": "name"},
    "email": {"value": "email"},
    "phone": {"value": "phone"},
    "link": {"value": "url"},
    "location": {"value": "location"},
}  # fmt: skip
CONTACTS = ("email", "phone", "link")


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


async def learn_with_model(
    ladder: Ladder, turn: TurnReceived, talk: Talk, by_rule: Learned
) -> tuple[Learned, Rung]:
    """The model's facts that their quotes bear out, with the rules' contacts and what the model left unread."""
    text = turn.request.message
    if len(text) < WORTH_ASKING:
        return by_rule, "offline"
    messages = [
        ChatMessage("system", prompt("learn").format(known=_known(talk.memories))),
        ChatMessage("user", text),
    ]
    found = await ladder.generate("learn", messages, Reading, person_id=turn.person_id)
    if found is None:
        return by_rule, "offline"
    facts, spans = _facts(found.value.facts, turn, talk.memories)
    if not facts:
        return by_rule, "offline"
    facts += [fact for fact in by_rule.facts if _adds(fact, facts, spans)]
    return Learned(by_rule.language, facts, _changes(facts, talk.memories)), found.usage.rung


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


def _facts(
    read: Sequence[Quoted], turn: TurnReceived, known: Sequence[Memory]
) -> tuple[list[Memory], list[tuple[int, int]]]:
    ids: dict[str, UUID] = {f"K{number}": memory.id for number, memory in enumerate(known)}
    facts: list[Memory] = []
    spans: list[tuple[int, int]] = []
    for quoted in read:
        span = find_quote(turn.request.message, quoted.quote)
        if span is None or quoted.kind not in get_args(MemoryKind):
            continue
        claims = _claims(quoted, turn, span)
        if not claims:
            continue
        key = ":".join(claim.value.casefold() for claim in claims.values())[:200]
        id = uuid5(turn.turn_id, f"{quoted.kind}:{key}")
        if quoted.ref:
            ids[quoted.ref] = id
        old = ids.get(quoted.corrects)
        about = None if old else ids.get(quoted.about)
        facts.append(
            Memory(
                id=id,
                kind=cast("MemoryKind", quoted.kind),
                about=about if about != id else None,
                claims=_merged(old, known) | claims if old else claims,
                quote=turn.request.message[span[0] : span[1]],
                turn_id=turn.turn_id,
                session_id=turn.session_id,
                supersedes=[old] if old else [],
            )
        )
        spans.append(span)
    unique = {fact.id: fact for fact in facts}
    return list(unique.values()), spans


def _merged(old: UUID | None, known: Sequence[Memory]) -> dict[str, Claim]:
    found = next((memory for memory in known if memory.id == old), None)
    return dict(found.claims) if found else {}


def _claims(quoted: Quoted, turn: TurnReceived, span: tuple[int, int]) -> dict[str, Claim]:
    """The fields that the quote bears out, each with its own evidence."""
    words = [
        Words(
            source="message",
            id=str(turn.turn_id),
            text=turn.request.message[span[0] : span[1]],
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


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where the model's quote stands in the text: as it is, or up to case and white space."""
    words = quote.split()
    if not words:
        return None
    found = re.search(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE)
    return found.span() if found else None


def _adds(fact: Memory, facts: Sequence[Memory], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a fact of the rules is one that the model did not read."""
    if fact.kind in CONTACTS or fact.kind == "name":
        return all(other.kind != fact.kind for other in facts)
    if fact.kind != "other":
        return False
    evidence = [e for claim in fact.claims.values() for e in claim.evidence]
    return not any(e.start < end and start < e.end for e in evidence for start, end in spans)


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
