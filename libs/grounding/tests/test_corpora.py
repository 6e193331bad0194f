"""The checker against honest and invented claims: no false alarm, nothing invented passes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from lifeos.grounding import UNCOVERED, FieldKind, Verdict, Words, check_value

HERE = Path(__file__).parent


STORIES = cast("list[dict[str, Any]]", yaml.safe_load((HERE / "honest.yaml").read_text("utf-8")))
PLANTED = cast("list[list[list[str]]]", yaml.safe_load((HERE / "lies.yaml").read_text("utf-8")))
HONEST = [(story["parts"], claim) for story in STORIES for claim in story["claims"]]
LIES = [(story["parts"], lie) for story, own in zip(STORIES, PLANTED, strict=True) for lie in own]


def checked(parts: dict[str, str], part: str, kind: str, value: str, about: Sequence[str]) -> Verdict:
    chosen = parts if part == "*" else {part: parts[part]}
    words = [Words("message", name, text) for name, text in chosen.items()]
    return check_value(cast("FieldKind", kind), value, words, about=about[0] if about else None)


@pytest.mark.parametrize(("parts", "claim"), HONEST)
def test_an_honest_claim_is_borne_out(parts: dict[str, str], claim: list[str]) -> None:
    part, kind, value, *about = claim
    verdict = checked(parts, part, kind, value, about)
    assert verdict.status in {"verbatim", "reworded"}, verdict.reason
    assert 1 <= len(verdict.evidence) <= 5


@pytest.mark.parametrize(("parts", "lie"), LIES)
def test_a_lie_is_caught(parts: dict[str, str], lie: list[str]) -> None:
    part, _, kind, value, *about = lie
    verdict = checked(parts, part, kind, value, about)
    assert verdict.status == "unsupported"
    assert verdict.reason
    assert verdict.evidence == []


def test_the_corpora_are_large_enough_to_mean_something(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{len(HONEST)} honest claims, {len(LIES)} lies. Not covered by any rule:")
        print("\n".join(f"  {hole}" for hole in UNCOVERED))
    assert len(STORIES) >= 10
    assert {story["language"] for story in STORIES} == {"en", "es", "pt"}
    assert len(HONEST) >= 60
    assert len(LIES) >= 120
