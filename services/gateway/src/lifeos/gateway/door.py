"""What every route shares: the parts it may use, and who is calling."""

import asyncio
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request

from lifeos.contracts import DebriefTold, Message, PracticeAnswered
from lifeos.contracts.asks import A, Ask
from lifeos.gateway.accept import Intake
from lifeos.gateway.calls import CallDesk
from lifeos.gateway.doorkeeper import COOKIE, TOKEN_PREFIX, Caller, Doorkeeper
from lifeos.gateway.health import HealthDesk
from lifeos.gateway.lanes import Lanes, Listener
from lifeos.gateway.limits import Rates
from lifeos.gateway.pins import PinDesk
from lifeos.gateway.problems import NO_KEY, Refused
from lifeos.gateway.settings import GatewaySettings
from lifeos.gateway.watch import Watcher
from lifeos.runtime.bus import Bus
from lifeos.runtime.files import Files

LOOK_AGAIN_S = 1.0
"""A listener may have been cut off, so the bus is looked at now and then all the same."""


@dataclass(frozen=True)
class Door:
    """Built once in `__main__`; routes get it from the application."""

    settings: GatewaySettings
    bus: Bus
    keeper: Doorkeeper
    rates: Rates
    intake: Intake
    lanes: Lanes
    watcher: Watcher
    health: HealthDesk
    files: Files | None
    calls: CallDesk | None
    pins: PinDesk

    async def ask(self, ask: Ask[A]) -> A:
        """What store knows, reflecting at least what this person was shown here. Raises Unavailable."""
        after = [*ask.after, *self.lanes.recent.of(ask.person_id)]
        return await self.bus.ask(ask.model_copy(update={"after": after}))

    async def until(self, listener: Listener, subject: str, seconds: float) -> Message | None:
        """The message on `subject`, if it comes within `seconds`. `listener` listened before its cause was published."""
        end = asyncio.get_running_loop().time() + seconds
        while True:
            stored = await self.bus.standing(subject)
            if stored:
                self.lanes.recent.remember(stored.message)
                return stored.message
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            await listener.next(min(left, LOOK_AGAIN_S))

    async def says_otherwise(self, fact: DebriefTold | PracticeAnswered) -> bool:
        """Whether other words stand already where `fact` would stand."""
        stored = await self.bus.standing(fact.subject)
        standing = stored.message if stored else None
        return isinstance(standing, DebriefTold | PracticeAnswered) and standing.text != fact.text


def the_door(request: Request) -> Door:
    return request.app.state.door


DoorDep = Annotated[Door, Depends(the_door)]


async def the_key(
    request: Request,
    door: DoorDep,
    authorization: Annotated[str | None, Header()] = None,
    x_api_key: Annotated[str | None, Header()] = None,
) -> Caller:
    """Who holds the key, token or cookie, whatever it may do. Missing and wrong look the same: 401."""
    caller: Caller | None = None
    key = x_api_key or (authorization or "").removeprefix("Bearer ").strip()
    cookie = request.cookies.get(COOKIE)
    if key.startswith(TOKEN_PREFIX):
        caller = door.keeper.by_token(key)
    elif key:
        caller = door.keeper.by_key(key)
    elif cookie:
        same_origin_only(request)
        caller = door.keeper.by_cookie(cookie)
    if caller is None:
        await door.rates.stranger(request.client.host if request.client else "unknown")
        raise Refused(401, NO_KEY)
    await door.rates.request(str(caller.person_id))
    return caller


KeyDep = Annotated[Caller, Depends(the_key)]


async def the_caller(caller: KeyDep) -> Caller:
    """The person who talks, sees and decides."""
    if "user" not in caller.scopes:
        raise Refused(
            403,
            "This key stands for no person. Trade it for a person's token with POST /v1/tokens, and use that.",
        )
    return caller


CallerDep = Annotated[Caller, Depends(the_caller)]


async def the_app(caller: KeyDep) -> Caller:
    """Another front end's server."""
    if "app" not in caller.scopes:
        raise Refused(403, "This needs a key with the scope app. An operator can make one.")
    return caller


AppDep = Annotated[Caller, Depends(the_app)]


def same_origin_only(request: Request) -> None:
    """A cookie is believed only from our own page: browsers say where a request comes from."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    if request.method not in ("GET", "HEAD") and site not in ("same-origin", "none"):
        raise Refused(403, "This login works on the page only. Other sites use a key.")


def if_match(value: Annotated[str | None, Header(alias="If-Match")] = None) -> int:
    """The version that the caller saw: `"3"` or `3`."""
    if value is None:
        raise Refused(428, "Say which version you saw: send its number as If-Match.")
    digits = value.strip().removeprefix("W/").strip('"')
    if not digits.isdigit():
        raise Refused(422, "If-Match is a version number.")
    return int(digits)


IfMatchDep = Annotated[int, Depends(if_match)]


async def own_session(door: Door, caller: Caller, session_id: UUID) -> None:
    """404 for a session of somebody else, as for one that never was."""
    if await door.keeper.owner_of(session_id) != caller.person_id:
        raise Refused(404, "There is no such session.")
