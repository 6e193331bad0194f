"""The router process."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from lifeos.router.handlers import Tools, worker
from lifeos.router.intents import IntentReader
from lifeos.router.replying import Replier
from lifeos.router.settings import RouterSettings
from lifeos.runtime.bus import Bus
from lifeos.runtime.models import open_ladder
from lifeos.runtime.service import serve


@asynccontextmanager
async def build(bus: Bus) -> AsyncGenerator[Tools]:
    reader = IntentReader()
    async with open_ladder() as ladder:
        yield Tools(bus, reader, ladder, Replier(bus, ladder))


if __name__ == "__main__":
    serve("router", RouterSettings(), worker, build)
