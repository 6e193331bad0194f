"""Lets a caller in by the digits of a PIN: once, and only one caller."""

from datetime import UTC, datetime

import nats.js.errors
from nats.js.kv import KeyValue
from pydantic import ValidationError

from lifeos.contracts import names
from lifeos.contracts.call import CallOrder
from lifeos.runtime.bus import BUS_ERRORS, WRONG_LAST_SEQUENCE, Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.pins import Ticket, pin_key

WRONG_LAST_SEQUENCE_CLUSTERED = 10164
"""What a replicated bucket says instead."""


async def claim(bus: Bus, digits: str, secret: str) -> CallOrder | None:
    """The call that a PIN stands for, struck out before it is believed; None for a wrong, used or late one.

    Of two callers with the same digits one gets it: an entry is struck out only as it was read. Raises Unavailable when it is
    unknown whether it was struck out; the digits may then be spent.
    """
    key = pin_key(digits, secret)
    try:
        bucket = await bus.js.key_value(names.ACCESS)
        entry = await _entry(bucket, key)
        if entry is None or not await _struck_out(bucket, entry):
            return None
        ticket = Ticket.model_validate_json(entry.value or b"")
        erased = await _entry(bucket, f"gone.{ticket.order.person_id}")
    except ValidationError:
        return None
    except BUS_ERRORS as error:
        raise Unavailable("the access bucket does not answer") from error
    return None if erased or ticket.expires_at < datetime.now(UTC) else ticket.order


async def _entry(bucket: KeyValue, key: str) -> KeyValue.Entry | None:
    try:
        return await bucket.get(key)
    except nats.js.errors.KeyNotFoundError:
        return None


async def _struck_out(bucket: KeyValue, entry: KeyValue.Entry) -> bool:
    try:
        return await bucket.delete(entry.key, last=entry.revision)
    except nats.js.errors.APIError as error:
        if error.err_code in (WRONG_LAST_SEQUENCE, WRONG_LAST_SEQUENCE_CLUSTERED):
            return False
        raise
