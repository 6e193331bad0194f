"""A browser for the tests that print."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from lifeos.cv.printing import LockedBrowser, find_chromium

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
async def browser() -> AsyncIterator[LockedBrowser]:
    async with LockedBrowser(find_chromium(None)) as running:
        yield running
