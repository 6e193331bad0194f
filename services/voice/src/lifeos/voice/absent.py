"""An agent whose process died stands in its room, silent, until LiveKit misses it a quarter of a minute later. Its service knows at
once, and shows it out, so that another one can be sent; and so does the next service of the same machine, when it died as a whole."""

import asyncio
import hashlib
import platform
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import aiohttp
from livekit import api

from lifeos.runtime import telemetry

if TYPE_CHECKING:
    from livekit.agents.job import RunningJobInfo

JOB = "lifeos.job"
"""The attribute by which an agent says which job it does: another one may be in the room under the same name."""
HOST = "lifeos.host"
"""The attribute by which it says on which machine, to those who run there."""
LOOK_S = 0.5
ANSWER_S = 5.0
_AWAY = (api.TwirpError, aiohttp.ClientError, TimeoutError, OSError)


def marks(job: str) -> dict[str, str]:
    """The attributes of the agent that does a job here. Callers see them, so the machine is not named."""
    return {JOB: job, HOST: hashlib.sha256(platform.node().encode()).hexdigest()[:12]}


class Absent:
    """Looks which jobs this service has, and clears up after those that are over."""

    def __init__(self, url: str, key: str, secret: str) -> None:
        self._url, self._key, self._secret = url, key, secret

    async def watch(self, jobs: Callable[[], list["RunningJobInfo"]]) -> None:
        """Until it is cancelled. What ran on this machine before is cleared up first: nobody else does its jobs."""
        known: Mapping[str, str] = {}
        timeout = aiohttp.ClientTimeout(total=ANSWER_S)
        async with api.LiveKitAPI(self._url, self._key, self._secret, timeout=timeout) as livekit:
            for room in await _rooms(livekit):
                await _show_out(livekit, room, lambda agent: _is_from_before(agent, jobs()))
            while True:
                now = {job.job.id: job.job.room.name for job in jobs()}
                for id in known.keys() - now.keys():
                    await _show_out(livekit, known[id], lambda agent, id=id: agent.attributes.get(JOB) == id)
                known = now
                await asyncio.sleep(LOOK_S)


def _is_from_before(agent: api.ParticipantInfo, jobs: list["RunningJobInfo"]) -> bool:
    """An agent of this machine whose job nobody does. A job is known before its agent enters the room."""
    marked = agent.attributes
    return marked.get(HOST) == marks("")[HOST] and marked.get(JOB) not in {job.job.id for job in jobs}


async def _rooms(livekit: api.LiveKitAPI) -> list[str]:
    try:
        return [room.name for room in (await livekit.room.list_rooms(api.ListRoomsRequest())).rooms]
    except _AWAY as error:
        telemetry.logger().info("rooms could not be looked into", error=type(error).__name__)
        return []


async def _show_out(
    livekit: api.LiveKitAPI, room: str, is_gone: Callable[[api.ParticipantInfo], bool]
) -> None:
    """Nothing is left to do for a job that ended as it should."""
    try:
        here = await livekit.room.list_participants(api.ListParticipantsRequest(room=room))
        for one in here.participants:
            if is_gone(one):
                telemetry.logger().warning("an agent died in a call")
                wish = api.RoomParticipantIdentity(room=room, identity=one.identity)
                await livekit.room.remove_participant(wish)
    except _AWAY as error:
        telemetry.logger().info("LiveKit has to miss an agent by itself", error=type(error).__name__)
