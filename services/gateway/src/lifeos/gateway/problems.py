"""Every error is RFC 9457 problem+json: what happened, what to do next, and the request's id."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from lifeos.contracts.api import Problem
from lifeos.runtime import telemetry
from lifeos.runtime.errors import LifeError, Rejected, Unavailable

TITLES = {
    400: "Bad request",
    401: "Not logged in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    412: "It changed meanwhile",
    413: "Too large",
    415: "Unsupported media type",
    422: "Cannot be understood",
    428: "If-Match is missing",
    429: "Too many requests",
    500: "Something broke",
    503: "Not available now",
}
PLAINLY = {
    "string_too_long": "it may have {max_length} characters at most; send it in several parts",
    "string_too_short": "it must have {min_length} characters at least",
    "missing": "this is needed",
    "json_invalid": "the body is not valid JSON",
    "model_attributes_type": "the body must be a JSON object",
    "model_type": "the body must be a JSON object",
    "dict_type": "this must be a JSON object",
    "uuid_parsing": "this is no id",
}
"""What the validator finds most often, in the words of whoever meets it."""
NO_KEY = "Send a valid key as `Authorization: Bearer lo_...` or `X-API-Key`, or log in on the page."


class Refused(LifeError):
    """The door says no. `detail` is for the person; it never echoes what they sent."""

    def __init__(self, status: int, detail: str, *, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.retry_after = status, detail, retry_after


def problem(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """One problem+json answer."""
    body = Problem(
        title=TITLES.get(status, "Error"), status=status, detail=detail, request_id=request_id(request)
    )
    return JSONResponse(body.model_dump(), status, dict(headers or {}), media_type="application/problem+json")


def request_id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


def install(app: FastAPI) -> None:
    """Every way a request can fail ends in a problem."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> JSONResponse:
        telemetry.REFUSED.labels(str(error.status)).inc()
        headers: dict[str, str] = {}
        if error.retry_after is not None:
            headers["Retry-After"] = str(max(1, round(error.retry_after)))
        if error.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return problem(request, error.status, error.detail, headers)

    @app.exception_handler(Unavailable)
    async def away(request: Request, error: Unavailable) -> JSONResponse:
        telemetry.REFUSED.labels("unavailable").inc()
        detail = f"{error}. Nothing is lost: send the same request again, with the same Idempotency-Key if it had one."
        return problem(request, 503, detail, {"Retry-After": str(max(1, round(error.retry_after)))})

    @app.exception_handler(Rejected)
    async def rejected(request: Request, error: Rejected) -> JSONResponse:
        return problem(request, 422, str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(request, 422, "; ".join(sorted({_place(e) for e in error.errors()}))[:600])

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(Exception)
    async def broke(request: Request, error: Exception) -> JSONResponse:
        # Not the error's own text: it may quote what the person said.
        telemetry.logger().error("request failed", error=type(error).__name__, places=telemetry.places(error))
        return problem(request, 500, "This is our fault. Please try again; name the request id if it stays.")


def _place(error: Mapping[str, object]) -> str:
    """Where and what, without the input itself."""
    places = error.get("loc", ())
    where = ".".join(str(part) for part in places if part != "body") if isinstance(places, tuple) else ""
    plain = PLAINLY.get(str(error.get("type", "")))
    context = error.get("ctx", {})
    message = plain.format_map(context) if plain and isinstance(context, dict) else str(error.get("msg", ""))
    message = message.removeprefix("Value error, ")
    return f"{where}: {message}" if where and not where.isdigit() else message
