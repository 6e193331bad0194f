"""The passwords of one installation, made at its first start and kept in files that only their owner reads."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lifeos.stack.layout import write_private
from lifeos.stack.refused import Refused


@dataclass(frozen=True)
class Secrets:
    """Everything secret of this installation. Hidden from repr, so that no log shows it by accident."""

    key_pepper: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    postgres_admin: str = field(repr=False)
    postgres_owner: str = field(repr=False)
    livekit: str = field(repr=False)
    valkey: str = field(repr=False)
    grafana: str = field(repr=False)
    nats: dict[str, str] = field(repr=False)


def load_secrets(folder: Path, nats_users: Iterable[str]) -> Secrets:
    """Read the secrets, and make those that do not exist yet; an existing one never changes.

    Losing the pepper would make every key worthless, so a file that cannot be read raises Refused.
    """
    gateway = _complete(folder / "gateway.json", ("key_pepper", "cookie_secret"))
    postgres = _complete(folder / "postgres.json", ("admin", "owner"))
    livekit = _complete(folder / "livekit.json", ("api_secret",))
    valkey = _complete(folder / "valkey.json", ("password",))
    grafana = _complete(folder / "grafana.json", ("admin",))
    nats = _complete(folder / "nats.json", tuple(nats_users))
    return Secrets(
        key_pepper=gateway["key_pepper"],
        cookie_secret=gateway["cookie_secret"],
        postgres_admin=postgres["admin"],
        postgres_owner=postgres["owner"],
        livekit=livekit["api_secret"],
        valkey=valkey["password"],
        grafana=grafana["admin"],
        nats=nats,
    )


def _complete(path: Path, names: tuple[str, ...]) -> dict[str, str]:
    known: dict[str, str] = {}
    if path.exists():
        try:
            known = {str(name): str(value) for name, value in json.loads(path.read_text("utf-8")).items()}
        except (OSError, ValueError, AttributeError) as problem:
            raise Refused(
                f"The secrets file {path} cannot be read; restore it from a backup, or move it away."
            ) from problem
    missing = [name for name in names if not known.get(name)]
    if missing:
        known |= {name: secrets.token_hex(32) for name in missing}
        write_private(path, json.dumps(known, indent=2) + "\n")
    path.chmod(0o600)
    return known
