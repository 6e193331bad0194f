"""A newcomer talks once and gets a CV: through HTTP, with every real part."""

import asyncio
import io
import json
from typing import Any
from uuid import uuid4

import httpx
import pypdf
import pytest

from lifeos.contracts.api import TURN_EVENT, Turn, TurnCompleted, TurnStarted
from lifeos.contracts.fold import TurnFold
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

STORIES = {
    "en": (
        "My name is Ana Lopez and my e-mail is ana@example.com. I worked as a nurse at Hospital La Paz from March 2015 "
        "to June 2020. I cut waiting times by 20%. Please make my CV."
    ),
    "es": (
        "Me llamo Ana López y mi correo es ana@example.com. Trabajé como enfermera en el Hospital La Paz desde marzo de "
        "2015 hasta junio de 2020. Hazme el CV, por favor."
    ),
    "pt": (
        "Meu nome é Ana Souza e meu e-mail é ana@example.com. Trabalhei como enfermeira no Hospital São Lucas de março de "
        "2015 a junho de 2020. Faça meu currículo, por favor."
    ),
}


async def say(
    client: httpx.AsyncClient, message: str, session_id: str | None = None, key: str | None = None
) -> dict[str, Any]:
    body = {"message": message} | ({"session_id": session_id} if session_id else {})
    answer = await client.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": key or str(uuid4())})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def content(client: httpx.AsyncClient, deliverable: str, format: str) -> httpx.Response:
    answer = await client.get(f"/v1/deliverables/{deliverable}/content", params={"format": format})
    assert answer.status_code == 200, answer.text
    return answer


@pytest.mark.parametrize("language", ["en", "es", "pt"])
async def test_one_story_becomes_a_cv_in_six_formats(spine: Spine, language: str) -> None:
    async with spine.client(await spine.new_key(f"journey {language}")) as client:
        turn = await say(client, STORIES[language])
        cv = turn["deliverables"][0]
        document = (await content(client, cv["id"], "json")).json()
        pdf = pypdf.PdfReader(io.BytesIO((await content(client, cv["id"], "pdf")).content))
        others = [await content(client, cv["id"], format) for format in ("html", "docx", "md", "txt")]

    assert turn["status"] == "completed"
    assert cv["language"] == language
    assert document["basics"]["email"] == "ana@example.com"
    assert document["work"][0]["startDate"] == "2015-03"
    assert document["work"][0]["endDate"] == "2020-06"
    text = pdf.pages[0].extract_text()
    assert document["basics"]["name"] in text
    assert "Hospital" in text
    assert all(other.content for other in others)
    assert cv["ats"]["passed"], cv["ats"]["findings"]


async def test_the_stream_folds_to_the_body_of_the_turn(spine: Spine) -> None:
    key = str(uuid4())
    async with spine.client() as client:
        events = []
        request = client.stream(
            "POST", "/v1/chat/stream", json={"message": STORIES["en"]}, headers={"Idempotency-Key": key}
        )
        async with request as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    events.append(TURN_EVENT.validate_json(line.removeprefix("data: ")))
        again = Turn.model_validate(await say(client, STORIES["en"], key=key))

    assert isinstance(events[0], TurnStarted)
    fold = TurnFold(events[0])
    for event in events[1:-1]:
        fold.apply(event)
    last = events[-1]
    assert isinstance(last, TurnCompleted)
    assert fold.turn == last.turn == again


async def test_the_same_key_is_the_same_turn_and_another_body_is_refused(spine: Spine) -> None:
    key = str(uuid4())
    async with spine.client() as client:
        first, second = await asyncio.gather(
            say(client, "Hello there", key=key), say(client, "Hello there", key=key)
        )
        other = await client.post("/v1/chat/turn", json={"message": "Bye"}, headers={"Idempotency-Key": key})

    assert first["id"] == second["id"]
    assert other.status_code == 422
    assert "another message" in other.json()["detail"]


async def test_a_correction_changes_the_cv_and_names_what_changed(spine: Spine) -> None:
    async with spine.client(await spine.new_key("correction")) as client:
        first = await say(client, STORIES["en"])
        second = await say(
            client, "Actually I started at Hospital La Paz in 2014, not 2015.", session_id=first["session_id"]
        )
        document = (await content(client, first["deliverables"][0]["id"], "json")).json()
        version = second["deliverables"][0]["version"]
        history = await client.get(f"/v1/deliverables/{first['deliverables'][0]['id']}/versions")

    assert version == 2
    assert document["work"][0]["startDate"].startswith("2014")
    assert "2014" in second["reply"]["text"]
    assert any("2014" in line for line in history.json()[-1]["changes"])


