"""What each lane to a model adds to the wait and to the CPU, beside bare aiohttp to the same scripted server.

One run, printed as JSON; the server is a process of its own. Lanes take turns in short rounds, so that a busy
machine hits all of them alike. Use the ratios, and the absolute figures only beside their machine.

    python bench/llm_lanes.py [rounds]
"""

import asyncio
import json
import platform
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median

import aiohttp

from lifeos.runtime.llm.calls import Call, ChatMessage, Lane
from lifeos.runtime.llm.ladder import build_lane
from lifeos.runtime.llm.settings import LaneName, RungSettings
from lifeos.runtime.testing.openai_stub import OpenAIStub

CALLS = 40
STREAMS = 40
CROWD = 20
MODEL = "ok"
PROMPT = (ChatMessage("user", "Tell me about the job you liked most."),)
BODY = {"model": MODEL, "messages": [{"role": "user", "content": PROMPT[0].content}]}

Ask = Callable[[], Awaitable[float]]
"""Asks once; returns the seconds to the first words (to the whole answer when it is not streamed)."""


@dataclass
class Figures:
    """What was measured of one way to ask; times in milliseconds."""

    waits_ms: list[float] = field(default_factory=list[float])
    cpu_ms: list[float] = field(default_factory=list[float])
    crowd_per_s: list[float] = field(default_factory=list[float])

    def medians(self) -> dict[str, float]:
        """One figure a column."""
        return {
            "wait_ms": round(median(self.waits_ms), 3),
            "cpu_ms": round(median(self.cpu_ms), 3),
            "crowd_per_s": round(median(self.crowd_per_s), 1),
        }


@asynccontextmanager
async def server() -> AsyncGenerator[str, None]:
    """The scripted server in its own process; yields its base URL."""
    process = await asyncio.create_subprocess_exec(sys.executable, __file__, "--serve", stdout=-1, stdin=-1)
    try:
        assert process.stdout is not None
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def serve() -> None:
    """Be the server until the parent goes away."""
    async with OpenAIStub() as stub:
        print(stub.base, flush=True)
        await asyncio.to_thread(sys.stdin.read)


def asks_of_lane(lane: Lane) -> tuple[Ask, Ask]:
    """A whole answer and a streamed one through `lane`."""

    async def whole() -> float:
        began = time.perf_counter()
        await lane.complete(Call(PROMPT))
        return time.perf_counter() - began

    async def streamed() -> float:
        began, first = time.perf_counter(), 0.0
        async for delta in lane.stream(Call(PROMPT)):
            first = first or (time.perf_counter() - began if delta.text else 0.0)
        return first

    return whole, streamed


def bare_asks(session: aiohttp.ClientSession, base: str) -> tuple[Ask, Ask]:
    """The same two with nothing between: no parsing of a stream, no checks."""

    async def whole() -> float:
        began = time.perf_counter()
        async with session.post(f"{base}/chat/completions", json=BODY) as response:
            await response.json()
        return time.perf_counter() - began

    async def streamed() -> float:
        began, first = time.perf_counter(), 0.0
        async with session.post(f"{base}/chat/completions", json=BODY | {"stream": True}) as response:
            async for _ in response.content.iter_any():
                first = first or time.perf_counter() - began
        return first

    return whole, streamed


async def measure(ask: Ask, times: int, figures: Figures) -> None:
    """One round: `times` requests one after another, then as many with a crowd."""
    cpu = time.process_time()
    waits = [await ask() for _ in range(times)]
    figures.cpu_ms.append((time.process_time() - cpu) / times * 1000)
    figures.waits_ms.append(median(waits) * 1000)
    slots = asyncio.Semaphore(CROWD)

    async def in_crowd() -> None:
        async with slots:
            await ask()

    began = time.perf_counter()
    await asyncio.gather(*[in_crowd() for _ in range(times)])
    figures.crowd_per_s.append(times / (time.perf_counter() - began))


def lane_to(base: str, name: LaneName) -> Lane:
    """A lane to the scripted server."""
    model = f"openai/{MODEL}" if name == "litellm" else MODEL
    return build_lane(RungSettings("mini", model, api_base=base, lane=name))


def compared(figures: dict[str, Figures]) -> dict[str, dict[str, float]]:
    """Medians of each way, and what it adds to the bare one."""
    bare = figures["bare"].medians()
    out: dict[str, dict[str, float]] = {}
    for name, one in figures.items():
        row = one.medians()
        out[name] = row | {
            "added_ms": round(row["wait_ms"] - bare["wait_ms"], 3),
            "cpu_ratio": round(row["cpu_ms"] / bare["cpu_ms"], 2),
        }
    return out


async def run(rounds: int) -> dict[str, object]:
    """All ways, in turns."""
    async with server() as base, aiohttp.ClientSession() as session:
        lanes = {name: lane_to(base, name) for name in ("openai", "litellm")}
        asks = {"bare": bare_asks(session, base)} | {name: asks_of_lane(one) for name, one in lanes.items()}
        whole = {name: Figures() for name in asks}
        streamed = {name: Figures() for name in asks}
        for first, second in asks.values():
            await measure(first, 5, Figures())
            await measure(second, 5, Figures())
        for _ in range(rounds):
            for name, (first, second) in asks.items():
                await measure(first, CALLS, whole[name])
                await measure(second, STREAMS, streamed[name])
        for lane in lanes.values():
            await lane.close()
    machine = {"python": platform.python_version(), "machine": platform.machine(), "rounds": rounds}
    return {"whole": compared(whole), "streamed": compared(streamed), "of": machine}


def main() -> None:
    """Serve when asked to, else measure and print."""
    if "--serve" in sys.argv:
        asyncio.run(serve())
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(json.dumps(asyncio.run(run(rounds)), indent=2))


if __name__ == "__main__":
    main()
