"""`lifeos sip ensure` makes one trunk and one rule, keeps them as the settings say, and says plainly what is in the way."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from livekit import api
from typer.testing import CliRunner, Result

from lifeos.runtime.testing.servers import free_port
from lifeos.stack.cli import build_app
from lifeos.stack.refused import Refused
from lifeos.stack.sip import CallServer, PhoneLine, call_server, ensure, wanted_line

from .sip_server import KEY, SECRET, SipServer

LINE = PhoneLine(numbers=("+15550100",), addresses=("203.0.113.0/24",))
SETTINGS = {"LIFEOS_SIP_NUMBERS": "+15550100", "LIFEOS_SIP_ALLOWED_ADDRESSES": "203.0.113.0/24"}


@pytest_asyncio.fixture
async def sip() -> AsyncIterator[SipServer]:
    async with SipServer.running() as server:
        yield server


def at(server: SipServer, secret: str = SECRET) -> CallServer:
    return CallServer(server.url, KEY, secret)


def the_two(server: SipServer) -> tuple[api.SIPInboundTrunkInfo, api.SIPDispatchRuleInfo]:
    """The one trunk and the one rule."""
    (trunk,), (rule,) = server.trunks.values(), server.rules.values()
    return trunk, rule


async def test_calls_to_a_number_are_let_in_and_every_caller_gets_a_room_of_their_own(sip: SipServer) -> None:
    said = await ensure(at(sip), LINE)
    trunk, rule = the_two(sip)
    assert said == [f"Created trunk {trunk.sip_trunk_id}.", f"Created rule {rule.sip_dispatch_rule_id}."]
    assert (list(trunk.numbers), list(trunk.allowed_addresses)) == (["+15550100"], ["203.0.113.0/24"])
    assert trunk.ringing_timeout.seconds == 20
    assert list(rule.trunk_ids) == [trunk.sip_trunk_id]
    assert rule.rule.dispatch_rule_individual.room_prefix == "phone"
    assert rule.hide_phone_number
    agents = [(agent.agent_name, agent.metadata) for agent in rule.room_config.agents]
    assert agents == [("lifeos-voice", '{"line":"phone"}')]
    assert rule.room_config.departure_timeout == 2


async def test_a_second_run_changes_nothing(sip: SipServer) -> None:
    await ensure(at(sip), LINE)
    before = list(sip.changes)
    assert await ensure(at(sip), LINE) == []
    assert sip.changes == before


async def test_changed_settings_change_the_trunk_in_place_and_leave_alone_what_is_not_ours(
    sip: SipServer,
) -> None:
    await ensure(at(sip), LINE)
    trunk, rule = the_two(sip)
    trunk.metadata = "the operator's own note"
    rule.trunk_ids[:] = []
    changed = PhoneLine(numbers=("+15550101", "+15550102"), addresses=(), username="ana", password="secret")
    said = await ensure(at(sip), changed)
    after, rule_after = the_two(sip)
    assert said == [f"Updated trunk {trunk.sip_trunk_id}.", f"Updated rule {rule.sip_dispatch_rule_id}."]
    assert after.sip_trunk_id == trunk.sip_trunk_id
    assert list(after.numbers) == ["+15550101", "+15550102"]
    assert list(after.allowed_addresses) == []
    assert (after.auth_username, after.auth_password) == ("ana", "secret")
    assert after.metadata == "the operator's own note"
    assert list(rule_after.trunk_ids) == [trunk.sip_trunk_id]


async def test_two_runs_at_once_end_with_one_of_each(sip: SipServer) -> None:
    for _ in range(5):
        sip.trunks.clear()
        sip.rules.clear()
        await asyncio.gather(*(ensure(at(sip), LINE) for _ in range(2)))
        trunk, rule = the_two(sip)
        assert list(rule.trunk_ids) == [trunk.sip_trunk_id]


async def test_of_duplicates_the_lowest_id_stays(sip: SipServer) -> None:
    await ensure(at(sip), LINE)
    trunk, rule = the_two(sip)
    sip.trunks["ST_0"] = api.SIPInboundTrunkInfo(sip_trunk_id="ST_0", name=trunk.name, numbers=["+15550100"])
    sip.rules["SDR_0"] = api.SIPDispatchRuleInfo(sip_dispatch_rule_id="SDR_0", name=rule.name)
    sip.trunks["ST_other"] = api.SIPInboundTrunkInfo(sip_trunk_id="ST_other", name="mine", numbers=["+1"])
    said = await ensure(at(sip), LINE)
    assert set(sip.trunks) == {"ST_0", "ST_other"}
    assert set(sip.rules) == {"SDR_0"}
    assert list(sip.rules["SDR_0"].trunk_ids) == ["ST_0"]
    assert f"Deleted the second trunk {trunk.sip_trunk_id}." in said


async def test_a_number_of_somebody_elses_trunk_is_named_as_the_reason(sip: SipServer) -> None:
    sip.trunks["ST_x"] = api.SIPInboundTrunkInfo(sip_trunk_id="ST_x", name="mine", numbers=["+15550100"])
    with pytest.raises(
        Refused, match="Another trunk or rule of this LiveKit server has one of these numbers"
    ):
        await ensure(at(sip), LINE)
    assert set(sip.trunks) == {"ST_x"}


async def test_a_wrong_secret_is_said_without_the_token(sip: SipServer) -> None:
    with pytest.raises(Refused) as refused:
        await ensure(at(sip, "f" * 32), LINE)
    assert str(refused.value) == "The LiveKit server refuses LIFEOS_LIVEKIT_API_KEY with its secret."
    assert sip.changes == []


async def test_a_server_without_redis_and_no_server_at_all_are_told_apart() -> None:
    async with SipServer.running(has_redis=False) as server:
        with pytest.raises(Refused, match="takes no telephone calls: it has no Redis"):
            await ensure(at(server), LINE)
    with pytest.raises(Refused, match="No LiveKit server answers"):
        await ensure(CallServer(f"ws://127.0.0.1:{free_port()}", KEY, SECRET), LINE)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "LIFEOS_SIP_NUMBERS names no telephone number"),
        ({"LIFEOS_SIP_NUMBERS": " , "}, "LIFEOS_SIP_NUMBERS names no telephone number"),
        ({"LIFEOS_SIP_NUMBERS": "+1"}, "Say who may bring calls"),
        ({"LIFEOS_SIP_NUMBERS": "+1", "LIFEOS_SIP_USERNAME": "ana"}, "LIFEOS_SIP_PASSWORD or"),
    ],
    ids=["nothing", "only commas", "no provider", "no password"],
)  # fmt: skip
def test_a_line_that_would_let_anybody_in_is_refused(settings: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        wanted_line(settings)


def test_the_line_is_as_the_settings_say() -> None:
    line = wanted_line({**SETTINGS, "LIFEOS_SIP_NUMBERS": "+15550102, +15550101,"})
    assert line.numbers == ("+15550101", "+15550102")
    assert "secret" not in repr(PhoneLine(("+1",), (), "ana", "secret"))


def test_a_server_that_is_named_needs_a_key_and_its_secret() -> None:
    assert call_server({}) is None
    named = {"LIFEOS_LIVEKIT_URL": "ws://livekit:7880"}
    for settings, said in ((named, "API_KEY"), ({**named, "LIFEOS_LIVEKIT_API_KEY": "k"}, "API_SECRET")):
        with pytest.raises(Refused, match=f"LIFEOS_LIVEKIT_{said} .*must be set"):
            call_server(settings)


async def test_the_command_says_what_it_did(sip: SipServer) -> None:
    named = {
        "LIFEOS_LIVEKIT_URL": sip.url,
        "LIFEOS_LIVEKIT_API_KEY": KEY,
        "LIFEOS_LIVEKIT_API_SECRET": SECRET,
    }

    async def run(**more: str) -> Result:
        env = {**SETTINGS, **named, **more}
        return await asyncio.to_thread(CliRunner().invoke, build_app(), ["sip", "ensure"], env=env)

    first, second, refused = await run(), await run(), await run(LIFEOS_SIP_NUMBERS="")
    assert [line.split()[0] for line in first.output.splitlines()] == ["Created", "Created"]
    assert (first.exit_code, second.exit_code, second.output) == (0, 0, "Nothing to change.\n")
    assert refused.exit_code == 1
