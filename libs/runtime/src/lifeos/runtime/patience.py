"""Waits for a dependency at start-up, saying so, instead of dying."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from lifeos.runtime import telemetry
from lifeos.runtime.errors import Unavailable

T = TypeVar("T")


async def until_available(attempt: Callable[[], Awaitable[T]], every_s: float = 0.3) -> T:
    """Try until it does not raise Unavailable. The health port says `starting` meanwhile."""
    tries = 0
    while True:
        try:
            return await attempt()
        except Unavailable as error:
            tries += 1
            if tries % 20 == 1:
                telemetry.logger().warning("waiting", why=str(error))
            await asyncio.sleep(every_s)
