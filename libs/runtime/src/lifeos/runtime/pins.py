"""What stands in the access bucket for a PIN: a call that somebody may make by telephone, once and soon.

Keys: `pin.<hash of the digits>`. The door writes them, the voice service strikes them out.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from lifeos.contracts.base import Contract
from lifeos.contracts.call import CallOrder

DIGITS = 6
PIN_LIVES = timedelta(minutes=10)
PINS = "pin."


class Ticket(Contract):
    """The call that a PIN stands for, and until when."""

    order: CallOrder
    expires_at: datetime


def pin_key(digits: str, secret: str) -> str:
    """The entry of a PIN. Whoever reads the bucket without the secret cannot tell the digits from it."""
    return PINS + hmac.new(secret.encode(), f"pin:{digits}".encode(), hashlib.sha256).hexdigest()
