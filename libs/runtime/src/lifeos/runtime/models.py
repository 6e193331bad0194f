"""Opens the model ladder of a process, with its calls counted and its health told."""

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from lifeos.runtime import telemetry
from lifeos.runtime.llm.ladder import Ladder
from lifeos.runtime.llm.settings import BadSetting, read_settings
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


@asynccontextmanager
async def open_ladder() -> AsyncGenerator[Ladder]:
    """The ladder that the environment describes. A setting that cannot be used ends the process with one sentence."""
    try:
        settings = read_settings(environment(), lambda path: Path(path).read_text("utf-8"))
    except BadSetting as error:
        sys.exit(str(error))
    async with Ladder(settings, observer=Meter()) as ladder:
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
