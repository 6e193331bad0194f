"""Preview, edit, approve, send: nothing leaves that was not approved in exactly that text, and the person sees what became of it."""

import httpx
import pytest

from tests.mail_server import SENDER, MailServer
from tests.messages import STORIES, ask_for, edit, hash_of_arrived, now, press, talk_once
from tests.spine import Spine
from tests.test_journey import content, say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]


async def test_what_was_approved_is_what_arrives(web: httpx.AsyncClient, post: MailServer) -> None:
    """Edit, approve, send: one mail, whose text and recipient have the hash that was approved."""
    mail = (await talk_once(web))["email"]
    edited = await edit(
        web,
        mail,
        subject="Bewerbung & más – «señal»",
        paragraphs=["Hello Maria,", "Zeile 1\nZeile 2 ✓", "Ana"],
    )
    assert edited.status_code == 200, edited.text
    draft = edited.json()
    preview = (await web.get(f"/v1/deliverables/{mail['id']}/sending")).json()
    approved = await press(web, "approve", draft, sha256=preview["sha256"])
    sent = await press(web, "send", draft)

    assert approved.json()["status"] == "approved", approved.text
    assert sent.json()["status"] == "sent", sent.text
    assert len(post.mails) == 1
    arrived = post.mails[0]
    assert post.recipients == [["maria.keller@northwind.example"]]
    assert arrived["From"] == f"Ana Pérez <{SENDER}>"
    assert arrived["Reply-To"] == "ana.perez@example.com"
    written = (await web.get(f"/v1/deliverables/{mail['id']}/versions/2")).json()["document"]
    arrived_hash = hash_of_arrived(arrived, post.recipients[0][0], written, "en")
    assert arrived_hash == approved.json()["approval"]["sha256"] == preview["sha256"]


async def test_nothing_is_sent_without_an_approval(web: httpx.AsyncClient, post: MailServer) -> None:
    mail = (await talk_once(web))["email"]

    refused = await press(web, "send", mail)

    assert refused.status_code == 409
    assert "approve" in refused.json()["detail"]
    assert post.mails == []


async def test_an_edit_after_the_approval_voids_it(web: httpx.AsyncClient, post: MailServer) -> None:
    mail = (await talk_once(web))["email"]
    assert (await press(web, "approve", mail)).status_code == 200
    edited = (await edit(web, mail, subject="Another one")).json()

    old = await press(web, "send", mail)
    new = await press(web, "send", edited)

    assert edited["status"] == "draft"
    assert edited["approval"] is None
    assert old.status_code == 412
    assert new.status_code == 409
    assert post.mails == []


async def test_pressing_twice_sends_once(web: httpx.AsyncClient, post: MailServer) -> None:
    import asyncio

    mail = (await talk_once(web))["email"]
    await press(web, "approve", mail)

    both = await asyncio.gather(press(web, "send", mail), press(web, "send", mail), press(web, "send", mail))

    assert sorted(answer.status_code for answer in both)[0] == 200
    assert len(post.mails) == 1
    assert (await now(web, mail))["status"] == "sent"
    assert (await press(web, "send", mail)).status_code == 409


