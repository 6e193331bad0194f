"""People who talk, and never give up: the same turn is sent again under the same key until it is answered."""

import asyncio
import contextlib
import random
import time
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from tests.spine import Spine

GIVE_UP_S = 150.0
EMPLOYERS = ("Acme", "Hospital La Paz", "Mercado Sol", "Padaria Central", "Globex", "Taller Norte")


WISH = (
    "Please make my CV, prepare me for the interview and write a LinkedIn note to Maria Keller at Northwind."
)
"""A chain of three documents, each by another service."""


@dataclass
class Asked:
    """One turn of one person, as the person saw it."""

    key: str
    message: str
    wants_cv: bool
    turn_id: str = ""
    attempts: int = 0
    status: str = ""
    documents: list[str] = field(default_factory=list[str])
    seconds: float = 0.0


@dataclass
class Person:
    """Somebody with a key, who says one thing after the other."""

    key: str
    seed: int
    turns: list[Asked] = field(default_factory=list[Asked])
    session_id: str | None = None

    async def talk(self, spine: Spine, stop: asyncio.Event) -> None:
        rng = random.Random(self.seed)
        async with spine.client(self.key) as client:
            while not stop.is_set():
                await self._say(client, rng)
                await asyncio.sleep(rng.uniform(0.05, 0.3))

    async def _say(self, client: httpx.AsyncClient, rng: random.Random) -> None:
        start = rng.randint(2000, 2015)
        employer = f"{rng.choice(EMPLOYERS)} {len(self.turns)}"
        message = f"I worked as a cook at {employer} from {start} to {start + 3}."
        wants = len(self.turns) % 3 == 0
        asked = Asked(str(uuid4()), f"{message} {WISH}" if wants else message, wants)
        self.turns.append(asked)
        # The body stays what it was: under the same key another body would be another turn, and be refused.
        body = {"message": asked.message} | ({"session_id": self.session_id} if self.session_id else {})
        began = time.monotonic()
        while time.monotonic() - began < GIVE_UP_S:
            asked.attempts += 1
            with contextlib.suppress(httpx.HTTPError, ValueError):
                body = {"message": asked.message} | (
                    {"session_id": self.session_id} if self.session_id else {}
                )
                headers = {"Idempotency-Key": asked.key, "Prefer": "wait=20"}
                answer = await client.post("/v1/chat/turn", json=body, headers=headers, timeout=25)
                if answer.status_code in (200, 202):
                    turn = answer.json()
                    asked.turn_id, self.session_id = turn["id"], turn["session_id"]
                    asked.status = turn["status"]
                    asked.documents = [f"{d['id']}:{d['status']}" for d in turn["deliverables"]]
                    if answer.status_code == 200:
                        asked.seconds = time.monotonic() - began
                        return
                elif answer.status_code not in (401, 404, 429, 500, 502, 503):
                    asked.status = f"refused {answer.status_code}"
                    return
            await asyncio.sleep(0.2)
        asked.status = asked.status or "never accepted"
