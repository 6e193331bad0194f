"""The page: its weight, Lighthouse through Caddy on the phone profile, how still it stands while words stream, and how soon a word
is on the screen. The peer of the last one is a bare EventSource in the same browser, which draws nothing.
"""

import gzip
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, expect, sync_playwright

from lifeos.runtime.testing.openai_behaviours import says
from tests.compose import DOMAIN, Caddy
from tests.page.browsing import BUILT, CHROMIUM, PHONE, Installation, installation, models_that, visit

ROOT = Path(__file__).parents[1]
WORDS = "".join(f"word{n} of **what** I say, " for n in range(40))
ROUNDS = 12
SCORES = ("performance", "accessibility", "best-practices")


def main() -> dict[str, Any]:
    with (
        models_that(says(WORDS, pause_s=0.02)) as models,
        installation({**models, "LIFEOS_RATE_TURNS": "600/minute"}) as house,
    ):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            screen = _screen(browser, house)
            browser.close()
        return {"gzip_kb": _weights(), "streaming": screen, "lighthouse": _lighthouse(house)}


def _weights() -> dict[str, Any]:
    """Kilobytes (1000 bytes) under gzip: what loads before the page is there, and the largest of the rest."""
    html = (BUILT / "index.html").read_text()
    at_once = set(re.findall(r"/(assets/[\w-]+\.js)", html))
    sizes = {
        str(path.relative_to(BUILT)): len(gzip.compress(path.read_bytes(), 6)) / 1000
        for path in BUILT.glob("assets/*.js")
    }
    later = {name: size for name, size in sizes.items() if name not in at_once}
    return {
        "entry": round(sum(sizes[name] for name in at_once), 1),
        "goal": 130,
        "largest_later": {name.split("-")[0]: round(size, 1) for name, size in sorted(later.items(), key=lambda one: -one[1])[:3]},
    }  # fmt: skip


WATCH = """(answers) => {
  window.shifts = 0; window.first = null;
  window.watches?.forEach((one) => one.disconnect());
  const shifted = new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifts += e.value; });
  shifted.observe({type: 'layout-shift', buffered: false});
  const log = document.querySelector('[role=log]');
  const grown = new MutationObserver(() => {
    const said = [...log.querySelectorAll('[data-speaker]')][answers]?.innerText ?? '';
    if (window.first === null && said.includes('word0'))
      requestAnimationFrame(() => { window.first ??= performance.timeOrigin + performance.now(); });
  });
  grown.observe(log, {childList: true, subtree: true, characterData: true});
  window.watches = [shifted, grown];
}"""
BARE = """(session) => {
  window.heard = [];
  window.drawn = [];
  const source = new EventSource(`/v1/sessions/${session}/events`);
  let waits = true;
  source.addEventListener('turn.started', () => { waits = true; });
  source.addEventListener('reply.delta', () => {
    if (!waits) return;
    waits = false;
    window.heard.push(performance.timeOrigin + performance.now());
    requestAnimationFrame(() => window.drawn.push(performance.timeOrigin + performance.now()));
  });
  return new Promise((done) => { source.onopen = () => done(true); });
}"""


def _screen(browser: Browser, house: Installation) -> dict[str, Any]:
    """Milliseconds from a word's arrival in the browser to the frame that shows it, and the sum of layout shifts."""
    visitor = visit(browser, house, size=(1280, 860))
    page = visitor.page
    log = page.get_by_role("log")
    page.locator("#message").fill("Hello there")
    page.keyboard.press("Enter")
    expect(log).to_contain_text("word39", timeout=30_000)
    # In the same window: a hidden one is served later.
    page.evaluate(BARE, visitor.read("/v1/sessions")["items"][0]["id"])
    ours: list[float] = []
    shifts: list[float] = []
    for number in range(ROUNDS):
        answers = log.locator("[data-speaker]").count()
        page.evaluate(WATCH, answers)
        page.locator("#message").fill(f"And how are you, {number}?")
        page.keyboard.press("Enter")
        expect(log.locator("[data-speaker]")).to_have_count(answers + 1, timeout=30_000)
        expect(log.locator("[data-speaker]").last).to_contain_text("word39", timeout=30_000)
        expect(log).to_have_attribute("aria-busy", "false", timeout=30_000)
        arrived = page.evaluate("window.heard")
        ours.append(page.evaluate("window.first") - arrived[number])
        shifts.append(page.evaluate("window.shifts"))
    drawn = page.evaluate("window.drawn.map((at, n) => at - window.heard[n])")
    ours.sort()
    return {
        "turns": ROUNDS,
        "first_word_on_screen_ms": {"p50": round(statistics.median(ours), 1), "worst": round(ours[-1], 1), "goal": 50},
        "bare_event_source_frame_ms_p50": round(statistics.median(drawn), 1) if drawn else None,
        "layout_shift_worst": round(max(shifts), 4),
        "layout_shift_goal": 0.02,
    }  # fmt: skip


def _lighthouse(house: Installation) -> dict[str, Any]:
    """Scores from 0 to 100 of the login and of the page behind it, through the real Caddy with TLS and compression."""
    subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--silent"],
        cwd=ROOT / "bench",
        check=True,
        stdout=sys.stderr,
    )
    key = house.new_key("lighthouse")
    consent = {"consented": True}
    httpx.patch(f"{house.url}/v1/me", json=consent, headers={"Authorization": f"Bearer {key}"})
    entered = httpx.post(f"{house.url}/v1/login", json={"key": key}).headers["set-cookie"].split(";")[0]
    folder = Path(tempfile.mkdtemp())
    try:
        with Caddy(folder / "caddy", house.url.removeprefix("http://")) as caddy:
            shutil.copytree(BUILT, caddy.page, dirs_exist_ok=True)
            return {
                "login": _scores(caddy.port, {}, folder),
                "page": _scores(caddy.port, {"Cookie": entered}, folder),
                "goal": {"performance": 95, "accessibility": 100, "best-practices": 100},
            }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _scores(port: int, headers: dict[str, str], folder: Path) -> dict[str, Any]:
    report = folder / "report.json"
    flags = f"--headless --no-sandbox --ignore-certificate-errors --host-resolver-rules='MAP {DOMAIN} 127.0.0.1' --window-size={PHONE[0]},{PHONE[1]}"
    command = ["node_modules/.bin/lighthouse", f"https://{DOMAIN}:{port}/", "--quiet", "--output=json", f"--output-path={report}"]  # fmt: skip
    command += [
        f"--only-categories={','.join(SCORES)}",
        f"--chrome-flags={flags}",
        f"--extra-headers={json.dumps(headers)}",
    ]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "CHROME_PATH": CHROMIUM, "HOME": str(folder)}
    subprocess.run(command, cwd=ROOT / "bench", env=environment, check=True, stdout=sys.stderr)
    found = json.loads(report.read_text())
    wrong = [
        one["id"] for one in found["audits"].values() if one["score"] == 0 and one["scoreDisplayMode"] == "binary"
    ]  # fmt: skip
    return {name: round(found["categories"][name]["score"] * 100) for name in SCORES} | {
        "first_contentful_paint_ms": round(found["audits"]["first-contentful-paint"]["numericValue"]),
        "failed": sorted(wrong),
    }


if __name__ == "__main__":
    print(json.dumps(main()))
