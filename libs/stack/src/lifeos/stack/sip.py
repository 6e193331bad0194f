"""How telephone calls reach a LiveKit server: what the operator's settings ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lifeos.stack.named import secret_of
from lifeos.stack.refused import Refused


@dataclass(frozen=True)
class PhoneLine:
    """What the operator rents: numbers, and where their calls come from."""

    numbers: tuple[str, ...]
    addresses: tuple[str, ...]
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class CallServer:
    """A LiveKit server and the key to administer it."""

    url: str
    key: str
    secret: str = field(repr=False)


def call_server(settings: Mapping[str, str]) -> CallServer | None:
    """The server that LIFEOS_LIVEKIT_URL names; None when it is not set. Raises Refused without its key and secret."""
    url = settings.get("LIFEOS_LIVEKIT_URL", "").strip()
    if not url:
        return None
    key = settings.get("LIFEOS_LIVEKIT_API_KEY", "").strip()
    if not key:
        raise Refused("LIFEOS_LIVEKIT_API_KEY must be set beside LIFEOS_LIVEKIT_URL.")
    return CallServer(url, key, secret_of(settings, "LIFEOS_LIVEKIT_API_SECRET", beside="LIFEOS_LIVEKIT_URL"))


def wanted_line(settings: Mapping[str, str]) -> PhoneLine:
    """The line that the settings name. Raises Refused for one that would let anybody in."""
    username = settings.get("LIFEOS_SIP_USERNAME", "").strip()
    line = PhoneLine(
        numbers=_several(settings, "LIFEOS_SIP_NUMBERS"),
        addresses=_several(settings, "LIFEOS_SIP_ALLOWED_ADDRESSES"),
        username=username,
        password=secret_of(settings, "LIFEOS_SIP_PASSWORD", beside="LIFEOS_SIP_USERNAME") if username else "",
    )
    if not line.numbers:
        raise Refused(
            "LIFEOS_SIP_NUMBERS names no telephone number: a trunk without one would take every call."
        )
    if not (line.addresses or line.password):
        raise Refused(
            "Say who may bring calls: LIFEOS_SIP_ALLOWED_ADDRESSES of the provider, or LIFEOS_SIP_USERNAME and LIFEOS_SIP_PASSWORD."
        )
    return line


def _several(settings: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(sorted({part.strip() for part in settings.get(name, "").split(",") if part.strip()}))


async def ensure(server: CallServer, line: PhoneLine) -> list[str]:
    """Make the trunk and the rule as wanted; one sentence for each change, none when all was so. Raises Refused."""
    # LiveKit's client takes a second to import, which no other command should wait for.
    from lifeos.stack.sip_livekit import settle

    return await settle(server, line)
