"""The voice process."""

import asyncio
import contextlib
import math
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp

from lifeos.contracts.call import AGENT
from lifeos.runtime import telemetry
from lifeos.runtime.bus import Bus
from lifeos.runtime.service import serve
from lifeos.voice.handlers import Tools, worker
from lifeos.voice.settings import VoiceSettings

if TYPE_CHECKING:
    from livekit.agents import JobRequest

LOADED_WITHIN_S = 90.0
DRAIN_S = 15
JOB_MEMORY_MB = 1_500
KNOWN_WITHIN_S = 20.0
LOOK_S = 2.0
NEVER_GIVE_UP = 1_000_000


def why_off(settings: VoiceSettings) -> str:
    """Why there are no calls here, in one sentence; empty when there are."""
    if settings.voice_off:
        return settings.voice_off
    if not (settings.livekit_url and settings.livekit_api_key and settings.livekit_api_secret):
        return "no LiveKit server is set (LIFEOS_LIVEKIT_URL and its key)."
    if settings.voice_profile == "pipeline" and not settings.voice_stt_base_url:
        return "the profile pipeline needs a speech server (LIFEOS_VOICE_STT_BASE_URL)."
    if settings.voice_profile == "realtime" and not settings.voice_realtime_model:
        return "the profile realtime needs a model (LIFEOS_VOICE_REALTIME_MODEL)."
    return ""


class Agents:
    """Registers with LiveKit, and starts a process for each call."""

    def __init__(self, settings: VoiceSettings) -> None:
        from livekit.agents import AgentServer

        from lifeos.voice.absent import Absent
        from lifeos.voice.entry import accept, converse, plain_logs, prewarm

        plain_logs()
        secret = settings.livekit_api_secret
        given = secret.get_secret_value() if secret else ""
        self._absent = Absent(settings.livekit_url, settings.livekit_api_key, given)
        self._registered = asyncio.Event()
        self._server = AgentServer(
            host="127.0.0.1",
            port=settings.voice_port,
            ws_url=settings.livekit_url,
            api_key=settings.livekit_api_key,
            api_secret=given,
            num_idle_processes=1,
            setup_fnc=prewarm,
            initialize_process_timeout=LOADED_WITHIN_S,
            load_fnc=lambda here: len(here.active_jobs) / settings.voice_calls,
            # By its own threshold the library refuses a second caller while it is still starting the process of the first.
            load_threshold=math.inf,
            job_memory_limit_mb=JOB_MEMORY_MB,
            drain_timeout=DRAIN_S,
            max_retry=NEVER_GIVE_UP,
        )
        self._server.on("worker_registered", self._known)
        self._url = settings.livekit_url.replace("ws", "http", 1)
        self._answers = True
        self._coming: set[str] = set()
        self._most = settings.voice_calls
        self._accept = accept
        self._server.rtc_session(converse, agent_name=AGENT, on_request=self._asked)

    @asynccontextmanager
    async def open(self, bus: Bus) -> AsyncGenerator[None]:
        """Until LiveKit knows us, at most a few seconds; then for as long as this is open."""
        running = asyncio.create_task(self._server.run(devmode=False))
        # Without its agents this process is of no use: end, and be started anew.
        running.add_done_callback(lambda _: bus.closed.set())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._registered.wait(), KNOWN_WITHIN_S)
        looking = [
            asyncio.create_task(self._look()),
            asyncio.create_task(self._absent.watch(lambda: self._server.active_jobs)),
        ]
        try:
            yield
        finally:
            for task in looking:
                task.cancel()
            # Calls go on in another process, or are told that they broke off.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._server.drain(timeout=DRAIN_S), DRAIN_S + 1)
            await self._server.aclose()
            running.cancel()

    async def _asked(self, request: "JobRequest") -> None:
        """One agent for each room, since the door sends another one when the first is slow to come; and no more calls than this
        machine can hold."""
        room = request.job.room.sid
        taken = self._coming | {job.job.room.sid for job in self._server.active_jobs}
        if room in taken or len(taken) >= self._most:
            # Who is full leaves the call to other voice services.
            await request.reject(terminate=room in taken)
            return
        self._coming.add(room)
        try:
            # Returns when the process of the call has the job, or never will.
            await self._accept(request)
        finally:
            self._coming.discard(room)

    def _known(self, *_: object) -> None:
        self._registered.set()

    async def _look(self) -> None:
        """The agent library says when it is let in, and nothing when the server is gone."""
        timeout = aiohttp.ClientTimeout(total=LOOK_S)
        async with aiohttp.ClientSession(timeout=timeout) as web:
            while True:
                try:
                    async with web.get(self._url) as answer:
                        self._answers = answer.ok
                except (aiohttp.ClientError, TimeoutError):
                    self._answers = False
                await asyncio.sleep(LOOK_S)

    def trouble(self) -> str:
        if self._registered.is_set() and self._answers:
            return ""
        return "The LiveKit server does not answer; calls wait for it."


def main() -> None:
    settings = VoiceSettings()

    @asynccontextmanager
    async def build(bus: Bus) -> AsyncGenerator[Tools]:
        off = why_off(settings)
        if off:
            telemetry.logger().info("no calls", why=off)
            yield Tools(bus, lambda: f"off: {off}")
            return
        agents = Agents(settings)
        async with agents.open(bus):
            yield Tools(bus, agents.trouble)

    serve("voice", settings, worker, build)


if __name__ == "__main__":
    main()
