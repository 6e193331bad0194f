"""The reply without a model: what was noted, what changed, what was started, and one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lifeos.contracts.memory import Change, Memory
from lifeos.contracts.turn import Segment
from lifeos.contracts.words import Locale, Speaker
from lifeos.router.phrases import phrase

if TYPE_CHECKING:
    from lifeos.router.replying import Situation

NAMED = 3


def offline_segments(situation: Situation) -> list[Segment]:
    """One segment per speaker: with two, the first reflects and the second asks."""
    persona = situation.persona
    if persona == "both":
        return [
            Segment(speaker="mariana", text=" ".join(_reflection(situation, "mariana"))),
            Segment(speaker="antonio", text=" ".join(_next_step(situation, "antonio"))),
        ]
    return [
        Segment(
            speaker=persona,
            text=" ".join([*_reflection(situation, persona), *_next_step(situation, persona)]),
        )
    ]


def _reflection(situation: Situation, speaker: Speaker) -> list[str]:
    language, learned = situation.language, situation.learned
    facts = learned.facts if learned else []
    things = _things(facts, language, speaker)
    lines: list[str] = []
    if learned and learned.changes:
        lines += [_change(change, language, speaker) for change in learned.changes[:NAMED]]
    elif things:
        lines.append(phrase(language, speaker, "noted", things=things))
    elif not situation.talk.memories and not facts and not situation.routed.requests:
        return [phrase(language, speaker, "welcome")]
    else:
        lines.append(phrase(language, speaker, "noted_nothing"))
    if any(fact.kind == "other" for fact in facts) and len(facts) > 1:
        lines.append(phrase(language, speaker, "unplaced"))
    return lines


def _change(change: Change, language: Locale, speaker: Speaker) -> str:
    label = change.label or change.field
    if not change.after:
        return phrase(language, speaker, "taken_out", label=label)
    return phrase(
        language, speaker, "changed", label=label, field=_field(language, speaker, change.field),
        before=change.before or "-", after=change.after,
    )  # fmt: skip


def _next_step(situation: Situation, speaker: Speaker) -> list[str]:
    language = situation.language
    lines: list[str] = []
    requests = situation.routed.requests
    known = bool(situation.talk.memories or (situation.learned and situation.learned.facts))
    if requests:
        lines.append(phrase(language, speaker, "cv_started" if requests[0].version == 1 else "cv_updated"))
        if not known:
            lines.append(phrase(language, speaker, "cv_empty"))
    for missing in situation.not_here:
        lines.append(phrase(language, speaker, "not_here", what=phrase(language, speaker, missing)))
    if situation.routed.unsure:
        lines.append(phrase(language, speaker, "unsure"))
    question = situation.question
    if question and known:
        lines.append(question.text)
    elif known and not situation.routed.unsure:
        lines.append(phrase(language, speaker, "complete"))
    elif not lines:
        lines.append(phrase(language, speaker, "welcome"))
    return lines


def _things(facts: list[Memory], language: Locale, speaker: Speaker) -> str:
    """The employers and schools by name, then the kinds of the rest; at most three."""
    named: list[str] = []
    for fact in facts:
        if fact.kind in ("job", "education", "certificate", "project"):
            claim = fact.claims.get("name") or fact.claims.get("institution")
            if claim and claim.value not in named:
                named.append(claim.value)
    for fact in facts:
        if fact.kind in ("name", "email", "phone", "location", "target", "skill", "language"):
            label = phrase(language, speaker, f"kind_{fact.kind}")
            if label not in named:
                named.append(label)
    shown = named[:NAMED]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {phrase(language, speaker, 'and')} {shown[-1]}"


def _field(language: Locale, speaker: Speaker, field: str) -> str:
    try:
        return phrase(language, speaker, f"field_{field}")
    except KeyError:
        return field
