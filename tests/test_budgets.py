"""A budget of a day holds for all processes together, and after they were started again; nobody is left without an answer."""

from typing import Any

import httpx
import pytest

from lifeos.runtime.testing.openai_behaviours import says
from tests.scripted_models import scene_with
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

REPLY = "Thank you for telling me so much about the kitchen. What do you want to do next?"
JOB = "I worked as a cook at Casa Pepe from 2010 to 2012."
BUDGET = "0.00002"
"""USD: less than one reply of the small model takes."""


async def say(client: httpx.AsyncClient, message: str) -> dict[str, Any]:
    answer = await client.post("/v1/chat/turn", json={"message": message}, headers={"Prefer": "wait=40"})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def started_again(spine: Spine, *services: str) -> None:
    for service in services:
        spine.kill(service)
        spine.start(service)
    for service in services:
        await spine.ready(service)


@pytest.mark.parametrize(("whose", "somebody_else"), [("PERSON", "mini"), ("TOTAL", "offline")])
async def test_what_one_process_spent_counts_for_the_others_and_outlives_them(
    whose: str, somebody_else: str
) -> None:
    limit = {f"LIFEOS_BUDGET_{whose}_USD_DAY": BUDGET}
    async with (
        scene_with("openai", limit) as scene,
        scene.spine.client(await scene.spine.new_key("a")) as client,
    ):
        scene.script.play(talk=says(REPLY))
        first = await say(client, JOB)
        assert (first["usage"]["rung"], first["reply"]["text"]) == ("mini", REPLY)
        assert first["usage"]["cost_usd"] > float(BUDGET)
        # The CV is written by another process, which spent nothing itself.
        asked = scene.stub.hits["heavy"]
        made = await say(client, "Please make my CV.")
        assert [document["rung"] for document in made["deliverables"]] == ["offline"]
        assert scene.stub.hits["heavy"] == asked
        await started_again(scene.spine, "router", "cv")
        again = await say(client, "I also cooked for two hundred guests.")
        assert (again["status"], again["usage"]["rung"]) == ("completed", "offline")
        async with scene.spine.client(await scene.spine.new_key("b")) as other:
            assert (await say(other, JOB))["usage"]["rung"] == somebody_else
