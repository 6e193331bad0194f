"""Lies of every class, planted one at a time in honest CVs of whole stories, in three languages: none is kept."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from lifeos.contracts.resume import Resume
from lifeos.cv.composing import Composed, compose
from lifeos.cv.drafts import Lie, checked
from lifeos.cv.model_writing import Draft, only_known
from lifeos.grounding.revisions import leaves_of
from services.cv.tests.scripted import learned

ROOT = Path(__file__).parents[3] / "tests"
ENTRIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "fabrications.yaml").read_text("utf-8"))
WISHED = {("dev/en-profile.yaml", "/basics/label")}
"""A job title that the person looks for may stand as the title of the CV."""


def planted(cv: dict[str, Any], pointer: str, lie: str) -> dict[str, Any]:
    document = copy.deepcopy(cv)
    *path, last = pointer.split("/")[1:]
    place: Any = document
    for key in path:
        place = (
            place[int(key)] if isinstance(place, list) else place.setdefault(key, [] if last == "-" else {})
        )
    if isinstance(place, list):
        at = len(place) if last == "-" else int(last)
        place[at : at + 1] = [lie]
    else:
        place[last] = lie
    return document


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["story"] for entry in ENTRIES])
def test_no_planted_lie_is_kept(entry: dict[str, Any]) -> None:
    story = yaml.safe_load((ROOT / "stories" / entry["story"]).read_text("utf-8"))["story"]
    ledger = learned(story)
    own = compose(ledger, entry["language"])

    def written(cv: dict[str, Any]) -> tuple[Composed, list[Lie]]:
        draft = only_known(Draft.model_validate(cv).as_json(), Resume)
        kept = checked(draft, own, ledger, entry["language"])
        assert kept
        return kept

    honest = fields(written(entry["cv"])[0].document)
    for lie in entry["lies"]:
        if (entry["story"], lie["pointer"]) in WISHED:
            continue
        draft, _ = written(planted(entry["cv"], lie["pointer"], lie["value"]))
        told = field(lie["pointer"]), str(lie["value"])
        assert told not in fields(draft.document) - honest, lie
        assert [leaf.pointer for leaf in draft.leaves] == [
            pointer for pointer, _ in leaves_of(draft.document)
        ]


def field(pointer: str) -> str:
    """A pointer without places in lists."""
    return "/".join(part for part in pointer.split("/") if part != "-" and not part.isdigit())


def fields(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {(field(pointer), str(value)) for pointer, value in leaves_of(document)}
