"""Bugs that the checker must catch: each is a copy of the product's code with one change, run instead of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("libs/runtime/src", "services/router/src", "services/store/src", "services/cv/src")


MIGRATION = "services/store/src/lifeos/store/sql/migrations/20261122000001_initial.sql"
TABLE_KEYS = (
    ",\n    primary key (turn_id, role)",
    ",\n    primary key (memory_id, mark)",
    ",\n    primary key (deliverable_id, version)",
    ",\n    primary key (deliverable_id, version, format)",
)


@dataclass(frozen=True)
class Bug:
    """In `file`, `old` becomes `new`."""

    name: str
    changes: tuple[tuple[str, str, str], ...]


BUGS = (
    Bug(
        "acknowledge before the work",
        (
            (
                "libs/runtime/src/lifeos/runtime/durable.py",
                "        try:\n            await self._work_or_park(message, deliveries)\n",
                "        await self._ack(message)\n        try:\n            await self._work_or_park(message, deliveries)\n",
            ),
        ),
    ),
    Bug(
        "random ids",
        (
            (
                "services/router/src/lifeos/router/handlers.py",
                "id=DeliverableRequested.id_for(routed.turn_id, wanted.kind, wanted.deliverable),",
                "id=str(__import__('uuid').uuid4()),",
            ),
        ),
    ),
    Bug(
        "a store without a conflict clause",
        (
            ("services/store/src/lifeos/store/sql/queries.sql", " on conflict do nothing", ""),
            *((MIGRATION, key, "") for key in TABLE_KEYS),
            (MIGRATION, " primary key", ""),
        ),
    ),
)


def plant(bug: Bug, folder: Path) -> str:
    """Copy the sources, make the change, and return the PYTHONPATH that runs them. Raises when nothing changed."""
    for source in SOURCES:
        shutil.copytree(ROOT / source, folder / source, dirs_exist_ok=True)
    for file, old, new in bug.changes:
        path = folder / file
        text = path.read_text("utf-8")
        if old not in text:
            raise ValueError(f"the code that {bug.name!r} changes is not in {file} any more")
        path.write_text(text.replace(old, new), "utf-8")
    return ":".join(str(folder / source) for source in SOURCES)
