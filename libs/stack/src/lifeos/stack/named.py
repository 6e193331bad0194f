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
        nats_password=_secret(settings, "LIFEOS_NATS_PASSWORD"),
        key_pepper=_secret(settings, "LIFEOS_KEY_PEPPER"),
    )


def _secret(settings: Mapping[str, str], name: str) -> str:
    if settings.get(name):
        return settings[name]
    path = settings.get(f"{name}_FILE")
    if not path:
        raise Refused(f"{name} or {name}_FILE must be set beside LIFEOS_NATS_URL.")
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as problem:
        raise Refused(f"{name}_FILE names a file that cannot be read ({problem.strerror}).") from problem
