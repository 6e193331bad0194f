"""Measures how well and how fast intents are read. Usage: `python bench/intents.py [file.jsonl]`; prints JSON.

Each line of the file: `{"text", "language", "intents", "style"}` and optionally `cv_exists`. A false start is a
document or help that was begun though nobody asked for it.
"""

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lifeos.contracts.words import Intent
from lifeos.router.intents import IntentReader, Reading

TESTS = Path(__file__).parents[1] / "tests"
SETS = {"test": TESTS / "intents_test.jsonl", "unseen": TESTS / "intents_unseen.jsonl"}
"""Both by other hands; nothing was tuned with the unseen set in view."""
INTENTS: tuple[Intent, ...] = ("chat", "cv", "interview", "outreach")


@dataclass(frozen=True)
class Case:
    """One turn, what it asks for, what was read, and how long reading took in milliseconds."""

    row: dict[str, Any]
    wanted: frozenset[str]
    read: frozenset[str]
    reading: Reading
    milliseconds: float


def read_all(path: Path, reader: IntentReader) -> list[Case]:
    """Reads every turn of the file."""
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        begun = time.perf_counter()
        reading = reader.read(row["text"], pressed=None, cv_exists=bool(row.get("cv_exists", False)))
        spent = (time.perf_counter() - begun) * 1000
        read = frozenset(guess.name for guess in reading.intents)
        cases.append(Case(row, frozenset(row["intents"]), read, reading, spent))
    return cases


def f1(cases: list[Case], intent: Intent) -> float:
    """F1 of one intent; 1.0 when it neither occurs nor is read."""
    hits = sum(intent in case.wanted and intent in case.read for case in cases)
    wanted = sum(intent in case.wanted for case in cases)
    read = sum(intent in case.read for case in cases)
    return 2 * hits / (wanted + read) if wanted + read else 1.0


def macro_f1(cases: list[Case]) -> float:
    """The mean F1 of chat, cv, interview and outreach."""
    return statistics.fmean(f1(cases, intent) for intent in INTENTS)


def false_starts(cases: list[Case]) -> list[Case]:
    """Turns that start something that they do not ask for."""
    return [case for case in cases if case.read - case.wanted - {"chat"}]


def _table(cases: list[Case], key: str) -> dict[str, dict[str, float]]:
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[str(case.row.get(key))].append(case)
    return {
        name: {
            "turns": len(group),
            "exact": round(sum(case.read == case.wanted for case in group) / len(group), 3),
            "false_starts": len(false_starts(group)),
            "unsure": sum(case.reading.unsure for case in group),
        }
        for name, group in sorted(groups.items())
    }


def report(cases: list[Case]) -> dict[str, Any]:
    """All figures, rates as shares of one."""
    nothing_asked = [case for case in cases if case.wanted == frozenset(("chat",))]
    asked_and_missed = [case for case in cases if case.wanted - case.read - {"chat"}]
    times = sorted(case.milliseconds for case in cases)
    return {
        "turns": len(cases),
        "macro_f1": round(macro_f1(cases), 4),
        "f1": {intent: round(f1(cases, intent), 4) for intent in INTENTS},
        "false_starts": len(false_starts(cases)),
        "false_start_rate": round(len(false_starts(cases)) / len(cases), 4),
        "false_start_rate_where_nothing_was_asked": round(
            len(false_starts(nothing_asked)) / max(1, len(nothing_asked)), 4
        ),
        "missed": len(asked_and_missed),
        "missed_with_the_right_button": sum(
            bool((case.wanted - case.read) & set(case.reading.uncertain_between)) for case in asked_and_missed
        ),
        "tiers": dict(Counter(guess.tier for case in cases for guess in case.reading.intents)),
        "p50_ms": round(times[len(times) // 2], 2),
        "p99_ms": round(times[min(len(times) - 1, int(len(times) * 0.99))], 2),
        "by_style": _table(cases, "style"),
        "by_language": _table(cases, "language"),
    }


def main() -> None:
    """Reads the file named on the command line, or both sets."""
    sets = {"given": Path(sys.argv[1])} if len(sys.argv) > 1 else SETS
    reader = IntentReader()
    reader.read("warm up", pressed=None, cv_exists=False)
    found = {name: report(read_all(path, reader)) for name, path in sets.items()}
    print(json.dumps(found, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
