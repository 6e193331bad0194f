"""Every named point at which a process of the spine can be killed, read from the handlers themselves."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from lifeos.cv.handlers import worker as cv
from lifeos.interview.handlers import worker as interview
from lifeos.outreach.handlers import worker as outreach
from lifeos.router.handlers import worker as router
from lifeos.runtime.worker import Worker
from lifeos.store.handlers import worker as store
from tests.chaos.load import Asked, Person
from tests.spine import Spine

WORKERS: Mapping[str, Worker[Any]] = {
    "router": router,
    "cv": cv,
    "interview": interview,
    "outreach": outreach,
    "store": store,
}
NOT_IN_A_TURN = frozenset(
    {"store-decide", "outreach-send", "interview-review", "cv-import", "cv-debrief", "voice-close"}
)
"""No turn reaches them: they are run in `tests/test_sending.py`, `tests/test_practice.py`, `tests/test_files.py`,
`tests/test_debriefs.py` and `tests/calls/test_crashes.py`."""
AROUND_PUBLISH = ("before-publish", "before-puback", "after-puback")
OWN_POINTS = {
    "store": ("store-keep:before-commit", "store-keep:after-commit"),
    "gateway": ("gateway:before-publish", "gateway:after-puback"),
}
DIES_WITHIN_S = 40.0


def points_of(service: str) -> list[str]:
    """The points of one service, in the order a turn meets them."""
    found: list[str] = []
    for handler in WORKERS[service].handlers if service in WORKERS else ():
        if handler.durable in NOT_IN_A_TURN:
            continue
        around = AROUND_PUBLISH if handler.publishes else ()
        found += [f"{handler.durable}:{point}" for point in ("received", *around, "before-ack")]
    return [*found, *OWN_POINTS.get(service, ())]


def points_of_handler(durable: str) -> list[str]:
    """The points of one handler that publishes."""
    return [f"{durable}:{point}" for point in ("received", *AROUND_PUBLISH, "before-ack")]


def rounds() -> list[dict[str, str]]:
    """One point of each service at a time: up to six processes die in one turn."""
    services = ("router", "cv", "interview", "outreach", "store", "gateway")
    rows = zip_longest(*(points_of(service) for service in services))
    return [{s: point for s, point in zip(services, row, strict=True) if point} for row in rows]


async def die_at(spine: Spine, points: Mapping[str, str], person: Person) -> tuple[Asked, list[str]]:
    """One turn during which each of these processes dies at its point and is started again.

    Returns the turn as the person saw it, and the points that were never reached.
    """
    for service, point in points.items():
        spine.kill(service)
        spine.start(service, LIFEOS_CRASH_AT=point)
    for service, point in points.items():
        await ready_to_die(spine, service, point)
    stop = asyncio.Event()
    person.turns.clear()
    talking = asyncio.create_task(person.talk(spine, stop))
    await asyncio.sleep(0.05)
    stop.set()
    never = await _bury(spine, list(points))
    await asyncio.wait_for(talking, 120)
    return person.turns[0], [points[service] for service in never]


async def ready_to_die(spine: Spine, service: str, point: str) -> None:
    """Until a process that will die at this point serves. What an earlier round left unacknowledged may kill it first: then once more."""
    for _ in range(5):
        try:
            await spine.ready(service)
            return
        except RuntimeError:
            spine.kill(service)
            spine.start(service, LIFEOS_CRASH_AT=point)
    raise RuntimeError(f"{service} never got ready")


async def _bury(spine: Spine, waiting: Sequence[str]) -> list[str]:
    """Start each process again as soon as it died. Returns those that live on."""
    left, end = set(waiting), asyncio.get_running_loop().time() + DIES_WITHIN_S
    while left and asyncio.get_running_loop().time() < end:
        for service in list(left):
            if await spine.died(service, 0):
                left.discard(service)
                spine.kill(service)
                spine.start(service)
        await asyncio.sleep(0.05)
    for service in left:
        with contextlib.suppress(ProcessLookupError):
            spine.kill(service)
        spine.start(service)
    return sorted(left)
