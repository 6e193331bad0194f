"""Everything that `make test` runs, in sections with timings. Ends with pytest's own closing line.

Only the standard library: it runs before anything is installed.
"""

import subprocess
import sys
import time
from dataclasses import dataclass

BIN = ".venv/bin"


@dataclass(frozen=True)
class Section:
    """One step; the run stops at the first that fails."""

    title: str
    command: list[str]
    alongside: bool = False
    """It runs beside those that follow, and is waited for before the tests."""


SECTIONS = (
    Section("Install what is missing", ["make", "--no-print-directory", ".venv/dev.stamp"]),
    Section("Build the LiveKit server", ["deploy/build-livekit"], alongside=True),
    Section("Build the page", ["make", "--no-print-directory", "web/dist/index.html"]),
    Section("Format and lint", [f"{BIN}/ruff", "check", "."]),
    Section("Formatting", [f"{BIN}/ruff", "format", "--check", "."]),
    Section("Borders between packages", [f"{BIN}/lint-imports", "--no-cache"]),
    Section("Types", [f"{BIN}/pyright", "--pythonpath", f"{BIN}/python"]),
    Section("Tests", [f"{BIN}/pytest", "-q", "--durations=8"]),
)


def main() -> int:
    began = time.monotonic()
    times: list[tuple[str, float]] = []
    alongside: list[tuple[Section, subprocess.Popen[bytes]]] = []
    for section in SECTIONS:
        print(f"\n\033[1m== {section.title}\033[0m", flush=True)
        start = time.monotonic()
        if section.alongside:
            alongside.append((section, subprocess.Popen(section.command)))
            continue
        if section.title == "Tests":
            for other, process in alongside:
                process.wait()
                times.append((f"{other.title} (beside the others)", time.monotonic() - began))
            spent = "".join(f"\n  {seconds:6.1f} s  {title}" for title, seconds in times)
            print(f"Sections so far:{spent}", flush=True)
        code = subprocess.run(section.command, check=False).returncode
        times.append((section.title, time.monotonic() - start))
        if code:
            for _, process in alongside:
                process.terminate()
            print(f"\n{section.title} failed after {time.monotonic() - began:.0f} s.", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
