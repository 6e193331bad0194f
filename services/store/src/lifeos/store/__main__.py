"""The store process."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from lifeos.contracts import names
from lifeos.runtime.access import Access
from lifeos.runtime.bus import Bus
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.files import Files
from lifeos.runtime.patience import until_available
from lifeos.runtime.service import serve
from lifeos.runtime.streams import declare
from lifeos.store.answers import AnswerDesk
from lifeos.store.arrivals import Arrivals
from lifeos.store.counting import begin_at_zero
from lifeos.store.database import Database
from lifeos.store.deciding import Decider
from lifeos.store.erasure import Eraser
from lifeos.store.handlers import Tools, worker
from lifeos.store.migrate import migrate
from lifeos.store.settings import StoreSettings


def main() -> None:
    settings = StoreSettings()
    crash = CrashPoints.of(settings.crash_at)
    url = settings.database_url.get_secret_value()

    @asynccontextmanager
    async def build(bus: Bus) -> AsyncGenerator[Tools]:
        await declare(bus.js, max_bytes=settings.life_max_bytes, replicas=settings.stream_replicas)
        await until_available(lambda: migrate(url))
        files = Files.at(settings.files_url) if settings.files_url else None
        async with Database(url, settings.database_pool) as database:
            access = await Access.open(bus)
            eraser = Eraser(bus, database, access, files)
            bus.on_reconnect(eraser.again)
            arrivals = Arrivals()
            await AnswerDesk(bus, database, arrivals).open()
            yield Tools(database, access, eraser, Decider(bus, database), arrivals, crash)

    begin_at_zero()
    serve("store", settings, worker, build, streams=(names.LIFE, names.LIVE, names.PARKED))


if __name__ == "__main__":
    main()
