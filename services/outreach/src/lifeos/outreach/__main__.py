"""The outreach process."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from lifeos.outreach.handlers import Tools, worker
from lifeos.outreach.mailing import Mailer
from lifeos.outreach.sending import Sender
from lifeos.outreach.settings import OutreachSettings
from lifeos.outreach.writer import Writer
from lifeos.runtime.bus import Bus
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.models import open_ladder
from lifeos.runtime.service import serve


def main() -> None:
    settings = OutreachSettings()
    crash = CrashPoints.of(settings.crash_at)

    @asynccontextmanager
    async def build(bus: Bus) -> AsyncGenerator[Tools]:
        mailer = Mailer(settings)
        async with open_ladder(bus) as ladder:
            yield Tools(bus, Writer(bus, ladder), Sender(bus, mailer, crash.here), mailer, ladder)

    serve("outreach", settings, worker, build)


if __name__ == "__main__":
    main()
