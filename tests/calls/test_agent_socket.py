"""The voice service as LiveKit sees it: what it registers as, which jobs it takes, and that it comes back."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
import pytest_asyncio
from aiohttp import WSMsgType, web
from livekit import api
from livekit.protocol import agent

from lifeos.contracts.call import AGENT, PHONE_DISPATCH, CallOrder
from tests.spine import Spine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(120),
]

KEY, SECRET = "the-key", "a secret of at least thirty-two characters"


@dataclass
class Socket:
    """LiveKit's socket for agents and nothing else of it: it registers workers, offers jobs and hangs up when told to."""

    url: str = ""
    tokens: list[str] = field(default_factory=list[str])
    said: list[agent.WorkerMessage] = field(default_factory=list[agent.WorkerMessage])
    line: web.WebSocketResponse | None = None

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        self.line = line = web.WebSocketResponse()
        await line.prepare(request)
        async for message in line:
            if message.type != WSMsgType.BINARY:
                break
            said = agent.WorkerMessage.FromString(message.data)
            self.said.append(said)
            if said.HasField("register"):
                answer = agent.ServerMessage()
                answer.register.worker_id = f"worker-{len(self.tokens)}"
                await line.send_bytes(answer.SerializeToString())
        return line

    async def alive(self, _: web.Request) -> web.Response:
        return web.Response(text="OK")

    async def offer(self, metadata: str, room: str = "") -> agent.AvailabilityResponse:
        """Ask for one job; what the service answers. The job is never assigned, so nothing is begun."""
        assert self.line
        offered = agent.ServerMessage()
        offered.availability.job.id = job = f"job-{uuid4()}"
        offered.availability.job.agent_name = AGENT
        offered.availability.job.metadata = metadata
        offered.availability.job.room.sid = room or f"RM_{uuid4().hex}"
        await self.line.send_bytes(offered.SerializeToString())
        for _ in range(500):
            for said in self.said:
                if said.HasField("availability") and said.availability.job_id == job:
                    return said.availability
            await asyncio.sleep(0.02)
        raise TimeoutError("the service did not answer")

    async def judged(self, metadata: str, room: str = "") -> agent.AvailabilityResponse:
        """The answer of a service that has room. A job that was taken and never came keeps its place for some seconds; who is
        full leaves the job to be offered to others."""
        for _ in range(40):
            answer = await self.offer(metadata, room)
            if answer.available or answer.terminate:
                return answer
            await asyncio.sleep(0.5)
        raise TimeoutError("the service has no room")

    async def registered(self, times: int) -> list[agent.RegisterWorkerRequest]:
        found: list[agent.RegisterWorkerRequest] = []
        for _ in range(1500):
            found = [said.register for said in self.said if said.HasField("register")]
            if len(found) >= times:
                return found
            await asyncio.sleep(0.02)
        raise TimeoutError(f"registered {len(found)} times")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def socket() -> AsyncIterator[Socket]:
    socket = Socket()
    app = web.Application()
    app.router.add_get("/agent", socket.serve)
    app.router.add_get("/", socket.alive)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    socket.url = f"ws://127.0.0.1:{runner.addresses[0][1]}"
    yield socket
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def spine(socket: Socket) -> AsyncIterator[Spine]:
    elsewhere = {
        "LIFEOS_LIVEKIT_URL": socket.url,
        "LIFEOS_LIVEKIT_API_KEY": KEY,
        "LIFEOS_LIVEKIT_API_SECRET": SECRET,
        "LIFEOS_VOICE_CALLS": "4",
    }
    async with Spine(elsewhere, calls=True) as running:
        yield running


def order(**changed: str) -> str:
    made = CallOrder(person_id=uuid4(), session_id=uuid4(), persona="mariana", language="en")
    return json.dumps(json.loads(made.model_dump_json()) | changed)


async def test_it_registers_under_its_name_and_signs_with_its_key(spine: Spine, socket: Socket) -> None:
    first = (await socket.registered(1))[0]
    assert first.agent_name == AGENT
    video = api.TokenVerifier(KEY, SECRET).verify(socket.tokens[0]).video
    assert video
    assert video.agent
    async with spine.client() as web:
        parts = (await web.get("/health")).json()["parts"]
        assert parts["voice"] == "ok"
        assert parts["phone"].startswith("off: no telephone number")


async def test_a_job_of_the_door_is_taken_in_the_name_of_its_persona(spine: Spine, socket: Socket) -> None:
    taken = await socket.judged(order())
    assert taken.available
    assert (taken.participant_identity, taken.participant_name) == ("agent-mariana", "Mariana")
    assert taken.participant_attributes["lifeos.persona"] == "mariana"


async def test_a_call_by_telephone_is_taken_for_its_pin_to_be_asked(spine: Spine, socket: Socket) -> None:
    taken = await socket.judged(PHONE_DISPATCH)
    assert (taken.available, taken.participant_identity) == (True, "agent-phone")


@pytest.mark.parametrize(
    "metadata",
    ["", "{}", "not json", order(persona="somebody"), order(person_id="1")],
    ids=["nothing", "empty", "broken", "unknown persona", "no id"],
)
async def test_a_job_without_a_valid_order_is_refused(spine: Spine, socket: Socket, metadata: str) -> None:
    refused = await socket.judged(metadata)
    assert (refused.available, refused.terminate) == (False, True)


async def test_a_room_that_is_taken_gets_no_second_agent(spine: Spine, socket: Socket) -> None:
    """The door asks again when an agent is slow to come."""
    assert (await socket.judged(order(), "RM_slow")).available
    second = await socket.offer(order(), "RM_slow")
    assert (second.available, second.terminate) == (False, True)


async def test_a_line_that_was_cut_is_taken_up_again(spine: Spine, socket: Socket) -> None:
    before = len(await socket.registered(1))
    assert socket.line
    await socket.line.close()
    await socket.registered(before + 1)
    assert (await socket.judged(order())).available


async def test_who_is_asked_to_stop_takes_no_further_call(spine: Spine, socket: Socket) -> None:
    spine.processes["voice"].terminate()
    assert await spine.died("voice")
    statuses = [said.update_worker for said in socket.said if said.HasField("update_worker")]
    assert statuses[-1].status == agent.WorkerStatus.WS_FULL
