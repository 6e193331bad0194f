"""Server-sent events, written straight to the connection: a fraction of the memory of a streaming framework."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from lifeos.contracts.base import Contract
from lifeos.runtime import telemetry

KEEP_ALIVE_S = 15.0
LIFETIME_S = 1_800.0

Frames = AsyncGenerator[tuple[Contract, str] | None]


def frame(event: Contract, position: str) -> bytes:
    """One event. Its type is in its body; an empty position sends no id, so that the reader resumes before it."""
    kind = getattr(event, "type", "message")
    head = f"id: {position}\n" if position else ""
    return f"{head}event: {kind}\ndata: {event.model_dump_json()}\n\n".encode()


class EventStream(Response):
    """Sends frames until the generator ends or the reader leaves. Leaving never stops a turn."""

    media_type = "text/event-stream"

    def __init__(self, frames: Frames, headers: dict[str, str]) -> None:
        super().__init__(headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no", **headers})
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [pair for pair in self.raw_headers if pair[0] != b"content-length"]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        telemetry.STREAMS_OPEN.inc()
        sending = asyncio.create_task(self._send_all(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait([sending, leaving], timeout=LIFETIME_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            telemetry.STREAMS_OPEN.dec()
            for task in (sending, leaving):
                task.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await sending
            await self._frames.aclose()

    async def _send_all(self, send: Send) -> None:
        """Frames as they come; a comment each 15 s of silence keeps proxies from closing the connection."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(256)
        reader = asyncio.create_task(self._read(queue))
        try:
            while True:
                try:
                    chunk = await asyncio.wait_for(queue.get(), KEEP_ALIVE_S)
                except TimeoutError:
                    chunk = b": still here\n\n"
                if chunk is None:
                    break
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            reader.cancel()

    async def _read(self, queue: "asyncio.Queue[bytes | None]") -> None:
        try:
            async for item in self._frames:
                if item is not None:
                    await queue.put(frame(*item))
        finally:
            await queue.put(None)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
