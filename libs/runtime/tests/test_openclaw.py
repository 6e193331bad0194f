"""The rung OpenClaw against bodies that the real gateway gave (`openclaw/`, npm package `openclaw` 2026.9.6)."""

import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from aiohttp import web
from pydantic import SecretStr

from lifeos.runtime.llm.calls import Call, ChatMessage
from lifeos.runtime.llm.errors import ModelFailed
from lifeos.runtime.llm.ladder import Fell, Ladder
from lifeos.runtime.llm.lanes.openclaw import MAX_TOKENS, OpenClawLane
from lifeos.runtime.llm.settings import LadderSettings, RungSettings, read_settings
from lifeos.runtime.testing.servers import free_port

pytestmark = pytest.mark.asyncio(loop_scope="module")

RECORDED = Path(__file__).parent / "openclaw"
PERSON = UUID(int=1)
PROMPT = (ChatMessage("system", "You are a CV writer."), ChatMessage("user", "Write two sentences about me."))
FAILURES = {
    "wrong_token": ("auth", "unauthorized"),
    "provider_401": ("auth", "authentication_error"),
    "after_provider_401": ("provider", "api_error"),
    "provider_500": ("provider", "api_error"),
    "provider_429": ("rate_limited", "rate_limit_error"),
    "provider_429_retry_after": ("rate_limited", "rate_limit_error"),
    "provider_port_closed": ("timeout", "api_error"),
    "agent_timeout": ("provider", "api_error"),
    "empty_answer": ("provider", "api_error"),
    "forced_tool_call": ("declined", ""),
    "forced_tool_call_loop": ("provider", "api_error"),
    "draining": ("unreachable", "gateway_unavailable"),
    "unknown_agent": ("provider", "invalid_request_error"),
    "empty_messages": ("provider", "invalid_request_error"),
}


class Gateway:
    """Answers each address with one recording. `ready` is what `/readyz` says."""

    def __init__(self) -> None:
        self.port = free_port()
        self.asked: list[dict[str, Any]] = []
        self.hits: Counter[str] = Counter()
        self.ready = 200
        self.mended: set[str] = set()
        app = web.Application()
        app.router.add_post("/{case}/v1/chat/completions", self._answer)
        app.router.add_get("/{case}/readyz", self._is_ready)
        self._runner = web.AppRunner(app)

    async def __aenter__(self) -> "Gateway":
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def rung(self, case: str) -> RungSettings:
        return RungSettings(
            name="openclaw",
            model="openclaw/lifeos",
            api_base=f"http://127.0.0.1:{self.port}/{case}/v1",
            api_key=SecretStr("token"),
            lane="openclaw",
            timeout_s=10.0,
        )

    async def _answer(self, request: web.Request) -> web.Response:
        case = request.match_info["case"]
        self.hits[case] += 1
        self.asked.append(await request.json())
        name = "ok" if case in self.mended else case
        recorded = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
        return web.Response(
            status=recorded["status"], headers=recorded["headers"], body=recorded["body"].encode()
        )

    async def _is_ready(self, _request: web.Request) -> web.Response:
        return web.Response(status=self.ready)


@pytest_asyncio.fixture(scope="module", loop_scope="module", name="gateway")
async def running_gateway() -> AsyncIterator[Gateway]:
    async with Gateway() as gateway:
        yield gateway


async def ask(gateway: Gateway, case: str) -> Any:
    lane = OpenClawLane(gateway.rung(case))
    try:
        return await lane.complete(Call(PROMPT))
    finally:
        await lane.close()


async def test_an_answer_is_read_with_what_it_cost(gateway: Gateway) -> None:
    answer = await ask(gateway, "ok")

    assert answer.text == "Dear team, I build small services and keep them running."
    assert (answer.finish, answer.tokens.input, answer.tokens.output) == ("stop", 2140, 14)


async def test_the_whole_talk_goes_with_each_call_and_nobody_is_named(gateway: Gateway) -> None:
    """With a `user` the gateway would keep a talk of its own, and one name for all would mix people's."""
    gateway.asked.clear()
    await ask(gateway, "ok")

    [body] = gateway.asked
    assert set(body) == {"model", "messages", "max_tokens"}
    assert (body["model"], body["max_tokens"]) == ("openclaw/lifeos", MAX_TOKENS)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


@pytest.mark.parametrize("case", FAILURES)
async def test_each_recorded_failure_has_its_reason(gateway: Gateway, case: str) -> None:
    with pytest.raises(ModelFailed) as failed:
        await ask(gateway, case)

    assert (failed.value.reason, failed.value.code) == FAILURES[case]


@pytest.mark.parametrize("case", FAILURES)
async def test_only_a_gateway_that_is_not_there_is_asked_twice(gateway: Gateway, case: str) -> None:
    gateway.hits.clear()
    with pytest.raises(ModelFailed):
        await ask(gateway, case)

    assert gateway.hits[case] == (2 if case == "draining" else 1)


async def test_a_gateway_that_was_away_must_say_that_it_is_ready_before_it_is_asked(gateway: Gateway) -> None:
    lane = OpenClawLane(gateway.rung("draining"))
    gateway.hits.clear()
    gateway.ready = 503
    for _ in range(2):
        with pytest.raises(ModelFailed):
            await lane.complete(Call(PROMPT))
    while_away = gateway.hits["draining"]
    gateway.ready = 200
    gateway.mended.add("draining")
    answer = await lane.complete(Call(PROMPT))
    gateway.mended.clear()
    await lane.close()

    assert while_away == 2, "the second call asked only whether it is ready"
    assert answer.text


async def test_a_refused_token_rests_the_rung_and_health_says_why(gateway: Gateway) -> None:
    settings = LadderSettings(
        {"openclaw": gateway.rung("wrong_token")},
        read_settings({"LIFEOS_LADDER_WRITE_CV": "openclaw"}, str).ladders,
    )
    gateway.hits.clear()
    async with Ladder(settings) as ladder:
        for _ in range(3):
            assert await ladder.generate("write_cv", PROMPT, person_id=PERSON) is None
        health = ladder.health()["openclaw"]

    assert gateway.hits["wrong_token"] == 1
    assert health.startswith("Its key was refused; check it.")


async def test_the_next_rung_answers_when_the_gateway_does_not(gateway: Gateway) -> None:
    env = {"LIFEOS_LADDER_WRITE_CV": "openclaw,heavy"}
    below = RungSettings(
        name="heavy", model="m", api_base=f"http://127.0.0.1:{gateway.port}/ok/v1", lane="openai"
    )
    settings = LadderSettings(
        {"openclaw": gateway.rung("provider_500"), "heavy": below}, read_settings(env, str).ladders
    )
    async with Ladder(settings) as ladder:
        got = await ladder.generate("write_cv", PROMPT, person_id=PERSON)

    assert got is not None
    assert got.fell == (Fell("openclaw", "provider"),)
    assert got.usage.rung == "heavy"
