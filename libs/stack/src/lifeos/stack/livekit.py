"""The LiveKit server of the local stack: WebRTC on loopback, no key of anybody needed."""

import json
import shutil
from collections.abc import Mapping
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
    write_private(config, livekit_config(layout, secrets))
    return (
        Part(
            name="livekit",
            argv=(str(binary), "--config", str(config)),
            env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
            probe=Probe("http", layout.livekit_port, "/"),
            quiet=True,
        ),
    )


def livekit_config(layout: Layout, secrets: Secrets) -> str:
    """Loopback only, media too: callers are on this machine. JSON, which is YAML."""
    port = layout.livekit_port
    return json.dumps(
        {
            "port": port,
            "bind_addresses": ["127.0.0.1"],
            "keys": {API_KEY: secrets.livekit},
            "logging": {"level": "warn", "json": True},
            "rtc": {
                "node_ip": "127.0.0.1",
                "use_external_ip": False,
                "enable_loopback_candidate": True,
                "interfaces": {"includes": ["lo"]},
                "tcp_port": port + 1,
                "udp_port": port + 2,
                "stun_servers": [],
            },
            "room": {"auto_create": True},
            "webhook": {"api_key": API_KEY, "urls": [f"{layout.url}/v1/livekit/webhook"]},
        },
        indent=2,
    )
