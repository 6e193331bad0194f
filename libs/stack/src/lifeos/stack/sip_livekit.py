"""One inbound trunk and one dispatch rule of a LiveKit server, made and kept as wanted.

What LiveKit does not do, and this must: creating is not atomic, so two runs at once may both create; and a rule that names no
trunk lets calls of any trunk in.
"""

import asyncio
from collections.abc import Iterable
from typing import Any, Protocol

import aiohttp
from google.protobuf.duration_pb2 import Duration
from livekit import api

from lifeos.contracts.call import AGENT, PHONE_DISPATCH
from lifeos.stack.refused import Refused
from lifeos.stack.sip import CallServer, PhoneLine

TRUNK, RULE = "lifeos-inbound", "lifeos-phone"
ROOMS = "phone"
"""How the rooms of telephone calls begin. Rooms of the page begin otherwise."""
RINGS_S = 20
"""Without it a call that no agent takes rings on and on."""
GONE_S = 2
"""Whoever hung up a telephone does not come back to its room."""
PASSES = 6
ANSWER_S = 4.0
WHOLE_S = 30.0


class _Again(Exception):
    """Another run changed something in between: look again."""


class _Kind(Protocol):
    """The trunks, or the rules, of one server. Only `managed` fields are ours; whatever else stands in one is left alone."""

    what: str
    id_field: str
    managed: tuple[str, ...]

    async def all(self) -> Iterable[Any]: ...
    async def create(self, wanted: Any) -> Any: ...
    async def update(self, id: str, wanted: Any) -> Any: ...
    async def delete(self, id: str) -> Any: ...


class _Trunks:
    what, id_field = "trunk", "sip_trunk_id"
    managed: tuple[str, ...] = (
        "name",
        "numbers",
        "allowed_addresses",
        "auth_username",
        "auth_password",
        "ringing_timeout",
    )

    def __init__(self, livekit: api.LiveKitAPI) -> None:
        self._sip = livekit.sip

    async def all(self) -> Iterable[api.SIPInboundTrunkInfo]:
        return (await self._sip.list_inbound_trunk(api.ListSIPInboundTrunkRequest())).items

    async def create(self, wanted: api.SIPInboundTrunkInfo) -> api.SIPInboundTrunkInfo:
        return await self._sip.create_inbound_trunk(api.CreateSIPInboundTrunkRequest(trunk=wanted))

    async def update(self, id: str, wanted: api.SIPInboundTrunkInfo) -> api.SIPInboundTrunkInfo:
        return await self._sip.update_inbound_trunk(id, wanted)

    async def delete(self, id: str) -> api.SIPTrunkInfo:
        return await self._sip.delete_trunk(api.DeleteSIPTrunkRequest(sip_trunk_id=id))


class _Rules:
    what, id_field = "rule", "sip_dispatch_rule_id"
    managed: tuple[str, ...] = ("name", "rule", "trunk_ids", "hide_phone_number", "room_config")

    def __init__(self, livekit: api.LiveKitAPI) -> None:
        self._sip = livekit.sip

    async def all(self) -> Iterable[api.SIPDispatchRuleInfo]:
        return (await self._sip.list_dispatch_rule(api.ListSIPDispatchRuleRequest())).items

    async def create(self, wanted: api.SIPDispatchRuleInfo) -> api.SIPDispatchRuleInfo:
        return await self._sip.create_dispatch_rule(api.CreateSIPDispatchRuleRequest(dispatch_rule=wanted))

    async def update(self, id: str, wanted: api.SIPDispatchRuleInfo) -> api.SIPDispatchRuleInfo:
        return await self._sip.update_dispatch_rule(id, wanted)

    async def delete(self, id: str) -> api.SIPDispatchRuleInfo:
        return await self._sip.delete_dispatch_rule(api.DeleteSIPDispatchRuleRequest(sip_dispatch_rule_id=id))


