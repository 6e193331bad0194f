"""The lane for OpenAI-compatible bases: one small aiohttp client, a ninth of litellm's CPU per turn."""

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp

from lifeos.runtime.llm.calls import Call, Completion, Delta, Tokens, storable
from lifeos.runtime.llm.errors import ModelFailed, Reason
from lifeos.runtime.llm.retry_after import seconds_to_wait
from lifeos.runtime.llm.settings import RungSettings

LARGEST_ANSWER = 8 * 1024 * 1024
LARGEST_EVENT = 1024 * 1024
LARGEST_ERROR = 64 * 1024
MOST_TOKENS = 10**9
"""A larger count is a server's mistake, and must not become somebody's bill."""

TOO_LONG = re.compile(r"context.{0,20}(length|window|size)|too many tokens|prompt is too long", re.IGNORECASE)
STATUS_REASONS: dict[int, Reason] = {
    401: "auth",
    403: "auth",
    408: "timeout",
    413: "context",
    429: "rate_limited",
    504: "timeout",
}


class OpenAILane:
    """One model behind an OpenAI-compatible base. Build and close it inside one event loop."""

    def __init__(self, settings: RungSettings) -> None:
        assert settings.api_base is not None, "settings are checked before a lane is built"
        self._settings = settings
        self._url = settings.api_base + "/chat/completions"
        self._proxy = environment_proxy(self._url)
        self._session: aiohttp.ClientSession | None = None

    async def warm(self) -> None:
        """Nothing to load."""

    async def complete(self, call: Call) -> Completion:
        """One request, no retry. Raises `ModelFailed`."""
        return read_completion(await self._whole(call))

    async def stream(self, call: Call) -> AsyncGenerator[Delta, None]:
        """One streamed request, no retry. Raises `ModelFailed`."""
        failure: ModelFailed
        try:
            async with self._post(call, stream=True) as response:
                await _check(response)
                if "event-stream" not in response.headers.get("Content-Type", ""):
                    raise ModelFailed("bad_answer", status=response.status)
                async for event in _events(response.content):
                    yield read_delta(event)
                return
        except (aiohttp.ClientError, OSError) as error:
            failure = _lost(error)
        raise failure  # outside the handler, so that a traceback cannot show the server's words

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _whole(self, call: Call) -> bytes:
        failure: ModelFailed
        try:
            async with self._post(call, stream=False) as response:
                await _check(response)
                return await _read_at_most(response, LARGEST_ANSWER)
        except (aiohttp.ClientError, OSError) as error:
            failure = _lost(error)
        raise failure

    def _post(self, call: Call, *, stream: bool) -> aiohttp.client._RequestContextManager:
        if self._session is None:
            # The ladder owns all time limits.
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        key = self._settings.api_key
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        # A redirect would carry the key and the person's words to a host that nobody configured.
        return self._session.post(
            self._url,
            json=self._body(call, stream=stream),
            headers=headers,
            allow_redirects=False,
            proxy=self._proxy,
        )

    def _body(self, call: Call, *, stream: bool) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._settings.model,
            "messages": [{"role": message.role, "content": message.content} for message in call.messages],
        }
        if self._settings.max_tokens is not None:
            body["max_tokens"] = self._settings.max_tokens
        if call.response_format is not None:
            body["response_format"] = call.response_format
        if stream:
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        return body


def environment_proxy(url: str) -> str | None:
    """The proxy that `HTTPS_PROXY`, `NO_PROXY` and their like name for `url`.

    Read once: aiohttp's own `trust_env` looks them up for each request, with the netrc file, in a thread.
    """
    parts = urlsplit(url)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)


def read_completion(body: bytes) -> Completion:
    """The answer in a response body. Raises `ModelFailed`: bad_answer, empty, provider."""
    answer = _object(body)
    _refuse_error(answer)
    choice = _first_choice(answer)
    if choice is None:
        raise ModelFailed("empty")
    return Completion(_text(choice, "message"), finish=_finish(choice), tokens=_tokens(answer))


def read_delta(event: bytes) -> Delta:
    """One event of a stream. Raises `ModelFailed`: bad_answer, provider."""
    chunk = _object(event)
    _refuse_error(chunk)
    choice = _first_choice(chunk)
    if choice is None:
        return Delta(tokens=_tokens(chunk))
    return Delta(_text(choice, "delta"), finish=_finish(choice), tokens=_tokens(chunk))


async def _check(response: aiohttp.ClientResponse) -> None:
    """Turn any status but 200 into a reason. The body is read for the provider's code only."""
    if response.status == 200:
        return
    body = await _read_at_most(response, LARGEST_ERROR)
    code, message = _error_of(body)
    reason = STATUS_REASONS.get(response.status, "provider")
    if response.status == 400 and (code == "context_length_exceeded" or TOO_LONG.search(message)):
        reason = "context"
    raise ModelFailed(
        reason,
        status=response.status,
        code=code,
        retry_after_s=seconds_to_wait(response.headers.get("Retry-After")),
    )


async def _read_at_most(response: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    async for part in response.content.iter_any():
        body += part
        if len(body) > limit:
            raise ModelFailed("bad_answer", status=response.status, code="too_large")
    return bytes(body)


async def _events(content: aiohttp.StreamReader) -> AsyncIterator[bytes]:
    """The data of each server-sent event up to `[DONE]`. Comments and other fields are skipped."""
    waiting = b""
    async for part in content.iter_any():
        *lines, waiting = (waiting + part).split(b"\n")
        for line in lines:
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                return
            if data:
                yield data
        if len(waiting) > LARGEST_EVENT:
            raise ModelFailed("bad_answer", code="too_large")


def _object(text: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None  # raised below, so that a traceback cannot show the text
    if not isinstance(value, dict):
        raise ModelFailed("bad_answer", code="not_json")
    return value


def _refuse_error(answer: Mapping[str, Any]) -> None:
    if answer.get("error"):
        code, _ = _named_error(answer["error"])
        raise ModelFailed("provider", code=code)


def _error_of(body: bytes) -> tuple[str, str]:
    """Code and message of an error body; empty when it has another shape. The message is never kept."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return "", ""
    return _named_error(answer.get("error") if isinstance(answer, dict) else None)


def _named_error(error: object) -> tuple[str, str]:
    if not isinstance(error, dict):
        return "", ""
    return str(error.get("code") or error.get("type") or ""), str(error.get("message") or "")


def _first_choice(answer: Mapping[str, Any]) -> Mapping[str, Any] | None:
    choices = answer.get("choices")
    if not isinstance(choices, list) or not choices:
        return None
    if not isinstance(choices[0], dict):
        raise ModelFailed("bad_answer", code="odd_choice")
    return choices[0]


def _text(choice: Mapping[str, Any], part: str) -> str:
    inner = choice.get(part)
    content = inner.get("content") if isinstance(inner, dict) else None
    return storable(content) if isinstance(content, str) else ""


def _finish(choice: Mapping[str, Any]) -> str | None:
    finish = choice.get("finish_reason")
    return finish if isinstance(finish, str) else None


def _tokens(answer: Mapping[str, Any]) -> Tokens | None:
    usage = answer.get("usage")
    if not isinstance(usage, dict):
        return None
    reading, writing = _count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))
    return None if reading is None or writing is None else Tokens(input=reading, output=writing)


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and 0 <= value <= MOST_TOKENS else None


def _lost(error: Exception) -> ModelFailed:
    """The connection was lost: before any answer (`unreachable`) or within it (`cut`)."""
    within = isinstance(error, aiohttp.ClientPayloadError)
    return ModelFailed("cut" if within else "unreachable", code=type(error).__name__)
