"""Every statement of the store, by name, from `queries.sql`."""

import re
from importlib.resources import files


def _read() -> dict[str, str]:
    text = files(__package__ or __name__).joinpath("queries.sql").read_text("utf-8")
    parts = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)[1:]
    return {name: body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}


QUERIES = _read()
PERSON_TABLES = (
    "events", "users", "api_keys", "key_revocations", "sessions", "session_changes", "session_deletions", "messages",
    "learned_turns", "memories", "memory_marks", "deliverables", "version_requests", "versions", "prints", "files",
    "jobs", "job_changes", "decisions", "sends", "uploads", "person_changes", "feedback",
    "call_turns", "committed_turns", "heard_replies", "calls", "spending",
)  # fmt: skip
