"""Opens the model ladder of a process, with its calls counted and its health told."""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from lifeos.contracts.asks import AskSpending
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.llm.ladder import Ladder, today_utc
from lifeos.runtime.llm.settings import BadSetting, read_settings
from lifeos.runtime.llm.usage import Spent
from lifeos.runtime.llm.watching import CallRecord
from lifeos.runtime.settings import environment


class Meter:
    """Counts every call under the names of `telemetry`."""

    def called(self, record: CallRecord) -> None:
        telemetry.MODEL_SECONDS.labels(record.rung, record.task, record.outcome).observe(record.seconds)
        if record.first_chunk_seconds is not None:
            telemetry.MODEL_FIRST_SECONDS.labels(record.rung, record.task).observe(record.first_chunk_seconds)
        telemetry.MODEL_RESTS.labels(record.rung).set(record.rests)
        telemetry.MODEL_TOKENS.labels(record.rung, "input").inc(record.input_tokens or 0)
        telemetry.MODEL_TOKENS.labels(record.rung, "output").inc(record.output_tokens or 0)
        telemetry.MODEL_COST.labels(record.rung, record.task).inc(record.cost_usd)


class Till:
    """What was spent today by all processes, as store has it on record."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def spent(self, person_id: UUID) -> Spent | None:
        try:
            found = await self._bus.ask(AskSpending(person_id=person_id, day=today_utc()))
        except Unavailable:
            return None
        return Spent(found.person_usd, found.total_usd)


@asynccontextmanager
async def open_ladder(bus: Bus | None) -> AsyncGenerator[Ladder]:
    """The ladder that the environment describes. A setting that cannot be used ends the process with one sentence.

    Without a bus, budgets count what this process spends alone.
    """
    try:
        settings = read_settings(environment(), lambda path: Path(path).read_text("utf-8"))
    except BadSetting as error:
        sys.exit(str(error))
    async with Ladder(settings, spend=Till(bus) if bus else None, observer=Meter()) as ladder:
        await ladder.warm()
        telemetry.logger().info("models", rungs=["offline", *settings.rungs])
        yield ladder


def describe(ladder: Ladder) -> str:
    """One plain sentence for `/health`."""
    health = ladder.health()
    if not health:
        return "off: no model is configured; everything is made offline from the person's words"
    troubled = [f"{rung}: {text}" for rung, text in health.items() if text != "ok"]
    return "; ".join(troubled) or "ok"
