"""Is a part of the stack ready to serve? One small question over TCP, HTTP or Postgres' own greeting."""

import asyncio
import struct
from dataclasses import dataclass
from typing import Literal

_ANSWER_S = 2.0
_POSTGRES_PROTOCOL = 196_608  # 3.0


class NotReady(Exception):
    """The part does not serve yet; the message says why in a few words."""


@dataclass(frozen=True)
class Probe:
    """How to ask one part, always on loopback."""

    kind: Literal["tcp", "http", "postgres"]
    port: int
    path: str = "/"


async def ask(probe: Probe) -> str:
    """What the part says about itself, in a few words. Raises NotReady."""
    try:
        async with asyncio.timeout(_ANSWER_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", probe.port)
            try:
                return await _ask_connected(probe, reader, writer)
            finally:
                writer.close()
    except TimeoutError:
        raise NotReady(f"no answer on port {probe.port} within {_ANSWER_S:g} s") from None
    except (OSError, asyncio.IncompleteReadError):
        raise NotReady(f"nothing answers on port {probe.port}") from None


async def _ask_connected(probe: Probe, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str:
    if probe.kind == "http":
        request = f"GET {probe.path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"
        writer.write(request.encode())
        words = (await reader.readline()).decode("latin-1").split(None, 2)
        if len(words) < 2 or words[1] != "200":
            raise NotReady(f"{probe.path} answers {words[1] if len(words) > 1 else 'nothing'}")
        return "ready"
    if probe.kind == "postgres":
        # Postgres accepts connections while it still recovers; only an authentication request means "ready".
        body = struct.pack("!i", _POSTGRES_PROTOCOL) + b"user\0probe\0database\0postgres\0\0"
        writer.write(struct.pack("!i", len(body) + 4) + body)
        if await reader.readexactly(1) != b"R":
            raise NotReady("the database is still starting")
        return "ready"
    return "listening"
