"""Which services run, in which order, and exactly what each of them is told."""

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lifeos.stack.layout import Layout
from lifeos.stack.livekit import livekit_settings
from lifeos.stack.part import Part
from lifeos.stack.postgres import database_url
from lifeos.stack.probes import Probe
from lifeos.stack.refused import Refused
from lifeos.stack.secrets import Secrets


@dataclass(frozen=True)
class Service:
    """One service and what it cannot start without."""

    name: str
    after: tuple[str, ...]


SERVICES: tuple[Service, ...] = (
    # Store declares the streams, so whoever reads them starts after it.
    Service("store", after=("nats", "postgres")),
    Service("router", after=("store",)),
    Service("cv", after=("store",)),
    Service("interview", after=("store",)),
    Service("outreach", after=("store",)),
    Service("voice", after=("store",)),
    Service("gateway", after=("store",)),
)

WITH_MODELS = ("router", "cv", "interview", "outreach")

ONLY_FOR: Mapping[str, tuple[str, ...]] = {
    "LIFEOS_LLM_": WITH_MODELS,
    "LIFEOS_LADDER_": WITH_MODELS,
    "LIFEOS_BUDGET_": WITH_MODELS,
    "LIFEOS_CHROMIUM": ("cv",),
    "LIFEOS_LIVEKIT_": ("gateway", "voice"),
    "LIFEOS_SIP_NUMBERS": ("gateway",),
    "LIFEOS_SIP_": (),
    "LIFEOS_SMTP_": ("outreach",),
    "LIFEOS_VOICE_PROFILE": ("gateway", "voice"),
    "LIFEOS_VOICE_": ("voice",),
}
"""Settings that hold keys or money go only to the services that need them; any other LIFEOS_* goes to all."""

SET_BY_THE_STACK = frozenset(
    {
        "LIFEOS_DATA",
        "LIFEOS_PORT",
        "LIFEOS_STACK",
        "LIFEOS_NATS_URL",
        "LIFEOS_NATS_USER",
        "LIFEOS_NATS_PASSWORD",
        "LIFEOS_INTERNAL_PORT",
        "LIFEOS_DATABASE_URL",
        "LIFEOS_KEY_PEPPER",
        "LIFEOS_COOKIE_SECRET",
    }
)
"""Never taken from the person's settings: here they would point a service at somebody else's parts."""

BUILT_PAGE = Path("web/dist")
"""The page, when `make run` has built it in this checkout."""

_INHERITED = ("PATH", "HOME", "LANG", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR")


def service_parts(
    layout: Layout,
    secrets: Secrets,
    settings: Mapping[str, str],
    services: tuple[Service, ...] = SERVICES,
) -> tuple[Part, ...]:
    """One child process a service. `settings` is the environment over the .env file."""
    return tuple(
        Part(
            name=service.name,
            argv=(sys.executable, "-m", f"lifeos.{service.name}"),
            env=service_env(service.name, layout, secrets, settings),
            probe=Probe("http", layout.internal_port(service.name), "/readyz"),
            after=service.after,
            grace_s=25.0,
        )
        for service in services
    )


def check_services(services: tuple[Service, ...] = SERVICES) -> None:
    """Raise Refused when the code of a service is not installed here."""
    missing = [service.name for service in services if not _is_installed(service.name)]
    if missing:
        names = ", ".join(f"lifeos.{name}" for name in missing)
        raise Refused(f"Not installed in this environment: {names}; `make run` installs every service.")


def service_env(name: str, layout: Layout, secrets: Secrets, settings: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of one service, built from nothing, so that no other secret reaches it."""
    env = {key: settings[key] for key in _INHERITED if key in settings}
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(layout.data), "LANG": "C.UTF-8", **env}
    env["PYTHONUNBUFFERED"] = "1"
    env |= {key: value for key, value in settings.items() if _is_for(name, key)}
    env |= {
        "LIFEOS_NATS_URL": layout.nats_url,
        "LIFEOS_NATS_USER": name,
        "LIFEOS_NATS_PASSWORD": secrets.nats[name],
        "LIFEOS_INTERNAL_PORT": str(layout.internal_port(name)),
    }
    if name == "store":
        env["LIFEOS_DATABASE_URL"] = database_url(layout, secrets)
    told = livekit_settings(layout, secrets, settings)
    env |= {key: value for key, value in told.items() if _is_for(name, key)}
    if name in ("gateway", "cv", "store"):
        env.setdefault("LIFEOS_FILES_URL", layout.files_url)
    if name == "gateway":
        env["LIFEOS_PORT"] = str(layout.port)
        env["LIFEOS_KEY_PEPPER"] = secrets.key_pepper
        env["LIFEOS_COOKIE_SECRET"] = secrets.cookie_secret
        if BUILT_PAGE.is_dir():
            env.setdefault("LIFEOS_WEB_FOLDER", str(BUILT_PAGE.absolute()))
    return env


def _is_for(service: str, key: str) -> bool:
    if key.startswith("OTEL_"):
        return True
    if not key.startswith("LIFEOS_") or key in SET_BY_THE_STACK:
        return False
    owners = [names for prefix, names in ONLY_FOR.items() if key.startswith(prefix)]
    return service in owners[0] if owners else True


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(f"lifeos.{name}.__main__") is not None
    except ModuleNotFoundError:
        return False
