"""A short chaos run with a fixed seed; `make chaos` and `make prove` run longer ones."""

import pytest

from tests.chaos.run import chaos

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


async def test_under_kills_and_freezes_nothing_is_lost_and_nothing_doubled() -> None:
    result = await chaos(seed=7, seconds=12)

    assert sum(result.faults.values()) >= 4
    assert result.verdict.turns >= 3
    assert result.verdict.good, result.verdict
