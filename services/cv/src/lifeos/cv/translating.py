"""Says the CV in another language than it was told in. A model translates line by line; each line is compared with what was
said and put back into the person's language by a call that never saw it. What does not hold stays in their own words, and is asked about.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import BaseModel

from lifeos.contracts.deliverable import Leaf
from lifeos.contracts.memory import Memory, Question
from lifeos.contracts.turn import Usage
from lifeos.contracts.words import LANGUAGE_NAMES, Locale
from lifeos.cv.composing import Composed
from lifeos.cv.drafts import value_at, with_values
from lifeos.cv.prompts import prompt
from lifeos.grounding.foreign import WORDS_TO_TELL
from lifeos.grounding.language import language_of
from lifeos.grounding.translation import comes_back, difference
from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.ladder import Ladder

TITLES = frozenset({"position", "studyType", "area", "label", "language", "fluency", "name"})
"""Fields whose every word must come back: nothing of them may be stronger or another thing."""
NAMED = re.compile(r"/(?:skills|interests)/\d+/name$")
"""The only names that are words of a language and no one's own."""
TEXTS = re.compile(r"/(?:highlights/\d+|summary|description)$")
SHOWN = 3
_ASK: Mapping[Locale, str] = {
    "en": "How is “{value}” called in {language}? It stays as you said it until you write it into the CV.",
    "es": "¿Cómo se dice “{value}” en {language}? Queda como lo dijiste hasta que lo escribas en el CV.",
    "pt": "Como se diz “{value}” em {language}? Fica como você disse até você escrever no currículo.",
}
_NAMES: Mapping[Locale, Mapping[Locale, str]] = {
    "en": {"en": "English", "es": "Spanish", "pt": "Portuguese"},
    "es": {"en": "inglés", "es": "español", "pt": "portugués"},
    "pt": {"en": "inglês", "es": "espanhol", "pt": "português"},
}


class Line(BaseModel):
    """One line by its pointer."""

    id: str
    text: str = ""


class Lines(BaseModel):
    """What a model answers."""

    lines: list[Line]


@dataclass(frozen=True)
class Translated:
    """The CV in the other language, what it cost, and what could not be said in it."""

    composed: Composed
    usage: Usage
    questions: list[Question]


def told_language(memories: Sequence[Memory], fallback: Locale) -> Locale:
    """The language that the person told most of it in."""
    return language_of(" ".join(memory.quote for memory in memories if memory.kind != "other"), fallback)


async def translate(
    ladder: Ladder, composed: Composed, told: Locale, target: Locale, person_id: UUID
) -> Translated:
    """`composed` with each line said in `target` that holds. Without a model nothing changes and nothing is asked."""
    wanted = _lines_of(composed, told, target)
    if not wanted:
        return Translated(composed, Usage(), [])
    own, usage = dict(wanted), Usage()
    said: dict[str, str] = {}
    problem = ""
    for _attempt in range(2):
        left = {pointer: text for pointer, text in own.items() if pointer not in said}
        found, cost = await _asked(ladder, "translate", left, told, target, person_id, problem)
        usage = _added(usage, cost)
        if found is None:
            break
        held, problem = _compared(left, found, told, target)
        said |= held
        if not problem:
            break
    kept, cost = await _come_back(ladder, own, said, told, target, person_id)
    usage = _added(usage, cost)
    if usage.rung == "offline":
        return Translated(composed, usage, [])
    return Translated(_with(composed, kept), usage, _questions(own, kept, told, target))


def _lines_of(composed: Composed, told: Locale, target: Locale) -> dict[str, str]:
    """Every line that is in another language: texts by their words, short ones as the rest was told."""
    found: dict[str, str] = {}
    for leaf in composed.leaves:
        pointer = leaf.pointer
        field = pointer.rsplit("/", 1)[-1]
        if not (TEXTS.search(pointer) or NAMED.search(pointer) or (field in TITLES and field != "name")):
            continue
        if leaf.status == "calculated" or any(each.source == "edit" for each in leaf.evidence):
            continue
        text = value_at(composed.document, pointer)
        spoken = language_of(text, told) if len(text.split()) >= WORDS_TO_TELL else told
        if spoken != target:
            found[pointer] = text
    return found


