"""A stand-in for a realtime speech server: it hears what a script says that it hears, and speaks from it."""

import asyncio
import base64
import json
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from lifeos.runtime.testing.servers import free_port
from tests.calls.caller import speech

MODEL = "small-talker"
TOKENS_IN, TOKENS_OUT = 200, 100
"""Of each response."""
CHUNK = 4_800


@dataclass(frozen=True)
class Line:
    """One exchange: what is heard, and what is said to it."""

    hears: str
    says: str = ""
    """Empty: no reply ever comes."""
    starts: str = ""
    """Calls the tool with this intent first, and says its words after the tool's result."""
    written_after_s: float = 0.1
    """How long the written form of what is heard takes."""


@dataclass
class RealtimeServer:
    """The part of the protocol that the plugin uses."""

    port: int = field(default_factory=free_port)
    script: deque[Line] = field(default_factory=deque[Line])
    received: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Every event that came, without the audio."""
    _runner: web.AppRunner | None = None
    _sockets: set[web.WebSocketResponse] = field(default_factory=set[web.WebSocketResponse])

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncGenerator["RealtimeServer"]:
        server = cls()
        await server.start()
        try:
            yield server
        finally:
            await server.stop()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def will(self, *lines: Line) -> None:
        """What happens next. Speech is made now: it takes a moment."""
        self.script = deque(lines)
        self.received.clear()
        for line in lines:
            if line.says:
                speech(line.says)

    def all(self, type: str) -> list[dict[str, Any]]:
        return [event for event in self.received if event["type"] == type]

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/v1/realtime", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        """Die: every connection breaks, and new ones are refused."""
        for socket in [*self._sockets]:
            await socket.close()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        talk = _Talk(self, socket)
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    await talk.take(json.loads(message.data))
        finally:
            self._sockets.discard(socket)
            talk.close()
        return socket


class _Talk:
    """One connection."""

    def __init__(self, server: RealtimeServer, socket: web.WebSocketResponse) -> None:
        self._server, self._socket = server, socket
        self._line = Line(hears="")
        self._told_tool = False
        self._tasks: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def take(self, event: dict[str, Any]) -> None:
        if event["type"] != "input_audio_buffer.append":
            self._server.received.append(event)
        match event["type"]:
            case "input_audio_buffer.commit":
                await self._heard()
            case "conversation.item.create":
                self._told_tool = event["item"]["type"] == "function_call_output"
                await self._send("conversation.item.added", item=event["item"])
            case "conversation.item.delete":
                await self._send("conversation.item.deleted", item_id=event["item_id"])
            case "response.create":
                await self._respond((event.get("response") or {}).get("metadata"))
            case _:
                pass

    async def _heard(self) -> None:
        script = self._server.script
        self._line, self._told_tool = script.popleft() if script else Line(hears="Yes."), False
        item = f"item_{uuid4().hex[:12]}"
        await self._send("input_audio_buffer.committed", item_id=item)
        content = [{"type": "input_audio", "transcript": None}]
        await self._send(
            "conversation.item.added",
            item={"id": item, "type": "message", "role": "user", "status": "completed", "content": content},
        )
        task = asyncio.create_task(self._written(item, self._line))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _written(self, item: str, line: Line) -> None:
        await asyncio.sleep(line.written_after_s)
        await self._send(
            "conversation.item.input_audio_transcription.completed",
            item_id=item,
            content_index=0,
            transcript=line.hears,
            usage={"type": "duration", "seconds": 1.0},
        )

    async def _respond(self, metadata: dict[str, str] | None) -> None:
        line, id = self._line, f"resp_{uuid4().hex[:12]}"
        if not line.says:
            return
        await self._send("response.created", response=self._response(id, "in_progress", metadata))
        if line.starts and not self._told_tool:
            await self._call_tool(id, line.starts)
        else:
            await self._say(id, line.says)
        usage = {
            "input_tokens": TOKENS_IN,
            "output_tokens": TOKENS_OUT,
            "total_tokens": TOKENS_IN + TOKENS_OUT,
            "input_token_details": {"audio_tokens": TOKENS_IN},
            "output_token_details": {"audio_tokens": TOKENS_OUT},
        }
        await self._send(
            "response.done", response=self._response(id, "completed", metadata) | {"usage": usage}
        )

    def _response(self, id: str, status: str, metadata: dict[str, str] | None) -> dict[str, Any]:
        return {"id": id, "object": "realtime.response", "status": status, "output": [], "metadata": metadata}

    async def _call_tool(self, response: str, intent: str) -> None:
        item = {
            "id": f"item_{uuid4().hex[:12]}",
            "type": "function_call",
            "name": "start",
            "call_id": f"call_{uuid4().hex[:12]}",
            "arguments": json.dumps({"intent": intent}),
        }
        begun = item | {"arguments": ""}
        await self._send("response.output_item.added", response_id=response, output_index=0, item=begun)
        await self._send("conversation.item.added", item=begun)
        await self._send("response.output_item.done", response_id=response, output_index=0, item=item)

    async def _say(self, response: str, text: str) -> None:
        id = f"item_{uuid4().hex[:12]}"
        item: dict[str, Any] = {"id": id, "type": "message", "role": "assistant", "content": []}
        place: dict[str, Any] = {
            "response_id": response,
            "item_id": id,
            "output_index": 0,
            "content_index": 0,
        }
        await self._send("response.output_item.added", response_id=response, output_index=0, item=item)
        await self._send("conversation.item.added", item=item)
        await self._send("response.content_part.added", **place, part={"type": "audio", "transcript": ""})
        for word in _words(text):
            await self._send("response.output_audio_transcript.delta", **place, delta=word)
        sound = speech(text)[::2].tobytes()
        for start in range(0, len(sound), CHUNK):
            delta = base64.b64encode(sound[start : start + CHUNK]).decode()
            await self._send("response.output_audio.delta", **place, delta=delta)
        await self._send("response.output_audio.done", **place)
        done = item | {"status": "completed", "content": [{"type": "output_audio", "transcript": text}]}
        await self._send("response.output_item.done", response_id=response, output_index=0, item=done)

    async def _send(self, type: str, **event: Any) -> None:
        if not self._socket.closed:
            await self._socket.send_str(json.dumps({"event_id": uuid4().hex, "type": type, **event}))


def _words(text: str) -> Iterable[str]:
    """The text in pieces that give it back when joined."""
    first, *rest = text.split(" ")
    return [first, *(f" {word}" for word in rest)]
