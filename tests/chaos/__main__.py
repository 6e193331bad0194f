"""`make chaos SEEDS=3 SECONDS=30`: seeds one after the other, and a line of figures for each."""

import argparse
import asyncio
import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.chaos.run import chaos


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--proof", type=Path, help="write the figures here")
    wanted = parser.parse_args()
    results = []
    for seed in range(1, wanted.seeds + 1):
        result = asyncio.run(chaos(seed, wanted.seconds))
        verdict = result.verdict
        print(
            f"seed {seed}: {verdict.turns} turns, {sum(result.faults.values())} faults, {result.attempts} attempts, "
            f"{len(verdict.lost)} lost, {len(verdict.doubled)} doubled, {len(verdict.rows)} wrong rows, "
            f"{verdict.parked} parked, settled in {verdict.settled_s:.0f} s, answered p50 {result.median_s} s, "
            f"worst {result.worst_s} s",
            flush=True,
        )
        for line in (verdict.lost + verdict.doubled + verdict.rows)[:10]:
            print(f"  {line}")
        results.append(result)
    if wanted.proof:
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
        )
        proof = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "commit": commit.stdout.strip(),
            "machine": f"{platform.machine()}, {platform.python_version()}",
            "runs": [result.as_json() for result in results],
        }
        wanted.proof.parent.mkdir(parents=True, exist_ok=True)
        wanted.proof.write_text(json.dumps(proof, indent=1) + "\n")
    return 0 if all(result.verdict.good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
