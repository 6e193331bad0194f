"""Who waits for a message is woken by it, and nothing of the waiting stays."""

import asyncio

from lifeos.store.arrivals import Arrivals


async def test_everybody_who_waits_for_it_is_woken_and_nobody_else() -> None:
    arrivals = Arrivals()
    with arrivals.of(["a", "b"]) as first, arrivals.of(["b"]) as second, arrivals.of(["c"]) as other:
        arrivals.came("b")
        await asyncio.wait_for(first.wait(), 1)
        await asyncio.wait_for(second.wait(), 1)
        assert not other.is_set()


def test_what_came_before_somebody_waits_wakes_nobody() -> None:
    arrivals = Arrivals()
    arrivals.came("a")
    with arrivals.of(["a", "a"]) as waiting:
        assert not waiting.is_set()
        with arrivals.of(["a"]) as later:
            pass
        arrivals.came("a")
        assert waiting.is_set()
        assert not later.is_set(), "who has left is not woken"
