"""Fixtures every package may use: `pytest -p lifeos.runtime.testing.plugin`."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio

from lifeos.runtime.bus import Bus
from lifeos.runtime.settings import Settings
from lifeos.runtime.streams import declare
from lifeos.runtime.testing.servers import NatsServer, PostgresServer
from lifeos.runtime.testing.workers import SampleWorker


@pytest.fixture
def nats(tmp_path: Path) -> Iterator[NatsServer]:
    """A NATS server of the test's own: it may kill it."""
    server = NatsServer(tmp_path / "nats")
    server.start()
    yield server
    server.kill()


@pytest_asyncio.fixture
async def bus(nats: NatsServer) -> AsyncIterator[Bus]:
    """A connection with every stream declared."""
    connected = await Bus.connect(Settings(nats_url=nats.url), "test")
    await declare(connected.js)
    yield connected
    await connected.close()


@pytest.fixture
def worker(nats: NatsServer, tmp_path: Path) -> Iterator[SampleWorker]:
    """The sample service, not yet started."""
    sample = SampleWorker(tmp_path, nats.url)
    yield sample
    sample.kill()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """One Postgres for the whole run; tests use people of their own in it."""
    folder = Path("/var/tmp") / f"lifeos-test-{uuid4().hex[:8]}"
    server = PostgresServer(folder)
    server.start()
    yield server
    server.stop()
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
