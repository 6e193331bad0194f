"""Writing with a model. It words the opening, the proof and the ask; every sentence is checked, and what the person's
words do not bear out is replaced by the composed one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from pydantic import BaseModel, Field

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.letter import character_limit, placeholders
from lifeos.contracts.memory import Memory
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import LANGUAGE_NAMES
from lifeos.grounding import Verdict, index
from lifeos.grounding.fold import folded
from lifeos.grounding.ledger import profile, words_of
from lifeos.grounding.letters import SENTENCE, Named, judge
from lifeos.grounding.letters.style import WORDS, flattery_in
from lifeos.outreach.composing import assemble
from lifeos.outreach.parts import parts_of
from lifeos.outreach.phrases import phrase
from lifeos.outreach.prompts import prompt
from lifeos.outreach.situation import Composed, Paragraph, Parts, Situation
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder

AROUND = 25
"""Words of greeting and signature."""
ATTEMPTS = 2


class Draft(BaseModel):
    """A message as models write it, without greeting and signature."""

    subject: str = Field(default="", max_length=160)
    opening: str = Field(default="", max_length=1_200)
    proof: str = Field(default="", max_length=1_200)
    ask: str = Field(default="", max_length=600)


async def write_with_model(ladder: Ladder, situation: Situation) -> tuple[Composed, Usage]:
    """The model's message with only what is borne out; the composed one when no model gives a better."""
    own = parts_of(situation)
    if not situation.memories:
        return assemble(situation, own), Usage()
    problem, spent = "", 0.0
    best: tuple[Parts, int, Usage] | None = None
    for _attempt in range(ATTEMPTS):
        found = await ladder.generate(
            "write_outreach", [_instructions(situation, problem)], Draft,
            accept=lambda draft: _by_the_rules(draft, situation), person_id=situation.person_id,
        )  # fmt: skip
        if found is None:
            break
        usage = found.usage.as_contract()
        spent += usage.cost_usd
        parts, lies = checked(found.value, own, situation)
        if best is None or len(lies) < best[1]:
            best = parts, len(lies), usage
        if not lies:
            break
        problem = "\nYour last draft stated what the facts do not bear out. Leave it out:\n" + "\n".join(
            f"- {lie}" for lie in lies
        )
    if best is None or best[0] is own:
        return assemble(situation, own), Usage(cost_usd=spent)
    return assemble(situation, best[0]), best[2].model_copy(update={"cost_usd": spent})


def checked(draft: Draft, own: Parts, situation: Situation) -> tuple[Parts, list[str]]:
    """The draft with every part that lies replaced by the composed part, and the sentences that lied."""
    lies: list[str] = []
    kept: dict[str, list[Paragraph]] = {}
    for name in ("opening", "proof", "ask"):
        text = " ".join(getattr(draft, name).split())
        paragraph, wrong = weigh(text, situation)
        lies += wrong
        if text and not wrong and not placeholders(text):
            kept[name] = [paragraph]
    if own.opening and any(placeholders(paragraph.text) for paragraph in own.opening):
        # A reason for writing that nobody gave stays a visible gap: a model would make one up.
        kept.pop("opening", None)
    subject = draft.subject if draft.subject and not weigh(draft.subject, situation)[1] else own.subject
    parts = Parts(
        kept.get("opening", own.opening),
        kept.get("proof", own.proof),
        kept.get("ask", own.ask),
        subject if own.subject and not placeholders(subject) else own.subject,
        own.missing if "proof" not in kept else [],
    )
    return (parts, lies) if kept and _fits(parts, situation) else (own, lies)


