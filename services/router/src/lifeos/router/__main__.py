"""The router process."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from lifeos.router.context import Talks
from lifeos.router.handlers import Tools, worker
from lifeos.router.intents import IntentReader
from lifeos.router.replying import Replier
from lifeos.router.settings import RouterSettings
from lifeos.runtime.bus import Bus
from lifeos.runtime.models import open_ladder
from lifeos.runtime.service import serve

WARMING = "I worked there for a few years and then I moved."


@asynccontextmanager
async def build(bus: Bus) -> AsyncGenerator[Tools]:
    reader = IntentReader()
    # The encoder is loaded at its first use, which takes a second: that must not be somebody's first turn.
    warming = asyncio.create_task(asyncio.to_thread(reader.read, WARMING, pressed=None, cv_exists=False))
    async with open_ladder(bus) as ladder:
        yield Tools(bus, reader, ladder, Talks(bus), Replier(bus, ladder))
    await warming


if __name__ == "__main__":
    serve("router", RouterSettings(), worker, build)
