"""A LiveKit server as far as its SIP administration goes: Twirp over HTTP, lists in memory, its real refusals.

The answers are those of livekit-server 1.13.5: ids with a prefix, 401 for another secret, a conflict for a number that another
trunk has, `not_found`, and `internal` where it has no Redis. Between looking and storing it lets others in, as Redis does.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from google.protobuf.message import Message
from livekit import api

KEY, SECRET = "lifeos", "0123456789abcdef0123456789abcdef"


class Twirp(Exception):
    """An error as the protocol has it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


@dataclass
class SipServer:
    """What one server knows, and what it was asked to change."""

    has_redis: bool = True
    url: str = ""
    trunks: dict[str, api.SIPInboundTrunkInfo] = field(default_factory=dict[str, api.SIPInboundTrunkInfo])
    rules: dict[str, api.SIPDispatchRuleInfo] = field(default_factory=dict[str, api.SIPDispatchRuleInfo])
    changes: list[str] = field(default_factory=list[str])

    @classmethod
    @asynccontextmanager
    async def running(cls, *, has_redis: bool = True) -> AsyncGenerator["SipServer"]:
        server = cls(has_redis)
        app = web.Application()
        app.router.add_post("/twirp/livekit.SIP/{method}", server._answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"ws://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield server
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            self._check(request.headers.get("Authorization", ""))
            method = request.match_info["method"]
            answer = await self._methods()[method](await request.read())
        except Twirp as error:
            return web.json_response({"code": error.code, "msg": str(error)}, status=error.status)
        await asyncio.sleep(0)
        return web.Response(body=answer.SerializeToString(), content_type="application/protobuf")

    def _check(self, authorization: str) -> None:
        token = authorization.removeprefix("Bearer ")
        try:
            claims = api.TokenVerifier(KEY, SECRET).verify(token)
        except Exception as error:
            raise Twirp(401, "unauthenticated", f"invalid token: {token}, error: {error}") from error
        if not (claims.sip and claims.sip.admin):
            raise Twirp(403, "permission_denied", "permissions denied")
        if not self.has_redis:
            raise Twirp(500, "internal", "sip not connected (redis required)")

    def _methods(self) -> dict[str, Callable[[bytes], Awaitable[Message]]]:
        return {
            "ListSIPInboundTrunk": self._list_trunks,
            "CreateSIPInboundTrunk": self._create_trunk,
            "UpdateSIPInboundTrunk": self._update_trunk,
            "DeleteSIPTrunk": self._delete_trunk,
            "ListSIPDispatchRule": self._list_rules,
            "CreateSIPDispatchRule": self._create_rule,
            "UpdateSIPDispatchRule": self._update_rule,
            "DeleteSIPDispatchRule": self._delete_rule,
        }

    async def _list_trunks(self, _: bytes) -> Message:
        return api.ListSIPInboundTrunkResponse(items=list(self.trunks.values()))

    async def _list_rules(self, _: bytes) -> Message:
        return api.ListSIPDispatchRuleResponse(items=list(self.rules.values()))

    async def _create_trunk(self, body: bytes) -> Message:
        trunk = api.CreateSIPInboundTrunkRequest.FromString(body).trunk
        self._no_conflict(trunk)
        await asyncio.sleep(0.01)
        return self._stored(self.trunks, "sip_trunk_id", "ST_", trunk)

    async def _create_rule(self, body: bytes) -> Message:
        rule = api.CreateSIPDispatchRuleRequest.FromString(body).dispatch_rule
        if any(list(other.trunk_ids) == list(rule.trunk_ids) for other in self.rules.values()):
            raise Twirp(
                400, "invalid_argument", "Conflicting SIP Dispatch Rules: same Trunk+Number+PIN combination"
            )
        await asyncio.sleep(0.01)
        return self._stored(self.rules, "sip_dispatch_rule_id", "SDR_", rule)

    async def _update_trunk(self, body: bytes) -> Message:
        wish = api.UpdateSIPInboundTrunkRequest.FromString(body)
        self._no_conflict(wish.replace, but=wish.sip_trunk_id)
        return self._replaced(self.trunks, wish.sip_trunk_id, wish.replace)

    async def _update_rule(self, body: bytes) -> Message:
        wish = api.UpdateSIPDispatchRuleRequest.FromString(body)
        return self._replaced(self.rules, wish.sip_dispatch_rule_id, wish.replace)

    async def _delete_trunk(self, body: bytes) -> Message:
        trunk = self._gone(self.trunks, api.DeleteSIPTrunkRequest.FromString(body).sip_trunk_id)
        return api.SIPTrunkInfo(sip_trunk_id=trunk.sip_trunk_id)

    async def _delete_rule(self, body: bytes) -> Message:
        return self._gone(self.rules, api.DeleteSIPDispatchRuleRequest.FromString(body).sip_dispatch_rule_id)

    def _no_conflict(self, trunk: api.SIPInboundTrunkInfo, but: str = "") -> None:
        for id, other in self.trunks.items():
            shared = set(other.numbers) & set(trunk.numbers)
            if id != but and shared:
                raise Twirp(400, "invalid_argument", f'Conflicting inbound SIP Trunks: "<new>" and "{id}"')

    def _stored(self, known: dict[str, Any], id_field: str, prefix: str, thing: Any) -> Any:
        id = prefix + secrets.token_hex(6)
        setattr(thing, id_field, id)
        known[id] = thing
        self.changes.append(f"created {id}")
        return thing

    def _replaced(self, known: dict[str, Any], id: str, thing: Any) -> Any:
        if id not in known:
            raise Twirp(404, "not_found", "requested sip trunk does not exist")
        known[id] = thing
        self.changes.append(f"updated {id}")
        return thing

    def _gone(self, known: dict[str, Any], id: str) -> Any:
        if id not in known:
            raise Twirp(404, "not_found", "requested sip trunk does not exist")
        self.changes.append(f"deleted {id}")
        return known.pop(id)
