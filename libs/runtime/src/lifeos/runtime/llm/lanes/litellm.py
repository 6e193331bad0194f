"""The lane through litellm, which knows a hundred providers and takes five seconds to import."""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Mapping
from types import ModuleType
from typing import Any

from lifeos.runtime.llm.calls import Call, Completion, Delta, Tokens, storable
from lifeos.runtime.llm.errors import ModelFailed, Reason
from lifeos.runtime.llm.retry_after import seconds_to_wait
from lifeos.runtime.llm.settings import RungSettings

QUIET_ENV = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_OFFLINE_MODE": "true"}
"""Without these litellm downloads a price list when it is imported."""

REASONS: tuple[tuple[str, Reason], ...] = (
    ("ContextWindowExceededError", "context"),
    ("ContentPolicyViolationError", "declined"),
    ("AuthenticationError", "auth"),
    ("PermissionDeniedError", "auth"),
    ("RateLimitError", "rate_limited"),
    ("Timeout", "timeout"),
    ("JSONDecodeError", "bad_answer"),
    ("ServerDisconnectedError", "unreachable"),
    ("ClientConnectorError", "unreachable"),
    ("ConnectError", "unreachable"),
    ("ClientPayloadError", "cut"),
    ("RemoteProtocolError", "cut"),
    ("StopAsyncIteration", "cut"),
)
"""Classes of the error or of what caused it; the first line that fits decides. They stand by name because
litellm wraps aiohttp's and httpx's errors into one class of its own (`InternalServerError` for most)."""

MOST_CAUSES = 8


class LiteLLMLane:
    """One model reached through litellm. The import happens in `warm`, else in the first call."""

    def __init__(self, settings: RungSettings) -> None:
        self._settings = settings
        self._litellm: ModuleType | None = None

    async def warm(self) -> None:
        """Import litellm beside the event loop. Other tasks stutter for the seconds it takes."""
        if self._litellm is None:
            self._litellm = await asyncio.to_thread(_import_quietly)

    async def complete(self, call: Call) -> Completion:
        """One request, no retry. Raises `ModelFailed`."""
        answer = await self._ask(call, stream=False)
        if not answer.choices:
            raise ModelFailed("empty")
        choice = answer.choices[0]
        tokens = _tokens(answer)
        return Completion(
            text=storable(choice.message.content or ""),
            finish=choice.finish_reason,
            tokens=tokens,
            cost_usd=self._cost(tokens),
        )

    async def stream(self, call: Call) -> AsyncGenerator[Delta, None]:
        """One streamed request, no retry. Raises `ModelFailed`."""
        chunks = await self._ask(call, stream=True)
        try:
            while True:
                chunk = await self._next(chunks)
                if chunk is None:
                    return
                yield self._delta(chunk)
        finally:
            await _close_stream(chunks)

    async def close(self) -> None:
        """Close litellm's connections, which all its users in the process share."""
        if self._litellm is not None:
            await self._litellm.close_litellm_async_clients()
            self._litellm.in_memory_llm_clients_cache.flush_cache()

    async def _ask(self, call: Call, *, stream: bool) -> Any:
        await self.warm()
        failure: ModelFailed
        try:
            return await self._module.acompletion(**self._arguments(call, stream=stream))
        except Exception as error:  # noqa: BLE001 - it lets ValueError, KeyError and its providers' own out
            failure = _failure(error)
        raise failure  # outside the handler, so that a traceback cannot show the provider's words

    async def _next(self, chunks: Any) -> Any:
        failure: ModelFailed
        try:
            return await anext(chunks, None)
        except Exception as error:  # noqa: BLE001 - as above
            failure = _failure(error)
        raise failure

    @property
    def _module(self) -> ModuleType:
        assert self._litellm is not None, "warm() comes first"
        return self._litellm

    def _arguments(self, call: Call, *, stream: bool) -> Mapping[str, Any]:
        settings = self._settings
        arguments: dict[str, Any] = {
            "model": settings.model,
            "messages": [{"role": message.role, "content": message.content} for message in call.messages],
            "stream": stream,
            "timeout": settings.timeout_s,
            "num_retries": 0,
            "max_retries": 0,
            "drop_params": True,
            "api_base": settings.api_base,
            # A server without a key still needs one here: OpenAI's client refuses to start without.
            "api_key": settings.api_key.get_secret_value() if settings.api_key else _no_key(settings),
            "max_tokens": settings.max_tokens,
            "response_format": call.response_format,
            "stream_options": {"include_usage": True} if stream else None,
        }
        return {name: value for name, value in arguments.items() if value is not None}

    def _delta(self, chunk: Any) -> Delta:
        tokens = _tokens(chunk)
        if not chunk.choices:
            return Delta(tokens=tokens, cost_usd=self._cost(tokens))
        choice = chunk.choices[0]
        return Delta(
            text=storable(choice.delta.content or ""),
            finish=choice.finish_reason,
            tokens=tokens,
            cost_usd=self._cost(tokens),
        )

    def _cost(self, tokens: Tokens | None) -> float | None:
        """USD by litellm's price list; absent for a model that is not in it."""
        if tokens is None:
            return None
        try:
            reading, writing = self._module.cost_per_token(
                model=self._settings.model, prompt_tokens=tokens.input, completion_tokens=tokens.output
            )
        except Exception:  # noqa: BLE001 - unknown models raise bare Exception subclasses
            return None
        return float(reading) + float(writing)


def _import_quietly() -> ModuleType:
    os.environ.update(QUIET_ENV)
    import litellm  # five seconds and 250 MB, which a process without this lane must not pay

    litellm.suppress_debug_info = True
    litellm.turn_off_message_logging = True
    for name in ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router"):
        logging.getLogger(name).disabled = True  # its lines quote providers, who quote people
    return litellm


def _no_key(settings: RungSettings) -> str | None:
    return "none" if settings.api_base else None


def _tokens(answer: Any) -> Tokens | None:
    usage = getattr(answer, "usage", None)
    if usage is None or not usage.total_tokens:
        return None
    return Tokens(input=usage.prompt_tokens, output=usage.completion_tokens)


async def _close_stream(chunks: Any) -> None:
    closing = getattr(chunks, "aclose", None)
    if closing is not None:
        await closing()


def _failure(error: Exception) -> ModelFailed:
    status = getattr(error, "status_code", None)
    return ModelFailed(
        _reason(error, status),
        status=status if isinstance(status, int) else None,
        code=type(error).__name__,
        retry_after_s=seconds_to_wait(_header(error, "retry-after")),
    )


def _reason(error: Exception, status: object) -> Reason:
    names = {base.__name__ for cause in _causes(error) for base in type(cause).__mro__}
    for name, reason in REASONS:
        if name in names:
            return reason
    return "auth" if status in (401, 403) else "provider"


def _causes(error: Exception) -> list[BaseException]:
    causes: list[BaseException] = [error]
    while len(causes) < MOST_CAUSES:
        last = causes[-1]
        cause = getattr(last, "original_exception", None) or last.__cause__ or last.__context__
        if not isinstance(cause, BaseException):
            break
        causes.append(cause)
    return causes


def _header(error: Exception, name: str) -> str | None:
    headers = getattr(getattr(error, "response", None), "headers", None)
    return None if headers is None else headers.get(name)