async def _asked(
    ladder: Ladder,
    name: str,
    lines: Mapping[str, str],
    told: Locale,
    target: Locale,
    person_id: UUID,
    problem: str = "",
) -> tuple[dict[str, str] | None, Usage]:
    body = prompt(name).format(
        own=LANGUAGE_NAMES[told],
        target=LANGUAGE_NAMES[target],
        lines=json.dumps(
            [{"id": id, "text": text} for id, text in lines.items()], ensure_ascii=False, indent=0
        ),
        **({"problem": problem} if name == "translate" else {}),
    )
    found = await ladder.generate(
        "write_cv", [ChatMessage("user", body)], Lines, person_id=person_id, purpose=name
    )
    if found is None:
        return None, Usage()
    answered = {line.id: " ".join(line.text.split()) for line in found.value.lines if line.id in lines}
    return answered, found.usage.as_contract()


def _compared(
    own: Mapping[str, str], told_there: Mapping[str, str], told: Locale, target: Locale
) -> tuple[dict[str, str], str]:
    """The lines that differ in nothing, and one sentence for the model on the others."""
    held: dict[str, str] = {}
    wrong: list[str] = []
    for pointer, text in own.items():
        translation = told_there.get(pointer, "")
        if not translation:
            continue
        found = difference(text, told, translation, target)
        if found is None:
            held[pointer] = translation
        else:
            wrong.append(f"- {pointer}: {found.code} {found.word}".rstrip())
    problem = (
        "Your last translation of these was not what the line says:\n" + "\n".join(wrong) if wrong else ""
    )
    return held, problem


async def _come_back(
    ladder: Ladder,
    own: Mapping[str, str],
    said: Mapping[str, str],
    told: Locale,
    target: Locale,
    person_id: UUID,
) -> tuple[dict[str, str], Usage]:
    """The translations that are the person's words again when a model that never saw those puts them back."""
    same = {pointer: text for pointer, text in said.items() if text == own[pointer]}
    asked = {pointer: text for pointer, text in said.items() if pointer not in same}
    if not asked:
        return same, Usage()
    back, usage = await _asked(ladder, "translate_back", asked, told, target, person_id)
    kept = {
        pointer: text
        for pointer, text in asked.items()
        if back and comes_back(own[pointer], back.get(pointer, ""), told, exactly=not TEXTS.search(pointer))
    }
    return same | kept, usage


def _with(composed: Composed, kept: Mapping[str, str]) -> Composed:
    document = with_values(composed.document, kept)
    leaves = [_reworded(leaf) if leaf.pointer in kept else leaf for leaf in composed.leaves]
    return replace(composed, document=document, leaves=leaves)


def _reworded(leaf: Leaf) -> Leaf:
    return leaf if leaf.status == "heard" else leaf.model_copy(update={"status": "reworded"})


def _questions(
    own: Mapping[str, str], kept: Mapping[str, str], told: Locale, target: Locale
) -> list[Question]:
    """What stayed in the person's language, titles first, at most three."""
    left = [(bool(TEXTS.search(pointer)), text) for pointer, text in own.items() if pointer not in kept]
    values = list(dict.fromkeys(text for _, text in sorted(left, key=lambda each: each[0])))
    return [
        Question(slot="translation", text=_ASK[told].format(value=value, language=_NAMES[told][target]))
        for value in values[:SHOWN]
    ]


def _added(one: Usage, more: Usage) -> Usage:
    """Two bills as one; the rung is that of the first that answered."""
    first = one if one.rung != "offline" else more
    return first.model_copy(
        update={
            "input_tokens": one.input_tokens + more.input_tokens,
            "output_tokens": one.output_tokens + more.output_tokens,
            "cost_usd": one.cost_usd + more.cost_usd,
        }
    )
