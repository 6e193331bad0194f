"""`lifeos keys`: thin commands over whatever manages keys."""

import asyncio
from collections.abc import Callable
from typing import Annotated

import typer

from lifeos.stack.access import Keys, Urls
from lifeos.stack.refused import Refused, exit_code


def key_commands(keys: Keys | None, urls: Callable[[], Urls]) -> typer.Typer:
    """List, issue and revoke; `urls` says where the running stack answers, or raises Refused."""
    app = typer.Typer(no_args_is_help=True, help="Keys of people, other front ends and operators.")

    @app.command("list")
    def show() -> None:
        """Every key: how it begins, whose it is, what it may do. Never the key itself."""
        raise typer.Exit(exit_code(lambda: list_keys(_known(keys), urls())))

    @app.command()
    def issue(
        label: Annotated[str, typer.Argument(help="What you call this person or front end.")],
        scope: Annotated[list[str] | None, typer.Option(help="user (default), app or operator.")] = None,
        days: Annotated[int | None, typer.Option(help="Expires after so many days.")] = None,
    ) -> None:
        """Make a key and show it, only this once."""
        scopes = tuple(scope or ["user"])
        raise typer.Exit(exit_code(lambda: issue_key(_known(keys), urls(), label, scopes, days)))

    @app.command()
    def revoke(prefix: Annotated[str, typer.Argument(help="How the key begins, from `keys list`.")]) -> None:
        """Stop a key from working, at once."""
        raise typer.Exit(exit_code(lambda: revoke_key(_known(keys), urls(), prefix)))

    return app


def list_keys(keys: Keys, urls: Urls) -> int:
    """Print one line a key."""
    for row in asyncio.run(keys.rows(urls)):
        ends = (
            "revoked" if row.revoked else f"until {row.expires_at:%Y-%m-%d}" if row.expires_at else "no end"
        )
        typer.echo(f"{row.prefix}…  {row.label}  {' '.join(row.scopes)}  {ends}")
    return 0


def issue_key(keys: Keys, urls: Urls, label: str, scopes: tuple[str, ...], days: int | None) -> int:
    """Print the new key alone, so that a script can read it."""
    typer.echo(asyncio.run(keys.issue(urls, label, scopes, days)))
    return 0


def revoke_key(keys: Keys, urls: Urls, prefix: str) -> int:
    """Raises Refused when no key begins like this."""
    if not asyncio.run(keys.revoke(urls, prefix)):
        raise Refused(f"No key begins with {prefix}.")
    typer.echo("Revoked.")
    return 0


def _known(keys: Keys | None) -> Keys:
    if keys is None:
        raise Refused("This command line was built without key management.")
    return keys
