"""Whatever dies while a message is decided about and sent: one verdict, at most one mail, and the person knows."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from lifeos.contracts import DecisionMade, SendEnded
from lifeos.outreach.mailing import Mailer
from lifeos.outreach.sending import Sender
from lifeos.outreach.settings import OutreachSettings
from lifeos.runtime.bus import Bus
from lifeos.runtime.errors import Unavailable
from tests.crash_points import points_of_handler, ready_to_die
from tests.mail_server import SENDER, MailServer
from tests.messages import ask_for, edit, now, press
from tests.spine import Spine
from tests.test_journey import say

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(120)]

STORY = (
    "My name is Ana Lopez, ana@example.com. I worked as a nurse at Hospital La Paz from March 2015 to June 2020. "
    "I cut waiting times by 20%."
)
IN_DOUBT = frozenset(
    {"outreach-send:before-smtp", "outreach-send:after-smtp", "outreach-send:before-publish"}
)
"""Points after the beginning and before the end: whoever comes next cannot know whether the mail left."""


def points() -> list[tuple[str, str]]:
    """Every point of every handler that a decision reaches, and those around the mail server."""
    found = [("outreach", "outreach-send:before-smtp"), ("outreach", "outreach-send:after-smtp")]
    found += [("outreach", point) for point in points_of_handler("outreach-send")]
    return found + [("store", point) for point in points_of_handler("store-decide")]


async def a_draft(web: httpx.AsyncClient) -> dict[str, Any]:
    await say(web, STORY)
    return await ask_for(web)


async def until(web: httpx.AsyncClient, mail: dict[str, Any], *stages: str) -> dict[str, Any]:
    """The message once it stands at one of these stages."""
    found = await now(web, mail)
    for _ in range(400):
        if found["status"] in stages:
            return found
        await asyncio.sleep(0.1)
        found = await now(web, mail)
    raise AssertionError(f"it never got there: {found['status']}")


@pytest.mark.parametrize(("service", "point"), points(), ids=lambda value: value)
async def test_a_crash_here_sends_at_most_one_mail_and_says_what_is_known(
    mail_spine: Spine, post: MailServer, service: str, point: str
) -> None:
    post.mails.clear()
    async with mail_spine.client(await mail_spine.new_key("crash")) as web:
        mail = await a_draft(web)
        if point.startswith("outreach"):
            assert (await press(web, "approve", mail)).status_code == 200
        mail_spine.kill(service)
        mail_spine.start(service, LIFEOS_CRASH_AT=point)
        await ready_to_die(mail_spine, service, point)
        verb = "send" if point.startswith("outreach") else "approve"
        pressing = asyncio.create_task(press(web, verb, mail))
        died = await mail_spine.died(service)
        mail_spine.kill(service)
        mail_spine.start(service)
        await mail_spine.ready(service)
        await pressing
        if verb == "approve":
            ended = await until(web, mail, "approved")
        else:
            ended = await until(web, mail, "sent", "unknown", "failed")
        log = (await web.get(f"/v1/deliverables/{mail['id']}/audit")).json()["items"]

    assert died, f"{point} was never reached"
    assert len(post.mails) <= 1
    decided = [line for line in log if line["what"] == verb]
    assert len(decided) == 1, "one press, one verdict"
    if verb == "send":
        assert ended["status"] == ("unknown" if point in IN_DOUBT else "sent")
        assert len(post.mails) == (0 if point == "outreach-send:before-smtp" else 1)


async def test_a_frozen_sender_and_its_replacement_send_one_mail(mail_spine: Spine, post: MailServer) -> None:
    """The first has begun and stops; the second finds the beginning and does not begin again."""
    post.mails.clear()
    post.act = "take"
    async with mail_spine.client(await mail_spine.new_key("frozen")) as web:
        mail = await a_draft(web)
        assert (await press(web, "approve", mail)).status_code == 200
        mail_spine.freeze("outreach")
        pressing = asyncio.create_task(press(web, "send", mail))
        await asyncio.sleep(0.5)
        mail_spine.thaw("outreach")
        await pressing
        ended = await until(web, mail, "sent", "unknown")

    assert len(post.mails) == 1
    assert ended["status"] in ("sent", "unknown")


async def test_a_press_delivered_twice_to_one_sender_is_one_mail(mail_spine: Spine, post: MailServer) -> None:
    """A frozen process gets its message a second time beside the first, and both know the beginning as their own."""
    post.mails.clear()
    async with (
        mail_spine.client(await mail_spine.new_key("twice")) as web,
        mail_spine.operator() as bus,
    ):
        mail = await a_draft(web)
        assert (await press(web, "approve", mail)).status_code == 200
        mail_spine.kill("outreach")
        try:
            pressing = asyncio.create_task(press(web, "send", mail))
            made = await until_decided(bus, mail, "send")
            settings = OutreachSettings(
                smtp_host="127.0.0.1", smtp_port=post.port, smtp_from=SENDER, smtp_security="none"
            )
            sender = Sender(bus, Mailer(settings), lambda _point: None)
            ends = await asyncio.gather(sender.send(made), sender.send(made), return_exceptions=True)
            pressing.cancel()
        finally:
            mail_spine.start("outreach")
            await mail_spine.ready("outreach")

    assert len(post.mails) == 1
    assert [type(end) for end in ends] == [SendEnded, Unavailable]


async def until_decided(bus: Bus, mail: dict[str, Any], verb: str) -> DecisionMade:
    """The newest verdict of a conversation, once it is about this verb."""
    for _ in range(200):
        stored = await bus.standing(DecisionMade.address(UUID(mail["session_id"]), "*"))
        if stored and isinstance(stored.message, DecisionMade) and stored.message.verb == verb:
            return stored.message
        await asyncio.sleep(0.05)
    raise AssertionError("it was never decided")


async def test_an_edit_and_an_approval_at_the_same_moment_never_approve_the_other_text(
    mail_spine: Spine, post: MailServer
) -> None:
    """Whoever comes first: an approval stands only for the text that is the newest when it is made."""
    post.mails.clear()
    async with mail_spine.client(await mail_spine.new_key("race")) as web:
        await say(web, STORY)
        for _ in range(6):
            mail = await ask_for(web)
            edited, approved = await asyncio.gather(
                edit(web, mail, subject="Another subject"), press(web, "approve", mail)
            )
            found = await until(web, mail, "draft", "approved")
            sent = await press(web, "send", found)
            assert edited.status_code == 200
            assert approved.status_code in (200, 412)
            assert (found["version"], found["status"]) == (2, "draft")
            assert sent.status_code == 409

    assert post.mails == []


async def test_an_old_approval_replayed_sends_nothing(mail_spine: Spine, post: MailServer) -> None:
    """The same command again, under the same subject or as a copy: it was decided, and the text has changed since."""
    post.mails.clear()
    async with mail_spine.client(await mail_spine.new_key("replay")) as web:
        mail = await a_draft(web)
        headers = {"If-Match": "1", "Idempotency-Key": "once"}
        approve, send = (f"/v1/deliverables/{mail['id']}/{verb}" for verb in ("approve", "send"))
        first = [(await web.post(path, headers=headers)).status_code for path in (approve, send)]
        edited = await edit(web, mail, subject="Changed")
        again = [(await web.post(path, headers=headers)).status_code for path in (approve, send)]
        found = await now(web, mail)

    assert first == [200, 200]
    assert edited.status_code == 200
    assert again == [200, 200], "the same command is answered as it was"
    assert (found["version"], found["status"], found["approval"]) == (2, "draft", None)
    assert len(post.mails) == 1
