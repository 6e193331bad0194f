"""Sets a message aside in `PARKED`, with the reason and its original bytes."""

import nats.js.errors
from nats.aio.msg import Msg

from lifeos.contracts import names
from lifeos.runtime.bus import HEADER_REASON, WRONG_LAST_SEQUENCE, Bus

HEADER_SUBJECT = "Lifeos-Subject"


async def set_aside(bus: Bus, durable: str, message: Msg, reason: str) -> None:
    """Once per durable and message, however often it is tried. Raises the bus's own errors."""
    parts = message.subject.split(".")
    # With its type: a handler of several types may set aside two messages of one thing.
    own = "-".join([*parts[1:4], parts[-1]])
    subject = names.parked_subject(durable, parts[4] if len(parts) > 4 else "none", own)
    headers = {names.HEADER_ID: subject, names.HEADER_EXPECTED: "0"}
    headers |= {HEADER_REASON: reason, HEADER_SUBJECT: message.subject}
    try:
        await bus.js.publish(subject, message.data, headers=headers)
    except nats.js.errors.APIError as problem:
        if problem.err_code != WRONG_LAST_SEQUENCE:
            raise
