"""One spine for the journeys that break nothing; whoever kills parts starts a spine of their own."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio

from tests.mail_server import MailServer, mail_server
from tests.spine import Spine


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def spine() -> AsyncIterator[Spine]:
    """The whole product, running."""
    async with Spine() as running:
        yield running


@pytest.fixture(scope="module")
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mail_spine(post: MailServer) -> AsyncIterator[Spine]:
    """A spine of one module's own, with a mail server."""
    async with Spine(post.settings) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def web(mail_spine: Spine, post: MailServer) -> AsyncIterator[httpx.AsyncClient]:
    """A new person."""
    post.act = "take"
    post.mails.clear()
    post.recipients.clear()
    async with mail_spine.client(await mail_spine.new_key("writer")) as client:
        yield client
