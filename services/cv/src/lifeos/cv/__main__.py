"""The cv process."""

import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from lifeos.cv.debriefs import DebriefReader
from lifeos.cv.handlers import Tools, worker
from lifeos.cv.importing.importer import Importer
from lifeos.cv.learner import Learner
from lifeos.cv.press import open_press
from lifeos.cv.settings import CvSettings
from lifeos.cv.writer import Writer
from lifeos.runtime.bus import Bus
from lifeos.runtime.files import Files
from lifeos.runtime.models import open_ladder
from lifeos.runtime.service import serve


def main() -> None:
    settings = CvSettings()

    @asynccontextmanager
    async def build(bus: Bus) -> AsyncGenerator[Tools]:
        files = Files.at(settings.files_url or f"file://{tempfile.mkdtemp(prefix='lifeos-files-')}")
        async with open_ladder(bus) as ladder, open_press(settings.chromium, files, settings.paper) as press:
            learner, writer = Learner(bus, ladder), Writer(bus, ladder)
            yield Tools(bus, learner, writer, press, Importer(files), DebriefReader(bus), ladder)

    serve("cv", settings, worker, build)


if __name__ == "__main__":
    main()
