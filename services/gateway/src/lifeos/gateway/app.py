"""The application: routes, limits on every body, ids on every answer."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lifeos.contracts.api import Health
from lifeos.contracts.file import FILE_LIMIT
from lifeos.gateway import problems
from lifeos.gateway.door import DoorDep
from lifeos.gateway.health import VERSION
from lifeos.gateway.routes import (
    chat,
    debriefs,
    decisions,
    deliverables,
    drafts,
    feedback,
    files,
    jobs,
    keys,
    me,
    memories,
    people,
    practice,
    sessions,
    voice,
)
from lifeos.gateway.sentences import Sentence
from lifeos.gateway.settings import GatewaySettings
from lifeos.runtime import telemetry

ALLOWED_HEADERS = [
    "Authorization",
    "X-API-Key",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "Prefer",
    "Last-Event-ID",
]
EXPOSED_HEADERS = ["ETag", "Location", "Retry-After", "X-Request-Id"]
FILE_TOO_LARGE = "The request is larger than {limit} KiB. Bring a smaller file."
REQUEST_TOO_LARGE = "The request is larger than {limit} KiB. Send the text in several turns."
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "frame-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)
PAGE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create_app(settings: GatewaySettings) -> FastAPI:
    """Everything the door offers. Before it serves, `state.door` is set: routes find their parts there."""
    app = FastAPI(
        title="Life-OS",
        version=VERSION,
        description="Talk once, get a truthful CV. Every claim opens the words it came from.",
        # The usual page at /docs loads its scripts from another host; docs/api.md and /openapi.json say the same.
        docs_url=None,
        redoc_url=None,
    )
    app.state.content_policy = content_policy(settings)
    problems.install(app)
    for part in (
        chat,
        sessions,
        memories,
        deliverables,
        drafts,
        decisions,
        jobs,
        files,
        practice,
        debriefs,
        me,
        keys,
        people,
        feedback,
        voice,
    ):
        app.include_router(part.router)

    @app.get("/health", tags=["health"])
    async def health(door: DoorDep) -> JSONResponse:
        """200 when turns can be taken; each part is `ok` or one plain sentence."""
        found: Health = await door.health.look()
        return JSONResponse(found.model_dump(), 503 if found.status == "down" else 200)

    app.middleware("http")(_identify)
    app.add_middleware(BodyLimit, limit=settings.body_limit)
    origins = [origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()]
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=ALLOWED_HEADERS,
            expose_headers=EXPOSED_HEADERS,
            max_age=600,
        )
    web = Path(settings.web_folder) if settings.web_folder else None
    if web and web.is_dir():
        app.mount("/", StaticFiles(directory=web, html=True), name="page")
    return app


def content_policy(settings: GatewaySettings) -> str:
    """What the page may load; where there are calls, it may also reach the LiveKit server."""
    call = settings.livekit_public_url or settings.livekit_url
    if not call:
        return CONTENT_POLICY
    return f"{CONTENT_POLICY}; connect-src 'self' {call} {call.replace('ws', 'http', 1)}"


async def _identify(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """A request id on every answer and in every log line; a duration under the route's template."""
    given = request.headers.get("x-request-id", "")
    request.state.request_id = (
        given if 0 < len(given) <= 64 and given.replace("-", "").isalnum() else str(uuid4())
    )
    structlog.contextvars.bind_contextvars(request_id=request.state.request_id)
    began = time.perf_counter()
    with telemetry.serving(request.method, request.headers) as span:
        response = await call(request)
        route = getattr(request.scope.get("route"), "path", "other")
        span.update_name(f"{request.method} {route}")
        span.set_attributes({"http.route": route, "http.response.status_code": response.status_code})
    response.headers["X-Request-Id"] = request.state.request_id
    if not request.url.path.startswith("/v1"):
        for name, value in PAGE_HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", request.app.state.content_policy)
    telemetry.HTTP_SECONDS.labels(route, str(response.status_code)).observe(time.perf_counter() - began)
    return response


class BodyLimit:
    """Counts the bytes of a body as they come: a declared length may lie."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app, self._limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        upload = scope["path"] == files.PATH and scope["method"] == "POST"
        limit = FILE_LIMIT if upload else self._limit
        seen = 0
        started = False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        length = dict(scope["headers"]).get(b"content-length", b"0")
        try:
            if length.isdigit() and int(length) > limit:
                raise _TooLarge
            await self._app(scope, counted, watched)
        except _TooLarge:
            if started:
                raise
            request = Request(scope)
            request.state.request_id = str(uuid4())
            sentence = Sentence(FILE_TOO_LARGE if upload else REQUEST_TOO_LARGE, {"limit": limit // 1024})
            answer = problems.problem(request, 413, sentence, {"X-Request-Id": request.state.request_id})
            await answer(scope, receive, send)


class _TooLarge(Exception):
    pass
