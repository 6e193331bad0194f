"""`lifeos sip`: the telephone line of a LiveKit server, kept as the settings name it."""

import asyncio
from collections.abc import Callable, Mapping

import typer

from lifeos.stack.refused import exit_code
from lifeos.stack.sip import CallServer, ensure, wanted_line


def sip_commands(settings: Callable[[], Mapping[str, str]], server: Callable[[], CallServer]) -> typer.Typer:
    """`server` says which LiveKit server is meant, or raises Refused."""
    app = typer.Typer(no_args_is_help=True, help="Calls by telephone.")

    @app.callback()
    def _several() -> None:
        """Keeps `ensure` a command of its own while it is the only one."""

    @app.command("ensure")
    def make_sure() -> None:
        """Let calls to LIFEOS_SIP_NUMBERS in, as the settings say. Running it again changes nothing."""
        raise typer.Exit(exit_code(lambda: ensure_line(settings(), server)))

    return app


def ensure_line(settings: Mapping[str, str], server: Callable[[], CallServer]) -> int:
    """Print one line for each change, or that there was none. Raises Refused."""
    line = wanted_line(settings)
    for sentence in asyncio.run(ensure(server(), line)) or ["Nothing to change."]:
        typer.echo(sentence)
    return 0
