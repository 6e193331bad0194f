"""The files that operators work with: alerts that rise and rest as they should, a paragraph for each, dashboards as they are listed."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.watch.dashboards import FOLDER, written
from deploy.watch.panels import BOARDS
from lifeos.stack.compose_files import alertmanager_config
from tests.compose import SCRIPTS
from tests.watchers import ROOT, RULES, WATCH, tool

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text("utf-8")
PANELS = [panel for board in BOARDS.values() for panel in board.panels]


def run(*command: str | Path, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`data`: the folder of the stack that is asked, and no other setting."""
    env = {"LIFEOS_DATA": str(data), "PATH": os.environ["PATH"]} if data else None
    return subprocess.run(command, capture_output=True, text=True, cwd=WATCH, check=False, env=env)


def test_the_rules_are_those_of_prometheus_and_rise_and_rest_as_they_should() -> None:
    promtool = tool("promtool")
    for arguments in (
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "--lint=all", "--lint-fatal", "alerts.yml"),
        ("test", "rules", "alerts.test.yml"),
    ):
        done = run(promtool, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_is_tested_to_rise() -> None:
    tests = yaml.safe_load((WATCH / "alerts.test.yml").read_text())["tests"]
    raised = {
        case["alertname"] for test in tests for case in test.get("alert_rule_test", []) if case["exp_alerts"]
    }
    assert raised == {rule["alert"] for rule in RULES}


@pytest.mark.parametrize("url", ["", "https://pager.example/hook"])
def test_the_way_to_whoever_is_on_call_is_one_that_alertmanager_takes(url: str, tmp_path: Path) -> None:
    (tmp_path / "alertmanager.yml").write_text(alertmanager_config(url))
    done = run(tool("amtool"), "check-config", tmp_path / "alertmanager.yml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_alert_has_a_paragraph_and_every_paragraph_an_alert() -> None:
    headings = re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE)
    assert headings == [rule["alert"] for rule in RULES]
    for rule in RULES:
        assert rule["annotations"]["runbook"] == f"docs/runbook.md#{rule['alert'].lower()}"
        assert rule["labels"]["severity"] in ("page", "ticket")
    for paragraph in re.split(r"^## \w+$", RUNBOOK, flags=re.MULTILINE)[1:]:
        assert re.findall(r"^- \*\*([\w ]+):\*\*", paragraph, re.MULTILINE) == [
            "People notice", "Look", "Do", "Over when",
        ]  # fmt: skip


def test_what_the_runbook_names_is_there() -> None:
    panels = {panel.title for panel in PANELS}
    named = set(re.findall(r'"([A-Z][^"]+)"', RUNBOOK))
    page = json.loads((ROOT / "web" / "src" / "i18n" / "en.json").read_text("utf-8"))
    service = {"This turn could not be answered. Your words are kept; please say it again.", "Waiting"}
    example = {"We are working on the telephone."}
    assert named <= panels | set(page.values()) | service | example


@pytest.mark.parametrize("latest", ["0", "-3", "many"])
def test_a_list_of_nothing_is_no_list(latest: str) -> None:
    """Else it would say that nothing was set aside."""
    refused = run(SCRIPTS / "lifeos", "parked", "--latest", latest)
    assert (refused.returncode, refused.stdout) == (2, "")


def test_what_was_set_aside_is_not_known_where_nothing_runs(tmp_path: Path) -> None:
    refused = run(SCRIPTS / "lifeos", "parked", data=tmp_path)
    assert refused.returncode == 1
    assert f"No stack runs on {tmp_path}" in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_files_of_grafana_are_what_the_list_of_panels_says() -> None:
    assert {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.json")} == {
        name: written(name) for name in BOARDS
    }
    sources = yaml.safe_load((WATCH / "grafana" / "datasources.yml").read_text())["datasources"]
    used = {target["uid"] for name in BOARDS for target in _sources(json.loads(written(name)))}
    assert used <= {source["uid"] for source in sources}


def _sources(board: dict[str, Any]) -> list[dict[str, Any]]:
    return [panel["datasource"] for panel in board["panels"]]
