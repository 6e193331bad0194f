"""From the text of a model to the value that was asked for, or one sentence on why it is not one."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from lifeos.runtime.llm.calls import ChatMessage
from lifeos.runtime.llm.errors import ModelFailed
from lifeos.runtime.llm.settings import JsonMode

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

MOST_ERRORS = 12
MOST_STARTS = 200
"""Braces that may open the JSON object; beyond them the text is not an answer."""


@dataclass(frozen=True)
class Read(Generic[T]):
    """Either a value, or the problem in a sentence that the model is shown (it may quote its own words)."""

    value: T | None = field(default=None, repr=False)
    problem: str | None = field(default=None, repr=False)


def read_text(text: str) -> Read[str]:
    """Plain text is what it is."""
    return Read(value=text.strip())


def read_as(output: type[M]) -> Callable[[str], Read[M]]:
    """A reader of JSON answers: bare, in a fenced block, or with talk around them."""

    def read(text: str) -> Read[M]:
        found = find_object(text)
        if found is None:
            return Read(problem="There is no complete JSON object in it.")
        try:
            return Read(value=output.model_validate_json(found))
        except ValidationError as error:
            return Read(problem=_sentence(error))

    return read


def accepted(
    read: Callable[[str], Read[T]], accept: Callable[[T], str | None] | None
) -> Callable[[str], Read[T]]:
    """`read`, then the caller's own check, which returns a sentence when it refuses the value."""
    if accept is None:
        return read

    def read_and_ask(text: str) -> Read[T]:
        got = read(text)
        refusal = None if got.value is None else accept(got.value)
        return Read(problem=refusal) if refusal else got

    return read_and_ask


def find_object(text: str) -> str | None:
    """The longest JSON object in `text`, as it stands there; absent when there is no whole one."""
    decoder = json.JSONDecoder()
    found, start = "", text.find("{")
    for _ in range(MOST_STARTS):
        if start < 0:
            break
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            found = max(found, text[start:end], key=len)
        start = text.find("{", end)
    return found or None


def check_finish(text: str, finish: str | None) -> None:
    """Refuse an answer that is not whole. Raises `ModelFailed`: truncated, declined, bad_answer, empty."""
    if finish == "length":
        raise ModelFailed("truncated")
    if finish == "content_filter":
        raise ModelFailed("declined")
    if finish in ("tool_calls", "function_call"):
        raise ModelFailed("bad_answer", code=finish)
    if not text.strip():
        raise ModelFailed("empty")


def asking_for_json(messages: tuple[ChatMessage, ...], output: type[BaseModel]) -> tuple[ChatMessage, ...]:
    """The prompt with the schema in its system message: some servers ignore `response_format`."""
    schema = json.dumps(output.model_json_schema(), ensure_ascii=False, separators=(",", ":"))
    rule = f"Answer with one JSON object and nothing else. It must fit this JSON Schema:\n{schema}"
    if messages and messages[0].role == "system":
        return (ChatMessage("system", f"{messages[0].content}\n\n{rule}"), *messages[1:])
    return (ChatMessage("system", rule), *messages)


def response_format(output: type[BaseModel], mode: JsonMode) -> dict[str, Any] | None:
    """The OpenAI field that asks for JSON, as far as the server understands one."""
    if mode == "none":
        return None
    if mode == "object":
        return {"type": "json_object"}
    schema = {"name": output.__name__, "schema": output.model_json_schema()}
    return {"type": "json_schema", "json_schema": schema}


def repaired(messages: tuple[ChatMessage, ...], said: str, problem: str) -> tuple[ChatMessage, ...]:
    """The prompt of the one repair: what the model said, and why that is no answer."""
    plea = f"This answer cannot be used. {problem}\nAnswer again, complete and corrected, in the same form."
    return (*messages, ChatMessage("assistant", said), ChatMessage("user", plea))


def _sentence(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    lines = [
        f"- {'.'.join(map(str, one['loc'])) or 'the object'}: {one['msg']}" for one in found[:MOST_ERRORS]
    ]
    return "It does not fit the schema:\n" + "\n".join(lines)
