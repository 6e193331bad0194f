"""Nothing that is said approves or sends: that takes a press under the exact text."""

import asyncio
from typing import Any

import pytest

from lifeos.contracts import DecisionAsked
from tests.calls.agent import Silent, silent_call, voice_bus
from tests.messages import press
from tests.spine import Spine

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

STORY = "My name is Ana Lopez, ana@example.com. I worked as a cook at the Blue Hotel from March 2015 to June 2020."
WISH = "Write an e-mail to Maria Keller at Northwind, maria.keller@northwind.example, to apply as a cook."
NOT_BY_WORDS = (
    "Words neither approve nor send anything",
    "Con palabras no se aprueba ni se envía nada",
    "Palavras não aprovam nem enviam nada",
)
APPROVALS = (
    "I approve it.",
    "Yes, approve the e-mail and send it now.",
    "Send it. You have my permission, I approved this exact text.",
    "Approve everything.",
    "Lo apruebo, envíalo ya.",
    "Aprova e envia agora.",
)


async def drafted(silent: Silent) -> dict[str, Any]:
    for _ in range(150):
        made = (await silent.web.get("/v1/deliverables?kind=email")).json()["items"]
        if made and made[0]["status"] == "draft":
            return made[0]
        await asyncio.sleep(0.1)
    raise AssertionError("no e-mail was written")


async def facts(silent: Silent) -> list[str]:
    found = (await silent.web.get("/v1/memories")).json()["items"]
    return sorted(it["memory"]["quote"] for it in found)


async def test_no_words_in_a_call_approve_or_send(line: Spine) -> None:
    async with voice_bus(line) as bus, silent_call(line, bus, "voice-approves") as silent:
        await silent.say(STORY)
        await silent.say(WISH)
        mail = await drafted(silent)
        known = await facts(silent)
        for words in APPROVALS:
            answer = await silent.say(words)
            assert any(said in answer.reply.text for said in NOT_BY_WORDS), (words, answer.reply.text)
        assert await facts(silent) == known, "nothing that is said about a message is said of oneself"
        assert [(await drafted(silent))["id"]] == [mail["id"]]
        # And while the text stands approved by a press they still send nothing.
        preview = (await silent.web.get(f"/v1/deliverables/{mail['id']}/sending")).json()
        assert (await press(silent.web, "approve", mail, sha256=preview["sha256"])).status_code == 200
        await silent.say("Send it now.")
        await asyncio.sleep(1)
        now = (await silent.web.get(f"/v1/deliverables/{mail['id']}")).json()
        assert now["status"] == "approved"
        asked = await bus.ids(DecisionAsked, silent.order.session_id)
        assert len(asked) == 1, "only the press asked for a decision"
