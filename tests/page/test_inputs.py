"""What people bring: long conversations, long CVs, every script, and markup in every field."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.page.browsing import MADE_MS, PHONE, Installation, Visitor, open_tab, preview, tell, visit

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

ATTACK = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
RESUME: dict[str, Any] = {
    "basics": {"name": "Ana Lopez", "label": "Nurse", "email": "ana@example.com", "summary": "Nurse."},
    "work": [{"name": "Hospital La Paz", "position": "Nurse", "startDate": "2015", "highlights": ["Led"]}],
    "education": [{"institution": "Complutense", "area": "Nursing", "studyType": "Degree"}],
    "skills": [{"name": "Excel"}],
}


def brought(visitor: Visitor, tmp_path: Path, resume: dict[str, Any]) -> str:
    """The id of the CV that a file became."""
    page = visitor.page
    path = tmp_path / "cv.json"
    path.write_text(json.dumps(resume), "utf-8")
    page.locator('input[type="file"]').first.set_input_files(path)
    card = page.get_by_role("region", name="A file of yours")
    card.get_by_role("button", name="That is right").click()
    expect(card.get_by_role("status")).to_contain_text("Kept")
    card.get_by_role("button", name="Put it away").click()
    page.get_by_role("button", name="Make my CV now").click()
    expect(page.get_by_role("heading", name="CV - ").first).to_be_visible(timeout=MADE_MS)
    return visitor.documents("cv")[0]["id"]


def test_a_conversation_of_two_hundred_messages_opens_at_its_end(
    browser: Browser, house: Installation
) -> None:
    visitor = visit(browser, house)
    with visitor.api as client:
        first = client.post("/v1/chat/turn", json={"message": "Hello, this is message 0"}).json()
        for n in range(1, 100):
            body = {"message": f"Hello, this is message {n}", "session_id": first["session_id"]}
            client.post("/v1/chat/turn", json=body).raise_for_status()
    visitor.page.goto(f"/#c={first['session_id']}")
    visitor.page.reload()
    expect(visitor.page.get_by_text("Hello, this is message 99")).to_be_in_viewport()
    assert visitor.page.get_by_role("log").get_by_role("listitem").count() >= 200
    tell(visitor.page, "Hello, this is the last message")
    expect(visitor.page.get_by_role("log").get_by_text("Hello, this is the last message")).to_be_in_viewport()


def test_a_cv_of_ten_pages_is_shown_whole_and_can_be_edited(
    browser: Browser, house: Installation, tmp_path: Path
) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    job = RESUME["work"][0]
    jobs = [
        {**job, "name": f"Clinic {n}", "highlights": [f"Led project {n}.{m} to its end" for m in range(8)]}
        for n in range(45)
    ]
    document = brought(visitor, tmp_path, {**RESUME, "work": jobs})
    assert visitor.read(f"/v1/deliverables/{document}")["ats"]["pages"] >= 8
    expect(preview(page).get_by_text("Clinic 44")).to_be_visible(timeout=MADE_MS)
    page.locator('[data-mark="/work/44/name"]').click()
    expect(page.locator("mark")).to_have_text("Clinic 44")
    open_tab(page, "Edit")
    page.locator('[data-field="/work/44/position"]').fill("Head nurse")
    expect(page.get_by_text("Version 2 of 2")).to_be_visible(timeout=MADE_MS)


@pytest.mark.parametrize(("name", "employer"), [("محمد عبد الله", "مستشفى السلام"), ("王小明", "北京医院")])
def test_names_in_every_script_are_shown_and_found(
    browser: Browser, house: Installation, tmp_path: Path, name: str, employer: str
) -> None:
    visitor = visit(browser, house, "en", PHONE)
    page = visitor.page
    path = tmp_path / "cv.json"
    resume = {**RESUME, "basics": {"name": name}, "work": [{**RESUME["work"][0], "name": employer}]}
    path.write_text(json.dumps(resume, ensure_ascii=False), "utf-8")
    page.locator('input[type="file"]').first.set_input_files(path)
    page.get_by_role("button", name="That is right").click()
    page.get_by_role("button", name="Make my CV now").click()
    page.get_by_role("button", name="Documents", exact=True).click()
    expect(preview(page).get_by_text(name)).to_be_visible(timeout=MADE_MS)
    expect(preview(page).get_by_text(employer)).to_be_visible()
    page.locator('[data-mark="/work/0/name"]').click()
    expect(page.locator("mark")).to_have_text(employer)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_markup_in_every_field_stays_text(browser: Browser, house: Installation, tmp_path: Path) -> None:
    visitor = visit(browser, house)
    page = visitor.page
    document = brought(visitor, tmp_path, RESUME)
    hostile = {
        "basics": {"name": ATTACK, "label": ATTACK, "summary": ATTACK},
        "work": [{"name": ATTACK, "position": ATTACK, "highlights": [ATTACK]}],
        "skills": [{"name": ATTACK}],
    }
    with visitor.api as client:
        client.put(
            f"/v1/deliverables/{document}", json={"document": hostile}, headers={"If-Match": "1"}
        ).raise_for_status()
        turn = client.post("/v1/chat/turn", json={"message": f"{ATTACK} Hello"}).json()
        client.patch(f"/v1/sessions/{turn['session_id']}", json={"title": ATTACK}).raise_for_status()
    page.goto(f"/#c={turn['session_id']}&d={document}")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("<script>")
    expect(preview(page).get_by_text("<script>").first).to_be_visible(timeout=MADE_MS)
    for tab in ("Edit", "Sources", "Versions"):
        open_tab(page, tab)
    page.get_by_role("button", name="What I know about you").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.title() == "Life-OS"
    assert page.locator("main script, main img[src=x]").count() == 0
