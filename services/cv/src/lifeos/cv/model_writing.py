"""Writing with a model. Every value it writes is checked against the person's words, per job; a lie is left out."""

import json
from collections.abc import Sequence
from typing import Any, cast

from pydantic import BaseModel, model_validator

from lifeos.contracts import DeliverableRequested
from lifeos.contracts.memory import Memory
from lifeos.contracts.resume import Resume, ResumePart
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import LANGUAGE_NAMES, Locale
from lifeos.cv.composing import Composed, Profile, profile
from lifeos.cv.drafts import Document, Lie, checked
from lifeos.cv.prompts import prompt
from lifeos.grounding import plain_reason
from lifeos.grounding.revisions import same_name
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder

REPAIR_AT_MOST = 12
GOING_ON = frozenset({"present", "current", "now", "actual", "actualidad", "presente", "atual"})


class Draft(Resume):
    """A CV as models write it: blanks for what they do not know, "present" for an end that is not there."""

    @model_validator(mode="before")
    @classmethod
    def tidy(cls, value: Any) -> Any:
        return _tidied(value)


async def write_with_model(
    ladder: Ladder, request: DeliverableRequested, memories: Sequence[Memory], composed: Composed
) -> tuple[Composed, Usage]:
    """The model's CV without what the words do not bear out; `composed` itself when no model gives one."""
    if not memories:
        return composed, Usage()
    known = profile(memories)
    problem = ""
    best: tuple[Composed, Usage, list[Lie]] | None = None
    spent = 0.0
    for _attempt in range(2):
        found = await ladder.generate(
            "write_cv", [_instructions(memories, request.language, problem)], Draft,
            accept=lambda draft: _forgotten(draft, known), person_id=request.person_id,
        )  # fmt: skip
        if found is None:
            break
        usage = found.usage.as_contract()
        spent += usage.cost_usd
        result = checked(only_known(found.value.as_json(), Resume), composed, memories, request.language)
        if result is None:
            continue
        draft, lies = result
        if best is None or len(lies) <= len(best[2]):
            best = draft, usage, lies
        if not lies:
            break
        problem = _repair(lies, request.language)
    if best is None:
        return composed, Usage(cost_usd=spent)
    return best[0], best[1].model_copy(update={"cost_usd": spent})


def only_known(document: Document, model: type[BaseModel]) -> Document:
    """The document without keys that JSON Resume does not know: nobody checks those."""
    kept: Document = {}
    for key, value in document.items():
        field = model.model_fields.get(key)
        if field is None:
            continue
        part = _part_in(field.annotation)
        if part and isinstance(value, list):
            kept[key] = [only_known(item, part) for item in cast("list[Document]", value)]
        else:
            kept[key] = only_known(value, part) if part else value
    return kept


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """The part of a CV that a field holds, alone, optional or in a list; none for plain text."""
    for kind in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(kind, type) and issubclass(kind, ResumePart):
            return kind
    return None


def _tidied(value: Any) -> Any:
    blanks: tuple[Any, ...] = (None, "", [], {})
    if isinstance(value, dict):
        fields = {key: _tidied(item) for key, item in cast("Document", value).items()}
        end = fields.get("endDate")
        if isinstance(end, str) and end.strip().casefold() in GOING_ON:
            del fields["endDate"]
        return {key: item for key, item in fields.items() if item not in blanks}
    if isinstance(value, list):
        return [item for item in map(_tidied, cast("list[Any]", value)) if item not in blanks]
    return value.strip() if isinstance(value, str) else value


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
        language=LANGUAGE_NAMES[language],
        facts=json.dumps(facts, ensure_ascii=False, indent=0),
        problem=problem,
    )
    return ChatMessage("user", body)


def _forgotten(draft: Resume, known: Profile) -> str | None:
    """A sentence naming the jobs and schools that the draft lacks."""
    jobs = _lacking([e.value("name") for e in known.jobs], [work.name for work in draft.work])
    schools = _lacking(
        [entry.value("institution") for entry in known.education],
        [entry.institution for entry in draft.education],
    )
    gone = [*jobs, *schools]
    return (
        f"These jobs or schools are missing: {', '.join(gone[:REPAIR_AT_MOST])}. Add them." if gone else None
    )


def _lacking(wanted: Sequence[str], written: Sequence[str | None]) -> list[str]:
    return [
        name for name in dict.fromkeys(wanted) if name and not any(same_name(name, w or "") for w in written)
    ]


def _repair(lies: Sequence[Lie], language: Locale) -> str:
    lines = [
        f"- {leaf.pointer}: {value!r}: {plain_reason(leaf, language)}"
        for value, leaf in lies[:REPAIR_AT_MOST]
    ]
    return (
        "\nYour last draft stated things that the facts do not bear out. Remove or correct them:\n"
        + "\n".join(lines)
    )
