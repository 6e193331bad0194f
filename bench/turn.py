"""From an accepted turn to the draft and to every printed format, on the offline rung, in the whole spine.

Times are seconds on this machine in this run: p50 and the worst of `TURNS` turns, one after the other.
"""

import asyncio
import json
import statistics
import time
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx

from lifeos.contracts import VersionWritten
from tests.chaos.history import read_all
from tests.spine import Spine

TURNS = 12
STORY = (
    "My name is Ana Lopez and my e-mail is ana@example.com. I worked as a nurse at Hospital La Paz from March 2015 to "
    "June 2020. I cut waiting times by 20%. Since 2021 I am head nurse at Clinica Sol. Please make my CV."
)


async def main() -> dict[str, Any]:
    """Start the spine, say the same story as different people, and read the times off the facts."""
    began = time.perf_counter()
    async with Spine() as spine:
        ready = time.perf_counter() - began
        keys = [await spine.new_key(f"bench {n}") for n in range(TURNS)]
        turns = [await _turn(spine, key) for key in keys]
        written = await _written(spine)
    reply = [_between(turn["created_at"], turn["completed_at"]) for turn in turns]
    draft = [_between(turn["created_at"], written[turn["deliverables"][0]["id"]]) for turn in turns]
    return {
        "spine_ready_s": round(ready, 2),
        "accepted_to_draft_s": _spread(draft),
        "accepted_to_printed_s": _spread(reply),
    }


async def _turn(spine: Spine, key: str) -> dict[str, Any]:
    async with spine.client(key) as client:
        answer = await _posted(client)
        return answer.json()


async def _posted(client: httpx.AsyncClient) -> httpx.Response:
    answer = await client.post(
        "/v1/chat/turn", json={"message": STORY}, headers={"Idempotency-Key": str(uuid4())}
    )
    answer.raise_for_status()
    return answer


async def _written(spine: Spine) -> dict[str, str]:
    """When each document was written, by its id."""
    async with spine.operator() as bus:
        facts = await read_all(bus)
    return {
        str(fact.deliverable): fact.time.isoformat() for fact in facts if isinstance(fact, VersionWritten)
    }


def _between(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


def _spread(seconds: list[float]) -> dict[str, float]:
    return {"p50": round(statistics.median(seconds), 3), "worst": round(max(seconds), 3)}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))
