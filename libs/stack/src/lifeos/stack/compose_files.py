"""Writes what the containers of the compose stack need before they start: the broker's configuration and their secrets.

Usage: `python -m lifeos.stack.compose_files <folder> <public address> [<where alerts go>]`. Each container gets a folder of its own and sees no other. The users,
rights and passwords come from the same table as those of the local stack. Running it again changes no secret.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lifeos.stack.layout import write_private
from lifeos.stack.livekit import API_KEY, CallPlaces, livekit_config
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

CALLS_WITH_TELEPHONE = replace(CALLS_IN_COMPOSE, redis="valkey:6379")
"""Used when the profile `sip` is: without its Valkey this server would not start."""
RTP_PORTS = "10000-10099"
"""Two for each call by telephone, many more than one machine serves at once; each published port costs a little memory."""
LOOPBACK = "127.0.0.1"

KEPT = "kept"
"""Only the one-shot service that writes everything sees this folder: the secrets from which the others are written."""

POSTGRES = "postgres"
_POSTGRES_HOST = "postgres:5432"


def files_of(
    secrets: Secrets, places: Places = IN_COMPOSE, public: str = LOOPBACK, alert_url: str = ""
) -> Mapping[str, Mapping[str, str]]:
    """The content of every file, by folder and file name."""
    told = {user: {"nats_password": secrets.nats[user]} for user in nats_users()}
    told["gateway"] |= {"key_pepper": secrets.key_pepper, "cookie_secret": secrets.cookie_secret}
    for name in ("gateway", "voice", OPERATOR):
        told[name]["livekit_api_secret"] = secrets.livekit
    told["store"]["database_url"] = owner_url(secrets, _POSTGRES_HOST)
    told[OPERATOR]["key_pepper"] = secrets.key_pepper
    return {
        **told,
        "nats": {"nats.conf": nats_config(places, secrets.nats)},
        "livekit": {
            "livekit.yaml": livekit_config(CALLS_IN_COMPOSE, secrets.livekit),
            "livekit-sip.yaml": livekit_config(CALLS_WITH_TELEPHONE, secrets.livekit, secrets.valkey),
        },
        "sip": {"sip.yaml": sip_config(secrets, public)},
        "valkey": {"valkey.conf": valkey_config(secrets)},
        "grafana": {"admin_password": secrets.grafana},
        "alertmanager": {"alertmanager.yml": alertmanager_config(alert_url)},
        POSTGRES: {"admin_password": secrets.postgres_admin, "owner.sql": owner_statements(secrets)},
    }


def sip_config(secrets: Secrets, public: str) -> str:
    """The SIP server's whole configuration; `public` is the address it names to the provider. JSON, which is YAML."""
    config = {
        "api_key": API_KEY,
        "api_secret": secrets.livekit,
        "ws_url": "ws://livekit:7880",
        "redis": {"address": CALLS_WITH_TELEPHONE.redis, "password": secrets.valkey},
        "sip_port": 5060,
        "rtp_port": RTP_PORTS,
        "nat_1_to_1_ip": public,
        "health_port": 9000,
        # Scanners who try every address learn nothing; a provider that is let in is answered.
        "hide_inbound_port": True,
        # Its lines name telephone numbers; only trouble is worth that.
        "logging": {"level": "error", "json": True},
    }
    return json.dumps(config, indent=2)


def valkey_config(secrets: Secrets) -> str:
    """Keeps the trunk and the rule across restarts, and is reached from two containers alone."""
    lines = (
        "bind * -::*",
        "port 6379",
        f"requirepass {secrets.valkey}",
        "dir /data/valkey",
        "appendonly yes",
        "maxmemory 64mb",
        "maxmemory-policy noeviction",
    )
    return "\n".join(lines) + "\n"


def alertmanager_config(url: str, *, wait: str = "30s") -> str:
    """Sends alerts to `url` as Prometheus's webhook; those that page are repeated. Without a URL they are only shown. JSON, which is YAML."""
    webhook = {"webhook_configs": [{"url": url, "send_resolved": True}]} if url else {}
    route = {
        "receiver": "on-call",
        "group_by": ["alertname"],
        # What breaks together is told together.
        "group_wait": wait,
        "group_interval": "5m",
        "repeat_interval": "24h",
        "routes": [{"matchers": ['severity="page"'], "receiver": "on-call", "repeat_interval": "1h"}],
    }
    return json.dumps({"route": route, "receivers": [{"name": "on-call", **webhook}]}, indent=2)


def write_compose_files(
    out: Path, places: Places = IN_COMPOSE, public: str = LOOPBACK, alert_url: str = ""
) -> None:
    """Make the missing secrets and write all files below `out`. Raises Refused when a folder cannot be written."""
    try:
        kept = out / KEPT
        kept.mkdir(parents=True, exist_ok=True)
        written = files_of(load_secrets(kept, nats_users()), places, public, alert_url)
        for folder, files in written.items():
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
    if len(arguments) not in (2, 3):
        raise Refused(
            "Usage: python -m lifeos.stack.compose_files <folder to write to> <public address> [<where alerts go>]"
        )
    write_compose_files(Path(arguments[0]), public=arguments[1], alert_url="".join(arguments[2:]))
    return 0


if __name__ == "__main__":
    sys.exit(exit_code(lambda: main(sys.argv[1:])))
