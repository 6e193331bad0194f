"""The reply without a model: what was noted, what changed, what was started, and one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lifeos.contracts.memory import Change, Memory
from lifeos.contracts.turn import DocumentRequest, Segment
from lifeos.contracts.words import Locale, Speaker
from lifeos.grounding.jobs import find_advert, is_advert, read_posting
from lifeos.grounding.rehearsing import wants_practice
from lifeos.router.asides import asks_for_a_persona, asks_to_be_forgotten
from lifeos.router.phrases import phrase
from lifeos.router.requests import agrees, approves_a_message, changes_a_message

if TYPE_CHECKING:
    from lifeos.router.replying import Situation

NAMED = 3


def offline_segments(situation: Situation) -> list[Segment]:
    """One segment per speaker: with two, the first reflects and the second asks."""
    persona, language = situation.persona, situation.language
    if persona == "both":
        first = _reflection(situation, "mariana") or [phrase(language, "mariana", "welcome")]
        then = _next_step(situation, "antonio") or [phrase(language, "antonio", "welcome")]
        return [
            Segment(speaker="mariana", text=" ".join(first)),
            Segment(speaker="antonio", text=" ".join(then)),
        ]
    lines = [*_reflection(situation, persona), *_next_step(situation, persona)]
    return [Segment(speaker=persona, text=" ".join(lines or [phrase(language, persona, "welcome")]))]


def _reflection(situation: Situation, speaker: Speaker) -> list[str]:
    language, learned = situation.language, situation.learned
    facts = learned.facts if learned else []
    things = _things(facts, language, speaker)
    lines: list[str] = []
    if learned and learned.changes:
        lines += [_change(change, language, speaker) for change in learned.changes[:NAMED]]
    elif things:
        lines.append(phrase(language, speaker, "noted", things=things))
    elif places := _places(situation, facts):
        lines.append(phrase(language, speaker, "noted_results", places=places))
    elif agrees(situation.talk, situation.turn.request.message):
        lines.append(phrase(language, speaker, "agreed"))
    elif (
        (situation.talk.memories or facts)
        and not _asks_for_something(situation, speaker)
        and not situation.read_back
    ):
        lines.append(phrase(language, speaker, "noted_nothing"))
    if any(fact.kind == "other" for fact in facts) and len(facts) > 1 and not situation.spoken:
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
    lines = _asides(situation, speaker)
    requests = situation.routed.requests
    known = bool(situation.talk.memories or (situation.learned and situation.learned.facts))
    if requests:
        lines += [_started(request, language, speaker) for request in requests]
        if situation.needs_translation:
            lines.append(phrase(language, speaker, "not_translated"))
        if not known:
            lines.append(phrase(language, speaker, "cv_empty"))
    if situation.routed.unsure:
        lines.append(phrase(language, speaker, "unsure"))
    question = situation.question
    if question and known:
        lines.append(question.text)
    elif known and not situation.routed.unsure:
        lines.append(phrase(language, speaker, "complete"))
    return lines


def _started(request: DocumentRequest, language: Locale, speaker: Speaker) -> str:
    """What is being made. Of a message also that nothing is sent before it was approved."""
    if request.kind == "cv":
        return phrase(language, speaker, "cv_started" if request.version == 1 else "cv_updated")
    if request.kind == "interview_pack":
        name = "pack_started" if request.job_id else "pack_started_without_job"
        return phrase(language, speaker, name)
    name = request.brief.recipient.name if request.brief else ""
    what = phrase(language, speaker, f"a_{request.kind}")
    if name:
        return phrase(language, speaker, "message_started_to", what=what, name=name)
    return phrase(language, speaker, "message_started", what=what)


def file_lines(situation: Situation, speaker: Speaker) -> list[str]:
    """What became of each file that came with the turn, and what the person does next."""
    lines: list[str] = []
    for file in situation.files:
        count = len(file.read.facts) if file.read else 0
        if file.confirmed:
            which = "file_confirmed"
        elif file.read and is_advert(file.read.text):
            which = "file_advert"
        else:
            which = "file_read" if count else "file_unread"
        name = file.received.name if file.received else ""
        lines.append(phrase(situation.language, speaker, which, name=name, count=count))
    return lines


def _asides(situation: Situation, speaker: Speaker) -> list[str]:
    """What was asked of the product itself, and how it is done."""
    message = situation.turn.request.message
    found = {
        "practice_no_pack": wants_practice(message),
        "how_to_erase": asks_to_be_forgotten(message),
        "how_to_switch": asks_for_a_persona(message),
        "how_to_change": changes_a_message(situation.talk, message),
        "how_to_send": approves_a_message(situation.talk, message),
    }
    asides = [phrase(situation.language, speaker, name) for name, asked in found.items() if asked]
    asides += file_lines(situation, speaker)
    step = situation.talk.practice
    if step and step.next:
        question = step.questions[step.next - 1].text
        asides.append(phrase(situation.language, speaker, "practice_waits", question=question))
    advert = find_advert(message)
    if advert:
        asked = len(read_posting(message[advert.start : advert.end]).requirements)
        asides.append(phrase(situation.language, speaker, "advert_kept", count=asked))
    return asides


def _asks_for_something(situation: Situation, speaker: Speaker) -> bool:
    routed = situation.routed
    return bool(routed.requests or routed.unsure or _asides(situation, speaker))


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


def _places(situation: Situation, facts: list[Memory]) -> str:
    """The employers that results were put under; a job without a name goes by its title."""
    known = {memory.id: memory for memory in [*situation.talk.memories, *facts]}
    named: list[str] = []
    for fact in facts:
        job = known.get(fact.about) if fact.kind == "highlight" and fact.about else None
        claim = (job.claims.get("name") or job.claims.get("position")) if job else None
        if claim and claim.value not in named:
            named.append(claim.value)
    return ", ".join(named[:NAMED])


def _field(language: Locale, speaker: Speaker, field: str) -> str:
    try:
        return phrase(language, speaker, f"field_{field}")
    except KeyError:
        return field
