"""Writes what follows from the types and the handler signatures: `schemas/`, `docs/events.md` and the OpenAPI document of the
page. Run by `make contracts`."""

import json
from pathlib import Path
from typing import Any

from lifeos.contracts import LIVE_MESSAGES, MESSAGES, Message
from lifeos.contracts.api import TURN_EVENT
from lifeos.contracts.asks import ASKS, answer_type
from lifeos.cv.handlers import worker as cv
from lifeos.gateway.app import create_app
from lifeos.gateway.settings import GatewaySettings
from lifeos.interview.handlers import worker as interview
from lifeos.outreach.handlers import worker as outreach
from lifeos.router.handlers import worker as router
from lifeos.runtime.worker import Handler, Worker
from lifeos.stack.nats_rights import TABLE
from lifeos.store.handlers import worker as store
from lifeos.voice.handlers import worker as voice

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "libs/contracts/schemas"
EVENTS = ROOT / "docs/events.md"
OPENAPI = ROOT / "web/openapi.json"
"""What the page's types are made from: `npm run types` in `web/`."""
WORKERS: dict[str, Worker[Any]] = {
    "router": router,
    "cv": cv,
    "interview": interview,
    "outreach": outreach,
    "voice": voice,
    "store": store,
}


def handlers() -> list[tuple[str, Handler[Any]]]:
    """Every handler with its service."""
    return [(service, handler) for service, worker in WORKERS.items() for handler in worker.handlers]


def producers(message: type[Message]) -> list[str]:
    """Who may publish a type: handlers by their signature; the door, calls and the operator by their rights on the bus."""
    found = [
        f"{service} ({handler.durable})" for service, handler in handlers() if message in handler.publishes
    ]
    name = message.type_name().removesuffix(".v1")
    noun = name.split(".")[0]
    for row in TABLE:
        by_hand = row.service in ("gateway", "voice") and not any(row.service in each for each in found)
        if by_hand and (name in row.facts or f"{noun}.*" in row.facts):
            found.append(row.service)
    return found or ["operator's command line"]


def consumers(message: type[Message]) -> list[str]:
    """Who takes a type from the stream."""
    found = [
        f"{service} ({handler.durable})" for service, handler in handlers() if message in handler.consumes
    ]
    return [*found, *(f"{s} ({h.durable})" for s, h in handlers() if h.wants_all)]


def schema_files() -> dict[Path, str]:
    """One JSON Schema per message and per ask."""
    found: dict[Path, str] = {}
    for kind in (*MESSAGES, *LIVE_MESSAGES):
        found[SCHEMAS / f"{kind.type_name()}.json"] = _pretty(kind.model_json_schema())
    for ask in ASKS:
        both = {"ask": ask.model_json_schema(), "answer": answer_type(ask).model_json_schema()}
        found[SCHEMAS / f"{ask.subject()}.json"] = _pretty(both)
    return found


def _pretty(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def openapi_file() -> str:
    """What the door offers. Events of a stream stand among the named schemas, as `TurnEvent`."""
    document = create_app(GatewaySettings()).openapi()
    events = TURN_EVENT.json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    named = document["components"]["schemas"]
    for name, schema in events.pop("$defs").items():
        named.setdefault(name, schema)
    named["TurnEvent"] = events
    stream = document["paths"]["/v1/chat/stream"]["post"]["responses"]["200"]["content"]
    stream["text/event-stream"] = {"itemSchema": {"$ref": "#/components/schemas/TurnEvent"}}
    return _pretty(document)


def events_page() -> str:
    """The catalogue of everything on the bus."""
    lines = [
        "# Events",
        "",
        "Written by `make contracts` from the message types and the handlers' signatures. Do not edit.",
        "",
        "## Facts (stream LIFE)",
        "",
        "Subject: `life.<type>.<session id>.<id>`. The subject is the message's identity: it is stored once.",
        "",
        "| type | what happened | published by | taken by |",
        "| --- | --- | --- | --- |",
    ]
    for kind in MESSAGES:
        what = (kind.__doc__ or "").strip().splitlines()[0]
        lines.append(
            f"| `{kind.type_name()}` | {what} | {', '.join(producers(kind))} | {', '.join(consumers(kind))} |"
        )
    lines += ["", "## Live signs (stream LIVE)", "", "Subject: `live.<type>.<session id>`. May be lost.", ""]
    lines += ["| type | what |", "| --- | --- |"]
    lines += [
        f"| `{kind.type_name()}` | {(kind.__doc__ or '').strip().splitlines()[0]} |" for kind in LIVE_MESSAGES
    ]
    lines += [
        "",
        "## Reads",
        "",
        "Request and reply, answered by store.",
        "",
        "| subject | answer |",
        "| --- | --- |",
    ]
    lines += [f"| `{ask.subject()}` | `{answer_type(ask).__name__}` |" for ask in ASKS]
    lines += ["", "`ask.health.v1` is answered by every service for itself.", ""]
    return "\n".join(lines)


def main() -> None:
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    wanted = schema_files()
    for path in SCHEMAS.glob("*.json"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.write_text(text, "utf-8")
    EVENTS.write_text(events_page(), "utf-8")
    OPENAPI.write_text(openapi_file(), "utf-8")


if __name__ == "__main__":
    main()
