"""Writes what the containers of the compose stack need before they start: the broker's configuration and their secrets.

Usage: `python -m lifeos.stack.compose_files <folder>`. Each container gets a folder of its own and sees no other. The users,
rights and passwords come from the same table as those of the local stack. Running it again changes no secret.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from lifeos.stack.layout import write_private
from lifeos.stack.livekit import CallPlaces, livekit_config
from lifeos.stack.nats import Places, nats_config, nats_users
from lifeos.stack.nats_rights import OPERATOR
from lifeos.stack.postgres import owner_statements, owner_url
from lifeos.stack.refused import Refused, exit_code
from lifeos.stack.secrets import Secrets, load_secrets

IN_COMPOSE = Places(clients="0.0.0.0:4222", monitor="127.0.0.1:8222", kept=Path("/data/nats"))
"""Clients come from the other containers of a network that the world cannot reach; the monitor is for the container itself."""

CALLS_IN_COMPOSE = CallPlaces(
    port=7880, udp_port=7882, tcp_port=7881, webhook="http://gateway:8080/v1/livekit/webhook"
)

KEPT = "kept"
"""Only the one-shot service that writes everything sees this folder: the secrets from which the others are written."""

POSTGRES = "postgres"
_POSTGRES_HOST = "postgres:5432"


def files_of(secrets: Secrets, places: Places = IN_COMPOSE) -> Mapping[str, Mapping[str, str]]:
    """The content of every file, by folder and file name."""
    told = {user: {"nats_password": secrets.nats[user]} for user in nats_users()}
    told["gateway"] |= {"key_pepper": secrets.key_pepper, "cookie_secret": secrets.cookie_secret}
    for name in ("gateway", "voice"):
        told[name]["livekit_api_secret"] = secrets.livekit
    told["store"]["database_url"] = owner_url(secrets, _POSTGRES_HOST)
    told[OPERATOR]["key_pepper"] = secrets.key_pepper
    return {
        **told,
        "nats": {"nats.conf": nats_config(places, secrets.nats)},
        "livekit": {"livekit.yaml": livekit_config(CALLS_IN_COMPOSE, secrets.livekit)},
        POSTGRES: {"admin_password": secrets.postgres_admin, "owner.sql": owner_statements(secrets)},
    }


def write_compose_files(out: Path, places: Places = IN_COMPOSE) -> None:
    """Make the missing secrets and write all files below `out`. Raises Refused when a folder cannot be written."""
    try:
        kept = out / KEPT
        kept.mkdir(parents=True, exist_ok=True)
        for folder, files in files_of(load_secrets(kept, nats_users()), places).items():
            (out / folder).mkdir(exist_ok=True)
            for name, text in files.items():
                write_private(out / folder / name, text)
                if folder == POSTGRES:
                    # Postgres runs as a user of its own image, whose number differs between images.
                    (out / folder / name).chmod(0o444)
    except OSError as problem:
        raise Refused(f"{problem.filename} cannot be written ({problem.strerror}).") from problem


def main(arguments: list[str]) -> int:
    """The exit code: 0 when every file stands."""
    if len(arguments) != 1:
        raise Refused("Name the folder to write to: python -m lifeos.stack.compose_files <folder>")
    write_compose_files(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(exit_code(lambda: main(sys.argv[1:])))
