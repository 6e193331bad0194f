"""Practising an interview through HTTP: questions of the pack, one review for each answer, whatever dies."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.crash_points import points_of_handler, ready_to_die
from tests.messages import ADVERTS, STORIES
from tests.spine import Spine
from tests.test_journey import say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def own_spine() -> AsyncIterator[Spine]:
    async with Spine() as running:
        yield running


async def a_round(web: httpx.AsyncClient, language: str = "en", **wish: Any) -> dict[str, Any]:
    """A person with a story, a job, a pack, and a round of practice."""
    await say(web, STORIES[language])
    job = (await web.post("/v1/jobs", json={"text": ADVERTS[language]})).json()["id"]
    pack = await web.post("/v1/deliverables", json={"kind": "interview_pack", "job_id": job})
    assert pack.status_code == 201, pack.text
    started = await web.post("/v1/practice", json={"deliverable": pack.json()["id"]} | wish)
    assert started.status_code == 201, started.text
    return started.json()


async def tell(web: httpx.AsyncClient, practice: dict[str, Any], text: str) -> httpx.Response:
    body = {"number": practice["number"], "text": text}
    return await web.post(f"/v1/practice/{practice['id']}/answers", json=body)


@pytest.mark.parametrize("language", ["en", "es", "pt"])
async def test_one_question_after_the_other_each_with_its_review(own_spine: Spine, language: str) -> None:
    async with own_spine.client(await own_spine.new_key(f"practice {language}")) as web:
        now = await a_round(web, language, count=3)
        asked: list[str] = []
        while now["question"]:
            asked.append(now["question"]["text"])
            now = (await tell(web, now, STORIES[language])).json()
        again = (await web.get(f"/v1/practice/{now['id']}")).json()

    assert now["total"] == len(asked) == len(set(asked)) == 3
    assert now["question"] is None
    assert [answer["number"] for answer in now["answers"]] == [1, 2, 3]
    assert all(answer["review"]["findings"] for answer in now["answers"])
    assert again == now


async def test_questions_without_a_story_come_first(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("gaps")) as web:
        now = await a_round(web, count=1)

    assert now["question"]["status"] == "gap"


async def test_what_was_taken_back_is_not_coached(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("back")) as web:
        now = await a_round(web, rounds=["behaviour"])
        memories = (await web.get("/v1/memories", params={"limit": 200})).json()["items"]
        churn = next(
            m["memory"]
            for m in memories
            if "churn" in m["memory"]["quote"] and m["memory"]["kind"] == "highlight"
        )
        await web.delete(f"/v1/memories/{churn['id']}")

        reviewed = (await tell(web, now, "When I came to Acme I cut customer churn by 12%.")).json()

    review = reviewed["answers"][0]["review"]
    assert review["retracted"] == [churn["claims"]["text"]["value"]]
    assert "retracted" in {finding["rule"] for finding in review["findings"]}


async def test_an_answer_stands(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("stands")) as web:
        now = await a_round(web)
        first = await tell(web, now, "I built the weekly sales dashboard.")
        same = await tell(web, now, "I built the weekly sales dashboard.")
        other = await tell(web, now, "No, I did something else.")

    assert first.json() == same.json()
    assert other.status_code == 409


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"number": 1, "text": ""}, 422),
        ({"number": 1, "text": "a\x00b"}, 422),
        ({"number": 99, "text": "Hello"}, 422),
        ({"number": 1, "text": "word " * 10_000}, 422),
    ],
)
async def test_an_answer_that_is_none_is_refused(own_spine: Spine, body: dict[str, Any], status: int) -> None:
    async with own_spine.client(await own_spine.new_key("bad")) as web:
        now = await a_round(web)
        answer = await web.post(f"/v1/practice/{now['id']}/answers", json=body)
        after = (await web.get(f"/v1/practice/{now['id']}")).json()

    assert answer.status_code == status
    assert after["answers"] == []


async def test_without_a_pack_there_is_nothing_to_practise(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("none")) as web:
        turn = await say(web, f"{STORIES['en'].split('Make my CV')[0]} Make my CV.")
        none = await web.post("/v1/practice", json={})
        cv = await web.post("/v1/practice", json={"deliverable": turn["deliverables"][0]["id"]})

    assert none.status_code == cv.status_code == 409
    assert "Ask for one" in none.json()["detail"]


@pytest.mark.parametrize("point", points_of_handler("interview-review"))
async def test_a_crash_here_reviews_the_answer_once(own_spine: Spine, point: str) -> None:
    async with own_spine.client(await own_spine.new_key("crash")) as web:
        now = await a_round(web)
        own_spine.kill("interview")
        own_spine.start("interview", LIFEOS_CRASH_AT=point)
        await ready_to_die(own_spine, "interview", point)
        telling = asyncio.create_task(tell(web, now, "I built the weekly sales dashboard in SQL."))
        died = await own_spine.died("interview")
        own_spine.kill("interview")
        own_spine.start("interview")
        await own_spine.ready("interview")
        await telling
        after: dict[str, Any] = {}
        for _ in range(200):
            after = (await web.get(f"/v1/practice/{now['id']}")).json()
            if after["answers"] and after["answers"][0]["review"]:
                break
            await asyncio.sleep(0.1)

    assert died, f"{point} was never reached"
    assert len(after["answers"]) == 1
    assert after["answers"][0]["review"]["words"] == 8


WISH = {
    "en": ("Let's practise the interview", "next", "stop"),
    "es": ("Vamos a practicar la entrevista", "siguiente", "basta"),
    "pt": ("Vamos praticar a entrevista", "próxima", "chega"),
}


@pytest.mark.parametrize("language", list(WISH))
async def test_practice_in_the_chat_asks_reviews_and_learns_nothing_by_itself(
    own_spine: Spine, language: str
) -> None:
    wish, skip, stop = WISH[language]
    async with own_spine.client(await own_spine.new_key(f"chat {language}")) as web:
        session = (await say(web, STORIES[language]))["session_id"]
        before = (await web.get("/v1/memories", params={"limit": 200})).json()["items"]
        begun = await say(web, wish, session)
        skipped = await say(web, skip, session)
        answered = await say(web, "In 2019 I saved Globex 40% of its costs.", session)
        stopped = await say(web, stop, session)
        after = (await web.get("/v1/memories", params={"limit": 200})).json()["items"]
        later = await say(web, "I worked at Globex as a cook from 2010 to 2012.", session)
        learned = (await web.get("/v1/memories", params={"limit": 200})).json()["items"]

    assert "1/5: " in begun["reply"]["text"]
    assert "2/5: " in skipped["reply"]["text"]
    assert "3/5: " in answered["reply"]["text"]
    assert len(answered["reply"]["text"]) > len(skipped["reply"]["text"]), "what was noticed is said"
    assert "/5: " not in stopped["reply"]["text"]
    assert not [turn["deliverables"] for turn in (begun, skipped, answered, stopped) if turn["deliverables"]]
    assert after == before, "what is rehearsed is no fact"
    assert later["reply"]["text"]
    assert len(learned) > len(after), "after it people talk as before"


async def test_practice_without_a_pack_makes_one_and_says_so(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("no pack")) as web:
        session = (await say(web, "I worked at Acme as a cook from 2010 to 2012."))["session_id"]
        turn = await say(web, "Let's practise the interview", session)
        begun = await say(web, "Let's practise the interview", session)

    assert [document["kind"] for document in turn["deliverables"]] == ["interview_pack"]
    assert "let us practise" in turn["reply"]["text"]
    assert turn["questions"] == [], "who waits for the practice is asked nothing else"
    assert "1/" in begun["reply"]["text"]


async def test_another_wish_is_served_and_the_practice_waits(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("waits")) as web:
        session = (await say(web, STORIES["en"]))["session_id"]
        begun = await say(web, "Let's practise the interview", session)
        again = await say(web, "what do you mean?", session)
        cv = await say(web, "make my CV", session)
        answered = await say(web, "I built the weekly sales dashboard in SQL.", session)

    question = begun["reply"]["text"].split("1/5: ")[1].split("\n")[0]
    assert f"1/5: {question}" in again["reply"]["text"]
    assert [document["kind"] for document in cv["deliverables"]] == ["cv"]
    assert question in cv["reply"]["text"]
    assert "2/5: " in answered["reply"]["text"]


async def test_a_round_of_the_chat_is_read_like_any_other(own_spine: Spine) -> None:
    async with own_spine.client(await own_spine.new_key("read")) as web:
        session = (await say(web, STORIES["en"]))["session_id"]
        await say(web, "Let's practise the interview", session)
        await say(web, "I built the weekly sales dashboard in SQL.", session)
        rounds = (await web.get("/v1/practice")).json()["items"]
        read = (await web.get(f"/v1/practice/{rounds[0]['id']}")).json()

    assert len(rounds) == 1
    assert [answer["number"] for answer in read["answers"]] == [1]
    assert read["answers"][0]["review"]["words"] == 8
    assert read["number"] == 2
