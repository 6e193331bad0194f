"""A CV that somebody brings: looked over first, then facts with evidence in the file, whatever dies."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from tests.crash_points import points_of_handler, ready_to_die
from tests.spine import Spine
from tests.test_journey import content, say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

RESUME: dict[str, Any] = {
    "basics": {"name": "Ana Pérez", "email": "ana.perez@example.com"},
    "work": [
        {
            "name": "Acme Retail",
            "position": "Data Analyst",
            "startDate": "2021-03",
            "highlights": ["Cut churn by 12%"],
        },
        {"name": "Beta Foods", "position": "Junior Analyst", "startDate": "2018-06", "endDate": "2021-02"},
    ],
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def own_spine() -> AsyncIterator[Spine]:
    async with Spine() as running:
        yield running


async def bring(web: httpx.AsyncClient, body: bytes, name: str = "cv") -> httpx.Response:
    return await web.post("/v1/files", content=body, params={"name": name})


async def test_what_was_understood_becomes_facts_only_when_it_is_confirmed(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("brings")) as web:
        brought = (await bring(web, json.dumps(RESUME).encode())).json()
        before = (await web.get("/v1/memories")).json()["items"]
        beta = next(fact for fact in brought["facts"] if fact["values"].get("name") == "Beta Foods")
        confirmed = (
            await web.post(f"/v1/files/{brought['id']}/confirm", json={"leave_out": [beta["id"]]})
        ).json()
        cv = (await say(web, "Make my CV, please."))["deliverables"][0]
        document = (await content(web, cv["id"], "json")).json()
        evidence = (await web.get(f"/v1/deliverables/{cv['id']}/versions/1/evidence")).json()

    assert (brought["status"], brought["kind"]) == ("understood", "json_resume")
    assert before == []
    assert confirmed["status"] == "confirmed"
    assert [work["name"] for work in document["work"]] == ["Acme Retail"]
    assert document["work"][0]["highlights"] == ["Cut churn by 12%"]
    leaf = next(leaf for leaf in evidence["leaves"] if leaf["pointer"] == "/work/0/highlights/0")
    assert leaf["evidence"][0]["source"] == "file"
    words = evidence["words"][brought["id"]]
    assert words[leaf["evidence"][0]["start"] : leaf["evidence"][0]["end"]] == "Cut churn by 12%"


@pytest.mark.parametrize("format", ["pdf", "docx", "txt", "json"])
async def test_our_own_cv_comes_back_in_every_format(own_spine: Spine, format: str) -> None:
    async with own_spine.client(await own_spine.new_key("out")) as web:
        first = (await bring(web, json.dumps(RESUME).encode())).json()
        await web.post(f"/v1/files/{first['id']}/confirm", json={})
        cv = (await say(web, "Make my CV, please."))["deliverables"][0]
        printed = (await content(web, cv["id"], format)).content
    async with own_spine.client(await own_spine.new_key("in")) as web:
        again = (await bring(web, printed, f"cv.{format}")).json()
        await web.post(f"/v1/files/{again['id']}/confirm", json={})
        copy = (await say(web, "Make my CV, please."))["deliverables"][0]
        document = (await content(web, copy["id"], "json")).json()

    assert document["basics"]["name"] == "Ana Pérez"
    assert document["basics"]["email"] == "ana.perez@example.com"
    assert [(w["name"], w["startDate"], w.get("endDate")) for w in document["work"]] == [
        ("Acme Retail", "2021-03", None),
        ("Beta Foods", "2018-06", "2021-02"),
    ]
    if format == "pdf":
        assert {fact["page"] for fact in again["facts"]} == {1}


@pytest.mark.parametrize("format", ["pdf", "docx", "txt"])
async def test_results_above_the_next_job_stay_results(own_spine: Spine, format: str) -> None:
    """A bullet must be there for whoever reads the file, or the last result becomes the next employer."""
    resume: dict[str, Any] = {
        "basics": {"name": "Kofi Mensah"},
        "work": [
            {"name": "Pimlico Plumbers", "position": "Electrician", "startDate": "2019-03", "highlights": ["Train two apprentices a year", "Won engineer of the year"]},
            {"name": "Balfour Beatty", "position": "Apprentice", "startDate": "2015-01", "endDate": "2019-02", "highlights": ["Wired 40 flats", "Led 12 cooks"]},
            {"name": "Ibis", "position": "Porter", "startDate": "2012", "endDate": "2014", "highlights": ["Carried luggage"]},
        ],
    }  # fmt: skip
    async with own_spine.client(await own_spine.new_key("out")) as web:
        first = (await bring(web, json.dumps(resume).encode())).json()
        await web.post(f"/v1/files/{first['id']}/confirm", json={})
        cv = (await say(web, "Make my CV, please."))["deliverables"][0]
        printed = (await content(web, cv["id"], format)).content
    async with own_spine.client(await own_spine.new_key("in")) as web:
        again = (await bring(web, printed, f"cv.{format}")).json()

    jobs = [(f["values"]["name"], f["values"]["position"]) for f in again["facts"] if f["kind"] == "job"]
    results = [(f["about"], f["values"]["text"]) for f in again["facts"] if f["kind"] == "highlight"]
    assert jobs == [(work["name"], work["position"]) for work in resume["work"]]
    assert results == [(work["name"], text) for work in resume["work"] for text in work["highlights"]]


async def test_a_file_that_cannot_be_read_says_what_to_do(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("hostile")) as web:
        picture = (await bring(web, b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "cv.pdf")).json()
        nothing = await web.post(f"/v1/files/{picture['id']}/confirm", json={})
        empty = await bring(web, b"")
        large = await bring(web, b"a" * (5 * 1024 * 1024 + 1))
        still = await say(web, "I worked as a nurse at Hospital La Paz from 2015 to 2020. Make my CV.")

    assert (picture["status"], picture["problem"]) == ("failed", "unknown_kind")
    assert "Bring one of these" in picture["detail"]
    assert (nothing.status_code, empty.status_code, large.status_code) == (409, 422, 413)
    assert still["deliverables"][0]["status"] == "draft"


async def test_the_same_file_is_the_same_and_somebody_elses_is_not_there(own_spine: Spine) -> None:
    body = json.dumps(RESUME).encode()
    async with (
        own_spine.client(await own_spine.new_key("one")) as one,
        own_spine.client(await own_spine.new_key("two")) as two,
    ):
        first, second = (await bring(one, body)).json(), (await bring(one, body)).json()
        other = (await bring(two, body)).json()
        answers = [
            await two.get(f"/v1/files/{first['id']}"),
            await two.post(f"/v1/files/{first['id']}/confirm", json={}),
            await two.get(f"/v1/files/{uuid4()}"),
        ]

    assert first == second
    assert other["id"] != first["id"]
    assert {answer.status_code for answer in answers} == {404}


def files_of(spine: Spine, person: str) -> list[Path]:
    return [path for path in (spine.data / "files" / person).rglob("*") if path.is_file()]


async def test_erasing_takes_the_file_too(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("erased")) as web:
        brought = (await bring(web, json.dumps(RESUME).encode())).json()
        await web.post(f"/v1/files/{brought['id']}/confirm", json={})
        person = (await web.get("/v1/me")).json()["id"]
        assert files_of(own_spine, person)
        await web.delete("/v1/me")
        for _ in range(100):
            if not files_of(own_spine, person):
                break
            await asyncio.sleep(0.1)

    assert files_of(own_spine, person) == []


@pytest.mark.parametrize("point", points_of_handler("cv-import"))
async def test_a_crash_here_reads_the_file_once(own_spine: Spine, point: str) -> None:
    async with own_spine.client(await own_spine.new_key("crash")) as web:
        own_spine.kill("cv")
        own_spine.start("cv", LIFEOS_CRASH_AT=point)
        await ready_to_die(own_spine, "cv", point)
        body = json.dumps(RESUME | {"meta": {"point": point}}).encode()
        bringing = asyncio.create_task(bring(web, body))
        died = await own_spine.died("cv")
        own_spine.kill("cv")
        own_spine.start("cv")
        await own_spine.ready("cv")
        brought = (await bringing).json()
        found: dict[str, Any] = {}
        for _ in range(200):
            found = (await web.get(f"/v1/files/{brought['id']}")).json()
            if found["status"] != "reading":
                break
            await asyncio.sleep(0.1)

    assert died, f"{point} was never reached"
    assert found["status"] == "understood"
    assert len({fact["id"] for fact in found["facts"]}) == len(found["facts"]) == 5
