"""The interview process."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from lifeos.interview.handlers import Tools, worker
from lifeos.interview.reviewer import Reviewer
from lifeos.interview.settings import InterviewSettings
from lifeos.interview.writer import Writer
from lifeos.runtime.bus import Bus
from lifeos.runtime.models import open_ladder
from lifeos.runtime.service import serve


@asynccontextmanager
async def build(bus: Bus) -> AsyncGenerator[Tools]:
    async with open_ladder(bus) as ladder:
        yield Tools(bus, Writer(bus, ladder), Reviewer(bus), ladder)


if __name__ == "__main__":
    serve("interview", InterviewSettings(), worker, build)
