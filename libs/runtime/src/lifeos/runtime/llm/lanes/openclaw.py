"""The lane to an OpenClaw gateway: a text-only agent behind an OpenAI-compatible door, with failures of its own.

What its bodies mean was recorded from the npm package `openclaw` 2026.9.6 with the settings of `deploy/openclaw/`.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import aiohttp

from lifeos.runtime.llm.calls import Call, Completion, Delta, Tokens
from lifeos.runtime.llm.errors import ModelFailed, Reason
from lifeos.runtime.llm.lanes.openai import OpenAILane
from lifeos.runtime.llm.settings import RungSettings

MAX_TOKENS = 4_000
"""Without a number of our own the gateway would ask its provider for 8,192."""
READY_S = 2.0
PAUSE_S = 0.5
"""Before the one second try: a gateway that restarts is back in some seconds, its door closes for less."""
CODES: dict[str, Reason] = {
    "unauthorized": "auth",
    "authentication_error": "auth",
    "rate_limit_error": "rate_limited",
    "gateway_unavailable": "unreachable",
}
"""The gateway refused our token; its provider refused the gateway's key; slow down; it is shutting down or starting."""
NO_ANSWER = "No response from OpenClaw."
BLOCKED = "\u26a0"
"""The warning sign that opens what it says instead of an answer when a model asked for a tool."""


class OpenClawLane:
    """One agent of an OpenClaw gateway. The whole talk goes with each call, and no `user`: it must keep no talk of its own.

    Unlike other lanes it tries once more when the gateway is just not there.
    """

    def __init__(self, settings: RungSettings) -> None:
        assert settings.api_base is not None, "settings are checked before a lane is built"
        self._door = OpenAILane(replace(settings, max_tokens=settings.max_tokens or MAX_TOKENS))
        self._ready_url = settings.api_base.removesuffix("/v1") + "/readyz"
        self._in_doubt = False

    async def warm(self) -> None:
        """Nothing to load here; the gateway itself loads at its first call."""

    async def complete(self, call: Call) -> Completion:
        """An answer, with at most one second try. Raises `ModelFailed`."""
        if self._in_doubt:
            await self._check_ready()
        try:
            return await self._ask(call)
        except ModelFailed as failure:
            if failure.reason != "unreachable":
                raise
        await asyncio.sleep(PAUSE_S)
        try:
            return await self._ask(call)
        except ModelFailed as failure:
            self._in_doubt = failure.reason == "unreachable"
            raise

    async def stream(self, call: Call) -> AsyncGenerator[Delta, None]:
        """The answer in one piece: it takes seconds anyway, and no spoken reply comes from here."""
        whole = await self.complete(call)
        yield Delta(whole.text, finish=whole.finish, tokens=whole.tokens)

    async def close(self) -> None:
        """Close the connections."""
        await self._door.close()

    async def _ask(self, call: Call) -> Completion:
        try:
            completion = await self._door.complete(call)
        except ModelFailed as failure:
            reason = CODES.get(failure.code, failure.reason)
            meant = ModelFailed(
                reason, status=failure.status, code=failure.code, retry_after_s=failure.retry_after_s
            )
        else:
            _refuse_notice(completion.text)
            return replace(completion, tokens=_counted(completion.tokens))
        raise meant

    async def _check_ready(self) -> None:
        """Raises `ModelFailed` unless the gateway takes calls. It says nothing about the provider behind it."""
        ready = False
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=READY_S)) as session,
                session.get(self._ready_url, allow_redirects=False) as response,
            ):
                ready = response.status == 200
        except (aiohttp.ClientError, OSError, TimeoutError):
            ready = False
        if not ready:
            raise ModelFailed("unreachable")
        self._in_doubt = False


def _refuse_notice(text: str) -> None:
    """Raises `ModelFailed` for a sentence of the gateway itself, which comes with status 200 like an answer."""
    told = text.strip()
    if told == NO_ANSWER:
        raise ModelFailed("empty")
    if told.startswith(BLOCKED):
        raise ModelFailed("declined")


def _counted(tokens: Tokens | None) -> Tokens | None:
    """Providers that count nothing are passed on as zeros; then nobody knows."""
    return None if tokens == Tokens(0, 0) else tokens
