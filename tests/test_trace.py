"""One trace follows a request through every service, and carries no person's words."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)

from lifeos.runtime.testing.servers import free_port
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
CANARY = "Quixotenberg"
SERVICES = {"gateway", "router", "cv", "store"}
SPANS = {"POST /v1/chat/turn", "process life.version.written.v1"}


@dataclass
class Sink:
    """An OTLP/HTTP receiver: which services told of which trace, and everything they said, as text."""

    services: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    text: str = ""

    async def take(self, request: web.Request) -> web.Response:
        body = ExportTraceServiceRequest.FromString(await request.read())
        self.text += str(body)
        for resource in body.resource_spans:
            service = next(
                a.value.string_value for a in resource.resource.attributes if a.key == "service.name"
            )
            for scope in resource.scope_spans:
                for span in scope.spans:
                    trace = span.trace_id.hex()
                    self.services.setdefault(trace, set()).add(service)
                    self.names.setdefault(trace, set()).add(span.name)
        return web.Response(body=ExportTraceServiceResponse().SerializeToString())


@asynccontextmanager
async def listening(sink: Sink, port: int) -> AsyncGenerator[None]:
    app = web.Application(client_max_size=20_000_000)
    app.router.add_post("/v1/traces", sink.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


async def test_one_trace_from_the_door_to_the_printed_cv() -> None:
    sink, port = Sink(), free_port()
    settings = {"LIFEOS_OTLP_ENDPOINT": f"http://127.0.0.1:{port}/v1/traces"}
    trace = "0af7651916cd43dd8448eb211c80319c"
    async with listening(sink, port), Spine(settings) as spine, spine.client() as client:
        answer = await client.post(
            "/v1/chat/turn",
            json={"message": f"I worked as a cook at {CANARY} from 2010 to 2012. Please make my CV."},
            headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"},
        )
        for _ in range(100):
            if sink.services.get(trace, set()) >= SERVICES and sink.names[trace] >= SPANS:
                break
            await asyncio.sleep(0.1)

    assert answer.status_code == 200
    # The others look at the request too, and leave it to cv.
    assert SERVICES <= sink.services[trace] <= SERVICES | {"interview", "outreach"}
    assert sink.names[trace] >= SPANS
    assert CANARY not in sink.text