async def test_the_same_press_is_the_same_command(web: httpx.AsyncClient, post: MailServer) -> None:
    mail = (await talk_once(web))["email"]
    await press(web, "approve", mail)
    headers = {"If-Match": "1", "Idempotency-Key": "pressed once"}

    answers = [await web.post(f"/v1/deliverables/{mail['id']}/send", headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(post.mails) == 1


async def test_a_fact_taken_back_makes_the_message_stale_and_offers_the_patched_one(
    web: httpx.AsyncClient, post: MailServer
) -> None:
    mail = (await talk_once(web))["email"]
    await press(web, "approve", mail)
    used = (await web.get(f"/v1/deliverables/{mail['id']}/content", params={"format": "txt"})).text
    memories = (await web.get("/v1/memories", params={"limit": 200})).json()["items"]
    proof = next(
        m["memory"] for m in memories if m["memory"]["kind"] == "highlight" and mail["id"] in m["used_in"]
    )
    await web.delete(f"/v1/memories/{proof['id']}")

    stale = await now(web, mail)
    refused = await press(web, "send", mail)
    patched = (await press(web, "update", mail)).json()
    text = (await content(web, mail["id"], "txt")).text

    assert (stale["stale"], stale["status"], stale["approval"]) == (True, "draft", None)
    assert refused.status_code == 409
    assert "took back" in refused.json()["detail"]
    assert (patched["version"], patched["stale"], patched["status"]) == (2, False, "draft")
    assert proof["claims"]["text"]["value"] in used
    assert proof["claims"]["text"]["value"] not in text
    assert post.mails == []


async def test_a_gap_cannot_be_approved(web: httpx.AsyncClient) -> None:
    await say(web, STORIES["en"])
    note = await ask_for(web, "linkedin_message", recipient={})

    refused = await press(web, "approve", note)
    web.headers["Accept-Language"] = "pt-BR, en;q=0.5"
    in_portuguese = await press(web, "approve", note)

    assert [finding["rule"] for finding in note["findings"]] == ["placeholder", "placeholder"]
    assert refused.status_code == in_portuguese.status_code == 409
    assert "[their name] still stands in it" in refused.json()["detail"]
    assert "ainda há [their name]" in in_portuguese.json()["detail"]
    assert in_portuguese.headers["Content-Language"] == "pt"


async def test_a_linkedin_note_is_sent_by_hand(web: httpx.AsyncClient, post: MailServer) -> None:
    await say(web, STORIES["en"])
    note = await ask_for(web, "linkedin_note")
    text = (await content(web, note["id"], "txt")).text.strip()
    by_machine = await press(web, "send", note)
    early = await press(web, "mark-sent", note)
    approved = await press(web, "approve", note)
    sent = (await press(web, "mark-sent", note)).json()
    replied = (await web.post(f"/v1/deliverables/{note['id']}/replied")).json()

    assert len(text) <= 200
    assert by_machine.status_code == early.status_code == 409
    assert approved.status_code == 200
    assert sent["status"] == "sent"
    assert sent["follow_up_on"]
    assert replied["replied_at"]
    assert replied["follow_up_on"] is None
    assert post.mails == []


async def test_the_audit_log_tells_everything(web: httpx.AsyncClient) -> None:
    mail = (await talk_once(web))["email"]
    await press(web, "send", mail)
    await press(web, "approve", mail)
    await press(web, "send", mail)

    log = (await web.get(f"/v1/deliverables/{mail['id']}/audit")).json()["items"]

    assert [(line["what"], line["granted"]) for line in log] == [
        ("send", False),
        ("approve", True),
        ("send", True),
        ("started", True),
        ("sent", True),
    ]
    assert log[0]["refusal"] == "not_approved"
    assert log[1]["sha256"] == mail["sha256"]


@pytest.mark.parametrize(
    ("act", "language", "status", "words"),
    [
        ("refuse recipient", "en", "failed", "recipient's address"),
        ("refuse recipient", "es", "failed", "la dirección de quien lo recibe"),
        ("refuse text", "en", "failed", "Nothing was sent"),
        ("refuse text", "pt", "failed", "Nada foi enviado"),
        ("hang", "en", "unknown", "not known"),
    ],
)
async def test_a_mail_server_that_does_not_take_it_is_told_plainly(
    web: httpx.AsyncClient, post: MailServer, act: str, language: str, status: str, words: str
) -> None:
    mail = (await talk_once(web, language))["email"]
    await press(web, "approve", mail)
    post.act = act

    ended = (await press(web, "send", mail)).json()
    again = await press(web, "send", mail)

    assert ended["status"] == status
    assert words in ended["problem"]
    assert again.status_code == 409, "a new approval is needed, nothing is tried again by itself"


async def test_an_unknown_mail_can_be_sent_again_or_said_to_have_arrived(
    web: httpx.AsyncClient, post: MailServer
) -> None:
    mail = (await talk_once(web))["email"]
    await press(web, "approve", mail)
    post.act = "hang"
    assert (await press(web, "send", mail)).json()["status"] == "unknown"

    arrived = (await press(web, "mark-sent", mail)).json()

    assert arrived["status"] == "sent"


async def test_somebody_elses_draft_cannot_be_approved(mail_spine: Spine, web: httpx.AsyncClient) -> None:
    mail = (await talk_once(web))["email"]
    async with mail_spine.client(await mail_spine.new_key("stranger")) as stranger:
        answers = [
            await press(stranger, verb, mail) for verb in ("approve", "send", "reject", "mark-sent", "update")
        ]

    assert {answer.status_code for answer in answers} == {404}
    assert (await now(web, mail))["status"] == "draft"
