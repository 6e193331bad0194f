"""Writes the gateway's OpenAPI, from which the page's types are made: `python web/export_openapi.py web/openapi.json`."""

import json
import sys
from pathlib import Path
from typing import Any, cast

from lifeos.contracts.api import TURN_EVENT
from lifeos.gateway.app import create_app
from lifeos.gateway.door import Door
from lifeos.gateway.settings import GatewaySettings

NO_PART = cast("Any", None)


def described() -> dict[str, Any]:
    """The OpenAPI document. Events of a stream stand among the named schemas, as `TurnEvent`."""
    door = Door(
        settings=GatewaySettings(), bus=NO_PART, keeper=NO_PART, rates=NO_PART, intake=NO_PART,
        lanes=NO_PART, watcher=NO_PART, health=NO_PART, files=None,
    )  # fmt: skip
    document = create_app(door).openapi()
    events = TURN_EVENT.json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    named = document["components"]["schemas"]
    for name, schema in events.pop("$defs").items():
        named.setdefault(name, schema)
    named["TurnEvent"] = events
    stream = document["paths"]["/v1/chat/stream"]["post"]["responses"]["200"]["content"]
    stream["text/event-stream"] = {"itemSchema": {"$ref": "#/components/schemas/TurnEvent"}}
    return document


if __name__ == "__main__":
    text = json.dumps(described(), indent=1, ensure_ascii=False, sort_keys=True)
    Path(sys.argv[1]).write_text(text + "\n", encoding="utf-8")
