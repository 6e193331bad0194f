"""An OpenAI-compatible speech server that fails when it is told to."""

import asyncio
import io
import wave
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from services.voice.tests.spoken import said

SECRET = "my salary is ninety thousand"
"""What it says when it fails: servers quote what they were sent, and it must enter no log."""


@dataclass
class Server:
    """Hears what it is told to, speaks what it is asked to, and fails as it is told to."""

    status: int = 200
    wait_s: float = 0.0
    text: str = "Ich spreche vom Server."
    keys: list[str] = field(default_factory=list[str])
    asked: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])
    url: str = ""

    async def hear(self, request: web.Request) -> web.Response:
        form = await request.post()
        self._note(request, {name: form[name] for name in form if name != "file"})
        return await self._answer(web.json_response({"text": self.text}))

    async def speak(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self._note(request, asked)
        return await self._answer(web.Response(body=_wav(asked["input"]), content_type="audio/wav"))

    def _note(self, request: web.Request, asked: Mapping[str, object]) -> None:
        self.keys.append(request.headers.get("Authorization", ""))
        self.asked.append(asked)

    async def _answer(self, good: web.Response) -> web.Response:
        await asyncio.sleep(self.wait_s)
        if self.status == 200:
            return good
        return web.json_response({"error": {"message": SECRET}}, status=self.status)

    @classmethod
    @asynccontextmanager
    async def listening(cls) -> AsyncGenerator["Server"]:
        server = cls()
        app = web.Application()
        app.router.add_post("/v1/audio/transcriptions", server.hear)
        app.router.add_post("/v1/audio/speech", server.speak)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        try:
            yield server
        finally:
            await runner.cleanup()


def _wav(text: str) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16000)
        out.writeframes(said(text).tobytes())
    return file.getvalue()
