"""A scripted model behind real HTTP."""

from collections.abc import AsyncIterator

import pytest_asyncio

from lifeos.runtime.testing.openai_stub import OpenAIStub


@pytest_asyncio.fixture(name="stub")
async def running_stub() -> AsyncIterator[OpenAIStub]:
    async with OpenAIStub() as stub:
        yield stub
