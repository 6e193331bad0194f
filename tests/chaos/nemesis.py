"""What happens to the processes: killed, killed and left dead for a moment, or frozen longer than the bus waits."""

import asyncio
import random
from collections import Counter

from tests.spine import SERVICE_NAMES, Spine

VICTIMS = (*SERVICE_NAMES, "nats", "postgres")
FROZEN_S = 4.5
FREEZABLE = (*SERVICE_NAMES,)


class Nemesis:
    """One fault after the other, by a seed."""

    def __init__(self, spine: Spine, seed: int) -> None:
        self._spine, self._rng = spine, random.Random(seed)
        self.faults: Counter[str] = Counter()

    async def rage(self, seconds: float) -> None:
        end = asyncio.get_running_loop().time() + seconds
        thaws: list[asyncio.Task[None]] = []
        while asyncio.get_running_loop().time() < end:
            await asyncio.sleep(self._rng.uniform(0.4, 1.6))
            victim = self._rng.choice(VICTIMS)
            if victim in FREEZABLE and self._rng.random() < 0.35:
                self.faults[f"freeze {victim}"] += 1
                thaws.append(asyncio.create_task(self._freeze(victim)))
                continue
            self.faults[f"kill {victim}"] += 1
            self._spine.crash(victim)
            await asyncio.sleep(self._rng.choice((0.0, 0.0, 0.5, 2.0)))
            self._spine.start(victim)
        await asyncio.gather(*thaws)
        self.calm()

    async def _freeze(self, victim: str) -> None:
        self._spine.freeze(victim)
        await asyncio.sleep(FROZEN_S)
        self._spine.thaw(victim)

    def calm(self) -> None:
        """Everything runs again."""
        for name in VICTIMS:
            self._spine.thaw(name)
            process = self._spine.processes.get(name)
            if process is None or process.poll() is not None:
                self._spine.processes.pop(name, None)
                self._spine.start(name)
