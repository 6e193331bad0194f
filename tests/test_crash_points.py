"""Whatever dies, wherever: an accepted turn is answered once, a started document ends once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.chaos.history import judge
from tests.chaos.load import Person
from tests.chaos.planted import BUGS, plant
from tests.crash_points import die_at, rounds
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]

CAUGHT_AT = {
    "acknowledge before the work": {"cv": "cv-learn:before-publish"},
    "random ids": {"router": "router-request:before-ack"},
    "a store without a conflict clause": {"store": "store-keep:after-commit"},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def own_spine() -> AsyncIterator[Spine]:
    async with Spine() as running:
        yield running


@pytest.mark.parametrize("points", rounds(), ids=lambda points: " ".join(points.values()))
async def test_a_crash_at_this_point_loses_and_doubles_nothing(
    own_spine: Spine, points: dict[str, str]
) -> None:
    person = Person(await own_spine.new_key("crash"), seed=1)

    turn, never = await die_at(own_spine, points, person)
    verdict = await judge(own_spine, [person])

    assert turn.status == "completed"
    assert [document.split(":")[1] for document in turn.documents] == ["draft"] * 3
    assert not never, f"never reached: {never}"
    assert verdict.good, verdict


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
async def test_a_planted_bug_is_caught(bug: object, tmp_path: Path) -> None:
    planted = next(known for known in BUGS if known is bug)
    async with Spine(pythonpath=plant(planted, tmp_path)) as spine:
        person = Person(await spine.new_key("planted"), seed=1)
        person_turn, _ = await die_at(spine, CAUGHT_AT[planted.name], person)
        verdict = await judge(spine, [person], settle_s=12)

    assert person_turn.turn_id
    assert verdict.lost or verdict.doubled or verdict.rows, "the checker did not see the planted bug"
