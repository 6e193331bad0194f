"""Through the door of the compose stack: real Caddy, TLS, and every service told what its container is told."""

import asyncio
import contextlib
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import nats
import pytest
import pytest_asyncio

from lifeos.gateway.app import CONTENT_POLICY, PAGE_HEADERS
from lifeos.runtime.testing.servers import free_port
from lifeos.stack.nats_rights import inbox
from tests.compose import CADDY, DOMAIN, ROOT, Caddy, ComposeSpine, compose
from tests.test_journey import STORIES

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

STRANGERS = 3


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stack() -> AsyncIterator[ComposeSpine]:
    async with ComposeSpine({"LIFEOS_RATE_STRANGERS": f"{STRANGERS}/minute"}) as running:
        yield running


@pytest.fixture(scope="module")
def caddy(stack: ComposeSpine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caddy]:
    with Caddy(tmp_path_factory.mktemp("caddy"), f"127.0.0.1:{stack.layout.port}") as running:
        (running.page / "index.html").write_text("<title>Life-OS</title>")
        (running.page / "assets").mkdir()
        (running.page / "assets" / "page-1a2b.js").write_text("let page;")
        yield running


def operator(stack: ComposeSpine, folder: Path, *words: str) -> str:
    """The command line as the `operator` container runs it."""
    command = [sys.executable, "-c", "from lifeos.stack.cli import app; app()", *words]
    env = stack.environment("operator") | {"LIFEOS_DATA": str(folder)}
    env["PYTHONPATH"] = ":".join(sys.path)
    return subprocess.run(
        command, env=env, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


async def test_a_reply_arrives_event_by_event_though_it_is_compressed(
    stack: ComposeSpine, caddy: Caddy
) -> None:
    arrived: list[float] = []
    async with caddy.client(stack.api_key) as client:
        request = client.stream(
            "POST",
            "/v1/chat/stream",
            json={"message": STORIES["en"]},
            headers={"Idempotency-Key": str(uuid4()), "Accept-Encoding": "gzip"},
        )
        async with request as stream:
            encoding = stream.headers["content-encoding"]
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    arrived.append(time.monotonic())

    assert encoding == "gzip"
    moments = [round((moment - arrived[0]) / 0.02) for moment in arrived]
    assert len(set(moments)) >= 4, moments
    assert arrived[-1] - arrived[0] > 0.2


async def test_a_request_keeps_its_id_and_gets_one_otherwise(caddy: Caddy) -> None:
    async with caddy.client() as client:
        kept = await client.get("/health", headers={"X-Request-Id": "from-the-page-1"})
        made = await client.get("/health")

    assert kept.headers["x-request-id"] == "from-the-page-1"
    assert len(made.headers["x-request-id"]) == 36


async def test_too_large_a_message_is_refused_by_the_gateway(stack: ComposeSpine, caddy: Caddy) -> None:
    async with caddy.client(stack.api_key) as client:
        body = {"message": "a" * (257 * 1024)}
        answer = await client.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": str(uuid4())})

    assert answer.status_code == 413
    assert "256 KiB" in answer.json()["detail"]


@pytest.mark.parametrize(("size", "status"), [(5_000_000, 200), (6_050_000, 413)])
async def test_no_body_above_six_megabytes_passes_the_door(tmp_path: Path, size: int, status: int) -> None:
    async def take_all(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(size)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
        writer.close()

    port = free_port()
    async with await asyncio.start_server(take_all, "127.0.0.1", port):
        with Caddy(tmp_path / "door", f"127.0.0.1:{port}") as door:
            async with door.client() as client:
                answer = await client.post("/v1/files", content=b"a" * size)

    assert answer.status_code == status
    if status == 413:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 413


async def test_plain_http_is_sent_to_tls_and_browsers_are_told_to_stay_there(caddy: Caddy) -> None:
    async with httpx.AsyncClient() as plain:
        answer = await plain.get(f"http://127.0.0.1:{caddy.plain_port}/v1/me", headers={"Host": DOMAIN})
    async with caddy.client() as client:
        secure = await client.get("/v1/me")

    assert answer.status_code == 308
    assert answer.headers["location"].startswith(f"https://{DOMAIN}")
    assert secure.status_code == 401
    assert secure.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert secure.headers["x-content-type-options"] == "nosniff"
    assert "server" not in secure.headers


async def test_the_page_has_the_headers_that_the_gateway_would_give_it(caddy: Caddy) -> None:
    async with caddy.client() as client:
        page = await client.get("/")
        script = await client.get("/assets/page-1a2b.js")

    assert "Life-OS" in page.text
    assert {name: page.headers.get(name) for name in PAGE_HEADERS} == PAGE_HEADERS
    assert page.headers["Content-Security-Policy"].startswith(CONTENT_POLICY)
    assert "immutable" in script.headers["cache-control"]
    assert "cache-control" not in page.headers


async def test_the_operator_makes_a_key_that_opens_the_page(
    stack: ComposeSpine, caddy: Caddy, tmp_path: Path
) -> None:
    key = operator(stack, tmp_path, "keys", "issue", "Ana")
    async with caddy.client() as client:
        login = await client.post("/v1/login", json={"key": key})
        me = await client.get("/v1/me", headers={"Authorization": f"Bearer {key}"})

    assert me.status_code == 200
    assert login.status_code == 204, login.text
    assert "secure" in login.headers["set-cookie"].lower()
    assert key[:11] in operator(stack, tmp_path, "keys", "list")


async def test_failed_logins_count_by_the_callers_own_address_whatever_it_claims(caddy: Caddy) -> None:
    async def knock(address: str, claimed: str) -> int:
        async with caddy.client("lo_wrong", address) as client:
            return (await client.get("/v1/me", headers={"X-Forwarded-For": claimed})).status_code

    guessing = [await knock("127.0.0.2", f"10.0.0.{number}") for number in range(STRANGERS + 1)]
    assert guessing == [401] * STRANGERS + [429]
    assert await knock("127.0.0.3", "127.0.0.2") == 401


async def test_a_service_can_do_on_the_bus_what_it_may_and_nothing_else(stack: ComposeSpine) -> None:
    refused: list[str] = []

    async def note(problem: Exception) -> None:
        refused.append(str(problem).lower())

    password = (stack.secrets_folder / "router" / "nats_password").read_text()
    router = await nats.connect(
        stack.layout.nats_url, user="router", password=password, inbox_prefix=inbox("router"), error_cb=note
    )
    await router.publish("live.reply.delta.v1.s", b"allowed")
    await router.flush()
    assert refused == []
    await router.publish("life.memory.learned.v1.s.t", b"not its own")
    await router.flush()
    for _ in range(20):
        if refused:
            break
        await asyncio.sleep(0.05)
    await router.close()
    assert "permissions violation" in refused[0]


async def test_the_health_check_of_a_container_tells_ready_from_away(stack: ComposeSpine) -> None:
    test: list[str] = compose()["services"]["gateway"]["healthcheck"]["test"]

    def run(port: int) -> int:
        words = [word.replace(":9000", f":{port}") for word in test[2:]]
        return subprocess.run([sys.executable, *words], capture_output=True, check=False).returncode

    assert test[:2] == ["CMD", "python"]
    assert run(stack.layout.internal_port("gateway")) == 0
    assert run(free_port()) != 0


async def test_while_the_gateway_is_away_the_door_says_so(tmp_path: Path) -> None:
    with Caddy(tmp_path / "alone", f"127.0.0.1:{free_port()}") as alone:
        async with alone.client() as client:
            answer = await client.get("/v1/sessions")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 503


async def test_what_the_door_logs_of_a_broken_answer_holds_no_words_and_no_key(tmp_path: Path) -> None:
    async def break_off(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        await writer.drain()
        writer.close()

    port = free_port()
    async with await asyncio.start_server(break_off, "127.0.0.1", port):
        with Caddy(tmp_path / "broken", f"127.0.0.1:{port}") as door:
            async with door.client("lo_somebodys_key") as client:
                with pytest.raises(httpx.RemoteProtocolError):
                    await client.get("/v1/sessions", params={"q": "pregnancy"})
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(5):
                    while "incomplete response" not in door.log:
                        await asyncio.sleep(0.05)
            log = door.log

    assert "incomplete response" in log
    assert "pregnancy" not in log
    assert "lo_somebodys_key" not in log


@pytest.mark.parametrize("domain", ["localhost", "lifeos.example.org"])
async def test_caddy_accepts_the_file_for_any_domain(domain: str, tmp_path: Path) -> None:
    command = [CADDY, "validate", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "Caddyfile")]
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LIFEOS_DOMAIN": domain}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
