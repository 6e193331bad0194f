"""One chaos run: people talk while the nemesis rages; then everything is compared."""

import asyncio
import statistics
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.chaos.history import Verdict, judge
from tests.chaos.load import Person
from tests.chaos.nemesis import Nemesis
from tests.spine import Spine


@dataclass
class Result:
    """What one seed brought."""

    seed: int
    seconds: float
    verdict: Verdict
    faults: Counter[str] = field(default_factory=Counter[str])
    attempts: int = 0
    median_s: float = 0.0
    worst_s: float = 0.0

    def as_json(self) -> dict[str, Any]:
        found = asdict(self)
        found["verdict"] |= {
            "lost": len(self.verdict.lost), "doubled": len(self.verdict.doubled), "rows": len(self.verdict.rows)
        }  # fmt: skip
        return found | {"good": self.verdict.good, "faults": dict(self.faults)}


async def chaos(seed: int, seconds: float, people: int = 4, pythonpath: str = "") -> Result:
    """`seconds` of faults under load. With `pythonpath` the services run other code: planted bugs."""
    async with Spine(pythonpath=pythonpath) as spine:
        crowd = [Person(await spine.new_key(f"person {n}"), seed * 1_000 + n) for n in range(people)]
        stop, nemesis = asyncio.Event(), Nemesis(spine, seed)
        talking = [asyncio.create_task(person.talk(spine, stop)) for person in crowd]
        await asyncio.sleep(1)
        await nemesis.rage(seconds)
        stop.set()
        await asyncio.gather(*talking)
        verdict = await judge(spine, crowd)
        turns = [turn for person in crowd for turn in person.turns]
        verdict.lost += [f"turn {turn.key}: {turn.status}" for turn in turns if turn.status != "completed"]
        times = [turn.seconds for turn in turns if turn.seconds] or [0.0]
        return Result(
            seed=seed,
            seconds=seconds,
            verdict=verdict,
            faults=nemesis.faults,
            attempts=sum(turn.attempts for turn in turns),
            median_s=round(statistics.median(times), 2),
            worst_s=round(max(times), 2),
        )
