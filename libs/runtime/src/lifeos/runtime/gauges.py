"""What waits on the bus, as gauges. The broker tells nobody by itself, so it is asked every few seconds."""

import asyncio
import contextlib
from collections.abc import Sequence

from lifeos.contracts import names
from lifeos.runtime import telemetry
from lifeos.runtime.bus import BUS_ERRORS, Bus

EVERY_S = 5.0


async def keep_gauges(bus: Bus, durables: Sequence[str], streams: Sequence[str]) -> None:
    """Until it is cancelled. While the bus is away the gauges keep their last value, and `/readyz` says that it is away."""
    while True:
        with contextlib.suppress(*BUS_ERRORS):
            for durable in durables:
                await _waiting(bus, durable)
            for stream in streams:
                await _size(bus, stream)
        await asyncio.sleep(EVERY_S)


async def _waiting(bus: Bus, durable: str) -> None:
    info = await bus.js.consumer_info(names.LIFE, durable)
    telemetry.WAITING.labels(durable).set((info.num_pending or 0) + (info.num_ack_pending or 0))


async def _size(bus: Bus, stream: str) -> None:
    info = await bus.js.stream_info(stream)
    telemetry.STREAM_MESSAGES.labels(stream).set(info.state.messages)
    telemetry.STREAM_BYTES.labels(stream).set(info.state.bytes)
    telemetry.STREAM_LIMIT.labels(stream).set(info.config.max_bytes or 0)
