"""The promise as one journey: story and advert, four documents, an edit, an approval, one mail. All processes die at every step."""

import asyncio
import random
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.mail_server import MailServer
from tests.messages import ADVERTS, STORIES, hash_of_arrived
from tests.spine import SERVICE_NAMES, Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]

STORY = {
    "en": STORIES["en"].replace("write an e-mail", "write an e-mail and a LinkedIn note"),
    "es": STORIES["es"].replace("escribe un correo", "escribe un correo y una nota de LinkedIn"),
    "pt": STORIES["pt"].replace("escreve um e-mail", "escreve um e-mail e uma nota do LinkedIn"),
}
GIVE_UP_S = 120.0
AFTER_S = 0.6
"""A step takes less than this; all processes die at a moment within it."""


class Patient:
    """A person whose page sends the same request under the same key until it is answered."""

    def __init__(self, web: httpx.AsyncClient) -> None:
        self._web = web

    async def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Idempotency-Key": str(uuid4()), **more.pop("headers", {})}
        async with asyncio.timeout(GIVE_UP_S):
            while True:
                try:
                    answer = await self._web.request(method, path, headers=headers, timeout=30, **more)
                    if answer.status_code not in (401, 500, 502, 503):
                        return answer
                except httpx.HTTPError:
                    pass
                await asyncio.sleep(0.1)

    async def read(self, path: str, **more: Any) -> Any:
        answer = await self.ask("GET", path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def power_cut(spine: Spine) -> None:
    """Every process dies in the same moment, and all are started again."""
    for name in (*SERVICE_NAMES, "nats", "postgres"):
        spine.crash(name)
    for name in ("nats", "postgres"):
        spine.start(name)
    await spine.port_open(spine.layout.nats_port)
    await spine.port_open(spine.layout.postgres_port)
    for name in SERVICE_NAMES:
        spine.start(name)
    await spine.ready(*SERVICE_NAMES)


async def dying(
    spine: Spine, rng: random.Random, person: Patient, method: str, path: str, **more: Any
) -> Any:
    """One step during which everything dies; what the person gets in the end."""
    asking = asyncio.create_task(person.ask(method, path, **more))
    await asyncio.sleep(rng.uniform(0.0, AFTER_S))
    await power_cut(spine)
    answer = await asking
    assert answer.status_code in (200, 202), answer.text
    return answer.json()


async def completed(person: Patient, turn: dict[str, Any]) -> dict[str, Any]:
    async with asyncio.timeout(GIVE_UP_S):
        while turn["status"] == "working":
            await asyncio.sleep(0.2)
            turn = await person.read(f"/v1/turns/{turn['id']}")
    return turn


async def sent_once(person: Patient, mail: dict[str, Any], post: MailServer) -> dict[str, Any]:
    """What a person does who is told that the fate of the mail is unknown: ask whether it arrived, and decide."""
    path, seen = f"/v1/deliverables/{mail['id']}", {"If-Match": str(mail["version"])}
    async with asyncio.timeout(GIVE_UP_S):
        while (mail := await person.read(path))["status"] in ("approved", "sending"):
            await asyncio.sleep(0.2)
    if mail["status"] == "unknown":
        steps = ("mark-sent",) if post.mails else ("approve", "send")
        for step in steps:
            mail = (await person.ask("POST", f"{path}/{step}", headers=seen)).json()
    return mail


@pytest.mark.parametrize(("language", "seed"), [("en", 1), ("es", 2), ("pt", 3)])
async def test_talk_once_and_everything_dies_at_every_step(
    mail_spine: Spine, post: MailServer, language: str, seed: int
) -> None:
    rng = random.Random(seed)
    post.mails.clear()
    async with mail_spine.client(await mail_spine.new_key("talks once")) as web:
        person = Patient(web)
        body = {"message": STORY[language], "job_description": ADVERTS[language]}
        turn = await completed(
            person, await dying(mail_spine, rng, person, "POST", "/v1/chat/turn", json=body)
        )
        made = {document["kind"]: document for document in turn["deliverables"]}
        mail = made["email"]
        path, first = f"/v1/deliverables/{mail['id']}", {"If-Match": "1"}
        second = {"If-Match": "2"}

        letter = (await person.read(f"{path}/versions/1"))["document"]
        letter["paragraphs"].insert(-1, "I can start in May.")
        edited = await dying(mail_spine, rng, person, "PUT", path, json={"document": letter}, headers=first)
        approved = await dying(mail_spine, rng, person, "POST", f"{path}/approve", headers=second)
        await dying(mail_spine, rng, person, "POST", f"{path}/send", headers=second)
        sent = await sent_once(person, mail | {"version": 2}, post)

        panel = await person.read("/v1/deliverables")
        await power_cut(mail_spine)
        await person.ask("POST", "/v1/sessions", json={})
        again = await person.read("/v1/deliverables")
        written = (await person.read(f"{path}/versions/2"))["document"]

    assert turn["status"] == "completed"
    assert list(made) == ["cv", "interview_pack", "email", "linkedin_note"]
    assert {document["status"] for document in made.values()} == {"draft"}
    assert {document["language"] for document in made.values()} == {language}
    assert edited["version"] == approved["version"] == 2
    assert sent["status"] == "sent"
    assert len(post.mails) == 1
    assert (
        hash_of_arrived(post.mails[0], post.recipients[-1][0], written, language)
        == approved["approval"]["sha256"]
    )
    assert again == panel, "a restart and a new session change nothing"
    assert len(panel["items"]) == 4