@pytest.mark.parametrize("order", ["Make my CV now", "Hazme el CV", "Faz o meu currículo"])
async def test_a_cv_that_is_ordered_before_anything_was_told_asks_for_the_story(
    spine: Spine, order: str
) -> None:
    async with spine.client(await spine.new_key("nothing told")) as client:
        turn = await say(client, order)
        later = await say(client, STORIES["en"], turn["session_id"])

    assert turn["deliverables"] == []
    assert len(turn["reply"]["text"]) > 40
    assert [document["kind"] for document in later["deliverables"]] == ["cv"]


async def test_orders_and_talk_answer_no_question(spine: Spine) -> None:
    """Each of these was once a school, a headline or a skill."""
    async with spine.client(await spine.new_key("talk")) as client:
        session = (await say(client, STORIES["en"]))["session_id"]
        before = (await client.get("/v1/memories", params={"limit": 200})).json()["items"]
        for message in (
            "hiya",
            "stop",
            "ok great",
            "same for Claire Dunn at Radisson",
            "can we go on?",
            "chega, parar",
        ):
            await say(client, message, session)
        after = (await client.get("/v1/memories", params={"limit": 200})).json()["items"]
        documents = (await client.get("/v1/deliverables", params={"kind": "cv"})).json()["items"]

    assert [item["memory"]["id"] for item in after] == [item["memory"]["id"] for item in before]
    assert [document["version"] for document in documents] == [1], "nothing was updated with nothing"


async def test_the_persona_persists_and_both_answer_in_turn(spine: Spine) -> None:
    async with spine.client(await spine.new_key("persona")) as client:
        session = (await client.post("/v1/sessions", json={"persona": "both"})).json()
        turn = await say(client, "I worked at Acme as a cook from 2010 to 2012.", session_id=session["id"])
        again = await say(client, "And at Foo Ltd as a baker from 2013 to 2015.", session_id=session["id"])
        elsewhere = await say(client, "Hello again")

    assert [segment["speaker"] for segment in turn["reply"]["segments"]] == ["mariana", "antonio"]
    assert again["persona"] == "both"
    assert elsewhere["persona"] == "both"


async def test_half_a_story_in_one_session_and_the_whole_cv_in_another(spine: Spine) -> None:
    async with spine.client(await spine.new_key("two sessions")) as client:
        first = await say(client, "My name is Ana Lopez. I was a nurse at Hospital La Paz from 2015 to 2020.")
        second = await say(
            client, "Since 2021 I have been a ward manager at Clinica Norte. ana@example.com. Make my CV."
        )
        cv = second["deliverables"][0]
        document = (await content(client, cv["id"], "json")).json()
        evidence = (await client.get(f"/v1/deliverables/{cv['id']}/versions/1/evidence")).json()

    assert first["session_id"] != second["session_id"]
    assert document["basics"]["name"] == "Ana Lopez"
    assert [job["name"] for job in document["work"]] == ["Clinica Norte", "Hospital La Paz"]
    sources = {evidence_of["id"] for leaf in evidence["leaves"] for evidence_of in leaf["evidence"]}
    assert {first["id"], second["id"]} <= sources


async def test_every_claim_opens_the_words_it_came_from(spine: Spine) -> None:
    async with spine.client(await spine.new_key("evidence")) as client:
        turn = await say(client, STORIES["en"])
        deliverable = turn["deliverables"][0]["id"]
        evidence = (await client.get(f"/v1/deliverables/{deliverable}/versions/1/evidence")).json()

    assert evidence["leaves"]
    for leaf in evidence["leaves"]:
        for source in leaf["evidence"]:
            words = evidence["words"][source["id"]][source["start"] : source["end"]]
            assert words.strip(), leaf


async def test_an_edit_is_a_new_version_and_a_stale_one_is_refused(spine: Spine) -> None:
    async with spine.client(await spine.new_key("edit")) as client:
        turn = await say(client, STORIES["en"])
        deliverable = turn["deliverables"][0]["id"]
        document = (await content(client, deliverable, "json")).json()
        document["basics"]["label"] = "Head Nurse"
        body = {"document": document}
        edited = await client.put(f"/v1/deliverables/{deliverable}", json=body, headers={"If-Match": '"1"'})
        same = await client.put(f"/v1/deliverables/{deliverable}", json=body, headers={"If-Match": "1"})
        document["basics"]["label"] = "Chief Nurse"
        stale = await client.put(
            f"/v1/deliverables/{deliverable}", json={"document": document}, headers={"If-Match": "1"}
        )
        unseen = await client.put(f"/v1/deliverables/{deliverable}", json={"document": document})
        text = (await content(client, deliverable, "txt")).text
        restored = await client.post(
            f"/v1/deliverables/{deliverable}/restore", json={"version": 1}, headers={"If-Match": "2"}
        )

    assert edited.status_code == 200, edited.text
    assert edited.headers["etag"] == '"2"'
    assert "Head Nurse" in text
    assert (same.status_code, same.json()["version"]) == (200, 2), "its answer was lost, so it is sent again"
    assert stale.status_code == 412
    assert unseen.status_code == 428
    assert restored.json()["version"] == 3


