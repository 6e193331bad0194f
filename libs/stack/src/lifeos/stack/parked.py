"""`lifeos parked`: messages that were set aside because they cannot succeed, without anybody's words."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import nats.errors
import typer
from nats.aio.msg import Msg

from lifeos.contracts import names
from lifeos.runtime.bus import BUS_ERRORS, HEADER_REASON
from lifeos.runtime.parking import HEADER_SUBJECT
from lifeos.runtime.telemetry import template
from lifeos.stack.access import Urls
from lifeos.stack.people import operator_bus
from lifeos.stack.refused import Refused, exit_code

READ_S = 5.0


@dataclass(frozen=True)
class ParkedRow:
    """One message, by whom it was set aside and why; logs and traces have its id too."""

    at: datetime
    durable: str
    kind: str
    id: str
    reason: str


def add_parked(app: typer.Typer, urls: Callable[[], Urls]) -> None:
    """The command; `urls` says where the running stack answers, or raises Refused."""

    @app.command()
    def parked(latest: int = typer.Option(20, min=1, help="How many at most, the newest first.")) -> None:
        """Show what was set aside because it cannot succeed, and why. The people concerned were told."""
        raise typer.Exit(exit_code(lambda: show_parked(urls(), latest)))


def show_parked(urls: Urls, latest: int) -> int:
    """Print a line for each message."""
    rows = asyncio.run(parked_rows(urls, latest))
    for row in rows:
        typer.echo(f"{row.at:%Y-%m-%d %H:%M:%S}  {row.durable}  {row.kind}  {row.id}  {row.reason}")
    if not rows:
        typer.echo("Nothing was set aside.")
    return 0


async def parked_rows(urls: Urls, latest: int) -> list[ParkedRow]:
    """The newest first. Raises Refused when the bus does not answer."""
    newest = deque[ParkedRow](maxlen=latest)
    async with operator_bus(urls) as bus:
        try:
            held = (await bus.js.stream_info(names.PARKED)).state.messages
            reading = await bus.js.subscribe("parked.>", stream=names.PARKED, ordered_consumer=True)
            # Fewer come when some are erased meanwhile.
            with contextlib.suppress(nats.errors.TimeoutError):
                for _ in range(held):
                    newest.append(_row(await reading.next_msg(timeout=READ_S)))
        except BUS_ERRORS as error:
            raise Refused("The bus does not say what was set aside. Is store running?") from error
    return list(reversed(newest))


def _row(message: Msg) -> ParkedRow:
    headers = message.headers or {}
    subject = headers.get(HEADER_SUBJECT, "")
    return ParkedRow(
        at=message.metadata.timestamp,
        durable=message.subject.split(".")[1],
        kind=template(subject),
        id=subject.rsplit(".", 1)[-1],
        reason=headers.get(HEADER_REASON, ""),
    )
