"""After an interview, through HTTP: what was told is looked over first, then facts, then a change of the CV, whatever dies."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from tests.crash_points import points_of_handler, ready_to_die
from tests.spine import Spine
from tests.test_journey import content, say
from tests.test_practice import a_round, tell

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

STORY = {
    "en": "My name is Ana Pérez. I work as a data analyst at Acme Retail since March 2021. Make my CV.",
    "es": "Me llamo Ana Pérez. Trabajo como analista de datos en Acme Retail desde marzo de 2021. Hazme el CV.",
    "pt": "Meu nome é Ana Pérez. Trabalho como analista de dados na Acme Retail desde março de 2021. Faz o meu currículo.",
}
TOLD = {
    "en": "They asked me about dashboards and I told them that at Acme I rebuilt the sales dashboard. They have 12 analysts. "
    "I forgot to say that I trained 3 new analysts.",
    "es": "Me preguntaron por los tableros y les conté que en Acme rehíce el tablero de ventas. Tienen 12 analistas. "
    "Se me olvidó decir que formé a 3 analistas nuevos.",
    "pt": "Me perguntaram sobre painéis e contei que na Acme refiz o painel de vendas. Eles têm 12 analistas. "
    "Esqueci de dizer que treinei 3 analistas novos.",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def own_spine() -> AsyncIterator[Spine]:
    async with Spine() as running:
        yield running


async def debrief(web: httpx.AsyncClient, text: str, key: str | None = None) -> dict[str, Any]:
    answer = await web.post(
        "/v1/debriefs", json={"text": text}, headers={"Idempotency-Key": key or str(uuid4())}
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def version(web: httpx.AsyncClient, deliverable: str, at_least: int) -> dict[str, Any]:
    """The document once it has this version."""
    found: dict[str, Any] = {}
    for _ in range(200):
        found = (await web.get(f"/v1/deliverables/{deliverable}")).json()
        if found["version"] >= at_least and found["status"] != "making":
            break
        await asyncio.sleep(0.05)
    return found


@pytest.mark.parametrize("language", list(STORY))
async def test_nothing_is_a_fact_and_no_cv_changes_before_a_yes(own_spine: Spine, language: str) -> None:
    async with own_spine.client(await own_spine.new_key(f"debrief {language}")) as web:
        cv = (await say(web, STORY[language]))["deliverables"][0]
        before = (await web.get("/v1/memories")).json()["items"]
        told = await debrief(web, TOLD[language])
        unchanged = (await web.get("/v1/memories")).json()["items"]
        dashboard = next(fact for fact in told["facts"] if "3" not in fact["values"]["text"])
        path = f"/v1/debriefs/{told['id']}"
        yes = await web.post(f"{path}/confirm", json={"leave_out": [dashboard["id"]], "update_cv": True})
        made = await version(web, cv["id"], 2)
        document = (await content(web, cv["id"], "json")).json()
        history = (await web.get(f"/v1/deliverables/{cv['id']}/versions")).json()
        evidence = (await web.get(f"/v1/deliverables/{cv['id']}/versions/2/evidence")).json()
        again = (await web.get(path)).json()

    assert told["status"] == "understood"
    assert unchanged == before
    assert {fact["about"] for fact in told["facts"]} == {"Acme Retail"}
    assert len(told["facts"]) == len(told["cv"]["changes"]) == 2
    assert (told["cv"]["deliverable"], told["cv"]["version"]) == (cv["id"], 1)
    assert (yes.json()["status"], yes.json()["updating"]) == ("confirmed", cv["id"])
    assert made["version"] == 2
    [told_there] = document["work"][0]["highlights"]
    assert "3" in told_there
    assert any("3" in change for change in history[1]["changes"])
    leaf = next(leaf for leaf in evidence["leaves"] if leaf["pointer"] == "/work/0/highlights/0")
    source = leaf["evidence"][0]
    assert evidence["words"][source["id"]][source["start"] : source["end"]] in TOLD[language]
    assert again["status"] == "confirmed"
    assert [fact["id"] for fact in again["facts"]] == [f["id"] for f in told["facts"] if f != dashboard]


async def test_what_others_said_is_no_fact(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("others")) as web:
        await say(web, STORY["en"])
        told = await debrief(
            web, "It went well. They have 12 analysts and pay 45k. She said that I will hear."
        )
        nothing = await web.post(f"/v1/debriefs/{told['id']}/confirm", json={})

    assert (told["status"], told["facts"], told["cv"]) == ("nothing_new", [], None)
    assert nothing.status_code == 409


async def test_a_yes_stands_and_somebody_elses_debrief_is_not_there(own_spine: Spine) -> None:
    async with (
        own_spine.client(await own_spine.new_key("one")) as one,
        own_spine.client(await own_spine.new_key("two")) as two,
    ):
        await say(one, STORY["en"])
        told = await debrief(one, TOLD["en"], key="once")
        same = await debrief(one, TOLD["en"], key="once")
        other = await one.post("/v1/debriefs", json={"text": "Else."}, headers={"Idempotency-Key": "once"})
        path = f"/v1/debriefs/{told['id']}"
        first = await one.post(f"{path}/confirm", json={})
        repeated = await one.post(f"{path}/confirm", json={})
        changed = await one.post(f"{path}/confirm", json={"leave_out": [told["facts"][0]["id"]]})
        strange = [await two.get(path), await two.post(f"{path}/confirm", json={})]

    assert same == told
    assert other.status_code == 422
    assert first.json() == repeated.json()
    assert changed.status_code == 409
    assert {answer.status_code for answer in strange} == {404}


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "a\x00b"}, {"text": "x" * 40_000}, {}])
async def test_a_debrief_that_is_none_is_refused(own_spine: Spine, body: dict[str, Any]) -> None:
    async with own_spine.client(await own_spine.new_key("bad")) as web:
        answer = await web.post("/v1/debriefs", json=body)
        no_job = await web.post("/v1/debriefs", json={"text": "Hello", "job_id": str(uuid4())})

    assert answer.status_code == 422
    assert no_job.status_code == 404


async def test_a_story_of_the_practice_goes_into_the_bank_by_one_press(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("keeps")) as web:
        now = await a_round(web, rounds=["behaviour"])
        answered = (await tell(web, now, "When our supplier failed, I found another one in 2 days.")).json()
        path = f"/v1/practice/{now['id']}/answers"
        kept = (await web.post(f"{path}/1/keep")).json()
        again = (await web.post(f"{path}/1/keep")).json()
        too_early = await web.post(f"{path}/2/keep")
        await web.post(f"/v1/debriefs/{kept['id']}/confirm", json={})
        job = (await web.get("/v1/jobs")).json()["items"][0]["id"]
        pack = await web.post("/v1/deliverables", json={"kind": "interview_pack", "job_id": job})
        stories = (await web.get(f"/v1/deliverables/{pack.json()['id']}/versions/1")).json()["document"][
            "stories"
        ]

    assert answered["answers"][0]["review"]["new"]
    assert kept == again
    assert (kept["occasion"], kept["status"]) == ("practice", "understood")
    assert too_early.status_code == 409
    assert any("supplier" in story["quote"] or "2 days" in story["quote"] for story in stories)


@pytest.mark.parametrize("point", points_of_handler("cv-debrief"))
async def test_a_crash_here_reads_the_debrief_once(own_spine: Spine, point: str) -> None:
    async with own_spine.client(await own_spine.new_key("crash")) as web:
        await say(web, STORY["en"])
        own_spine.kill("cv")
        own_spine.start("cv", LIFEOS_CRASH_AT=point)
        await ready_to_die(own_spine, "cv", point)
        telling = asyncio.create_task(debrief(web, TOLD["en"]))
        died = await own_spine.died("cv")
        own_spine.kill("cv")
        own_spine.start("cv")
        await own_spine.ready("cv")
        told = await telling
        found: dict[str, Any] = {}
        for _ in range(200):
            found = (await web.get(f"/v1/debriefs/{told['id']}")).json()
            if found["status"] != "reading":
                break
            await asyncio.sleep(0.1)

    assert died, f"{point} was never reached"
    assert found["status"] == "understood"
    assert len({fact["id"] for fact in found["facts"]}) == len(found["facts"]) == 2
