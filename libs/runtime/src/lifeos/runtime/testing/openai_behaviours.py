"""What a scripted model server can do with a request: answer well, lie, or fail in the ways that real ones do."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

REPLY = "You told me about your work, so let us start with the job you liked most and why."
USAGE = {"prompt_tokens": 11, "completion_tokens": 22, "total_tokens": 33}


@dataclass(frozen=True)
class Asked:
    """One request that the stub got. `hit` counts the requests for this model, from 1."""

    model: str
    messages: list[dict[str, str]]
    stream: bool
    body: Mapping[str, Any]
    headers: Mapping[str, str]
    hit: int

    @property
    def last(self) -> str:
        """The newest message, which is the one a script usually reads."""
        return self.messages[-1]["content"]


Behaviour = Callable[[Asked, web.Request], Awaitable[web.StreamResponse]]


def says_what(
    answer: Callable[[Asked], str], *, finish: str = "stop", usage: bool = True, pause_s: float = 0
) -> Behaviour:
    """Answers with what `answer` makes of the request: an honest model, a liar, or a JSON fixture. Before each
    word of a stream it waits `pause_s`."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        text = answer(asked)
        if not asked.stream:
            return web.json_response(_whole(asked, text, finish, usage))
        response = await _open_stream(request)
        for word in _words(text):
            await asyncio.sleep(pause_s)
            await _send(response, _chunk(asked, {"content": word}))
        await _send(response, _chunk(asked, {}, finish))
        if usage:
            await _send(response, _chunk(asked, None, usage=True))
        await response.write(b"data: [DONE]\n\n")
        return response

    return behave


def says(text: str, *, finish: str = "stop", usage: bool = True, pause_s: float = 0) -> Behaviour:
    """Always answers `text`."""
    return says_what(lambda asked: text, finish=finish, usage=usage, pause_s=pause_s)


def trickles(pause_s: float) -> Behaviour:
    """Streams words with a pause before each, and never ends within a minute."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        response = await _open_stream(request)
        for _ in range(int(60 / pause_s)):
            await asyncio.sleep(pause_s)
            await _send(response, _chunk(asked, {"content": "and "}))
        return response

    return behave


def fails(
    status: int, code: str = "", message: str = "", headers: Mapping[str, str] | None = None
) -> Behaviour:
    """An HTTP error. Like some real servers it repeats the prompt in its message."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        error = {
            "message": f"{message or 'it went wrong'}: {asked.last}",
            "type": code or "error",
            "code": code,
        }
        return web.json_response({"error": error}, status=status, headers=headers)

    return behave


def rate_limited(retry_after_s: int | None = None) -> Behaviour:
    """429, with `Retry-After` when a time is given."""
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    return fails(429, "rate_limit_exceeded", headers=headers)


def after(seconds: float, then: Behaviour) -> Behaviour:
    """Waits before it does anything."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await then(asked, request)

    return behave


def body(content: bytes, content_type: str) -> Behaviour:
    """Answers 200 with exactly these bytes."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        return web.Response(body=content, content_type=content_type)

    return behave


def no_choices() -> Behaviour:
    """A well-formed answer without an answer in it."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        return web.json_response({**_whole(asked, "", "stop", True), "choices": []})

    return behave


async def half_a_body(asked: Asked, request: web.Request) -> web.StreamResponse:
    """Promises more bytes than it sends, then drops the connection."""
    content = json.dumps(_whole(asked, REPLY, "stop", True)).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(content)
    await response.prepare(request)
    await response.write(content[: len(content) // 2])
    _drop(request)
    return response


async def hangs_up(asked: Asked, request: web.Request) -> web.StreamResponse:
    """Drops the connection without any answer."""
    _drop(request)
    return web.Response()


def breaks_off(words: int, how: Callable[[web.StreamResponse, web.Request], Awaitable[None]]) -> Behaviour:
    """Streams some words, then does `how` instead of going on."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        response = await _open_stream(request)
        for word in _words(REPLY)[:words]:
            await _send(response, _chunk(asked, {"content": word}))
        await how(response, request)
        return response

    return behave


