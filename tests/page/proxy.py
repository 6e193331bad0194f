"""A proxy that misbehaves as networks do: it cuts connections, and speaks of things that no page knows yet."""

import asyncio
import contextlib
import threading
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import urlsplit

NEWS = b'event: weather.changed\ndata: {"type": "weather.changed", "sun": true}\n\n'


@contextmanager
def bad_network(
    url: str, *, cut_after_s: float | None = None, unknown_events: bool = False
) -> Generator[str]:
    """The address that leads to `url`. Streams of events are cut after a while, or begin with an event from the future."""
    behind = urlsplit(url)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            up_reader, up_writer = await asyncio.open_connection(behind.hostname, behind.port)
            both = [
                asyncio.create_task(_copy(reader, up_writer)),
                asyncio.create_task(_answer(up_reader, writer, cut_after_s, unknown_events)),
            ]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in both:
                task.cancel()
            up_writer.close()
        writer.close()

    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(serve, "127.0.0.1", 0), loop).result(10)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while content := await reader.read(65_536):
        writer.write(content)
        await writer.drain()


async def _answer(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    cut_after_s: float | None,
    unknown_events: bool,
) -> None:
    end: float | None = None
    clock = asyncio.get_running_loop().time
    while True:
        left = None if end is None else end - clock()
        if left is not None and left <= 0:
            return
        with contextlib.suppress(asyncio.TimeoutError):
            content = await asyncio.wait_for(reader.read(65_536), left)
            if not content:
                return
            writer.write(content)
            if b"text/event-stream" in content and content.endswith((b"\r\n\r\n", b"\n\n\r\n")):
                end = clock() + cut_after_s if cut_after_s else None
                if unknown_events:
                    writer.write(f"{len(NEWS):x}\r\n".encode() + NEWS + b"\r\n")
            await writer.drain()
