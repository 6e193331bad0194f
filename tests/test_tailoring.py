"""A CV for one job: proposals that are taken or refused one by one, and a base CV that stays as it is."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from tests.spine import Spine
from tests.test_journey import content, say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

STORY = (
    "My name is Ana Pérez, ana@example.com. I worked as a data analyst at Acme Retail from March 2021 to May 2024. I cleaned up the data of "
    "14 shops. I built the weekly sales dashboard in SQL. I know Excel, SAP and SQL. Make my CV."
)
ADVERT = "Data Analyst\nNorthwind Ltd., Leeds\n\nRequirements:\n- Building a sales dashboard\n- SQL\n- Power BI certificate"


@pytest_asyncio.fixture(loop_scope="session")
async def web(spine: Spine) -> AsyncIterator[httpx.AsyncClient]:
    async with spine.client(await spine.new_key("tailor")) as client:
        yield client


async def tailored(web: httpx.AsyncClient) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The base CV, the one for the job, and the job."""
    base = (await say(web, STORY))["deliverables"][0]
    job = (await web.post("/v1/jobs", json={"text": ADVERT})).json()["id"]
    made = await web.post(
        "/v1/deliverables", json={"kind": "cv", "job_id": job, "session_id": base["session_id"]}
    )
    assert made.status_code == 201, made.text
    return base, made.json(), job


async def version(web: httpx.AsyncClient, document: dict[str, Any]) -> dict[str, Any]:
    newest = (await web.get(f"/v1/deliverables/{document['id']}")).json()["version"]
    return (await web.get(f"/v1/deliverables/{document['id']}/versions/{newest}")).json()


async def test_changes_are_taken_and_refused_one_by_one(web: httpx.AsyncClient) -> None:
    base, own, job = await tailored(web)
    written = await version(web, own)
    by_place = {proposal["pointer"]: proposal for proposal in written["proposals"]}
    lines, skills = by_place["/work/0/highlights"], by_place["/skills"]

    taken = await web.post(f"/v1/jobs/{job}/changes/{lines['id']}/accept")
    refused = await web.post(f"/v1/jobs/{job}/changes/{skills['id']}/refuse")
    again = await web.post(f"/v1/jobs/{job}/changes/{lines['id']}/accept")
    after = await version(web, own)
    evidence = (await web.get(f"/v1/deliverables/{own['id']}/versions/3/evidence")).json()
    text = (await content(web, own["id"], "txt")).text

    assert lines["before"][1] == lines["after"][0] == "Built the weekly sales dashboard in SQL"
    assert "dashboard" in lines["why"]
    assert (taken.json()["version"], refused.json()["version"], again.status_code) == (2, 3, 404)
    assert after["document"]["work"][0]["highlights"] == lines["after"]
    assert after["document"]["skills"] == written["document"]["skills"]
    assert after["proposals"] == []
    assert text.index("Built the weekly") < text.index("Cleaned up")
    first = next(leaf for leaf in evidence["leaves"] if leaf["pointer"] == "/work/0/highlights/0")
    said = evidence["words"][first["evidence"][0]["id"]][
        first["evidence"][0]["start"] : first["evidence"][0]["end"]
    ]
    assert "built the weekly sales dashboard" in said, "the words moved with their line"
    untouched = await version(web, base)
    assert untouched["version"] == 1
    assert untouched["proposals"] == []


async def test_a_refused_change_is_not_proposed_again(web: httpx.AsyncClient) -> None:
    _, own, job = await tailored(web)
    proposals = (await version(web, own))["proposals"]
    for proposal in proposals:
        await web.post(f"/v1/jobs/{job}/changes/{proposal['id']}/refuse")
    newest = (await web.get(f"/v1/deliverables/{own['id']}")).json()["version"]

    updated = await web.post(f"/v1/deliverables/{own['id']}/update", headers={"If-Match": str(newest)})

    assert proposals
    assert updated.json()["version"] == newest + 1
    assert (await version(web, own))["proposals"] == []


async def test_an_edit_of_the_base_cv_is_in_the_tailored_one(web: httpx.AsyncClient) -> None:
    base = (await say(web, STORY))["deliverables"][0]
    document = (await version(web, base))["document"]
    document["basics"]["label"] = "Analyst of shops"
    await web.put(f"/v1/deliverables/{base['id']}", json={"document": document}, headers={"If-Match": "1"})
    job = (await web.post("/v1/jobs", json={"text": ADVERT})).json()["id"]

    own = (await web.post("/v1/deliverables", json={"kind": "cv", "job_id": job})).json()

    assert (await version(web, own))["document"]["basics"]["label"] == "Analyst of shops"
    assert "Data Analyst" in own["title"]


async def test_nothing_that_was_not_said_is_ever_proposed(web: httpx.AsyncClient) -> None:
    _, own, _ = await tailored(web)

    written = await version(web, own)

    assert "Power BI" not in str(written["proposals"][0]["after"]) + str(written["document"])
    assert "Power BI" not in (await content(web, own["id"], "txt")).text


async def test_asking_for_it_in_the_chat_makes_a_document_of_its_own(web: httpx.AsyncClient) -> None:
    base = (await say(web, STORY))["deliverables"][0]
    body = {
        "message": "Tailor my CV to this job, please.",
        "session_id": base["session_id"],
        "job_description": ADVERT,
    }
    turn = await web.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": str(uuid4())})

    made = turn.json()["deliverables"]

    assert [document["kind"] for document in made] == ["cv"]
    assert made[0]["id"] != base["id"]
    assert made[0]["job_id"]


async def test_a_change_that_is_nobodys_is_not_there(web: httpx.AsyncClient) -> None:
    _, _, job = await tailored(web)

    answers = [await web.post(f"/v1/jobs/{job}/changes/{uuid4()}/{verb}") for verb in ("accept", "refuse")]

    assert {answer.status_code for answer in answers} == {404}
