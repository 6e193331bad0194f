"""A real Prometheus and Alertmanager over a running spine, told what their containers are told, on ports of a test."""

import asyncio
import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
import yaml
from aiohttp import web

from lifeos.runtime.testing.servers import free_port
from lifeos.stack.compose_files import alertmanager_config
from tests.spine import SERVICE_NAMES, Spine

ROOT = Path(__file__).parents[1]
WATCH = ROOT / "deploy" / "watch"
RULES = [
    rule for group in yaml.safe_load((WATCH / "alerts.yml").read_text())["groups"] for rule in group["rules"]
]
TEMPLATES = Path("/usr/share/prometheus/alertmanager/default.tmpl")
"""Debian's Alertmanager does not start without it."""
UP_S = 30.0


def program(name: str) -> str | None:
    """Its path: unpacked by deploy/install, or installed."""
    if name == "prometheus-alertmanager" and not TEMPLATES.exists():
        return None
    unpacked = ROOT / ".tools" / "watch" / "usr" / "bin" / name
    return str(unpacked) if unpacked.exists() else shutil.which(name)


def tool(name: str) -> str:
    """Its path; where it is not, the test says so."""
    path = program(name)
    if not path:
        pytest.skip(f"no {name} here: deploy/install unpacks it where Debian's packages are")
    return path


class Watchers:
    """Prometheus reads the spine each second; its alerts go through Alertmanager to `calls`, at once."""

    def __init__(self, spine: Spine) -> None:
        self._spine = spine
        self._folder = Path(tempfile.mkdtemp(prefix="lifeos-watch-"))
        self._ports = {name: free_port() for name in ("prometheus", "alertmanager", "pager")}
        self._processes: list[subprocess.Popen[bytes]] = []
        self._runner: web.AppRunner | None = None
        self._client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self._ports['prometheus']}")
        self.calls: list[dict[str, Any]] = []
        """What whoever is on call was told, one entry for each alert."""

    async def __aenter__(self) -> Self:
        await self._answer_the_pager()
        address = f"127.0.0.1:{self._ports['alertmanager']}"
        pager = alertmanager_config(f"http://127.0.0.1:{self._ports['pager']}/", wait="1s")
        self._start(
            "prometheus-alertmanager",
            f"--config.file={self._write('alertmanager.yml', pager)}",
            f"--storage.path={self._folder / 'alertmanager'}",
            f"--web.listen-address={address}",
            "--cluster.listen-address=",
        )
        self._write("alerts.yml", re.sub(r"for: \d+m", "for: 1s", (WATCH / "alerts.yml").read_text()))
        self._start(
            "prometheus",
            f"--config.file={self._write('prometheus.yml', yaml.safe_dump(self._config(address)))}",
            f"--storage.tsdb.path={self._folder / 'prometheus'}",
            f"--web.listen-address=127.0.0.1:{self._ports['prometheus']}",
        )
        end = time.monotonic() + UP_S
        while len(await self.query("up == 1")) < len(SERVICE_NAMES):
            assert time.monotonic() < end, "Prometheus does not see every service"
            await asyncio.sleep(0.2)
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.wait()
        await self._client.aclose()
        if self._runner:
            await self._runner.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def query(self, promql: str) -> list[dict[str, Any]]:
        """The series of an instant query; none while Prometheus starts. Raises AssertionError for what is no PromQL."""
        with contextlib.suppress(httpx.TransportError):
            answer = (await self._client.get("/api/v1/query", params={"query": promql})).json()
            assert answer["status"] == "success", (promql, answer.get("error"))
            return answer["data"]["result"]
        return []

    async def rules(self) -> list[dict[str, Any]]:
        """Every alert as Prometheus evaluates it."""
        groups = (await self._client.get("/api/v1/rules")).json()["data"]["groups"]
        return [rule for group in groups for rule in group["rules"]]

    def _config(self, alertmanager: str) -> dict[str, Any]:
        """The container's configuration, moved to this machine and hurried up."""
        config = yaml.safe_load((WATCH / "prometheus.yml").read_text())
        config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
        config["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] = [alertmanager]
        for group in config["scrape_configs"][0]["static_configs"]:
            (target,) = group["targets"]
            port = self._spine.layout.internal_port(target.removesuffix(":9000"))
            group["targets"] = [f"127.0.0.1:{port}"]
        return config

    def _write(self, name: str, text: str) -> Path:
        (self._folder / name).write_text(text, "utf-8")
        return self._folder / name

    def _start(self, name: str, *arguments: str) -> None:
        path = tool(name)
        with (self._folder / f"{name}.log").open("wb") as log:
            environment = {"PATH": os.environ["PATH"], "HOME": str(self._folder)}
            self._processes.append(
                subprocess.Popen(
                    (path, *arguments), stdout=log, stderr=log, env=environment, cwd=self._folder
                )
            )

    async def _answer_the_pager(self) -> None:
        async def take(request: web.Request) -> web.Response:
            self.calls.extend(json.loads(await request.text())["alerts"])
            return web.Response()

        app = web.Application()
        app.add_routes([web.post("/", take)])
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._ports["pager"]).start()
