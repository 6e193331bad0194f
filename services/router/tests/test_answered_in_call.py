"""What a call replied to by itself, the router routes and does not answer."""

from typing import Any, cast
from uuid import uuid4

from lifeos.contracts import TurnRouted, names
from lifeos.router.handlers import reply, worker
from lifeos.runtime.bus import Bus
from lifeos.runtime.testing.loops import is_done, running, stored
from lifeos.runtime.testing.servers import until
from lifeos.runtime.worker import Worker

NO_TOOLS = cast("Any", None)


async def test_a_turn_that_was_answered_in_its_call_gets_no_second_reply(bus: Bus) -> None:
    routed = TurnRouted(
        id=str(uuid4()), person_id=uuid4(), session_id=uuid4(), channel="voice", answered_in_call=True
    )
    assert await reply(routed, NO_TOOLS) is None
    await bus.publish(routed)
    only_reply = Worker([each for each in worker.handlers if each.durable == "router-reply"])
    async with running(bus, only_reply, NO_TOOLS):
        await until(lambda: is_done(bus, "router-reply"))
    assert await stored(bus, names.LIFE, "life.turn.answered.") == []
    assert await stored(bus, names.PARKED, "parked.") == []