def weigh(text: str, situation: Situation) -> tuple[Paragraph, list[str]]:
    """A paragraph with what bears its sentences out, and the sentences that nothing bears out."""
    found: list[tuple[Verdict, tuple[UUID, ...]]] = []
    lies: list[str] = []
    for sentence in (match.group().strip() for match in SENTENCE.finditer(text)):
        for verdict, memories in _verdicts(sentence, situation):
            if verdict is None or verdict.status != "unsupported":
                found += [(verdict, memories)] if verdict else []
                break
        else:
            lies += [sentence] if sentence else []
    if not found or lies:
        return Paragraph(text), lies
    statuses = {verdict.status for verdict, _ in found}
    leaf = Leaf(
        pointer="",
        status="verbatim" if statuses == {"verbatim"} else "reworded",
        evidence=[each for verdict, _ in found for each in verdict.evidence],
    )
    return Paragraph(text, leaf, tuple(dict.fromkeys(id for _, ids in found for id in ids))), lies


def _verdicts(sentence: str, situation: Situation) -> Iterator[tuple[Verdict | None, tuple[UUID, ...]]]:
    """The sentence against the words of each job that it names, then against everything that was said."""
    form = Named(situation.brief.recipient.name, situation.company, situation.role)
    for job in profile(situation.memories).jobs:
        own = tuple(job.value(field) for field in ("name", "position") if job.value(field))
        if any(folded(name) in folded(sentence) for name in own):
            memories = [memory for memory in situation.memories if memory.id in job.ids]
            yield _verdict(sentence, memories, replace(form, own=own), situation)
    yield _verdict(sentence, situation.memories, form, situation)


def _verdict(
    sentence: str, memories: Sequence[Memory], named: Named, situation: Situation
) -> tuple[Verdict | None, tuple[UUID, ...]]:
    words = [words for memory in memories for words in words_of(memory)]
    verdict = judge(sentence, index(words, situation.language), named, situation.language)
    if verdict is None:
        return None, ()
    used = tuple(
        memory.id
        for memory in memories
        for words in words_of(memory)
        if any(
            each.id == words.id and each.start < words.offset + len(words.text) and words.offset < each.end
            for each in verdict.evidence
        )
    )
    return verdict, used


def _fits(parts: Parts, situation: Situation) -> bool:
    """A note keeps LinkedIn's limit; every message keeps the length of its kind."""
    letter = assemble(situation, parts).letter
    text = letter.text(situation.kind)
    return (
        len(text) <= character_limit(situation.kind, letter.premium)
        and len(text.split()) <= WORDS[situation.kind]
    )


def _by_the_rules(draft: Draft, situation: Situation) -> str | None:
    """A sentence for the model when the draft breaks Alice's rules."""
    text = f"{draft.opening} {draft.proof} {draft.ask}"
    flattering = flattery_in(text, situation.language)
    if flattering:
        return f"Leave out: {', '.join(flattering[:5])}."
    if text.count("?") > 1:
        return "Ask one thing only."
    if len(text.split()) > WORDS[situation.kind] - AROUND:
        return f"At most {WORDS[situation.kind] - AROUND} words."
    return None


def _instructions(situation: Situation, problem: str) -> ChatMessage:
    facts = [
        {
            "kind": memory.kind,
            **{name: claim.value for name, claim in memory.claims.items()},
            "said": memory.quote,
        }
        for memory in situation.memories
    ]
    recipient = situation.brief.recipient
    body = prompt("alice").format(
        kind=phrase("en", f"kind_{situation.kind}"),
        language=LANGUAGE_NAMES[situation.language],
        words=WORDS[situation.kind] - AROUND,
        purpose=situation.brief.purpose.replace("_", " "),
        recipient=json.dumps(recipient.model_dump(include={"name", "role", "company"}), ensure_ascii=False),
        why=json.dumps(situation.brief.why, ensure_ascii=False),
        advert=json.dumps(_advert(situation), ensure_ascii=False),
        facts=json.dumps(facts, ensure_ascii=False, indent=0),
        problem=problem,
    )
    return ChatMessage("user", body)


def _advert(situation: Situation) -> dict[str, object]:
    """The position and what it asks for. The rest of an advert has no place in a message."""
    if situation.job is None:
        return {}
    asked = [requirement.text for requirement in situation.job.posting.requirements]
    return {"position": situation.role, "company": situation.company, "asks_for": asked}
