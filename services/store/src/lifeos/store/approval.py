"""The rules of approving and sending. Pure: the same facts give the same verdict.

    draft ── approve ▶ approved ── send ▶ sending ── sent | failed | unknown
      ▲  ── reject ▶ rejected      └─ mark_sent ▶ sent ── replied
      └── any newer version, any fact taken back: the approval is void

An approval holds for one version, by the SHA-256 of its text and recipient. A mail whose fate is unknown is never sent
again by itself: the person says that it arrived, or approves and sends once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from lifeos.contracts.decision import Refusal, Verb
from lifeos.contracts.letter import Problem, Way

Stage = Literal["draft", "approved", "sending", "sent", "rejected", "failed", "unknown"]


@dataclass(frozen=True)
class Step:
    """One granted decision."""

    command: str
    verb: Verb
    version: int
    sha256: str
    at: datetime


@dataclass(frozen=True)
class Ended:
    """How the sending that a command began ended."""

    outcome: Literal["sent", "failed", "unknown"]
    detail: str
    at: datetime


@dataclass(frozen=True)
class Progress:
    """How far a message got."""

    stage: Stage = "draft"
    version: int = 0
    sha256: str = ""
    approved_at: datetime | None = None
    """When this text was approved, or said to be sent; it does not move when the sending ends."""
    sent_at: datetime | None = None
    replied_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True)
class Standing:
    """All that a verdict depends on."""

    newest: int
    """The newest version; 0 when there is none."""
    sha256: str
    way: Way | None
    """How it leaves; None for what is no message."""
    problems: Sequence[Problem] = ()
    stale: bool = False
    steps: Sequence[Step] = ()
    """Granted decisions in the order they were made."""
    ends: Mapping[str, Ended] = field(default_factory=dict[str, Ended])


def progress(steps: Sequence[Step], ends: Mapping[str, Ended]) -> Progress:
    """Fold the granted decisions and the ends of sending."""
    now = Progress()
    for step in steps:
        now = _after(now, step, ends.get(step.command))
    return now


def _after(now: Progress, step: Step, end: Ended | None) -> Progress:
    if step.verb == "replied":
        return replace(now, replied_at=step.at)
    same = (now.version, now.sha256) == (step.version, step.sha256)
    new = Progress("draft", step.version, step.sha256, now.approved_at if same else None, now.sent_at)
    match step.verb:
        case "approve":
            return replace(new, stage="approved", approved_at=step.at)
        case "reject":
            return replace(new, stage="rejected")
        case "mark_sent":
            return replace(new, stage="sent", approved_at=new.approved_at or step.at, sent_at=step.at)
        case "send":
            return replace(new, stage="sending") if end is None else _at_its_end(new, end)


def _at_its_end(new: Progress, end: Ended) -> Progress:
    sent_at = end.at if end.outcome == "sent" else new.sent_at
    return replace(new, stage=end.outcome, sent_at=sent_at, detail=end.detail)


def shown_stage(standing: Standing) -> Stage:
    """What the newest version is. An approval of another text, or of a fact that was taken back, is none."""
    now = progress(standing.steps, standing.ends)
    if now.stage == "sending":
        return "sending"
    if (now.version, now.sha256) != (standing.newest, standing.sha256):
        return "draft"
    return "draft" if now.stage == "approved" and standing.stale else now.stage


def refusal(verb: Verb, version: int, sha256: str, standing: Standing) -> Refusal | None:
    """Why a decision cannot stand, or None when it can."""
    if standing.way is None:
        return "not_a_message"
    if not standing.newest:
        return "no_such_version"
    if verb == "replied":
        return None if progress(standing.steps, standing.ends).sent_at else "not_sent"
    if (version, sha256) != (standing.newest, standing.sha256):
        return "changed"
    stage = shown_stage(standing)
    if stage == "sending":
        return "under_way"
    if stage == "sent":
        return "was_sent"
    return _about_this_text(verb, stage, standing)


def _about_this_text(verb: Verb, stage: Stage, standing: Standing) -> Refusal | None:
    if verb == "reject":
        return None
    if verb == "mark_sent" and stage == "unknown":
        return None
    if standing.stale:
        return "stale"
    if verb == "approve":
        return "not_ready" if standing.problems else None
    if stage != "approved":
        return "not_approved"
    return "not_by_mail" if verb == "send" and standing.way != "email" else None
