"""Scores the offline learner against stories with known facts: `python score_learning.py <folder of yaml files>`."""

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from rapidfuzz import fuzz

from lifeos.contracts.memory import Memory
from lifeos.cv.learning import learn
from lifeos.cv.learning.passage import fold


def facts_of(story: dict[str, Any]) -> list[Memory]:
    """Everything learned from a story, turn by turn."""
    known: list[Memory] = []
    for number, text in enumerate(story.get("turns") or [story["story"]]):
        ids = {"turn_id": uuid5(UUID(int=1), f"{number}{text}"), "session_id": UUID(int=2)}
        known += learn(text, **ids, known=known, pending=None, today=date(2026, 11, 22)).facts
    return known


def score(story: dict[str, Any]) -> Counter[str]:
    """How many stated values were found, were missed, or stand where they do not belong."""
    found = facts_of(story)
    tally: Counter[str] = Counter()
    jobs = [_with_additions(m, found) for m in found if m.kind == "job" and m.about is None]
    facts = story["facts"]
    for field in ("name", "email", "phone", "location"):
        if field in facts:
            tally[_one(facts[field], [m.claims["value"].value for m in found if m.kind == field])] += 1
    for job in facts.get("jobs", []):
        tally += _score_thing(
            job, jobs, {"employer": "name", "title": "position", "start": "startDate", "end": "endDate"}
        )
    schools = [_with_additions(m, found) for m in found if m.kind == "education" and m.about is None]
    for study in facts.get("education", []):
        tally += _score_thing(
            study, schools, {"institution": "institution", "start": "startDate", "end": "endDate"}
        )
    wanted = [fold(str(job["employer"])) for job in facts.get("jobs", [])]
    for job in jobs:
        if job.get("name") and not any(_alike(job["name"], name) for name in wanted):
            tally["wrong"] += 1
            print("   wrong employer:", job["name"])
    return tally


def _with_additions(memory: Memory, found: list[Memory]) -> dict[str, str]:
    whole = [memory, *[m for m in found if m.about == memory.id and m.kind == memory.kind]]
    return {field: claim.value for m in whole for field, claim in m.claims.items()}


def _score_thing(fact: dict[str, Any], learned: list[dict[str, str]], fields: dict[str, str]) -> Counter[str]:
    first = next(iter(fields))
    same = [one for one in learned if _alike(one.get(fields[first], ""), fold(str(fact[first])))]
    best = max(
        same, key=lambda one: sum(one.get(f) == str(fact.get(k)) for k, f in fields.items()), default={}
    )
    tally: Counter[str] = Counter()
    for key, field in fields.items():
        if fact.get(key):
            outcome = _one(str(fact[key]), [best[field]] if field in best else [])
            tally[outcome] += 1
            if outcome != "found":
                print("  ", outcome, fact[first], key, "wanted", fact[key], "got", best.get(field))
    return tally


def _one(wanted: str, got: list[str]) -> str:
    if any(_alike(value, fold(wanted)) for value in got):
        return "found"
    return "wrong" if got else "missed"


def _alike(value: str, wanted: str) -> bool:
    plain = fold(value)
    if wanted[:4].isdigit() or plain[:4].isdigit():
        return plain == wanted
    return bool(plain) and (
        fuzz.ratio(plain, wanted) >= 85 or (len(plain) > 3 and (plain in wanted or wanted in plain))
    )


if __name__ == "__main__":
    total: Counter[str] = Counter()
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        tally = score(yaml.safe_load(path.read_text(encoding="utf-8")))
        print(path.stem, dict(tally))
        total += tally
    print("total", dict(total))
