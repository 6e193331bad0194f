"""Runs every bench in a process of its own and keeps the figures with commit, time and machine. `page` or `voice` alone runs that group."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

GROUPS = {
    "bench": ("intents", "stories", "llm_lanes", "pdf", "turn", "talk_once"),
    "page": ("page",),
    "voice": ("voice",),
}
"""Each group has its own file of proofs."""


def main() -> int:
    chosen = sys.argv[1:] or list(GROUPS)
    return max(_run(group) for group in chosen)


def _run(group: str) -> int:
    proof_file = Path(f"docs/proofs/{group}.json")
    figures: dict[str, object] = {}
    for name in GROUPS[group]:
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{name}"], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"{name} failed:\n{done.stderr[-2000:]}")
            return 1
        figures[name] = json.loads(done.stdout)
        print(f"{name}: {json.dumps(figures[name])[:600]}", flush=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    load = os.getloadavg()[0]
    proof = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load:.1f}",
        "figures": figures,
    }
    proof_file.parent.mkdir(parents=True, exist_ok=True)
    proof_file.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(f"written to {proof_file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
