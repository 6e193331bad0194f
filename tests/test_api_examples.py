"""The examples of docs/api.md, run in order as one caller would: whatever the page promises must come back."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.spine import Spine

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
BLOCK = re.compile(r"^```http\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"\[[^\]]+\]|[^.\[\]]+")
ABSENT = object()


@dataclass(frozen=True)
class Example:
    """One request of the page and the lines that its answer must bear out."""

    line: int
    method: str
    path: str
    headers: dict[str, str]
    body: str
    status: int
    promises: list[str]

    @property
    def title(self) -> str:
        return f"docs/api.md:{self.line} {self.method} {self.path}"

    @property
    def is_about_calls(self) -> bool:
        return "/voice/" in self.path or "{call_session_id}" in self.path

    @property
    def events(self) -> list[str]:
        return [line.removeprefix("event: ") for line in self.promises if line.startswith("event: ")]


@dataclass
class Received:
    """An answer as far as it was read."""

    status: int
    headers: httpx.Headers
    content: bytes = b""
    events: list[str] = field(default_factory=list[str])

    @property
    def document(self) -> Any:
        return json.loads(self.content) if "json" in self.headers.get("content-type", "") else ABSENT


def examples_of(page: str) -> list[Example]:
    """Every `http` block, in order."""
    return [_example(match[1], page[: match.start()].count("\n") + 2) for match in BLOCK.finditer(page)]


def _example(block: str, line: int) -> Example:
    request, _, answer = block.partition("HTTP/1.1 ")
    head, _, body = request.partition("\n\n")
    first, *headers = head.splitlines()
    method, path = first.split(" ", 1)
    status, *promises = answer.splitlines()
    pairs = [header.split(": ", 1) for header in headers]
    return Example(line, method, path, dict(pairs), body.strip(), int(status), promises)


def filled(text: str, known: dict[str, str]) -> str:
    """`text` with every {name} that earlier answers gave."""
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def found(document: Any, path: str) -> Any:
    """The value at `.a.0.b` or `.items[memory.kind=job].b`; ABSENT when there is none."""
    for step in STEP.findall(path):
        document = _step(document, step)
        if document is ABSENT:
            return ABSENT
    return document


def _step(document: Any, step: str) -> Any:
    if step.startswith("["):
        inner, _, wanted = step[1:-1].partition("=")
        return next((item for item in document if found(item, inner) == wanted), ABSENT)
    if isinstance(document, list):
        return document[int(step)] if step.isdigit() and int(step) < len(document) else ABSENT
    return document.get(step, ABSENT) if isinstance(document, dict) else ABSENT


def broken_promises(example: Example, received: Received, known: dict[str, str]) -> list[str]:
    """What the page says and the answer does not. Keeps the named fields in `known`."""
    if received.status != example.status:
        return [f"status {example.status}, got {received.status}: {received.content[:300]!r}"]
    broken = [
        line
        for line in example.promises
        if not line.startswith("event: ") and not _kept(line, received, known)
    ]
    coming = iter(received.events)
    return broken + [f"event: {event}" for event in example.events if event not in coming]


def _kept(promise: str, received: Received, known: dict[str, str]) -> bool:
    line = filled(promise, known)
    if not line.startswith("."):
        name, value = line.split(": ", 1)
        return received.headers.get(name, "").startswith(value)
    path, _, rest = line.partition(" ")
    value = found(received.document, path)
    if rest.startswith("-> "):
        known[rest[3:]] = str(value)
    if rest.startswith("= "):
        return value == json.loads(rest[2:])
    return value is not ABSENT


async def play(client: httpx.AsyncClient, example: Example, known: dict[str, str]) -> Received:
    """Send one request. A stream is read until the last promised event has come."""
    headers = {name: filled(value, known) for name, value in example.headers.items()}
    body = filled(example.body, known).encode()
    path = filled(example.path, known)
    async with client.stream(example.method, path, headers=headers, content=body) as answer:
        received = Received(answer.status_code, answer.headers)
        if not example.events:
            received.content = await answer.aread()
            return received
        waited_for = list(example.events)
        async for line in answer.aiter_lines():
            if line.startswith("event: "):
                received.events.append(line.removeprefix("event: "))
                if waited_for and received.events[-1] == waited_for[0]:
                    waited_for.pop(0)
            if not waited_for:
                break
    return received


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.timeout(180)
async def test_every_example_of_the_api_page_works_as_written(spine: Spine) -> None:
    known = {"key": await spine.new_key("api examples"), "app_key": await spine.new_key("api app", "app")}
    for example in examples_of(PAGE.read_text("utf-8")):
        if example.is_about_calls:
            continue  # played where there are calls: tests/calls/test_tokens.py
        # A caller of their own each time: no cookie of one example may let in the next.
        async with httpx.AsyncClient(base_url=spine.url, timeout=90) as client:
            received = await play(client, example, known)
        broken = broken_promises(example, received, known)
        assert not broken, f"{example.title}: {broken}"


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
async def test_every_endpoint_has_an_example(spine: Spine) -> None:
    async with spine.client() as client:
        paths = (await client.get("/openapi.json")).json()["paths"]
    offered = {(method.upper(), _shape(path)) for path, methods in paths.items() for method in methods}
    shown = {(example.method, _shape(example.path)) for example in examples_of(PAGE.read_text("utf-8"))}
    assert not offered - shown


def _shape(path: str) -> str:
    """A path with every placeholder, id, version number and foreign id alike, without its query."""
    return re.sub(
        r"\{\w+\}|[0-9a-f]{8}-[0-9a-f-]{27}|(?<=versions/)\d+|(?<=people/)[\w-]+", "*", path.split("?")[0]
    )


@pytest.mark.parametrize(
    ("promise", "broken"),
    [
        (".id -> turn", False),
        (".items.0.name = 1", False),
        (".items[kind=job].name = 2", False),
        ("ETag: \"2\"", False),
        (".items.0.name = 2", True),
        (".items.7", True),
        (".items[kind=cv].name", True),
        ("ETag: \"3\"", True),
    ],
)  # fmt: skip
def test_a_promise_that_the_answer_does_not_keep_is_noticed(promise: str, broken: bool) -> None:
    example = Example(1, "GET", "/", {}, "", 200, [promise])
    body = {"id": "t", "items": [{"kind": "skill", "name": 1}, {"kind": "job", "name": 2}]}
    headers = httpx.Headers({"ETag": '"2"', "Content-Type": "application/json"})
    received = Received(200, headers, json.dumps(body).encode())
    assert bool(broken_promises(example, received, {})) is broken


def test_a_missing_event_and_another_status_are_noticed() -> None:
    example = Example(1, "POST", "/", {}, "", 200, ["event: a", "event: c"])
    assert not broken_promises(example, Received(200, httpx.Headers(), events=["a", "b", "c"]), {})
    assert broken_promises(example, Received(200, httpx.Headers(), events=["c", "a"]), {})
    assert broken_promises(example, Received(500, httpx.Headers()), {})
