"""What people say is in no log, whatever goes well or wrong."""

from uuid import uuid4

import pytest

from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(60)]

CANARY = "Xochiquetzalli"
STORY = (
    f"My name is {CANARY} Lopez. I worked as a nurse at {CANARY} Clinic from 2015 to 2020. Please make my CV."
)


async def test_the_words_of_a_person_are_in_no_log(spine: Spine) -> None:
    key = str(uuid4())
    async with spine.client(await spine.new_key("privacy")) as client:
        turn = (
            await client.post("/v1/chat/turn", json={"message": STORY}, headers={"Idempotency-Key": key})
        ).json()
        other = await client.post("/v1/chat/turn", json={"message": CANARY}, headers={"Idempotency-Key": key})
        wrong = await client.post("/v1/chat/turn", json={"message": STORY, CANARY: CANARY, "persona": CANARY})
        deliverable = turn["deliverables"][0]["id"]
        await client.get("/v1/sessions", params={"q": CANARY})
        await client.get(f"/v1/deliverables/{deliverable}/content", params={"format": CANARY})
        edit = {"document": {"basics": {"name": CANARY}, "work": [{"startDate": CANARY}]}}
        await client.put(f"/v1/deliverables/{deliverable}", json=edit, headers={"If-Match": "1"})
        await client.delete("/v1/me")
    logs = {path.name: path.read_text("utf-8", "replace") for path in spine.data.rglob("*.log")}

    assert turn["status"] == "completed"
    assert other.status_code == 422
    assert wrong.status_code == 422
    assert {"router.log", "cv.log", "gateway.log", "store.log"} <= logs.keys()
    assert [name for name, text in logs.items() if CANARY in text] == []
