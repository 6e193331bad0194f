"""The LiveKit server of the local stack: WebRTC on loopback, no key of anybody needed."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lifeos.stack.layout import Layout, write_private
from lifeos.stack.part import Part
from lifeos.stack.probes import Probe
from lifeos.stack.secrets import Secrets

BUILT_SERVER = Path(".tools/livekit/livekit-server")
"""Built once by `deploy/build-livekit`, where Go is new enough."""
API_KEY = "lifeos"
NO_SERVER = "no LiveKit server was found. Install livekit-server, or Go 1.26 or newer and start again: it is then built."


def livekit_binary() -> Path | None:
    """The server on the path, else the one that was built here; None when there is neither."""
    found = shutil.which("livekit-server")
    if found:
        return Path(found)
    return BUILT_SERVER.absolute() if BUILT_SERVER.is_file() else None


def is_elsewhere(settings: Mapping[str, str]) -> bool:
    """Whether the person's settings name a LiveKit server of their own."""
    return bool(settings.get("LIFEOS_LIVEKIT_URL", "").strip())


def livekit_settings(layout: Layout, secrets: Secrets, settings: Mapping[str, str]) -> dict[str, str]:
    """What the gateway and the calls are told: where the server is, or why there is none."""
    if is_elsewhere(settings) or settings.get("LIFEOS_VOICE_OFF"):
        return {}
    if livekit_binary() is None:
        return {"LIFEOS_VOICE_OFF": NO_SERVER}
    return {
        "LIFEOS_LIVEKIT_URL": layout.livekit_url,
        "LIFEOS_LIVEKIT_API_KEY": API_KEY,
        "LIFEOS_LIVEKIT_API_SECRET": secrets.livekit,
    }


def livekit_part(layout: Layout, secrets: Secrets, settings: Mapping[str, str]) -> tuple[Part, ...]:
    """Write the configuration and say how to run the server; nothing where it is elsewhere or missing."""
    binary = livekit_binary()
    if binary is None or not livekit_settings(layout, secrets, settings):
        return ()
    config = layout.secrets / "livekit.yaml"
    write_private(config, livekit_config(local_places(layout), secrets.livekit))
    return (
        Part(
            name="livekit",
            argv=(str(binary), "--config", str(config)),
            env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
            probe=Probe("http", layout.livekit_port, "/"),
            # With people in a room it would wait for them.
            grace_s=3.0,
            quiet=True,
        ),
    )


@dataclass(frozen=True)
class CallPlaces:
    """Where one LiveKit server listens, and whom it tells who left."""

    port: int
    udp_port: int
    webhook: str
    tcp_port: int = 0
    loopback: bool = False
    redis: str = ""
    """Where the Redis is through which the SIP server is told of calls; without it there are none by telephone."""


def local_places(layout: Layout) -> CallPlaces:
    """Loopback only, media too: callers are on this machine."""
    return CallPlaces(
        port=layout.livekit_port,
        udp_port=layout.livekit_port + 1,
        webhook=f"{layout.url}/v1/livekit/webhook",
        loopback=True,
    )


def livekit_config(places: CallPlaces, api_secret: str, redis_password: str = "") -> str:
    """The whole configuration. JSON, which is YAML."""
    rtc: dict[str, object] = {
        "udp_port": places.udp_port,
        "tcp_port": places.tcp_port,
        "use_external_ip": False,
        # Nobody answers there. Without an entry callers are sent to a server on the internet to learn their address.
        "stun_servers": ["127.0.0.1:9"],
    }
    if places.loopback:
        rtc |= {"node_ip": "127.0.0.1", "enable_loopback_candidate": True, "interfaces": {"includes": ["lo"]}}
    config: dict[str, object] = {
        "port": places.port,
        "keys": {API_KEY: api_secret},
        # Its lines name rooms and addresses; only trouble is worth that.
        "logging": {"level": "error", "json": True},
        "rtc": rtc,
        "room": {"auto_create": True},
        "webhook": {"api_key": API_KEY, "urls": [places.webhook]},
    }
    if places.loopback:
        config["bind_addresses"] = ["127.0.0.1"]
    if places.redis:
        config["redis"] = {"address": places.redis, "password": redis_password}
    return json.dumps(config, indent=2)