async def cut(response: web.StreamResponse, request: web.Request) -> None:
    """The connection drops."""
    await asyncio.sleep(0.05)  # what was written before must reach the reader
    _drop(request)


async def end_quietly(response: web.StreamResponse, request: web.Request) -> None:
    """The body ends as if all were well, without a finish reason."""


async def stall(response: web.StreamResponse, request: web.Request) -> None:
    """Nothing more comes, and the connection stays open."""
    await asyncio.sleep(30)


async def junk(response: web.StreamResponse, request: web.Request) -> None:
    """An event that is not JSON."""
    await response.write(b"data: {not json\n\n")


async def error_inside(response: web.StreamResponse, request: web.Request) -> None:
    """An error as an event, after words were sent."""
    error = {"message": f"overloaded: {REPLY}", "type": "server_error", "code": 503}
    await _send(response, {"error": error})


def flaky(n: int, of: int, otherwise: Behaviour) -> Behaviour:
    """Fails the first `n` of every `of` requests."""

    async def behave(asked: Asked, request: web.Request) -> web.StreamResponse:
        bad = (asked.hit - 1) % of < n
        return await (fails(500, "server_error") if bad else otherwise)(asked, request)

    return behave


FAULTS: Mapping[str, Behaviour] = {
    "ok": says(REPLY),
    "no-usage": says(REPLY, usage=False),
    "unauthorized": fails(401, "invalid_api_key", "bad key"),
    "forbidden": fails(403, "permission_denied"),
    "rate-limited": rate_limited(1),
    "error-500": fails(500, "server_error"),
    "error-503": fails(503, "overloaded"),
    "bad-request": fails(400, "invalid_request_error", "unknown field"),
    "too-long": fails(400, "context_length_exceeded", "This model's maximum context length is 10 tokens"),
    "slow": after(30, says(REPLY)),
    "half-a-body": half_a_body,
    "hangs-up": hangs_up,
    "html": body(b"<html><body>gateway</body></html>", "text/html"),
    "not-json": body(b'{"id": "x", "choices": [{"mess', "application/json"),
    "no-choices": no_choices(),
    "blank": says(" \n "),
    "truncated": says(REPLY, finish="length"),
    "filtered": says("", finish="content_filter"),
    "malformed": says('{"name": "Dani", "years": '),
    "wrong": says('{"nombre": "Dani"}'),
    "cut": breaks_off(5, cut),
    "no-end": breaks_off(5, end_quietly),
    "stall": breaks_off(5, stall),
    "silent": breaks_off(0, stall),
    "junk": breaks_off(5, junk),
    "error-inside": breaks_off(5, error_inside),
    "flaky": flaky(2, 3, says(REPLY)),
}
"""Behaviour by model name. A name may go on after a colon (`ok:heavy`), so that two models behave alike."""


def _whole(asked: Asked, text: str, finish: str, usage: bool) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    answer = {
        "id": "answer-1",
        "object": "chat.completion",
        "created": 1,
        "model": asked.model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    return {**answer, "usage": USAGE} if usage else answer


def _chunk(
    asked: Asked, delta: dict[str, str] | None, finish: str | None = None, *, usage: bool = False
) -> dict[str, Any]:
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    chunk = {
        "id": "answer-1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": asked.model,
        "choices": choices,
    }
    return {**chunk, "usage": USAGE} if usage else chunk


def _words(text: str) -> list[str]:
    return [word + " " for word in text.split(" ")[:-1]] + text.split(" ")[-1:]


async def _open_stream(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


async def _send(response: web.StreamResponse, event: Mapping[str, Any]) -> None:
    await response.write(b"data: " + json.dumps(event).encode() + b"\n\n")


def _drop(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
