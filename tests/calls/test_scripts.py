"""Random pauses, interruptions, repetitions and deaths: no document comes twice, and none is missing."""

import pytest

from lifeos.contracts import TurnCommitted
from tests.calls.scripts import WISH, Script, judge, run
from tests.chaos.history import read_all
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]


async def test_no_document_is_doubled_or_missing(spine: Spine) -> None:
    found = await run(spine, range(1_000, 1_010))
    assert found["wrong"] == []
    assert found["documents"] >= 10


async def test_the_judge_sees_a_missing_and_a_doubled_document(spine: Spine) -> None:
    async with spine.operator() as bus:
        facts = await read_all(bus)
    committed = [fact for fact in facts if isinstance(fact, TurnCommitted)]
    one = committed[-1]
    script = Script(one.session_id, {one.turn_id: WISH, one.call: WISH})
    assert any("is missing" in each for each in judge(script, facts))
    assert any("2 times" in each for each in judge(script, [*facts, *facts]))
