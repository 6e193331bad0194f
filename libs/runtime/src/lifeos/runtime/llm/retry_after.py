"""The HTTP header `Retry-After` (RFC 9110 §10.2.3)."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def seconds_to_wait(header: str | None) -> float | None:
    """Seconds that the header asks for, from either of its two forms; absent when it says nothing usable."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        return _until(header)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _until(header: str) -> float | None:
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    aware = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())
