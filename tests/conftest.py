"""One spine for the journeys that break nothing; whoever kills parts starts a spine of their own."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.spine import Spine


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def spine() -> AsyncIterator[Spine]:
    """The whole product, running."""
    async with Spine() as running:
        yield running
