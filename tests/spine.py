"""The whole spine as child processes of a test: real NATS with its permissions, real Postgres, every service.

Unlike the product's own supervisor it restarts nothing by itself, so that a test decides what is killed and when.
"""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
from typing import Self

import httpx
from pydantic import SecretStr

from lifeos.runtime.bus import Bus
from lifeos.runtime.settings import Settings
from lifeos.runtime.testing.servers import free_port
from lifeos.stack.access import Login, Urls
from lifeos.stack.layout import Layout, make_folders
from lifeos.stack.livekit import livekit_part
from lifeos.stack.nats import nats_part, nats_users
from lifeos.stack.part import Part
from lifeos.stack.people import BusKeys, LocalPerson
from lifeos.stack.postgres import database_url, dropped_user, postgres_part, prepare_postgres
from lifeos.stack.secrets import Secrets, load_secrets
from lifeos.stack.services import SERVICES, service_parts
from lifeos.stack.up import urls_of

SERVICE_NAMES = tuple(service.name for service in SERVICES)
READY_S = 120.0


def _free_base() -> int:
    """A base port with room above it: the stack uses fixed distances from one number."""
    for _ in range(50):
        base = free_port()
        with contextlib.suppress(OSError):
            for offset in (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16):
                _bind_once(base + offset)
            return base
    raise RuntimeError("no free ports")


def _bind_once(port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))


class Spine:
    """Starts, kills, freezes and restarts the parts of one installation."""

    def __init__(
        self,
        settings: Mapping[str, str] | None = None,
        pythonpath: str | None = None,
        *,
        calls: bool = False,
    ) -> None:
        """`calls`: with a real LiveKit server and the agent, which cost a second and half a gigabyte."""
        root = Path("/var/tmp") if os.geteuid() == 0 else Path(tempfile.gettempdir())
        self.data = Path(tempfile.mkdtemp(prefix="lifeos-spine-", dir=root))
        # Postgres runs as an unprivileged user who must pass through.
        self.data.chmod(0o711)
        self.layout = Layout(data=self.data, port=_free_base())
        self.settings = dict(settings or {})
        if not calls:
            self.settings.setdefault("LIFEOS_VOICE_OFF", "this test has no calls.")
        # The services run the code that the test runs, also where that is not the installed one.
        self._pythonpath = os.environ.get("PYTHONPATH", "") if pythonpath is None else pythonpath
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._parts: dict[str, Part] = {}
        self.secrets: Secrets | None = None
        self.login: Login | None = None

    @property
    def url(self) -> str:
        return self.layout.url

    @property
    def urls(self) -> Urls:
        assert self.secrets
        return urls_of(self.layout, self.secrets)

    @property
    def database_url(self) -> str:
        assert self.secrets
        return database_url(self.layout, self.secrets)

    @property
    def api_key(self) -> str:
        assert self.login
        return self.login.api_key

    async def __aenter__(self) -> Self:
        make_folders(self.layout)
        self.secrets = load_secrets(self.layout.secrets, nats_users())
        user = dropped_user()
        binaries = await asyncio.to_thread(prepare_postgres, self.layout, self.secrets, user)
        inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self.settings = inherited | self.settings
        parts = (
            nats_part(self.layout, self.secrets.nats),
            postgres_part(self.layout, binaries, user),
            *livekit_part(self.layout, self.secrets, self.settings),
            *service_parts(self.layout, self.secrets, self.settings),
        )
        self._parts = {part.name: part for part in parts}
        try:
            for name in ("nats", "postgres"):
                self.start(name)
            await self.port_open(self.layout.nats_port)
            await self.port_open(self.layout.postgres_port)
            if "livekit" in self._parts:
                self.start("livekit")
                await self.port_open(self.layout.livekit_port)
            for name in SERVICE_NAMES:
                self.start(name)
            await self.ready(*SERVICE_NAMES)
            self.login = await LocalPerson().ensure(self.data, self.urls)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        for name in [*reversed(SERVICE_NAMES), "livekit", "postgres", "nats"]:
            self.kill(name, signal.SIGQUIT if name == "postgres" else signal.SIGKILL)
        shutil.rmtree(self.data, ignore_errors=True)

    def start(self, name: str, **extra: str) -> None:
        """Start one part; `extra` are further environment variables of it."""
        part = self._parts[name]
        env = {**part.env, **extra}
        if name in SERVICE_NAMES:
            env["PYTHONPATH"] = self._pythonpath
            env.setdefault("LIFEOS_ACK_WAIT_S", "4")
        log = (self.data / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            part.argv,
            env=env,
            stdout=log,
            stderr=log,
            cwd=part.folder,
            start_new_session=True,
            user=part.user,
            group="nogroup" if part.user else None,
        )
        log.close()

    def env(self, name: str) -> Mapping[str, str]:
        """The environment that a part is started with."""
        return self._parts[name].env

    def kill(self, name: str, number: int = signal.SIGKILL) -> None:
        process = self.processes.pop(name, None)
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGCONT)
            os.killpg(process.pid, number)
        process.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    def crash(self, name: str) -> None:
        """Die as by a power cut; Postgres by its own immediate shutdown, for its children's sake."""
        self.kill(name, signal.SIGQUIT if name == "postgres" else signal.SIGKILL)

    def freeze(self, name: str) -> None:
        if name in self.processes:
            os.killpg(self.processes[name].pid, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        if name in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.processes[name].pid, signal.SIGCONT)

    async def died(self, name: str, seconds: float = 30) -> bool:
        """Whether a part ends by itself within this time."""
        end = time.monotonic() + seconds
        while self.processes[name].poll() is None:
            if time.monotonic() >= end:
                return False
            await asyncio.sleep(0.05)
        return True

    async def ready(self, *names: str) -> None:
        """Until each of these services says so itself."""
        async with httpx.AsyncClient() as client:
            for name in names:
                await self._until(name, client)

    async def _until(self, name: str, client: httpx.AsyncClient) -> None:
        url = f"http://127.0.0.1:{self.layout.internal_port(name)}/readyz"
        end = time.monotonic() + READY_S
        while time.monotonic() < end:
            with contextlib.suppress(httpx.HTTPError):
                if (await client.get(url, timeout=2)).status_code == 200:
                    return
            if self.processes[name].poll() is not None:
                raise RuntimeError(f"{name} ended: {self.log(name)[-1500:]}")
            await asyncio.sleep(0.05)
        raise TimeoutError(f"{name} is not ready: {self.log(name)[-1500:]}")

    async def port_open(self, port: int) -> None:
        end = time.monotonic() + READY_S
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.02)
        raise TimeoutError(f"nothing listens on {port}")

    def log(self, name: str) -> str:
        path = self.data / f"{name}.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def client(self, key: str | None = None) -> httpx.AsyncClient:
        """A caller with a key; by default the local person's."""
        headers = {"Authorization": f"Bearer {key or self.api_key}"}
        return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=90)

    @contextlib.asynccontextmanager
    async def operator(self) -> AsyncGenerator[Bus]:
        """The operator's own connection to the bus."""
        settings = Settings(
            nats_url=self.urls.nats,
            nats_user=self.urls.nats_user,
            nats_password=SecretStr(self.urls.nats_password),
        )
        bus = await Bus.connect(settings, "operator")
        try:
            yield bus
        finally:
            await bus.close()

    async def new_key(self, label: str, *scopes: str) -> str:
        """A key of a new person."""
        return await BusKeys().issue(self.urls, label, scopes or ("user",), None)
