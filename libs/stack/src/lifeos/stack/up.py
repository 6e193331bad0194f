"""Bring the whole stack up in the foreground: check first, then prepare, then run until told to stop."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from lifeos.stack.access import FirstPerson, Urls
from lifeos.stack.layout import Layout, make_folders, write_private
from lifeos.stack.livekit import livekit_part
from lifeos.stack.lock import hold
from lifeos.stack.logs import Console
from lifeos.stack.nats import nats_part, nats_users
from lifeos.stack.nats_rights import OPERATOR
from lifeos.stack.part import Part
from lifeos.stack.ports import check_ports
from lifeos.stack.postgres import dropped_user, postgres_part, prepare_postgres
from lifeos.stack.secrets import Secrets, load_secrets
from lifeos.stack.services import SERVICES, Service, check_services, service_parts
from lifeos.stack.supervisor import Files, Supervisor


@dataclass(frozen=True)
class Prepared:
    """A stack that holds its folder and may be run."""

    parts: tuple[Part, ...]
    secrets: Secrets
    lock: int


def prepare(
    layout: Layout, settings: Mapping[str, str], services: tuple[Service, ...] = SERVICES
) -> Prepared:
    """Check everything before anything is started or changed, then make what the parts need. Raises Refused."""
    check_services(services)
    make_folders(layout)
    lock = hold(layout.lock)
    check_ports(ports_of(layout, services))
    secrets = load_secrets(layout.secrets, nats_users())
    user = dropped_user()
    binaries = prepare_postgres(layout, secrets, user)
    parts = (
        nats_part(layout, secrets.nats),
        postgres_part(layout, binaries, user),
        *livekit_part(layout, secrets, settings),
        *service_parts(layout, secrets, settings, services),
    )
    return Prepared(parts=parts, secrets=secrets, lock=lock)


def ports_of(layout: Layout, services: tuple[Service, ...] = SERVICES) -> dict[str, int]:
    """Every port of the stack, by what it is for."""
    return {
        "the page and the API": layout.port,
        "NATS": layout.nats_port,
        "the NATS monitor": layout.nats_monitor_port,
        "Postgres": layout.postgres_port,
        "calls": layout.livekit_port,
        **{f"the health of {service.name}": layout.internal_port(service.name) for service in services},
    }


def urls_of(layout: Layout, secrets: Secrets) -> Urls:
    """Where this stack answers."""
    return Urls(
        page=layout.url,
        nats=layout.nats_url,
        nats_user=OPERATOR,
        nats_password=secrets.nats[OPERATOR],
        key_pepper=secrets.key_pepper,
    )


async def run(layout: Layout, prepared: Prepared, console: Console, first_person: FirstPerson | None) -> int:
    """Run until ctrl-C; returns the exit code. Greets with the link once every part serves."""

    async def greet() -> None:
        if first_person is None:
            link = layout.url
        else:
            login = await first_person.ensure(layout.data, urls_of(layout, prepared.secrets))
            write_private(layout.stack_json, json.dumps({"url": login.url, "api_key": login.api_key}) + "\n")
            link = login.link
        for line in ("Life-OS is ready.", f"Open   {link}", f"Logs   {layout.logs}", "Stop   ctrl-C"):
            console.write("stack", line, len(prepared.parts))

    files = Files(logs=layout.logs, state=layout.state, lock=prepared.lock)
    return await Supervisor(prepared.parts, files, console).run(greet)
