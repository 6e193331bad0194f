"""Every view in light and dark, wide and on a phone: no accessibility violation, nothing wider than the screen, a picture of each.

The pictures are written to `build/pictures`, to be looked at.
"""

import json
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import (
    MADE_MS,
    PHONE,
    ROOT,
    WIDE,
    Installation,
    Visitor,
    installation,
    open_tab,
    preview,
    visit,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "build" / "pictures"
TURNS = (
    "My name is Ana López Ferrer, ana.lopez@example.com, +34 600 123 456. I live in Valencia. I was a staff nurse at Hospital "
    "La Paz from March 2015 to June 2020. I cut waiting times by 20% in the emergency ward. I trained 12 junior nurses. Since "
    "September 2020 I am a ward manager at Clínica Norte in Valencia. I lead a team of 14 nurses. I brought the number of falls "
    "down from 9 to 3 a year. I studied Nursing at Universidad Complutense de Madrid from 2010 to 2014. I speak Spanish (native) "
    "and English (C1). I know SAP and Excel. Please make my CV.",
    "Prepare me for the interview.",
    "Write an e-mail to Maria Keller, head of HR at Hospital San Juan, maria.keller@example.com, to apply.",
)
ADVERT = (
    "Head of Nursing\nHospital San Juan, Alicante\n\nWe are looking for a head of nursing for our hospital.\n\nRequirements\n"
    "- Experience leading a team of nurses\n- SAP\n- English C1\n- Master in health management\n\nNice to have\n- Quality audits"
)


@pytest.fixture(scope="module")
def gallery() -> Iterator[tuple[Installation, str, dict[str, str]]]:
    """An installation in which somebody has one of everything: their key, and their documents by kind."""
    with installation({}) as house:
        key = house.new_key("gallery")
        with Visitor(house, None, key).api as client:  # type: ignore[arg-type]
            session: dict[str, str] = {}
            for text in TURNS:
                turn = client.post("/v1/chat/turn", json={"message": text, **session}).raise_for_status()
                session = {"session_id": turn.json()["session_id"]}
            client.post("/v1/jobs", json={"text": ADVERT}).raise_for_status()
            found = client.get("/v1/deliverables").json()["items"]
            cv = next(one["id"] for one in found if one["kind"] == "cv")
            path = f"/v1/deliverables/{cv}"
            document = client.get(f"{path}/versions/1").json()["document"]
            document["basics"]["label"] = "Head of nursing"
            client.put(path, json={"document": document}, headers={"If-Match": "1"}).raise_for_status()
        yield house, key, {one["kind"]: one["id"] for one in found} | session


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, by the rules of WCAG 2 A and AA and its best practices."""
    page.evaluate(AXE.read_text("utf-8"))
    # The printed sheet is a document of its own, checked where it is printed.
    found = page.evaluate("axe.run(document, {iframes: false}).then((r) => r.violations)")
    return [f"{one['id']}: {json.dumps(one['nodes'][0]['html'])[:160]}" for one in found]


class Walk:
    """Goes from view to view; each is checked and drawn."""

    def __init__(self, page: Page, suffix: str) -> None:
        self.page, self._suffix, self.wrong = page, suffix, list[str]()

    def look(self, name: str) -> None:
        self.page.wait_for_timeout(350)
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self._suffix}.png")
        self.wrong += [f"{name}: {each}" for each in violations(self.page)]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.wrong.append(f"{name}: wider than the screen")

    def go(self, address: str) -> None:
        self.page.goto(address)
        self.page.reload()


def documents(walk: Walk, ids: dict[str, str], over: str) -> None:
    page = walk.page
    walk.go(f"/#c={ids['session_id']}&d={ids['cv']}{over}")
    expect(page.locator("[data-mark]").first).to_be_attached(timeout=MADE_MS)
    walk.look("cv-preview")
    page.locator('[data-mark="/work/0/name"]').click()
    walk.look("cv-source")
    page.get_by_role("region", name="Where it comes from").get_by_role("button", name="Close").click()
    for tab in ("Edit", "Sources", "Versions"):
        open_tab(page, tab)
        walk.look(f"cv-{tab.lower()}")
    page.get_by_role("button", name="What is different from version 1").click()
    expect(page.locator("ins").first).to_be_visible()
    walk.look("cv-difference")
    walk.go(f"/#c={ids['session_id']}&d={ids['interview_pack']}{over}")
    expect(preview(page).locator("h1")).to_be_visible()
    walk.look("pack-preview")
    open_tab(page, "Practise")
    page.get_by_text("After the interview").click()
    walk.look("pack-practise")
    walk.go(f"/#c={ids['session_id']}&d={ids['email']}{over}")
    expect(page.get_by_label("Their name")).to_be_visible()
    walk.look("message")
    walk.go(f"/#d=all{over}")
    page.get_by_text("Head of Nursing").click()
    walk.look("shelf")


@pytest.mark.parametrize(("size", "form"), [(WIDE, "wide"), (PHONE, "phone")])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_view_is_accessible_and_fits(
    browser: Browser,
    gallery: tuple[Installation, str, dict[str, str]],
    theme: Literal["light", "dark"],
    size: tuple[int, int],
    form: str,
) -> None:
    house, key, ids = gallery
    page = visit(browser, house, size=size, key=key, color_scheme=theme).page
    walk = Walk(page, f"{theme}-{form}")
    walk.look("empty")
    walk.go(f"/#c={ids['session_id']}")
    expect(page.get_by_role("log")).to_contain_text("Maria Keller")
    walk.look("conversation")
    documents(walk, ids, "" if form == "wide" else "&v=panel")
    for view in ("rail", "memories", "me", "keys"):
        walk.go(f"/#v={view}")
        walk.look(view)
    walk.go(f"/#c={ids['cv']}")
    expect(page.get_by_role("alert").first).to_be_visible(timeout=20_000)
    walk.look("error")
    assert "\n".join(walk.wrong) == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_login_and_welcome_are_accessible(
    browser: Browser, house: Installation, theme: Literal["light", "dark"]
) -> None:
    page = browser.new_context(
        base_url=house.url, color_scheme=theme, viewport={"width": PHONE[0], "height": PHONE[1]}
    ).new_page()
    page.goto("/")
    walk = Walk(page, f"{theme}-phone")
    expect(page.get_by_label("Your key")).to_be_visible()
    walk.look("login")
    page.get_by_label("Your key").fill("lo_wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    walk.look("login-wrong")
    page.get_by_label("Your key").fill(house.new_key("welcome"))
    page.get_by_role("button", name="Log in").click()
    for step in (1, 2, 3):
        expect(page.get_by_text(f"{step} of 3")).to_be_visible()
        walk.look(f"welcome-{step}")
        page.locator("main .main-button").click()
    assert "\n".join(walk.wrong) == ""
