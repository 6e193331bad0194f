"""Names and durations that more than one process must agree on. Constants only."""

from datetime import timedelta

LIFE = "LIFE"
LIVE = "LIVE"
PARKED = "PARKED"
ACCESS = "access"

LIFE_KEPT = timedelta(days=3)
LIVE_KEPT = timedelta(minutes=15)
PARKED_KEPT = timedelta(days=90)

HEADER_ID = "Nats-Msg-Id"
HEADER_EXPECTED = "Nats-Expected-Last-Subject-Sequence"
HEADER_EXPECTED_SUBJECT = "Nats-Expected-Last-Subject-Sequence-Subject"
HEADER_TRACE = "traceparent"
HEADER_ERROR = "Lifeos-Error"

ASK_QUEUE = "store"


def parked_subject(durable: str, session_id: str, id: str) -> str:
    """Where a message that cannot succeed is set aside for `durable`."""
    return f"parked.{durable}.{session_id}.{id}"
