"""The compose stack without containers: the same files, environments and Caddyfile, on ports and folders of a test."""

import json
import os
import re
import signal
import ssl
import subprocess
import sysconfig
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import httpx
import yaml

from lifeos.runtime.testing.servers import free_port, wait_for_port
from lifeos.stack.compose_files import files_of
from lifeos.stack.layout import write_private
from lifeos.stack.nats import places_of
from tests.spine import SERVICE_NAMES, Spine

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sysconfig.get_path("scripts"))
CADDY = str(SCRIPTS / "caddyserver")
DOMAIN = "lifeos.localhost"


def compose() -> dict[str, Any]:
    """docker-compose.yml, its anchors merged and its variables still in place."""
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def environment_of(service: str, settings: Mapping[str, str]) -> dict[str, str]:
    """What a container is told: a variable without a value is handed on when it is set, others take their default."""
    told: dict[str, str] = {}
    for name, value in compose()["services"][service].get("environment", {}).items():
        if value is not None:
            told[name] = re.sub(r"\$\{(\w+):-([^}]*)\}", lambda m: settings.get(m[1]) or m[2], str(value))
        elif name in settings:
            told[name] = settings[name]
    return told


class ComposeSpine(Spine):
    """Every part told exactly what its container is told; only hosts, ports and folders are this machine's."""

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(pythonpath=os.environ.get("PYTHONPATH", ""))
        self.told = dict(settings or {})

    @property
    def secrets_folder(self) -> Path:
        return self.data / "compose"

    def start(self, name: str, **extra: str) -> None:
        if not self.secrets_folder.exists():
            self._write_files()
        part = self._parts[name]
        if name == "nats":
            argv = (part.argv[0], "-c", str(self.secrets_folder / "nats" / "nats.conf"))
            self._parts[name] = replace(part, argv=argv)
        if name in SERVICE_NAMES:
            self._parts[name] = replace(part, env=self.environment(name))
        super().start(name, **extra)

    def environment(self, service: str) -> dict[str, str]:
        """The container's environment, moved to this machine."""
        here = {
            "nats://nats:4222": self.layout.nats_url,
            "/secrets/": f"{self.secrets_folder}/",
            "file:///data/files": self.layout.files_url,
            "0.0.0.0": "127.0.0.1",
        }
        told = environment_of(service, self.told)
        for there, local in here.items():
            told = {name: value.replace(there, local) for name, value in told.items()}
        ports = {"LIFEOS_PORT": self.layout.port}
        if service in SERVICE_NAMES:
            ports["LIFEOS_INTERNAL_PORT"] = self.layout.internal_port(service)
        told |= {name: str(port) for name, port in ports.items() if name in told}
        return {"PATH": os.environ["PATH"], "HOME": str(self.data), "LANG": "C.UTF-8", **told}

    def _write_files(self) -> None:
        assert self.secrets
        for folder, files in files_of(self.secrets, places_of(self.layout)).items():
            (self.secrets_folder / folder).mkdir(parents=True)
            for name, text in files.items():
                here = text.replace("postgres:5432", f"127.0.0.1:{self.layout.postgres_port}")
                write_private(self.secrets_folder / folder / name, here)


class Caddy:
    """The real Caddy on the real Caddyfile; only ports, the gateway's address and the folder of the page are changed."""

    def __init__(self, folder: Path, gateway: str) -> None:
        self.folder, self.gateway, self.port, self.plain_port = folder, gateway, free_port(), free_port()
        self.page = folder / "page"
        self._env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
        self._env |= {"XDG_CONFIG_HOME": str(folder / "config"), "LIFEOS_DOMAIN": DOMAIN}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.page.mkdir(parents=True)
        config = self.folder / "caddy.json"
        config.write_text(json.dumps(self._moved()))
        with (self.folder / "caddy.log").open("wb") as log:
            self._process = subprocess.Popen(
                [CADDY, "run", "--config", str(config)],
                env=self._env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            wait_for_port(self.port, self._process)
            self._wait_for_certificate()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @property
    def log(self) -> str:
        return (self.folder / "caddy.log").read_text("utf-8")

    def client(self, key: str | None = None, address: str = "127.0.0.1") -> httpx.AsyncClient:
        """A browser that trusts Caddy's own authority, calling from this address of the machine."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        authority = self.folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        transport = _ToCaddy(self.port, str(authority), address)
        return httpx.AsyncClient(
            transport=transport, base_url=f"https://{DOMAIN}", headers=headers, timeout=90
        )

    def _wait_for_certificate(self) -> None:
        """Caddy listens a moment before it has made its certificate."""
        made = self.folder / "data" / "caddy" / "certificates" / "local" / DOMAIN / f"{DOMAIN}.json"
        for _ in range(200):
            if made.exists():
                return
            time.sleep(0.05)
        raise TimeoutError(self.log[-1500:])

    def _moved(self) -> dict[str, Any]:
        adapted = subprocess.run(
            [CADDY, "adapt", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "Caddyfile")],
            env=self._env, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        moved = adapted.replace("gateway:8080", self.gateway).replace("/srv/page", str(self.page))
        moved = moved.replace('":443"', f'"127.0.0.1:{self.port}"').replace(":9000", f":{free_port()}")
        # As in a network of containers, the door comes from another address than the gateway's own.
        transport = json.dumps({"protocol": "http", "local_address": "127.0.0.9"})
        moved = moved.replace(
            '"handler":"reverse_proxy",', f'"handler":"reverse_proxy","transport":{transport},'
        )
        config: dict[str, Any] = json.loads(moved)
        config["apps"]["http"] |= {"http_port": self.plain_port, "https_port": self.port}
        return config


class _ToCaddy(httpx.AsyncHTTPTransport):
    """Finds the domain on this machine without a name server; the certificate is checked for the domain all the same."""

    def __init__(self, port: int, authority: str, address: str) -> None:
        super().__init__(verify=ssl.create_default_context(cafile=authority), local_address=address)
        self._port = port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.extensions["sni_hostname"] = DOMAIN
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return await super().handle_async_request(request)
