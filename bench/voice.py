"""Calls over a real LiveKit server: what the bus adds to a reply, when the first sound comes, how soon it stops, what a call needs.

Times are seconds by the caller's clock; end of speech is the last sound that left the caller. The caller is Piper's voice over
WebRTC on this machine, so caller and product share its cores. What the bus and the router add is measured without sound, from
the moment the agent has a text to the first word of its reply; the peer is an agent that finds the same replies within its own
process (`bench/in_process.py`), asked the same things in the same run.
"""

import asyncio
import json
import statistics
import time
from datetime import datetime
from typing import Any

import numpy as np
import psutil

from bench.in_process import InProcess
from lifeos.voice.turns import Turns
from tests.calls.agent import silent_call, voice_bus
from tests.calls.caller import LOUD, Caller, Events
from tests.spine import Spine

TURNS = 8
SAID = (
    "I worked as a cook at the Blue Hotel from March 2015 to June 2020.",
    "I led a team of six people there.",
    "My name is Ana Lopez.",
    "I finished my degree at the university.",
    "I also worked with the new supplier.",
)
CUTS = 24
ADDED_TURNS = 60
CUT_IN = "Wait a moment please, I also want to say something else."


def spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        "p50": round(statistics.median(ordered), 3),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 3),
        "n": len(ordered),
    }


async def replies(spine: Spine, turns: int) -> dict[str, Any]:
    """End of speech to the first sound of the reply, and join to the first word."""
    waits: list[float] = []
    captions: list[float] = []
    async with spine.client(await spine.new_key("bench")) as web:
        token = (await web.post("/v1/voice/token", json={})).json()
        async with Events.of(web, token["session_id"]) as events:
            began = time.time()
            async with Caller.calling(token) as caller:
                first = await caller.hears_after(0, seconds=30) or began
                memory = _memory_of_calls(spine)
                await caller.silence()
                for number in range(turns):
                    await caller.say(SAID[number % len(SAID)])
                    ended = caller.ended_at
                    at = await caller.hears_after(ended, seconds=15)
                    if at:
                        waits.append(at - ended)
                    await caller.silence()
                memory = max(memory, _memory_of_calls(spine))
            over = await events.until("call.ended", seconds=60)
        for came, event in events.seen:
            if event["type"] == "turn.started":
                captions.append(came - _timestamp(event["created_at"]))
    return {
        "end_of_speech_to_first_sound_s": spread(waits),
        "join_to_first_word_s": round(first - began, 3),
        "turn_to_its_event_s": spread(captions),
        "memory_mb": round(memory),
        "turns": over["turns"],
    }


async def barge_in(spine: Spine) -> dict[str, float]:
    """From the first sound of the person to the last of the agent."""
    stops: list[float] = []
    async with spine.client(await spine.new_key("bench")) as web:
        token = (await web.post("/v1/voice/token", json={})).json()
        async with Caller.calling(token) as caller:
            await caller.hears_after(0, seconds=30)
            await caller.silence()
            for number in range(CUTS):
                await caller.say(SAID[number % len(SAID)])
                if not await caller.hears_after(caller.ended_at, seconds=15):
                    continue
                await asyncio.sleep(1.2)
                await caller.say(CUT_IN)
                began = caller.began_at
                stops.append(_last_sound(caller, began, began + 2.5) - began)
                await caller.silence()
    return spread(stops)


def _last_sound(caller: Caller, since: float, until: float) -> float:
    """When the agent fell silent for a quarter of a second."""
    last = since
    for at, frame in caller.heard:
        if not since <= at <= until or np.abs(frame).max(initial=0) <= LOUD:
            continue
        if at - last > 0.25:
            break
        last = at
    return last


def _memory_of_calls(spine: Spine) -> float:
    """The largest process of a call, in MB, without what it shares with its siblings."""
    voice = psutil.Process(spine.processes["voice"].pid)
    sizes: list[float] = []
    for child in voice.children(recursive=True):
        try:
            sizes.append(child.memory_full_info().uss / 1024 / 1024)
        except psutil.Error:
            continue
    return max(sizes, default=0.0)


def _timestamp(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


async def added_by_the_bus(spine: Spine) -> dict[str, Any]:
    """From a text to the first word of its reply: over the bus, less what an agent needs that needs nobody."""
    alone = InProcess()
    over_the_bus, in_process = [], []
    async with voice_bus(spine) as bus, silent_call(spine, bus, "bench") as silent:
        for number in range(ADDED_TURNS):
            began = time.perf_counter()
            await _first_word(silent.turns, f"item_{number}", SAID[number % len(SAID)])
            over_the_bus.append(time.perf_counter() - began)
            began = time.perf_counter()
            alone.reply(SAID[number % len(SAID)])
            in_process.append(time.perf_counter() - began)
    own = statistics.median(in_process)
    return {**spread([each - own for each in over_the_bus]), "in_process_p50": round(own, 4)}


async def _first_word(turns: Turns, item: str, text: str) -> None:
    words = turns.reply_to(item, text, None)
    first = asyncio.ensure_future(anext(aiter(words)))
    await asyncio.sleep(0)
    turns.commit(item)
    await first
    async for _ in words:
        pass


async def side_by_side(count: int) -> dict[str, Any]:
    """Several calls at once, each talking by itself."""
    async with Spine({"LIFEOS_VOICE_CALLS": str(count)}, calls=True) as spine:
        await asyncio.sleep(3)
        found = await asyncio.gather(*(replies(spine, 3) for _ in range(count)), return_exceptions=True)
    good = [each for each in found if isinstance(each, dict)]
    waits = [each["end_of_speech_to_first_sound_s"]["p50"] for each in good]
    return {"calls": count, "held": len(good), "p50_of_each_s": waits}


async def main() -> dict[str, Any]:
    figures: dict[str, Any] = {}
    async with Spine(calls=True) as spine:
        await asyncio.sleep(3)
        figures["added_by_bus_and_router_s"] = await added_by_the_bus(spine)
        figures["replies"] = await replies(spine, TURNS)
        figures["barge_in_to_silence_s"] = await barge_in(spine)
    figures["side_by_side"] = [await side_by_side(count) for count in (1, 2, 4)]
    return figures


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))
