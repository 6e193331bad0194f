"""`lifeos`: run the stack on this machine, look at it and at what it set aside, stop it, make its tables again, and manage keys."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from dotenv import dotenv_values

from lifeos.stack import status as stack_status
from lifeos.stack import up as stack_up
from lifeos.stack.access import FirstPerson, Keys, Urls
from lifeos.stack.keys_cli import key_commands
from lifeos.stack.layout import Layout, as_running, find_layout
from lifeos.stack.livekit import API_KEY
from lifeos.stack.lock import holder
from lifeos.stack.logs import Console
from lifeos.stack.named import named_urls
from lifeos.stack.nats import nats_users
from lifeos.stack.parked import add_parked
from lifeos.stack.people import BusKeys, LocalPerson
from lifeos.stack.refused import Refused, exit_code
from lifeos.stack.remarks import add_feedback
from lifeos.stack.secrets import load_secrets
from lifeos.stack.services import service_env
from lifeos.stack.sip import CallServer, call_server
from lifeos.stack.sip_cli import sip_commands
from lifeos.stack.tail import follow, last_lines

_STOP_S = 60.0


def build_app(first_person: FirstPerson | None = None, keys: Keys | None = None) -> typer.Typer:
    """The command line; `first_person` and `keys` connect it to the rest of the product."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)

    @app.command()
    def up() -> None:
        """Start everything and stay in the foreground; ctrl-C stops everything."""
        settings = read_settings()
        layout = layout_here(settings)
        console = Console(sys.stdout, colour=sys.stdout.isatty())

        def start() -> int:
            prepared = stack_up.prepare(layout, settings)
            return asyncio.run(stack_up.run(layout, prepared, console, first_person))

        raise typer.Exit(exit_code(start))

    @app.command()
    def down() -> None:
        """Ask the running stack to stop, and wait until it has."""
        raise typer.Exit(exit_code(lambda: stop(layout_here(read_settings()))))

    @app.command()
    def status() -> None:
        """Show each part: state, process, port, and whether it answers."""
        raise typer.Exit(exit_code(lambda: show_status(layout_here(read_settings()))))

    @app.command()
    def logs(
        name: Annotated[str | None, typer.Argument(help="One part; without it, all of them.")] = None,
        following: Annotated[bool, typer.Option("-f", "--follow", help="Go on until ctrl-C.")] = False,
    ) -> None:
        """Show the last lines of the logs."""
        layout = layout_here(read_settings())
        raise typer.Exit(exit_code(lambda: show_logs(layout, name, following)))

    @app.command()
    def rebuild() -> None:
        """Make the tables again, after a backup was put back: from the archive and from what the stream still holds."""
        settings = read_settings()
        layout = layout_here(settings)
        raise typer.Exit(exit_code(lambda: rebuild_tables(layout, settings)))

    add_parked(app, _urls_here)
    add_feedback(app, _urls_here)
    app.add_typer(key_commands(keys, _urls_here), name="keys")
    app.add_typer(sip_commands(read_settings, _calls_here), name="sip")
    return app


def read_settings() -> dict[str, str]:
    """The .env file of the working folder, overruled by the environment. The one place that reads either."""
    file = {key: value for key, value in dotenv_values(".env").items() if value is not None}
    return file | dict(os.environ)  # noqa: TID251 the stack hands settings on, whatever service they are of


def layout_here(settings: Mapping[str, str]) -> Layout:
    """The layout of the working folder; a wrong setting ends the program with one sentence."""
    found: list[Layout] = []

    def look() -> int:
        found.append(find_layout(settings, Path.cwd(), root=os.geteuid() == 0))
        return 0

    if exit_code(look):
        raise typer.Exit(1)
    return found[0]


def stop(layout: Layout) -> int:
    """Ask by signal and wait; 1 when nothing runs or it does not stop in time."""
    pid = holder(layout.lock)
    if pid is None:
        raise Refused(f"No stack runs on {layout.data}.")
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_S
    while holder(layout.lock) is not None:
        if time.monotonic() > deadline:
            raise Refused(f"The stack (process {pid}) did not stop within {_STOP_S:g} s; its logs say why.")
        time.sleep(0.1)
    typer.echo("Stopped.")
    return 0


def show_status(layout: Layout) -> int:
    """Print the table; 1 when a part is down or nothing runs."""
    found = asyncio.run(stack_status.rows(layout))
    if not found:
        raise Refused(f"No stack runs on {layout.data}; `lifeos up` starts it.")
    typer.echo(stack_status.table(found))
    return 0 if all(row.up for row in found) else 1


def show_logs(layout: Layout, name: str | None, following: bool) -> int:
    """Print the end of one log or of all, and go on when asked."""
    known = sorted(layout.logs.glob("*.log"))
    chosen = [path for path in known if name is None or path.stem == name]
    if not chosen:
        names = ", ".join(path.stem for path in known) or "none yet"
        raise Refused(f"No log of {name or 'any part'} in {layout.logs}; there are: {names}.")
    for path in chosen:
        for line in last_lines(path):
            typer.echo(f"{path.stem} | {line}")
    if following:
        for stem, line in follow(chosen):
            typer.echo(f"{stem} | {line}")
    return 0


def rebuild_tables(layout: Layout, settings: Mapping[str, str]) -> int:
    """Run store's own command with what store is told; its exit code."""
    if holder(layout.lock) is None:
        raise Refused(f"No stack runs on {layout.data}; `lifeos up` starts it.")
    secrets = load_secrets(layout.secrets, nats_users())
    env = service_env("store", as_running(layout), secrets, settings)
    return subprocess.run([sys.executable, "-m", "lifeos.store.rebuilding"], env=env, check=False).returncode


def _urls_here() -> Urls:
    """The stack of this folder when it runs, else the one that the settings name."""
    settings = read_settings()
    layout = layout_here(settings)
    if holder(layout.lock) is not None:
        return stack_up.urls_of(as_running(layout), load_secrets(layout.secrets, nats_users()))
    named = named_urls(settings)
    if named is None:
        raise Refused(
            f"No stack runs on {layout.data}; `lifeos up` starts it, or LIFEOS_NATS_URL names another one."
        )
    return named


def _calls_here() -> CallServer:
    """The LiveKit server that the settings name, else that of the stack that runs in this folder."""
    settings = read_settings()
    named = call_server(settings)
    if named:
        return named
    layout = layout_here(settings)
    if holder(layout.lock) is None:
        raise Refused(
            f"No stack runs on {layout.data}; `lifeos up` starts it, or LIFEOS_LIVEKIT_URL names a server."
        )
    return CallServer(
        as_running(layout).livekit_url, API_KEY, load_secrets(layout.secrets, nats_users()).livekit
    )


app = build_app(LocalPerson(), BusKeys())
