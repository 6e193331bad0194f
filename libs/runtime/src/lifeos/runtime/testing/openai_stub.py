"""A scripted model server that speaks the OpenAI chat protocol on 127.0.0.1.

What it does is chosen by the model's name (`FAULTS`, or behaviours passed in), or by a queue per name:

    async with OpenAIStub({"honest": says_what(write_cv)}) as stub:
        stub.queue("mini", rate_limited(retry_after_s=1), says("Hello."))
"""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, cast

from aiohttp import web

from lifeos.runtime.testing.openai_behaviours import FAULTS, Asked, Behaviour


@dataclass
class OpenAIStub:
    """The server. Inside `async with`, `base` is its OpenAI base URL, `hits` and `requests` what it got."""

    behaviours: Mapping[str, Behaviour] = field(default_factory=dict[str, Behaviour])
    hits: Counter[str] = field(default_factory=Counter[str])
    requests: list[Asked] = field(default_factory=list[Asked])
    base: str = ""

    def __post_init__(self) -> None:
        self._queued: dict[str, deque[Behaviour]] = {}
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/v1"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def queue(self, model: str, *behaviours: Behaviour) -> None:
        """What the next requests for `model` meet, one each, before its usual behaviour comes back."""
        self._queued.setdefault(model, deque()).extend(behaviours)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        sent: dict[str, Any] = await request.json()
        model = str(sent["model"])
        self.hits[model] += 1
        asked = Asked(
            model=model,
            messages=cast(list[dict[str, str]], sent["messages"]),
            stream=bool(sent.get("stream")),
            body=sent,
            headers=dict(request.headers),
            hit=self.hits[model],
        )
        self.requests.append(asked)
        waiting = self._queued.get(model)
        if waiting:
            return await waiting.popleft()(asked, request)
        behaviours = {**FAULTS, **self.behaviours}
        behave = behaviours.get(model) or behaviours.get(model.partition(":")[0])
        if behave is None:
            return web.json_response({"error": {"code": "model_not_found"}}, status=404)
        return await behave(asked, request)
