"""An agent whose process died stands in its room, silent, until LiveKit misses it a quarter of a minute later. Its service knows at
once, and shows it out, so that another one can be sent."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import aiohttp
from livekit import api

from lifeos.runtime import telemetry

if TYPE_CHECKING:
    from livekit.agents.job import RunningJobInfo

JOB = "lifeos.job"
"""The attribute by which an agent says which job it does: another one may be in the room under the same name."""
LOOK_S = 0.5
ANSWER_S = 5.0


class Absent:
    """Looks which jobs this service has, and clears up after those that are over."""

    def __init__(self, url: str, key: str, secret: str) -> None:
        self._url, self._key, self._secret = url, key, secret

    async def watch(self, jobs: Callable[[], list["RunningJobInfo"]]) -> None:
        """Until it is cancelled."""
        known: Mapping[str, str] = {}
        timeout = aiohttp.ClientTimeout(total=ANSWER_S)
        async with api.LiveKitAPI(self._url, self._key, self._secret, timeout=timeout) as livekit:
            while True:
                now = {job.job.id: job.job.room.name for job in jobs()}
                for id in known.keys() - now.keys():
                    await _show_out(livekit, id, known[id])
                known = now
                await asyncio.sleep(LOOK_S)


async def _show_out(livekit: api.LiveKitAPI, job: str, room: str) -> None:
    """Nothing is left to do for a job that ended as it should."""
    try:
        here = await livekit.room.list_participants(api.ListParticipantsRequest(room=room))
        for one in here.participants:
            if one.attributes.get(JOB) == job:
                telemetry.logger().warning("an agent died in a call")
                wish = api.RoomParticipantIdentity(room=room, identity=one.identity)
                await livekit.room.remove_participant(wish)
    except (api.TwirpError, aiohttp.ClientError, TimeoutError, OSError) as error:
        telemetry.logger().info("LiveKit has to miss an agent by itself", error=type(error).__name__)
