"""The page's types of the API are the ones of today's API."""

import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).parents[1] / "web"
TOOL = WEB / "node_modules/.bin/openapi-typescript"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


def test_the_types_of_the_page_follow_the_api(tmp_path: Path) -> None:
    if not TOOL.exists():
        pytest.skip("web/node_modules is missing: run deploy/build-page")
    made = tmp_path / "schema.d.ts"
    done = subprocess.run(
        [TOOL, WEB / "openapi.json", "--output", made], cwd=WEB, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-1000:]
    kept = (WEB / "src/api/schema.d.ts").read_text("utf-8")
    assert made.read_text("utf-8") == kept, "run `npm run types` in web/"