async def test_a_persons_edit_survives_the_next_version(spine: Spine) -> None:
    async with spine.client(await spine.new_key("keep edits")) as client:
        turn = await say(client, STORIES["en"])
        deliverable = turn["deliverables"][0]["id"]
        document = (await content(client, deliverable, "json")).json()
        document["basics"]["label"] = "Ward Manager"
        await client.put(
            f"/v1/deliverables/{deliverable}", json={"document": document}, headers={"If-Match": "1"}
        )
        await say(client, "I also speak French at B2. Please update my CV.", session_id=turn["session_id"])
        after = (await content(client, deliverable, "json")).json()

    assert after["basics"]["label"] == "Ward Manager"
    assert any("French" in json.dumps(language) for language in after.get("languages", []))


async def test_without_a_model_a_cv_in_another_language_names_what_is_not_said_in_it(spine: Spine) -> None:
    async with spine.client(await spine.new_key("other language")) as client:
        told = STORIES["es"].replace("Hazme", "Allí bajé el tiempo de espera de los pacientes un 20%. Hazme")
        body = {"message": told, "document_language": "en"}
        turn = await client.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": str(uuid4())})
        deliverable = turn.json()["deliverables"][0]["id"]
        first = (await client.get(f"/v1/deliverables/{deliverable}/versions/1")).json()
        document = first["document"]
        for job in document["work"]:
            job["highlights"] = ["I did what was asked of me" for _ in job.get("highlights", [])]
        edited = await client.put(
            f"/v1/deliverables/{deliverable}", json={"document": document}, headers={"If-Match": "1"}
        )
        second = (await client.get(f"/v1/deliverables/{deliverable}/versions/2")).json()

    assert edited.status_code == 200, edited.text
    assert [finding["rule"] for finding in first["findings"]] == ["not_translated"]
    assert "tiempo de espera" in first["findings"][0]["text"]
    assert second["findings"] == []


async def test_edits_survive_every_later_version(spine: Spine) -> None:
    async with spine.client(await spine.new_key("keep all edits")) as client:
        turn = await say(client, STORIES["en"])
        deliverable = turn["deliverables"][0]["id"]
        for version, field, value in ((1, "label", "Ward Manager"), (3, "summary", "I like people.")):
            document = (await content(client, deliverable, "json")).json()
            document["basics"][field] = value
            edited = await client.put(
                f"/v1/deliverables/{deliverable}",
                json={"document": document},
                headers={"If-Match": str(version)},
            )
            assert edited.status_code == 200, edited.text
            more = "French at B2" if version == 1 else "German at A2"
            await say(client, f"I also speak {more}. Please update my CV.", session_id=turn["session_id"])
        await say(client, "I also speak Italian at C1. Please update my CV.", session_id=turn["session_id"])
        after = (await content(client, deliverable, "json")).json()

    assert after["basics"]["label"] == "Ward Manager"
    assert after["basics"]["summary"] == "I like people."
    assert {"French", "German", "Italian"} <= {one["language"] for one in after["languages"]}


async def test_a_retracted_fact_makes_the_cv_stale(spine: Spine) -> None:
    async with spine.client(await spine.new_key("retract")) as client:
        turn = await say(client, STORIES["en"])
        items = (await client.get("/v1/memories")).json()["items"]
        job = next(item["memory"] for item in items if item["memory"]["kind"] == "job")
        gone = await client.delete(f"/v1/memories/{job['id']}")
        after = (await client.get(f"/v1/deliverables/{turn['deliverables'][0]['id']}")).json()

    assert gone.json()["retracted"]
    assert after["stale"]


async def test_erasing_leaves_nothing_and_the_key_stops_working(spine: Spine) -> None:
    async with spine.client(await spine.new_key("forget me")) as client:
        await say(client, STORIES["en"])
        bundle = await client.get("/v1/me/export")
        receipt = await client.delete("/v1/me")
        after = await client.get("/v1/me")

    assert bundle.headers["content-type"] == "application/zip"
    assert receipt.json()["done"], receipt.text
    assert after.status_code == 401
