"""Writing with a model. It may only add questions; what the person would answer stays their own words."""

import json
import re
from uuid import UUID

from pydantic import BaseModel, Field

from lifeos.contracts.pack import PackQuestion
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import LANGUAGE_NAMES
from lifeos.grounding.fold import fold, folded, tokens
from lifeos.interview.composing import Composed, Situation, compose
from lifeos.interview.prompts import prompt
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder

MOST = 8


class Asked(BaseModel):
    """A question as models write it. `about` is copied from the advert or from a fact."""

    text: str = Field(min_length=10, max_length=300)
    why: str = Field(min_length=5, max_length=300)
    about: str = Field(min_length=3, max_length=400)


class Draft(BaseModel):
    questions: list[Asked] = Field(max_length=20)


async def write_with_model(ladder: Ladder, situation: Situation, person_id: UUID) -> tuple[Composed, Usage]:
    """The composed pack with a model's questions added: those that name a real line of the advert or of the person."""
    composed = compose(situation)
    if not situation.memories and situation.job is None:
        return composed, Usage()
    found = await ladder.generate("write_interview", [_instructions(situation)], Draft, person_id=person_id)
    if found is None:
        return composed, Usage()
    known = {folded(question.text) for question in composed.pack.questions}
    added = [
        kept
        for asked in found.value.questions
        if folded(asked.text) not in known and (kept := _kept(asked, situation))
    ][:MOST]
    if not added:
        return composed, Usage(cost_usd=found.usage.as_contract().cost_usd)
    pack = composed.pack
    closing = [question for question in pack.questions if question.round == "closing"]
    others = [question for question in pack.questions if question.round != "closing"]
    questions = [*others, *added, *closing]
    return _with(composed, questions), found.usage.as_contract()


def _with(composed: Composed, questions: list[PackQuestion]) -> Composed:
    pack = composed.pack.model_copy(update={"questions": questions})
    return Composed(
        pack, composed.leaves, composed.memories, composed.questions, composed.missing, composed.title
    )


def _kept(asked: Asked, situation: Situation) -> PackQuestion | None:
    """The question when it comes from a line that stands there, and states no number and no name of its own."""
    about = folded(asked.about).strip(" .\"'")
    advert = folded(situation.job.text) if situation.job else ""
    said = [folded(memory.quote) for memory in situation.memories]
    in_advert, in_words = about in advert, any(about in quote for quote in said)
    if not (in_advert or in_words):
        return None
    if _own_claims(f"{asked.text} {asked.why}", " ".join([advert, *said])):
        return None
    return PackQuestion(
        round="skills" if in_advert else "behaviour",
        text=asked.text,
        why=asked.why,
        source="advert" if in_advert else "cv",
        about=asked.about,
    )


def _own_claims(text: str, known: str) -> bool:
    """Whether a sentence holds a number or a name that neither the advert nor the person has."""
    for token in tokens(fold(text)):
        named = token.acronym or (token.capital and not token.opens) or any(c.isdigit() for c in token.text)
        if named and not re.search(rf"(?<!\w){re.escape(token.text)}(?!\w)", known):
            return True
    return False


def _instructions(situation: Situation) -> ChatMessage:
    facts = [
        {
            "kind": memory.kind,
            **{name: claim.value for name, claim in memory.claims.items()},
            "said": memory.quote,
        }
        for memory in situation.memories
    ]
    asked = [item.requirement.text for item in situation.fit]
    body = prompt("questions").format(
        language=LANGUAGE_NAMES[situation.language],
        most=MOST,
        advert=json.dumps(
            {"position": situation.role, "company": situation.company, "asks_for": asked}, ensure_ascii=False
        ),
        facts=json.dumps(facts, ensure_ascii=False, indent=0),
    )
    return ChatMessage("user", body)
