"""A real telephone call: sipp calls LiveKit's real SIP server with our own configuration of every part.

Runs where `livekit-sip`, `sipp` and `redis-server` are on the path. LiveKit's SIP server is in no package registry, so nothing
else may depend on it; see tests/calls/test_phone.py for what is proved without it.
"""

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from lifeos.runtime.testing.servers import free_port, wait_for_port
from lifeos.stack.compose_files import CALLS_WITH_TELEPHONE, sip_config, valkey_config
from lifeos.stack.livekit import API_KEY, livekit_binary, livekit_config
from lifeos.stack.nats import nats_users
from lifeos.stack.secrets import Secrets, load_secrets
from lifeos.stack.sip import CallServer, PhoneLine, ensure
from tests.calls.caller import Events
from tests.calls.test_phone import pin_of
from tests.spine import Spine

NEEDED = ("livekit-sip", "sipp", "redis-server")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
TONES = Path("/usr/share/sip-tester")
"""Debian's package of sipp brings a recording of each key."""
NUMBER, CALLER = "+15550100", "+15550199"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.needs_livekit,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
    pytest.mark.skipif(bool(MISSING), reason=f"not on the path: {', '.join(MISSING)}"),
    pytest.mark.skipif(
        not TONES.is_dir() or os.geteuid() != 0, reason="keys are played as root from sipp's recordings"
    ),
]

INVITE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<scenario name="a person calls">
  <send retrans="500"><![CDATA[

      INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: <sip:{caller}@[local_ip]:[local_port]>;tag=[pid]T[call_number]
      To: <sip:[service]@[remote_ip]:[remote_port]>
      Call-ID: [call_id]
      CSeq: 1 INVITE
      Contact: <sip:{caller}@[local_ip]:[local_port]>
      Max-Forwards: 70
      Content-Type: application/sdp
      Content-Length: [len]

      v=0
      o=- 1 1 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 0 101
      a=rtpmap:0 PCMU/8000
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=sendrecv

  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rrs="true"/>
  {ack}
  <pause milliseconds="10000"/>
  {keys}
  <pause milliseconds="8000"/>
  {bye}
  <recv response="200"/>
</scenario>
"""
WITHIN = """<send><![CDATA[

      {method} [next_url] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      [routes]
      From: <sip:{caller}@[local_ip]:[local_port]>;tag=[pid]T[call_number]
      [last_To:]
      Call-ID: [call_id]
      CSeq: {count} {method}
      Max-Forwards: 70
      Content-Length: 0

  ]]></send>"""
KEY = """<nop><action><exec play_pcap_audio="{recording}"/></action></nop>
  <pause milliseconds="600"/>"""


def scenario(digits: str) -> str:
    """One call in which these keys are pressed, once the question was surely asked: before it nobody hears them."""
    keys = "\n  ".join(KEY.format(recording=TONES / f"dtmf_2833_{digit}.pcap") for digit in digits)
    ack, bye = (
        WITHIN.format(method=method, count=count, caller=CALLER) for method, count in (("ACK", 1), ("BYE", 2))
    )
    return INVITE.format(caller=CALLER, ack=ack, bye=bye, keys=keys)


@dataclass(frozen=True)
class Exchange:
    """LiveKit with its SIP server, on ports of this test."""

    folder: Path
    secrets: Secrets
    livekit_port: int
    sip_port: int

    @property
    def server(self) -> CallServer:
        return CallServer(f"ws://127.0.0.1:{self.livekit_port}", API_KEY, self.secrets.livekit)

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls, folder: Path) -> AsyncGenerator["Exchange"]:
        exchange = cls(folder, load_secrets(folder, nats_users()), free_port(), free_port())
        redis_port, processes = free_port(), list[subprocess.Popen[bytes]]()
        try:
            for name, argv, port in exchange._parts(redis_port):
                with (folder / f"{name}.log").open("wb") as log:
                    processes.append(subprocess.Popen(argv, stdout=log, stderr=log))
                wait_for_port(port, processes[-1])
            yield exchange
        finally:
            for process in reversed(processes):
                process.kill()
                process.wait()

    def _parts(self, redis_port: int) -> list[tuple[str, Sequence[str], int]]:
        """What the containers run, with their own configurations, moved to this machine."""
        redis, udp, health = f"127.0.0.1:{redis_port}", free_port(), free_port()
        places = replace(
            CALLS_WITH_TELEPHONE, port=self.livekit_port, udp_port=udp, tcp_port=0, redis=redis, loopback=True
        )
        sip = json.loads(sip_config(self.secrets, "127.0.0.1"))
        sip |= {
            "ws_url": self.server.url, "redis": sip["redis"] | {"address": redis}, "sip_port": self.sip_port,
            "listen_ip": "127.0.0.1", "health_port": health, "rtp_port": "27100-27199",
        }  # fmt: skip
        kept = valkey_config(self.secrets).replace("dir /data/valkey", f"dir {self.folder}")
        kept = kept.replace("port 6379", f"port {redis_port}").replace("bind * -::*", "bind 127.0.0.1")
        written = {
            "valkey.conf": kept,
            "livekit.yaml": livekit_config(places, self.secrets.livekit, self.secrets.valkey),
            "sip.yaml": json.dumps(sip),
        }
        for name, text in written.items():
            (self.folder / name).write_text(text)
        at = {name: str(self.folder / name) for name in written}
        return [
            ("redis", ("redis-server", at["valkey.conf"]), redis_port),
            ("livekit", (str(livekit_binary()), "--config", at["livekit.yaml"]), self.livekit_port),
            ("sip", ("livekit-sip", "--config", at["sip.yaml"]), health),
        ]

    async def call(self, digits: str) -> int:
        """Call, press the keys, hang up after a while; sipp's exit code."""
        path = self.folder / f"call-{digits}.xml"
        path.write_text(scenario(digits))
        process = await asyncio.create_subprocess_exec(
            "sipp", f"127.0.0.1:{self.sip_port}", "-sf", str(path), "-s", NUMBER, "-i", "127.0.0.1", "-mi", "127.0.0.1",
            "-p", str(free_port()), "-mp", "27200", "-m", "1", "-timeout", "60", "-nostdin",
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return await process.wait()


async def test_a_telephone_call_with_the_right_pin_is_a_call_of_the_conversation(tmp_path: Path) -> None:
    async with Exchange.running(tmp_path) as exchange:
        said = await ensure(exchange.server, PhoneLine((NUMBER,), ("127.0.0.1/32",)))
        assert [sentence.split()[0] for sentence in said] == ["Created", "Created"]
        assert await ensure(exchange.server, PhoneLine((NUMBER,), ("127.0.0.1/32",))) == []
        settings = {
            "LIFEOS_LIVEKIT_URL": exchange.server.url,
            "LIFEOS_LIVEKIT_API_KEY": API_KEY,
            "LIFEOS_LIVEKIT_API_SECRET": exchange.secrets.livekit,
            "LIFEOS_SIP_NUMBERS": NUMBER,
        }
        async with Spine(settings, calls=True) as line, line.client() as web:
            pin = await pin_of(web)
            async with Events.of(web, pin["session_id"]) as events:
                assert await exchange.call(pin["pin"]) == 0
                assert (await events.until("call.started"))["line"] == "phone"
                assert (await events.until("call.ended"))["reason"] == "left"
                assert await exchange.call(pin["pin"]) == 0
                assert len(events.all("call.started")) == 1
            assert CALLER not in line.log("voice") + line.log("gateway")
