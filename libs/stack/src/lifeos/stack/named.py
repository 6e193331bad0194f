"""A stack that runs elsewhere, such as in containers, named by settings: how the operator's commands reach its bus."""

from collections.abc import Mapping
from pathlib import Path

from lifeos.stack.access import Urls
from lifeos.stack.nats_rights import OPERATOR
from lifeos.stack.refused import Refused


def named_urls(settings: Mapping[str, str]) -> Urls | None:
    """Where LIFEOS_NATS_URL points, with the operator's password and the pepper; None when it is not set.

    Either secret may be in the file that its LIFEOS_..._FILE names. Raises Refused when one is missing.
    """
    url = settings.get("LIFEOS_NATS_URL", "")
    if not url:
        return None
    return Urls(
        page=f"https://{settings.get('LIFEOS_DOMAIN') or 'localhost'}",
        nats=url,
        nats_user=settings.get("LIFEOS_NATS_USER") or OPERATOR,
        nats_password=secret_of(settings, "LIFEOS_NATS_PASSWORD", beside="LIFEOS_NATS_URL"),
        key_pepper=secret_of(settings, "LIFEOS_KEY_PEPPER", beside="LIFEOS_NATS_URL"),
    )


def secret_of(settings: Mapping[str, str], name: str, *, beside: str) -> str:
    """A secret from its setting or the file that LIFEOS_..._FILE names. Raises Refused without either."""
    if settings.get(name):
        return settings[name]
    path = settings.get(f"{name}_FILE")
    if not path:
        raise Refused(f"{name} or {name}_FILE must be set beside {beside}.")
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as problem:
        raise Refused(f"{name}_FILE names a file that cannot be read ({problem.strerror}).") from problem
