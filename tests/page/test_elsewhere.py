"""The page of docs/frontend.md, as it stands there, served from another origin than the API."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.page.browsing import MADE_MS, ROOT, Installation

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

LONGEST = 80


def the_page() -> str:
    found = re.search(r"^```html\n(.*?)^```$", (ROOT / "docs" / "frontend.md").read_text(), re.M | re.S)
    assert found
    return found[1]


@pytest.fixture
def job_board(house: Installation, other_port: int) -> Iterator[str]:
    """The server of another front end: its page, and tokens for its one person."""
    key = house.new_key("job board", "app")

    class Board(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/token":
                headers = {"Authorization": f"Bearer {key}"}
                body = {"external_id": "customer-42"}
                traded = httpx.post(f"{house.url}/v1/tokens", json=body, headers=headers).json()
                kind, content = "application/json", json.dumps({"token": traded["token"]})
            else:
                kind, content = "text/html", the_page().replace("https://life.example", house.url)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, format: str, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", other_port), Board)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{other_port}"
    server.shutdown()


def test_a_page_of_eighty_lines_talks_streams_and_shows_the_cv(browser: Browser, job_board: str) -> None:
    assert len(the_page().splitlines()) <= LONGEST
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
    page.goto(job_board)
    page.get_by_label("Message").fill(
        "My name is Ana Lopez. I worked as a nurse at Hospital La Paz from 2015 to 2020. Please make my CV."
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("listitem").filter(has_text="CV - Ana Lopez, version 1")).to_be_visible(
        timeout=MADE_MS
    )
    expect(page.frame_locator("iframe").get_by_role("heading", name="Ana Lopez")).to_be_visible()
    expect(page.locator("#log li").nth(1)).to_contain_text("Hospital La Paz")


def test_an_origin_that_is_not_on_the_list_gets_nothing(house: Installation) -> None:
    answer = httpx.options(
        f"{house.url}/v1/me",
        headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "GET"},
    )
    assert "access-control-allow-origin" not in answer.headers