async def settle(server: CallServer, line: PhoneLine) -> list[str]:
    """Until a whole look changes nothing; one sentence for each change. Raises Refused."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_S)
    try:
        async with (
            asyncio.timeout(WHOLE_S),
            api.LiveKitAPI(server.url, server.key, server.secret, timeout=timeout) as livekit,
        ):
            done: list[str] = []
            for _ in range(PASSES):
                changed = await _look(livekit, line)
                done += changed
                if not changed:
                    return done
    except api.ServerError as error:
        raise Refused(_why(error)) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise Refused(f"No LiveKit server answers at {server.url}.") from error
    raise Refused("Somebody else keeps changing the trunk or the rule; run this again when nobody does.")


async def _look(livekit: api.LiveKitAPI, line: PhoneLine) -> list[str]:
    """What one look at trunk and rule changed."""
    try:
        trunk, changed = await _one(_Trunks(livekit), _trunk(line))
        return changed + (await _one(_Rules(livekit), _rule(trunk)))[1]
    except _Again as again:
        return [str(again)]


def _trunk(line: PhoneLine) -> api.SIPInboundTrunkInfo:
    return api.SIPInboundTrunkInfo(
        name=TRUNK,
        numbers=line.numbers,
        allowed_addresses=line.addresses,
        auth_username=line.username,
        auth_password=line.password,
        ringing_timeout=Duration(seconds=RINGS_S),
    )


def _rule(trunk_id: str) -> api.SIPDispatchRuleInfo:
    individual = api.SIPDispatchRuleIndividual(room_prefix=ROOMS)
    agent = api.RoomAgentDispatch(agent_name=AGENT, metadata=PHONE_DISPATCH)
    return api.SIPDispatchRuleInfo(
        name=RULE,
        trunk_ids=[trunk_id],
        hide_phone_number=True,
        rule=api.SIPDispatchRule(dispatch_rule_individual=individual),
        room_config=api.RoomConfiguration(agents=[agent], departure_timeout=GONE_S),
    )


async def _one(kind: _Kind, wanted: Any) -> tuple[str, list[str]]:
    """The id of the one that stands at the end, and what was changed for it: of several the lowest id is kept."""
    changed: list[str] = []
    if not await _ours(kind, wanted):
        changed.append(await _created(kind, wanted))
    found = await _ours(kind, wanted)
    if not found:
        raise _Again(f"The {kind.what} was deleted meanwhile.")
    kept, *more = found
    for extra in more:
        changed += await _deleted(kind, getattr(extra, kind.id_field))
    id = getattr(kept, kind.id_field)
    merged = _merged(kept, wanted, kind.managed)
    if merged != kept:
        await _updated(kind, id, merged)
        changed.append(f"Updated {kind.what} {id}.")
    return id, changed


async def _ours(kind: _Kind, wanted: Any) -> list[Any]:
    """Those of our name, the lowest id first: the server does not say which is the oldest."""
    found = [each for each in await kind.all() if each.name == wanted.name]
    return sorted(found, key=lambda each: getattr(each, kind.id_field))


def _merged(kept: Any, wanted: Any, managed: Iterable[str]) -> Any:
    """`kept` with the wanted values of the managed fields."""
    merged = type(kept)()
    merged.CopyFrom(kept)
    for name in managed:
        merged.ClearField(name)
    merged.MergeFrom(wanted)
    return merged


async def _created(kind: _Kind, wanted: Any) -> str:
    try:
        made = await kind.create(wanted)
    except api.ServerError:
        # Another run may have won; if not, this is the real answer.
        if not await _ours(kind, wanted):
            raise
        return f"Another run created the {kind.what} first."
    return f"Created {kind.what} {getattr(made, kind.id_field)}."


async def _deleted(kind: _Kind, id: str) -> list[str]:
    try:
        await kind.delete(id)
    except api.ServerError as error:
        if error.code != api.TwirpErrorCode.NOT_FOUND:
            raise
        return []
    return [f"Deleted the second {kind.what} {id}."]


async def _updated(kind: _Kind, id: str, wanted: Any) -> None:
    try:
        await kind.update(id, wanted)
    except api.ServerError as error:
        if error.code == api.TwirpErrorCode.NOT_FOUND:
            raise _Again(f"The {kind.what} was deleted meanwhile.") from error
        raise


def _why(error: api.ServerError) -> str:
    """A sentence for what the server said. Its own words may quote the token, so they are not repeated."""
    if error.status in (401, 403):
        return "The LiveKit server refuses LIFEOS_LIVEKIT_API_KEY with its secret."
    if "redis required" in error.message:
        return "This LiveKit server takes no telephone calls: it has no Redis. The compose profile `sip` brings one."
    if "onflicting" in error.message:
        return (
            "Another trunk or rule of this LiveKit server has one of these numbers. "
            "Remove it there, or take the number out of LIFEOS_SIP_NUMBERS."
        )
    return f"The LiveKit server refused ({error.code})."
