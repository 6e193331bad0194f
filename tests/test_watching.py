"""Every query of operators finds what it asks for in a real Prometheus over the running product, and a dead part pages."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio

from deploy.watch.panels import BOARDS, RATE
from lifeos.contracts import CallEnded
from lifeos.stack.parked import parked_rows
from lifeos.stack.remarks import show_feedback
from tests.messages import press, talk_once
from tests.scripted_models import scene_with
from tests.spine import Spine
from tests.watchers import RULES, Watchers, tool

PANELS = [(name, panel) for name, board in BOARDS.items() for panel in board.panels]
SELECTOR = re.compile(r"\b([a-z][a-z_]*[a-z])(?:\{([^}]*)\})?(?=[\[{) ]|$)")
METRIC = re.compile(r"^(?:lifeos|gen_ai|http_server|messaging|process)_|^up$")
WORDS = "Quetzalzy"
pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched() -> AsyncIterator[tuple[Spine, Watchers]]:
    """A busy product under the eyes of Prometheus: turns, documents, decisions, a model, calls, refusals, a message set aside."""
    tool("prometheus")
    tool("prometheus-alertmanager")
    async with scene_with("openai") as scene, Watchers(scene.spine) as watchers:
        await _be_busy(scene.spine)
        # A rate needs a figure from before.
        await asyncio.sleep(2.5)
        await _be_busy(scene.spine)
        await asyncio.sleep(7)
        yield scene.spine, watchers


async def _be_busy(spine: Spine) -> None:
    async with spine.client(await spine.new_key("busy")) as web:
        documents = await talk_once(web)
        mail = documents["email"]
        preview = (await web.get(f"/v1/deliverables/{mail['id']}/sending")).json()
        assert (await press(web, "approve", mail, sha256=preview["sha256"])).status_code == 200
        remark = {"deliverable": mail["id"], "rating": "up", "text": f"{WORDS}\u001b[2J is\nfine"}
        assert (await web.post("/v1/feedback", json=remark)).status_code == 201
    async with httpx.AsyncClient(base_url=spine.url) as stranger:
        assert (await stranger.get("/v1/me", headers={"Authorization": "Bearer wrong"})).status_code == 401
    async with spine.operator() as bus:
        await bus.publish(
            CallEnded(
                id=str(uuid4()), person_id=uuid4(), session_id=uuid4(), reason="left",
                seconds=120, cost_usd=0.1, latencies_s=[0.7, 0.9], troubles=["tts"],
            )
        )  # fmt: skip
        unreadable = f"life.turn.received.v1.{uuid4()}.{uuid4()}"
        await bus.js.publish(
            unreadable, json.dumps({"message": WORDS}).encode(), headers={"Nats-Msg-Id": unreadable}
        )


@pytest.mark.parametrize(("board", "panel"), PANELS, ids=[f"{name}: {panel.title}" for name, panel in PANELS])
async def test_a_panel_shows_figures(watched: tuple[Spine, Watchers], board: str, panel: Any) -> None:
    _, watchers = watched
    for query in panel.queries:
        series = await watchers.query(query.expr.replace(RATE, "[1m]"))
        numbers = [one for one in series if one["value"][1] != "NaN"]
        assert numbers, f"{board}, {panel.title}: nothing answers {query.expr}"
        for label in re.findall(r"\{\{(\w+)\}\}", query.legend):
            assert any(label in one["metric"] for one in numbers), f"{query.legend} of {query.expr}"


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
async def test_an_alert_asks_for_figures_that_there_are(watched: tuple[Spine, Watchers], rule: Any) -> None:
    _, watchers = watched
    asked = [(name, inside) for name, inside in SELECTOR.findall(rule["expr"]) if METRIC.match(name)]
    assert asked
    for name, inside in asked:
        # What is only there in trouble is not asked for here: errors, answers of 500 and more.
        labels = [label for label in inside.split(",") if label and not re.search(r"!=|5\.\.", label)]
        assert await watchers.query(f"{name}{{{','.join(labels)}}}"), f"{rule['alert']}: {name}{{{inside}}}"


async def test_what_was_set_aside_is_listed_with_its_reason_and_without_words(
    watched: tuple[Spine, Watchers],
) -> None:
    spine, watchers = watched
    rows = await parked_rows(spine.urls, latest=4)
    assert len(rows) == 4
    assert {row.kind for row in rows} == {"life.turn.received.v1"}
    assert {row.durable for row in rows} <= {"router-route", "cv-learn", "store-keep", "store-decide"}
    assert all(row.reason.startswith(("unreadable", "not published")) for row in rows), rows
    assert WORDS not in str(rows)
    (alert,) = await watchers.query('ALERTS{alertname="MessagesParked", alertstate="firing"}')
    assert alert["metric"]["severity"] == "ticket"


async def test_operators_read_what_people_thought(
    watched: tuple[Spine, Watchers], capsys: pytest.CaptureFixture[str]
) -> None:
    spine, _ = watched
    await asyncio.to_thread(show_feedback, spine.urls, 1)
    (line,) = capsys.readouterr().out.splitlines()

    assert "  up    document " in line
    assert line.endswith(f"{WORDS}[2J is fine"), "no escape sequence reaches the terminal"


async def test_a_dead_part_pages_with_its_paragraph(watched: tuple[Spine, Watchers]) -> None:
    spine, watchers = watched
    spine.kill("interview")
    pages: list[dict[str, Any]] = []
    for _ in range(200):
        pages = [call for call in watchers.calls if call["labels"]["alertname"] == "ServiceDown"]
        if pages:
            break
        await asyncio.sleep(0.2)
    (page, *_) = pages
    assert page["labels"]["service"] == "interview"
    assert page["annotations"]["runbook"] == "docs/runbook.md#servicedown"
    assert page["annotations"]["summary"] == "interview does not answer."
