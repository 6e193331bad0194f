"""What became of messages: decided, sent, answered. The rows of the tables as the rules see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from lifeos.contracts.asks import AskAudit, Audit, AuditLine
from lifeos.contracts.deliverable import Approval
from lifeos.contracts.letter import Recipient, way_of
from lifeos.store.approval import Ended, Progress, Standing, Step, progress, shown_stage
from lifeos.store.database import Connection, query

FIRST_FOLLOW_UP = timedelta(days=7)
NEXT_FOLLOW_UP = timedelta(days=3)
AFTER_INTERVIEW = timedelta(days=1)
MOST_FOLLOW_UPS = 3


@dataclass(frozen=True)
class Decided:
    """The granted decisions about one document, and how its mails ended."""

    steps: list[Step] = field(default_factory=list[Step])
    ends: dict[str, Ended] = field(default_factory=dict[str, Ended])
    made: int = 0
    """How many decisions were made, the refused ones too."""


async def decided_of(
    connection: Connection, person_id: UUID, deliverables: Sequence[UUID]
) -> Mapping[UUID, Decided]:
    """What was decided about each of these documents."""
    steps: dict[UUID, list[Step]] = {}
    made: dict[UUID, int] = {}
    for row in await connection.fetch(query("decisions_of"), person_id, list(deliverables)):
        made[row["deliverable_id"]] = row["ordinal"]
        if row["granted"]:
            step = Step(row["command_id"], row["verb"], row["version"], row["sha256"], row["at"])
            steps.setdefault(row["deliverable_id"], []).append(step)
    ends: dict[UUID, dict[str, Ended]] = {}
    for row in await connection.fetch(query("sends_of"), person_id, list(deliverables)):
        if row["step"] == "ended":
            ended = Ended(row["outcome"], row["detail"], row["at"])
            ends.setdefault(row["deliverable_id"], {})[row["command_id"]] = ended
    return {id: Decided(steps.get(id, []), ends.get(id, {}), made.get(id, 0)) for id in deliverables}


def as_message(row: Any, decided: Decided) -> dict[str, Any]:
    """The fields of a document that only messages have."""
    recipient = Recipient.model_validate(row["recipient"] or {})
    standing = Standing(
        newest=row["written"],
        sha256=row["sha256"],
        way=way_of(row["kind"], recipient),
        stale=row["stale"],
        steps=decided.steps,
        ends=decided.ends,
    )
    stage, now = shown_stage(standing), progress(decided.steps, decided.ends)
    approval = (
        Approval(version=now.version, sha256=now.sha256, at=now.approved_at) if now.approved_at else None
    )
    return {
        "status": stage,
        "sha256": row["sha256"],
        "recipient": recipient.shown,
        "approval": approval if stage in ("approved", "sending", "sent", "unknown") else None,
        "problem": now.detail or None if stage in ("failed", "unknown") else None,
        "sent_at": now.sent_at,
        "replied_at": now.replied_at,
        "follows": row["follows"],
        "follow_up_on": _follow_up_on(row, now),
    }


def _follow_up_on(row: Any, now: Progress) -> Any:
    """Seven days after the first message, three after a follow-up, one when an interview is under way; none after a
    reply, after the third, or when it was written already."""
    step = int(row["step"] or 0)
    if now.sent_at is None or now.replied_at or row["followed"] or step >= MOST_FOLLOW_UPS:
        return None
    wait = NEXT_FOLLOW_UP if step else FIRST_FOLLOW_UP
    return (now.sent_at + (AFTER_INTERVIEW if row["job_status"] == "interview" else wait)).date()


async def audit(connection: Connection, ask: AskAudit) -> Audit:
    """Decisions in the order of their verdicts, sendings in the order of their times."""
    decided = await connection.fetch(query("decisions_of"), ask.person_id, [ask.deliverable])
    sends = await connection.fetch(query("sends_of"), ask.person_id, [ask.deliverable])
    lines = [
        AuditLine(
            what=row["verb"],
            version=row["version"],
            sha256=row["sha256"],
            granted=row["granted"],
            refusal=row["refusal"],
            at=row["at"],
        )
        for row in decided
    ]
    lines += [
        AuditLine(
            what="started" if row["step"] == "started" else row["outcome"],
            version=row["version"],
            detail=row["detail"],
            at=row["at"],
        )
        for row in sends
    ]
    return Audit(items=sorted(lines, key=lambda line: line.at))
