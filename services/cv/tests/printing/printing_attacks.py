"""What an attacker would put into a CV, and a server on this machine that notices every visit."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from printing_cvs import FULL


def payloads(server: str) -> tuple[str, ...]:
    """Each tries to run code, to read a file or to reach the server."""
    return (
        f"<script>document.write('JS'+'RAN');fetch('{server}/fetch')</script>",
        "<img src=x: onerror=\"document.body.innerText+='JS'+'RAN'\">",
        '<iframe src="file:///etc/passwd" width=600 height=300></iframe>',
        f'<img src="{server}/img.png">',
        f'<style>@import "{server}/imp.css"; p{{background:url({server}/bg.png)}}</style>',
        f'</style></head><link rel=stylesheet href="{server}/x.css">',
        f'<meta http-equiv=refresh content="0;url={server}/refresh">',
        f'<link rel=prefetch href="{server}/prefetch">',
        f'<svg><image href="{server}/svg.png"/></svg>',
        f'"><object data="{server}/o"></object><base href="{server}/">',
        "{{7*7}} {% for x in range(9) %}x{% endfor %} {{ self.__init__.__globals__ }}",
        "javascript:alert(1)",
    )


def filled_with(payload: str) -> dict[str, Any]:
    """A full CV in which every text is the payload; dates too."""
    return cast("dict[str, Any]", _replaced(FULL, payload))


def _replaced(value: Any, payload: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, payload) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_replaced(item, payload) for item in cast("list[Any]", value)]
    return payload


@contextmanager
def canary() -> Generator[tuple[str, list[str]], None, None]:
    """A web server on 127.0.0.1: its address, and the paths that were asked for so far."""
    visits: list[str] = []

    class Visit(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<h1>CANARYBODY</h1>")

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the visits are what counts."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Visit)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", visits
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
