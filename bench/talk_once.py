"""A pack and three drafts from one story and one advert, on the offline rung, in three languages, in the whole spine.

Seconds from the request to the written document: the worst of each kind over `ROUNDS` people a language, and the worst time until
all four were written. The goal is 2 s.
"""

import asyncio
import json
from typing import Any
from uuid import uuid4

from lifeos.contracts import DeliverableRequested, VersionWritten
from tests.chaos.history import read_all
from tests.messages import ADVERTS, STORIES
from tests.spine import Spine

ROUNDS = 4
DRAFTS = ("linkedin_note", "email", "cover_letter")
MARIA = {"name": "Maria Keller", "company": "Northwind", "email": "maria.keller@northwind.example"}


async def main() -> dict[str, Any]:
    async with Spine() as spine:
        for language in STORIES:
            for number in range(ROUNDS):
                await _person(spine, language, number)
        async with spine.operator() as bus:
            facts = await read_all(bus)
    asked = {str(fact.deliverable): fact for fact in facts if isinstance(fact, DeliverableRequested)}
    worst: dict[str, float] = {}
    begun: dict[str, float] = {}
    ended: dict[str, float] = {}
    for fact in facts:
        if isinstance(fact, VersionWritten):
            request, person = asked[str(fact.deliverable)], str(fact.person_id)
            took = (fact.time - request.time).total_seconds()
            worst[fact.kind] = max(worst.get(fact.kind, 0.0), took)
            if request.turn_id is None:
                begun[person] = min(begun.get(person, request.time.timestamp()), request.time.timestamp())
                ended[person] = max(ended.get(person, 0.0), fact.time.timestamp())
    return {
        "goal_s": 2.0,
        "people": len(begun),
        "all_four_worst_s": round(max(ended[person] - begun[person] for person in begun), 3),
        "one_document_worst_s": {kind: round(seconds, 3) for kind, seconds in sorted(worst.items())},
    }


async def _person(spine: Spine, language: str, number: int) -> None:
    async with spine.client(await spine.new_key(f"{language} {number}")) as web:
        body = {"message": f"{STORIES[language]}", "job_description": ADVERTS[language]}
        turn = await web.post("/v1/chat/turn", json=body, headers={"Idempotency-Key": str(uuid4())})
        turn.raise_for_status()
        job = (await web.get("/v1/jobs")).json()["items"][0]["id"]
        wanted = [{"kind": "interview_pack", "job_id": job}]
        wanted += [
            {"kind": kind, "job_id": job, "brief": {"recipient": MARIA, "purpose": "application"}}
            for kind in DRAFTS
        ]
        made = await asyncio.gather(*(web.post("/v1/deliverables", json=one) for one in wanted))
        for answer in made:
            answer.raise_for_status()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))
