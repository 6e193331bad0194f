"""The CV contract loses nothing of a JSON Resume on the way in and out."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from lifeos.contracts.resume import Resume

EXAMPLES = sorted((Path(__file__).parent / "jsonresume_examples").glob("*.json"))


def without_blank_texts(value: Any) -> Any:
    """The examples write `"image": ""` for "no image"; a blank says nothing, so it is the one thing dropped."""
    if isinstance(value, dict):
        return {k: without_blank_texts(v) for k, v in cast("dict[str, Any]", value).items() if v != ""}
    if isinstance(value, list):
        return [without_blank_texts(item) for item in cast("list[Any]", value)]
    return value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_of_the_standard_come_out_as_they_went_in(path: Path) -> None:
    document = without_blank_texts(json.loads(path.read_text("utf-8")))
    assert Resume.model_validate(document).as_json() == document


def test_all_four_examples_of_the_standard_are_here() -> None:
    assert len(EXAMPLES) == 4
