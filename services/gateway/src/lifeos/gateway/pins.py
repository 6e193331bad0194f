"""PINs: six digits that let a person into one call by telephone. Who calls from which number is never believed."""

import secrets
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from lifeos.contracts.call import CallOrder
from lifeos.gateway.doorkeeper import AccessMirror
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.pins import DIGITS, PIN_LIVES, PINS, Ticket, pin_key

TRIES = 20
"""Digits that somebody else holds are drawn again; so many times in a row means that nearly all are taken."""


class PinDesk:
    """Makes PINs. They stand in the access bucket, so that every voice process sees them at once."""

    def __init__(self, mirror: AccessMirror, secret: str) -> None:
        self._mirror, self._secret = mirror, secret

    async def make(self, order: CallOrder) -> tuple[str, datetime]:
        """New digits and when they end; older ones of the person stop working. Raises Unavailable."""
        await self._clear(order.person_id)
        until = datetime.now(UTC) + PIN_LIVES
        ticket = Ticket(order=order, expires_at=until).model_dump(mode="json")
        for _ in range(TRIES):
            digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
            if await self._mirror.create(pin_key(digits, self._secret), ticket):
                return digits, until
        raise Unavailable("no PIN is free")

    async def _clear(self, person_id: UUID) -> None:
        """Strike out what the person has, and what nobody used in time."""
        for key, entry in self._mirror.beginning_with(PINS).items():
            if _is_over(entry, person_id):
                await self._mirror.remove(key)


def _is_over(entry: dict[str, Any], person_id: UUID) -> bool:
    try:
        ticket = Ticket.model_validate(entry)
    except ValidationError:
        return True  # of another version of this product: nobody could use it
    return ticket.order.person_id == person_id or ticket.expires_at < datetime.now(UTC)
