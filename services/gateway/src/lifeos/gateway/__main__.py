"""The gateway process."""

import asyncio
import secrets
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn

from lifeos.gateway.accept import Intake
from lifeos.gateway.app import create_app
from lifeos.gateway.calls import CallDesk
from lifeos.gateway.door import Door
from lifeos.gateway.doorkeeper import AccessMirror, Doorkeeper
from lifeos.gateway.health import HealthDesk
from lifeos.gateway.lanes import Lanes
from lifeos.gateway.limits import DepthGate, Rates
from lifeos.gateway.pins import PinDesk
from lifeos.gateway.settings import GatewaySettings
from lifeos.gateway.watch import Watcher
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.crash import CrashPoints
from lifeos.runtime.errors import Unavailable
from lifeos.runtime.files import Files
from lifeos.runtime.service import InternalPort, keep_what_is_loaded, run_process


@asynccontextmanager
async def open_door(settings: GatewaySettings, bus: Bus) -> AsyncGenerator[Door]:
    """Every part of the door, following the bus."""
    pepper = settings.key_pepper.get_secret_value() if settings.key_pepper else ""
    if not pepper:
        raise Unavailable("LIFEOS_KEY_PEPPER is not set: no key can be checked. Set it and start again.")
    cookie_secret = (
        settings.cookie_secret.get_secret_value() if settings.cookie_secret else secrets.token_hex(32)
    )
    calls_secret = settings.livekit_api_secret
    mirror, lanes, depth = AccessMirror(bus), Lanes(bus), DepthGate(bus, settings.depth_limit)
    keeper = Doorkeeper(mirror, pepper, cookie_secret)
    rates = Rates(
        settings.rate_storage_url, settings.rate_turns, settings.rate_requests, settings.rate_strangers
    )
    await lanes.open()
    await mirror.open()
    await depth.open()
    try:
        async with CallDesk.open(settings) as calls:
            yield Door(
                settings=settings,
                bus=bus,
                keeper=keeper,
                rates=rates,
                intake=Intake(bus, keeper, rates, depth, CrashPoints.of(settings.crash_at)),
                lanes=lanes,
                watcher=Watcher(bus, lanes),
                health=HealthDesk(bus, lanes, mirror, phone=bool(settings.phone_number)),
                files=Files.at(settings.files_url) if settings.files_url else None,
                calls=calls,
                pins=PinDesk(mirror, calls_secret.get_secret_value() if calls_secret else ""),
            )
    finally:
        await depth.close()
        await mirror.close()
        await lanes.close()


async def _serve(settings: GatewaySettings) -> None:
    bus = await Bus.connect(settings, "gateway")
    ready = asyncio.Event()

    def not_ready() -> str:
        if not bus.connected:
            return "the bus is away"
        return "" if ready.is_set() else "starting"

    internal = InternalPort(settings.internal_host, settings.internal_port, not_ready)
    async with internal.open(), open_door(settings, bus) as door:
        app = create_app(settings)
        app.state.door = door
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                http="httptools",
                access_log=False,
                log_level="warning",
                timeout_graceful_shutdown=5,
                server_header=False,
            )
        )
        serving = asyncio.create_task(server.serve())
        while not server.started and not serving.done():
            await asyncio.sleep(0.02)
        keep_what_is_loaded()
        ready.set()
        lost = asyncio.create_task(bus.closed.wait())
        await asyncio.wait([serving, lost], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await serving
        lost.cancel()
    await bus.close()


def main() -> None:
    settings = GatewaySettings()
    telemetry.set_up("gateway", log_level=settings.log_level, otlp_endpoint=settings.otlp_endpoint)
    try:
        run_process(_serve(settings))
    except Unavailable as error:
        sys.exit(f"gateway: {error}")


if __name__ == "__main__":
    main()
