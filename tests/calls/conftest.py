"""One installation with calls for the tests that break nothing in it."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from lifeos.stack.livekit import livekit_binary
from tests.spine import Spine

NO_SERVER = "no LiveKit server here: deploy/build-livekit builds it where Go is 1.26 or newer"
NUMBER = "+15550100"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Calls need a real server; where it cannot be built, that is said."""
    if livekit_binary() is None:
        for item in items:
            if "needs_livekit" in item.keywords:
                item.add_marker(pytest.mark.skip(reason=NO_SERVER))


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def line() -> AsyncIterator[Spine]:
    """The whole product with calls, running."""
    async with Spine({"LIFEOS_SIP_NUMBERS": NUMBER}, calls=True) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def web(line: Spine) -> AsyncIterator[httpx.AsyncClient]:
    """A new person."""
    async with line.client(await line.new_key("caller")) as client:
        yield client
