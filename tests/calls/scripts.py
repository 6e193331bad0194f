"""Somebody who pauses, interrupts, repeats and is cut off at random, as the bus sees it; and what must stand afterwards.

No sound: each script drives the turns of one call on a running installation, as the agent does. Run by `make prove` for the long
figure: `python -m tests.calls.scripts --scripts 200 --proof docs/proofs/calls.json`.
"""

import argparse
import asyncio
import contextlib
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from lifeos.contracts import (
    DeliverableRequested,
    MemoryLearned,
    Message,
    TurnAnswered,
    TurnCommitted,
    TurnReceived,
    TurnRouted,
    VersionPrinted,
)
from lifeos.contracts.call import Speech
from lifeos.voice.turns import NoReply, NotAccepted, Turns
from tests.calls.agent import Silent, silent_call, voice_bus
from tests.chaos.history import read_all
from tests.spine import Spine

TOLD = (
    "I worked as a cook at the Blue Hotel from March 2015 to June 2020.",
    "I led a team of six people.",
    "My name is Ana Lopez.",
    "My e-mail is ana@example.com.",
    "I also cut the waste by 20%.",
)
WISH = "Please make my CV."
SETTLED_S = 40.0


@dataclass
class Script:
    """What one person did, and which of it stands."""

    session: UUID
    standing: dict[UUID, str] = field(default_factory=dict[UUID, str])
    """Turns that were committed, with their words."""
    left: dict[UUID, str] = field(default_factory=dict[UUID, str])
    """Turns whose process died before it could commit them: the end of the call does."""


async def play(silent: Silent, seed: int) -> Script:
    """One call: a few things told, one or two wishes, each spoken into or not."""
    chance = random.Random(seed)
    script = Script(silent.order.session_id)
    sayings = [*chance.sample(TOLD, chance.randint(1, 3)), WISH]
    if chance.random() < 0.4:
        sayings += [chance.choice(TOLD), WISH]
    for number, text in enumerate(sayings):
        dies = number == len(sayings) - 1 and chance.random() < 0.3
        await _say(silent.turns, script, f"item_{number}", text, chance, dies=dies)
    await silent.end()
    return script


async def _say(
    turns: Turns, script: Script, item: str, text: str, chance: random.Random, *, dies: bool
) -> None:
    """Say one thing; perhaps speak into the reply, perhaps be asked for it twice, perhaps die before it is committed."""
    (script.left if dies else script.standing)[turns.id_of(item)] = text
    reading = asyncio.create_task(_listen(turns, item, text))
    if not dies:
        await asyncio.sleep(chance.choice((0, 0, 0.01, 0.1)))
        for _ in range(chance.choice((1, 1, 2))):
            turns.commit(item)
    if chance.random() < 0.5:
        await asyncio.sleep(chance.uniform(0, 0.4))
        reading.cancel()
    elif chance.random() < 0.3:
        await asyncio.sleep(chance.uniform(0, 0.2))
        again = asyncio.create_task(_listen(turns, item, text))
        await asyncio.gather(again, return_exceptions=True)
    with contextlib.suppress(asyncio.CancelledError):
        await reading
    if dies:
        # A process that dies cannot cancel either; what it had cancelled would be superseded.
        script.left = {turn: words for turn, words in script.left.items() if not reading.cancelled()}
    await asyncio.sleep(chance.choice((0, 0.05, 0.3)))


async def _listen(turns: Turns, item: str, text: str) -> None:
    with contextlib.suppress(NoReply, NotAccepted):
        async for _ in turns.reply_to(item, text, Speech(seconds=1.0)):
            pass


def judge(script: Script, facts: list[Message]) -> list[str]:
    """What is missing or doubled after one call, in words."""
    own = [fact for fact in facts if fact.session_id == script.session]
    stands = script.standing | script.left
    wrong: list[str] = []
    for kind in (TurnReceived, TurnRouted, TurnAnswered, MemoryLearned, TurnCommitted):
        count = Counter(fact.id for fact in own if isinstance(fact, kind))
        wrong += [f"{kind.__name__} is missing" for turn in stands if not count[str(turn)]]
        wrong += [f"{kind.__name__} came {times} times" for times in count.values() if times > 1]
    routed = {fact.turn_id: len(fact.requests) for fact in own if isinstance(fact, TurnRouted)}
    wrong += [
        "a wish was not understood"
        for turn, words in stands.items()
        if words == WISH and not routed.get(turn)
    ]
    # An answer to a question writes the CV again too, so what counts is what was found in the turns that stand.
    wished = sum(routed.get(turn, 0) for turn in stands)
    asked = [fact for fact in own if isinstance(fact, DeliverableRequested)]
    if len(asked) != wished:
        wrong.append(f"{wished} wished for, {len(asked)} documents asked for")
    printed = Counter(fact.id for fact in own if isinstance(fact, VersionPrinted))
    if len(printed) != wished or any(times > 1 for times in printed.values()):
        wrong.append(f"{wished} wished for, {sorted(printed.values())} documents at their end")
    return wrong


async def run(spine: Spine, seeds: range) -> dict[str, Any]:
    """Every script, a few people at a time, and the judgement once all is quiet."""
    scripts: list[Script] = []
    gate = asyncio.Semaphore(8)
    async with voice_bus(spine) as bus:

        async def one(seed: int) -> None:
            async with gate, silent_call(spine, bus, f"script {seed}") as silent:
                scripts.append(await play(silent, seed))

        await asyncio.gather(*(one(seed) for seed in seeds))
    wrong = await _settled(spine, scripts)
    documents = sum(words == WISH for script in scripts for words in (script.standing | script.left).values())
    return {
        "scripts": len(scripts),
        "turns": sum(len(script.standing | script.left) for script in scripts),
        "documents": documents,
        "wrong": wrong,
    }


async def _settled(spine: Spine, scripts: list[Script]) -> list[str]:
    """What is still wrong when nothing changes any more."""
    end = asyncio.get_running_loop().time() + SETTLED_S
    while True:
        async with spine.operator() as bus:
            facts = await read_all(bus)
        wrong = [f"{script.session}: {each}" for script in scripts for each in judge(script, facts)]
        if not wrong or asyncio.get_running_loop().time() > end:
            return wrong
        await asyncio.sleep(1)


async def _all(scripts: int) -> dict[str, Any]:
    async with Spine() as spine:
        return await run(spine, range(scripts))


def main(scripts: int, proof: Path | None) -> int:
    found = asyncio.run(_all(scripts))
    print(json.dumps(found, indent=1))
    if proof:
        proof.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return 1 if found["wrong"] else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--scripts", type=int, default=200)
    parser.add_argument("--proof", type=Path)
    given = parser.parse_args()
    raise SystemExit(main(given.scripts, given.proof))
