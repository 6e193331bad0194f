"""The documents say what is there: paths, links, lengths, figures and the states of the backlog."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "AGENTS.md", *(ROOT / "docs").rglob("*.md")])
# A decision is a record of its day: the measured part of it still needs its proof.
WITHOUT_LOOSE_FIGURES = [
    page for page in PAGES if page.name in ("README.md", "ARCHITECTURE.md") or page.parent.name == "decisions"
]
FOLDERS = ("libs", "services", "docs", "tests", "deploy", "bench", "web", "locks")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\s]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FIGURE = re.compile(
    r"\d[\d.,]*\s?(%|×|(ms|s|min|h|[kMG]i?B|seconds?|minutes?|hours?|days?|times)\b)", re.IGNORECASE
)
PROOF = re.compile(r"docs/proofs/[\w.-]+\.json")
STATES = ("done", "partly", "not yet")
MADE_BY_MAKE = (ROOT / "Makefile").read_text("utf-8")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def is_there(path: str) -> bool:
    """Whether a path exists, or `make` writes it."""
    return (ROOT / path).exists() or path.rstrip("/") in MADE_BY_MAKE


def paths_in(text: str) -> list[str]:
    """Every path of the repository that a text names in code marks."""
    return [code for code in CODE.findall(text) if code.split("/")[0] in FOLDERS and "/" in code]


def broken_links(page: Path, text: str) -> list[str]:
    """Every link of a page whose file or heading is not there. Addresses on the web are not followed."""
    broken: list[str] = []
    for target in LINK.findall(FENCE.sub("", text)):
        file, _, anchor = target.partition("#")
        if "://" in target:
            continue
        linked = (page.parent / file).resolve() if file else page
        exists = linked.exists() or is_there(str(linked.relative_to(ROOT)))
        anchors = anchors_of(linked.read_text("utf-8")) if anchor and linked.exists() else [anchor]
        if not exists or anchor not in anchors:
            broken.append(target)
    return broken


def anchors_of(text: str) -> list[str]:
    """The anchors that a page's headings get."""
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(FENCE.sub("", text))]
    return [heading.strip().replace(" ", "-") for heading in plain]


def loose_figures(text: str) -> list[str]:
    """Lines of prose that state a figure with a unit and name no proof that exists."""
    lines = FENCE.sub("", text).splitlines()
    return [
        line for line in lines if FIGURE.search(line) and not any(map(is_kept, PROOF.findall(line) or [""]))
    ]


def is_kept(proof: str) -> bool:
    return bool(proof) and (ROOT / proof).is_file()


@dataclass(frozen=True)
class Task:
    """One section of the backlog."""

    title: str
    state: str
    ticked: list[str]
    open: list[str]

    @property
    def expected_state(self) -> str:
        if not self.open:
            return "done"
        return "partly" if self.ticked else "not yet"


def tasks_of(text: str) -> list[Task]:
    """The sections of the backlog, in order."""
    parts = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    return [
        Task(
            title=part.splitlines()[0],
            state=(re.findall(r"^- State: (.+)$", part, re.MULTILINE) or [""])[0],
            ticked=re.findall(r"^- \[x\] (.+)$", part, re.MULTILINE),
            open=re.findall(r"^- \[ \] (.+)$", part, re.MULTILINE),
        )
        for part in parts
    ]


BACKLOG = (ROOT / "docs" / "BACKLOG.md").read_text("utf-8")
ROW = re.compile(r"^\| (T\d+) (.+?) \| (P\d) \| ([T\d, ]*)\| (.+?) \|$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    assert [path for path in paths_in(page.read_text("utf-8")) if not is_there(path)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", WITHOUT_LOOSE_FIGURES, ids=name_of)
def test_every_figure_names_its_proof(page: Path) -> None:
    assert loose_figures(page.read_text("utf-8")) == []


@pytest.mark.parametrize(("page", "most"), [("README.md", 700), ("AGENTS.md", 600)])
def test_the_first_pages_stay_short(page: str, most: int) -> None:
    assert len((ROOT / page).read_text("utf-8").split()) <= most


def test_every_agent_reads_the_same_map() -> None:
    assert (ROOT / "CLAUDE.md").read_text("utf-8").strip() == "@AGENTS.md"


def test_the_backlog_has_every_task_once_with_a_state_that_its_bullets_bear_out() -> None:
    tasks = tasks_of(BACKLOG)
    assert [task.title.split()[0] for task in tasks] == [f"T{number}" for number in range(18)]
    assert [task.title for task in tasks if task.state not in STATES] == []
    assert [task.title for task in tasks if task.state != task.expected_state] == []


def test_every_ticked_bullet_names_a_proof() -> None:
    assert [bullet for task in tasks_of(BACKLOG) for bullet in task.ticked if not CODE.findall(bullet)] == []


def test_the_order_of_the_backlog_agrees_with_its_sections_and_meets_needs_first() -> None:
    rows = ROW.findall(BACKLOG)
    sections = {task.title: task.state for task in tasks_of(BACKLOG)}
    assert {f"{id} {title}": state for id, title, _, _, state in rows} == sections
    done: set[str] = set()
    for id, _, _, needs, _ in rows:
        assert set(needs.replace(",", " ").split()) <= done, id
        done.add(id)


def test_a_missing_path_a_dead_link_and_a_loose_figure_are_noticed() -> None:
    page = ROOT / "docs" / "BACKLOG.md"
    assert not is_there("services/nobody/")
    assert paths_in("see `services/nobody/` and `Prefer`") == ["services/nobody/"]
    assert broken_links(page, "[a](api.md#no-such-heading) [b](nowhere.md) [c](api.md#health)") == [
        "api.md#no-such-heading",
        "nowhere.md",
    ]
    assert loose_figures("It takes 20 ms.\nIt has 3 parts.\n50 % faster, see docs/proofs/nothing.json") == [
        "It takes 20 ms.",
        "50 % faster, see docs/proofs/nothing.json",
    ]
