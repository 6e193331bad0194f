"""What the page may weigh, and that nothing is said in one language only or to nobody."""

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.page.browsing import BUILT, ROOT

MOST_AT_ONCE_KB, MOST_OF_A_CALL_KB = 130, 175
MOST_LINES, LONGEST_FILE = 4_200, 350
SOURCE = ROOT / "web" / "src"
LANGUAGES = ("en", "es", "pt")


def words(language: str) -> dict[str, str]:
    return json.loads((SOURCE / "i18n" / f"{language}.json").read_text("utf-8"))


def sources() -> str:
    files = [path for path in SOURCE.rglob("*.ts*") if path.name != "schema.d.ts"]
    return "\n".join(path.read_text("utf-8") for path in files)


def at_once() -> set[str]:
    """The scripts that load before the page is there."""
    if not (BUILT / "index.html").exists():
        pytest.skip("web/dist is missing: run deploy/build-page")
    return set(re.findall(r"/assets/([\w-]+\.js)", (BUILT / "index.html").read_text()))


def loaded_with(name: str) -> set[str]:
    """A script, and what it cannot run without."""
    found, new = set[str](), {name}
    while new:
        found |= new
        code = "".join((BUILT / "assets" / each).read_text("utf-8") for each in new)
        new = set(re.findall(r"(?:from|import)\s*[\"']\./([\w-]+\.js)[\"']", code)) - found
    return found


def weight_kb(names: set[str]) -> float:
    return sum(len(gzip.compress((BUILT / "assets" / name).read_bytes())) for name in names) / 1000


def test_what_loads_before_the_page_is_there_is_light() -> None:
    assert at_once()
    assert weight_kb(at_once()) <= MOST_AT_ONCE_KB


def test_what_a_call_is_made_of_loads_with_the_call_and_is_not_too_heavy() -> None:
    (call,) = (path.name for path in BUILT.glob("assets/Call-*.js"))
    only_the_call = loaded_with(call) - at_once()
    assert weight_kb(only_the_call) <= MOST_OF_A_CALL_KB
    assert "livekit" in "".join((BUILT / "assets" / name).read_text("utf-8") for name in only_the_call)
    others = [path for path in BUILT.glob("assets/*.js") if path.name not in only_the_call]
    assert [path.name for path in others if "livekit" in path.read_text("utf-8").lower()] == []


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
