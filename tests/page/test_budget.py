"""What the page may weigh, and that nothing is said in one language only or to nobody."""

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.page.browsing import BUILT, ROOT

MOST_AT_ONCE_KB = 130
MOST_LINES, LONGEST_FILE = 4_000, 350
SOURCE = ROOT / "web" / "src"
LANGUAGES = ("en", "es", "pt")


def words(language: str) -> dict[str, str]:
    return json.loads((SOURCE / "i18n" / f"{language}.json").read_text("utf-8"))


def sources() -> str:
    files = [path for path in SOURCE.rglob("*.ts*") if path.name != "schema.d.ts"]
    return "\n".join(path.read_text("utf-8") for path in files)


def test_what_loads_before_the_page_is_there_is_light() -> None:
    if not (BUILT / "index.html").exists():
        pytest.skip("web/dist is missing: run deploy/build-page")
    at_once = re.findall(r"/(assets/[\w-]+\.js)", (BUILT / "index.html").read_text())
    assert at_once
    weight = sum(len(gzip.compress((BUILT / name).read_bytes())) for name in at_once) / 1000
    assert weight <= MOST_AT_ONCE_KB


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_says_everything_with_the_same_places(language: str) -> None:
    english, other = words("en"), words(language)
    assert english.keys() == other.keys()
    places = re.compile(r"\{\w+\}")
    unlike = [
        key for key in english if sorted(places.findall(english[key])) != sorted(places.findall(other[key]))
    ]
    assert unlike == []


def test_every_sentence_is_said_somewhere() -> None:
    """A key stands in the code as it is, or its beginning does before a `${`."""
    code = sources()
    begun = tuple(re.findall(r"[`']([a-z][\w.-]*\.)\$\{", code))
    unsaid = [key for key in words("en") if f"'{key}'" not in code and f'"{key}"' not in code and not key.startswith(begun)]  # fmt: skip
    assert unsaid == []


def test_the_page_asks_nobody_else_for_anything() -> None:
    found = [
        (path.name, address)
        for path in [*BUILT.glob("assets/*.js"), *BUILT.glob("*.html")]
        for address in re.findall(r"(?:src|href)=\\?[\"'](https?://[^\"'\\]+)", path.read_text("utf-8"))
    ]
    assert found == []


def test_the_sources_have_no_leftovers() -> None:
    left = re.findall(r"console\.log|TODO|FIXME|@ts-ignore|\bany\b\[\]|as any", sources())
    assert left == []
    assert not list(Path(SOURCE).rglob("*.js"))


def test_no_frame_of_the_page_may_run_anything() -> None:
    frames = re.findall(r"sandbox=\"([^\"]*)\"", sources())
    assert frames == ["allow-same-origin"]
    assert 'allow-scripts"' not in sources()


def test_the_page_stays_small_enough_to_be_read() -> None:
    files = [path for path in SOURCE.rglob("*.ts*") if path.name != "schema.d.ts"]
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in files}
    assert sum(lengths.values()) <= MOST_LINES
    assert [name for name, length in lengths.items() if length > LONGEST_FILE] == []
