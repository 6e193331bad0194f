"""`lifeos feedback`: what people thought of replies and documents, in their words. The page says that whoever runs it reads them."""

import asyncio
from collections.abc import Callable

import typer

from lifeos.contracts.asks import AskFeedback
from lifeos.contracts.feedback import RemarkView
from lifeos.runtime.access import Access
from lifeos.runtime.bus import BUS_ERRORS
from lifeos.runtime.errors import Unavailable
from lifeos.stack.access import Urls
from lifeos.stack.people import operator_bus
from lifeos.stack.refused import Refused, exit_code


def add_feedback(app: typer.Typer, urls: Callable[[], Urls]) -> None:
    """The command; `urls` says where the running stack answers, or raises Refused."""

    @app.command()
    def feedback(latest: int = typer.Option(20, min=1, help="How many at most, the newest first.")) -> None:
        """Show what people thought of replies and documents, without their names."""
        raise typer.Exit(exit_code(lambda: show_feedback(urls(), latest)))


def show_feedback(urls: Urls, latest: int) -> int:
    """Print a line for each remark."""
    for remark in asyncio.run(remarks(urls))[:latest] or [None]:
        typer.echo(_line(remark) if remark else "Nobody said anything yet.")
    return 0


async def remarks(urls: Urls) -> list[RemarkView]:
    """The latest about each thing, the newest first. Raises Refused when bus or store do not answer."""
    async with operator_bus(urls) as bus:
        try:
            everybody, erased = await (await Access.open(bus)).people()
            told = [await bus.ask(AskFeedback(person_id=one)) for one in sorted(everybody - set(erased))]
        except (Unavailable, *BUS_ERRORS) as error:
            raise Refused("What people said cannot be read now. Is store running?") from error
    found = [remark for each in told for remark in each.items]
    return sorted(found, key=lambda remark: remark.at, reverse=True)


def _line(remark: RemarkView) -> str:
    about = f"document {remark.deliverable} v{remark.version or 1}" if remark.deliverable else "reply"
    asked = f"  request {remark.request_id}" if remark.request_id else ""
    # What somebody typed may not steer a terminal.
    words = "".join(sign for sign in " ".join(remark.text.split()) if sign.isprintable())
    return f"{remark.at:%Y-%m-%d %H:%M}  {remark.rating:<4}  {about}{asked}  {words}".rstrip()
