"""How every part is, in one plain sentence each. Services answer `ask.health.v1` for themselves."""

import asyncio
import contextlib
import json
import time
from collections.abc import Iterable, Mapping

from nats.aio.msg import Msg

from lifeos.contracts.api import Health
from lifeos.gateway.doorkeeper import AccessMirror
from lifeos.gateway.lanes import Lanes
from lifeos.runtime.bus import BUS_ERRORS, Bus
from lifeos.runtime.service import HEALTH_SUBJECT

VERSION = "0.1.0"
EXPECTED = ("store", "router", "cv", "interview", "outreach", "voice")
COLLECT_S = 0.25
FRESH_S = 2.0
NO_PHONE = "off: no telephone number is set (LIFEOS_SIP_NUMBERS)."


class HealthDesk:
    """Asks all services at most once in two seconds."""

    def __init__(self, bus: Bus, lanes: Lanes, mirror: AccessMirror, *, phone: bool) -> None:
        """`phone`: whether there is a number that reaches calls here."""
        self._bus, self._lanes, self._mirror, self._phone = bus, lanes, mirror, phone
        self._last: Health | None = None
        self._at = 0.0

    async def look(self) -> Health:
        if self._last is None or time.monotonic() - self._at > FRESH_S:
            self._last, self._at = await self._fresh(), time.monotonic()
        return self._last

    async def _fresh(self) -> Health:
        if not self._bus.connected:
            return Health(
                status="down", version=VERSION, parts={"bus": "The bus is away; turns cannot be taken."}
            )
        parts = {"bus": "ok"}
        if not (self._lanes.current and self._mirror.current):
            parts["bus"] = "The bus came back a moment ago; catching up."
        answers = await self._collect()
        for service in EXPECTED:
            parts[service] = "ok" if service in answers else f"The {service} service does not answer."
        parts |= merged(answers.values())
        # Who calls by telephone is heard by the same agents.
        parts["phone"] = parts["voice"] if self._phone else NO_PHONE
        degraded = any(text != "ok" and not text.startswith("off") for text in parts.values())
        return Health(status="degraded" if degraded else "ok", version=VERSION, parts=parts)

    async def _collect(self) -> dict[str, dict[str, str]]:
        answers: dict[str, dict[str, str]] = {}
        enough = asyncio.Event()

        async def take(message: Msg) -> None:
            with contextlib.suppress(ValueError, KeyError):
                body = json.loads(message.data)
                answers[body["service"]] = body["parts"]
                if all(service in answers for service in EXPECTED):
                    enough.set()

        try:
            inbox = self._bus.client.new_inbox()
            subscription = await self._bus.client.subscribe(inbox, cb=take)
            await self._bus.client.publish(HEALTH_SUBJECT, b"", reply=inbox)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(enough.wait(), COLLECT_S)
            await subscription.unsubscribe()
        except BUS_ERRORS:
            pass
        return answers


def merged(answers: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Every part once. Several services may speak of one part (each has models); trouble outweighs an `ok`."""
    parts: dict[str, str] = {}
    for answer in answers:
        for part, text in answer.items():
            if parts.get(part, "ok") == "ok":
                parts[part] = text
    return parts
